"""Forms of the month's people: obligations, holds, findings, SP2D, transfers, objections."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from selaras.core.halaman.isian import BulatField
from selaras.core.permissions import Actor, rows
from selaras.pegawai.models import KewajibanPegawai, Pegawai
from selaras.tpp.models import PotonganTPP


def _tanggal(label: str, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


def _kalimat(label: str, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


def _person(actor: Actor, aksi: str, nip: str) -> Pegawai:
    """The person of a NIP within reach."""
    angka = "".join(nip.split())
    pegawai = rows(actor, aksi, Pegawai.objects.filter(nip=angka)).first()
    if pegawai is None:
        raise ValidationError("Tidak ada pegawai dengan NIP itu di wilayah Anda.")
    return pegawai


class KewajibanForm(forms.Form):
    """Who owes what since when."""

    nip = forms.CharField(label="NIP pegawai", max_length=24)
    jenis = forms.ChoiceField(label="Kewajiban", choices=KewajibanPegawai.Jenis.choices)
    uraian = forms.CharField(
        label="Uraian", max_length=160, help_text="Mis. LHKPN tahun 2024, atau kerugian daerahnya."
    )
    no_surat = forms.CharField(label="Nomor surat", max_length=60, required=False)
    nilai_rp = BulatField(
        label="Nilai (rupiah)", min_value=0, required=False, help_text="Hanya untuk TGR."
    )
    mulai = _tanggal("Jatuh tempo", help_text="Sejak hari ini kewajibannya menahan TPP.")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_nip(self) -> Pegawai:
        return _person(self.actor, "kewajiban.record", self.cleaned_data["nip"])

    def clean_nilai_rp(self) -> int:
        return self.cleaned_data["nilai_rp"] or 0


class PotonganForm(forms.Form):
    """What a person agreed to have deducted, since when."""

    nip = forms.CharField(label="NIP pegawai", max_length=24)
    jenis = forms.ChoiceField(label="Potongan", choices=PotonganTPP.Jenis.choices)
    nilai_rp = BulatField(
        label="Rupiah sebulan", min_value=0, required=False, max_value=2_000_000_000,
        help_text="Kosong untuk zakat: persennya di aturan.",
    )  # fmt: skip
    no_surat = forms.CharField(label="Nomor surat kesediaan", max_length=60)
    mulai = _tanggal("Mulai", help_text="Bulan dipotong menurut yang berlaku pada tanggal satu.")
    sampai = _tanggal("Sampai", required=False, help_text="Kosong = sampai diakhiri.")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_nip(self) -> Pegawai:
        return _person(self.actor, "potongan.record", self.cleaned_data["nip"])

    def clean_nilai_rp(self) -> int:
        return self.cleaned_data["nilai_rp"] or 0


class AkhiriPotonganForm(forms.Form):
    """The last day of a deduction, and why."""

    terakhir = _tanggal("Hari terakhir", help_text="Ikut dihitung.")
    alasan = forms.CharField(label="Alasan", max_length=200, help_text="Mis. pinjaman lunas.")


class PenuhiForm(forms.Form):
    """When an obligation was met, and by what."""

    tanggal = _tanggal("Dipenuhi pada")
    keterangan = forms.CharField(label="Bukti", max_length=200, help_text="Nomor tanda terima.")


class LepasForm(forms.Form):
    """Why a held payment may go."""

    alasan = forms.CharField(
        label="Alasan dilepas", max_length=200, help_text="Surat atau bukti yang memenuhinya."
    )


class PeriksaForm(forms.Form):
    """What the verifier found out about a finding."""

    catatan = forms.CharField(
        label="Hasil pemeriksaan", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class SpmForm(forms.Form):
    """The SPM with which the money is asked for."""

    nomor = forms.CharField(label="Nomor SPM", max_length=60)
    tanggal = _tanggal("Tanggal SPM")


class Sp2dForm(forms.Form):
    """The SP2D that paid."""

    nomor = forms.CharField(label="Nomor SP2D", max_length=60)
    tanggal = _tanggal("Tanggal SP2D")


class GagalForm(forms.Form):
    """Why the bank returned a transfer, and when."""

    alasan = forms.CharField(label="Alasan dari bank", max_length=200)
    tanggal = _tanggal("Dikembalikan pada")


class UlangForm(forms.Form):
    """A repeated transfer: its day and account."""

    tanggal = _tanggal("Dibayar ulang pada")
    bank = forms.CharField(label="Bank", max_length=60)
    nomor = forms.CharField(label="Nomor rekening", max_length=30)
    atas_nama = forms.CharField(label="Atas nama", max_length=120)


class KeberatanForm(forms.Form):
    """What is wrong with a line, and the proof."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    uraian = _kalimat(
        "Apa yang keliru, dan seharusnya bagaimana?",
        max_length=2000,
        help_text="Sebut tanggal dan kejadiannya.",
    )
    bukti = forms.FileField(
        label="Bukti",
        required=False,
        help_text="PDF, gambar atau berkas kantor, paling besar 10 MiB.",
    )


class JawabForm(forms.Form):
    """The answer to an objection; after the lock an accepted one names or derives its sum."""

    putusan = forms.ChoiceField(
        label="Putusan",
        choices=[("disetujui", "Terima keberatan"), ("ditolak", "Tolak keberatan")],
        widget=forms.RadioSelect,
    )
    jawaban = _kalimat("Alasan", max_length=2000)
    nilai_rp = BulatField(
        label="Selisih yang dibayarkan (rupiah)",
        required=False,
        help_text="Hanya bila bulannya terkunci. Kosong = selisih dihitung dari data sekarang.",
    )


def today(actor: Actor) -> date:
    """The day a form opens with."""
    return actor.day()
