"""How far people use kinerja: of the obliged, who plans, writes, reports, is assessed."""

from tests.izin.dunia import Dunia
from tests.kinerja.aktivitas import kantor as des
from tests.kinerja.rencana import AT, buat_skp

from selaras.core.masa import berlaku_sejak
from selaras.kinerja.models import AdopsiBulan, PenilaianBulanan
from selaras.kinerja.services.adopsi import count_adoption, months_to_count
from selaras.organisasi.models import PengaktifanUnit

DESEMBER = 202512


def _counts(dunia: Dunia) -> tuple[int, ...]:
    skpd = dunia.unit["dinas alam"]
    a = AdopsiBulan.objects.get(skpd=skpd, periode=DESEMBER)
    return a.wajib, a.rencana, a.aktivitas, a.realisasi, a.dinilai


def test_each_step_counts_people_once_and_counting_again_changes_nothing(db: None) -> None:
    dunia = des.buka_kantor()
    count_adoption(DESEMBER, at=AT)
    wajib = _counts(dunia)[0]
    assert wajib > 1 and _counts(dunia)[1:] == (0, 0, 0, 0)

    buat_skp(dunia, "staf", "Menyusun laporan", oleh="kepala")
    des.catat(dunia, des.isi("08:00", 60), des.isi("10:00", 60))
    des.catat(dunia, des.isi("08:00", 60), tanggal=des.RABU)
    staf = dunia.pegawai["staf"]
    PenilaianBulanan.objects.create(pegawai=staf, periode=DESEMBER, predikat="baik")
    PenilaianBulanan.objects.create(pegawai=dunia.pegawai["kepala"], periode=DESEMBER)  # emptied
    for _ in range(2):
        count_adoption(DESEMBER, at=AT)
        assert _counts(dunia) == (wajib, 1, 1, 0, 1)


def test_a_unit_that_has_not_switched_kinerja_on_is_not_counted(db: None) -> None:
    dunia = des.buka_kantor()
    PengaktifanUnit.objects.create(
        unit=dunia.unit["dinas buku"], modul="kinerja", tahap="uji_coba",
        berlaku=berlaku_sejak(AT.date().replace(day=1)),
    )  # fmt: skip
    count_adoption(DESEMBER, at=AT)
    assert not AdopsiBulan.objects.filter(skpd=dunia.unit["dinas alam"]).exists()


def test_the_running_month_and_the_two_before_it_still_move() -> None:
    assert months_to_count(AT) == [202510, 202511, 202512]
    assert months_to_count(AT.replace(month=1)) == [202411, 202412, 202501]
