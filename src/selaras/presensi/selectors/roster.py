"""A unit's month of duty: people x days with what is published, painted and odd."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import (
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from selaras.aturan.jadwal import Rentang
from selaras.aturan.roster import Jam, rapat
from selaras.core.sekaligus import rows_each
from selaras.cuti.models import Ketidakhadiran
from selaras.hukum import Aturan
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.presensi.models import (
    HariLibur,
    Jadwal,
    JadwalHari,
    PolaRoster,
    RancanganRoster,
    Roster,
    TerbitRoster,
)
from selaras.presensi.selectors.masukan import KalenderKosong, load_hari_jadwal

LEPAS, KOSONG = "L", ""
ISTIRAHAT = "presensi.istirahat_sif"
Kunci = tuple[int, date]


@dataclass(frozen=True, slots=True)
class Isi:
    """A cell: what it says, what is published, and who painted it last."""

    kini: str  # a timetable's id, LEPAS or KOSONG
    terbit: str
    oleh: str = ""
    pada: datetime | None = None

    @property
    def berubah(self) -> bool:
        return self.kini != self.terbit


@dataclass(frozen=True, slots=True)
class Tanda:
    """Why a cell deserves a look."""

    kata: str
    berat: bool  # cannot be (overlap, leave), as against unwise (too little rest)


def people_of_unit(unit: UnitKerja, rentang: Rentang) -> QuerySet[Pegawai]:
    """Those whose definitive post is in the unit or below on a day of the span, by name."""
    post = RiwayatJabatan.objects.filter(
        pegawai_id=OuterRef("pk"), penugasan="D", jabatan__unit__path__startswith=unit.path,
        berlaku__overlap=DateRange(rentang.awal, rentang.akhir, "[]"),
    )  # fmt: skip
    return Pegawai.objects.filter(Exists(post), instansi_id=unit.instansi_id).order_by("nama", "pk")


def load_cells(pegawai_ids: Sequence[int], rentang: Rentang) -> dict[Kunci, Isi]:
    """What stands in the cells of these people: the painted before the published; one query."""
    saring = {"pegawai_id__in": pegawai_ids, "tanggal__range": (rentang.awal, rentang.akhir)}
    hari_ke = Func(
        F("tanggal"), Value(rentang.awal), template="(%(expressions)s)", arg_joiner=" - ",
        output_field=IntegerField(),
    )  # fmt: skip
    baris = rows_each(
        {
            "terbit": Roster.objects.filter(**saring).values_list(
                "pegawai_id", hari_ke, "jadwal_id"
            ),
            "rancangan": RancanganRoster.objects.filter(**saring).values_list(
                "pegawai_id", "tanggal", "jadwal_id", "lepas", "diubah_nama", "diubah_pada"
            ),
        }
    )
    kode = {j: _kode(j, lepas=j is None) for j in {j for _, _, j in baris["terbit"]}}
    isi = {j: Isi(k, k) for j, k in kode.items()}  # thousands of cells, few contents
    tanggal = rentang.tanggal()
    sel = {(p, tanggal[n]): isi[j] for p, n, j in baris["terbit"]}
    for p, t, j, lepas, oleh, pada in baris["rancangan"]:
        terbit = sel[p, t].terbit if (p, t) in sel else KOSONG
        sel[p, t] = Isi(_kode(j, lepas=lepas), terbit, oleh, pada)
    return sel


def _kode(jadwal_id: int | None, *, lepas: bool) -> str:
    return str(jadwal_id) if jadwal_id else LEPAS if lepas else KOSONG


@dataclass(frozen=True, slots=True)
class Papan:
    """What a unit's month shows around its cells."""

    jadwal: list[Jadwal]  # each with `masuk` and `pulang` of its first day, None = without days
    libur: set[date]
    pola: list[PolaRoster]
    terbit: TerbitRoster | None
    tukar: Sequence[tuple[Any, ...]]
    dulu: list[str]  # the timetables these people had in the 31 days before, as cells write them


def load_board(
    unit: UnitKerja,
    rentang: Rentang,
    periode: int,
    *,
    pegawai_ids: Sequence[int],
    tukar: QuerySet[Any, Any],
) -> Papan:
    """What stands around the cells, and what these people had before; one query."""
    pemda = unit.instansi_id
    awal = rentang.awal
    dulu = {
        "pegawai_id__in": pegawai_ids, "jadwal__isnull": False,
        "tanggal__range": (awal - timedelta(days=31), awal - timedelta(days=1)),
    }  # fmt: skip
    hari = JadwalHari.objects.filter(jadwal=OuterRef("pk")).order_by("hari")
    baris = rows_each(
        {
            "jadwal": Jadwal.objects.filter(instansi_id=pemda)
            .annotate(masuk=Subquery(hari.values("masuk")[:1]),
                      pulang=Subquery(hari.values("pulang")[:1]))
            .values_list("pk", "kode", "nama", "ikut_libur", "masuk", "pulang"),
            "libur": HariLibur.objects.filter(
                Q(instansi=None) | Q(instansi_id=pemda),
                tanggal__range=(rentang.awal, rentang.akhir),
            ).values_list("tanggal"),
            "pola": PolaRoster.objects.filter(instansi_id=pemda)
            .values_list("pk", "nama", "urutan"),
            "terbit": TerbitRoster.objects.filter(unit=unit, periode=periode)
            .values_list("diterbitkan_pada", "diterbitkan_nama")[:1],
            "tukar": tukar,
            "dulu": Roster.objects.filter(**dulu).order_by().values_list("jadwal_id").distinct(),
            "dilukis": RancanganRoster.objects.filter(**dulu).order_by()
            .values_list("jadwal_id").distinct(),
        }
    )  # fmt: skip
    jadwal = []
    for pk, kode, nama, ikut_libur, masuk, pulang in baris["jadwal"]:
        satu = Jadwal(pk=pk, instansi_id=pemda, kode=kode, nama=nama, ikut_libur=ikut_libur)
        satu.masuk, satu.pulang = masuk, pulang  # type: ignore[attr-defined]
        jadwal.append(satu)
    return Papan(
        jadwal=jadwal,
        libur={t for (t,) in baris["libur"]},
        pola=[PolaRoster(pk=pk, instansi_id=pemda, nama=nama, urutan=urutan)
              for pk, nama, urutan in baris["pola"]],
        terbit=next((TerbitRoster(unit=unit, periode=periode, diterbitkan_pada=pada,
                                  diterbitkan_nama=nama) for pada, nama in baris["terbit"]), None),
        tukar=baris["tukar"],
        dulu=sorted({str(j) for (j,) in (*baris["dulu"], *baris["dilukis"])}),
    )  # fmt: skip


def shifts_of(semua: Sequence[Jadwal], dipakai: Sequence[str] = ()) -> list[Jadwal]:
    """Timetables offered for painting: those that a roster uses, else all shifts."""
    ids = {int(isi) for isi in dipakai if isi.isdecimal()}
    kelompok = {k.kode.rsplit("-", 1)[0] for k in semua if k.pk in ids}
    if ids:
        return [j for j in semua if j.pk in ids or j.kode.rsplit("-", 1)[0] in kelompok]
    return [j for j in semua if not j.ikut_libur] or list(semua)


def find_marks(
    instansi_id: int,
    pegawai_ids: Sequence[int],
    rentang: Rentang,
    sel: Mapping[Kunci, Isi],
    aturan: Aturan,
) -> dict[Kunci, Tanda]:
    """Leave under a shift, shifts that overlap or follow too soon.

    `sel` holds the cells of `rentang.diperluas` too: a shift at the edge has a neighbour there.
    """
    hasil = _rest(instansi_id, pegawai_ids, rentang, sel, aturan)
    cuti = Ketidakhadiran.objects.filter(
        pegawai_id__in=pegawai_ids, dicabut_pada=None, jenis__sehari_penuh=True,
        berlaku__overlap=DateRange(rentang.awal, rentang.akhir, "[]"),
    ).select_related("jenis")  # fmt: skip
    for k in cuti:
        for tanggal in rentang.tanggal():
            isi = sel.get((k.pegawai_id, tanggal))
            if tanggal in k.berlaku and isi and isi.kini not in (LEPAS, KOSONG):
                hasil[k.pegawai_id, tanggal] = Tanda(f"Ada {k.jenis.nama.lower()}", True)
    return hasil


def _rest(
    instansi_id: int,
    pegawai_ids: Sequence[int],
    rentang: Rentang,
    sel: Mapping[Kunci, Isi],
    aturan: Aturan,
) -> dict[Kunci, Tanda]:
    luas = rentang.diperluas
    try:
        jam = hours_of(instansi_id, luas, {isi.kini for isi in sel.values()})
    except KalenderKosong:
        return {}
    istirahat = aturan.nilai(ISTIRAHAT)
    hasil: dict[Kunci, Tanda] = {}
    jaga: dict[int, list[Jam | None]] = {}  # only of those who have any duty
    for (p, t), isi in sel.items():
        letak = (t - luas.awal).days
        if 0 <= letak < luas.hari and (j := jam.get((isi.kini, t))):
            jaga.setdefault(p, [None] * luas.hari)[letak] = j
    for p in pegawai_ids:
        baris = jaga.get(p, [])
        for r in rapat(baris, istirahat):
            tanggal = luas.awal + timedelta(days=r.hari)
            kata = (
                "Bertumpang dengan sif sebelumnya"
                if r.tumpang
                else f"Istirahat hanya {r.menit // 60} jam {r.menit % 60} menit"
            )
            hasil[p, tanggal] = Tanda(kata, r.tumpang)
    return hasil


def hours_of(
    instansi_id: int, rentang: Rentang, isi: Collection[str]
) -> dict[tuple[str, date], Jam]:
    """(timetable's id as a cell writes it, date) -> its hours that day, of those in `isi`."""
    dipakai = [int(i) for i in isi if i.isdecimal()]
    frame = load_hari_jadwal(instansi_id, rentang).filter(pl.col("jadwal_id").is_in(dipakai))
    return {
        (str(j), t): (m, p)
        for j, t, m, p in frame.select("jadwal_id", "tanggal", "masuk", "pulang").iter_rows()
        if m is not None
    }
