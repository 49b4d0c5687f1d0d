"""Two officers and one row: the second sees the first's change beside each field, and chooses."""

from typing import Any

from django.http import QueryDict

from selaras.core.halaman.format import tanggal
from selaras.simpeg.forms import BarisForm
from selaras.simpeg.sel import cell
from selaras.simpeg.services.baris import version_of


def show_change(form: BarisForm, kini: Any) -> None:
    """Beside each field that another changed: her value; saving again then takes one's own."""
    form.add_error(None, "Baris ini baru saja diubah orang lain. Bandingkan nilai barunya di bawah "
                         "isian; simpan lagi bila isian Anda yang benar.")  # fmt: skip
    milik = form.row()
    for nama, nilai in milik.items():
        if hasattr(kini, nama) and getattr(kini, nama) != nilai:
            form.add_error(nama, f"Diubah orang lain menjadi: {cell(kini, nama)}")
    if "tmt" in milik and hasattr(kini, "berlaku") and kini.berlaku.lower != milik["tmt"]:
        form.add_error("tmt", f"Diubah orang lain menjadi: {tanggal(kini.berlaku.lower)}")
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["versi"] = version_of(kini)
    form.data = data
