"""Sample logins: one per role, each a person of the regency with a reason to look.

Refused outside demo mode by the sign-in itself (User.contoh).
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password

from selaras.contoh.dunia import Dunia
from selaras.contoh.orang import Orang
from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.catalog import role
from selaras.core.permissions.models import PenugasanPeran
from selaras.pegawai.models import Pegawai

SANDI = settings.SANDI_CONTOH
SEJAK = date(2025, 1, 2)
INSTANSI = 1


@dataclass(frozen=True, slots=True)
class Masuk:
    """A sample login as the demo prints it."""

    peran: str
    nama_pengguna: str
    sandi: str
    nama: str
    cerita: str


@dataclass(frozen=True, slots=True)
class Tokoh:
    """Whose account it is: username, story of the person, role and where it reaches."""

    pengguna: str
    cerita: str
    peran: str
    di_skpd: bool
    alasan: str


# pegawai and atasan_langsung need no grant: they follow from the person.
TOKOH = [
    Tokoh("pegawai", "tokoh_pegawai", "pegawai", False,
          "Terlambat 47 menit dan sekali tanpa ketukan pulang"),
    Tokoh("atasan", "tokoh_atasan", "atasan_langsung", False, "Atasan langsung pegawai di atas"),
    Tokoh("pengelola", "tokoh_pengelola", "pengelola_kepegawaian", True,
          "Mengurus presensi dan izin SKPD-nya"),
    Tokoh("verifikator", "tokoh_verifikator", "verifikator_tpp", False,
          "Memeriksa bulan seluruh SKPD"),
    Tokoh("bendahara", "tokoh_bendahara", "bendahara", True, "Mengajukan dan membayar TPP"),
    Tokoh("admin", "tokoh_admin", "admin_bkpsdm", False, "Mengatur seluruh kabupaten"),
    Tokoh("pimpinan", "tokoh_pimpinan", "pimpinan", False, "Melihat ringkasan"),
    Tokoh("auditor", "tokoh_auditor", "auditor", False, "Membaca semuanya, tidak mengubah apa pun"),
]  # fmt: skip


def _orang(d: Dunia, tokoh: Tokoh) -> Orang:
    return d.cerita(tokoh.cerita)[0]


def daftar_masuk() -> list[Masuk]:
    """The logins of the loaded regency, in the order in which one would try them."""
    nama = dict(User.objects.filter(contoh=True).values_list("username", "nama"))
    return [
        Masuk(role(t.peran).judul, t.pengguna, SANDI, nama[t.pengguna], t.alasan) for t in TOKOH
    ]


def buat_akun(d: Dunia) -> None:
    """Make the accounts, link them to their people and give the roles."""
    sandi = make_password(SANDI)
    for t in TOKOH:
        o = _orang(d, t)
        user = User.objects.create(username=t.pengguna, nama=o.nama, password=sandi, contoh=True)
        Pegawai.objects.filter(pk=o.id).update(user=user)
        if t.peran not in ("pegawai", "atasan_langsung"):
            PenugasanPeran.objects.create(
                user=user,
                peran=t.peran,
                instansi_id=INSTANSI,
                unit_id=o.post.unit.skpd.id if t.di_skpd else None,
                berlaku=berlaku_sejak(SEJAK),
                alasan="Akun contoh",
            )
