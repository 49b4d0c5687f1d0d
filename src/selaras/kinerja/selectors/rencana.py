"""Reads of monthly plans: who must have one, its rows, what it may be copied from, its gaps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from selaras.aturan.beda import Beda, bandingkan
from selaras.aturan.isian import Temuan
from selaras.aturan.jadwal import Rentang
from selaras.aturan.rencana import BarisBulan, periksa_bulan, sama_dengan_templat
from selaras.kinerja.models import SKP, Generasi, KatalogRencana, RencanaBaris, RencanaBulan
from selaras.kinerja.selectors.skp import Cuplikan, last_submission, words_of
from selaras.pegawai.models import Pegawai, RiwayatJabatan

HASIL, KEGIATAN = "h", "k"  # a link's value in forms: h12 = result 12, k3 = activity 3
Templat = tuple[str, Decimal | None, str]


def before(periode: int) -> int:
    """The month before."""
    tahun, bulan = divmod(periode, 100)
    return tahun * 100 + bulan - 1 if bulan > 1 else (tahun - 1) * 100 + 12


def after(periode: int) -> int:
    """The month after."""
    tahun, bulan = divmod(periode, 100)
    return tahun * 100 + bulan + 1 if bulan < 12 else (tahun + 1) * 100 + 1


def plans_with_names() -> QuerySet[RencanaBulan]:
    """Monthly plans with what their pages always name."""
    return RencanaBulan.objects.select_related("pegawai__instansi", "unit", "skp")


def current_rows(rencana: RencanaBulan) -> list[RencanaBaris]:
    """The rows of the version that is being written or holds."""
    return list(
        rencana.baris.filter(sampai_versi__isnull=True).select_related(
            "hasil_kerja", "kegiatan_tugas"
        )
    )


def rows_at(rencana: RencanaBulan, versi: int) -> list[RencanaBaris]:
    """The rows of an earlier version."""
    return list(
        rencana.baris.filter(sejak_versi__lte=versi)
        .filter(Q(sampai_versi__isnull=True) | Q(sampai_versi__gte=versi))
        .select_related("hasil_kerja", "kegiatan_tugas")
    )


def figure(nilai: Decimal | None) -> str:
    """12 or 1,5 as people write it."""
    return "" if nilai is None else f"{nilai.normalize():f}".replace(".", ",")


def link_words(b: RencanaBaris) -> str:
    """What of the year's plan the row serves."""
    satu = b.hasil_kerja or b.kegiatan_tugas
    return satu.uraian if satu else ""


def link_value(b: RencanaBaris) -> str:
    """The same as a form keeps it."""
    if b.hasil_kerja_id:
        return f"{HASIL}{b.hasil_kerja_id}"
    return f"{KEGIATAN}{b.kegiatan_tugas_id}" if b.kegiatan_tugas_id else ""


def snapshot(baris: Iterable[RencanaBaris]) -> Cuplikan:
    """The rows in words, as they are compared and kept at each submission."""
    hasil: Cuplikan = []
    for b in baris:
        kata = {
            "Rencana kerja": b.uraian,
            "Target": " ".join(filter(None, (figure(b.kuantitas), b.satuan))),
            "Mendukung": link_words(b),
        }
        hasil.append([str(b.kunci), [[n, v] for n, v in kata.items() if v]])
    return hasil


def changes(rencana: RencanaBulan, baris: Sequence[RencanaBaris]) -> tuple[list[Beda], str]:
    """What differs from the version that holds, or from the last submission; else nothing."""
    kini = words_of(snapshot(baris))
    lalu = last_submission(rencana)
    if rencana.versi > 1 and rencana.status != "disetujui":
        asal = snapshot(rows_at(rencana, rencana.versi - 1))
        return bandingkan(words_of(asal), kini), "rencana yang sudah disetujui"
    return (bandingkan(words_of(lalu), kini), "pengajuan sebelumnya") if lalu else ([], "")


@dataclass(frozen=True, slots=True)
class Tautan:
    """The parts of the year's plan that a month's row may serve."""

    skp: SKP | None = None
    pilihan: tuple[tuple[str, str], ...] = field(default=())


def links_of(pegawai_id: int, periode: int) -> Tautan:
    """The approved year's plan over the month (the latest where a transfer parts it)."""
    bulan = Rentang.bulan(periode)
    skp = (
        SKP.objects.filter(
            pegawai_id=pegawai_id,
            status="disetujui",
            berlaku_kini=True,
            masa__overlap=(bulan.awal, date.fromordinal(bulan.akhir.toordinal() + 1)),
        )
        .order_by("-masa")
        .first()
    )
    if skp is None:
        return Tautan()
    pp46 = skp.generasi == Generasi.PP46
    rows = skp.kegiatan_tugas if pp46 else skp.hasil_kerja
    huruf = KEGIATAN if pp46 else HASIL
    return Tautan(skp, tuple((f"{huruf}{pk}", u) for pk, u in rows.values_list("pk", "uraian")))


def findings(baris: Sequence[RencanaBaris], tautan: Tautan) -> list[Temuan]:
    """What keeps a month's plan from being submitted."""
    isi = [
        BarisBulan(str(b.kunci), b.uraian, b.kuantitas, b.satuan, bool(link_value(b)))
        for b in baris
    ]
    return periksa_bulan(isi, wajib_tertaut=bool(tautan.pilihan))


def plan_of(pegawai_id: int, periode: int) -> RencanaBulan | None:
    """The month's plan that counts: not a rejected or cancelled one."""
    return (
        plans_with_names()
        .filter(pegawai_id=pegawai_id, periode=periode)
        .exclude(status__in=["ditolak", "dibatalkan"])
        .first()
    )


@dataclass(frozen=True, slots=True)
class Sumber:
    """Something that rows may be copied from."""

    kode: str
    judul: str
    baris: tuple[RencanaBaris, ...]


def sources_to_copy(rencana: RencanaBulan) -> list[Sumber]:
    """One's own earlier months, colleagues in the same post this month or last."""
    bulan_lalu = before(rencana.periode)
    jadi = ["disetujui", "diajukan"]
    sendiri = list(
        plans_with_names()
        .filter(pegawai_id=rencana.pegawai_id, periode__lt=rencana.periode, status__in=jadi)
        .order_by("-periode")[:3]
    )
    rekan = list(
        plans_with_names()
        .filter(
            periode__in=[rencana.periode, bulan_lalu],
            status="disetujui",
            pegawai_id__in=_same_post(rencana),
        )
        .exclude(pegawai_id=rencana.pegawai_id)
        .order_by("-periode", "pegawai__nama")[:6]
    )
    milik: dict[int, list[RencanaBaris]] = {}
    semua = [r.pk for r in (*sendiri, *rekan)]
    baris = RencanaBaris.objects.filter(rencana_id__in=semua, sampai_versi__isnull=True)
    for b in baris.select_related("rencana"):
        milik.setdefault(b.rencana_id, []).append(b)
    return [
        Sumber(f"r{r.pk}", r.pegawai.nama if r in rekan else "Rencana saya", tuple(milik[r.pk]))
        for r in (*sendiri, *rekan)
        if milik.get(r.pk)
    ]


def _same_post(rencana: RencanaBulan) -> QuerySet[Any]:
    """Ids of those in a post of the same name in the same government."""
    akhir = Rentang.bulan(rencana.periode).akhir
    dasar = RiwayatJabatan.objects.pada(akhir).filter(penugasan="D")
    nama = dasar.filter(pegawai_id=rencana.pegawai_id).values("jabatan__nama")[:1]
    return dasar.filter(
        jabatan__nama__in=nama, jabatan__unit__instansi_id=rencana.pegawai.instansi_id
    ).values("pegawai_id")


def catalogue_for(pegawai: Pegawai, hari: date) -> QuerySet[KatalogRencana]:
    """Lines offered to a person: for her post by its name, and for every post."""
    nama = (
        RiwayatJabatan.objects.pada(hari)
        .filter(pegawai=pegawai, penugasan="D")
        .values_list("jabatan__nama", flat=True)
        .first()
    )
    return KatalogRencana.objects.filter(instansi_id=pegawai.instansi_id, aktif=True).filter(
        Q(jabatan="") | Q(jabatan__iexact=nama or "")
    )


def unlike_templates(rencana: Sequence[RencanaBulan]) -> Mapping[int, str]:
    """pk -> what stands in no checked source: last month's approved plan or the catalogue.

    "" = every row does, so that the plan may be approved in bulk. Three queries for any number of
    plans that carry their person.
    """
    if not rencana:
        return {}
    baris: dict[int, list[RencanaBaris]] = {r.pk: [] for r in rencana}
    for b in RencanaBaris.objects.filter(rencana_id__in=baris, sampai_versi__isnull=True):
        baris[b.rencana_id].append(b)
    templat = _templates(rencana)
    hasil = {}
    for r in rencana:
        isi = [_templat(b) for b in baris[r.pk]]
        beda = [i for i in isi if not sama_dengan_templat([i], templat[r.pk])]
        hasil[r.pk] = f"{len(beda)} dari {len(isi)} baris baru atau berubah" if beda else ""
        if not isi:
            hasil[r.pk] = "belum ada isinya"
    return hasil


def _templates(rencana: Sequence[RencanaBulan]) -> dict[int, list[Templat]]:
    """What each plan is measured against."""
    pasangan = {(r.pegawai_id, before(r.periode)): r.pk for r in rencana}
    hasil: dict[int, list[Templat]] = {r.pk: [] for r in rencana}
    lalu = RencanaBaris.objects.filter(
        rencana__pegawai_id__in=[p for p, _ in pasangan],
        rencana__periode__in={b for _, b in pasangan},
        rencana__status="disetujui",
        sampai_versi__isnull=True,
    ).select_related("rencana")
    for b in lalu:
        if (pk := pasangan.get((b.rencana.pegawai_id, b.rencana.periode))) is not None:
            hasil[pk].append(_templat(b))
    instansi = {r.pegawai_id: r.pegawai.instansi_id for r in rencana}
    katalog: dict[int, list[Templat]] = {}
    for k in KatalogRencana.objects.filter(instansi_id__in=set(instansi.values()), aktif=True):
        katalog.setdefault(k.instansi_id, []).append((k.uraian, k.kuantitas, k.satuan))
    for r in rencana:
        hasil[r.pk] += katalog.get(instansi[r.pegawai_id], [])
    return hasil


def _templat(b: RencanaBaris) -> Templat:
    return b.uraian, b.kuantitas, b.satuan
