"""Later corrections of a locked month: computed again, the difference becomes a later line."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit
from selaras.presensi.models import HariTersentuh
from selaras.presensi.services import refold_month
from selaras.tpp.models import InstrumenPenilaian, SusulanTPP
from selaras.tpp.services.hitung_bulan import compute_frame

# How far back a run looks for late facts: each locked month costs a comparison of its days.
BULAN_MUNDUR = 3


def collect_earlier_months(
    *, instansi: Instansi, periode: int, actor: Actor, at: datetime, law: Law | None = None
) -> list[SusulanTPP]:
    """Lines for `periode` out of what changed in the locked months before it.

    Looks back BULAN_MUNDUR months. A month without an open unit takes none: it could not pay them.
    """
    if not 1 <= periode % 100 <= 12:
        return []
    semua = set(
        PeriodeUnit.objects.filter(periode=periode, skpd__instansi=instansi).values_list(
            "status", flat=True
        )
    )
    if semua and semua <= set(STATUS_TERKUNCI):
        return []
    sebelumnya = (
        PeriodeUnit.objects.filter(
            periode__in=_months_before(periode, BULAN_MUNDUR),
            skpd__instansi=instansi,
            status__in=STATUS_TERKUNCI,
        )
        .order_by("periode")
        .values_list("periode", flat=True)
        .distinct()
    )
    return [
        baris
        for asal in list(sebelumnya)
        for baris in collect_susulan(
            instansi=instansi, periode=asal, masuk_periode=periode, actor=actor, at=at, law=law
        )
    ]


def _months_before(periode: int, jumlah: int) -> list[int]:
    """The calendar months before one, the nearest first."""
    urut = periode // 100 * 12 + periode % 100 - 1
    return [n // 12 * 100 + n % 12 + 1 for n in range(urut - 1, urut - 1 - jumlah, -1)]


@transaction.atomic
def collect_susulan(
    *,
    instansi: Instansi,
    periode: int,
    masuk_periode: int,
    actor: Actor,
    at: datetime,
    law: Law | None = None,
) -> list[SusulanTPP]:
    """One line per person whose locked month would come out differently today.

    Looks at the days that attendance recorded as touched after the lock. The locked instruments
    stay as they are; handled days are marked, so that a second call finds nothing.
    """
    # Leave entered after the lock, a changed timetable: found by comparing with the facts.
    refold_month(instansi=instansi, periode=periode, at=at, law=law)
    awal = datetime(periode // 100, periode % 100, 1).date()
    hari = HariTersentuh.objects.select_for_update().filter(
        pegawai__instansi=instansi, ditangani_pada__isnull=True,
        tanggal__year=awal.year, tanggal__month=awal.month,
    )  # fmt: skip
    ids = sorted({h.pegawai_id for h in hari})
    if not ids:
        return []
    lama = _bruto_terkunci(periode, ids)
    baru = _bruto_baru(instansi, periode, ids, law)
    sudah = _sudah_disusulkan(periode, ids)
    baris = [
        SusulanTPP(
            pegawai_id=i, asal_periode=periode, masuk_periode=masuk_periode,
            nilai_rp=baru[i] - lama[i] - sudah.get(i, 0), bruto_lama=lama[i], bruto_baru=baru[i],
            sebab=f"Koreksi presensi {periode} sesudah bulannya terkunci", dicatat_pada=at,
        )
        for i in ids
        if i in lama and i in baru and baru[i] - lama[i] != sudah.get(i, 0)
    ]  # fmt: skip
    dibuat = SusulanTPP.objects.bulk_create(baris)
    # Who can't be computed now keeps her days open: the difference is found once she can be.
    hari.filter(pegawai_id__in=[i for i in ids if i in lama and i in baru]).update(
        ditangani_pada=at
    )
    record(
        actor=actor, aksi="tpp.compute", objek=instansi, sebelum={},
        sesudah={"susulan": len(dibuat), "periode": periode, "masuk_periode": masuk_periode},
    )  # fmt: skip
    return dibuat


def _bruto_terkunci(periode: int, ids: Collection[int]) -> dict[int, int]:
    """What locked instruments paid for the month itself, without its own arrears.

    A month that is still open takes corrections by being computed again, never as a line besides.
    """
    berlaku = PeriodeUnit.objects.filter(
        periode=periode, hitungan_id__isnull=False, status__in=STATUS_TERKUNCI
    )
    hitungan = {p.skpd_id: p.hitungan_id for p in berlaku}
    rows = InstrumenPenilaian.objects.filter(
        periode=periode, pegawai_id__in=ids, hitungan_id__in=set(hitungan.values())
    )
    return {
        r.pegawai_id: r.jumlah_nilai - r.hukuman_rp
        for r in rows
        if hitungan.get(r.skpd_id) == r.hitungan_id
    }


def _bruto_baru(
    instansi: Instansi, periode: int, ids: Collection[int], law: Law | None
) -> dict[int, int]:
    hasil = compute_frame(instansi=instansi, periode=periode, pegawai_ids=ids, law=law).hasil
    baris = hasil.filter(hasil["galat"].is_null()).select(
        "pegawai_id", "jumlah_nilai", "hukuman_rp"
    )
    return {i: jumlah - hukuman for i, jumlah, hukuman in baris.iter_rows()}


def _sudah_disusulkan(periode: int, ids: Collection[int]) -> dict[int, int]:
    """Differences of the month that earlier lines already carry."""
    jumlah: dict[int, int] = {}
    for s in SusulanTPP.objects.filter(asal_periode=periode, pegawai_id__in=ids):
        jumlah[s.pegawai_id] = jumlah.get(s.pegawai_id, 0) + s.nilai_rp
    return jumlah
