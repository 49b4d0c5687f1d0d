"""1 December 2025: two dinas become one and a badan gets a new name.

Units and posts end and are made anew from that day, as effective dating wants it: November shows
the old ones. Posts that a merger leaves over are moved to functional ones (penyetaraan).
"""

from datetime import date

from selaras.contoh.dunia import Dunia
from selaras.contoh.resep import besaran
from selaras.contoh.struktur import Post, Struktur, Unit

HARI = date(2025, 12, 1)
GABUNG = ("2.17", "3.30", "Dinas Koperasi Usaha Kecil Menengah Perdagangan dan Perindustrian")
GANTI_NAMA = ("5.01", "Badan Perencanaan Pembangunan Riset dan Inovasi Daerah")


def _tiru_unit(s: Struktur, lama: Unit, induk: Unit | None, nama: str, kode: str) -> Unit:
    baru = s.buka_unit(
        kode,
        nama,
        lama.jenis,
        induk,
        jenis_bayar=lama.jenis_bayar,
        mulai=HARI,
        jadwal=lama.jadwal,
        situs=lama.situs or lama.skpd.id,
    )
    lama.sampai, lama.pengganti = HARI, baru
    return baru


def _tiru_post(s: Struktur, lama: Post, unit: Unit, atasan: Post | None) -> Post:
    nomor = len(s.post) + 1
    nama = lama.nama.replace(lama.unit.skpd.nama, unit.skpd.nama)
    baru = Post(
        nomor,
        unit,
        f"J{nomor:04d}",
        nama,
        lama.resep,
        lama.kunci,
        atasan,
        lama.kelas,
        lama.besaran,
        lama.orang,
        HARI,
    )
    lama.sampai = HARI
    s.post.append(baru)
    return baru


def _pindahkan(d: Dunia, peta: dict[int, Post]) -> None:
    """Everyone who holds an ended post on the day goes on in its successor."""
    for o in d.orang:
        for post, penugasan, cara, (mulai, sampai) in list(o.jabatan):
            if post.id in peta and (sampai is None or sampai > HARI):
                o.jabatan.remove((post, penugasan, cara, (mulai, sampai)))
                if mulai < HARI:
                    o.jabatan.append((post, penugasan, cara, (mulai, HARI)))
                o.jabatan.append((peta[post.id], penugasan, cara, (max(mulai, HARI), sampai)))


def _penyetaraan(s: Struktur, lama: Post, unit: Unit, atasan: Post) -> Post:
    """A head whose section is gone becomes an Analis Kebijakan of the new unit."""
    kunci = "analis_madya" if lama.resep.eselon in ("II.b", "III.a") else "analis_muda"
    for p in s.post:
        if p.unit is unit and p.kunci == kunci:
            p.orang += 1
            return p
    post = s.buka_post(unit, kunci, atasan)
    post.mulai, post.besaran = HARI, besaran(post.resep.kelas, {})
    return post


def _tiru_skpd(d: Dunia, kode: str, nama: str, dilebur: str = "") -> Unit:
    """A new SKPD in place of `kode`; the bidang of `dilebur` come along."""
    s = d.struktur
    asal = [k for k in (kode, dilebur) if k]
    lama = [u for u in s.unit if u.skpd.kode in asal and u.sampai is None]
    peta_unit: dict[int, Unit] = {}
    pusat = next(u for u in lama if u.kode == kode and u.induk is None)
    skpd = _tiru_unit(s, pusat, None, nama, kode)
    for u in sorted(lama, key=lambda u: (u.skpd.kode != kode, u.id)):
        if u.induk is None:
            u.sampai, u.pengganti = HARI, skpd
            peta_unit[u.id] = skpd
        elif u.skpd.kode == dilebur and "Sekretariat" in u.nama:
            u.sampai, u.pengganti = (
                HARI,
                peta_unit[
                    next(v.id for v in lama if v.skpd.kode == kode and "Sekretariat" in v.nama)
                ],
            )
            peta_unit[u.id] = u.pengganti
        else:
            judul = u.nama.replace(u.skpd.nama, nama)
            ekor = u.kode.removeprefix(u.skpd.kode)
            ekor = f".{int(ekor[1:]) + 2}" if u.skpd.kode == dilebur else ekor
            peta_unit[u.id] = _tiru_unit(s, u, skpd, judul, kode + ekor)
    _pindahkan(d, _peta_post(s, lama, peta_unit, dilebur))
    return skpd


def _peta_post(
    s: Struktur, lama: list[Unit], unit: dict[int, Unit], dilebur: str
) -> dict[int, Post]:
    peta: dict[int, Post] = {}
    posts = [p for p in s.post if p.unit in lama]
    utama = [p for p in posts if p.unit.skpd.kode != dilebur]
    for p in utama + [p for p in posts if p.unit.skpd.kode == dilebur]:
        atasan = peta.get(p.atasan.id, p.atasan) if p.atasan else None
        rangkap = p.unit.skpd.kode == dilebur and p.resep.eselon and p.kunci != "kabid"
        if rangkap:
            kepala = next(q for q in peta.values() if q.kunci == "kepala")
            peta[p.id] = _penyetaraan(s, p, unit[p.unit.id], kepala)
        else:
            peta[p.id] = _tiru_post(s, p, unit[p.unit.id], atasan)
        p.sampai = HARI
    return peta


def reorganisasi(d: Dunia) -> None:
    """Only the whole regency has it."""
    if d.skala.nama == "penuh":
        _tiru_skpd(d, GABUNG[0], GABUNG[2], GABUNG[1])
        _tiru_skpd(d, *GANTI_NAMA)
