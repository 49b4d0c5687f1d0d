"""The form that starts a comparison: which months, and which other law."""

from typing import Any

from django import forms

from selaras.core.halaman.format import periode_id
from selaras.core.permissions import Actor
from selaras.hukum import HukumError, Law
from selaras.organisasi.models import Instansi
from selaras.tpp.lab.berkas import lines, read_proposal
from selaras.tpp.lab.isian import Isian, fields, read
from selaras.tpp.lab.jalan import check_law, own_law
from selaras.tpp.lab.usulan import (
    BERKAS,
    DAERAH,
    NILAI,
    SUMBER,
    BarisUsulan,
    HukumUsulan,
    Usulan,
    proposed_law,
)
from selaras.tpp.selectors.lab import stored_months

BULAN_TERBANYAK = 12


class LabForm(forms.Form):
    """Months and the kind of proposal; the values themselves come as fields named by key."""

    sumber = forms.ChoiceField(choices=list(SUMBER.items()), widget=forms.HiddenInput)
    dari = forms.TypedChoiceField(label="Dari bulan", coerce=int)
    sampai = forms.TypedChoiceField(label="Sampai bulan", coerce=int)
    edisi = forms.ChoiceField(
        label="Aturan pembanding", error_messages={"required": "Pilih aturan yang dibandingkan."}
    )
    berkas = forms.FileField(
        label="Berkas usulan (YAML)",
        error_messages={
            "required": "Pilih berkas YAML usulannya.",
            "empty": "Berkas ini kosong. Pilih berkas YAML usulannya.",
        },
    )

    def __init__(
        self, *args: Any, instansi: Instansi, law: Law, sumber: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instansi, self.law = instansi, law
        self.bulan = stored_months(instansi.pk)
        self.salah: dict[str, list[str]] = {}
        self.temuan: list[str] = []
        self.usulan: HukumUsulan | None = None
        self.fields["sumber"].initial = sumber
        pilihan = [(p, periode_id(p)) for p in self.bulan]
        for nama in ("dari", "sampai"):
            field = self.fields[nama]
            assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - narrows the type
            field.choices = pilihan
        if self.bulan:
            self.fields["sampai"].initial = self.bulan[0]
            self.fields["dari"].initial = self.bulan[:BULAN_TERBANYAK][-1]
        edisi = self.fields["edisi"]
        assert isinstance(edisi, forms.ChoiceField)  # noqa: S101 - narrows the type
        edisi.choices = _editions(law)
        if sumber != DAERAH:
            del self.fields["edisi"]
        if sumber != BERKAS:
            del self.fields["berkas"]

    @property
    def periode(self) -> list[int]:
        """The months asked for that have instruments, in order."""
        dari, sampai = self.cleaned_data["dari"], self.cleaned_data["sampai"]
        return sorted(p for p in self.bulan if dari <= p <= sampai)

    def isian(self) -> list[tuple[Isian, str, list[str]]]:
        """The region's keys with what was typed and what is wrong with it."""
        if not self.bulan:
            return []
        aturan = own_law(self.instansi.daerah, max(self.bulan), self.law)
        return [
            (i, self.data.get(i.kunci, i.teks) if self.is_bound else i.teks,
             self.salah.get(i.kunci, []))
            for i in fields(self.law, aturan)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        if data["dari"] > data["sampai"]:
            self.add_error("sampai", "Bulan terakhir mendahului bulan pertama.")
        elif len(self.periode) > BULAN_TERBANYAK:
            self.add_error("sampai", f"Paling banyak {BULAN_TERBANYAK} bulan sekaligus.")
        else:
            usulan = self._proposal(data)
            if usulan is not None and not self.errors:
                self._check(usulan)
        return data

    def _proposal(self, data: dict[str, Any]) -> Usulan | None:
        daerah = self.instansi.daerah
        if data["sumber"] == DAERAH:
            kode, _, edisi = data["edisi"].partition("/")
            return Usulan(DAERAH, kode, edisi)
        if data["sumber"] == BERKAS:
            return self._from_file(data["berkas"], daerah)
        return self._from_fields(daerah)

    def _from_file(self, berkas: Any, daerah: str) -> Usulan | None:
        hasil = read_proposal(berkas.read(), berkas.name, self.law)
        if hasil.temuan:
            self.temuan = lines(hasil.temuan)
            self.add_error("berkas", "Berkas ini belum dapat dipakai; lihat temuannya di bawah.")
            return None
        return Usulan(BERKAS, daerah, baris=tuple(hasil.baris), nama_berkas=hasil.nama)

    def _from_fields(self, daerah: str) -> Usulan | None:
        baris = []
        for isian, teks, _ in self.isian():
            if _tidy(teks) == _tidy(isian.teks):
                continue
            nilai, salah = read(isian.parameter, teks)
            if salah:
                self.salah[isian.kunci] = salah
            else:
                baris.append(BarisUsulan(isian.kunci, nilai))
        if self.salah:
            self.add_error(None, "Ada nilai yang belum benar; lihat yang bertanda di bawah.")
            return None
        if not baris:
            self.add_error(None, "Belum ada nilai yang diubah.")
            return None
        return Usulan(NILAI, daerah, baris=tuple(baris))

    def _check(self, usulan: Usulan) -> None:
        """The other law must have every value that the months need."""
        try:
            hukum = proposed_law(usulan, self.law, self.periode)
            check_law(hukum, self.periode)
        except HukumError as error:
            self.add_error(None, str(error))
            return
        self.usulan = hukum


def _tidy(teks: str) -> list[str]:
    return [baris.strip() for baris in teks.strip().splitlines()]


def _editions(law: Law) -> list[tuple[str, str]]:
    pilihan = [("", "Pilih aturan")]
    for daerah in sorted(law.daerah.values(), key=lambda d: d.nama):
        pilihan += [(f"{daerah.kode}/{e.nama}", f"{daerah.nama}: {e.judul}") for e in daerah.edisi]
    return pilihan


def trial_instansi(actor: Actor) -> list[Instansi]:
    """Governments whose months the actor may try under another law: always a whole one."""
    reach = actor.reach("lab.use")
    semua = Instansi.objects.all()
    return list(semua if reach.everywhere else semua.filter(pk__in=reach.instansi))
