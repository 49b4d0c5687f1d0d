"""A plan as one sheet of rows: each row is a small form that carries the key it was made with.

Lenient on purpose: what is typed is kept as it is, whole or not; `aturan.rencana` says what is
missing when the plan is submitted. A row that is not sent stays as it was, a field neither.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict

from selaras.core.bilangan import whole_number, written_number
from selaras.core.halaman.format import angka
from selaras.kinerja.services.lembar import Galat, Kiriman, Terkirim

BARIS_TERBANYAK = 60


class AngkaField(forms.CharField):
    """A figure as people write it: 12, 12,5, 1.250; empty = none."""

    def __init__(self, *, maks: int, desimal: int = 2, **kw: Any) -> None:
        self.maks, self.desimal = maks, desimal
        kw.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_length=20, required=False, **kw)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        if isinstance(value, int):
            return angka(value)
        return value

    def clean(self, value: Any) -> Any:
        teks = super().clean(value)
        if not teks:
            return None
        jumlah = written_number(teks)
        if jumlah is None:
            raise forms.ValidationError(f"'{teks}' bukan angka.")
        if not 0 < jumlah <= self.maks:
            raise forms.ValidationError(f"Isi angka di atas 0 sampai {self.maks}.")
        jumlah = jumlah.quantize(Decimal(1).scaleb(-self.desimal))
        return int(jumlah) if self.desimal == 0 else jumlah


def teks(label: str, maks: int, *, baris: int = 0, **kw: Any) -> forms.CharField:
    """A line of text, or a box of some lines."""
    widget = forms.Textarea(attrs={"rows": baris}) if baris else forms.TextInput()
    return forms.CharField(label=label, max_length=maks, required=False, widget=widget, **kw)


def pilih(label: str, pilihan: Sequence[tuple[str, str]], kosong: str = "", **kw: Any) -> Any:
    """A choice that may still be open."""
    semua = [("", kosong), *pilihan] if kosong else list(pilihan)
    return forms.ChoiceField(label=label, choices=semua, required=False, **kw)


class BarisForm(forms.Form):
    """One row; `kunci` is its key, `induk` the key of the row it belongs to."""

    awalan = ""  # prefix of its fields, told apart by the kind of row
    wajib: tuple[str, ...] = ()  # asked for at submission; while typing they may be empty
    use_required_attribute = False

    def __init__(
        self, data: QueryDict | None = None, *, kunci: str, induk: str = "", **kw: Any
    ) -> None:
        self.kunci, self.induk = kunci, induk
        self.baris: Any = kw.pop("baris", None)  # the stored row, for remarks beside the fields
        super().__init__(data, prefix=f"{self.awalan}-{kunci}", **kw)
        if data is None:  # drawn, not read: the page then does not call them optional
            for nama in self.wajib:
                if nama in self.fields:
                    self.fields[nama].required = True

    @property
    def terkirim(self) -> dict[str, Any]:
        """The cleaned values of the fields that were sent; the others stay as they were."""
        nilai = self.cleaned_data
        return {n: nilai[n] for n in self.fields if n in nilai and self.add_prefix(n) in self.data}


def uuid_of(teks: str) -> UUID | None:
    """The key, or nothing when somebody made the address up."""
    try:
        return UUID(teks)
    except ValueError:
        return None


def read_head(data: QueryDict) -> Kiriman:
    """The parts that every sheet has: dropped rows, the version it began from, the page's id."""
    versi = data.get("versi_alur", "")
    return Kiriman(
        hapus=frozenset(k for t in data.getlist("hapus") if (k := uuid_of(t))),
        versi=whole_number(versi),
        layar=uuid_of(data.get("layar", "")),
        timpa=bool(data.get("timpa")),
    )


def read_rows(
    data: QueryDict,
    nama: str,
    jenis: type[BarisForm],
    kiriman: Kiriman,
    *,
    induk: UUID | None = None,
    **kw: Any,
) -> None:
    """Read the rows named by `nama` in the order of the page; wrong fields are left unchanged."""
    daftar = kiriman.baris.setdefault(jenis.awalan, [])
    for urutan, teks_kunci in enumerate(data.getlist(nama)[:BARIS_TERBANYAK], start=1):
        kunci = uuid_of(teks_kunci)
        if kunci is None or kunci in kiriman.hapus or (induk and induk in kiriman.hapus):
            continue
        form = jenis(data, kunci=teks_kunci, **kw)
        form.is_valid()
        for kolom, pesan in form.errors.items():
            bidang = form[kolom]
            kiriman.galat.append(
                Galat(bidang.id_for_label, str(bidang.label), " ".join(str(p) for p in pesan))
            )
        daftar.append(Terkirim(kunci, urutan, form.terkirim, induk))


def new_key() -> str:
    """The key of a row that is added without scripts."""
    return str(uuid4())
