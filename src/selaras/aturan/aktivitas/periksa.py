"""May this activity be entered? Each refusal is a sentence for the person, beside its field.

Minutes count from local midnight of the day; a night shift's day goes on past 1,440.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from selaras.aturan.aktivitas.parameter import ParameterAktivitas

SEHARI = 1440


@dataclass(frozen=True, slots=True)
class Entri:
    """One piece of work: from `mulai` for `menit`. standar: minutes for one unit of the task."""

    mulai: int
    menit: int
    standar: int | None = None
    volume: int = 1
    nama: str = ""

    @property
    def selesai(self) -> int:
        return self.mulai + self.menit


@dataclass(frozen=True, slots=True)
class HariAktif:
    """A person's day as entering sees it.

    masuk, pulang: the timetable's hours, None on a day off. sebab_libur: why it is one.
    izin, izin_nama: code and name of a full-day absence. tanpa_keterangan: the day is over and
    counted as TK. lembur: hours that an order names. lain: what is entered already.
    hari_kerja: the person's own working days after `tanggal` up to and including today.
    """

    tanggal: date
    hari_ini: date
    menit_kini: int = SEHARI  # minutes from midnight of today
    masuk: int | None = None
    pulang: int | None = None
    sebab_libur: str = ""
    izin: str = ""
    izin_nama: str = ""
    tanpa_keterangan: bool = False
    lembur: tuple[tuple[int, int], ...] = ()
    lain: tuple[Entri, ...] = ()
    hari_kerja: int = 0
    bulan_terkunci: bool = False


@dataclass(frozen=True, slots=True)
class Temuan:
    """What is wrong, at which field; a warning does not refuse."""

    ruas: str
    pesan: str
    peringatan: bool = False


def jam(menit: int) -> str:
    """450 -> 07.30; past midnight 01.00 (esok)."""
    teks = f"{menit % SEHARI // 60:02d}.{menit % 60:02d}"
    return f"{teks} esok harinya" if menit >= SEHARI else teks


def tempatkan(entri: Entri, hari: HariAktif, p: ParameterAktivitas) -> Entri:
    """The hours after midnight of a shift that began on this day belong to this day."""
    lewat_malam = hari.pulang is not None and hari.pulang > SEHARI and hari.masuk is not None
    if not lewat_malam or hari.masuk is None or hari.pulang is None:
        return entri
    sebelum_masuk = entri.mulai < hari.masuk - p.kelonggaran_jam
    esok = entri.mulai + SEHARI
    if sebelum_masuk and esok < hari.pulang + p.kelonggaran_jam:
        return replace(entri, mulai=esok)
    return entri


def periksa_entri(entri: Entri, hari: HariAktif, p: ParameterAktivitas) -> list[Temuan]:
    """Everything wrong with one entry on this day, in the order of the form; [] = take it."""
    temuan = [*periksa_hari(hari, p), *_menit(entri, p), *_jam(entri, hari, p)]
    for lain in hari.lain:
        if tumpang(entri, lain):
            temuan.append(
                Temuan(
                    "mulai",
                    f"Bertumpang dengan {lain.nama or 'aktivitas lain'} "
                    f"({jam(lain.mulai)}–{jam(lain.selesai)}). "
                    f"Mulailah pukul {jam(lain.selesai)} atau ubah salah satunya.",
                )
            )
            break
    return [*temuan, *_standar(entri, p)]


def periksa_hari(hari: HariAktif, p: ParameterAktivitas) -> list[Temuan]:
    """Whether the day takes any entry at all; of a closed day also why it had no work."""
    lewat = _lewat(hari, p)
    sebab = _waktu(hari) or " ".join(filter(None, (_keadaan(hari, p, ajak=not lewat), lewat)))
    return [Temuan("tanggal", sebab)] if sebab else []


def _waktu(hari: HariAktif) -> str:
    """Why no day like it can be entered now, or nothing."""
    if hari.tanggal > hari.hari_ini:
        return "Hari itu belum tiba: aktivitas diisi setelah dikerjakan."
    if hari.bulan_terkunci:
        return "Bulannya sudah terkunci, jadi aktivitasnya tidak berubah lagi."
    return ""


def _lewat(hari: HariAktif, p: ParameterAktivitas) -> str:
    """Whether it is too late for the day."""
    if hari.hari_kerja > p.batas_hari:
        return (
            f"Sudah lewat batas isi: paling lambat {p.batas_hari} hari kerja sesudah harinya. "
            "Bila ada halangan, minta petugas kepegawaian unit."
        )
    return ""


def _keadaan(hari: HariAktif, p: ParameterAktivitas, *, ajak: bool = True) -> str:
    """Why there is no work on such a day, or nothing; `ajak`: with what would open it."""
    if hari.izin and (sebab := _izin(hari, p)):
        return sebab
    if hari.tanpa_keterangan and p.kehadiran != "tanpa":
        return (
            "Presensi hari itu tanpa keterangan, jadi menitnya bernilai 0. Ajukan koreksi "
            "presensi lebih dulu bila Anda sebenarnya hadir."
        )
    if hari.masuk is None and p.di_luar_jadwal != "bebas" and not _boleh_lembur(hari, p):
        ajakan = _ajakan_lembur(p) if ajak else ""
        return f"Hari itu {hari.sebab_libur or 'bukan hari kerja Anda'}.{ajakan}"
    return ""


def tumpang(satu: Entri, lain: Entri) -> bool:
    """Whether two entries share a minute; touching ends do not."""
    return satu.mulai < lain.selesai and lain.mulai < satu.selesai


def batas_isi(tanggal: date, hari_kerja: Iterable[date], p: ParameterAktivitas) -> date | None:
    """The last day on which `tanggal` can be entered: its n-th working day after; None = unknown.

    hari_kerja: the person's working days, ascending, far enough ahead.
    """
    sesudah = [h for h in hari_kerja if h > tanggal][: p.batas_hari + 1]
    if len(sesudah) <= p.batas_hari:
        return None
    return sesudah[p.batas_hari] - timedelta(days=1)


def _izin(hari: HariAktif, p: ParameterAktivitas) -> str:
    nama = hari.izin_nama or hari.izin
    if menit := p.kredit.get(hari.izin, 0):
        return f"Hari itu {nama.lower()}: sudah diberi kredit {menit} menit, tidak perlu diisi."
    if hari.izin not in p.izin_boleh:
        return f"Hari itu Anda {nama.lower()}, jadi tidak ada aktivitas."
    return ""


def _menit(entri: Entri, p: ParameterAktivitas) -> Sequence[Temuan]:
    if entri.menit <= 0:
        return [Temuan("menit", "Lamanya lebih dari 0 menit.")]
    if entri.menit > p.menit_maks:
        return [
            Temuan(
                "menit",
                f"Satu aktivitas paling lama {p.menit_maks} menit. Pecah menjadi beberapa.",
            )
        ]
    return []


def _jam(entri: Entri, hari: HariAktif, p: ParameterAktivitas) -> Sequence[Temuan]:
    if hari.tanggal == hari.hari_ini and entri.selesai > hari.menit_kini:
        return [Temuan("mulai", f"Selesainya pukul {jam(entri.selesai)}, padahal belum pukul itu.")]
    if p.di_luar_jadwal == "bebas":
        return []
    jendela: list[tuple[int, int]] = []
    if hari.izin and hari.izin in p.izin_boleh:
        jendela.append((0, SEHARI))
    elif hari.masuk is not None and hari.pulang is not None:
        jendela.append((hari.masuk - p.kelonggaran_jam, hari.pulang + p.kelonggaran_jam))
    if p.di_luar_jadwal == "lembur":
        jendela += hari.lembur
    if not jendela or any(a <= entri.mulai and entri.selesai <= b for a, b in jendela):
        return []
    a, b = jendela[0]
    return [
        Temuan(
            "mulai",
            f"Di luar jam kerja: hari itu {jam(max(a, 0))} sampai {jam(b)} "
            f"(termasuk kelonggaran {p.kelonggaran_jam} menit).{_ajakan_lembur(p)}",
        )
    ]


def _standar(entri: Entri, p: ParameterAktivitas) -> Sequence[Temuan]:
    if entri.standar is None or p.standar == "tidak":
        return []
    wajar = entri.standar * entri.volume
    if entri.menit <= wajar:
        return []
    hitungan = f"{entri.volume} × {entri.standar}" if entri.volume > 1 else f"{entri.standar}"
    kata = f"Standar kegiatan ini {hitungan} = {wajar} menit, Anda mengisi {entri.menit}."
    if p.standar == "wajib":
        return [Temuan("menit", f"{kata} Perbesar volumenya atau kurangi menitnya.")]
    return [Temuan("menit", f"{kata} Atasan akan melihatnya.", peringatan=True)]


def _boleh_lembur(hari: HariAktif, p: ParameterAktivitas) -> bool:
    di_tempat_lain = bool(hari.izin) and hari.izin in p.izin_boleh
    return di_tempat_lain or (p.di_luar_jadwal == "lembur" and bool(hari.lembur))


def _ajakan_lembur(p: ParameterAktivitas) -> str:
    if p.di_luar_jadwal == "lembur":
        return " Bila ada perintah lembur, minta petugas mencatatnya dulu."
    return ""


def celah(hari: HariAktif, menit: int, p: ParameterAktivitas) -> int | None:
    """When an entry of so many minutes may begin: after the last one, else the first gap.

    Within the day's hours and, today, not beyond now; None where nothing is free.
    """
    if hari.masuk is not None and hari.pulang is not None:
        awal, akhir = hari.masuk, hari.pulang
        batas = hari.pulang + p.kelonggaran_jam
    elif hari.lembur and not hari.izin:
        awal, akhir = hari.lembur[0]
        batas = akhir
    else:
        awal, akhir, batas = 450, 960, SEHARI
    if hari.tanggal == hari.hari_ini:
        akhir, batas = min(akhir, hari.menit_kini), min(batas, hari.menit_kini)
    lain = sorted(hari.lain, key=lambda e: e.mulai)
    mulai = [max(awal, lain[-1].selesai)] if lain else [awal]
    mulai += [awal, *(max(awal, e.selesai) for e in lain)]
    for tepi in (akhir, batas):
        for m in mulai:
            calon = Entri(m, menit)
            if m + menit <= tepi and not any(tumpang(calon, e) for e in lain):
                return m
    return None
