"""Boxes of computed months: made, moved, made again; a page reads them in few queries."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.tpp import bulan_kecil as kecil

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.selectors import load_actor
from selaras.kinerja.models import Penilaian, PenilaianBulanan
from selaras.kotak.models import JumlahKotak, KotakPegawai
from selaras.kotak.selectors.kotak import month_counts, over_time
from selaras.kotak.services.susun import is_stale, refresh
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import GajiBulanan, Pegawai
from selaras.tpp.services import compute_month

pytestmark = pytest.mark.django_db(transaction=True)
OKT, NOV = 202510, 202511


def hitung(instansi: Instansi, periode: int) -> None:
    compute_month(instansi=instansi, periode=periode, actor=kecil.ACTOR, at=kecil.AT)


@pytest.fixture
def instansi() -> Instansi:
    """October: everybody punctual; 1 and 2 rated very low. November: nobody came."""
    instansi = kecil.build()
    Instansi.objects.update(daerah="contoh")
    instansi.refresh_from_db()
    satu, dua = Pegawai.objects.order_by("pk")[:2]
    PenilaianBulanan.objects.filter(pegawai__in=[satu, dua]).update(predikat="sangat_kurang")
    hitung(instansi, OKT)
    GajiBulanan.objects.bulk_create(
        GajiBulanan(
            pegawai=p, periode=NOV, bruto=4_000_000, iwp=38_000, bpjs=152_000, pph=0,
            iuran_pensiun=0,
        )
        for p in Pegawai.objects.all()
    )  # fmt: skip
    PenilaianBulanan.objects.bulk_create(
        PenilaianBulanan(pegawai=p, periode=NOV, predikat="baik") for p in Pegawai.objects.all()
    )
    hitung(instansi, NOV)
    refresh(instansi, at=kecil.AT)
    return instansi


def masuk(nama: str, peran: str = "", orang: int = 0, **di: Any) -> tuple[User, Client]:
    user = User.objects.create_user(nama, password="hutan-kopi-merapi")
    if orang:
        Pegawai.objects.filter(pk=orang).update(user=user)
    if peran:
        PenugasanPeran.objects.create(
            user=user, peran=peran, berlaku=berlaku_sejak(kecil.AWAL), **di
        )
    klien = Client()
    klien.force_login(user)
    return user, klien


def admin(instansi: Instansi) -> tuple[User, Client]:
    return masuk("admin", "admin_bkpsdm", instansi_id=instansi.pk)


def test_everybody_stands_in_the_box_of_her_score_and_knows_where_she_came_from(
    instansi: Instansi,
) -> None:
    okt = KotakPegawai.objects.filter(periode=OKT).order_by("pegawai_id")
    assert {k.kotak_lalu for k in okt} == {0}
    assert [k.kotak for k in okt[2:]] == [9, 9, 9, 9]
    assert okt[0].kotak < 9
    nov = KotakPegawai.objects.filter(periode=NOV).order_by("pegawai_id")
    assert [k.kotak_lalu for k in nov] == [k.kotak for k in okt]
    assert all(k.skor_bp < 10_000 for k in nov)


def test_the_counts_are_the_people(instansi: Instansi) -> None:
    user, _ = admin(instansi)
    actor = load_actor(user, at=kecil.AT)
    for ragam, kolom in (("skor", "kotak"), ("disiplin", "kotak_disiplin")):
        isi = month_counts(actor, NOV, ragam)
        orang = list(KotakPegawai.objects.filter(periode=NOV).values_list(kolom, flat=True))
        assert isi.orang == 6
        assert {k: n for k, n in isi.jumlah.items() if n} == {k: orang.count(k) for k in set(orang)}
        assert sum(isi.arah.values()) == 6
    waktu = over_time(actor, "skor", [OKT, NOV])
    assert [sum(w.values()) for w in waktu.values()] == [6, 6]


def test_a_month_computed_again_makes_its_boxes_and_the_next_months_origins_stale(
    instansi: Instansi,
) -> None:
    assert refresh(instansi, at=kecil.AT) == 0
    PenilaianBulanan.objects.filter(periode=OKT).update(predikat="baik")
    hitung(instansi, OKT)
    assert is_stale(instansi, OKT)
    assert refresh(instansi, at=kecil.AT) > 0
    refresh(instansi, at=kecil.AT)
    assert not is_stale(instansi, NOV)
    assert {k.kotak_lalu for k in KotakPegawai.objects.filter(periode=NOV)} == {9}


def test_a_finished_assessment_gives_its_box(instansi: Instansi) -> None:
    satu = Pegawai.objects.order_by("pk").first()
    assert satu is not None
    Penilaian.objects.create(
        pegawai=satu, jenis="bulanan", periode=OKT, unit=UnitKerja.objects.get(kode="A"),
        hasil=1, perilaku=2, predikat="baik", selesai_pada=kecil.AT,
    )  # fmt: skip
    assert refresh(instansi, at=kecil.AT) == 1
    assert KotakPegawai.objects.get(periode=OKT, pegawai=satu).kotak_perilaku == 6
    assert JumlahKotak.objects.filter(ragam="perilaku", kotak=6).get().jumlah == 1


def test_the_page_asks_few_questions_and_opens_a_box_to_its_people(
    instansi: Instansi, django_assert_max_num_queries: Any
) -> None:
    _, klien = admin(instansi)
    klien.get(reverse("kotak:bulan"))
    for ragam in ("skor", "disiplin", "perilaku"):
        with django_assert_max_num_queries(12):
            halaman = klien.get(reverse("kotak:bulan"), {"ragam": ragam})
        assert halaman.status_code == 200
    teks = klien.get(reverse("kotak:bulan"), {"bulan": OKT}).content.decode()
    assert "perlu pembinaan" in teks
    with django_assert_max_num_queries(12):
        orang = klien.get(reverse("kotak:orang"), {"bulan": NOV})
    assert len(orang.context["daftar"].isi) == 6
    assert "Buka kasus" in orang.content.decode()
    geser = klien.get(reverse("kotak:bulan"), {"geser": "0"})
    assert geser.context["lihat"].periode == OKT


def test_leaders_see_their_scope_and_employees_their_own_with_the_reason(
    instansi: Instansi,
) -> None:
    unit = UnitKerja.objects.get(kode="A")
    _, kepala = masuk("ver", "verifikator_tpp", instansi_id=instansi.pk, unit_id=unit.pk)
    assert kepala.get(reverse("kotak:bulan")).context["isi"].orang == 3
    satu, dua = Pegawai.objects.order_by("pk")[:2]
    assert kepala.get(reverse("kotak:satu", args=[dua.pk])).status_code == 404
    _, klien = masuk("satu", orang=satu.pk)
    assert klien.get(reverse("kotak:bulan")).url == reverse("kotak:saya")
    saya = klien.get(reverse("kotak:saya")).content.decode()
    assert "Mengapa di kotak ini?" in saya
    assert reverse("hukum:parameter", args=["kotak.tepi_skor"]) in saya
    assert "Buka kasus" not in saya
    assert klien.get(reverse("kotak:satu", args=[dua.pk])).status_code == 404


def test_edges_changed_by_the_region_move_people_when_the_boxes_are_made_again(
    instansi: Instansi,
) -> None:
    from selaras.hukum import Law, NilaiDaerah

    tepi = [{"mulai": 0, "nilai": 1}, {"mulai": 5_000, "nilai": 2}]
    law = Law.load().with_nilai_daerah(
        [NilaiDaerah("kotak.tepi_skor", "contoh", date(2025, 1, 1), tepi, "uji")]
    )
    assert refresh(instansi, at=kecil.AT, law=law) > 0
    assert {k.kotak for k in KotakPegawai.objects.filter(periode=OKT)} <= {1, 2}
