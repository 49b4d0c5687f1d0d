"""The stories of the sample regency: what happens to whom, in a fixed order.

Each function tells one peculiarity of keanehan.yaml (same id). Appending a story never changes
an earlier one, because each takes only people who are in no story yet.
"""

from collections.abc import Callable
from datetime import date, timedelta

from selaras.contoh.acak import angka
from selaras.contoh.dunia import Dunia
from selaras.contoh.kalender import dinas, jadwal_post, jam_dinas
from selaras.contoh.orang import Orang, lahirkan
from selaras.contoh.struktur import Post, Unit

OKT, NOV, DES = 202510, 202511, 202512
CERITA: dict[str, Callable[[Dunia], None]] = {}


def cerita(fungsi: Callable[[Dunia], None]) -> Callable[[Dunia], None]:
    CERITA[fungsi.__name__] = fungsi
    return fungsi


def kantor(o: Orang) -> bool:
    """An ordinary office worker of five days, PNS, no head of anything."""
    return (
        o.status == "PNS"
        and o.wajib
        and not o.post.resep.eselon
        and jadwal_post(o.post) == "KANTOR-5"
        and o.keluar is None
    )


def pns(o: Orang) -> bool:
    return o.status == "PNS" and o.wajib and not o.post.resep.eselon


def hari_kerja(o: Orang, mulai: date, n: int) -> list[date]:
    """The next n days on which she works, from a date on."""
    hasil: list[date] = []
    hari = mulai
    while len(hasil) < n:
        if dinas(o, hari):
            hasil.append(hari)
        hari += timedelta(1)
    return hasil


def tepat(d: Dunia, o: Orang, hari: date, telat: int = 0, cepat: int = 0) -> None:
    """A day with taps this many minutes late or early; 0 and 0 is punctual."""
    jadwal = dinas(o, hari)
    if jadwal is None:
        raise ValueError(f"{hari} bukan hari kerja {o.id}")
    masuk, pulang = jam_dinas(jadwal, hari)
    d.ketukan[o.id, hari] = [
        (masuk + telat if telat else masuk - 6, 20, 0),
        (pulang - cepat if cepat else pulang + 4, 30, 1),
    ]


def buang(d: Dunia, o: Orang, hari: date, arah: int) -> None:
    """A punctual day of which the tap in (0) or out (1) is missing."""
    tepat(d, o, hari)
    d.ketukan[o.id, hari] = [k for k in d.ketukan[o.id, hari] if k[2] != arah]


@cerita
def bulan_bersih(d: Dunia) -> None:
    d.ambil("bulan_bersih", d.jumlah(6), kantor)


@cerita
def tl_empat_pita(d: Dunia) -> None:
    """12, 47, 65 and 95 minutes late, one of each band (TL1 to TL4)."""
    for o in d.ambil("tl_empat_pita", d.jumlah(6), kantor):
        for hari, menit in zip(hari_kerja(o, date(2025, 10, 6), 4), (12, 47, 65, 95), strict=True):
            tepat(d, o, hari, telat=menit)


@cerita
def psw_dua_kali(d: Dunia) -> None:
    for o in d.ambil("psw_dua_kali", d.jumlah(6), kantor):
        satu, dua = hari_kerja(o, date(2025, 10, 14), 2)
        tepat(d, o, satu, cepat=25)
        tepat(d, o, dua, cepat=75)


@cerita
def tanpa_ketukan_pulang(d: Dunia) -> None:
    for o in d.ambil("tanpa_ketukan_pulang", d.jumlah(8), kantor):
        buang(d, o, hari_kerja(o, date(2025, 10, 8), 1)[0], 1)


@cerita
def tanpa_ketukan_masuk(d: Dunia) -> None:
    for o in d.ambil("tanpa_ketukan_masuk", d.jumlah(5), kantor):
        buang(d, o, hari_kerja(o, date(2025, 10, 9), 1)[0], 0)


@cerita
def terlambat_diganti(d: Dunia) -> None:
    """25 minutes late, made up for by leaving 30 minutes after the end."""
    for o in d.ambil("terlambat_diganti", d.jumlah(4), kantor):
        hari = hari_kerja(o, date(2025, 10, 7), 1)[0]
        tepat(d, o, hari, telat=25, cepat=-30)


@cerita
def alpa(d: Dunia) -> None:
    """Absent without a reason: one to four days in October."""
    for i, o in enumerate(d.ambil("alpa", d.jumlah(9), kantor)):
        for hari in hari_kerja(o, date(2025, 10, 20), 1 + i % 4):
            d.ketukan[o.id, hari] = []


@cerita
def alpa_beruntun(d: Dunia) -> None:
    """Twelve days in a row without a word (PP 94/2021 ps. 15)."""
    for o in d.ambil("alpa_beruntun", d.jumlah(1, 0), kantor):
        for hari in hari_kerja(o, date(2025, 11, 3), 12):
            d.ketukan[o.id, hari] = []


@cerita
def hadir_kurang_tujuh_hari(d: Dunia) -> None:
    """Seventeen days of annual leave and sickness leave six days of work."""
    for o in d.ambil("hadir_kurang_tujuh_hari", d.jumlah(2, 0), kantor):
        o.absen.append(("CT", (date(2025, 10, 1), date(2025, 10, 17)), "Ibadah dan keluarga"))
        o.absen.append(("CS", (date(2025, 10, 17), date(2025, 10, 24)), "Rawat inap"))


@cerita
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


@cerita
def cuti_besar(d: Dunia) -> None:
    for i, o in enumerate(
        d.ambil("cuti_besar", d.jumlah(4, 0), lambda o: pns(o) and o.tmt.year < 2015)
    ):
        masa = date(2025, 10, 1), date(2026, 1, 1) if i % 2 else date(2025, 11, 1)
        o.absen.append(("CB", masa, "Ibadah umrah dan keluarga"))
        o.pengurangan.append(("k40", "Cuti besar kurang dari enam bulan", masa))


@cerita
def cltn(d: Dunia) -> None:
    for o in d.ambil("cltn", d.jumlah(2, 0), lambda o: pns(o) and o.tmt.year < 2016):
        masa = date(2025, 7, 1), date(2026, 7, 1)
        o.absen.append(("CLTN", masa, "Mengikuti suami/istri tugas"))
        o.pengurangan.append(("k100", "Cuti di luar tanggungan negara", masa))


@cerita
def tugas_belajar(d: Dunia) -> None:
    for o in d.ambil("tugas_belajar", d.jumlah(3, 0), lambda o: pns(o) and o.lahir.year > 1982):
        o.absen.append(("TB", (date(2025, 9, 1), date(2027, 9, 1)), "Tugas belajar S-2"))
        o.pengurangan.append(("k20", "Tugas belajar", (date(2025, 9, 1), date(2027, 9, 1))))


@cerita
def cpns(d: Dunia) -> None:
    """CPNS in their first year, 80% of the basic amount; only the marking is done here."""
    d.ambil("cpns", d.jumlah(d.skala.cpns, d.skala.cpns), lambda o: o.status == "CPNS")


def _plt(d: Dunia, nama: str, n: int, cara: str, mulai: date) -> None:
    """Vacant heads of bidang: someone of the same SKPD acts, besides or instead of her own post."""
    kosong = [
        p
        for p in d.struktur.post
        if p.kunci == "kabid"
        and p.unit.skpd.kode != "5.03"
        and p.unit.jadwal == "KANTOR-5"
        and p.orang
        and not _pernah(d, p)
    ]
    kosong.sort(key=lambda p: angka(f"plt.{nama}", 1 << 40, p.id))
    for post in kosong[:n]:
        pindah = next(o for o in d.orang if o.post is post)
        tujuan = next(
            p for p in d.struktur.post if p.unit.skpd is post.unit.skpd and p.kunci == "analis_muda"
        )
        pindah.jabatan = [(post, "D", "", (pindah.masuk, mulai)), (tujuan, "D", "", (mulai, None))]
        pindah.post = tujuan
        pindah.cerita.append("jabatan_lowong")
        pelaksana = _rekan(d, nama, post.unit.skpd, "III")
        pelaksana.jabatan.append((post, "PLT", cara, (mulai, None)))


def _rekan(d: Dunia, nama: str, skpd: Unit, golongan: str = "") -> Orang:
    """One office worker of an SKPD for a story."""
    return d.ambil(
        nama,
        1,
        lambda o: o.post.unit.skpd is skpd and o.golongan.startswith(golongan) and kantor(o),
    )[0]


def _pernah(d: Dunia, post: Post) -> bool:
    """Whether a post already is part of a story."""
    return any(
        p is post and (o.cerita or sampai) for o in d.orang for p, _, _, (_, sampai) in o.jabatan
    )


@cerita
def plt20(d: Dunia) -> None:
    _plt(d, "plt20", d.jumlah(5, 0), "plt20", date(2025, 8, 1))


@cerita
def plt100(d: Dunia) -> None:
    _plt(d, "plt100", d.jumlah(2, 0), "plt100", date(2025, 7, 1))


@cerita
def plt_belum_sebulan(d: Dunia) -> None:
    """Appointed on 20 October: fewer than 30 days, so October pays nothing extra."""
    _plt(d, "plt_belum_sebulan", d.jumlah(1, 0), "plt20", date(2025, 10, 20))


@cerita
def hukuman_sedang(d: Dunia) -> None:
    for o in d.ambil("hukuman_sedang", d.jumlah(3), kantor):
        o.hukuman.append(("sedang", 2500, (date(2025, 9, 1), date(2026, 3, 1))))


@cerita
def hukuman_ringan(d: Dunia) -> None:
    for o in d.ambil("hukuman_ringan", d.jumlah(2, 0), kantor):
        o.hukuman.append(("ringan", 0, (date(2025, 10, 13), date(2026, 10, 13))))


@cerita
def mutasi_tengah_bulan(d: Dunia) -> None:
    """To the same kind of post in another SKPD, on a day that isn't the first of a month."""
    tanggal = [date(2025, 10, 13), date(2025, 11, 17), date(2025, 12, 15)]
    for i, o in enumerate(d.ambil("mutasi_tengah_bulan", d.jumlah(6, 0), kantor)):
        tujuan = [
            p
            for p in d.struktur.post
            if p.kelas == (o.post.kelas or 5) + 1
            and p.unit.jadwal == "KANTOR-5"
            and not p.resep.eselon
            and not p.resep.jadwal
            and p.unit.skpd is not o.post.unit.skpd
        ]
        tujuan += [
            p
            for p in d.struktur.post
            if p.kunci == "admin"
            and p.unit.skpd is not o.post.unit.skpd
            and p.unit.jadwal == "KANTOR-5"
        ]
        baru = tujuan[angka("mutasi", len(tujuan), o.id)]
        hari = tanggal[i % 3]
        o.jabatan = [(o.post, "D", "", (o.masuk, hari)), (baru, "D", "", (hari, None))]


@cerita
def pensiun(d: Dunia) -> None:
    """Reaches the retirement age of 58 in October or November; TMT the month after."""
    for i, o in enumerate(
        d.ambil(
            "pensiun",
            d.jumlah(5, 0),
            lambda o: kantor(o) and o.post.resep.bup == 58 and o.golongan[:3] in ("III", "II/"),
        )
    ):
        bulan = 10 if i < 3 else 11
        o.lahir, o.tmt = date(1967, bulan, 3 + 5 * i), date(1992, 3, 1)
        o.masuk = date(2021, 3, 1)
        o.keluar, o.alasan_keluar = o.bup, "Pensiun (batas usia)"
        o.jabatan = [(o.post, "D", "", (o.masuk, o.keluar))]


@cerita
def meninggal(d: Dunia) -> None:
    for o in d.ambil("meninggal", d.jumlah(1, 0), kantor):
        o.keluar, o.alasan_keluar = date(2025, 11, 19), "Meninggal dunia"
        o.jabatan = [(o.post, "D", "", (o.masuk, o.keluar))]


@cerita
def pegawai_baru(d: Dunia) -> None:
    """From other governments, in the middle of October and November: not yet here on day 1."""
    tempat = [p for p in d.struktur.post if p.kunci == "penelaah" and p.unit.jadwal == "KANTOR-5"]
    for i in range(d.jumlah(4, 1)):
        o = lahirkan(len(d.orang) + 1, tempat[angka("baru", len(tempat), i)], "PNS", wajib=True)
        mulai = date(2025, 10, 13) if i % 2 == 0 else date(2025, 11, 17)
        if d.skala.nama != "kecil" and i >= 2:
            mulai = date(2025, 12, 1)
        o.masuk, o.tertib = mulai, True
        o.jabatan = [(o.post, "D", "", (mulai, None))]
        o.cerita.append("pegawai_baru")
        d.orang.append(o)


@cerita
def tanpa_atasan(d: Dunia) -> None:
    """A section whose head post is vacant and nobody acts; its staff have no superior."""
    if d.skala.nama == "kecil":
        return
    lowong = next(p for p in d.struktur.post if p.kunci == "umpeg" and p.unit.skpd.kode == "2.13")
    o = next(o for o in d.orang if o.post is lowong)
    tujuan = next(
        p for p in d.struktur.post if p.kunci == "analis_muda" and p.unit.skpd.kode == "2.13"
    )
    o.jabatan = [
        (lowong, "D", "", (o.masuk, date(2025, 9, 1))),
        (tujuan, "D", "", (date(2025, 9, 1), None)),
    ]
    o.post = tujuan
    o.cerita.append("jabatan_lowong")
    for bawahan in d.orang:
        if bawahan.post.atasan is lowong and bawahan.wajib and not bawahan.cerita:
            bawahan.cerita.append("tanpa_atasan")


@cerita
def kelas_kosong(d: Dunia) -> None:
    """Posts whose class the region hasn't decided: no TPP can be computed for their holders."""
    for o in d.ambil("kelas_kosong", d.jumlah(3), lambda o: kantor(o) and _sendiri(d, o)):
        o.post.kelas, o.post.besaran = None, None


@cerita
def besaran_kosong(d: Dunia) -> None:
    for o in d.ambil("besaran_kosong", d.jumlah(2, 0), lambda o: kantor(o) and _sendiri(d, o)):
        o.post.besaran = None


def _sendiri(d: Dunia, o: Orang) -> bool:
    """Whether she alone has ever held her post."""
    return not any(x is not o and any(p is o.post for p, *_ in x.jabatan) for x in d.orang)


@cerita
def ptkp_kosong(d: Dunia) -> None:
    for o in d.ambil("ptkp_kosong", d.jumlah(5), kantor):
        o.ptkp = None


@cerita
def rekening_kosong(d: Dunia) -> None:
    for o in d.ambil("rekening_kosong", d.jumlah(3), kantor):
        o.rekening = False


@cerita
def gaji_kosong(d: Dunia) -> None:
    for o in d.ambil("gaji_kosong", d.jumlah(3), kantor):
        o.gaji = False


@cerita
def atasan_khusus(d: Dunia) -> None:
    """Assessed by another than her post's superior, by a letter, for a project."""
    for o in d.ambil("atasan_khusus", d.jumlah(2, 0), kantor):
        lain = next(
            x
            for x in d.orang
            if x.post.kunci == "kabid"
            and not x.cerita
            and x.post.unit.skpd is not o.post.unit.skpd
            and x.post.unit.skpd.kode < "3"
        )
        o.atasan_khusus.append(
            (lain, "Tim percepatan penurunan stunting", (date(2025, 9, 1), date(2026, 1, 1)))
        )


@cerita
def titip_ketukan(d: Dunia) -> None:
    """Two people who tap within the same second twelve times: someone's finger isn't his own."""
    for satu in d.ambil("titip_ketukan", d.jumlah(1, 0), kantor):
        dua = _rekan(d, "titip_ketukan", satu.post.unit.skpd)
        for hari in hari_kerja(satu, date(2025, 10, 2), 12):
            for o in (satu, dua):
                tepat(d, o, hari)


@cerita
def predikat_di_bawah_baik(d: Dunia) -> None:
    for i, o in enumerate(d.ambil("predikat_di_bawah_baik", d.jumlah(17), kantor)):
        for periode in (OKT, NOV):
            d.predikat[o.id, periode] = "kurang" if i % 6 == 5 else "butuh_perbaikan"


@cerita
def tanpa_penilaian(d: Dunia) -> None:
    """October and November are complete but for these: their superior hasn't assessed."""
    for o in d.ambil("tanpa_penilaian", d.jumlah(3), kantor):
        d.tanpa_penilaian.update({(o.id, OKT), (o.id, NOV), (o.id, DES)})


@cerita
def jaga_malam_bersih(d: Dunia) -> None:
    """Shift workers whose nights end on the next day, all in order."""
    d.ambil(
        "jaga_malam_bersih", d.jumlah(4), lambda o: o.status == "PNS" and bool(o.post.resep.jadwal)
    )


@cerita
def jaga_malam_terlambat(d: Dunia) -> None:
    """Twenty minutes late to a night shift: the day is the one on which the shift starts."""
    for o in d.ambil(
        "jaga_malam_terlambat",
        d.jumlah(2),
        lambda o: o.status == "PNS" and bool(o.post.resep.jadwal),
    ):
        hari = next(
            h
            for h in hari_kerja(o, date(2025, 10, 6), 12)
            if "MALAM" in (j.kode if (j := dinas(o, h)) else "")
        )
        tepat(d, o, hari, telat=20)


@cerita
def paruh_waktu(d: Dunia) -> None:
    """PPPK paruh waktu: pay by attendance only, no work results."""
    for o in d.ambil("paruh_waktu", d.skala.paruh_waktu, lambda o: o.status == "PPPK_PW")[10:]:
        o.tertib = False


@cerita
def non_asn(d: Dunia) -> None:
    for o in d.ambil("non_asn", d.skala.non_asn, lambda o: o.status == "NONASN"):
        o.tertib = False


@cerita
def mesin_padam(d: Dunia) -> None:
    """The machine of Disdukcapil is dead from noon of 12 November: nobody's going-home tap."""
    if d.skala.nama == "penuh":
        d.mesin_mati.append((d.skpd("2.12").id, date(2025, 11, 12), 12 * 60))
