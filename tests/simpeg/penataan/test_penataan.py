"""A new structure on its way through pages, database and time."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build

from selaras.core.audit.models import Jejak
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now, today
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import LangkahDitolak
from selaras.organisasi.models import BesaranTPP, Jabatan, UnitKerja
from selaras.pegawai.models import RiwayatJabatan
from selaras.pegawai.selectors.atasan import superior_ids
from selaras.presensi.models import Kios, Situs, SitusUnit
from selaras.simpeg.models import KebutuhanJabatan, PenataanOrganisasi
from selaras.simpeg.penataan.selectors import plan_of
from selaras.simpeg.penataan.services.rancangan import create_draft, save_item
from selaras.simpeg.penataan.services.terapkan import settle


@pytest.fixture
def dunia(db: None) -> Dunia:
    return build()


@pytest.fixture
def mulai() -> date:
    return today() + timedelta(days=60)


@pytest.fixture
def draf(dunia: Dunia, mulai: date) -> PenataanOrganisasi:
    actor = load_actor(dunia.user["admin_bkpsdm"], at=now())
    return create_draft(actor=actor, instansi=dunia.instansi["uji"], judul="SOTK uji",
                        dasar="Perda 1/2026", mulai=mulai)  # fmt: skip


def add(dunia: Dunia, draf: PenataanOrganisasi, tindakan: str, **isi: object) -> None:
    actor = load_actor(dunia.user["admin_bkpsdm"], at=now())
    save_item(actor=actor, penataan=draf, isi={"tindakan": tindakan, **isi}, butir_id=None)
    draf.refresh_from_db()


def decide(dunia: Dunia, draf: PenataanOrganisasi) -> None:
    apply(draf, "submit", actor=load_actor(dunia.user["admin_bkpsdm"], at=now()))
    draf.refresh_from_db()
    apply(draf, "approve", actor=load_actor(dunia.user["pimpinan"], at=now()))
    draf.refresh_from_db()


def test_a_renamed_unit_holds_from_its_day_and_the_old_one_before(
    dunia: Dunia, draf: PenataanOrganisasi, mulai: date
) -> None:
    lama, staf = dunia.unit["bidang hutan"], dunia.pegawai["staf"]
    BesaranTPP.objects.create(jabatan=dunia.jabatan["staf"], beban_kerja=1_000_000,
                              berlaku=berlaku_sejak(date(2024, 1, 1)))  # fmt: skip
    atasan = superior_ids([staf.pk], mulai)
    add(dunia, draf, "unit_ubah", unit_asal="bidang hutan", nama="Bidang Rimba")
    decide(dunia, draf)
    sehari = mulai - timedelta(days=1)
    dulu = RiwayatJabatan.objects.pada(sehari).get(pegawai=staf)
    kini = RiwayatJabatan.objects.pada(mulai).get(pegawai=staf)
    assert (dulu.jabatan.unit.nama, kini.jabatan.unit.nama) == ("Bidang Hutan", "Bidang Rimba")
    assert dulu.jabatan_id == dunia.jabatan["staf"].pk
    baru = kini.jabatan.unit
    assert baru.path == f"{dunia.unit['dinas alam'].path}{baru.pk}/"
    assert baru.skpd_id == dunia.unit["dinas alam"].pk
    lama.refresh_from_db()
    assert lama.pengganti_id == baru.pk
    assert lama.path == dunia.unit["bidang hutan"].path
    assert list(UnitKerja.objects.filter(kode="bidang hutan").pada(sehari)) == [lama]
    assert kini.jabatan.besaran.pada(mulai).get().beban_kerja == 1_000_000
    assert superior_ids([staf.pk], mulai) == atasan
    assert superior_ids([staf.pk], sehari) == atasan
    assert Jejak.objects.filter(aksi="sotk.approve").exists()


def test_taking_it_back_before_its_day_leaves_everything_as_it_was(
    dunia: Dunia, draf: PenataanOrganisasi
) -> None:
    PenugasanPeran.objects.create(
        user=dunia.user["staf"], peran="verifikator_tpp", instansi_id=dunia.instansi["uji"].pk,
        unit_id=dunia.unit["dinas buku"].pk, berlaku=berlaku_sejak(date(2024, 1, 1)),
    )  # fmt: skip
    sebelum = _everything()
    add(dunia, draf, "unit_ubah", unit_asal="dinas alam", nama="Dinas Lingkungan")
    add(dunia, draf, "unit_ubah", unit_asal="dinas buku", induk="dinas alam")
    decide(dunia, draf)
    assert _everything() != sebelum
    assert PenugasanPeran.objects.filter(peran="verifikator_tpp").count() == 4
    pimpinan = load_actor(dunia.user["pimpinan"], at=now())
    apply(draf, "revoke", actor=pimpinan, reason="Perdanya ditunda")
    assert _everything() == sebelum
    draf.refresh_from_db()
    assert (draf.status, draf.tulisan) == ("draf", {})


def test_an_end_that_came_meanwhile_is_kept_when_it_is_taken_back(
    dunia: Dunia, draf: PenataanOrganisasi, mulai: date
) -> None:
    add(dunia, draf, "unit_ubah", unit_asal="bidang hutan", nama="Bidang Rimba")
    decide(dunia, draf)
    kini = RiwayatJabatan.objects.pada(mulai).get(pegawai=dunia.pegawai["staf"])
    akhir = mulai + timedelta(days=30)
    RiwayatJabatan.objects.filter(pk=kini.pk).update(berlaku=berlaku_sejak(mulai, akhir))
    pimpinan = load_actor(dunia.user["pimpinan"], at=now())
    apply(draf, "revoke", actor=pimpinan, reason="Perdanya ditunda")
    lama = RiwayatJabatan.objects.pada(mulai).get(pegawai=dunia.pegawai["staf"])
    assert lama.berlaku.upper == akhir
    assert lama.jabatan_id == dunia.jabatan["staf"].pk


def test_other_changes_that_came_meanwhile_are_named_and_not_lost(
    dunia: Dunia, draf: PenataanOrganisasi, mulai: date
) -> None:
    add(dunia, draf, "unit_ubah", unit_asal="bidang hutan", nama="Bidang Rimba")
    decide(dunia, draf)
    kini = RiwayatJabatan.objects.pada(mulai).get(pegawai=dunia.pegawai["staf"]).jabatan
    KebutuhanJabatan.objects.create(jabatan=kini, tahun=mulai.year, abk=3)
    pimpinan = load_actor(dunia.user["pimpinan"], at=now())
    with pytest.raises(LangkahDitolak, match="kebutuhan jabatan"):
        apply(draf, "revoke", actor=pimpinan, reason="Perdanya ditunda")
    KebutuhanJabatan.objects.all().delete()
    Jabatan.objects.filter(pk=kini.pk).update(nama="Penjaga Rimba")
    with pytest.raises(LangkahDitolak, match=r"Penjaga Rimba.* sudah diubah"):
        apply(draf, "revoke", actor=pimpinan, reason="Perdanya ditunda")


def test_the_need_of_a_post_goes_along_and_comes_back(
    dunia: Dunia, draf: PenataanOrganisasi, mulai: date
) -> None:
    KebutuhanJabatan.objects.create(jabatan=dunia.jabatan["staf"], tahun=mulai.year, abk=3)
    add(dunia, draf, "unit_ubah", unit_asal="bidang hutan", nama="Bidang Rimba")
    decide(dunia, draf)
    kini = RiwayatJabatan.objects.pada(mulai).get(pegawai=dunia.pegawai["staf"]).jabatan
    assert KebutuhanJabatan.objects.get(jabatan=kini).abk == 3
    pimpinan = load_actor(dunia.user["pimpinan"], at=now())
    apply(draf, "revoke", actor=pimpinan, reason="Perdanya ditunda")
    assert KebutuhanJabatan.objects.get().jabatan_id == dunia.jabatan["staf"].pk


def test_machines_and_kiosks_go_to_the_new_unit_on_its_day(
    dunia: Dunia, draf: PenataanOrganisasi, mulai: date
) -> None:
    lama = dunia.unit["bidang hutan"]
    situs = Situs.objects.create(instansi=dunia.instansi["uji"], unit=lama, nama="Pos hutan")
    tablet = Situs.objects.create(instansi=dunia.instansi["uji"], nama="Tablet", jenis="kios")
    kios = Kios.objects.create(situs=tablet, unit=lama, dibuat_pada=now())
    add(dunia, draf, "unit_ubah", unit_asal="bidang hutan", nama="Bidang Rimba")
    decide(dunia, draf)
    baru = UnitKerja.objects.get(nama="Bidang Rimba")
    assert SitusUnit.objects.filter(situs=situs, unit=baru).exists()
    situs.refresh_from_db()
    assert situs.unit_id == lama.pk
    for _ in range(2):  # each night again
        settle(draf)
        situs.refresh_from_db()
        kios.refresh_from_db()
        assert situs.unit_id == kios.unit_id == baru.pk
        assert list(situs.melayani.values_list("unit_id", flat=True)) == [lama.pk]


def test_once_it_holds_it_is_history(
    dunia: Dunia, draf: PenataanOrganisasi, client: Client
) -> None:
    add(dunia, draf, "unit_ubah", unit_asal="dinas buku", nama="Dinas Pustaka")
    decide(dunia, draf)
    client.force_login(dunia.user["pimpinan"])
    alamat = reverse("penataan:satu", args=[draf.pk])
    assert "Batalkan penetapan" in client.get(alamat).content.decode()
    PenataanOrganisasi.objects.filter(pk=draf.pk).update(mulai=today())
    assert "Batalkan penetapan" not in client.get(alamat).content.decode()
    nanti = load_actor(dunia.user["pimpinan"], at=now() + timedelta(days=70))
    with pytest.raises(LangkahDitolak, match="sudah berlaku"):
        apply(draf, "revoke", actor=nanti, reason="terlambat")


def test_its_author_does_not_approve_it(dunia: Dunia, draf: PenataanOrganisasi) -> None:
    pimpinan = dunia.user["pimpinan"]
    PenataanOrganisasi.objects.filter(pk=draf.pk).update(disusun_oleh=pimpinan)
    draf.refresh_from_db()
    add(dunia, draf, "unit_ubah", unit_asal="dinas buku", nama="Dinas Pustaka")
    with pytest.raises(LangkahDitolak, match="orang lain"):
        decide(dunia, draf)


def test_nothing_is_submitted_while_somebody_has_no_post(
    dunia: Dunia, draf: PenataanOrganisasi
) -> None:
    add(dunia, draf, "unit_tutup", unit_asal="bidang hutan")
    assert "Staf" in {t.siapa.split(" (")[0] for t in plan_of(draf).salah}
    with pytest.raises(LangkahDitolak, match="temuan"):
        decide(dunia, draf)


def test_who_comes_to_an_old_post_meanwhile_follows_it_on_the_day(
    dunia: Dunia, draf: PenataanOrganisasi, mulai: date
) -> None:
    add(dunia, draf, "unit_ubah", unit_asal="bidang hutan", nama="Bidang Rimba")
    decide(dunia, draf)
    orang = dunia.pegawai["auditor"]
    RiwayatJabatan.objects.filter(pegawai=orang).update(
        jabatan=dunia.jabatan["staf"], berlaku=berlaku_sejak(mulai - timedelta(days=9))
    )
    assert settle(draf) == 1
    assert settle(draf) == 0
    kini = RiwayatJabatan.objects.pada(mulai).get(pegawai=orang)
    assert kini.jabatan.unit.nama == "Bidang Rimba"


def test_pages_show_findings_both_trees_and_who_moves(
    dunia: Dunia, draf: PenataanOrganisasi, client: Client
) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    alamat = reverse("penataan:butir_baru", args=[draf.pk])
    jawab = client.post(f"{alamat}?tindakan=unit_gabung",
                        {"unit_asal": "dinas buku", "unit": "dinas alam"})  # fmt: skip
    assert jawab.status_code == 302
    isi = client.get(reverse("penataan:satu", args=[draf.pk])).content.decode()
    assert "bergabung ke Dinas Alam" in isi
    assert "menerima dinas buku" in isi
    pindah = client.get(reverse("penataan:perpindahan", args=[draf.pk])).content.decode()
    assert "perpindahan" in pindah
    jawab = client.post(reverse("penataan:langkah", args=[draf.pk]),
                        {"langkah": "submit", "versi": "0"}, follow=True)  # fmt: skip
    assert jawab.status_code == 200


def _everything() -> list[object]:
    """All that a structure touches, to compare before and after."""
    return [
        sorted(UnitKerja.objects.values_list("id", "nama", "path", "pengganti_id", "skpd_id",
                                             "induk_id", "berlaku"), key=str),
        sorted(Jabatan.objects.values_list("id", "nama", "unit_id", "atasan_id", "berlaku"),
               key=str),
        sorted(RiwayatJabatan.objects.values_list("id", "pegawai_id", "jabatan_id", "berlaku"),
               key=str),
        sorted(PenugasanPeran.objects.values_list("id", "unit_id", "berlaku"), key=str),
    ]  # fmt: skip
