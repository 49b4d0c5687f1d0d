"""One person's TPP in plain Python, with fractions: what the frames must agree with.

Written from the text of the rules, not from the frames; slow and simple on purpose. Percentages
are Fractions of 1, money whole rupiah. Values come from the law, the arithmetic from here.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

KRITERIA = ("bk", "pk", "kk", "tb", "kp", "po")


@dataclass
class Orang:
    status: str = "PNS"
    besaran: dict = field(default_factory=dict)
    plt: str | None = None
    besaran_plt: dict = field(default_factory=dict)
    predikat: str | None = None
    capaian: Fraction = Fraction(0)
    menit: int = 0
    kredit_menit: int = 0
    disiplin: Fraction | None = None
    potongan: Fraction = Fraction(0)
    apel: int = 0
    hadir: int = 20
    hari_kerja: int = 20
    alpa_sebulan: bool = False
    pengurang: str | None = None
    hukuman: Fraction = Fraction(0)
    unit: str = "umum"
    kurang_lalu: int = 0
    lebih_lalu: int = 0
    gaji: int = 0
    gaji_iwp: int = 0
    gaji_bpjs: int = 0
    gaji_pph: int = 0
    ptkp: str = "TK/0"
    golongan: str = "III/a"
    thr: bool = False
    zakat: bool = False
    potongan_lain: int = 0


def half_up(x: Fraction) -> int:
    return floor(x + Fraction(1, 2))


def bp(n: int) -> Fraction:
    return Fraction(n, 10_000)


def langkah(jenjang, x) -> int:
    nilai = 0
    for mulai, n in jenjang:
        if x >= mulai:
            nilai = n
    return nilai


def produktivitas(o: Orang, a) -> tuple[Fraction, bool]:
    """0..1 and whether the threshold of minutes was met."""
    cara = a.pilihan("kinerja.cara")
    menit = o.menit + o.kredit_menit
    if cara == "predikat":
        return bp(a.tabel("kinerja.predikat").get(o.predikat or "tidak_ada", 0)), True
    if cara in ("persen", "nilai_skp"):
        return o.capaian, True
    if cara == "pita_nilai":
        return bp(langkah(a.jenjang("kinerja.pita_nilai"), floor(o.capaian * 10_000))), True
    if cara == "tanpa":
        return Fraction(0), True
    target = a.nilai("kinerja.menit_target")
    if cara == "menit_ambang":
        return Fraction(int(menit >= target)), menit >= target
    if cara == "menit_proporsional":
        return min(Fraction(1), Fraction(menit, target)), True
    return bp(langkah(a.jenjang("kinerja.menit_pita"), menit - target)), True


def disiplin(o: Orang, a) -> tuple[Fraction, Fraction]:
    """The score, and what is taken of the whole TPP besides."""
    per_apel = a.nilai("presensi.apel_per_kali") if a.ada("presensi.apel_per_kali") else 0
    potongan = o.potongan + o.apel * bp(per_apel)
    if a.pilihan("disiplin.basis") == "tpp":
        return Fraction(1), min(potongan, bp(a.nilai("disiplin.maks_potongan_tpp")))
    if o.disiplin is not None:
        return o.disiplin, Fraction(0)
    if a.pilihan("disiplin.cara") == "persen_kehadiran":
        return Fraction(o.hadir, o.hari_kerja), Fraction(0)
    return max(Fraction(0), 1 - min(potongan, bp(a.nilai("disiplin.maks_potongan")))), Fraction(0)


def realisasi(o: Orang, a) -> Fraction:
    if o.alpa_sebulan:
        return Fraction(0)
    bobot = dict(a.tabel("tpp.bobot"))
    if o.pengurang == "mkd7h":
        bobot |= dict(a.tabel("tpp.mkd7h_bobot"))
    if o.pengurang == "cuti_penuh":
        bobot |= dict(a.tabel("tpp.cuti_penuh_bobot"))
    p, terpenuhi = produktivitas(o, a)
    d, dari_tpp = disiplin(o, a)
    porsi = [bp(bobot["produktivitas"]) * p, bp(bobot["disiplin"]) * d]
    if a.ada("tpp.desimal_faktor"):
        kali = 100 * 10 ** a.nilai("tpp.desimal_faktor")
        porsi = [Fraction(half_up(x * kali), kali) for x in porsi]
    jumlah = sum(porsi, Fraction(0)) - dari_tpp
    if "skp" in bobot and terpenuhi:
        jumlah += bp(a.tabel("kinerja.skp_porsi").get(o.predikat or "tidak_ada", 0))
    return max(jumlah, Fraction(0))


def hitung_orang(o: Orang, a) -> dict:
    status = bp(a.tabel("tpp.status")[o.status])
    bayar = a.tabel("tpp.persen_bayar")
    kali = bp(bayar.get(o.unit, bayar["umum"])) * bp(a.nilai("tpp.pengali_besaran"))
    r = realisasi(o, a)
    uji = bp(a.nilai("tpp.uji_coba")) if a.ada("tpp.uji_coba") else None
    pengganti = a.tabel("tpp.pengurang") if a.ada("tpp.pengurang") else {}
    hasil, bayangan = {}, {}
    for k in a.daftar("tpp.kriteria"):
        sendiri, lain = o.besaran.get(k, 0), o.besaran_plt.get(k, 0)
        dasar = sendiri * status
        if o.plt == "plt20":
            dasar += lain * bp(a.nilai("tpp.plt_tambahan"))
        elif o.plt == "plt100":
            dasar = lain * status
        ada = o.hadir > 0 and not o.alpa_sebulan
        faktor = r if k in a.daftar("tpp.kriteria_dinilai") else Fraction(int(ada))
        if o.pengurang in pengganti:
            faktor = bp(pengganti[o.pengurang])
        bayangan[k] = half_up(dasar * faktor * kali)
        dibayar = uji if uji is not None and o.pengurang not in pengganti else faktor
        hasil[k] = half_up(dasar * dibayar * kali)
    jumlah = sum(hasil.values())
    bruto = half_up(jumlah * (1 - o.hukuman)) + o.kurang_lalu
    bruto -= min(o.lebih_lalu, bruto)
    pph = pajak(o, bruto, a)
    pph_tpp = max(0, pph - (o.gaji_pph if a.pilihan("pajak.cara") == "ter" and not o.thr else 0))
    tanpa_jkn = o.thr and a.ada("jkn.bulan_khusus") and a.pilihan("jkn.bulan_khusus") == "tanpa"
    iwp = 0 if tanpa_jkn else iuran(bruto, "jkn.pegawai", o.gaji_iwp, a)
    dipotong = pph_tpp if a.pilihan("pajak.penanggung") == "pegawai" else 0
    diterima = bruto - iwp - min(dipotong, bruto - iwp)
    zakat = half_up(diterima * bp(a.nilai("potongan.zakat"))) if o.zakat else 0
    return {
        **{f"nilai_{k}": hasil.get(k, 0) for k in KRITERIA},
        "jumlah_bayangan": sum(bayangan.values()),
        "realisasi": half_up(r * 100_000_000),
        "bruto": bruto,
        "pph21": pph,
        "iwp": iwp,
        "bpjs": 0 if tanpa_jkn else iuran(bruto, "jkn.pemberi_kerja", o.gaji_bpjs, a),
        "diterima": diterima,
        "netto": diterima - zakat - min(o.potongan_lain, diterima - zakat),
    }


def pajak(o: Orang, bruto: int, a) -> int:
    cara = a.pilihan("pajak.cara")
    if cara == "tanpa":
        return 0
    if cara == "pp80":
        return half_up(bruto * bp(a.tabel("pajak.pp80")[o.golongan.split("/")[0]]))
    dasar = bruto + (0 if o.thr else o.gaji)
    kategori = {1: "a", 2: "b", 3: "c"}[a.tabel("pajak.kategori_ter")[o.ptkp]]
    return half_up(dasar * bp(langkah(a.jenjang(f"pajak.ter_{kategori}"), dasar)))


def iuran(bruto: int, kunci: str, sudah: int, a) -> int:
    batas = floor(a.nilai("jkn.batas_upah") * bp(a.nilai(kunci)))
    return min(half_up(bruto * bp(a.nilai(kunci))), max(0, batas - sudah))
