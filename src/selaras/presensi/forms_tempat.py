"""The form of a place: its fence typed in numbers, which the map only helps to fill in."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from selaras.aturan.lokasi import Titik
from selaras.core.permissions import Actor, rows
from selaras.organisasi.models import UnitKerja
from selaras.presensi.forms import TanggalInput
from selaras.presensi.models import TempatPresensi
from selaras.presensi.services.gawai.tempat import IsiTempat

E6 = 1_000_000
RADIUS_TERKECIL, RADIUS_TERBESAR, TITIK_TERBANYAK = 20, 5000, 60
_PASANGAN = re.compile(r"^\s*(-?\d{1,2}(?:[.,]\d+)?)\s*[;,\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$")


class DerajatField(forms.CharField):
    """Degrees as -2,3456 or -2.3456; cleaned to whole microdegrees."""

    def __init__(self, *, paling: int, **kwargs: Any) -> None:
        atribut = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=16, widget=forms.TextInput(attrs=atribut), **kwargs)
        self.paling = paling

    def clean(self, value: Any) -> Any:
        teks = super().clean(value)
        if not teks:
            return None
        try:
            derajat = float(teks.replace(",", "."))
        except ValueError as error:
            raise ValidationError("Tulis angka seperti -2,345678.") from error
        if not abs(derajat) <= self.paling:
            raise ValidationError(f"Antara -{self.paling} dan {self.paling} derajat.")
        return round(derajat * E6)


class TempatForm(forms.Form):
    """A circle by centre and radius, or a polygon by its corners, one a line."""

    nama = forms.CharField(label="Nama tempat", max_length=120)
    bentuk = forms.ChoiceField(
        label="Bentuk area", choices=TempatPresensi.Bentuk.choices, widget=forms.RadioSelect,
        initial=TempatPresensi.Bentuk.LINGKARAN,
    )  # fmt: skip
    lintang = DerajatField(label="Lintang pusat", paling=90, required=False)
    bujur = DerajatField(label="Bujur pusat", paling=180, required=False)
    radius_m = forms.IntegerField(
        label="Radius (meter)", required=False, initial=100, min_value=RADIUS_TERKECIL,
        max_value=RADIUS_TERBESAR,
    )  # fmt: skip
    poligon = forms.CharField(
        label="Titik sudut", required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text="Satu titik satu baris: lintang; bujur. Berurutan mengelilingi area.",
    )  # fmt: skip
    unit = forms.ModelMultipleChoiceField(
        label="Dipakai unit", queryset=UnitKerja.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu unit yang memakai tempat ini."},
    )  # fmt: skip
    mulai = forms.DateField(label="Berlaku mulai", widget=TanggalInput())
    sampai = forms.DateField(label="Sampai (hari terakhir)", required=False, widget=TanggalInput())

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = rows(actor, "tempat.manage", UnitKerja.objects.order_by("path"))
        self.fields["unit"].queryset = unit  # type: ignore[attr-defined]

    def clean_poligon(self) -> tuple[Titik, ...]:
        titik = []
        for nomor, baris in enumerate(self.cleaned_data["poligon"].splitlines(), start=1):
            if not baris.strip():
                continue
            cocok = _PASANGAN.match(baris)
            lintang, bujur = (
                (float(n.replace(",", ".")) for n in cocok.groups()) if cocok else (91.0, 181.0)
            )
            if abs(lintang) > 90 or abs(bujur) > 180:
                raise ValidationError(f"Baris {nomor} tidak terbaca: tulis -2,345678; 115,456789.")
            titik.append(Titik(round(lintang * E6), round(bujur * E6)))
        if len(titik) > TITIK_TERBANYAK:
            raise ValidationError(f"Paling banyak {TITIK_TERBANYAK} titik.")
        return tuple(titik)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("bentuk") == TempatPresensi.Bentuk.POLIGON:
            if not self.errors.get("poligon") and len(set(isi.get("poligon") or ())) < 3:
                self.add_error("poligon", "Sebuah area butuh paling sedikit tiga titik.")
        else:
            for nama in ("lintang", "bujur", "radius_m"):
                if isi.get(nama) is None and not self.errors.get(nama):
                    self.add_error(nama, "Isi, atau ketuk tempatnya di peta.")
        if isi.get("mulai") and isi.get("sampai") and isi["sampai"] < isi["mulai"]:
            self.add_error("sampai", "Lebih awal daripada tanggal mulai.")
        return isi

    def isi(self) -> IsiTempat:
        """The place as the service takes it; a polygon's centre is the middle of its corners."""
        d = self.cleaned_data
        bentuk = TempatPresensi.Bentuk(d["bentuk"])
        poligon = bentuk == TempatPresensi.Bentuk.POLIGON
        pusat = _middle(d["poligon"]) if poligon else Titik(d["lintang"], d["bujur"])
        return IsiTempat(
            d["nama"], bentuk, pusat, d["radius_m"], d["poligon"], d["mulai"], d["sampai"]
        )


def initial_of(tempat: TempatPresensi) -> dict[str, Any]:
    """What the form shows of a place that exists."""
    akhir = tempat.berlaku.upper
    return {
        "nama": tempat.nama,
        "bentuk": tempat.bentuk,
        "lintang": degrees(tempat.pusat_lintang_e6),
        "bujur": degrees(tempat.pusat_bujur_e6),
        "radius_m": tempat.radius_m or 100,
        "poligon": "\n".join(f"{degrees(a)}; {degrees(b)}" for a, b in tempat.poligon),
        "unit": [u.unit_id for u in tempat.unit.all()],
        "mulai": tempat.berlaku.lower,
        "sampai": akhir - timedelta(days=1) if akhir else None,
    }


def degrees(e6: int) -> str:
    """-2345678 -> -2,345678."""
    return f"{e6 / E6:.6f}".replace(".", ",")


def _middle(titik: Sequence[Titik]) -> Titik:
    lintang, bujur = [t.lintang_e6 for t in titik], [t.bujur_e6 for t in titik]
    return Titik((min(lintang) + max(lintang)) // 2, (min(bujur) + max(bujur)) // 2)
