"""The rows of a year's plan as forms: results, activities of the older law, annexes."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict

from selaras.aturan.berakhlak import BERAKHLAK
from selaras.kinerja.forms.lembar import (
    AngkaField,
    BarisForm,
    pilih,
    read_head,
    read_rows,
    teks,
    uuid_of,
)
from selaras.kinerja.models import SKP, HasilKerja, Indikator, LampiranSKP, TugasTambahan
from selaras.kinerja.services.lembar import Kiriman

TAUTAN = ("hasil_atasan_1", "hasil_atasan_2")
Pilihan = Sequence[tuple[str, str]]


class HasilForm(BarisForm):
    """A promised result; as many links to the superior's results as the post may have."""

    awalan = "h"
    wajib = ("uraian", "jenis", "perspektif")
    uraian = teks("Rencana hasil kerja", 500, baris=2)
    jenis = pilih("Jenis", HasilKerja.Jenis.choices)
    perspektif = pilih("Perspektif", HasilKerja.Perspektif.choices, "Pilih perspektif")
    penugasan_dari = teks("Penugasan dari", 160)

    def __init__(
        self, *args: Any, pilihan_atasan: Pilihan = (), maks: int = 1, jpt: bool = False, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        if not jpt:
            del self.fields["perspektif"]
        if not pilihan_atasan:
            return
        for nama, nomor in zip(TAUTAN[:maks], ("", " (kedua)"), strict=False):
            self.fields[nama] = pilih(
                f"Mendukung hasil kerja atasan{nomor}", pilihan_atasan, "Belum dipilih"
            )
        if not self.is_bound and not jpt:
            self.fields[TAUTAN[0]].required = True


class UkuranForm(BarisForm):
    """How a result is known."""

    awalan = "u"
    wajib = ("aspek", "uraian", "target")
    aspek = pilih("Aspek", Indikator.Aspek.choices, "Pilih aspek")
    uraian = teks("Indikator kinerja individu", 300)
    target = teks("Target", 160)

    def __init__(self, *args: Any, kualitatif: bool = False, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if kualitatif:
            del self.fields["aspek"], self.fields["target"]
            self.fields["uraian"].label = "Ukuran keberhasilan"


class LampiranForm(BarisForm):
    awalan = "l"
    wajib = ("jenis", "isi")
    jenis = pilih("Jenis", LampiranSKP.Jenis.choices)
    isi = teks("Isi", 500, baris=2)


class KegiatanForm(BarisForm):
    """An activity with targets (PP 46/2011)."""

    awalan = "k"
    wajib = ("uraian", "target_kuantitas", "satuan", "target_kualitas", "target_waktu")
    uraian = teks("Kegiatan tugas jabatan", 500, baris=2)
    target_kuantitas = AngkaField(label="Kuantitas", maks=9_999_999)
    satuan = teks("Satuan", 40)
    target_kualitas = AngkaField(label="Kualitas (1–100)", maks=100, desimal=0)
    target_waktu = AngkaField(label="Waktu (bulan)", maks=12)
    target_biaya = AngkaField(label="Biaya (Rp)", maks=999_999_999_999, desimal=0)
    angka_kredit = AngkaField(label="Angka kredit", maks=9999, desimal=3)


class TugasTambahanForm(BarisForm):
    awalan = "t"
    wajib = ("jenis", "uraian")
    jenis = pilih("Jenis", TugasTambahan.Jenis.choices)
    uraian = teks("Uraian", 500, baris=2)
    tingkat = pilih("Tingkat manfaat", TugasTambahan.Tingkat.choices, "Hanya untuk kreativitas")
    nomor_surat = teks("Nomor surat", 80)


def read_skp(data: QueryDict, skp: SKP, *, pilihan_atasan: Pilihan, maks: int) -> Kiriman:
    """A plan's sheet as it came in."""
    kiriman = read_head(data)
    kualitatif = data.get("pendekatan", skp.pendekatan) == SKP.Pendekatan.KUALITATIF
    if data.get("pendekatan") in SKP.Pendekatan.values:
        kiriman.kepala["pendekatan"] = data["pendekatan"]
    jpt = skp.jenis == SKP.Jenis.JPT
    read_rows(data, "hasil", HasilForm, kiriman, pilihan_atasan=pilihan_atasan, maks=maks, jpt=jpt)
    for hasil in list(kiriman.baris["h"]):
        nama = f"h-{hasil.kunci}-ukuran"
        read_rows(data, nama, UkuranForm, kiriman, induk=hasil.kunci, kualitatif=kualitatif)
    read_rows(data, "lampiran", LampiranForm, kiriman)
    read_rows(data, "kegiatan", KegiatanForm, kiriman)
    read_rows(data, "tambahan", TugasTambahanForm, kiriman)
    kiriman.kepala["perilaku"] = {
        nilai.nama: data.get(f"perilaku-{i}", "").strip()[:500]
        for i, nilai in enumerate(BERAKHLAK)
        if f"perilaku-{i}" in data
    }
    return kiriman


class AdendumForm(forms.Form):
    """Why an approved plan changes."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    alasan = forms.CharField(
        label="Alasan perubahan",
        max_length=300,
        help_text="Misalnya: penugasan baru, perubahan anggaran, pindah jabatan atasan.",
    )


class KeputusanForm(forms.Form):
    """A superior's decision: a word for the whole, expectation and remark for each row."""

    tindakan = forms.CharField(max_length=24)
    alasan = forms.CharField(max_length=500, required=False)
    versi_alur = forms.IntegerField(min_value=0, required=False)

    @property
    def per_baris(self) -> dict[UUID, tuple[str, str]]:
        """Row key -> (expectation, remark), for the rows that the page showed."""
        hasil, data = {}, cast(QueryDict, self.data)
        for teks_kunci in data.getlist("baris"):
            if kunci := uuid_of(teks_kunci):
                hasil[kunci] = (
                    data.get(f"ekspektasi-{teks_kunci}", "").strip()[:500],
                    data.get(f"catatan-{teks_kunci}", "").strip()[:500],
                )
        return hasil
