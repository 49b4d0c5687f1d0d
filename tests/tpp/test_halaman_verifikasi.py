"""The verifier's pages: runs, units' months and the steps from computed to paid."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Sum
from django.test import Client, override_settings
from django.urls import reverse

from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.core.audit.models import Jejak
from selaras.core.halaman.format import rupiah
from selaras.core.jobs.models import Pekerjaan
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import system_actor
from selaras.core.permissions.models import PenugasanPeran
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import HitunganBulan, HitunganUnit, InstrumenPenilaian
from selaras.tpp.selectors.bulan_unit import Pembanding
from selaras.tpp.services import compute_month

KINI = datetime(2025, 11, 3, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))
PERIODE = 202510


@pytest.fixture
def hitungan(regensi_kecil: Dunia) -> HitunganBulan:
    """October of the small regency, computed and not locked."""
    PeriodeUnit.objects.all().delete()
    return compute_month(
        instansi=Instansi.objects.get(),
        periode=PERIODE,
        actor=system_actor("Uji", at=KINI),
        at=KINI,
    )


def _as(nama: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=nama))
    return client


def _step(client: Client, skpd_id: int, ke: str) -> int:
    url = reverse("tpp:langkah", args=[PERIODE, skpd_id])
    return client.post(url, {"tindakan": ke}).status_code


@override_settings(DEMO=True)
def test_a_verifier_sees_every_unit_with_its_figures(hitungan: HitunganBulan) -> None:
    halaman = _as("verifikator").get(reverse("tpp:verifikasi"), {"periode": PERIODE})
    isi = halaman.content.decode()
    for bulan in PeriodeUnit.objects.filter(periode=PERIODE).select_related("skpd"):
        assert bulan.skpd.nama in isi
    assert "Dihitung" in isi


@override_settings(DEMO=True)
def test_a_filter_leaves_the_heading_with_its_month(hitungan: HitunganBulan) -> None:
    kepala = {"HX-Request": "true", "HX-Target": "daftar"}
    client, url = _as("verifikator"), reverse("tpp:verifikasi")
    sendiri = client.get(url, {"periode": PERIODE, "kurang": "1"}, headers=kepala).content.decode()
    assert 'id="daftar"' in sendiri
    assert "hx-swap-oob" not in sendiri


@override_settings(DEMO=True)
def test_a_verifier_reads_what_waits_and_who_was_computed_without_a_result(
    hitungan: HitunganBulan,
) -> None:
    client = _as("verifikator")
    daftar = client.get(reverse("tpp:verifikasi"), {"periode": PERIODE}).content.decode()
    jumlah = PeriodeUnit.objects.filter(periode=PERIODE).count()
    assert f"{jumlah} SKPD menunggu Anda" in daftar
    catatan = hitungan.tidak_terhitung.filter(kolom="predikat", menghalangi=False)
    skpd_id = hitungan.unit.all()[0].skpd_id
    orang = Pegawai.objects.filter(pk=_instruments(hitungan, skpd_id)[0])
    catatan.model.objects.create(
        hitungan=hitungan, pegawai=orang.get(), skpd_id=skpd_id, kolom="predikat", alasan="uji",
        menghalangi=False,
    )  # fmt: skip
    tanpa = catatan.filter(skpd_id=skpd_id).count()
    satu = client.get(reverse("tpp:verifikasi_unit", args=[PERIODE, skpd_id])).content.decode()
    assert f"{tanpa} dihitung tanpa hasil kinerja" in satu


def _instruments(hitungan: HitunganBulan, skpd_id: int) -> list[int]:
    """People of the unit who have an instrument and no note about their result yet."""
    ada = hitungan.tidak_terhitung.filter(kolom="predikat").values("pegawai_id")
    milik = InstrumenPenilaian.objects.filter(hitungan=hitungan, skpd_id=skpd_id)
    return list(milik.exclude(pegawai_id__in=ada).values_list("pegawai_id", flat=True))


def test_a_difference_says_which_way_it_went() -> None:
    assert [Pembanding(202509, 0, n).kata for n in (102_908, -5, 0)] == [
        "naik Rp102.908", "turun Rp5", "tetap",
    ]  # fmt: skip


@override_settings(DEMO=True)
def test_a_leader_sees_how_far_units_are_but_no_rupiah(hitungan: HitunganBulan) -> None:
    skpd_id = hitungan.unit.all()[0].skpd_id
    client = _as("pimpinan")
    for url in (
        reverse("tpp:verifikasi") + f"?periode={PERIODE}",
        reverse("tpp:verifikasi_unit", args=[PERIODE, skpd_id]),
    ):
        halaman = client.get(url)
        assert halaman.status_code == 200
        assert not re.search(r"Rp\d+\.\d{3}", halaman.content.decode())


@override_settings(DEMO=True)
def test_the_steps_follow_the_chain_and_each_asks_for_its_own_action(
    hitungan: HitunganBulan,
) -> None:
    skpd_id = hitungan.unit.all()[0].skpd_id
    admin, verifikator = _as("admin"), _as("verifikator")

    assert _step(verifikator, skpd_id, "diverifikasi") == 302
    assert _step(verifikator, skpd_id, "disetujui") == 403  # approving is not the verifier's
    assert PeriodeUnit.objects.get(skpd_id=skpd_id, periode=PERIODE).status == "diverifikasi"

    assert _step(admin, skpd_id, "terkunci") == 302  # a step too far: refused with words
    assert PeriodeUnit.objects.get(skpd_id=skpd_id, periode=PERIODE).status == "diverifikasi"

    assert _step(admin, skpd_id, "disetujui") == 302
    assert _step(admin, skpd_id, "terkunci") == 302
    bulan = PeriodeUnit.objects.get(skpd_id=skpd_id, periode=PERIODE)
    assert (bulan.status, bulan.dikunci_oleh.username) == ("terkunci", "admin")
    assert Jejak.objects.filter(aksi="periode.advance").count() == 3


@override_settings(DEMO=True)
def test_a_month_in_which_nobody_was_computed_goes_nowhere(hitungan: HitunganBulan) -> None:
    unit = hitungan.unit.all()[0]
    HitunganUnit.objects.filter(pk=unit.pk).update(jumlah_pegawai=0)
    halaman = _as("verifikator").post(
        reverse("tpp:langkah", args=[PERIODE, unit.skpd_id]),
        {"tindakan": "diverifikasi"},
        follow=True,
    )
    assert "yang terhitung. Lengkapi dulu" in halaman.content.decode()
    assert PeriodeUnit.objects.get(skpd_id=unit.skpd_id, periode=PERIODE).status == "dihitung"
    assert not Jejak.objects.filter(aksi="periode.advance").exists()


@override_settings(DEMO=True)
def test_a_locked_unit_keeps_its_run_when_the_month_is_computed_again(
    hitungan: HitunganBulan,
) -> None:
    skpd_id = hitungan.unit.all()[0].skpd_id
    admin = _as("admin")
    for ke in ("diverifikasi", "disetujui", "terkunci"):
        _step(admin, skpd_id, ke)
    kedua = compute_month(
        instansi=Instansi.objects.get(),
        periode=PERIODE,
        actor=system_actor("Uji", at=KINI),
        at=KINI,
    )
    bulan = PeriodeUnit.objects.get(skpd_id=skpd_id, periode=PERIODE)
    assert (bulan.status, bulan.hitungan_id) == ("terkunci", hitungan.pk)
    assert kedua.jumlah_unit_terkunci == 1


@override_settings(DEMO=True)
def test_starting_a_run_twice_shows_the_same_job(hitungan: HitunganBulan) -> None:
    admin = _as("admin")
    isian = {"instansi": hitungan.instansi_id, "periode": PERIODE}
    satu = admin.post(reverse("tpp:mulai_hitungan"), isian)
    dua = admin.post(reverse("tpp:mulai_hitungan"), isian)
    assert satu.headers["Location"] == dua.headers["Location"]
    assert Pekerjaan.objects.filter(jenis="tpp.hitung_bulan", status="antre").count() == 1


@override_settings(DEMO=True)
def test_a_month_that_is_no_month_is_refused_beside_the_field(hitungan: HitunganBulan) -> None:
    isian = {"instansi": hitungan.instansi_id, "periode": 202513}
    halaman = _as("admin").post(reverse("tpp:mulai_hitungan"), isian)
    assert halaman.status_code == 422
    assert "isian-galat" in halaman.content.decode()
    assert not Pekerjaan.objects.filter(jenis="tpp.hitung_bulan").exists()


@override_settings(DEMO=True)
def test_a_run_shows_its_units_and_names_whom_it_could_not_compute(
    hitungan: HitunganBulan, django_assert_max_num_queries: object
) -> None:
    admin = _as("admin")
    urls = [
        reverse("tpp:hitungan"),
        reverse("tpp:hitungan_satu", args=[hitungan.pk]),
        reverse("tpp:tidak_terhitung", args=[hitungan.pk]),
        reverse("tpp:verifikasi") + f"?periode={PERIODE}",
    ]
    for url in urls:
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert admin.get(url).status_code == 200
    for catatan in hitungan.tidak_terhitung.select_related("pegawai"):
        assert catatan.pegawai.nama in admin.get(urls[2]).content.decode()


@override_settings(DEMO=True)
def test_totals_of_all_units_are_the_sums_of_their_rows(hitungan: HitunganBulan) -> None:
    admin = _as("admin")
    alamat = f"{reverse('tpp:unit')}?periode={PERIODE}"
    instrumen = InstrumenPenilaian.objects.filter(hitungan=hitungan)
    jumlah = instrumen.aggregate(*(Sum(k) for k in ("bruto", "pph21_tpp", "iwp", "diterima")))
    daftar = admin.get(alamat).context["daftar"]
    nilai = {k.nama: s.nilai for k, s in zip(daftar.kolom_tampil, daftar.jumlah, strict=True)}
    assert {f"{n}__sum": nilai[n] for n in ("bruto", "pph21_tpp", "iwp", "diterima")} == jumlah
    assert daftar.halaman.paginator.count == instrumen.count()
    skpd = hitungan.unit.all()[0]
    satu = admin.get(f"{alamat}&skpd={skpd.skpd_id}").context["daftar"]
    assert satu.halaman.paginator.count == skpd.jumlah_pegawai
    # An instrument of hers beyond the governments she reaches stands in the list and in its totals.
    orang = Pegawai.objects.get(user__username="admin")
    lain = Instansi.objects.create(kode="lain", nama="Kabupaten Lain", daerah="contoh")
    skpd.skpd.__class__.objects.filter(pk=instrumen.get(pegawai=orang).skpd_id).update(
        instansi=lain
    )
    assert admin.get(alamat).context["daftar"].halaman.paginator.count == len(
        [b for b in instrumen.select_related("skpd")
         if b.skpd.instansi_id != lain.pk or b.pegawai_id == orang.pk]
    )  # fmt: skip


@override_settings(DEMO=True)
@pytest.mark.parametrize("periode", ["²²²²²²", "202599", "000000", "x", "٢٠٢٥١٠"])
def test_a_month_in_the_address_that_is_none_is_the_latest_one(
    hitungan: HitunganBulan, periode: str
) -> None:
    client = _as("verifikator")
    for nama in ("tpp:verifikasi", "tpp:unit", "presensi:unit"):
        assert client.get(reverse(nama), {"periode": periode}).status_code == 200


def _verifier_of(skpd_id: int) -> Client:
    """Someone without a person who verifies one SKPD."""
    user = User.objects.create_user("verifikator-skpd", "kopi-hutan-merapi")
    PenugasanPeran.objects.create(
        user=user, peran="verifikator_tpp", unit_id=skpd_id, berlaku=berlaku_sejak(KINI.date()),
        instansi_id=Instansi.objects.get().pk,
    )  # fmt: skip
    client = Client()
    client.force_login(user)
    return client


def test_a_verifier_of_one_unit_starts_no_run_of_the_whole_government(
    hitungan: HitunganBulan,
) -> None:
    client = _verifier_of(hitungan.unit.all()[0].skpd_id)
    isian = {"instansi": hitungan.instansi_id, "periode": PERIODE}
    assert client.post(reverse("tpp:mulai_hitungan"), isian).status_code == 403
    assert not Pekerjaan.objects.filter(jenis="tpp.hitung_bulan").exists()
    assert "mulai-hitung" not in client.get(reverse("tpp:hitungan")).content.decode()


def test_a_verifier_of_one_unit_sees_no_totals_of_the_others(hitungan: HitunganBulan) -> None:
    milik, lain = hitungan.unit.all()[:2]
    client = _verifier_of(milik.skpd_id)
    satu = client.get(reverse("tpp:hitungan_satu", args=[hitungan.pk])).content.decode()
    semua = client.get(reverse("tpp:hitungan")).content.decode()
    assert rupiah(milik.bruto) in satu
    for isi in (satu, semua):
        assert rupiah(hitungan.bruto) not in isi
        assert rupiah(lain.bruto) not in isi


def test_rupiah_of_all_units_is_not_shown_to_who_may_see_that_of_one(
    hitungan: HitunganBulan,
) -> None:
    milik, lain = hitungan.unit.all()[:2]
    client = _verifier_of(milik.skpd_id)
    PenugasanPeran.objects.create(
        user=User.objects.get(username="verifikator-skpd"), peran="pimpinan",
        instansi_id=Instansi.objects.get().pk, berlaku=berlaku_sejak(KINI.date()),
    )  # fmt: skip
    halaman = client.get(reverse("tpp:verifikasi"), {"periode": PERIODE}).content.decode()
    assert lain.skpd.nama in halaman
    assert rupiah(lain.bruto) not in halaman
    satu = client.get(reverse("tpp:verifikasi_unit", args=[PERIODE, milik.skpd_id]))
    assert rupiah(milik.bruto) in satu.content.decode()


@override_settings(DEMO=True)
def test_an_employee_reaches_none_of_these_pages(hitungan: HitunganBulan) -> None:
    client = _as("pegawai")
    skpd_id = hitungan.unit.all()[0].skpd_id
    for url in (
        reverse("tpp:hitungan"),
        reverse("tpp:hitungan_satu", args=[hitungan.pk]),
        reverse("tpp:tidak_terhitung", args=[hitungan.pk]),
        reverse("tpp:verifikasi"),
        reverse("tpp:verifikasi_unit", args=[PERIODE, skpd_id]),
    ):
        assert client.get(url).status_code in {403, 404}
    assert _step(client, skpd_id, "diverifikasi") in {403, 404}
    assert PeriodeUnit.objects.get(skpd_id=skpd_id, periode=PERIODE).status == "dihitung"
