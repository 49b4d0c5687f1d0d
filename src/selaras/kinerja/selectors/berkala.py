"""The judgement of a quarter or a year as a whole; what went before is seen, never averaged.

A year sees its months, and its quarters where the region judges by quarter.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from selaras.core.halaman.format import tanggal
from selaras.hukum import Aturan
from selaras.kinerja.models import SKP, Penilaian, PenilaianBulanan, RealisasiBaris
from selaras.kinerja.selectors.penilai import Penilai, first_day, last_day
from selaras.kinerja.selectors.penilaian import (
    BULANAN,
    Lembar,
    behaviour_of,
    with_behaviour,
)
from selaras.kinerja.selectors.sumber import LOKAL
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.sebulan import with_own_post

TAHUNAN, TRIWULAN = Penilaian.Jenis.TAHUNAN, Penilaian.Jenis.TRIWULAN
DESEMBER = 12


def months_of(jenis: str, periode: int) -> list[int]:
    """The months that a judgement looks back on."""
    if jenis == TAHUNAN:
        return [periode + bulan for bulan in range(1, DESEMBER + 1)]
    return list(range(periode - 2, periode + 1))


def deadline_of(jenis: str, periode: int, aturan: Aturan) -> date:
    """By when it should be finished."""
    tahun, bulan = divmod(periode, 100)
    if jenis == TAHUNAN:
        return date(tahun + 1, 1, aturan.nilai("kinerja.batas_tahunan_tanggal"))
    berikut = date(tahun + bulan // 12, bulan % 12 + 1, 1)
    return berikut.replace(day=aturan.nilai("kinerja.batas_periodik_tanggal"))


def opens_on(jenis: str, periode: int, aturan: Aturan) -> date:
    """From when it can be judged: a year by the rule, a quarter from its last month."""
    if jenis == TAHUNAN:
        return date(periode // 100, aturan.nilai("kinerja.tahunan_mulai_bulan"), 1)
    return first_day(periode)


def year_to_judge(hari_ini: date, aturan: Aturan) -> int:
    """The latest year whose judgement is open."""
    ini = hari_ini.year * 100
    return hari_ini.year if hari_ini >= opens_on(TAHUNAN, ini, aturan) else hari_ini.year - 1


def quarters_to_judge(hari_ini: date, banyak: int = 8) -> list[int]:
    """Quarters by their last month, the latest that is open first."""
    tahun, bulan = hari_ini.year, hari_ini.month // 3 * 3
    found = []
    for _ in range(banyak):
        if bulan == 0:
            tahun, bulan = tahun - 1, DESEMBER
        found.append(tahun * 100 + bulan)
        bulan -= 3
    return found


def by_quarter(aturan: Aturan) -> bool:
    """Whether the region judges by quarter rather than by month."""
    return aturan.pilihan("kinerja.periodik") == TRIWULAN


def load_wholes(
    orang: dict[int, Penilai | None], periode: int, aturan: Aturan, jenis: str, hari_ini: date
) -> list[Lembar]:
    """The sheets of these people, by name; the plan is the one in force at the period's end."""
    dasar = with_own_post(Pegawai.objects.filter(pk__in=list(orang)), _month(periode))
    pegawai_list = list(dasar.select_related("instansi").order_by("nama", "pk"))
    skp = _plans(list(orang), periode)
    mulai = opens_on(jenis, periode, aturan)
    belum = "" if hari_ini >= mulai else f"Baru dapat dinilai mulai {tanggal(mulai)}."
    nilai: dict[int, Penilaian] = {}
    bulanan: dict[int, dict[int, Penilaian]] = {}
    for n in _judgements(list(orang), periode, jenis):
        if n.jenis == jenis:
            nilai[n.pegawai_id] = n
            continue
        for bulan in [n.periode] if n.jenis == BULANAN else months_of(n.jenis, n.periode):
            bulanan.setdefault(n.pegawai_id, {})[bulan] = n
    return [
        Lembar(
            pegawai=p, periode=periode, penilai=orang[p.pk], realisasi=None, baris=(),
            penilaian=nilai.get(p.pk), perilaku=behaviour_of(nilai.get(p.pk)), terkunci=False,
            aturan=aturan, jenis=jenis, skp=skp.get(p.pk), belum_waktu=belum,
            bulanan=[(b, bulanan.get(p.pk, {}).get(b)) for b in months_of(jenis, periode)],
        )
        for p in pegawai_list
    ]  # fmt: skip


def load_whole(
    pegawai_id: int, periode: int, penilai: Penilai | None, aturan: Aturan, *, jenis: str,
    hari_ini: date,
) -> Lembar | None:  # fmt: skip
    """One person's sheet."""
    sheets = load_wholes({pegawai_id: penilai}, periode, aturan, jenis, hari_ini)
    return sheets[0] if sheets else None


def work_of(lembar: Lembar) -> list[tuple[Any, Sequence[RealisasiBaris]]]:
    """Each promised result with what was reported for it over the period."""
    if lembar.skp is None:
        return []
    rows = (
        RealisasiBaris.objects.filter(
            realisasi__pegawai_id=lembar.pegawai.pk,
            realisasi__periode__in=months_of(lembar.jenis, lembar.periode),
            rencana_baris__hasil_kerja__isnull=False,
        )
        .exclude(realisasi__status__in=["draf", "dibatalkan"])
        .select_related("realisasi", "rencana_baris")
        .order_by("realisasi__periode", "pk")
    )
    per: dict[int | None, list[RealisasiBaris]] = {}
    for row in rows:
        per.setdefault(row.rencana_baris.hasil_kerja_id, []).append(row)
    return [(h, per.get(h.pk, [])) for h in lembar.skp.hasil_kerja.all()]


def _month(periode: int) -> int:
    return periode if periode % 100 else periode + DESEMBER


def _plans(ids: Sequence[int], periode: int) -> dict[int, SKP]:
    rows = SKP.objects.filter(
        pegawai_id__in=ids, tahun=periode // 100, berlaku_kini=True, status="disetujui",
        masa__startswith__lte=last_day(periode),
    )  # fmt: skip
    return {s.pegawai_id: s for s in rows.order_by("masa", "versi", "pk")}


def _judgements(ids: Sequence[int], periode: int, jenis: str) -> Sequence[Penilaian]:
    sendiri = Q(jenis=jenis, periode=periode, sumber=LOKAL)
    dilihat = [BULANAN, TRIWULAN] if jenis == TAHUNAN else [BULANAN]
    bulan = Q(jenis__in=dilihat, periode__in=months_of(jenis, periode), selesai_pada__isnull=False)
    dipakai = PenilaianBulanan.objects.filter(
        pegawai=OuterRef("pegawai"), periode=OuterRef("periode"), sumber=OuterRef("sumber")
    )
    rows = Penilaian.objects.filter(sendiri | bulan, pegawai_id__in=ids)
    # a quarter's own word for its months stands where there is no monthly one; of two sources
    # the one that counts comes last
    berurut = rows.annotate(dipakai=Exists(dipakai)).order_by("-jenis", "periode", "dipakai", "pk")
    return list(with_behaviour(berurut))
