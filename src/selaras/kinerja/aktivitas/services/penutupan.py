"""The night's work on activities: what nobody decided in time, by the region's rule."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from selaras.aturan.aktivitas import ParameterAktivitas, batas_setuju, putusan_lewat
from selaras.core.permissions import system_actor
from selaras.core.permissions.actor import local_date
from selaras.core.workflow.engine import apply_many
from selaras.hukum import Law
from selaras.kinerja.models import HariAktivitas, KirimanAktivitas
from selaras.organisasi.models import Instansi

SEKALI = 1_000  # days in one transaction
SIMPAN_KIRIMAN = timedelta(days=14)
KATA = {
    "approve": "Disetujui otomatis: batas menyetujui {batas:%d-%m-%Y} sudah lewat.",
    "reject": "Ditolak otomatis: batas menyetujui {batas:%d-%m-%Y} sudah lewat.",
}


@dataclass(slots=True)
class HasilTutup:
    """How many days each step took; `lewat` = why some were left (a locked month)."""

    jadi: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lewat: int = 0


def close_overdue(
    *, instansi: Instansi, at: datetime, lapor: Callable[[int], None] = lambda _: None
) -> HasilTutup:
    """Decide what waits past its month's term, where the rule says so; repeating changes nothing.

    A thousand days a transaction, so that a killed run goes on where it stopped.
    """
    hari_ini = local_date(at, instansi.zona)
    aktor = system_actor("Penutupan aktivitas", at=at)
    hasil = HasilTutup()
    menunggu = HariAktivitas.objects.filter(status="diajukan", unit__instansi=instansi)
    bulan = menunggu.filter(tanggal__lt=hari_ini.replace(day=1)).dates("tanggal", "month")
    for awal in list(bulan):
        p = ParameterAktivitas.dari(Law.load().pada(awal, instansi.daerah))
        langkah = putusan_lewat(awal, hari_ini, p)
        if langkah is None:
            continue
        alasan = KATA[langkah].format(batas=batas_setuju(awal, p))
        akhir = (awal + timedelta(days=31)).replace(day=1)
        ids = list(
            menunggu.filter(tanggal__gte=awal, tanggal__lt=akhir)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        for mulai in range(0, len(ids), SEKALI):
            bagian = HariAktivitas.objects.filter(pk__in=ids[mulai : mulai + SEKALI])
            satu = apply_many(bagian, langkah, actor=aktor, reason=alasan, at=at)
            hasil.jadi[langkah] += satu.jadi
            hasil.lewat += len(satu.lewat)
            lapor(satu.jadi)
    return hasil


def forget_old_submissions(*, at: datetime) -> int:
    """Keys of forms that nobody will send again."""
    jumlah, _ = KirimanAktivitas.objects.filter(dikirim_pada__lt=at - SIMPAN_KIRIMAN).delete()
    return jumlah


def months_in_progress(hari_ini: date) -> tuple[int, int]:
    """Last month and this one: whose minutes still change."""
    lalu = hari_ini.replace(day=1) - timedelta(days=1)
    return lalu.year * 100 + lalu.month, hari_ini.year * 100 + hari_ini.month
