"""Pages of plans: few queries, nothing lost without scripts, the word of the engine on refusal."""

import re
from collections.abc import Callable
from itertools import groupby
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia
from tests.kinerja.rencana import AT, buat_rencana, buat_skp

from selaras.core.halaman import banyaknya
from selaras.core.permissions import Actor, middleware
from selaras.kinerja.models import SKP, KatalogRencana, RencanaBulan
from selaras.kinerja.selectors.progres import HAL, count_lacking, lacking, people_with_plans
from selaras.pegawai.models import RiwayatJabatan

Sebagai = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _hari_ini(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "now", lambda: AT)


def _isian(skp: SKP, **lain: Any) -> dict[str, Any]:
    h, u = str(uuid4()), str(uuid4())
    return {
        "layar": str(uuid4()), "versi_alur": skp.versi_alur, "hasil": h, f"h-{h}-ukuran": u,
        f"h-{h}-uraian": "Laporan kinerja", f"h-{h}-jenis": "utama", f"u-{u}-aspek": "kuantitas",
        f"u-{u}-uraian": "Jumlah laporan", f"u-{u}-target": "12 laporan", **lain,
    }  # fmt: skip


def test_the_sheet_submits_what_stands_on_it(dunia: Dunia, sebagai: Sebagai) -> None:
    """Without scripts too: what is typed is kept by the same press that submits."""
    skp = buat_skp(dunia, "staf")
    url = reverse("kinerja:skp_langkah", args=[skp.pk])
    jawab = sebagai("staf").post(url, _isian(skp, tindakan="submit"), follow=True)
    skp.refresh_from_db()
    assert skp.status == "diajukan" and "Diajukan kepada Kepala." in jawab.content.decode()


def test_a_refused_submission_keeps_the_rows_and_says_what_is_missing(
    dunia: Dunia, sebagai: Sebagai
) -> None:
    skp = buat_skp(dunia, "staf")
    isi = {k: v for k, v in _isian(skp, tindakan="submit").items() if not k.startswith("u-")}
    url = reverse("kinerja:skp_langkah", args=[skp.pk])
    halaman = sebagai("staf").post(url, isi, follow=True).content.decode()
    assert "Rencana belum lengkap: Isi paling sedikit satu ukuran keberhasilan." in halaman
    assert "Laporan kinerja" in halaman and skp.hasil_kerja.count() == 1


def test_autosave_answers_with_the_time_and_a_conflict_with_a_warning(
    dunia: Dunia, sebagai: Sebagai
) -> None:
    skp = buat_skp(dunia, "staf")
    url, client = reverse("kinerja:skp_simpan", args=[skp.pk]), sebagai("staf")
    jawab = client.post(url, _isian(skp))
    assert jawab.json()["pesan"].startswith("Tersimpan ") and jawab.json()["galat"] == []
    lain = client.post(url, _isian(skp))
    assert lain.status_code == 409 and lain.json()["konflik"]
    assert "belum hilang" in lain.json()["pesan"] and skp.hasil_kerja.count() == 1


def test_a_wrong_figure_is_said_beside_its_field_and_the_rest_is_kept(
    dunia: Dunia, sebagai: Sebagai
) -> None:
    rencana = buat_rencana(dunia, "staf")
    b = str(uuid4())
    isi = {"layar": str(uuid4()), "versi_alur": rencana.versi_alur, "baris": b,
           f"b-{b}-uraian": "Menyusun laporan", f"b-{b}-kuantitas": "dua"}  # fmt: skip
    jawab = sebagai("staf").post(reverse("kinerja:rencana_simpan", args=[rencana.pk]), isi).json()
    assert [(g["tempat"], g["pesan"]) for g in jawab["galat"]] == [
        (f"id_b-{b}-kuantitas", "'dua' bukan angka.")
    ]
    assert rencana.baris.get().uraian == "Menyusun laporan"


def test_a_superior_sends_back_with_a_remark_on_the_line(dunia: Dunia, sebagai: Sebagai) -> None:
    skp = buat_skp(dunia, "staf", "Laporan", ajukan=True)
    baris = skp.hasil_kerja.get()
    isi = {
        "tindakan": "return", "alasan": "Perbaiki", "versi_alur": skp.versi_alur,
        "baris": str(baris.kunci), f"catatan-{baris.kunci}": "Target terlalu umum",
        f"ekspektasi-{baris.kunci}": "",
    }  # fmt: skip
    sebagai("kepala").post(reverse("kinerja:skp_langkah", args=[skp.pk]), isi)
    halaman = sebagai("staf").get(reverse("kinerja:skp", args=[skp.pk])).content.decode()
    assert "Target terlalu umum" in halaman and "Perbaiki" in halaman


@pytest.mark.parametrize(
    ("nama", "halaman", "batas"),
    [
        ("staf", "kinerja:rencana_saya", 12),
        ("kepala", "kinerja:rencana_tim", 12),
        ("admin_bkpsdm", "kinerja:rencana_unit", 12),
        ("admin_bkpsdm", "kinerja:rencana_kesiapan", 12),
    ],
)
def test_lists_ask_as_much_for_many_as_for_few(
    dunia: Dunia, sebagai: Sebagai, django_assert_max_num_queries: Any, nama: str, halaman: str,
    batas: int,
) -> None:  # fmt: skip
    for nomor in range(8):
        dunia.add_person(f"orang {nomor}", "bidang hutan", atasan="kepala")
        buat_rencana(dunia, f"orang {nomor}", "Laporan", ajukan=nomor % 2 == 0)
    client = sebagai(nama)
    client.get(reverse(halaman))
    with django_assert_max_num_queries(batas):
        assert client.get(reverse(halaman)).status_code == 200


@pytest.mark.parametrize("halaman", ["kinerja:rencana_unit", "kinerja:daftar"])
@pytest.mark.parametrize("kolom", ["unit_nama", "jabatan_nama"])
def test_lists_sort_by_the_post_that_they_show(
    halaman: str, kolom: str, dunia: Dunia, sebagai: Sebagai
) -> None:
    def sorted_by(urut: str) -> list[Any]:
        return list(sebagai("admin_bkpsdm").get(f"{reverse(halaman)}?urut={urut}").context["daftar"]
                    .halaman)  # fmt: skip

    naik, turun = (
        [n for n, _ in groupby(getattr(p, kolom) for p in sorted_by(u)) if n]
        for u in (kolom, f"-{kolom}")
    )
    assert len(naik) == len(set(naik)) > 1  # those of one post stand together
    assert turun == naik[::-1]
    assert {p.pk for p in sorted_by(kolom)} == {p.pk for p in sorted_by("nama")}


def test_the_units_page_asks_for_its_agencies_once_it_stands(
    dunia: Dunia, sebagai: Sebagai
) -> None:
    buat_rencana(dunia, "staf", "Laporan", oleh="kepala")
    alamat = reverse("kinerja:rencana_unit")
    admin = sebagai("admin_bkpsdm")
    halaman = admin.get(alamat).content.decode()
    assert f'hx-get="{alamat}?bagian=skpd"' in halaman
    assert "Kemajuan 2 SKPD" not in halaman
    bagian = admin.get(f"{alamat}?bagian=skpd&jenis=bulan").content.decode()
    assert "Kemajuan 2 SKPD" in bagian
    assert "Dinas Alam" in bagian
    assert "<html" not in bagian
    assert "bagian=skpd" not in admin.get(f"{alamat}?q=staf").content.decode()


def test_plans_like_last_months_are_approved_at_once(dunia: Dunia, sebagai: Sebagai) -> None:
    buat_rencana(dunia, "staf", "Laporan", periode=202511, oleh="kepala")
    rencana = buat_rencana(dunia, "staf", "Laporan", ajukan=True)
    client = sebagai("kepala")
    halaman = client.get(reverse("kinerja:rencana_tim")).content.decode()
    assert "1 rencana sama dengan bulan lalu atau katalog" in halaman
    client.post(reverse("kinerja:rencana_setujui"), {"pk": rencana.pk})
    rencana.refresh_from_db()
    assert rencana.status == "disetujui"


def test_readiness_names_those_who_cannot_plan_and_why(dunia: Dunia, sebagai: Sebagai) -> None:
    """Complaint 11: the gate before the period opens."""
    RiwayatJabatan.objects.filter(pegawai=dunia.pegawai["kepala"]).delete()
    client = sebagai("admin_bkpsdm")
    halaman = client.get(reverse("kinerja:rencana_kesiapan"), {"hal": "atasan"}).content.decode()
    assert "Staf" in halaman and "Kosong: Jabatan kepala" in halaman
    halaman = client.get(reverse("kinerja:rencana_kesiapan"), {"hal": "jabatan"}).content.decode()
    assert "Kepala" in halaman


def test_readiness_counts_whom_its_lists_name(dunia: Dunia, actor: Callable[[str], Actor]) -> None:
    """Counted in one pass, listed one kind at a time: the two must agree."""
    RiwayatJabatan.objects.filter(pegawai=dunia.pegawai["kepala"]).delete()
    siapa = actor("admin_bkpsdm")
    orang = people_with_plans(siapa, "rencana.view", AT.year * 100 + AT.month)
    jumlah = count_lacking(orang, AT.date())
    assert jumlah == {h.kode: lacking(orang, h.kode, AT.date()).count() for h in HAL}
    assert jumlah["jabatan"] and jumlah["atasan"] and jumlah["skp"]


def test_a_slow_count_of_readiness_is_shared_but_not_past_ones_own_change(
    dunia: Dunia, sebagai: Sebagai, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(banyaknya, "LAMBAT_S", 0.0)
    client = sebagai("admin_bkpsdm")

    def tanpa_jabatan() -> str:
        halaman = client.get(reverse("kinerja:rencana_kesiapan")).content.decode()
        cocok = re.search(r"Tanpa jabatan\D*(\d+)", halaman)
        assert cocok
        return cocok[1]

    semula = tanpa_jabatan()
    RiwayatJabatan.objects.filter(pegawai=dunia.pegawai["kepala"]).delete()
    assert tanpa_jabatan() == semula
    client.post(reverse("pemberitahuan:baca_semua"))
    assert int(tanpa_jabatan()) == int(semula) + 1


def test_the_catalogue_is_kept_by_officers_and_offered_to_people(
    dunia: Dunia, sebagai: Sebagai
) -> None:
    client = sebagai("pengelola_kepegawaian")
    isi = {"jabatan": "", "uraian": "Apel pagi", "kuantitas": "20", "satuan": "kali", "aktif": "on"}
    assert client.post(reverse("kinerja:katalog_tambah"), isi).status_code == 302
    assert client.post(reverse("kinerja:katalog_tambah"), isi).status_code == 422
    baris = KatalogRencana.objects.get()
    rencana = buat_rencana(dunia, "staf")
    client = sebagai("staf")
    url = reverse("kinerja:rencana_salin", args=[rencana.pk])
    assert "Apel pagi" in client.get(url).content.decode()
    client.post(url, {"baris": f"k{baris.pk}"})
    assert RencanaBulan.objects.get().baris.get().uraian == "Apel pagi"
