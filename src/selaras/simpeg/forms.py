"""Forms of a file's rows, made from their models; dates are checked against the birth date."""

from datetime import date, timedelta
from functools import cache
from typing import Any, cast

from django import forms
from django.db import models
from django.forms import modelform_factory

from selaras.aturan.nip import check_nik
from selaras.organisasi.models import Jabatan
from selaras.pegawai.impor.pegawai import GOLONGAN
from selaras.pegawai.models import Pegawai
from selaras.pegawai.nomor_sk import Surat, letter_clashes
from selaras.simpeg.jenis import DATA_PRIBADI, JenisRiwayat
from selaras.simpeg.kredit import KreditField
from selaras.simpeg.models import DokumenPegawai
from selaras.simpeg.pertentangan import SATU_MASA, contradictions
from selaras.simpeg.sel import PER_SERIBU, SERIBU

DALAM_FUTUR = "Tanggal ini masih akan datang."
# letters name days to come
BOLEH_NANTI = {"tmt", "akhir_kontrak", "sejak", "selesai", "berlaku_sampai", "sampai"}
MULAI_NANTI = {"mulai"}
KONTRAK_NANTI = {"kontrak", "tugas-tambahan", "kedudukan"}
PEMBANTU = {"versi", "kunci_kirim"}
# A letter of these kinds makes one row of a person; of one letter to many the date is the same.
SATU_SURAT = {"golongan", "pengangkatan", "kgb", "masa-kerja", "pemberhentian"}


class BarisForm(forms.ModelForm):  # type: ignore[type-arg]
    """A row of some kind; `versi` is the row that was read, `kunci` makes repeats harmless."""

    jenis: JenisRiwayat | None = None
    versi = forms.CharField(required=False, widget=forms.HiddenInput)
    kunci_kirim = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, pegawai: Pegawai, hari: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pegawai, self.hari = pegawai, hari

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        for nama, kata in list(contradictions(isi, self.pegawai.tanggal_lahir)):
            self.add_error(nama, kata)
        for nama, nilai in list(isi.items()):
            if isinstance(nilai, date) and nilai > self.hari and not self._may_be_later(nama):
                self.add_error(nama, DALAM_FUTUR)
        if self.jenis and self.jenis.kode in SATU_SURAT and (nomor := isi.get("no_sk")):
            self._check_letter(nomor, isi.get("tanggal_sk"))
        if self.jenis and self.jenis.kode in SATU_MASA:
            self._check_period(self.jenis, isi)
        return isi

    def _check_period(self, jenis: JenisRiwayat, isi: dict[str, Any]) -> None:
        """Points of one period are written once, else they count twice."""
        kolom, kata = SATU_MASA[jenis.kode]
        if any(isi.get(k) is None for k in kolom):
            return
        sama: Any = jenis.model._default_manager.filter(
            pegawai_id=self.pegawai.pk, **{k: isi[k] for k in kolom}
        )
        if sama.exclude(pk=self.instance.pk).exists():
            self.add_error(kolom[0], kata)

    def _check_letter(self, nomor: str, tanggal: date | None) -> None:
        """A letter's number is used once: twice in a file, or with two dates, one is wrong."""
        assert self.jenis is not None  # noqa: S101 - asked by the caller
        semua: Any = self.jenis.model._default_manager.filter(
            no_sk=nomor, pegawai__instansi_id=self.pegawai.instansi_id
        )
        ini = Surat(self.pegawai.pk, self.instance.pk, nomor, tanggal)
        lain = (Surat(r.pegawai_id, r.pk, r.no_sk, r.tanggal_sk) for r in semua)
        if kata := letter_clashes([ini], lain)[0]:
            self.add_error("no_sk", kata)

    def clean_nik(self) -> str:
        """Sixteen digits that can be a NIK; what only disagrees is quality's to say."""
        nik = "".join(str(self.cleaned_data.get("nik", "")).split())
        if nik and not (temuan := check_nik(nik)).sah:
            raise forms.ValidationError(" ".join(t.pesan for t in temuan.temuan))
        return nik

    def row(self) -> dict[str, Any]:
        """The columns of the row."""
        return {n: v for n, v in self.cleaned_data.items() if n not in PEMBANTU}

    def _may_be_later(self, nama: str) -> bool:
        jenis = self.jenis.kode if self.jenis else ""
        return nama in BOLEH_NANTI or (nama in MULAI_NANTI and jenis in KONTRAK_NANTI)


class RiwayatForm(BarisForm):
    """A row of a dated history: since when, and where it may stop, its last day."""

    tmt = forms.DateField(label="TMT", widget=forms.DateInput(format="%Y-%m-%d"))
    sampai = forms.DateField(
        label="Hari terakhir", required=False, help_text="Kosong = sampai ada perubahan.",
        widget=forms.DateInput(format="%Y-%m-%d"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.jenis and self.jenis.tetap:
            del self.fields["sampai"]
        for nama in {"tmt", "sampai"} & self.fields.keys():
            self.fields[nama].widget = _tanggal()
        if self.instance.pk:
            masa = self.instance.berlaku
            self.initial["tmt"] = masa.lower
            self.initial["sampai"] = masa.upper - timedelta(days=1) if masa.upper else None
        if "jabatan" in self.fields:
            self._posts()

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        tmt, sampai = isi.get("tmt"), isi.get("sampai")
        if tmt and sampai and sampai < tmt:
            self.add_error("sampai", "Hari terakhir mendahului TMT.")
        return isi

    def _posts(self) -> None:
        """Posts of the offices where the person has stood; elsewhere the import writes them."""
        skpd = self.pegawai.riwayat_jabatan.values("jabatan__unit__skpd_id")
        pilih = cast("forms.ModelChoiceField[Jabatan]", self.fields["jabatan"])
        pilih.queryset = (
            Jabatan.objects.filter(unit__skpd_id__in=skpd)
            .select_related("unit").order_by("unit__nama", "nama")
        )  # fmt: skip
        pilih.label_from_instance = _post_words  # type: ignore[method-assign,assignment]


def _post_words(jabatan: Any) -> str:
    return f"{jabatan.unit.nama}: {jabatan.nama}"


@cache
def form_class(jenis: JenisRiwayat) -> type[BarisForm]:
    """The form of a kind."""
    kelas = _made(jenis.model, jenis.isian, RiwayatForm if jenis.masa else BarisForm)
    kelas.jenis = jenis
    if jenis.masa:
        urutan = ["tmt", "sampai"]
        kelas.field_order = [jenis.isian[0], *urutan, *jenis.isian[1:]]
    return kelas


def personal_form() -> type[BarisForm]:
    """The form of what is written once."""
    return form_class(DATA_PRIBADI)


def _made(
    model: type[models.Model], isian: tuple[str, ...], form: type[BarisForm]
) -> type[BarisForm]:
    made = modelform_factory(model, form=form, fields=isian, formfield_callback=_field)
    return cast(type[BarisForm], made)


def _field(field: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """Dates with the browser's picker, in the form that it understands; ranks from their list."""
    if field.name == "golongan":
        pilihan = [("", "Pilih golongan"), ("PNS", _ranks(pns=True)), ("PPPK", _ranks(pns=False))]
        return forms.ChoiceField(label="Golongan", choices=pilihan)
    if field.name.endswith(SERIBU):
        judul = str(field.verbose_name).removesuffix(PER_SERIBU)
        return KreditField(
            label=judul[:1].upper() + judul[1:], required=not field.blank,
            initial=field.default if field.has_default() else None,
            help_text="Dengan koma, misalnya 12,5.",
        )  # fmt: skip
    if isinstance(field, models.DateField):
        kwargs["widget"] = _tanggal()
    return field.formfield(**kwargs)


def _ranks(*, pns: bool) -> list[tuple[str, str]]:
    """PNS write their rank with a stroke (PP 99/2000), PPPK without (Perpres 98/2020)."""
    return [(g, g) for g in GOLONGAN if ("/" in g) == pns]


def _tanggal() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class HapusForm(forms.Form):
    """Why a row goes."""

    alasan = forms.CharField(label="Alasan dihapus", max_length=160)


class DokumenForm(forms.Form):
    """What a scan is, and which letter it shows."""

    jenis = forms.ChoiceField(label="Jenis dokumen", choices=DokumenPegawai.Jenis.choices)
    nomor = forms.CharField(label="Nomor (bila ada)", max_length=80, required=False)
    tanggal = forms.DateField(
        label="Tanggal surat (bila ada)", required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip

    def __init__(self, *args: Any, pegawai: Pegawai, hari: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lahir, self.hari = pegawai.tanggal_lahir, hari

    def clean_tanggal(self) -> date | None:
        tanggal: date | None = self.cleaned_data["tanggal"]
        if tanggal and tanggal > self.hari:
            raise forms.ValidationError(DALAM_FUTUR)
        for _, kata in contradictions({"tanggal": tanggal}, self.lahir):
            raise forms.ValidationError(kata)
        return tanggal
