"""The stories of the sample regency: what happens to whom, in a fixed order.

Each function tells the peculiarity of its name in keanehan.yaml. A story takes only people who
are in none yet, so appending one at the end never changes an earlier one.
"""

from collections.abc import Callable

from selaras.contoh.cerita import cuti, data, kepegawaian, presensi
from selaras.contoh.dunia import Dunia

URUTAN: list[Callable[[Dunia], None]] = [
    presensi.tokoh,
    presensi.bulan_bersih,
    presensi.tl_empat_pita,
    presensi.psw_dua_kali,
    presensi.tanpa_ketukan_pulang,
    presensi.tanpa_ketukan_masuk,
    presensi.terlambat_diganti,
    presensi.alpa,
    presensi.alpa_beruntun,
    cuti.hadir_kurang_tujuh_hari,
    cuti.cuti_melahirkan,
    cuti.cuti_besar,
    cuti.cltn,
    cuti.tugas_belajar,
    kepegawaian.cpns,
    kepegawaian.plt20,
    kepegawaian.plt100,
    kepegawaian.plt_belum_sebulan,
    kepegawaian.hukuman_sedang,
    kepegawaian.hukuman_ringan,
    kepegawaian.mutasi_tengah_bulan,
    kepegawaian.pensiun,
    kepegawaian.meninggal,
    kepegawaian.pegawai_baru,
    data.tanpa_atasan,
    data.kelas_kosong,
    data.besaran_kosong,
    data.ptkp_kosong,
    data.rekening_kosong,
    data.gaji_kosong,
    kepegawaian.atasan_khusus,
    presensi.titip_ketukan,
    data.predikat_di_bawah_baik,
    data.tanpa_penilaian,
    presensi.jaga_malam_bersih,
    presensi.jaga_malam_terlambat,
    kepegawaian.paruh_waktu,
    kepegawaian.non_asn,
    presensi.mesin_padam,
]
