"""The matriks peran hasil: shared out by the leader, checked, and made into drafts of plans."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.izin.dunia import Dunia
from tests.kinerja.rencana import AT, buat_skp, pelaku

from selaras.core.permissions import middleware, system_actor
from selaras.core.workflow.engine import apply
from selaras.kinerja.models import SKP
from selaras.kinerja.selectors.matriks import read_matrix
from selaras.kinerja.services.matriks import save_matrix, spread


@pytest.fixture
def rencana_kepala(dunia: Dunia) -> SKP:
    skp = buat_skp(dunia, "kepala", "Hutan lestari", "Data terpadu", ajukan=True)
    skp.hasil_kerja.update(perspektif="penerima")
    apply(skp, "approve", actor=system_actor("Uji", at=AT))
    return skp


def _isi(dunia: Dunia, skp: SKP, **sel: str) -> dict[tuple[int, int], str]:
    hutan, data = skp.hasil_kerja.order_by("pk")
    staf, tanpa = dunia.pegawai["staf"].pk, dunia.pegawai["tanpa akun"].pk
    tempat = {"sh": (staf, hutan.pk), "sd": (staf, data.pk), "th": (tanpa, hutan.pk)}
    return {tempat[k]: v for k, v in sel.items()}


def test_gaps_of_the_matrix_are_named(dunia: Dunia, rencana_kepala: SKP) -> None:
    kepala = pelaku(dunia, "kepala")
    save_matrix(actor=kepala, skp=rencana_kepala, isi=_isi(dunia, rencana_kepala, sh="Patroli"))
    matriks = read_matrix(dunia.pegawai["kepala"], AT.date())
    assert matriks.kata_temuan == [
        "Belum ada yang mendukung: Data terpadu.",
        "Tanpa Akun belum punya peran.",
    ]


def test_spreading_makes_drafts_linked_to_the_leaders_results(
    dunia: Dunia, rencana_kepala: SKP
) -> None:
    kepala = pelaku(dunia, "kepala")
    isi = _isi(dunia, rencana_kepala, sh="Patroli\nLaporan hutan", th="Peta wilayah")
    assert save_matrix(actor=kepala, skp=rencana_kepala, isi=isi) == 2
    assert spread(actor=kepala, skp=rencana_kepala) == (3, [])
    staf = SKP.objects.get(pegawai=dunia.pegawai["staf"], tahun=2025)
    hutan = rencana_kepala.hasil_kerja.order_by("pk").first()
    assert staf.status == "draf"
    assert {h.uraian: h.hasil_atasan.get() for h in staf.hasil_kerja.all()} == {
        "Patroli": hutan,
        "Laporan hutan": hutan,
    }
    assert spread(actor=kepala, skp=rencana_kepala) == (0, [])


def test_plans_already_submitted_are_left_alone_and_named(
    dunia: Dunia, rencana_kepala: SKP
) -> None:
    skp = buat_skp(dunia, "staf", "Laporan", ajukan=False)
    hutan = rencana_kepala.hasil_kerja.order_by("pk").first()
    assert hutan is not None
    skp.hasil_kerja.get().hasil_atasan.add(hutan)
    apply(skp, "submit", actor=pelaku(dunia, "staf"))
    kepala = pelaku(dunia, "kepala")
    save_matrix(actor=kepala, skp=rencana_kepala, isi=_isi(dunia, rencana_kepala, sh="Patroli"))
    assert spread(actor=kepala, skp=rencana_kepala) == (0, ["Staf"])
    assert skp.hasil_kerja.count() == 1


def test_only_the_leader_fills_in_her_own_matrix_for_her_own_people(
    dunia: Dunia, rencana_kepala: SKP
) -> None:
    isi = _isi(dunia, rencana_kepala, sh="Patroli")
    with pytest.raises(PermissionDenied):
        save_matrix(actor=pelaku(dunia, "staf"), skp=rencana_kepala, isi=isi)
    hasil = rencana_kepala.hasil_kerja.order_by("pk").first()
    assert hasil is not None
    lain = {(dunia.pegawai["tetangga"].pk, hasil.pk): "Patroli"}
    with pytest.raises(PermissionDenied):
        save_matrix(actor=pelaku(dunia, "kepala"), skp=rencana_kepala, isi=lain)


def test_next_year_is_shared_out_before_it_begins(
    dunia: Dunia, rencana_kepala: SKP, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "now", lambda: AT)
    depan = buat_skp(dunia, "kepala", "Hutan tetap lestari", tahun=2026, ajukan=True)
    depan.hasil_kerja.update(perspektif="penerima")
    apply(depan, "approve", actor=system_actor("Uji", at=AT))
    sel = f"sel-{dunia.pegawai['staf'].pk}-{depan.hasil_kerja.get().pk}"
    client.force_login(dunia.user["kepala"])
    alamat = "/kinerja/rencana/tim/matriks/?tahun=2026"
    assert "Hutan tetap lestari" in client.get(alamat).content.decode()
    jawab = client.post(alamat, {sel: "Patroli", "sebar": "1"})
    assert jawab.headers["Location"] == alamat
    staf = SKP.objects.get(pegawai=dunia.pegawai["staf"])
    assert (staf.tahun, [h.uraian for h in staf.hasil_kerja.all()]) == (2026, ["Patroli"])
    kini = client.get("/kinerja/rencana/tim/matriks/").content.decode()
    assert "Hutan lestari" in kini and "Hutan tetap lestari" not in kini
