"""The nominative list: everybody in service on a day, narrowed by anything.

Narrowing and sorting happen in the database; what the rows shown say comes from the one frame.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from selaras.aturan.simpeg.jabatan import JENJANG
from selaras.core.bilangan import whole_number
from selaras.core.halaman.daftar import Saringan, sehalaman
from selaras.core.permissions import Actor, rows
from selaras.cuti.models import Ketidakhadiran
from selaras.organisasi.models import Jabatan, UnitKerja
from selaras.pegawai.models import Pegawai, StatusPegawai
from selaras.pegawai.selectors.daftar import in_unit, of_golongan, pegawai_list, unit_choices
from selaras.simpeg.jenis import IDENTITAS
from selaras.simpeg.models import (
    Agama,
    JatuhTempo,
    PerubahanKedudukan,
    RiwayatPendidikan,
    StatusKawin,
    TemuanMutu,
    TingkatPendidikan,
)
from selaras.simpeg.selectors.cari import matching, words_of
from selaras.simpeg.selectors.keadaan import load_keadaan

Rows = QuerySet[Any]
GOLONGAN = [(g, f"Golongan {g}") for g in ("I", "II", "III", "IV")] + [
    (f"{g}/{r}", f"{g}/{r}")
    for g, ruang in (("I", "abcd"), ("II", "abcd"), ("III", "abcd"), ("IV", "abcde"))
    for r in ruang
]
ESELON = [(e, e) for e in ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "V.a")]
KEDUDUKAN = [("aktif", "Aktif"), ("CLTN", "CLTN"), ("TB", "Tugas belajar"), ("lain", "Lainnya")]
# The same standing as a permission not to work and as a row of the file.
DICATAT = {"CLTN": ("1", "5"), "TB": ("6", "7")}


def people(actor: Actor, hari: date) -> Rows:
    """Everybody in service on the day within reach."""
    return pegawai_list(actor, hari)


def searched(hari: date) -> Callable[[Rows, str], Rows]:
    """The search of a list: every word in name, NIP, post or unit."""

    def apply(qs: Rows, teks: str) -> Rows:
        kata = words_of(teks)
        if not kata:
            return qs
        perintah, nilai = matching(kata, hari)
        return qs.filter(pk__in=RawSQL(*_positional(perintah, nilai)))  # noqa: S611

    return apply


def _positional(perintah: str, nilai: dict[str, Any]) -> tuple[str, list[Any]]:
    """A statement with named values as one with places, as the ORM takes it."""
    urut: list[Any] = []

    class Nama(dict[str, str]):
        def __missing__(self, nama: str) -> str:
            urut.append(nilai[nama])
            return "%s"

    return perintah.replace("%(", "{").replace(")s", "}").format_map(Nama()), urut


def filters(actor: Actor, hari: date, unit: str = "") -> list[Saringan]:
    """All filters, in the order in which officers think of them.

    By religion or marriage only those whose identity the reader may see: who is left tells it.
    """

    def known(qs: Rows) -> Rows:
        return rows(actor, IDENTITAS, qs, at=hari)

    return [
        Saringan("unit", "Unit", lambda q, v: in_unit(q, int(v)), lambda: _units(actor, unit)),
        Saringan("status", "Status", lambda q, v: q.filter(st__status=v), StatusPegawai.choices),
        Saringan("gol", "Golongan", of_golongan, GOLONGAN),
        Saringan("jenis", "Jenis jabatan", lambda q, v: q.filter(post__jabatan__jenis=v),
                 Jabatan.Jenis.choices),
        Saringan("eselon", "Eselon", lambda q, v: q.filter(post__jabatan__eselon=v), ESELON),
        Saringan("jenjang", "Jenjang fungsional", lambda q, v: q.filter(
                 post__jabatan__jenis="fungsional", post__jabatan__nama__icontains=v),
                 [(j, j) for j in JENJANG]),
        Saringan("jabatan", "Nama jabatan", lambda q, v: q.filter(
                 post__jabatan__nama__icontains=v), jenis="teks"),
        Saringan("didik", "Pendidikan", _schooling, TingkatPendidikan.choices),
        Saringan("jk", "Jenis kelamin", lambda q, v: q.filter(jenis_kelamin=v),
                 Pegawai.JenisKelamin.choices),
        Saringan("agama", "Agama", lambda q, v: known(q).filter(pribadi__agama=v), Agama.choices),
        Saringan("kawin", "Perkawinan", lambda q, v: known(q).filter(pribadi__status_kawin=v),
                 StatusKawin.choices),
        Saringan("usia", "Usia", lambda q, v: _age(q, v, hari),
                 [("-30", "di bawah 30"), ("30-39", "30 sampai 39"), ("40-49", "40 sampai 49"),
                  ("50-55", "50 sampai 55"), ("56-", "56 ke atas")]),
        Saringan("kedudukan", "Kedudukan", lambda q, v: _standing(q, v, hari), KEDUDUKAN),
        Saringan("tempo", "Jatuh tempo", _due, JatuhTempo.Jenis.choices),
        Saringan("temuan", "Ada temuan mutu data", lambda q, v: q.filter(
                 Exists(TemuanMutu.objects.filter(pegawai=OuterRef("pk")))), jenis="centang"),
        Saringan("pada", "Keadaan pada", sehalaman, jenis="tanggal"),
    ]  # fmt: skip


def _units(actor: Actor, dipilih: str) -> list[tuple[str, str]]:
    """SKPD, and the unit below one that the address names."""
    pilihan = unit_choices(actor, "pegawai.view")
    if whole_number(dipilih) is not None and dipilih not in {k for k, _ in pilihan}:
        unit = rows(actor, "organisasi.view", UnitKerja.objects.all()).filter(pk=dipilih).first()
        pilihan += [(dipilih, unit.nama)] if unit else []
    return pilihan


def _schooling(qs: Rows, tingkat: str) -> Rows:
    """The highest recognised level, and no higher one."""
    milik = RiwayatPendidikan.objects.filter(pegawai=OuterRef("pk"), diakui=True)
    return qs.filter(Exists(milik.filter(tingkat=tingkat))).exclude(
        Exists(milik.filter(tingkat__gt=tingkat))
    )


def _age(qs: Rows, rentang: str, hari: date) -> Rows:
    """From one age to another, both included."""
    dari, _, sampai = rentang.partition("-")
    if dari:
        qs = qs.filter(tanggal_lahir__lte=_years_before(hari, int(dari)))
    if sampai:
        batas = int(sampai) + (1 if dari else 0)
        qs = qs.filter(tanggal_lahir__gt=_years_before(hari, batas))
    return qs


def _years_before(hari: date, tahun: int) -> date:
    try:
        return hari.replace(year=hari.year - tahun)
    except ValueError:  # 29 February
        return hari.replace(year=hari.year - tahun, day=28)


def _standing(qs: Rows, kode: str, hari: date) -> Rows:
    pergi = Ketidakhadiran.objects.pada(hari).filter(
        pegawai=OuterRef("pk"), dicabut_pada__isnull=True, jenis__kode__in=["CLTN", "TB"]
    )
    tercatat = (
        PerubahanKedudukan.objects.filter(pegawai=OuterRef("pk"), mulai__lte=hari)
        .filter(Q(selesai=None) | Q(selesai__gte=hari))
        .filter(Q(tanggal_aktif=None) | Q(tanggal_aktif__gt=hari))
        .exclude(jenis__in=PerubahanKedudukan.KEMBALI)
    )
    if kode == "aktif":
        return qs.filter(~Q(Exists(pergi)), ~Q(Exists(tercatat)))
    if kode in DICATAT:
        catatan = tercatat.filter(jenis__in=DICATAT[kode])
        return qs.filter(Q(Exists(pergi.filter(jenis__kode=kode))) | Q(Exists(catatan)))
    dikenal = [k for daftar in DICATAT.values() for k in daftar]
    return qs.filter(Exists(tercatat.exclude(jenis__in=dikenal)))


def _due(qs: Rows, jenis: str) -> Rows:
    return qs.filter(Exists(JatuhTempo.objects.filter(pegawai=OuterRef("pk"), jenis=jenis)))


def attach_facts(orang: Iterable[Any], hari: date) -> None:
    """Put `k`, the person's row of the frame, on the people shown; two queries a government."""
    people_ = list(orang)
    for instansi_id in {p.instansi_id for p in people_}:
        frame = load_keadaan(instansi_id, hari, pegawai_ids=[p.pk for p in people_])
        menurut_id = {b["pegawai_id"]: b for b in frame.iter_rows(named=True)}
        for p in people_:
            if p.instansi_id == instansi_id:
                p.k = menurut_id.get(p.pk, {})
