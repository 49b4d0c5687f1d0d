"""Stories of taps: late, early, missing, doubled by a friend, at night, on a dead machine."""

from collections.abc import Callable
from datetime import date
from functools import partial

from selaras.contoh.cerita.hari import buang, hari_kerja, tepat
from selaras.contoh.cerita.pelaku import di_skpd, kantor, rekan
from selaras.contoh.dunia import Dunia
from selaras.contoh.kalender import dinas
from selaras.contoh.orang import Orang


def bulan_bersih(d: Dunia) -> None:
    d.ambil("bulan_bersih", d.jumlah(6), kantor)


def tl_empat_pita(d: Dunia) -> None:
    """12, 47, 65 and 95 minutes late, one of each band (TL1 to TL4)."""
    for o in d.ambil("tl_empat_pita", d.jumlah(6), kantor):
        for hari, menit in zip(hari_kerja(o, date(2025, 10, 6), 4), (12, 47, 65, 95), strict=True):
            tepat(d, o, hari, telat=menit)


def psw_dua_kali(d: Dunia) -> None:
    for o in d.ambil("psw_dua_kali", d.jumlah(6), kantor):
        satu, dua = hari_kerja(o, date(2025, 10, 14), 2)
        tepat(d, o, satu, cepat=25)
        tepat(d, o, dua, cepat=75)


def tanpa_ketukan_pulang(d: Dunia) -> None:
    for o in d.ambil("tanpa_ketukan_pulang", d.jumlah(8), kantor):
        buang(d, o, hari_kerja(o, date(2025, 10, 8), 1)[0], 1)


def tanpa_ketukan_masuk(d: Dunia) -> None:
    for o in d.ambil("tanpa_ketukan_masuk", d.jumlah(5), kantor):
        buang(d, o, hari_kerja(o, date(2025, 10, 9), 1)[0], 0)


def terlambat_diganti(d: Dunia) -> None:
    """25 minutes late, made up for by leaving 30 minutes after the end."""
    for o in d.ambil("terlambat_diganti", d.jumlah(4), kantor):
        hari = hari_kerja(o, date(2025, 10, 7), 1)[0]
        tepat(d, o, hari, telat=25, cepat=-30)


def alpa(d: Dunia) -> None:
    """Absent without a reason: one to four days in October."""
    for i, o in enumerate(d.ambil("alpa", d.jumlah(9), kantor)):
        for hari in hari_kerja(o, date(2025, 10, 20), 1 + i % 4):
            d.ketukan[o.id, hari] = []


def alpa_beruntun(d: Dunia) -> None:
    """Twelve days in a row without a word (PP 94/2021 ps. 15)."""
    for o in d.ambil("alpa_beruntun", d.jumlah(1, 0), kantor):
        for hari in hari_kerja(o, date(2025, 11, 3), 12):
            d.ketukan[o.id, hari] = []


def titip_ketukan(d: Dunia) -> None:
    """Two people who tap within the same second twelve times: someone's finger isn't his own."""
    for satu in d.ambil("titip_ketukan", d.jumlah(1, 0), kantor):
        dua = rekan(d, "titip_ketukan", satu.post.unit.skpd)
        for hari in hari_kerja(satu, date(2025, 10, 2), 12):
            for o in (satu, dua):
                tepat(d, o, hari)


def jaga_malam_bersih(d: Dunia) -> None:
    """Shift workers whose nights end on the next day, all in order."""
    d.ambil(
        "jaga_malam_bersih", d.jumlah(4), lambda o: o.status == "PNS" and bool(o.post.resep.jadwal)
    )


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


def mesin_padam(d: Dunia) -> None:
    """The machine of Disdukcapil is dead from noon of 12 November: nobody's going-home tap."""
    if d.skala.nama == "penuh":
        d.mesin_mati.append((d.skpd("2.12").id, date(2025, 11, 12), 12 * 60))
        # Half of them have shown their superior that they stayed.
        orang = [o for o in d.orang if (p := o.pada(date(2025, 11, 12))) and di_skpd(p, "2.12")]
        for o in orang[::2]:
            d.koreksi.append((o.id, date(2025, 11, 12), None, 16 * 60, "Mesin padam sejak 12.00"))


def tokoh(d: Dunia) -> None:
    """The people of the sample logins: an employee with a lively quarter and those around her."""
    kecil = d.skala.nama == "kecil"
    kode = "5.03" if kecil else "2.16"
    utama = d.ambil(
        "tokoh_pegawai",
        1,
        lambda o: (
            kantor(o)
            and o.post.unit.skpd.kode == kode
            and o.post.atasan is not None
            and o.post.atasan.kunci == "kabid"
        ),
    )[0]
    _ceritakan_tokoh(d, utama)
    peran: list[tuple[str, Callable[[Orang], bool]]] = [
        ("tokoh_atasan", lambda o: o.post is utama.post.atasan),
        ("tokoh_pengelola", lambda o: o.post.kunci == "umpeg" and di_skpd(o.post, kode)),
        ("tokoh_bendahara", lambda o: o.post.kunci == "bendahara" and di_skpd(o.post, kode)),
        ("tokoh_verifikator", lambda o: o.post.kunci == "sdma_muda" and di_skpd(o.post, "5.03")),
        ("tokoh_admin", lambda o: o.post.kunci == "kabid" and di_skpd(o.post, "5.03")),
        ("tokoh_pimpinan", lambda o: o.post.kunci == ("kepala" if kecil else "sekda")),
        (
            "tokoh_auditor",
            lambda o: (
                o.post.kunci in ("auditor", "analis_muda")
                and di_skpd(o.post, "5.03" if kecil else "6.01")
            ),
        ),
    ]
    for nama, syarat in peran:
        d.ambil(nama, 1, partial(_pns_yang, syarat))


def _pns_yang(cocok: Callable[[Orang], bool], o: Orang) -> bool:
    return o.status == "PNS" and cocok(o)


def _ceritakan_tokoh(d: Dunia, o: Orang) -> None:
    telat = [(date(2025, 10, 7), 47), (date(2025, 11, 3), 47), (date(2025, 12, 9), 12)]
    for hari, menit in telat:
        tepat(d, o, hari, telat=menit)
    for hari in (date(2025, 10, 15), date(2025, 11, 6)):
        buang(d, o, hari, 1)
    tepat(d, o, date(2025, 11, 20), telat=25, cepat=-30)
    if d.skala.nama == "penuh":
        o.absen.append(
            ("DL", (date(2025, 12, 2), date(2025, 12, 4)), "Rapat koordinasi SPBE di provinsi")
        )
