"""By which right the trail tells of attendance; reasons that may speak of health ask for theirs."""

from selaras.core.audit.isi import register_deed, register_open, register_trail
from selaras.presensi.models import (
    BuktiKetukan,
    BuktiKoreksi,
    CatatanMesin,
    CatatanPetugas,
    GangguanPresensi,
    HadirKegiatan,
    HariLibur,
    HariTersentuh,
    Jadwal,
    JadwalHari,
    KegiatanBersama,
    KegiatanUnit,
    KesaksianHadir,
    Ketukan,
    KetukanKarantina,
    Kios,
    KoreksiPresensi,
    KunciAplikasi,
    LembarPresensi,
    Mesin,
    PapanHadir,
    PapanHari,
    PapanSentuh,
    PemasanganPonsel,
    PengecualianJadwal,
    PenugasanJadwal,
    PerintahMesin,
    PeriodeRamadan,
    PinKios,
    PinMesin,
    PolaRoster,
    RancanganRoster,
    Roster,
    Situs,
    SumberTarik,
    TempatPresensi,
    TempatUnit,
    TerbitRoster,
    TidakApel,
    TinjauanKetukan,
    TukarJaga,
    UsulKoreksi,
)

LIHAT, ALASAN, BUKTI = "presensi.view", "cuti.view_alasan", "presensi.view_bukti"

register_open(
    Situs, Mesin, CatatanMesin, PerintahMesin, KunciAplikasi, Kios, Jadwal, JadwalHari,
    HariLibur, PeriodeRamadan, TempatPresensi, TempatUnit, GangguanPresensi, KegiatanBersama,
    KegiatanUnit, PolaRoster, TerbitRoster, PapanHari,
)  # fmt: skip
register_trail(SumberTarik, lihat=None, alamat=("alamat",))
register_trail(PenugasanJadwal, Roster, RancanganRoster, lihat="jadwal.view")
register_trail(
    Ketukan, KesaksianHadir, TinjauanKetukan, HadirKegiatan, HariTersentuh, LembarPresensi,
    PapanHadir, PapanSentuh, CatatanPetugas, PinMesin, PinKios, lihat=LIHAT,
)  # fmt: skip
register_trail(KetukanKarantina, lihat=LIHAT, nama=False)
register_trail(BuktiKetukan, PemasanganPonsel, lihat=BUKTI)
register_trail(TukarJaga, lihat=(LIHAT, "tukar.approve", "tukar.own"))
register_trail(UsulKoreksi, lihat=LIHAT, isian={"sebab": ALASAN, "uraian": ALASAN}, catatan=ALASAN)
register_trail(BuktiKoreksi, lihat=ALASAN)
register_trail(KoreksiPresensi, lihat=LIHAT, isian={"alasan": ALASAN}, catatan=ALASAN)
register_trail(TidakApel, lihat=LIHAT, isian={"keterangan": ALASAN}, catatan=ALASAN)
register_trail(
    PengecualianJadwal, lihat=LIHAT, catatan=ALASAN,
    isian=dict.fromkeys(("sebab", "keterangan", "no_surat", "surat"), ALASAN),
)  # fmt: skip
register_deed("presensi.correct", LIHAT)
register_deed(BUKTI, None)  # how many positions and pictures were deleted
