"""Stories of long leave, which cut or stop the allowance."""

from datetime import date, timedelta

from selaras.contoh.cerita.pelaku import kantor, pns
from selaras.contoh.dunia import Dunia


def hadir_kurang_tujuh_hari(d: Dunia) -> None:
    """Seventeen days of annual leave and sickness leave six days of work."""
    for o in d.ambil("hadir_kurang_tujuh_hari", d.jumlah(2, 0), kantor):
        o.absen.append(("CT", (date(2025, 10, 1), date(2025, 10, 17)), "Ibadah dan keluarga"))
        o.absen.append(("CS", (date(2025, 10, 17), date(2025, 10, 24)), "Rawat inap"))


def cuti_melahirkan(d: Dunia) -> None:
    for i, o in enumerate(
        d.ambil(
            "cuti_melahirkan",
            d.jumlah(6),
            lambda o: pns(o) and o.jk == "P" and o.lahir.year >= 1984,
        )
    ):
        mulai = date(2025, 10, 1) + timedelta(9 * i)
        o.absen.append(("CM", (mulai, mulai + timedelta(91)), "Persalinan"))


def cuti_besar(d: Dunia) -> None:
    for i, o in enumerate(
        d.ambil("cuti_besar", d.jumlah(4, 0), lambda o: pns(o) and o.tmt.year < 2015)
    ):
        masa = date(2025, 10, 1), date(2026, 1, 1) if i % 2 else date(2025, 11, 1)
        o.absen.append(("CB", masa, "Ibadah umrah dan keluarga"))
        o.pengurangan.append(("k40", "Cuti besar kurang dari enam bulan", masa))


def cltn(d: Dunia) -> None:
    for o in d.ambil("cltn", d.jumlah(2, 0), lambda o: pns(o) and o.tmt.year < 2016):
        masa = date(2025, 7, 1), date(2026, 7, 1)
        o.absen.append(("CLTN", masa, "Mengikuti suami/istri tugas"))
        o.pengurangan.append(("k100", "Cuti di luar tanggungan negara", masa))


def tugas_belajar(d: Dunia) -> None:
    for o in d.ambil("tugas_belajar", d.jumlah(3, 0), lambda o: pns(o) and o.lahir.year > 1982):
        o.absen.append(("TB", (date(2025, 9, 1), date(2027, 9, 1)), "Tugas belajar S-2"))
        o.pengurangan.append(("k20", "Tugas belajar", (date(2025, 9, 1), date(2027, 9, 1))))
