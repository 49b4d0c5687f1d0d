"""Everyday absences of the sample regency: annual leave, sickness, duty trips, training, permits.

Thrown per person, after the stories, for people in none; the stories' absences are theirs.
"""

from datetime import date, timedelta

from selaras.contoh.acak import angka
from selaras.contoh.dunia import Dunia
from selaras.contoh.kalender import dinas
from selaras.contoh.orang import Masa, Orang

# kode, per mille of people in the quarter, days from..to, why
Jenis = tuple[str, int, int, int, list[str]]
JENIS: list[Jenis] = [
    ("CT", 130, 2, 5, ["Keperluan keluarga", "Acara keluarga di luar daerah", "Istirahat"]),
    ("CS", 40, 1, 4, ["Demam berdarah", "Rawat jalan", "Kontrol pascaoperasi", "Demam"]),
    ("CAP", 9, 2, 5, ["Orang tua sakit keras", "Pernikahan", "Keluarga meninggal"]),
    (
        "DL",
        210,
        1,
        4,
        ["Konsultasi ke provinsi", "Rapat koordinasi", "Bimbingan teknis", "Monitoring kecamatan"],
    ),
    ("DIKLAT", 25, 3, 6, ["Pelatihan kepemimpinan", "Pelatihan fungsional", "Latsar CPNS"]),
    ("TGS", 30, 1, 2, ["Petugas upacara", "Piket posko", "Pendampingan tamu daerah"]),
    ("IT", 60, 1, 1, ["Mengantar anak berobat", "Ban pecah", "Banjir di jalan"]),
    ("IPC", 40, 1, 1, ["Menjemput anak sakit", "Kontrol dokter", "Urusan keluarga"]),
]
SEHARI_PENUH = {"CT", "CS", "CAP", "DL", "DIKLAT", "TGS", "CM", "CB", "CLTN", "TB"}


def _bentrok(o: Orang, mulai: date, sampai: date) -> bool:
    return any(
        m < (s or date.max) and sampai > m and mulai < (s or date.max) for _, (m, s), _ in o.absen
    )


def _satu(d: Dunia, o: Orang, jenis: Jenis) -> None:
    kode, _, dari, sampai, sebab = jenis
    panjang = (d.skala.sampai - d.skala.mulai).days - 8
    mulai = d.skala.mulai + timedelta(angka(f"izin.mulai.{kode}", panjang, o.id))
    lama = dari + angka(f"izin.lama.{kode}", sampai - dari + 1, o.id)
    while dinas(o, mulai) is None:  # a letter begins on a working day
        mulai += timedelta(1)
        if mulai > d.skala.sampai:
            return
    masa: Masa = (mulai, mulai + timedelta(lama))
    if not _bentrok(o, mulai, mulai + timedelta(lama)):
        o.absen.append((kode, masa, sebab[angka(f"izin.sebab.{kode}", len(sebab), o.id)]))


def izin_sehari_hari(d: Dunia) -> None:
    """Throw for every kind and every person outside the stories."""
    for o in d.orang:
        if o.cerita:
            continue
        for jenis in JENIS:
            if angka(f"izin.{jenis[0]}", 1000, o.id) < jenis[1]:
                _satu(d, o, jenis)
