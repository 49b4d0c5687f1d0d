"""What posts need, and who holds them."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build

from selaras.contoh.dunia import Dunia as Regensi
from selaras.core.drafts.services import read_draf, save_draf
from selaras.core.waktu import now
from selaras.organisasi.models import UnitKerja
from selaras.simpeg.bezetting.selectors import needs_of, peta
from selaras.simpeg.models import BebanKerja, KebutuhanJabatan

PADA = date(2025, 12, 18)


@pytest.fixture
def dunia(db: None) -> Dunia:
    return build()


def test_formasi_wins_over_workload_and_both_over_the_map(db: None) -> None:
    dunia = build()
    staf = dunia.jabatan["staf"]
    uji = dunia.instansi["uji"].pk
    assert needs_of(uji, PADA)[staf.pk] == (1, "peta jabatan")
    KebutuhanJabatan.objects.create(jabatan=staf, tahun=2024, abk=3)
    assert needs_of(uji, PADA)[staf.pk] == (3, "ABK 2024")
    KebutuhanJabatan.objects.create(jabatan=staf, tahun=2025, abk=3, formasi=2)
    assert needs_of(uji, PADA)[staf.pk] == (2, "formasi 2025")
    assert needs_of(uji, date(2024, 6, 1))[staf.pk] == (3, "ABK 2024")


def test_a_workload_typed_on_the_page_gives_the_need_by_law(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    staf = dunia.jabatan["staf"]
    alamat = f"{reverse('bezetting:abk', args=[staf.pk])}?tahun=2025"
    jawab = client.post(alamat, {
        "b-TOTAL_FORMS": 3, "b-INITIAL_FORMS": 0,
        "b-0-uraian": "Surat", "b-0-volume": 1200, "b-0-menit": 30,
        "b-1-uraian": "Laporan", "b-1-volume": 600, "b-1-menit": 45,
        "b-2-uraian": "Data", "b-2-volume": 2400, "b-2-menit": 20,
        "versi": client.get(alamat).context["formasi"]["versi"].value(),
    }, follow=True)  # fmt: skip
    isi = jawab.content.decode()
    assert "111.000 menit" in isi
    assert "1,48" in isi
    assert KebutuhanJabatan.objects.get(jabatan=staf).abk == 1


def test_a_workload_draft_has_room_for_all_its_lines_and_goes_with_the_form(
    dunia: Dunia, client: Client
) -> None:
    admin, staf = dunia.user["admin_bkpsdm"], dunia.jabatan["staf"]
    client.force_login(admin)
    kunci = f"abk/{staf.pk}/2025"
    alamat = f"{reverse('bezetting:abk', args=[staf.pk])}?tahun=2025"
    isi = [("b-6-uraian", "Laporan"), ("b-6-volume", "600"), ("b-6-menit", "45")]
    save_draf(user_id=admin.pk, kunci=kunci, isi=isi, versi=0, at=now())
    jawab = client.get(alamat)
    assert jawab.context["form"].total_form_count() == 7
    assert f'data-draf="{kunci}"' in jawab.content.decode()
    versi = jawab.context["formasi"]["versi"].value()
    kirim = client.post(alamat, {"b-TOTAL_FORMS": 7, "b-INITIAL_FORMS": 0, "versi": versi,
                                 **dict(isi)})  # fmt: skip
    assert kirim.status_code == 302
    assert read_draf(admin.pk, kunci) is None
    assert client.get(alamat).context["form"].total_form_count() == 4


def test_a_second_officer_sees_the_firsts_workload_and_chooses(
    dunia: Dunia, client: Client
) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    alamat = f"{reverse('bezetting:abk', args=[dunia.jabatan['staf'].pk])}?tahun=2025"
    versi = client.get(alamat).context["formasi"]["versi"].value()

    def send(uraian: str, versi: str) -> HttpResponse:
        return client.post(alamat, {
            "b-TOTAL_FORMS": 1, "b-INITIAL_FORMS": 0, "b-0-uraian": uraian, "b-0-volume": 1200,
            "b-0-hasil": "naskah", "b-0-menit": 30, "versi": versi,
        })  # fmt: skip

    assert send("Surat", versi).status_code == 302
    kedua = send("Laporan", versi)
    assert kedua.status_code == 422
    isi = kedua.content.decode()
    assert "diubah orang lain menjadi: Surat: 1200 naskah x 30 menit" in isi
    assert 'value="Laporan"' in isi  # what was typed is still there
    assert [b.uraian for b in BebanKerja.objects.all()] == ["Surat"]
    draf = read_draf(dunia.user["admin_bkpsdm"].pk, f"abk/{dunia.jabatan['staf'].pk}/2025")
    assert draf is not None  # what the page brings back is compared with the first's change
    assert draf["versi"] == kedua.context["formasi"]["versi"].value() != versi
    assert send("Laporan", kedua.context["formasi"]["versi"].value()).status_code == 302
    assert [b.uraian for b in BebanKerja.objects.all()] == ["Laporan"]


def test_the_map_of_posts_holds_each_post_once(regensi_kecil: Regensi) -> None:
    skpd = UnitKerja.objects.filter(jenis="skpd").order_by("kode")[0]
    pohon = peta(skpd, PADA)
    butuh, isi, _pensiun = pohon.total()
    assert butuh == sum(n for n, _ in needs_of(skpd.instansi_id, PADA, skpd).values())
    assert isi > 0
