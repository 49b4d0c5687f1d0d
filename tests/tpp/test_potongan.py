"""Agreed deductions: by hand and from a file, since a day, read by the month of its first day."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import Ambil, temuan
from tests.izin.conftest import *  # noqa: F403
from tests.izin.dunia import Dunia
from tests.tpp import bulan_kecil as kecil

from selaras.core.audit.models import Jejak
from selaras.core.permissions import Actor
from selaras.pegawai.models import Pegawai
from selaras.tpp.models import InstrumenPenilaian, PotonganTPP, SusulanTPP
from selaras.tpp.services import compute_month
from selaras.tpp.services.potongan import PotonganDitolak, end_deduction, record_deduction

NIP = "197501012000031002"
JUDUL = ["NIP", "Jenis potongan", "Rupiah sebulan", "Nomor surat kesediaan", "Mulai berlaku",
         "Berlaku sampai"]  # fmt: skip
KOPERASI = [NIP, "koperasi", "150.000", "1/2025", "01-02-2025", None]


def rows() -> list[tuple[str, int, date, date | None]]:
    qs = PotonganTPP.objects.order_by("jenis", "berlaku")
    return [(p.jenis, p.nilai_rp, p.berlaku.lower, p.berlaku.upper) for p in qs]


@pytest.fixture
def isi(ambil: Ambil) -> Ambil:
    ambil(
        "pegawai",
        [["NIP", "Nama", "Status", "TMT status", "Golongan", "TMT golongan"],
         [NIP, "Kepala", "PNS", "01-03-2001", "IV/b", "01-04-2020"]],
    )  # fmt: skip
    return ambil


# -- from a file --------------------------------------------------------------------------------


def test_a_newer_sum_ends_the_older_one_and_kinds_stand_side_by_side(isi: Ambil) -> None:
    isi("potongan-tpp", [JUDUL, KOPERASI, [NIP, "zakat", None, "2/2025", "01-01-2025", None]])
    isi("potongan-tpp", [JUDUL, [NIP, "koperasi", "200.000", "9/2025", "01-07-2025", None]])
    assert rows() == [
        ("koperasi", 150_000, date(2025, 2, 1), date(2025, 7, 1)),
        ("koperasi", 200_000, date(2025, 7, 1), None),
        ("zakat", 0, date(2025, 1, 1), None),
    ]


def test_the_same_file_twice_changes_nothing(isi: Ambil) -> None:
    for _ in range(2):
        impor = isi("potongan-tpp", [JUDUL, KOPERASI])
    assert impor.jumlah["sama"] == 1
    assert len(rows()) == 1


@pytest.mark.parametrize(
    ("baris", "kata"),
    [
        ([NIP, "zakat", "50.000", "2", "01-01-2025", None], "tanpa rupiah"),
        ([NIP, "koperasi", None, "2", "01-01-2025", None], "rupiahnya"),
        ([NIP, "arisan", "1", "2", "01-01-2025", None], ""),
        ([NIP, "koperasi", "1.000", "2", "01-05-2025", "01-04-2025"], "mendahului"),
    ],
)
def test_what_cannot_be_deducted_is_refused_with_its_place(
    isi: Ambil, periksa: Ambil, baris: list[object], kata: str
) -> None:
    impor = periksa("potongan-tpp", [JUDUL, baris])
    assert kata in str(temuan(impor))
    assert impor.jumlah["salah"] == 1
    assert not PotonganTPP.objects.exists()


# -- by hand ------------------------------------------------------------------------------------


def test_the_treasurer_records_replaces_and_ends_with_a_trace(
    dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    PotonganTPP.objects.all().delete()
    staf, bendahara = dunia.pegawai["staf"], actor("bendahara")
    satu = {"actor": bendahara, "pegawai": staf, "jenis": "koperasi", "no_surat": "7"}
    record_deduction(**satu, nilai_rp=100_000, mulai=date(2025, 1, 1))
    with pytest.raises(PotonganDitolak, match="sudah tercatat"):
        record_deduction(**satu, nilai_rp=100_000, mulai=date(2025, 3, 1))
    record_deduction(**satu, nilai_rp=90_000, mulai=date(2025, 3, 1))
    baru = PotonganTPP.objects.get(nilai_rp=90_000)
    with pytest.raises(PotonganDitolak, match="mendahului"):
        end_deduction(actor=bendahara, potongan=baru, terakhir=date(2025, 2, 1), alasan="x")
    end_deduction(actor=bendahara, potongan=baru, terakhir=date(2025, 9, 30), alasan="lunas")
    assert [r[1:] for r in rows()] == [
        (100_000, date(2025, 1, 1), date(2025, 3, 1)),
        (90_000, date(2025, 3, 1), date(2025, 10, 1)),
    ]
    assert Jejak.objects.filter(aksi="potongan.record").count() == 3
    for nama in ("verifikator_tpp", "kepala"):
        with pytest.raises(PermissionDenied):
            record_deduction(**satu | {"actor": actor(nama)}, nilai_rp=1, mulai=date(2025, 1, 1))
    with pytest.raises(PermissionDenied):
        record_deduction(
            **satu | {"pegawai": dunia.pegawai["tetangga"]}, nilai_rp=1, mulai=date(2025, 1, 1)
        )


def test_the_pages_take_and_show_a_deduction(dunia: Dunia, client: Client) -> None:
    staf = dunia.pegawai["staf"]
    client.force_login(dunia.user["bendahara"])
    kirim = {"nip": staf.nip, "jenis": "korpri", "nilai_rp": "", "no_surat": "12",
             "mulai": "2025-11-01"}  # fmt: skip
    assert "Isi rupiahnya" in client.post("/tpp/potongan/catat/", kirim).content.decode()
    assert client.post("/tpp/potongan/catat/", kirim | {"nilai_rp": "10000"}).status_code == 302
    potongan = PotonganTPP.objects.get(jenis="korpri")
    daftar = client.get("/tpp/potongan/").content.decode()
    assert "Iuran Korpri" in daftar and "Rp10.000" in daftar
    akhiri = f"/tpp/potongan/{potongan.pk}/akhiri/"
    assert akhiri in daftar
    assert client.post(akhiri, {"terakhir": "2025-12-31", "alasan": "pindah"}).status_code == 302
    potongan.refresh_from_db()
    assert potongan.berlaku.upper == date(2026, 1, 1)
    client.force_login(dunia.user["staf"])
    assert "Iuran Korpri" in client.get("/tpp/potongan/").content.decode()
    client.force_login(dunia.user["kepala"])
    assert "Rp10.000" not in client.get("/tpp/potongan/").content.decode()


# -- the month ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_month_deducts_what_holds_on_its_first_day() -> None:
    instansi = kecil.build(2)
    satu, dua = Pegawai.objects.order_by("nama")
    for pegawai, mulai in ((satu, date(2025, 10, 1)), (dua, date(2025, 10, 2))):
        record_deduction(
            actor=kecil.ACTOR, pegawai=pegawai, jenis="koperasi", nilai_rp=150_000, no_surat="1",
            mulai=mulai,
        )  # fmt: skip
    compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT, law=kecil.law()
    )
    jadi = dict(InstrumenPenilaian.objects.values_list("pegawai_id", "potongan_lain_rp"))
    assert jadi == {satu.pk: 150_000, dua.pk: 0}


# -- lines of locked months ---------------------------------------------------------------------


def test_the_list_of_lines_says_what_changed_and_in_which_month_it_is_paid(
    dunia: Dunia, client: Client
) -> None:
    staf, at = dunia.pegawai["staf"], kecil.AT
    SusulanTPP.objects.create(
        pegawai=staf, asal_periode=202510, masuk_periode=202511, nilai_rp=40_000, dicatat_pada=at,
        bruto_lama=3_960_000, bruto_baru=4_000_000, sebab="3 Nov terlambat 47 menit menjadi hadir",
    )  # fmt: skip
    SusulanTPP.objects.create(
        pegawai=dunia.pegawai["tetangga"], asal_periode=202510, masuk_periode=202511,
        nilai_rp=-77_000, bruto_lama=1, bruto_baru=0, sebab="lain", dicatat_pada=at,
    )  # fmt: skip
    for nama in ("verifikator_tpp", "bendahara", "staf"):
        client.force_login(dunia.user[nama])
        isi = client.get("/tpp/susulan/").content.decode()
        assert "terlambat 47 menit menjadi hadir" in isi, nama
        assert "Rp40.000" in isi and "November 2025" in isi, nama
        assert "77.000" not in isi, nama
    kosong = client.get("/tpp/susulan/?arah=lebih").content.decode()
    assert "47 menit" not in kosong
    client.force_login(dunia.user["pengelola_kepegawaian"])
    assert "47 menit" not in client.get("/tpp/susulan/").content.decode()
