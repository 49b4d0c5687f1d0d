"""Stories of what the records lack or say badly: the named lists of a month come from here."""

from datetime import date

from selaras.contoh.cerita.pelaku import kantor
from selaras.contoh.dunia import Dunia
from selaras.contoh.orang import Orang

OKT, NOV, DES = 202510, 202511, 202512


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


def kelas_kosong(d: Dunia) -> None:
    """Posts whose class the region hasn't decided: no TPP can be computed for their holders."""
    for o in d.ambil("kelas_kosong", d.jumlah(3), lambda o: kantor(o) and _sendiri(d, o)):
        o.post.kelas, o.post.besaran = None, None


def besaran_kosong(d: Dunia) -> None:
    for o in d.ambil("besaran_kosong", d.jumlah(2, 0), lambda o: kantor(o) and _sendiri(d, o)):
        o.post.besaran = None


def _sendiri(d: Dunia, o: Orang) -> bool:
    """Whether she alone has ever held her post."""
    return not any(x is not o and any(p is o.post for p, *_ in x.jabatan) for x in d.orang)


def ptkp_kosong(d: Dunia) -> None:
    for o in d.ambil("ptkp_kosong", d.jumlah(5), kantor):
        o.ptkp = None


def rekening_kosong(d: Dunia) -> None:
    for o in d.ambil("rekening_kosong", d.jumlah(3), kantor):
        o.rekening = False


def gaji_kosong(d: Dunia) -> None:
    for o in d.ambil("gaji_kosong", d.jumlah(3), kantor):
        o.gaji = False


def predikat_di_bawah_baik(d: Dunia) -> None:
    for i, o in enumerate(d.ambil("predikat_di_bawah_baik", d.jumlah(17), kantor)):
        for periode in (OKT, NOV):
            d.predikat[o.id, periode] = "kurang" if i % 6 == 5 else "butuh_perbaikan"


def tanpa_penilaian(d: Dunia) -> None:
    """October and November are complete but for these: their superior hasn't assessed."""
    for o in d.ambil("tanpa_penilaian", d.jumlah(3), kantor):
        d.tanpa_penilaian.update({(o.id, OKT), (o.id, NOV), (o.id, DES)})
