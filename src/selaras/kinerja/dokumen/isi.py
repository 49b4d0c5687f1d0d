"""What stands on each form, as plain data for the one template; the regulations name the forms.

PermenPANRB 6/2022: SKP, evaluasi kinerja, dokumen evaluasi. Perka BKN 1/2013: formulir SKP,
penilaian capaian, perilaku, penilaian prestasi kerja.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from selaras.aturan.berakhlak import BERAKHLAK
from selaras.aturan.skp46 import dua_desimal
from selaras.core.dokumen.pdf import render_pdf
from selaras.core.halaman.format import nip, periode_id, tanggal
from selaras.core.permissions import Actor
from selaras.kinerja.models import SKP, Generasi, Penilaian, Predikat
from selaras.kinerja.selectors.berkala import load_wholes, work_of
from selaras.kinerja.selectors.distribusi import organisation_result, pattern_word
from selaras.kinerja.selectors.pejabat import post_on
from selaras.kinerja.selectors.penilai import rules_of
from selaras.kinerja.selectors.pp46 import KATA_PERILAKU, NilaiSetahun, year_value

TEMPLAT = Path(__file__).parent / "formulir.typ"
KOSONG = "–"
KANAN, TENGAH, KIRI = "kanan", "tengah", "kiri"
Isi = dict[str, Any]


class FormulirTidakAda(LookupError):
    """A form that this plan's regulation does not know."""


def render_form(skp: SKP, jenis: str, *, actor: Actor) -> bytes:
    """The PDF of one form of a plan."""
    formulir = _FORMULIR.get((skp.generasi, jenis))
    if formulir is None:
        raise FormulirTidakAda(jenis)
    judul, mendatar, isi = formulir
    return render_pdf(
        TEMPLAT,
        {"judul": judul, "mendatar": mendatar, **_frame(skp, jenis), **isi(skp, actor)},
        at=actor.at,
    )


def _frame(skp: SKP, jenis: str) -> Isi:
    pegawai, penilai = skp.pegawai, _assessor(skp)
    pada = _signed_on(skp, jenis)
    aturan = rules_of(skp.tahun * 100, pegawai.instansi_id)
    contoh = aturan.daerah == "contoh"
    return {
        "instansi": pegawai.instansi.nama,
        "subjudul": f"Masa penilaian {_span(skp)}",
        "peringatan": "Contoh, bukan dokumen sungguhan" if contoh else "",
        "kaki": f"{skp.get_generasi_display()} · {pegawai.nama_lengkap} · {skp.tahun}",
        "identitas": [
            {
                "judul": "Pegawai yang dinilai",
                "isi": _person(pegawai, str(skp.jabatan), str(skp.unit)),
            },
            {"judul": "Pejabat penilai", "isi": _person(penilai, _assessor_post(skp), "")},
        ],
        "catatan": [],
        "tanda_tangan": [
            ["", "Pegawai yang dinilai,", pegawai.nama_lengkap, f"NIP {nip(pegawai.nip)}"],
            [tanggal(pada) if pada else "", "Pejabat penilai,",
             penilai.nama_lengkap if penilai else KOSONG,
             f"NIP {nip(penilai.nip)}" if penilai else ""],
        ],
    }  # fmt: skip


def _person(pegawai: Any, jabatan: str, unit: str) -> list[list[str]]:
    if pegawai is None:
        return [["Nama", KOSONG]]
    isi = [
        ["Nama", pegawai.nama_lengkap],
        ["NIP", nip(pegawai.nip)],
        ["Jabatan", jabatan or KOSONG],
    ]
    return [*isi, ["Unit kerja", unit]] if unit else isi


def _assessor(skp: SKP) -> Any:
    nilai = _judgement(skp)
    return (nilai.penilai if nilai else None) or skp.penilai


def _assessor_post(skp: SKP) -> str:
    """The post she decided in: on the assessment, else what she held when she approved."""
    if (nilai := _judgement(skp)) and nilai.jabatan_penilai:
        return nilai.jabatan_penilai
    penilai, pada = _assessor(skp), _signed_on(skp, "skp")
    return post_on(penilai.pk, pada) if penilai and pada else ""


def _signed_on(skp: SKP, jenis: str) -> date | None:
    """The day of the decision that the form tells of: the plan's approval or the assessment."""
    nilai = None if jenis == "skp" else _judgement(skp)
    pada = skp.diputus_pada if jenis == "skp" else nilai and nilai.selesai_pada
    return localdate(pada) if pada else None


def _judgement(skp: SKP) -> Penilaian | None:
    rows = Penilaian.objects.filter(skp=skp, jenis=Penilaian.Jenis.TAHUNAN)
    return rows.filter(selesai_pada__isnull=False).select_related("penilai").last()


def _span(skp: SKP) -> str:
    akhir = skp.masa.upper - timedelta(days=1) if skp.masa.upper else None
    return f"{tanggal(skp.masa.lower)} sampai {tanggal(akhir) if akhir else 'seterusnya'}"


def _table(
    judul: str, kolom: Sequence[tuple[str, int, str]], baris: Sequence[Sequence[str]]
) -> Isi:
    return {
        "judul": judul,
        "kolom": [k[0] for k in kolom],
        "lebar": [k[1] for k in kolom],
        "rata": [k[2] for k in kolom],
        "baris": [list(b) for b in baris] or [[KOSONG] * len(kolom)],
    }


# -- PermenPANRB 6/2022 -----------------------------------------------------------------------


def _skp(skp: SKP, actor: Actor) -> Isi:
    del actor
    hasil = skp.hasil_kerja.prefetch_related("indikator", "hasil_atasan")
    bagian = []
    for jenis, judul in (("utama", "Hasil kerja utama"), ("tambahan", "Hasil kerja tambahan")):
        baris = []
        for nomor, h in enumerate((h for h in hasil if h.jenis == jenis), start=1):
            atasan = "; ".join(a.uraian for a in h.hasil_atasan.all()) or h.penugasan_dari or KOSONG
            ukuran: list[Any] = list(h.indikator.all()) or [None]
            for i in ukuran:
                baris.append([
                    str(nomor) if i is ukuran[0] else "",
                    atasan if i is ukuran[0] else "",
                    h.uraian if i is ukuran[0] else "",
                    i.get_aspek_display() or KOSONG if i else KOSONG,
                    i.uraian if i else KOSONG,
                    i.target or KOSONG if i else KOSONG,
                ])  # fmt: skip
        kolom = [("No", 0, TENGAH), ("Rencana hasil kerja pimpinan", 3, KIRI),
                 ("Rencana hasil kerja", 3, KIRI), ("Aspek", 0, KIRI),
                 ("Indikator kinerja individu", 3, KIRI), ("Target", 2, KIRI)]  # fmt: skip
        bagian.append(_table(judul, kolom, baris))
    harapan = {e.nilai: e.ekspektasi for e in skp.ekspektasi_perilaku.all()}
    bagian.append(_behaviour_table(harapan))
    lampiran = [[a.get_jenis_display(), a.isi] for a in skp.lampiran.all()]
    if lampiran:
        bagian.append(_table("Lampiran", [("Jenis", 1, KIRI), ("Isi", 4, KIRI)], lampiran))
    return {"bagian": bagian}


def _behaviour_table(harapan: Mapping[str, str]) -> Isi:
    return _table(
        "Perilaku kerja",
        [
            ("No", 0, TENGAH),
            ("Nilai dan panduan", 3, KIRI),
            ("Ekspektasi khusus pimpinan", 2, KIRI),
        ],
        [
            [str(n), f"{b.nama}: {'; '.join(b.panduan)}", harapan.get(b.nama) or KOSONG]
            for n, b in enumerate(BERAKHLAK, start=1)
        ],
    )


def _evaluation(skp: SKP, actor: Actor) -> Isi:
    lembar = _whole(skp, actor)
    nilai = _judgement(skp)
    hasil = [
        [str(n), h.uraian,
         "; ".join(f"{periode_id(b.realisasi.periode)}: {b.uraian}" for b in baris) or KOSONG,
         "; ".join(b.umpan_balik for b in baris if b.umpan_balik) or KOSONG]
        for n, (h, baris) in enumerate(work_of(lembar), start=1)
    ]  # fmt: skip
    perilaku = [
        [str(p.nomor + 1), p.nama, p.kata or KOSONG, p.umpan_balik or KOSONG]
        for p in lembar.perilaku
    ]
    bulan = [[periode_id(b), n.get_predikat_display() if n else KOSONG] for b, n in lembar.bulanan]
    return {
        "bagian": [
            _table("Hasil kerja", [("No", 0, TENGAH), ("Rencana hasil kerja", 3, KIRI),
                                   ("Realisasi", 4, KIRI), ("Umpan balik", 3, KIRI)], hasil),
            _table("Perilaku kerja", [("No", 0, TENGAH), ("Nilai", 2, KIRI), ("Rating", 2, KIRI),
                                      ("Umpan balik", 3, KIRI)], perilaku),
            _table("Hasil periodik", [("Bulan", 1, KIRI), ("Predikat", 1, KIRI)], bulan),
            _ratings(nilai),
        ],
        "catatan": [["Umpan balik penilai", nilai.umpan_balik]]
        if nilai and nilai.umpan_balik
        else [],
    }  # fmt: skip


def _summary(skp: SKP, actor: Actor) -> Isi:
    del actor
    nilai = _judgement(skp)
    catatan = [["Keputusan", _decision(nilai)]]
    if nilai and nilai.alasan_beda:
        catatan.append(["Pertimbangan penilai", nilai.alasan_beda])
    if nilai and nilai.umpan_balik:
        catatan.append(["Catatan dan rekomendasi", nilai.umpan_balik])
    return {"bagian": [_organisation(skp), _ratings(nilai)], "catatan": catatan}


def _organisation(skp: SKP) -> Isi:
    """The unit's own result of the year, and the pattern of predicates that it suggests."""
    capaian = organisation_result(skp)
    isi = [["Unit", skp.unit.nama], ["Capaian kinerja organisasi", "belum dicatat"]]
    if capaian is not None:
        aturan = rules_of(skp.tahun * 100, skp.pegawai.instansi_id)
        isi = [
            ["Unit", capaian.unit.nama],
            ["Capaian kinerja organisasi", capaian.get_capaian_display()],
            ["Pola distribusi predikat yang disarankan", pattern_word(capaian.capaian, aturan)],
        ]
        if capaian.dasar:
            isi.append(["Dasar", capaian.dasar])
    return _table("Kinerja organisasi", [("Unsur", 1, KIRI), ("Hasil", 1, KIRI)], isi)


def _ratings(nilai: Penilaian | None) -> Isi:
    isi = [
        ["Rating hasil kerja", nilai.get_hasil_display() if nilai and nilai.hasil else KOSONG],
        ["Rating perilaku kerja",
         nilai.get_perilaku_display() if nilai and nilai.perilaku else KOSONG],
        ["Predikat kinerja pegawai", _predicate(nilai)],
    ]  # fmt: skip
    return _table("Penilaian", [("Unsur", 1, KIRI), ("Hasil", 1, KIRI)], isi)


def _predicate(nilai: Penilaian | None) -> str:
    if nilai is None:
        return "belum dinilai"
    return dict(Predikat.choices).get(nilai.predikat, nilai.predikat.replace("_", " ").capitalize())


def _decision(nilai: Penilaian | None) -> str:
    if nilai is None or nilai.selesai_pada is None:
        return "Penilaian tahunan belum selesai."
    return f"Predikat {_predicate(nilai)}, ditetapkan {tanggal(localdate(nilai.selesai_pada))}."


def _whole(skp: SKP, actor: Actor) -> Any:
    periode = skp.tahun * 100
    aturan = rules_of(periode, skp.pegawai.instansi_id)
    lembar = load_wholes(
        {skp.pegawai_id: None}, periode, aturan, Penilaian.Jenis.TAHUNAN, actor.day()
    )[0]
    lembar.skp = skp
    return lembar


# -- PP 46/2011 with Perka BKN 1/2013 ---------------------------------------------------------


def _skp46(skp: SKP, actor: Actor) -> Isi:
    del actor
    baris = [
        [str(n), k.uraian, _angka(k.angka_kredit), f"{_angka(k.target_kuantitas)} {k.satuan}",
         _angka(k.target_kualitas), f"{_angka(k.target_waktu)} bulan", _rupiah(k.target_biaya)]
        for n, k in enumerate(skp.kegiatan_tugas.all(), start=1)
    ]  # fmt: skip
    kolom = [("No", 0, TENGAH), ("Kegiatan tugas jabatan", 5, KIRI), ("AK", 1, KANAN),
             ("Kuantitas/output", 2, KANAN), ("Kualitas/mutu", 1, KANAN), ("Waktu", 1, KANAN),
             ("Biaya", 2, KANAN)]  # fmt: skip
    return {"bagian": [_table("Target", kolom, baris)]}


def _achievement46(skp: SKP, actor: Actor) -> Isi:
    del actor
    nilai = year_value(skp)
    baris = [
        [str(n), k.uraian, f"{_angka(k.target_kuantitas)} / {_angka(k.realisasi_kuantitas)}",
         f"{_angka(k.target_kualitas)} / {_angka(k.realisasi_kualitas)}",
         f"{_angka(k.target_waktu)} / {_angka(k.realisasi_waktu)}",
         f"{_rupiah(k.target_biaya)} / {_rupiah(k.realisasi_biaya)}" if k.target_biaya else KOSONG,
         _koma(satu.penghitungan) if satu else KOSONG, _koma(satu.capaian) if satu else KOSONG]
        for n, (k, satu) in enumerate(nilai.kegiatan, start=1)
    ]  # fmt: skip
    tambahan = [
        [
            t.get_jenis_display(),
            t.uraian,
            t.get_tingkat_display() or KOSONG,
            t.nomor_surat or KOSONG,
        ]
        for t in skp.tugas_tambahan.all()
    ]
    kolom = [("No", 0, TENGAH), ("Kegiatan tugas jabatan", 4, KIRI), ("Kuantitas t/r", 1, KANAN),
             ("Kualitas t/r", 1, KANAN), ("Waktu t/r", 1, KANAN), ("Biaya t/r", 2, KANAN),
             ("Penghitungan", 1, KANAN), ("Nilai capaian", 1, KANAN)]  # fmt: skip
    return {
        "bagian": [
            _table("Kegiatan (target / realisasi)", kolom, baris),
            _table("Tugas tambahan dan kreativitas",
                   [("Jenis", 1, KIRI), ("Uraian", 3, KIRI), ("Tingkat", 1, KIRI),
                    ("Surat", 1, KIRI)], tambahan),
            _table("Nilai capaian SKP", [("Unsur", 3, KIRI), ("Nilai", 1, KANAN)],
                   _skp_sum(nilai)),
        ]
    }  # fmt: skip


def _skp_sum(nilai: NilaiSetahun) -> list[list[str]]:
    if nilai.skp is None:
        return [["Rata-rata kegiatan", KOSONG], ["Nilai SKP", nilai.sebab or KOSONG]]
    return [
        ["Rata-rata kegiatan", _koma(nilai.skp.rata)],
        ["Tugas tambahan", _koma(nilai.skp.tugas_tambahan)],
        ["Kreativitas", _koma(nilai.skp.kreativitas)],
        ["Nilai SKP", _koma(nilai.skp.nilai)],
    ]


def _behaviour46(skp: SKP, actor: Actor) -> Isi:
    del actor
    nilai = year_value(skp)
    baris = [[KATA_PERILAKU[k], _angka(v)] for k, v in nilai.perilaku.items() if v is not None]
    rata = _koma(nilai.rata_perilaku) if nilai.rata_perilaku is not None else KOSONG
    kolom = [("Aspek", 3, KIRI), ("Nilai", 1, KANAN)]
    return {"bagian": [_table("Perilaku kerja", kolom, [*baris, ["Rata-rata", rata]])]}


def _achievement_year46(skp: SKP, actor: Actor) -> Isi:
    del actor
    nilai = year_value(skp)
    baris = [["Sasaran kerja pegawai (SKP)", KOSONG, KOSONG], ["Perilaku kerja", KOSONG, KOSONG]]
    catatan = [["Keterangan", nilai.sebab]] if nilai.sebab else []
    if nilai.prestasi and nilai.skp and nilai.rata_perilaku is not None:
        baris = [
            ["Sasaran kerja pegawai (SKP) x 60%", _koma(nilai.skp.nilai),
             _koma(nilai.prestasi.dari_skp)],
            ["Perilaku kerja x 40%", _koma(nilai.rata_perilaku),
             _koma(nilai.prestasi.dari_perilaku)],
            ["Nilai prestasi kerja", "", _koma(nilai.prestasi.nilai)],
            ["Sebutan", "", nilai.prestasi.sebutan.replace("_", " ").capitalize()],
        ]  # fmt: skip
    kolom = [("Unsur yang dinilai", 3, KIRI), ("Nilai", 1, KANAN), ("Jumlah", 1, KANAN)]
    return {
        "bagian": [_table("Penilaian prestasi kerja", kolom, baris)],
        "catatan": [*catatan, ["Keberatan dari PNS yang dinilai (apabila ada)", KOSONG]],
    }


def _angka(nilai: Any) -> str:
    if nilai is None:
        return KOSONG
    return f"{nilai.normalize():f}".replace(".", ",") if hasattr(nilai, "normalize") else str(nilai)


def _koma(nilai: Fraction) -> str:
    return f"{dua_desimal(nilai):.2f}".replace(".", ",")


def _rupiah(nilai: int | None) -> str:
    return KOSONG if nilai is None else f"{nilai:,}".replace(",", ".")


_FORMULIR: dict[tuple[str, str], tuple[str, bool, Callable[[SKP, Actor], Isi]]] = {
    (Generasi.PANRB6, "skp"): ("Sasaran Kinerja Pegawai", True, _skp),
    (Generasi.PANRB6, "evaluasi"): ("Evaluasi Kinerja Pegawai", True, _evaluation),
    (Generasi.PANRB6, "dokumen-evaluasi"): ("Dokumen Evaluasi Kinerja Pegawai", False, _summary),
    (Generasi.PP46, "skp"): ("Formulir Sasaran Kerja Pegawai", True, _skp46),
    (Generasi.PP46, "evaluasi"): ("Penilaian Capaian Sasaran Kerja Pegawai", True, _achievement46),
    (Generasi.PP46, "perilaku"): ("Penilaian Perilaku Kerja", False, _behaviour46),
    (Generasi.PP46, "prestasi"): ("Penilaian Prestasi Kerja", False, _achievement_year46),
}
