"""Cover, foreword, signature and sources of the book."""

from typing import Any

from django.utils.timezone import localdate

from selaras.core.halaman.format import angka, tanggal
from selaras.simpeg.buku.isi.bahan import Bahan


def frame_of(b: Bahan) -> dict[str, Any]:
    """Cover, foreword, signature, sources."""
    return {
        "kertas": b.kertas,
        "judul": "Buku Profil Kepegawaian",
        "instansi": f"Pemerintah {b.instansi}",
        "lingkup": b.lingkup,
        "pada": tanggal(b.pada),
        "orang": b.frame.height,
        "penyusun": b.penyusun,
        "pengantar": list(b.pengantar) or foreword(b),
        "tempat": b.tempat or b.instansi,
        "tanggal": tanggal(localdate(b.dibuat)),
        "penanda": {"jabatan": "", "nama": "", "nip": "", **(b.penanda or {})},
        "catatan": _sources(b),
    }


def foreword(b: Bahan) -> list[str]:
    """Words for those who write none of their own."""
    return [
        f"Buku Profil Kepegawaian ini menyajikan keadaan pegawai {b.sebutan} pada "
        f"{tanggal(b.pada)}. Angkanya dihitung dari riwayat tiap pegawai yang tersimpan di "
        "basis data kepegawaian, sehingga setiap jumlah dapat ditelusuri kembali sampai ke "
        "orangnya.",
        f"Pada tanggal itu tercatat {angka(b.frame.height)} pegawai. Buku ini memuat komposisi "
        "pegawai menurut status, golongan, usia, pendidikan, jabatan, dan masa kerja; keadaan "
        "tiap perangkat daerah; serta perkiraan pegawai yang mencapai batas usia pensiun sepuluh "
        "tahun mendatang terhadap kebutuhan.",
        "Semoga buku ini membantu perencanaan, pengembangan, kesejahteraan, dan pengendalian "
        "kepegawaian. Koreksi atas data disampaikan melalui pengelola kepegawaian perangkat "
        "daerah masing-masing.",
    ]


def _sources(b: Bahan) -> list[str]:
    return [
        f"Sumber: riwayat status, golongan, jabatan, pendidikan, dan pelatihan pegawai, keadaan "
        f"{tanggal(b.pada)}, dihitung {tanggal(localdate(b.dibuat))}.",
        "Golongan, jabatan, dan unit adalah yang berlaku pada tanggal keadaan. Pendidikan adalah "
        "yang tertinggi yang sudah diakui. Usia dihitung dalam tahun penuh.",
        "Pensiun diperkirakan dari tanggal lahir dan batas usia pensiun jabatan yang dipangku "
        "(UU 20 Tahun 2023 Pasal 55), tanggal satu bulan berikutnya; tanpa pengangkatan baru, "
        "perpindahan, dan pensiun atas permintaan sendiri.",
        "Kebutuhan menurut analisis beban kerja (PermenPANRB 1 Tahun 2020) atau formasi yang "
        "ditetapkan. Baris 'Belum tercatat' memuat pegawai yang datanya belum diisi; mereka tetap "
        "terhitung dalam jumlah.",
    ]
