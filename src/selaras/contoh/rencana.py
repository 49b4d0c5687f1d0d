"""Plans, realisation and assessment of the sample's people as plain rows; nothing is stored here.

October and November are assessed as the month's results say; December is under way.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from selaras.contoh.acak import angka
from selaras.contoh.bingkai_orang import predikat_bulan, rentang
from selaras.contoh.dunia import Dunia
from selaras.contoh.kosakata import karya
from selaras.contoh.orang import Orang
from selaras.contoh.struktur import Post

TAHUN = 2025
BERJALAN = 202512
BARU_DIAJUKAN = date(2025, 12, 8)  # what still waits was handed in lately
NAMA_BULAN = {202510: "Oktober", 202511: "November", 202512: "Desember"}
# predikat -> (result, behaviour) as the national matrix has it (PermenPANRB 6/2022)
RATING = {
    "sangat_baik": (1, 1),
    "baik": (2, 2),
    "butuh_perbaikan": (3, 2),
    "kurang": (2, 3),
    "sangat_kurang": (3, 3),
}
UMPAN = {
    1: "Melampaui yang diharapkan, pertahankan.",
    2: "Sesuai yang diharapkan.",
    3: "Belum sesuai; mari dibahas apa yang menghambat.",
}
PERSPEKTIF = ("penerima", "proses", "anggaran")
EKSPEKTASI = "Laporkan kendala sejak awal, jangan menunggu akhir tahun."
CATATAN_SKP = "Target terlalu umum, sebutkan jumlah dan waktunya."
CATATAN_BULAN = "Sebutkan hasil yang dapat dilihat."
KENDALA = "Data dari unit lain terlambat datang."
Baris = dict[str, Any]


@dataclass(slots=True)
class Rencana:
    """Rows by table; ids count from 1 in the order they are made."""

    tabel: dict[str, list[Baris]] = field(default_factory=dict)

    def tambah(self, nama: str, **isi: Any) -> int:
        baris = self.tabel.setdefault(nama, [])
        baris.append({"id": len(baris) + 1, **isi})
        return len(baris)


@dataclass(slots=True)
class SKPOrang:
    """A person's plan with the ids of its results."""

    id: int
    orang: Orang
    post: Post
    mulai: date
    status: str
    hasil: list[int] = field(default_factory=list)


def _pemegang(d: Dunia, hari: date) -> dict[int, Orang]:
    """Post -> who holds it on a day."""
    return {p.id: o for o in reversed(d.orang) if (p := o.pada(hari))}


def atasan_pada(d: Dunia, hari: date) -> Callable[[Orang], Orang | None]:
    """Who leads whom by post on a day, past empty posts."""
    pemegang = _pemegang(d, hari)

    def atasan(o: Orang) -> Orang | None:
        for lain, _, (mulai, sampai) in o.atasan_khusus:
            if mulai <= hari and (sampai is None or hari < sampai):
                return lain
        post = o.pada(hari)
        naik = post.atasan if post else None
        while naik is not None:
            if (siapa := pemegang.get(naik.id)) and siapa is not o:
                return siapa
            naik = naik.atasan
        return None

    return atasan


def _masa_post(o: Orang) -> Iterator[tuple[Post, date]]:
    """Her definitive posts of the year with the first day of each plan."""
    for post, penugasan, _, (mulai, sampai) in o.jabatan:
        if penugasan == "D" and (sampai is None or sampai > date(TAHUN, 1, 1)):
            yield post, max(mulai, date(TAHUN, 1, 1))


def _sampai(o: Orang, mulai: date) -> date:
    lain = [m for _, m in _masa_post(o) if m > mulai]
    return min([*lain, o.keluar or date(TAHUN + 1, 1, 1), date(TAHUN + 1, 1, 1)])


def _status_skp(o: Orang, mulai: date) -> str:
    """Who moved late is still asking; a few of the others too."""
    if mulai >= date(TAHUN, 11, 1):
        return ["diajukan", "draf", "disetujui"][angka("skp.baru", 3, o.id)]
    lempar = 100 if o.tertib else angka("skp.status", 100, o.id)
    return {0: "diajukan", 1: "diajukan", 2: "dikembalikan", 3: "draf"}.get(lempar, "disetujui")


def _putus(status: str, hari: date) -> Baris:
    """When a document was handed in and decided, by its state."""
    ajukan = datetime(hari.year, hari.month, hari.day, 1, 30) + timedelta(days=3)
    putus = ajukan + timedelta(days=2, hours=3)
    return {
        "status": status,
        "diajukan_pada": None if status == "draf" else f"{ajukan.isoformat()}+00:00",
        "diputus_pada": (None if status in ("draf", "diajukan") else f"{putus.isoformat()}+00:00"),
    }


def _skp(r: Rencana, o: Orang, masa: tuple[Post, date], atasan: Orang | None) -> SKPOrang:
    post, mulai = masa
    status = _status_skp(o, mulai)
    nomor = r.tambah(
        "kinerja_skp", pegawai_id=o.id, tahun=TAHUN, masa=rentang((mulai, _sampai(o, mulai))),
        jenis="jpt" if post.resep.eselon.startswith("II.") else "jajf", jabatan_id=post.id,
        unit_id=post.unit.id, penilai_id=atasan and atasan.id,
        **_putus(status, mulai if status == "disetujui" else max(mulai, BARU_DIAJUKAN)),
    )  # fmt: skip
    skp = SKPOrang(nomor, o, post, mulai, status)
    for n, isi in enumerate(karya(post).hasil, 1):
        skp.hasil.append(_hasil(r, skp, n, isi))
    return skp


def _hasil(r: Rencana, s: SKPOrang, n: int, isi: dict[str, Any]) -> int:
    jpt = s.post.resep.eselon.startswith("II.")
    nomor = r.tambah(
        "kinerja_hasilkerja", skp_id=s.id, urutan=n,
        uraian=isi["uraian"].replace("<unit>", s.post.unit.nama),
        perspektif=PERSPEKTIF[n - 1] if jpt else "",
        ekspektasi=EKSPEKTASI if s.status == "disetujui" and n == 1 else "",
        catatan_atasan=CATATAN_SKP if s.status == "dikembalikan" and n == 1 else "",
    )  # fmt: skip
    for urutan, (aspek, uraian, target) in enumerate(isi["indikator"], 1):
        r.tambah("kinerja_indikator", hasil_kerja_id=nomor, urutan=urutan, aspek=aspek,
                 uraian=uraian, target=target)  # fmt: skip
    return nomor


def _tautkan(r: Rencana, semua: list[SKPOrang], atasan: Callable[[Orang], Orang | None]) -> None:
    """Each result under one of the superior's."""
    menurut = {s.orang.id: s for s in semua if s.status == "disetujui"}
    for s in semua:
        pimpinan = atasan(s.orang)
        induk = menurut.get(pimpinan.id) if pimpinan else None
        if induk is None:
            continue
        for n, hasil in enumerate(s.hasil):
            r.tambah("kinerja_hasilkerja_hasil_atasan", from_hasilkerja_id=hasil,
                     to_hasilkerja_id=induk.hasil[n % len(induk.hasil)])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bulan:
    """One person's month: whose plan, which month, who leads her, what came of it."""

    s: SKPOrang
    periode: int
    atasan: Orang | None
    predikat: str

    @property
    def awal(self) -> date:
        return date(self.periode // 100, self.periode % 100, 1)

    @property
    def depan(self) -> date:
        """First day of the next month."""
        return (self.awal + timedelta(days=31)).replace(day=1)

    def isi(self) -> list[tuple[str, int, str]]:
        """The month's work: words, quantity, unit."""
        nama = f"{NAMA_BULAN[self.periode]} {TAHUN}"
        return [(u.replace("<bulan>", nama), n, s) for u, n, s in karya(self.s.post).bulan]

    def status_rencana(self) -> str:
        if self.periode < BERJALAN or self.s.orang.tertib:
            return "disetujui"
        lempar = angka("rencana.status", 100, self.s.orang.id)
        batas = ((3, "draf"), (9, "diajukan"), (11, "dikembalikan"))
        return next((status for n, status in batas if lempar < n), "disetujui")

    def status_realisasi(self) -> str:
        """ "" = nothing written yet."""
        lempar = angka("realisasi", 100, self.s.orang.id, self.periode)
        if self.periode == BERJALAN:
            return "draf" if lempar < 25 else ""
        return "dinilai" if self.predikat else ("diajukan" if lempar < 60 else "draf")


def _bulanan(r: Rencana, b: Bulan) -> None:
    """The month's plan and, once approved, what came of it."""
    status = b.status_rencana()
    rencana = r.tambah(
        "kinerja_rencanabulan", pegawai_id=b.s.orang.id, periode=b.periode, skp_id=b.s.id,
        unit_id=b.s.post.unit.id, **_putus(status, b.awal),
    )  # fmt: skip
    baris = [
        r.tambah(
            "kinerja_rencanabaris", rencana_id=rencana, urutan=n, uraian=uraian,
            hasil_kerja_id=b.s.hasil[(n - 1) % len(b.s.hasil)], kuantitas=banyak, satuan=satuan,
            catatan_atasan=CATATAN_BULAN if status == "dikembalikan" and n == 1 else "",
        )
        for n, (uraian, banyak, satuan) in enumerate(b.isi(), 1)
    ]  # fmt: skip
    if status == "disetujui":
        _realisasi(r, b, rencana, baris)


def _realisasi(r: Rencana, b: Bulan, rencana: int, baris: list[int]) -> None:
    status = b.status_realisasi()
    if not status:
        return
    nomor = r.tambah(
        "kinerja_realisasi", rencana_id=rencana, pegawai_id=b.s.orang.id, periode=b.periode,
        unit_id=b.s.post.unit.id, **_putus(status, b.depan - timedelta(days=4)),
    )  # fmt: skip
    hasil = RATING[b.predikat][0] if status == "dinilai" else 0
    for n, (rencana_baris, isi) in enumerate(zip(baris, b.isi(), strict=True), 1):
        uraian, banyak, satuan = isi
        terisi = status != "draf" or n == 1
        rating = 1 if hasil == 2 and (b.s.orang.id + b.periode) % 7 == n else hasil
        baris_id = r.tambah(
            "kinerja_realisasibaris", realisasi_id=nomor, rencana_baris_id=rencana_baris,
            uraian=f"Sudah dikerjakan: {uraian[0].lower()}{uraian[1:]}." if terisi else "",
            kuantitas=(max(banyak // 2, 1) if rating == 3 else banyak) if terisi else None,
            kendala=KENDALA if rating == 3 and n == 1 else "", rating=rating or None,
            umpan_balik=UMPAN[rating] if rating in (1, 3) else "",
        )  # fmt: skip
        if terisi:
            r.tambah(
                "kinerja_eviden", baris_id=baris_id,
                tautan=f"https://berkas.lestarijaya.example/{b.periode}/{baris_id}.pdf",
                keterangan=f"{satuan.capitalize()} {NAMA_BULAN[b.periode]}",
            )  # fmt: skip
    if status == "dinilai":
        _penilaian(r, b, nomor)


def _penilaian(r: Rencana, b: Bulan, realisasi: int) -> None:
    hasil, perilaku = RATING[b.predikat]
    r.tambah(
        "kinerja_penilaian", pegawai_id=b.s.orang.id, jenis="bulanan", periode=b.periode,
        skp_id=b.s.id, realisasi_id=realisasi, unit_id=b.s.post.unit.id,
        penilai_id=b.atasan and b.atasan.id, hasil=hasil, perilaku=perilaku, saran_hasil=hasil,
        saran_perilaku=perilaku, predikat=b.predikat, umpan_balik=UMPAN[max(hasil, perilaku)],
        selesai_pada=f"{b.depan + timedelta(days=1)}T02:00:00+00:00",
    )  # fmt: skip


def rencana_kinerja(d: Dunia) -> Rencana:
    """Everything of the world's months."""
    r = Rencana()
    semua: list[SKPOrang] = []
    atasan = atasan_pada(d, date(2025, 12, 1))
    for o in d.orang:
        for post, mulai in _masa_post(o) if o.wajib else []:
            if (o.keluar is None or mulai < o.keluar) and _sampai(o, mulai) > mulai:
                semua.append(_skp(r, o, (post, mulai), atasan(o)))
    _tautkan(r, [s for s in semua if s.orang.pada(date(2025, 12, 1)) is s.post], atasan)
    for periode in d.skala.periode:
        awal = date(periode // 100, periode % 100, 1)
        atasan_bulan = atasan_pada(d, awal)
        for s in semua:
            if s.orang.pada(awal) is s.post and s.status == "disetujui":
                predikat = predikat_bulan(d, s.orang, periode) if periode < BERJALAN else ""
                _bulanan(r, Bulan(s, periode, atasan_bulan(s.orang), predikat))
    return r
