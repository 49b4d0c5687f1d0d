"""Files of the sample regency agree with what else is known of its people."""

from datetime import date

from django.db.models import F, Q

from selaras.contoh.muat_karier import ISI
from selaras.contoh.muat_simpeg import _ISI, JENJANG
from selaras.contoh.orang import GELAR
from selaras.contoh.rakit import rakit
from selaras.pegawai.models import Pegawai, StatusPegawai
from selaras.simpeg.jenis import DAFTAR
from selaras.simpeg.models import (
    AnggotaKeluarga,
    AngkaKredit,
    KenaikanGajiBerkala,
    KontrakPPPK,
    Pengangkatan,
    RiwayatPelatihan,
    RiwayatPendidikan,
)


def test_every_schooling_of_a_post_has_its_way_up() -> None:
    assert JENJANG.keys() == GELAR.keys()


def test_every_kind_of_row_is_in_the_whole_regency() -> None:
    dunia = rakit("penuh")
    dimuat = {nama for nama, _, buat in (*_ISI, *ISI) if any(True for o in dunia.orang
                                                             for _ in buat(o))}  # fmt: skip
    pegawai = {"RiwayatGolongan", "RiwayatJabatan", "RiwayatStatus"}
    assert {j.model.__name__ for j in DAFTAR} - pegawai == dimuat - {"DataPribadi"}


def test_careers_agree_with_service_and_birth(regensi_kecil: object) -> None:
    assert not KontrakPPPK.objects.exclude(
        pegawai__riwayat_status__status__startswith="PPPK"
    ).exists()
    assert AngkaKredit.objects.exists()
    assert not AngkaKredit.objects.filter(mulai__lte=F("pegawai__tanggal_lahir")).exists()


def test_files_agree_with_birth_service_and_titles(regensi_kecil: object) -> None:
    assert Pengangkatan.objects.filter(jenis="CPNS").exists()
    for angkat in Pengangkatan.objects.filter(jenis="CPNS").select_related("pegawai"):
        assert angkat.pegawai.nip[8:14] == f"{angkat.tmt:%Y%m}"
    pertama = RiwayatPendidikan.objects.filter(pertama=True).values("pegawai")
    assert Pegawai.objects.exclude(pk__in=pertama).count() == 0
    berakhir = RiwayatPendidikan.objects.exclude(gelar_belakang="")
    assert not berakhir.exclude(gelar_belakang=F("pegawai__gelar_belakang")).exists()
    lahir_dulu = Q(mulai__lt=F("pegawai__tanggal_lahir"))
    assert not RiwayatPelatihan.objects.filter(lahir_dulu).exists()
    assert not KenaikanGajiBerkala.objects.filter(tmt__gt=date(2025, 10, 1)).exists()


def test_family_allowance_follows_the_tax_class(regensi_kecil: object) -> None:
    pasangan = AnggotaKeluarga.objects.filter(hubungan="pasangan", ditanggung=True)
    ptkp = Pegawai.objects.filter(data_pajak__ptkp__startswith="K/")
    kawin = ptkp.filter(riwayat_status__status__in=StatusPegawai.values).distinct()
    muda = kawin.filter(tanggal_lahir__gte=date(1999, 6, 15))
    assert pasangan.exclude(pegawai__in=kawin).count() == 0
    assert kawin.exclude(pk__in=pasangan.values("pegawai")).exclude(pk__in=muda).count() == 0
