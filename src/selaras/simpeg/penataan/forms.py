"""Forms of a new structure: its frame, and one item of the kind that is asked for."""

from collections.abc import Mapping
from typing import Any

from django import forms

from selaras.aturan.simpeg.sotk import Tindakan
from selaras.core.halaman.isian import BulatField
from selaras.organisasi.models import Jabatan, UnitKerja

TANGGAL = {"type": "date"}
SEBERANG = "Isi kode unit di kotak sebelumnya, lalu kode jabatannya di sini."


class PenataanForm(forms.Form):
    """What the structure is called, its ground and its day."""

    judul = forms.CharField(label="Judul", max_length=160, help_text="Mis. SOTK 2026")
    dasar = forms.CharField(label="Dasar hukum", max_length=200,
                            help_text="Perda atau Perkada yang menetapkannya.")  # fmt: skip
    mulai = forms.DateField(
        label="Berlaku mulai", widget=forms.DateInput(format="%Y-%m-%d", attrs=TANGGAL)
    )
    catatan = forms.CharField(label="Catatan", required=False,
                              widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip


# The fields that each kind of item shows; those with * must be filled.
ISIAN: Mapping[str, tuple[str, ...]] = {
    Tindakan.UNIT_BARU: ("unit*", "nama*", "jenis_unit*", "induk", "unit_asal"),
    Tindakan.UNIT_UBAH: ("unit_asal*", "nama", "unit", "jenis_unit", "induk"),
    Tindakan.UNIT_GABUNG: ("unit_asal*", "unit*"),
    Tindakan.UNIT_TUTUP: ("unit_asal*",),
    Tindakan.JABATAN_BARU: ("unit*", "kode*", "nama*", "jenis_jabatan*", "eselon", "kelas",
                            "kebutuhan", "atasan_unit", "atasan_kode"),
    Tindakan.JABATAN_UBAH: ("unit_asal*", "jabatan_asal*", "unit", "nama", "kode", "jenis_jabatan",
                            "eselon", "kelas", "kebutuhan", "atasan_unit", "atasan_kode"),
    Tindakan.JABATAN_LEBUR: ("unit_asal*", "jabatan_asal*", "unit*", "kode*"),
    Tindakan.JABATAN_TUTUP: ("unit_asal*", "jabatan_asal*"),
    Tindakan.ORANG: ("nip*", "unit*", "kode*"),
}  # fmt: skip
KATA: Mapping[str, Mapping[str, str]] = {
    Tindakan.UNIT_BARU: {"unit": "Kode unit baru", "unit_asal": "Pecahan dari unit"},
    Tindakan.UNIT_UBAH: {"unit": "Kode baru", "nama": "Nama baru", "induk": "Induk baru"},
    Tindakan.UNIT_GABUNG: {"unit_asal": "Unit yang digabung", "unit": "Ke unit"},
    Tindakan.UNIT_TUTUP: {"unit_asal": "Unit yang ditutup"},
    Tindakan.JABATAN_BARU: {"unit": "Di unit", "kode": "Kode jabatan baru"},
    Tindakan.JABATAN_UBAH: {"unit": "Pindah ke unit", "kode": "Kode baru", "nama": "Nama baru"},
    Tindakan.JABATAN_LEBUR: {"unit": "Ke unit", "kode": "Ke jabatan"},
    Tindakan.ORANG: {"unit": "Di unit", "kode": "Pada jabatan"},
}
_KODE_UNIT, _KODE_JABATAN = {"list": "daftar-unit"}, {"list": "daftar-jabatan"}


class ButirForm(forms.Form):
    """One item; only the fields of its kind."""

    unit_asal = forms.CharField(label="Unit asal", max_length=32,
                                widget=forms.TextInput(attrs=_KODE_UNIT))  # fmt: skip
    jabatan_asal = forms.CharField(label="Jabatan asal", max_length=32,
                                   widget=forms.TextInput(attrs=_KODE_JABATAN))  # fmt: skip
    nip = forms.CharField(label="NIP", max_length=18)
    unit = forms.CharField(label="Unit", max_length=32,
                           widget=forms.TextInput(attrs=_KODE_UNIT))  # fmt: skip
    kode = forms.CharField(label="Jabatan", max_length=32,
                           widget=forms.TextInput(attrs=_KODE_JABATAN))  # fmt: skip
    nama = forms.CharField(label="Nama", max_length=160)
    jenis_unit = forms.ChoiceField(label="Jenis unit",
                                   choices=[("", "—"), *UnitKerja.Jenis.choices])  # fmt: skip
    jenis_jabatan = forms.ChoiceField(label="Jenis jabatan",
                                      choices=[("", "—"), *Jabatan.Jenis.choices])  # fmt: skip
    induk = forms.CharField(label="Di bawah unit", max_length=32,
                            widget=forms.TextInput(attrs=_KODE_UNIT),
                            help_text="Kosong = langsung di bawah instansi.")  # fmt: skip
    eselon = forms.CharField(label="Eselon", max_length=8)
    kelas = forms.IntegerField(label="Kelas jabatan", min_value=1, max_value=17)
    kebutuhan = BulatField(label="Kebutuhan", min_value=0, max_value=5000)
    atasan_unit = forms.CharField(label="Unit jabatan atasan", max_length=32,
                                  widget=forms.TextInput(attrs=_KODE_UNIT))  # fmt: skip
    atasan_kode = forms.CharField(
        label="Jabatan atasan", max_length=32, widget=forms.TextInput(attrs=_KODE_JABATAN),
        help_text="Kosong = pimpinan unitnya.",
    )  # fmt: skip

    def __init__(self, *args: Any, tindakan: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tindakan = tindakan
        perlu = {n.rstrip("*"): n.endswith("*") for n in ISIAN[tindakan]}
        kata = KATA.get(tindakan, {})
        self.fields = {n: self.fields[n] for n in perlu}
        for nama, field in self.fields.items():
            field.required = perlu[nama]
            field.label = kata.get(nama, field.label)
            if tindakan == Tindakan.UNIT_UBAH and nama == "induk":
                field.help_text = "Kosong = tetap."

    def item(self) -> dict[str, Any]:
        """Columns of the stored item; what the kind does not ask for is emptied."""
        isi = dict(self.cleaned_data)
        jenis = isi.pop("jenis_unit", "") or isi.pop("jenis_jabatan", "")
        isi.pop("jenis_jabatan", None)
        kosong = {"unit_asal", "jabatan_asal", "nip", "unit", "kode", "nama", "induk", "eselon",
                  "atasan_unit", "atasan_kode"}  # fmt: skip
        return {
            **dict.fromkeys(kosong, ""), "kelas": None, "kebutuhan": None,
            **isi, "jenis": jenis, "tindakan": self.tindakan,
        }  # fmt: skip
