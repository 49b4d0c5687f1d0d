"""By which right the trail tells of months and money: rupiah of a person are pay data."""

from selaras.core.audit.isi import register_open, register_trail
from selaras.tpp.models import (
    AnggaranTPP,
    DaftarBayar,
    HitunganBulan,
    HitunganUnit,
    InstrumenPenilaian,
    KeberatanTPP,
    PembayaranTPP,
    PotonganTPP,
    SaldoPajak,
    SusulanTPP,
    TahananPembayaran,
    TemuanVerifikasi,
    TidakTerhitung,
)
from selaras.tpp.paralel.models import HasilLama, SelisihDipahami

RUPIAH, BAYAR = "tpp.view_pay", "tpp.view_payment"

register_open(AnggaranTPP)
register_trail(HitunganBulan, HitunganUnit, lihat="hitungan.view")
register_trail(InstrumenPenilaian, SusulanTPP, lihat=RUPIAH)
register_trail(SaldoPajak, lihat="gaji.view")
register_trail(PotonganTPP, lihat="potongan.view")
register_trail(DaftarBayar, lihat=BAYAR, nama=True)
register_trail(PembayaranTPP, lihat=BAYAR)
register_trail(TahananPembayaran, lihat="tpp.view_hold")
register_trail(TemuanVerifikasi, lihat="tpp.view_finding", isian={"nilai_rp": RUPIAH})
register_trail(TidakTerhitung, lihat="tpp.view_unit")
register_trail(KeberatanTPP, lihat="tpp.view_objection", isian={"susulan": RUPIAH})
register_trail(HasilLama, SelisihDipahami, lihat="paralel.view")
