"""Forms of feedback, a team leader's input and objections."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from selaras.aturan.berakhlak import NAMA_BERAKHLAK
from selaras.kinerja.models import CapaianOrganisasi, Rating
from selaras.pegawai.models import Pegawai

AREA = {"rows": 4, "class": "form-control"}
TANPA = ("", "Tidak disebut")


class NipField(forms.CharField):
    """A colleague named by NIP or whole name, or as the page's list (`daftar`) offers her."""

    def __init__(
        self, orang: QuerySet[Pegawai] | None = None, *, daftar: str = "", **kw: Any
    ) -> None:
        self.orang = Pegawai.objects.none() if orang is None else orang
        super().__init__(max_length=160, **kw)
        if daftar:
            self.widget.attrs["list"] = daftar

    def clean(self, value: Any) -> Pegawai:
        teks = str(super().clean(value)).split("·", maxsplit=1)[0].strip()
        nip = teks.replace(" ", "")
        cocok = (
            self.orang.filter(nip=nip) if nip.isdigit() else self.orang.filter(nama__iexact=teks)
        )
        ada = list(cocok[:2])
        if not ada:
            raise forms.ValidationError("Tidak ada pegawai dengan NIP atau nama itu.")
        if len(ada) > 1:
            raise forms.ValidationError("Ada beberapa orang bernama itu. Isi NIP-nya.")
        return ada[0]


class UmpanForm(forms.Form):
    """Words about somebody."""

    tentang = NipField(
        label="Untuk siapa",
        help_text="Ketik nama rekan se-SKPD lalu pilih. Untuk SKPD lain: NIP atau nama lengkapnya.",
        daftar="daftar-rekan",
    )
    nilai = forms.ChoiceField(
        label="Nilai BerAKHLAK", required=False, choices=[TANPA, *((n, n) for n in NAMA_BERAKHLAK)]
    )
    isi = forms.CharField(
        label="Umpan balik",
        max_length=1000,
        widget=forms.Textarea(attrs=AREA),
        help_text="Apa yang dikerjakan, apa akibatnya, apa yang sebaiknya berlanjut atau berubah.",
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, orang: QuerySet[Pegawai], **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["tentang"]
        assert isinstance(field, NipField)  # noqa: S101 - declared above
        field.orang = orang


class MintaMasukanForm(forms.Form):
    """Ask the leader of a team for input."""

    ketua = NipField(label="Ketua tim", help_text="NIP atau nama lengkap tanpa gelar.")
    tim = forms.CharField(label="Nama tim", max_length=160)

    def __init__(self, *args: Any, orang: QuerySet[Pegawai], **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["ketua"]
        assert isinstance(field, NipField)  # noqa: S101 - declared above
        field.orang = orang


class MasukanForm(forms.Form):
    """The leader's answer."""

    isi = forms.CharField(label="Masukan", max_length=1000, widget=forms.Textarea(attrs=AREA))
    rating = forms.TypedChoiceField(
        label="Menurut Anda", required=False, coerce=int, empty_value=None,
        choices=[TANPA, *Rating.choices],
    )  # fmt: skip


class KeberatanForm(forms.Form):
    """An objection: why, and where the proof is."""

    alasan = forms.CharField(
        label="Alasan keberatan",
        max_length=2000,
        widget=forms.Textarea(attrs={**AREA, "rows": 6}),
        help_text="Hasil atau perilaku mana yang menurut Anda keliru dinilai, dan mengapa.",
    )
    tautan = forms.URLField(
        label="Tautan bukti", required=False, max_length=500, assume_scheme="https"
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput)


class PutusanForm(forms.Form):
    """The answer to an objection."""

    hasil = forms.TypedChoiceField(label="Rating hasil kerja", coerce=int, choices=Rating.choices)
    perilaku = forms.TypedChoiceField(label="Rating perilaku", coerce=int, choices=Rating.choices)
    alasan = forms.CharField(
        label="Pertimbangan", max_length=2000, widget=forms.Textarea(attrs=AREA)
    )


class CapaianForm(forms.Form):
    """A unit's own result of a year."""

    capaian = forms.ChoiceField(
        label="Capaian kinerja organisasi", choices=CapaianOrganisasi.Capaian.choices
    )
    dasar = forms.CharField(
        label="Dasar", max_length=200, required=False, help_text="Nomor surat atau laporannya."
    )
