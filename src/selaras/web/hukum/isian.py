"""A value of law as people type it, and back: a number, a choice, or lines of `nama = nilai`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from selaras.core.bilangan import written_number, written_share
from selaras.core.masa import berlaku_sejak
from selaras.hukum import Jenjang, Parameter
from selaras.organisasi.models import NilaiDaerah

_PER = {"basis_poin": 100, "kali_1e4": 10_000}


def to_text(parameter: Parameter, isi: object) -> str:
    """What the field shows for a value in force."""
    if isinstance(isi, int):
        return _number_text(isi, parameter.satuan)
    if isinstance(isi, str):
        return isi
    if isinstance(isi, Mapping):
        return "\n".join(f"{k} = {_cell(v, parameter.satuan)}" for k, v in isi.items())
    if isinstance(isi, tuple):
        return "\n".join(
            f"{x.mulai} = {_number_text(x.nilai, parameter.satuan)}"
            if isinstance(x, Jenjang) else str(x)
            for x in isi
        )  # fmt: skip
    return ""


def _cell(nilai: object, satuan: str) -> str:
    return _number_text(nilai, satuan) if isinstance(nilai, int) else str(nilai)


def _number_text(nilai: int, satuan: str) -> str:
    per = _PER.get(satuan)
    return str(nilai) if per is None else f"{Decimal(nilai) / per:f}".replace(".", ",")


def parse(parameter: Parameter, teks: str) -> Any:
    """The value as the law takes it; ValueError says what is wrong."""
    teks = teks.strip()
    if parameter.jenis == "nilai":
        return _number(teks, parameter.satuan)
    if parameter.jenis == "pilihan":
        return teks
    if parameter.jenis != "teks":  # in words a semicolon is a word's own
        teks = teks.replace(";", "\n")
    baris = [b.strip() for b in teks.splitlines() if b.strip()]
    if parameter.jenis == "daftar":
        return [k.strip() for b in baris for k in b.split(",") if k.strip()]
    pasangan = [_pair(b) for b in baris]
    if parameter.jenis == "jenjang":
        return [{"mulai": _number(k, ""), "nilai": _number(v, parameter.satuan)}
                for k, v in pasangan]  # fmt: skip
    if parameter.jenis == "teks":
        return dict(pasangan)
    return {k: _number(v, parameter.satuan) for k, v in pasangan}


def _pair(baris: str) -> tuple[str, str]:
    kiri, tanda, kanan = baris.partition("=")
    if not tanda:
        raise ValueError(f"'{baris}' tanpa tanda =: tulis satu baris satu 'nama = nilai'")
    return kiri.strip(), kanan.strip()


def _number(teks: str, satuan: str) -> int:
    per = _PER.get(satuan, 1)
    bersih = teks.removeprefix("Rp").removesuffix("%")
    angka = written_number(bersih)
    if angka is None:
        raise ValueError(f"'{teks}' bukan angka")
    if per > 1 and written_share(bersih) is None:
        raise ValueError(f"'{teks}' dapat dibaca dua cara: tulis {angka:f} atau pakai koma")
    nilai = angka * per
    if nilai != nilai.to_integral_value():
        raise ValueError(f"'{teks}' terlalu halus: paling banyak {len(str(per)) - 1} desimal")
    return int(nilai)


class NilaiForm(forms.Form):
    """A value of a key for one government, with its ground and its days."""

    instansi = forms.TypedChoiceField(label="Pemerintah daerah", coerce=int)
    nilai = forms.CharField(label="Nilai")
    mulai = forms.DateField(
        label="Berlaku sejak", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    terakhir = forms.DateField(
        label="Hari terakhir", required=False, help_text="Kosong = sampai ada yang baru",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    peraturan = forms.CharField(
        label="Peraturan", max_length=160, help_text="Mis. Perbup 12 Tahun 2025"
    )
    bagian = forms.CharField(label="Pasal atau lampiran", max_length=120, required=False)
    url = forms.URLField(label="Alamat naskah", required=False, assume_scheme="https")
    keyakinan = forms.ChoiceField(label="Keyakinan", choices=NilaiDaerah.Keyakinan.choices)

    def __init__(
        self, *args: Any, parameter: Parameter, instansi: list[tuple[int, str]], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.parameter = parameter
        bidang = self.fields["instansi"]
        bidang.choices = instansi  # type: ignore[attr-defined]
        if len(instansi) == 1:
            bidang.widget, bidang.initial = forms.HiddenInput(), instansi[0][0]
        if parameter.jenis == "pilihan":
            pilihan = [(k, judul or k) for k, judul in parameter.nama.items()]
            self.fields["nilai"] = forms.ChoiceField(label="Nilai", choices=pilihan)
        elif parameter.jenis != "nilai":
            baris = {
                "daftar": "Satu kode sebaris",
                "jenjang": "Satu baris satu jenjang: mulai = nilai",
            }
            self.fields["nilai"].widget = forms.Textarea(attrs={"rows": 8})
            self.fields["nilai"].help_text = baris.get(
                parameter.jenis, "Satu baris satu isi: nama = nilai"
            )
        if parameter.satuan in _PER and parameter.jenis != "pilihan":
            self.fields["nilai"].help_text += (
                " (persen, mis. 1,25)" if parameter.satuan == "basis_poin" else " (mis. 0,75)"
            )
        self.order_fields(["instansi", "nilai"])

    def clean_nilai(self) -> Any:
        try:
            return parse(self.parameter, self.cleaned_data["nilai"])
        except ValueError as error:
            raise forms.ValidationError(f"{error}.") from error

    def clean(self) -> dict[str, Any]:
        d: dict[str, Any] = super().clean() or {}
        if d.get("mulai") and d.get("terakhir") and d["terakhir"] < d["mulai"]:
            self.add_error("terakhir", "Hari terakhir mendahului hari pertama.")
        return d

    def row(self, *, mulai: date | None = None) -> NilaiDaerah:
        """The row that the form describes; `mulai` = as if it began then."""
        d = self.cleaned_data
        sampai = d["terakhir"] + timedelta(days=1) if d["terakhir"] and mulai is None else None
        return NilaiDaerah(
            instansi_id=d["instansi"], kunci=self.parameter.key, nilai=d["nilai"],
            peraturan=d["peraturan"], bagian=d["bagian"], url=d["url"], keyakinan=d["keyakinan"],
            berlaku=berlaku_sejak(mulai or d["mulai"], sampai),
        )  # fmt: skip
