"""The assessment of a month as the assessor sees it: plan, report, evidence, ratings, suggestion.

Set-wise: a team of thirty takes as many queries as one person.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.db.models.functions import JSONObject

from selaras.aturan.berakhlak import BERAKHLAK
from selaras.aturan.predikat import Saran, predikat, suggest_hasil, suggest_perilaku
from selaras.hukum import Aturan
from selaras.kinerja.models import (
    SKP,
    EkspektasiPerilaku,
    Eviden,
    Penilaian,
    Predikat,
    Rating,
    Realisasi,
    RealisasiBaris,
)
from selaras.kinerja.selectors.penilai import Penilai
from selaras.kinerja.selectors.sumber import LOKAL
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.sebulan import with_own_post
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit

BULANAN = Penilaian.Jenis.BULANAN
DAPAT_DINILAI, DINILAI = "diajukan", "dinilai"
TANPA_EVIDEN = "tidak"
TANPA_EVIDEN_ALASAN = "boleh_dengan_alasan"
UTUH = "Dinilai utuh; hasil bulanan menjadi bahan pertimbangan, bukan rata-rata."


@dataclass(frozen=True, slots=True)
class Perilaku:
    """One BerAKHLAK value of a person: its rating and the word for it."""

    nomor: int
    nama: str
    rating: int | None = None
    umpan_balik: str = ""
    panduan: tuple[str, ...] = ()
    ekspektasi: str = ""

    @property
    def kata(self) -> str:
        return Rating(self.rating).label if self.rating else ""


@dataclass(slots=True)
class Lembar:
    """One person's assessment of a month, whole: what is there and what follows from it."""

    pegawai: Any
    periode: int
    penilai: Penilai | None
    realisasi: Realisasi | None
    baris: Sequence[RealisasiBaris]
    penilaian: Penilaian | None
    perilaku: Sequence[Perilaku]
    terkunci: bool
    aturan: Aturan
    jenis: str = BULANAN
    skp: SKP | None = None
    belum_waktu: str = ""
    bulanan: Sequence[tuple[int, Penilaian | None]] = ()
    saran_hasil: Saran = field(init=False)
    saran_perilaku: Saran = field(init=False)

    def __post_init__(self) -> None:
        utama = [b.rating for b in self.baris if b.rencana_baris.utama]
        tambahan = [b.rating for b in self.baris if not b.rencana_baris.utama]
        self.saran_hasil = suggest_hasil(utama, tambahan, self.aturan)
        if self.berkala:
            self.saran_hasil = Saran(None, UTUH)
        nilai = {p.nama: p.rating for p in self.perilaku}
        self.saran_perilaku = suggest_perilaku(nilai, self.aturan)

    @property
    def berkala(self) -> bool:
        """Whether it judges a quarter or a year as a whole, without rows of its own."""
        return self.jenis != BULANAN

    @property
    def selesai(self) -> bool:
        return bool(self.penilaian and self.penilaian.selesai_pada)

    @property
    def dapat_dinilai(self) -> bool:
        """Whether ratings may be entered now."""
        if self.berkala:
            return bool(self.skp and not self.selesai and not self.belum_waktu)
        return bool(self.realisasi and self.realisasi.status == DAPAT_DINILAI and not self.selesai)

    @property
    def hasil(self) -> int | None:
        return self.penilaian.hasil if self.penilaian else None

    @property
    def rating_perilaku(self) -> int | None:
        return self.penilaian.perilaku if self.penilaian else None

    @property
    def cap(self) -> str:
        """When the draft changed last: a form carries it and is told when it is stale."""
        diubah = self.penilaian.diubah_pada if self.penilaian else None
        return diubah.isoformat() if diubah else ""

    @property
    def predikat(self) -> str:
        """What the two ratings give, or what was decided; "" before both are there."""
        if self.penilaian and self.penilaian.predikat:
            return self.penilaian.predikat
        if self.hasil and self.rating_perilaku:
            return predikat(self.hasil, self.rating_perilaku, self.aturan)
        return ""

    @property
    def predikat_kata(self) -> str:
        """In words; PP 46/2011 has names of its own (cukup, buruk)."""
        kata = self.predikat.replace("_", " ").capitalize()
        return dict(Predikat.choices).get(self.predikat, kata)

    @property
    def berbeda(self) -> tuple[str, ...]:
        """In what the assessor's decision differs from what the rule suggests."""
        beda = []
        if self.hasil and self.saran_hasil.rating and self.hasil != self.saran_hasil.rating:
            beda.append("hasil kerja")
        saran = self.saran_perilaku.rating
        if self.rating_perilaku and saran and self.rating_perilaku != saran:
            beda.append("perilaku")
        return tuple(beda)

    @property
    def tanpa_eviden(self) -> int:
        """How many rows have no evidence."""
        return sum(not b.jumlah_eviden for b in self.baris)  # type: ignore[attr-defined]

    @property
    def perlu_alasan(self) -> tuple[str, ...]:
        """Why a reason is asked for, in words."""
        sebab = [f"{apa} berbeda dari saran" for apa in self.berbeda]
        cara = self.aturan.pilihan("kinerja.nilai_tanpa_eviden")
        if self.tanpa_eviden and cara == TANPA_EVIDEN_ALASAN:
            sebab.append(f"{self.tanpa_eviden} baris tanpa eviden")
        return tuple(sebab)

    @property
    def kurang(self) -> tuple[str, ...]:
        """What is missing before it can be finished; empty = ready."""
        kurang = []
        if self.belum_waktu:
            kurang.append(self.belum_waktu)
        if belum := sum(b.rating is None for b in self.baris):
            kurang.append(f"{belum} hasil belum dinilai")
        if belum := sum(p.rating is None for p in self.perilaku):
            kurang.append(f"{belum} nilai perilaku belum dinilai")
        if not kurang and not self.hasil:
            kurang.append("rating hasil kerja belum dipilih")
        if not kurang and not self.rating_perilaku:
            kurang.append("rating perilaku belum dipilih")
        cara = self.aturan.pilihan("kinerja.nilai_tanpa_eviden")
        if self.tanpa_eviden and cara == TANPA_EVIDEN:
            kurang.append(f"{self.tanpa_eviden} baris tanpa eviden")
        alasan = self.penilaian.alasan_beda if self.penilaian else ""
        if self.perlu_alasan and not alasan.strip():
            kurang.append(f"alasan belum ditulis ({', '.join(self.perlu_alasan)})")
        return tuple(kurang)

    @property
    def siap(self) -> bool:
        """Whether it can be finished now."""
        return self.dapat_dinilai and not self.kurang


def load_sheets(
    orang: Mapping[int, Penilai | None], periode: int, aturan: Aturan, *, eviden: bool = False
) -> list[Lembar]:
    """The sheets of these people for a month, by name. `eviden`: with the evidence itself."""
    terkunci = PeriodeUnit.objects.filter(
        skpd_id=OuterRef("skpd_id"), periode=periode, status__in=STATUS_TERKUNCI
    )
    pegawai = with_own_post(Pegawai.objects.filter(pk__in=list(orang)), periode).annotate(
        terkunci=Exists(terkunci)
    )
    pegawai_list = list(pegawai.select_related("instansi").order_by("nama", "pk"))
    realisasi = _reports(orang, periode)
    baris = _rows([r.pk for r in realisasi.values()], eviden=eviden)
    nilai = _drafts(orang, periode)
    harapan = _expected(realisasi) if eviden else {}
    return [
        Lembar(
            pegawai=p,
            periode=periode,
            penilai=orang[p.pk],
            realisasi=(r := realisasi.get(p.pk)),
            baris=baris.get(r.pk, ()) if r else (),
            penilaian=(n := nilai.get(p.pk)),
            perilaku=behaviour_of(n, harapan.get(p.pk, {})),
            terkunci=p.terkunci,
            aturan=aturan,
            skp=r.rencana.skp if r else None,
        )
        for p in pegawai_list
    ]


def load_sheet(
    pegawai_id: int, periode: int, penilai: Penilai | None, aturan: Aturan
) -> Lembar | None:
    """One person's sheet with its evidence, or None when there is no such person."""
    sheets = load_sheets({pegawai_id: penilai}, periode, aturan, eviden=True)
    return sheets[0] if sheets else None


_TANPA_NILAI = tuple(
    Perilaku(nomor, nilai.nama, None, "", nilai.panduan, "")
    for nomor, nilai in enumerate(BERAKHLAK)
)


def behaviour_of(
    penilaian: Penilaian | None, harapan: Mapping[str, str] | None = None
) -> list[Perilaku]:
    """All seven values in order, rated or not yet, with their guide and what is expected."""
    isi = getattr(penilaian, "perilaku_isi", None) or []
    if not isi and not harapan:
        return list(_TANPA_NILAI)  # most of a team before the month is assessed
    ada = {n["nilai"]: n for n in isi}
    daftar = []
    for nomor, nilai in enumerate(BERAKHLAK):
        n = ada.get(nilai.nama)
        rating, umpan = (n["rating"], n["umpan_balik"]) if n else (None, "")
        ekspektasi = (harapan or {}).get(nilai.nama, "")
        daftar.append(Perilaku(nomor, nilai.nama, rating, umpan, nilai.panduan, ekspektasi))
    return daftar


def _expected(realisasi: Mapping[int, Realisasi]) -> dict[int, dict[str, str]]:
    """Person -> what her plan's approver expects of each value."""
    skp = {r.rencana.skp_id: pk for pk, r in realisasi.items() if r.rencana.skp_id}
    found: dict[int, dict[str, str]] = {}
    for e in EkspektasiPerilaku.objects.filter(skp_id__in=list(skp)).exclude(ekspektasi=""):
        found.setdefault(skp[e.skp_id], {})[e.nilai] = e.ekspektasi
    return found


def _reports(ids: Iterable[int], periode: int) -> dict[int, Realisasi]:
    """The person's living report of the month; a rejected plan leaves none."""
    rows = Realisasi.objects.filter(pegawai_id__in=list(ids), periode=periode)
    rows = rows.exclude(status="dibatalkan").select_related("rencana__skp", "unit").order_by("pk")
    return {r.pegawai_id: r for r in rows}


def _rows(realisasi_ids: Collection[int], *, eviden: bool) -> dict[int, list[RealisasiBaris]]:
    if not realisasi_ids:
        return {}
    rows = (
        RealisasiBaris.objects.filter(realisasi_id__in=realisasi_ids)
        .select_related("rencana_baris__hasil_kerja", "rencana_baris__kegiatan_tugas")
        .annotate(jumlah_eviden=Count("eviden"))
        .order_by("realisasi_id", "-rencana_baris__utama", "rencana_baris__urutan", "pk")
    )
    if eviden:
        rows = rows.prefetch_related(Prefetch("eviden", Eviden.objects.select_related("berkas")))
    found: dict[int, list[RealisasiBaris]] = {}
    for row in rows:
        found.setdefault(row.realisasi_id, []).append(row)
    return found


def _drafts(ids: Iterable[int], periode: int) -> dict[int, Penilaian]:
    rows = Penilaian.objects.filter(
        pegawai_id__in=list(ids), jenis=BULANAN, periode=periode, sumber=LOKAL
    )
    return {p.pegawai_id: p for p in with_behaviour(rows).order_by("pk")}


def with_behaviour(qs: QuerySet[Penilaian]) -> QuerySet[Penilaian]:
    """Adds `perilaku_isi`: the rated values of each, in the same question."""
    satu = JSONObject(
        nilai="nilai_perilaku__nilai",
        rating="nilai_perilaku__rating",
        umpan_balik="nilai_perilaku__umpan_balik",
    )
    ada = Q(nilai_perilaku__isnull=False)
    isi = JSONBAgg(satu, filter=ada)
    return qs.select_related("diubah_oleh").annotate(perilaku_isi=isi)
