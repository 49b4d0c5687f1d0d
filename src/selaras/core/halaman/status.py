"""The one place for the words, shapes and colours of states. A state is never colour alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """How a state is shown: a word, a shape (icon) and one of six quiet colours."""

    kata: str
    ikon: str
    warna: str = "abu"


_BIRU, _HIJAU, _KUNING, _MERAH, _ABU, _GARIS = "biru", "hijau", "kuning", "merah", "abu", "garis"

STATUS: dict[str, Status] = {
    # a document on its way
    "draf": Status("Draf", ikon="circle-dashed", warna=_GARIS),
    "diajukan": Status("Diajukan", ikon="clock", warna=_BIRU),
    "dikembalikan": Status("Dikembalikan", ikon="arrow-back-up", warna=_KUNING),
    "disetujui": Status("Disetujui", ikon="check", warna=_HIJAU),
    "titipan": Status("Menunggu dibenarkan", ikon="user-check", warna=_KUNING),
    "diteruskan": Status("Diperiksa petugas", ikon="user-search", warna=_BIRU),
    "menunggu_rekan": Status("Menunggu rekan", ikon="user-question", warna=_KUNING),
    "menunggu_atasan": Status("Menunggu atasan", ikon="clock", warna=_KUNING),
    "dinilai": Status("Dinilai", ikon="checks", warna=_HIJAU),
    "diterima": Status("Diterima", ikon="check", warna=_HIJAU),
    "ditolak": Status("Ditolak", ikon="x", warna=_MERAH),
    "dibatalkan": Status("Dibatalkan", ikon="ban", warna=_ABU),
    "dicabut": Status("Dicabut", ikon="ban", warna=_ABU),
    # a follow-up case
    "usulan": Status("Usulan", ikon="bulb", warna=_KUNING),
    "dihentikan": Status("Tidak dilanjutkan", ikon="ban", warna=_ABU),
    "digantikan": Status("Digantikan", ikon="replace", warna=_ABU),
    # a unit's month
    "terbuka": Status("Terbuka", ikon="lock-open", warna=_GARIS),
    "dihitung": Status("Dihitung", ikon="calculator", warna=_BIRU),
    "diverifikasi": Status("Diverifikasi", ikon="eye-check", warna=_BIRU),
    "terkunci": Status("Terkunci", ikon="lock", warna=_ABU),
    "dibayar": Status("Dibayar", ikon="cash", warna=_HIJAU),
    # a payment, a finding
    "terbentuk": Status("Terbentuk", ikon="report-money", warna=_BIRU),
    "ditahan": Status("Ditahan", ikon="hand-stop", warna=_KUNING),
    "dilepas": Status("Dilepas", ikon="lock-open", warna=_HIJAU),
    "menunggu": Status("Menunggu pembayaran", ikon="hourglass", warna=_BIRU),
    "diperiksa": Status("Sudah diperiksa", ikon="check", warna=_HIJAU),
    "belum_diperiksa": Status("Belum diperiksa", ikon="circle-dashed", warna=_KUNING),
    "keparahan_3": Status("Berat", ikon="alert-triangle", warna=_MERAH),
    "keparahan_2": Status("Sedang", ikon="alert-circle", warna=_KUNING),
    "keparahan_1": Status("Ringan", ikon="info-circle", warna=_BIRU),
    # a leader's question
    "diminta": Status("Menunggu jawaban", ikon="clock", warna=_BIRU),
    "dijawab": Status("Sudah dijawab", ikon="message", warna=_KUNING),
    # a new year's checks
    "siap": Status("Siap", ikon="check", warna=_HIJAU),
    "kurang": Status("Kurang", ikon="alert-circle", warna=_KUNING),
    # a long job
    "antre": Status("Menunggu giliran", ikon="hourglass", warna=_GARIS),
    "berjalan": Status("Sedang berjalan", ikon="player-play", warna=_BIRU),
    "selesai": Status("Selesai", ikon="check", warna=_HIJAU),
    "selesai_sebagian": Status("Selesai, ada yang gagal", ikon="alert-triangle", warna=_KUNING),
    "gagal": Status("Gagal", ikon="x", warna=_MERAH),
    "terhenti": Status("Terhenti", ikon="player-pause", warna=_KUNING),
    # rows of an import
    "baru": Status("Baru", ikon="plus", warna=_BIRU),
    "berubah": Status("Berubah", ikon="pencil", warna=_KUNING),
    "sama": Status("Tidak berubah", ikon="equal", warna=_GARIS),
    "salah": Status("Salah", ikon="x", warna=_MERAH),
    "benar": Status("Benar", ikon="check", warna=_HIJAU),
    # a day
    "libur": Status("Libur", ikon="minus", warna=_GARIS),
    "hadir": Status("Hadir", ikon="check", warna=_HIJAU),
    "tl": Status("Terlambat", ikon="clock-exclamation", warna=_KUNING),
    "psw": Status("Pulang cepat", ikon="door-exit", warna=_KUNING),
    "tl_psw": Status("Terlambat, pulang cepat", ikon="clock-exclamation", warna=_KUNING),
    "tk": Status("Tanpa keterangan", ikon="x", warna=_MERAH),
    "izin": Status("Izin", ikon="file-check", warna=_BIRU),
    "belum": Status("Belum", ikon="circle-dashed", warna=_GARIS),
    # whether something counts
    "aktif": Status("Aktif", ikon="check", warna=_HIJAU),
    "nonaktif": Status("Tidak aktif", ikon="ban", warna=_ABU),
    "uji_tertutup": Status("Uji tertutup", ikon="flask", warna=_KUNING),
    "uji_coba": Status("Uji coba", ikon="test-pipe", warna=_BIRU),
    "berlaku": Status("Berlaku", ikon="check", warna=_HIJAU),
    "berakhir": Status("Sudah berakhir", ikon="history", warna=_ABU),
    # a machine's link and what was asked of it
    "tersambung": Status("Tersambung", ikon="plug-connected", warna=_HIJAU),
    "tidak_terdengar": Status("Tidak terdengar", ikon="plug-connected-x", warna=_MERAH),
    "belum_terdengar": Status("Belum pernah terdengar", ikon="circle-dashed", warna=_GARIS),
    "antri": Status("Menunggu diambil mesin", ikon="hourglass", warna=_GARIS),
    "terkirim": Status("Menunggu jawaban mesin", ikon="clock", warna=_BIRU),
    "sukses": Status("Berhasil", ikon="check", warna=_HIJAU),
    # a notice on its way out; the machine's words above are not its own
    "kiriman_antre": Status("Menunggu giliran", ikon="hourglass", warna=_GARIS),
    "kiriman_terkirim": Status("Terkirim", ikon="check", warna=_HIJAU),
    "kiriman_gagal": Status("Gagal", ikon="x", warna=_MERAH),
    "kiriman_dilewati": Status("Dilewati", ikon="minus", warna=_ABU),
    # how sure a figure of law is
    "keyakinan_tinggi": Status("Sumber pasti", ikon="check", warna=_HIJAU),
    "keyakinan_sedang": Status("Perlu diperiksa", ikon="help", warna=_KUNING),
    "keyakinan_rendah": Status("Belum pasti", ikon="alert-triangle", warna=_MERAH),
    "contoh": Status("Contoh, bukan hukum", ikon="flask", warna=_KUNING),
}

# A day's code in the month sheet -> its word here.
STATUS_HARI = ("libur", "hadir", "tl", "psw", "tl_psw", "tk", "izin", "belum")


def status_of(kode: object) -> Status:
    """The look of a state; an unknown one is shown as itself rather than hidden."""
    if isinstance(kode, Status):
        return kode
    return STATUS.get(str(kode), Status(str(kode).replace("_", " "), ikon="point", warna=_ABU))
