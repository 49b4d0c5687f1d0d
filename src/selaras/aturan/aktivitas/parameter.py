"""The law of daily activities, read once from the bound view."""

from collections.abc import Mapping
from dataclasses import dataclass

from selaras.hukum import Aturan


@dataclass(frozen=True, slots=True)
class ParameterAktivitas:
    """Every value of `aktivitas.*`, with the credit that some days carry (kinerja.kredit_menit)."""

    menit_maks: int
    batas_hari: int
    setuju_tanggal: int
    istirahat: int
    kelonggaran_jam: int
    lewat_waktu: str  # tetap_menunggu | auto_setuju | auto_tolak
    standar: str  # wajib | peringatan | tidak
    di_luar_jadwal: str  # lembur | tolak | bebas
    kehadiran: str  # tanpa | tk_nol | batas_hadir
    konfirmasi: str  # wajib | jejak
    izin_boleh: tuple[str, ...]
    kredit: Mapping[str, int]  # absence code, CBER, LN -> minutes a day

    @classmethod
    def dari(cls, aturan: Aturan) -> "ParameterAktivitas":
        """Raises NotInForce where a value is missing on the law's date."""
        ada_kredit = aturan.ada("kinerja.kredit_menit")
        return cls(
            menit_maks=aturan.nilai("aktivitas.menit_maks"),
            batas_hari=aturan.nilai("aktivitas.batas_hari"),
            setuju_tanggal=aturan.nilai("aktivitas.setuju_tanggal"),
            istirahat=aturan.nilai("aktivitas.istirahat"),
            kelonggaran_jam=aturan.nilai("aktivitas.kelonggaran_jam"),
            lewat_waktu=aturan.pilihan("aktivitas.lewat_waktu"),
            standar=aturan.pilihan("aktivitas.standar"),
            di_luar_jadwal=aturan.pilihan("aktivitas.di_luar_jadwal"),
            kehadiran=aturan.pilihan("aktivitas.kehadiran"),
            konfirmasi=aturan.pilihan("aktivitas.konfirmasi"),
            izin_boleh=aturan.daftar("aktivitas.izin_boleh"),
            kredit=dict(aturan.tabel("kinerja.kredit_menit")) if ada_kredit else {},
        )
