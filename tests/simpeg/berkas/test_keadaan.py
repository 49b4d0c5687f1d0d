"""The one frame of people: as of any day, from the histories and nothing else."""

from datetime import date

import polars as pl
import pytest
from tests.izin.dunia import Dunia, build

from selaras.core.masa import berlaku_sejak
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.organisasi.models import Jabatan, Referensi
from selaras.pegawai.models import RiwayatGolongan, RiwayatJabatan, RiwayatStatus
from selaras.simpeg.models import (
    DataPribadi,
    KenaikanGajiBerkala,
    Pengangkatan,
    PerubahanKedudukan,
    RiwayatPelatihan,
    RiwayatPendidikan,
    TambahanMasaKerja,
)
from selaras.simpeg.selectors.keadaan import FAKTA, load_keadaan

HARI = date(2025, 12, 18)


@pytest.fixture
def dunia(db: None) -> Dunia:
    """Staf has a whole career; the others have little written of them."""
    dunia = build()
    staf = dunia.pegawai["staf"]
    staf.tanggal_lahir, staf.jenis_kelamin = date(1985, 1, 1), "L"
    staf.save()
    DataPribadi.objects.create(pegawai=staf, agama="1", status_kawin="1")
    RiwayatPendidikan.objects.all().delete()
    for tingkat, tahun in (("15", 2003), ("40", 2008), ("45", 2024)):
        RiwayatPendidikan.objects.create(
            pegawai=staf, tingkat=tingkat, jurusan="Hukum", sekolah="U", tahun_lulus=tahun
        )
    Pengangkatan.objects.create(pegawai=staf, jenis="CPNS", tmt=date(2010, 1, 1), golongan="III/a")
    Pengangkatan.objects.create(pegawai=staf, jenis="PNS", tmt=date(2011, 1, 1), golongan="III/a")
    for golongan, awal, akhir in (("III/a", 2010, 2014), ("III/b", 2014, 2018), ("III/c", 2018, 0)):
        RiwayatGolongan.objects.create(
            pegawai=staf, golongan=golongan,
            berlaku=berlaku_sejak(date(awal, 4, 1), date(akhir, 4, 1) if akhir else None),
        )  # fmt: skip
    return dunia


def of(dunia: Dunia, nama: str, hari: date = HARI, **kwargs: object) -> dict[str, object]:
    """The one row of a person."""
    frame = load_keadaan(dunia.instansi["uji"].pk, hari, **kwargs)  # type: ignore[arg-type]
    return frame.row(by_predicate=pl.col("pegawai_id") == dunia.pegawai[nama].pk, named=True)


def test_one_row_each_of_this_government_alone(dunia: Dunia) -> None:
    frame = load_keadaan(dunia.instansi["uji"].pk, HARI)
    milik = {p.pk for p in dunia.pegawai.values() if p.instansi_id == dunia.instansi["uji"].pk}
    assert frame["pegawai_id"].to_list() == sorted(milik)
    assert set(FAKTA) <= set(frame.columns)
    assert dunia.pegawai["asing"].pk not in frame["pegawai_id"]


def test_rank_schooling_and_service_are_those_of_the_day(dunia: Dunia) -> None:
    kini, dulu = of(dunia, "staf"), of(dunia, "staf", date(2020, 6, 1))
    assert (kini["golongan"], kini["golongan_urut"], kini["pendidikan"]) == ("III/c", 11, 45)
    assert (dulu["golongan"], dulu["pendidikan"], dulu["pendidikan_nama"]) == (
        "III/c", 40, "S-1/Sarjana",
    )  # fmt: skip
    assert (kini["masa_kerja_bulan"], dulu["masa_kerja_bulan"]) == (15 * 12 + 11, 10 * 12 + 5)
    assert (kini["usia"], dulu["usia"]) == (40, 35)
    assert (kini["tmt_cpns"], kini["tmt_pns"]) == (date(2010, 1, 1), date(2011, 1, 1))


def test_who_left_is_there_until_her_last_day(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    RiwayatStatus.objects.filter(pegawai=staf).update(
        berlaku=berlaku_sejak(date(2020, 1, 1), date(2025, 7, 1))
    )
    ada = [
        staf.pk in load_keadaan(dunia.instansi["uji"].pk, hari)["pegawai_id"]
        for hari in (date(2019, 12, 31), date(2025, 6, 30), date(2025, 7, 1))
    ]
    assert ada == [False, True, False]


def test_the_post_of_the_day_decides_unit_level_and_pension(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    madya = Jabatan.objects.create(
        unit=dunia.unit["dinas buku"], kode="AM", nama="Arsiparis Ahli Madya", jenis="fungsional",
        kelas=11, berlaku=berlaku_sejak(date(2020, 1, 1)),
    )  # fmt: skip
    RiwayatJabatan.objects.filter(pegawai=staf).update(
        berlaku=berlaku_sejak(date(2020, 1, 1), date(2025, 7, 1))
    )
    RiwayatJabatan.objects.create(
        pegawai=staf, jabatan=madya, berlaku=berlaku_sejak(date(2025, 7, 1))
    )
    dulu, kini = of(dunia, "staf", date(2025, 6, 30)), of(dunia, "staf")
    assert (dulu["unit"], dulu["skpd"], dulu["bup"]) == ("Bidang Hutan", "Dinas Alam", 58)
    assert (kini["unit"], kini["jenjang"], kini["bup"]) == ("Dinas Buku", "ahli_madya", 60)
    assert kini["tmt_pensiun"] == date(2045, 2, 1)
    assert kini["tmt_jabatan"] == date(2025, 7, 1)


def test_the_national_list_of_posts_goes_before_the_general_age(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    Jabatan.objects.filter(pk=dunia.jabatan["staf"].pk).update(
        nama="Penguji Ahli Muda", jenis="fungsional"
    )
    assert of(dunia, "staf")["bup"] == 58
    Referensi.objects.create(
        daftar="jabatan_fungsional", kode="1", nama="PENGUJI AHLI MUDA", data={"usiaBup": "60"}
    )
    assert of(dunia, "staf")["bup"] == 60
    assert of(dunia, "staf")["tmt_pensiun"] == date(staf.tanggal_lahir.year + 60, 2, 1)


def test_the_newest_letter_gives_the_service_in_rank(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    assert of(dunia, "staf")["mkg_sumber"] == "hitungan"
    KenaikanGajiBerkala.objects.create(
        pegawai=staf, tmt=date(2024, 1, 1), golongan="III/c", masa_kerja_tahun=14,
        masa_kerja_bulan=3, gaji_baru=1,
    )  # fmt: skip
    kini = of(dunia, "staf")
    assert (kini["mkg_sumber"], kini["mkg_bulan"]) == ("kgb", 14 * 12 + 3 + 23)
    assert of(dunia, "staf", date(2023, 12, 31))["mkg_sumber"] == "hitungan"


def test_recognised_service_counts_from_its_day(dunia: Dunia) -> None:
    TambahanMasaKerja.objects.create(
        pegawai=dunia.pegawai["staf"], tmt=date(2021, 1, 1), tahun=1, bulan=6, pengalaman="Guru"
    )
    assert of(dunia, "staf", date(2020, 12, 31))["masa_kerja_bulan"] == 131
    assert of(dunia, "staf", date(2021, 1, 1))["masa_kerja_bulan"] == 132 + 18


def test_long_leave_and_study_are_told_on_their_days(dunia: Dunia) -> None:
    Ketidakhadiran.objects.create(
        pegawai=dunia.pegawai["staf"], jenis=JenisKetidakhadiran.objects.get(kode="CLTN"),
        no_surat="9", tanggal_surat=date(2025, 1, 1),
        berlaku=berlaku_sejak(date(2025, 2, 1), date(2025, 12, 1)),
    )  # fmt: skip
    nama = JenisKetidakhadiran.objects.get(kode="CLTN").nama
    assert of(dunia, "staf", date(2025, 11, 30))["kedudukan"] == nama
    assert of(dunia, "staf")["kedudukan"] == "Aktif"


def test_a_recorded_change_of_standing_is_told_until_the_return(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    PerubahanKedudukan.objects.create(
        pegawai=staf, jenis="6", mulai=date(2025, 2, 1), selesai=date(2025, 8, 31)
    )
    PerubahanKedudukan.objects.create(pegawai=staf, jenis="8", mulai=date(2025, 9, 1))
    assert of(dunia, "staf", date(2025, 1, 31))["kedudukan"] == "Aktif"
    assert of(dunia, "staf", date(2025, 8, 31))["kedudukan"] == "Tugas Belajar"
    assert of(dunia, "staf", date(2025, 9, 1))["kedudukan"] == "Aktif"


def test_the_highest_leadership_training_counts(dunia: Dunia) -> None:
    for jenjang, tahun in ((4, 2021), (3, 2024)):
        RiwayatPelatihan.objects.create(
            pegawai=dunia.pegawai["staf"], jenis="struktural", nama=f"PIM {jenjang}",
            jenjang=jenjang, mulai=date(tahun, 1, 1), selesai=date(tahun, 5, 1),
        )  # fmt: skip
    kini, dulu = of(dunia, "staf"), of(dunia, "staf", date(2024, 4, 30))
    assert (kini["diklat_level"], kini["diklat_tahun"]) == (3, 2024)
    assert (dulu["diklat_level"], dulu["diklat_tahun"]) == (4, 2021)


def test_a_unit_holds_those_under_it_and_no_others(dunia: Dunia) -> None:
    alam = load_keadaan(
        dunia.instansi["uji"].pk, HARI, unit_ids=[dunia.unit["dinas alam"].pk]
    )["pegawai_id"].to_list()  # fmt: skip
    assert dunia.pegawai["staf"].pk in alam
    assert dunia.pegawai["kepala"].pk in alam
    assert dunia.pegawai["tetangga"].pk not in alam
    assert load_keadaan(dunia.instansi["uji"].pk, HARI, unit_ids=[]).is_empty()


def test_it_takes_two_queries_however_many_people(
    dunia: Dunia, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(2):
        load_keadaan(dunia.instansi["uji"].pk, HARI)
