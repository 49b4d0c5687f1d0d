"""The trail opens nothing that nobody has thought about: every model is declared, or closed."""

import re

import pytest
from django.apps import apps
from django.db.models import Model

from selaras.core.audit import isi
from selaras.core.audit.states import SECRET
from selaras.core.permissions.catalog import action
from selaras.core.permissions.registry import registered_models, scope_of

# Parts that change with their document, and machinery: no entry is about them. Should one come
# about, it stays closed to everybody until its room declares it in jejak.py.
TAK_BERJEJAK = {
    "audit.jejak",
    "drafts.draf",
    "files.berkas",
    "files.unggahan",
    "impor.barisimpor",
    "impor.ingatankolom",
    "kinerja.ekspektasiperilaku",
    "kinerja.eviden",
    "kinerja.hasilkerja",
    "kinerja.indikator",
    "kinerja.kegiatanbulanpp46",
    "kinerja.kegiatantugas",
    "kinerja.kirimanaktivitas",
    "kinerja.lampiranskp",
    "kinerja.nilaiperilaku",
    "kinerja.peranhasil",
    "kinerja.realisasibaris",
    "kinerja.rencanabaris",
    "kinerja.tugastambahan",
    "kotak.kotakbulan",
    "notify.kiriman",
    "notify.langgananpush",
    "notify.pemberitahuan",
    "notify.pilihansaluran",
    "presensi.antreanlipat",
    "presensi.hariaplikasi",
    "presensi.kabarmesin",
    "presensi.ketukantertahan",
    "presensi.penggunamesin",
    "presensi.situsunit",
    "presensi.stempelmesin",
    "simpeg.buktiusul",
    "simpeg.saringantersimpan",
    "tpp.instrumenterbentuk",
    "tpp.pemeriksaansusulan",
    "workflow.transisilog",
}
# Words of columns that hold more about a person than her work, and what kind of data they are.
PRIBADI = {
    "identitas": r"^(nik|no_kk|email|email_dinas|telepon|alamat|rt_rw|karpeg|karis_karsu|taspen)$",
    "gaji": r"^(gaji\w*|npwp|ptkp|nomor_rekening|bruto|netto|pph\w*|nilai_rp)$",
    "kesehatan": r"^(diagnosa|hasil_periksa|golongan_darah)$",
}
# A sum of a place or a law is nobody's pay; an amount owed is the obligation's own right.
BUKAN_PRIBADI = {"presensi.sumbertarik.alamat", "pegawai.kewajibanpegawai.nilai_rp",
                 "tpp.hitunganbulan.bruto", "tpp.hitunganunit.bruto",
                 "tpp.hitunganunit.pph21"}  # fmt: skip
KUNCI = re.compile(r"(password|rahasia|sandi|token|secret)|(^|_)hash$")
# Not keys: a day on which one ends, that it must be changed.
BUKAN_KUNCI = {"sandi_sementara_sampai", "wajib_ganti_sandi"}


def ours() -> list[type[Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("selaras.")]


@pytest.mark.parametrize("model", ours(), ids=lambda m: m._meta.label_lower)
def test_every_model_says_by_which_right_the_trail_shows_it(model: type[Model]) -> None:
    label = model._meta.label_lower
    assert (isi.declared(label) is not None) != (label in TAK_BERJEJAK), (
        f"nyatakan {label} di jejak.py ruangnya (register_trail atau register_open)"
    )


@pytest.mark.parametrize("model", ours(), ids=lambda m: m._meta.label_lower)
def test_what_is_about_a_person_is_never_simply_open(model: type[Model]) -> None:
    """Rows that stand with a person name a right; columns with more name a sensitive one."""
    label = model._meta.label_lower
    satu = isi.declared(label)
    if satu is None:
        return
    if model in registered_models() and scope_of(model).person:
        assert satu.lihat is not None, f"{label} berdiri pada orang, jadi memerlukan hak"
    for field in model._meta.concrete_fields:
        penuh = f"{label}.{field.name}"
        if penuh in BUKAN_PRIBADI or not any(re.match(p, field.name) for p in PRIBADI.values()):
            continue
        hak = satu.isian.get(field.name, satu.lihat)
        assert hak and (callable(hak) or all(action(a).data for a in hak)), penuh


@pytest.mark.parametrize("model", ours(), ids=lambda m: m._meta.label_lower)
def test_no_key_of_a_door_is_ever_written(model: type[Model]) -> None:
    rahasia = {f.name for f in model._meta.concrete_fields if KUNCI.search(f.name)}
    assert rahasia - BUKAN_KUNCI <= SECRET


def test_the_purpose_of_specific_data_is_asked_for() -> None:
    assert isi.purpose() is not None
