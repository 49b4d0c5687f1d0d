"""The sample's months as the demo shows them: October paid, November computed, December under way.

Each step is taken by the sample person whose work it is, at the instant when it would have been.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

from selaras.core.accounts.models import User
from selaras.core.permissions import Actor, can, system_actor
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now, sample_day
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.periode.models import PeriodeUnit, StatusPeriode
from selaras.periode.services import advance
from selaras.presensi.models import LembarPresensi
from selaras.presensi.services import fold_month
from selaras.tpp.models import DaftarBayar, HitunganBulan
from selaras.tpp.services import compute_month
from selaras.tpp.services.daftar_bayar import note_sp2d, note_spm

Lapor = Callable[[str], None]
DIHITUNG = {
    202510: datetime(2025, 11, 4, 1, 30, tzinfo=UTC),
    202511: datetime(2025, 12, 3, 1, 15, tzinfo=UTC),
}
# October's way to the bank: step, whose, when.
LANGKAH = [
    (StatusPeriode.DIVERIFIKASI, "verifikator", datetime(2025, 11, 5, 2, 0, tzinfo=UTC)),
    (StatusPeriode.DISETUJUI, "admin", datetime(2025, 11, 6, 3, 0, tzinfo=UTC)),
    (StatusPeriode.TERKUNCI, "admin", datetime(2025, 11, 7, 1, 0, tzinfo=UTC)),
    (StatusPeriode.DIAJUKAN, "bendahara", datetime(2025, 11, 10, 2, 0, tzinfo=UTC)),
    (StatusPeriode.DIBAYAR, "bendahara", datetime(2025, 11, 13, 6, 0, tzinfo=UTC)),
]


def _actor(pengguna: str, at: datetime) -> Actor:
    return load_actor(User.objects.get(username=pengguna), at=at)


def hitung_bulan(instansi: Instansi, periode: int, lapor: Lapor = lambda _: None) -> None:
    """Compute a month once; another start finds it computed."""
    sudah = HitunganBulan.objects.filter(
        instansi=instansi, periode=periode, status=HitunganBulan.Status.SELESAI
    )
    if sudah.exists():
        return
    lapor(f"menghitung bulan {periode}")
    at = DIHITUNG[periode]
    compute_month(instansi=instansi, periode=periode, actor=_actor("admin", at), at=at)


def bayar_bulan(periode: int, lapor: Lapor = lambda _: None) -> None:
    """Take every SKPD's computed month along the chain to paid.

    The sample has one treasurer with an account; those of the other SKPD act as the system.
    """
    lapor(f"mengunci dan membayar bulan {periode}")
    for langkah, pengguna, at in LANGKAH:
        actor = _actor(pengguna, at)
        rekan = system_actor("Bendahara SKPD", at=at)
        for baris in PeriodeUnit.objects.filter(periode=periode).select_related("skpd"):
            if baris.status == StatusPeriode.DIBAYAR:
                continue
            siapa = actor if can(actor, "periode.view", baris) else rekan
            if langkah == StatusPeriode.DIBAYAR:
                _catat_sp2d(baris, siapa, at)
            advance(skpd=baris.skpd, periode=periode, ke=langkah, actor=siapa, at=at)


def _catat_sp2d(bulan: PeriodeUnit, actor: Actor, at: datetime) -> None:
    """The payment order and the transfer's number of an SKPD's list."""
    daftar = DaftarBayar.objects.get(skpd_id=bulan.skpd_id, periode=bulan.periode)
    tahun, angka = divmod(bulan.periode, 100)
    unit = f"{bulan.skpd.kode}/{angka:02d}"
    ajuan = next(t for langkah, _, t in LANGKAH if langkah == StatusPeriode.DIAJUKAN)
    note_spm(daftar=daftar, no_spm=f"{unit}/SPM/{tahun}", tanggal=ajuan.date(), actor=actor)
    note_sp2d(daftar=daftar, no_sp2d=f"{unit}/SP2D/{tahun}", tanggal=at.date(), actor=actor)


def susun_presensi_berjalan(
    instansi: Instansi, periode: list[int], lapor: Lapor = lambda _: None
) -> None:
    """The attendance of the month that the demo lives in, as its nights would have left it."""
    hari_ini, at = sample_day(), now()
    kini = hari_ini.year * 100 + hari_ini.month if hari_ini else 0
    if kini not in periode or LembarPresensi.objects.filter(periode=kini).exists():
        return
    lapor(f"menyusun presensi bulan {kini}")
    aturan = Law.load().pada(date(kini // 100, kini % 100, 1), instansi.daerah)
    actor = system_actor("Penyusunan malam", at=at)
    fold_month(instansi_id=instansi.pk, periode=kini, aturan=aturan, at=at, actor=actor)


def siapkan_bulan(
    instansi: Instansi, periode: list[int], *, bayar: bool = True, lapor: Lapor = lambda _: None
) -> None:
    """Bring the months of the sample to where the demo begins."""
    for p in periode:
        if p in DIHITUNG:
            hitung_bulan(instansi, p, lapor)
    susun_presensi_berjalan(instansi, periode, lapor)
    belum = PeriodeUnit.objects.filter(periode=202510).exclude(status=StatusPeriode.DIBAYAR)
    if bayar and belum.exists():
        bayar_bulan(202510, lapor)
