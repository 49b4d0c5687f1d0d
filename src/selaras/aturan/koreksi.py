"""May this correction of a day be asked for? Each refusal is a sentence, beside its field.

Minutes count from local midnight of the day; the end of a night shift lies past 1,440.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from selaras.hukum import Aturan

SEHARI = 1440
_BULAN = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "November", "Desember")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ParameterKoreksi:
    """What the law says about corrections: how many a month, how long, who looks at them."""

    per_bulan: int
    batas_hari: int
    petugas: str  # tidak, kesehatan, semua
    titipan: str  # dibenarkan, langsung

    @classmethod
    def dari(cls, aturan: Aturan) -> "ParameterKoreksi":
        return cls(
            aturan.nilai("presensi.koreksi_per_bulan"),
            aturan.nilai("presensi.koreksi_batas_hari"),
            aturan.pilihan("presensi.koreksi_petugas"),
            aturan.pilihan("presensi.koreksi_titipan"),
        )

    def needs_officer(self, *, kesehatan: bool) -> bool:
        """Whether the SKPD's officer looks at it after the superior."""
        return self.petugas == "semua" or (self.petugas == "kesehatan" and kesehatan)


@dataclass(frozen=True, slots=True)
class HariKoreksi:
    """A day as asking sees it.

    jadwal_masuk, jadwal_pulang: the timetable, None on a day off. masuk, pulang: as recorded.
    hari_kerja: the person's working days after it up to today. terpakai: corrections of its month
    that wait or hold already. tepat_waktu: the term was kept when it was first asked for.
    """

    tanggal: date
    hari_ini: date
    menit_kini: int
    jadwal_masuk: int | None
    jadwal_pulang: int | None
    masuk: int | None = None
    pulang: int | None = None
    hari_kerja: int = 0
    terpakai: int = 0
    tepat_waktu: bool = False


@dataclass(frozen=True, slots=True)
class Temuan:
    """What is wrong, at which field; "" = with the whole."""

    ruas: str
    pesan: str


def why_closed(hari: HariKoreksi, p: ParameterKoreksi) -> str:
    """Why nothing can be asked for this day whatever the times are, or ""."""
    bulan = f"{_BULAN[hari.tanggal.month - 1]} {hari.tanggal.year}"
    if hari.tanggal > hari.hari_ini:
        return "Hari itu belum tiba."
    if hari.jadwal_masuk is None:
        return "Tidak ada jadwal kerja pada hari itu, jadi tidak ada yang perlu dikoreksi."
    if hari.hari_kerja > p.batas_hari and not hari.tepat_waktu:
        return (
            f"Koreksi diajukan paling lambat {p.batas_hari} hari kerja sesudah harinya; "
            f"hari ini sudah hari kerja ke-{hari.hari_kerja}."
        )
    if hari.terpakai >= p.per_bulan:
        return (
            f"Jatah koreksi {bulan} sudah habis: {hari.terpakai} dari {p.per_bulan} kali. "
            "Yang dikembalikan, ditolak, atau ditarik tidak dihitung."
        )
    return ""


def examine(
    hari: HariKoreksi, masuk: int | None, pulang: int | None, p: ParameterKoreksi
) -> list[Temuan]:
    """Everything wrong with asking for these times."""
    if sebab := why_closed(hari, p):
        return [Temuan("", sebab)]
    return list(_times(hari, masuk, pulang))


def on_shift(hari: HariKoreksi, masuk: int | None, pulang: int | None) -> int | None:
    """The end as typed on a clock, past midnight where the shift ends there."""
    if pulang is None or hari.jadwal_pulang is None or hari.jadwal_pulang <= SEHARI:
        return pulang
    awal = masuk if masuk is not None else hari.jadwal_masuk or 0
    return pulang + SEHARI if pulang < awal else pulang


def _times(hari: HariKoreksi, masuk: int | None, pulang: int | None) -> Iterator[Temuan]:
    if masuk is None and pulang is None:
        yield Temuan("masuk", "Isi jam masuk atau jam pulang yang benar, atau keduanya.")
        return
    kini = hari.menit_kini + SEHARI * (hari.hari_ini - hari.tanggal).days
    for ruas, menit in (("masuk", masuk), ("pulang", pulang)):
        if menit is not None and menit > kini:
            yield Temuan(ruas, "Jam itu belum tiba.")
    awal = masuk if masuk is not None else hari.masuk
    akhir = pulang if pulang is not None else hari.pulang
    if awal is not None and akhir is not None and akhir <= awal:
        yield Temuan("pulang" if pulang is not None else "masuk",
                     "Jam pulang harus sesudah jam masuk.")  # fmt: skip
    if (masuk is None or masuk == hari.masuk) and (pulang is None or pulang == hari.pulang):
        yield Temuan("masuk", "Jam itu sama dengan yang sudah tercatat; tidak ada yang berubah.")
