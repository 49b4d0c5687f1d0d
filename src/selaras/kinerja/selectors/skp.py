"""Reads of a year's plan: its rows to show, its content in words, its gaps, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from selaras.aturan.beda import Beda, bandingkan
from selaras.aturan.berakhlak import BERAKHLAK
from selaras.aturan.isian import Temuan
from selaras.aturan.rencana import Hasil, Kegiatan, Ukuran, periksa_kegiatan, periksa_skp
from selaras.kinerja.models import (
    SKP,
    Generasi,
    HasilKerja,
    Indikator,
    RencanaBulan,
    TugasTambahan,
)
from selaras.kinerja.selectors.pejabat import links_allowed, rules_for
from selaras.pegawai.selectors.atasan import superior_ids

Baris = dict[str, str]
Cuplikan = list[list[Any]]  # [[key, [[column, value], ...]], ...]: jsonb would lose the order


def skp_with_names() -> QuerySet[SKP]:
    """Plans with what their pages always name."""
    return SKP.objects.select_related("pegawai__instansi", "jabatan", "unit", "penilai")


@dataclass(slots=True)
class IsiSKP:
    """A plan's rows, read once."""

    skp: SKP
    hasil: list[HasilKerja] = field(default_factory=list)
    kegiatan: list[Any] = field(default_factory=list)
    tambahan: list[Any] = field(default_factory=list)
    lampiran: list[Any] = field(default_factory=list)
    perilaku: dict[str, str] = field(default_factory=dict)

    @property
    def utama(self) -> list[HasilKerja]:
        return [h for h in self.hasil if h.jenis == HasilKerja.Jenis.UTAMA]

    @property
    def lain(self) -> list[HasilKerja]:
        return [h for h in self.hasil if h.jenis != HasilKerja.Jenis.UTAMA]

    @property
    def berbaris(self) -> list[Any]:
        """The rows that a superior gives an expectation: results, or activities."""
        return list(self.kegiatan if self.skp.generasi == Generasi.PP46 else self.hasil)

    @property
    def kosong(self) -> bool:
        return not (self.hasil or self.kegiatan or self.tambahan)

    @property
    def nilai_perilaku(self) -> list[tuple[Any, str]]:
        """The seven values with what is expected of each."""
        return [(n, self.perilaku.get(n.nama, "")) for n in BERAKHLAK]


def read_isi(skp: SKP) -> IsiSKP:
    """All rows of a plan: five or six queries, whatever their number."""
    isi = IsiSKP(skp)
    if skp.generasi == Generasi.PP46:
        isi.kegiatan = list(skp.kegiatan_tugas.all())
        isi.tambahan = list(skp.tugas_tambahan.all())
    else:
        isi.hasil = list(
            skp.hasil_kerja.prefetch_related(
                Prefetch("indikator", queryset=Indikator.objects.order_by("urutan", "id")),
                Prefetch(
                    "hasil_atasan", queryset=HasilKerja.objects.select_related("skp__pegawai")
                ),
            )
        )
        isi.perilaku = dict(skp.ekspektasi_perilaku.values_list("nilai", "ekspektasi"))
        isi.lampiran = list(skp.lampiran.all())
    return isi


def snapshot(isi: IsiSKP) -> Cuplikan:
    """The content in words, by row, as it is compared and kept at each submission."""
    baris: list[tuple[str, Baris]] = []
    for h in isi.hasil:
        baris.append((str(h.kunci), _hasil(h)))
    for k in isi.kegiatan:
        baris.append((str(k.kunci), _kegiatan(k)))
    for t in isi.tambahan:
        kata = {"Tugas tambahan": t.uraian, "Jenis": t.get_jenis_display()}
        kata |= {"Tingkat": t.get_tingkat_display() if t.tingkat else "", "Surat": t.nomor_surat}
        baris.append((str(t.kunci), kata))
    for nilai, ekspektasi in isi.perilaku.items():
        if ekspektasi:
            baris.append((f"perilaku {nilai}", {"Perilaku": nilai, "Ekspektasi": ekspektasi}))
    for satu in isi.lampiran:
        kata = {"Lampiran": satu.isi, "Jenis": satu.get_jenis_display()}
        baris.append((str(satu.kunci), kata))
    return [[kunci, [[n, v] for n, v in kata.items() if v]] for kunci, kata in baris]


def _hasil(h: HasilKerja) -> Baris:
    kata = {"Hasil kerja": h.uraian, "Jenis": h.get_jenis_display()}
    kata["Perspektif"] = h.get_perspektif_display() if h.perspektif else ""
    kata["Penugasan dari"] = h.penugasan_dari
    kata["Mendukung"] = "; ".join(a.uraian for a in h.hasil_atasan.all())
    for nomor, i in enumerate(h.indikator.all(), start=1):
        aspek = i.get_aspek_display() if i.aspek else ""
        kata[f"Ukuran {nomor}"] = " · ".join(filter(None, (aspek, i.uraian, i.target)))
    return kata


def _kegiatan(k: Any) -> Baris:
    def angka(nilai: Any) -> str:
        return "" if nilai is None else f"{nilai.normalize():f}".replace(".", ",")

    return {
        "Kegiatan": k.uraian,
        "Kuantitas": " ".join(filter(None, (angka(k.target_kuantitas), k.satuan))),
        "Kualitas": "" if k.target_kualitas is None else str(k.target_kualitas),
        "Waktu (bulan)": angka(k.target_waktu),
        "Biaya (Rp)": "" if k.target_biaya is None else f"{k.target_biaya:,}".replace(",", "."),
        "Angka kredit": angka(k.angka_kredit),
    }


def words_of(cuplikan: Cuplikan | None) -> dict[str, Baris]:
    """A stored snapshot as rows again."""
    return {kunci: dict(kata) for kunci, kata in cuplikan or []}


def changes(isi: IsiSKP) -> tuple[list[Beda], str]:
    """What differs from what the superior saw before, and what that was; nothing for a first plan.

    An addendum is compared with the version in force, a plan sent back with its last submission.
    """
    skp, kini = isi.skp, words_of(snapshot(isi))
    lalu = last_submission(skp)
    if skp.adendum_dari_id and not lalu:
        asal = SKP.objects.get(pk=skp.adendum_dari_id)
        return bandingkan(words_of(snapshot(read_isi(asal))), kini), f"versi {asal.versi}"
    return (bandingkan(words_of(lalu), kini), "pengajuan sebelumnya") if lalu else ([], "")


def last_submission(dokumen: SKP | RencanaBulan) -> Any:
    """What the superior saw before what she has to decide now; a decided plan asks nothing."""
    return dokumen.kiriman_lalu if dokumen.status == "diajukan" else None


def versions(skp: SKP) -> list[SKP]:
    """Every version of this plan, the newest first; two queries."""
    akar = skp
    rantai = list(SKP.objects.filter(pegawai_id=skp.pegawai_id, tahun=skp.tahun).order_by("versi"))
    ibu = {s.pk: s for s in rantai}
    while akar.adendum_dari_id and akar.adendum_dari_id in ibu:
        akar = ibu[akar.adendum_dari_id]
    keluarga = {akar.pk}
    for s in rantai:
        if s.adendum_dari_id in keluarga:
            keluarga.add(s.pk)
    return [s for s in reversed(rantai) if s.pk in keluarga]


def superiors_results(skp: SKP, hari: date) -> list[HasilKerja]:
    """The results of the superior that a row may serve: of her approved plan over the same days."""
    atasan_id = superior_ids([skp.pegawai_id], hari).get(skp.pegawai_id) or skp.penilai_id
    if not atasan_id:
        return []
    return list(
        HasilKerja.objects.filter(
            skp__pegawai_id=atasan_id,
            skp__status="disetujui",
            skp__berlaku_kini=True,
            skp__masa__overlap=skp.masa,
        )
        .select_related("skp__pegawai")
        .order_by("-skp__masa", "-jenis", "urutan", "pk")
    )


def findings(isi: IsiSKP, pilihan: Sequence[HasilKerja]) -> list[Temuan]:
    """What keeps the plan from being submitted, by row and field."""
    skp = isi.skp
    if skp.generasi == Generasi.PP46:
        kegiatan = [
            Kegiatan(str(k.kunci), k.uraian, k.target_kuantitas, k.target_kualitas, k.target_waktu)
            for k in isi.kegiatan
        ]
        temuan = periksa_kegiatan(kegiatan, bulan=months_in(skp.masa.lower, skp.masa.upper))
        temuan += [
            Temuan(str(t.kunci), "uraian", "Tuliskan uraiannya, atau hapus baris.")
            for t in isi.tambahan
            if not t.uraian
        ]
        temuan += [
            Temuan(str(t.kunci), "tingkat", "Pilih tingkat manfaat kreativitasnya.")
            for t in isi.tambahan
            if t.jenis == TugasTambahan.Jenis.KREATIVITAS and not t.tingkat
        ]
        return temuan
    aturan = rules_for(skp.pegawai, skp.masa.lower)
    return periksa_skp(
        [_to_rule(h) for h in isi.hasil],
        jenis=skp.jenis,
        pendekatan=skp.pendekatan,
        tautan_maks=links_allowed(skp.jabatan, aturan),
        ada_hasil_atasan=bool(pilihan),
    )


def _to_rule(h: HasilKerja) -> Hasil:
    ukuran = tuple(Ukuran(str(i.kunci), i.uraian, i.aspek, i.target) for i in h.indikator.all())
    atasan = len(h.hasil_atasan.all())
    return Hasil(str(h.kunci), h.uraian, h.jenis, h.perspektif, atasan, ukuran)


def months_in(mulai: date, sampai: date) -> int:
    """How many calendar months a plan touches."""
    akhir_bulan = (sampai.year - mulai.year) * 12 + sampai.month - mulai.month
    return akhir_bulan + (1 if sampai.day > 1 else 0)


def sources_to_copy(skp: SKP) -> list[SKP]:
    """Plans whose rows may be copied here: one's own earlier ones, colleagues' in the same post."""
    dasar = skp_with_names().filter(status="disetujui", generasi=skp.generasi).exclude(pk=skp.pk)
    sendiri = list(dasar.filter(pegawai_id=skp.pegawai_id).order_by("-masa", "-versi")[:5])
    rekan = (
        dasar.filter(
            berlaku_kini=True,
            jabatan__nama=skp.jabatan.nama,
            unit__instansi_id=skp.pegawai.instansi_id,
        )
        .exclude(pegawai_id=skp.pegawai_id)
        .order_by("-tahun", "-unit__path", "pegawai__nama")[:10]
    )
    return [*sendiri, *rekan]


def remarks(isi: IsiSKP) -> Mapping[str, str]:
    """Row key -> the superior's remark on it."""
    return {str(b.kunci): b.catatan_atasan for b in isi.berbaris if b.catatan_atasan}
