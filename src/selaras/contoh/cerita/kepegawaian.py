"""Stories of service: newcomers, acting heads, transfers, sanctions, retirement, death."""

from datetime import date

from selaras.contoh.acak import angka
from selaras.contoh.cerita.pelaku import kantor, rekan
from selaras.contoh.dunia import Dunia
from selaras.contoh.orang import lahirkan
from selaras.contoh.struktur import Post

UMUM = ("sma", "d3", "s1umum", "s1eko")  # schooling of posts that anyone may move to


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
        pelaksana = rekan(d, nama, post.unit.skpd, "III")
        pelaksana.jabatan.append((post, "PLT", cara, (mulai, None)))


def _pernah(d: Dunia, post: Post) -> bool:
    """Whether a post already is part of a story."""
    return any(
        p is post and (o.cerita or sampai) for o in d.orang for p, _, _, (_, sampai) in o.jabatan
    )


def plt20(d: Dunia) -> None:
    _plt(d, "plt20", d.jumlah(5, 0), "plt20", date(2025, 8, 1))


def plt100(d: Dunia) -> None:
    _plt(d, "plt100", d.jumlah(2, 0), "plt100", date(2025, 7, 1))


def plt_belum_sebulan(d: Dunia) -> None:
    """Appointed on 20 October: fewer than 30 days, so October pays nothing extra."""
    _plt(d, "plt_belum_sebulan", d.jumlah(1, 0), "plt20", date(2025, 10, 20))


def hukuman_sedang(d: Dunia) -> None:
    for o in d.ambil("hukuman_sedang", d.jumlah(3), kantor):
        o.hukuman.append(("sedang", 2500, (date(2025, 9, 1), date(2026, 3, 1))))


def hukuman_ringan(d: Dunia) -> None:
    for o in d.ambil("hukuman_ringan", d.jumlah(2, 0), kantor):
        o.hukuman.append(("ringan", 0, (date(2025, 10, 13), date(2026, 10, 13))))


def mutasi_tengah_bulan(d: Dunia) -> None:
    """To a post a class higher in another SKPD, on a day that isn't the first of a month."""
    tanggal = [date(2025, 10, 13), date(2025, 11, 17), date(2025, 12, 15)]
    for i, o in enumerate(d.ambil("mutasi_tengah_bulan", d.jumlah(6, 0), kantor)):
        sama = [
            p
            for p in d.struktur.post
            if p.unit.skpd is not o.post.unit.skpd
            and p.unit.jadwal == "KANTOR-5"
            and not p.resep.eselon
            and p.resep.didik in UMUM
        ]
        naik = [p for p in sama if p.kelas == (o.post.kelas or 0) + 1]
        tujuan = naik or [p for p in sama if p.kelas == o.post.kelas]
        baru = tujuan[angka("mutasi", len(tujuan), o.id)]
        hari = tanggal[i % 3]
        o.jabatan = [(o.post, "D", "", (o.masuk, hari)), (baru, "D", "", (hari, None))]


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


def meninggal(d: Dunia) -> None:
    for o in d.ambil("meninggal", d.jumlah(1, 0), kantor):
        o.keluar, o.alasan_keluar = date(2025, 11, 19), "Meninggal dunia"
        o.jabatan = [(o.post, "D", "", (o.masuk, o.keluar))]


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


def paruh_waktu(d: Dunia) -> None:
    """PPPK paruh waktu: pay by attendance only, no work results."""
    for o in d.ambil("paruh_waktu", d.skala.paruh_waktu, lambda o: o.status == "PPPK_PW")[10:]:
        o.tertib = False


def non_asn(d: Dunia) -> None:
    for o in d.ambil("non_asn", d.skala.non_asn, lambda o: o.status == "NONASN"):
        o.tertib = False
