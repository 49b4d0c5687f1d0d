"""Orders to work overtime beside what the taps prove, and what the region's law says of pay."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from selaras.aturan.jadwal import Rentang
from selaras.aturan.lembur import JendelaLembur, Kenyataan, kenyataan, uang_lembur
from selaras.aturan.presensi import KOSONG
from selaras.aturan.presensi.kisi import Orang
from selaras.hukum import Aturan, HukumError, Law
from selaras.kinerja.models import PerintahLembur
from selaras.pegawai.models import RiwayatGolongan
from selaras.presensi.models import Ketukan
from selaras.presensi.selectors.masukan import KalenderKosong, load_kisi, load_scope

BELUM_DIATUR = "Daerah ini belum menetapkan apakah dan bagaimana lembur dibayar."
BAYAR, TARIF = "presensi.lembur_bayar", "presensi.lembur_tarif"
_KATA = {
    "tidak": "Menurut aturan daerah, lembur tidak dibayar tersendiri.",
    "istirahat": "Menurut aturan daerah, lembur diganti waktu istirahat.",
    "uang": "Menurut aturan daerah, lembur dibayar per jam penuh, di luar TPP.",
}


@dataclass(frozen=True, slots=True)
class Lembur:
    """An order, what is proven of it, and what that comes to where the law pays by the hour."""

    perintah: PerintahLembur
    nyata: Kenyataan
    rupiah: int | None


class Nyata:
    """What is proven of the orders that a list draws: all of them at once, when first asked."""

    def __init__(self, orders: Callable[[], Iterable[PerintahLembur]], kini: datetime) -> None:
        self._orders, self._kini = orders, kini

    @cached_property
    def _semua(self) -> Mapping[int, Lembur]:
        return load_lembur(list(self._orders()), self._kini)

    def __call__(self, order: PerintahLembur) -> Lembur | None:
        satu = self._semua.get(order.pk)
        return satu or load_lembur([order], self._kini).get(order.pk)


def load_lembur(orders: Sequence[PerintahLembur], kini: datetime) -> Mapping[int, Lembur]:
    """Whatever the number of orders a handful of queries; `pegawai__instansi` comes along."""
    if not orders:
        return {}
    ids = sorted({o.pegawai_id for o in orders})
    jam = _hours(orders, ids)
    ketukan = _taps(orders, ids, kini)
    golongan = _ranks(orders, ids)
    hukum: dict[tuple[str, date], Aturan] = {}
    hasil = {}
    for o in orders:
        kunci = (o.pegawai.instansi.daerah, o.tanggal)
        aturan = hukum.setdefault(kunci, Law.load().pada(o.tanggal, kunci[0]))
        nol = _midnight(o)
        nyata = kenyataan(
            (o.mulai, o.selesai),
            [_minutes(w, nol) for w in ketukan.get(o.pegawai_id, ())],
            jam.get((o.pegawai_id, o.tanggal)),
            JendelaLembur.dari(aturan),
            kini=_minutes(kini, nol),
        )
        hasil[o.pk] = Lembur(o, nyata, _pay(aturan, nyata, golongan.get(o.pk, "")))
    return hasil


def pay_words(aturan: Aturan) -> str:
    """What the region says of pay, or that it says nothing."""
    try:
        return _KATA[aturan.pilihan(BAYAR)] if aturan.ada(BAYAR) else BELUM_DIATUR
    except HukumError:
        return BELUM_DIATUR


def _pay(aturan: Aturan, nyata: Kenyataan, golongan: str) -> int | None:
    if not (aturan.ada(BAYAR) and aturan.pilihan(BAYAR) == "uang" and aturan.ada(TARIF)):
        return None
    return uang_lembur(nyata.jam_penuh, golongan, dict(aturan.tabel(TARIF)))


def _ranks(orders: Sequence[PerintahLembur], ids: Sequence[int]) -> Mapping[int, str]:
    """Order -> the rank its person held on its date."""
    awal, akhir = min(o.tanggal for o in orders), max(o.tanggal for o in orders)
    riwayat = list(
        RiwayatGolongan.objects.antara(awal, akhir)
        .filter(pegawai_id__in=ids)
        .values_list("pegawai_id", "golongan", "berlaku")
    )
    return {
        o.pk: golongan
        for o in orders
        for pegawai_id, golongan, berlaku in riwayat
        if pegawai_id == o.pegawai_id and o.tanggal in berlaku
    }


def _hours(
    orders: Sequence[PerintahLembur], ids: Sequence[int]
) -> Mapping[tuple[int, date], tuple[int, int]]:
    """Usual hours on the days of the orders, government by government."""
    awal, akhir = min(o.tanggal for o in orders), max(o.tanggal for o in orders)
    rentang = Rentang(awal, (akhir - awal).days + 1)
    hasil = {}
    for instansi in {o.pegawai.instansi_id for o in orders}:
        lingkup = load_scope(instansi_id=instansi, rentang=rentang, pegawai_ids=ids)
        if not lingkup.frame.height:
            continue
        try:
            kisi = load_kisi(lingkup)
        except KalenderKosong:
            continue
        letak = {int(p): n for n, p in enumerate(Orang.dari(lingkup.frame).pegawai_id)}
        for o in orders:
            n = letak.get(o.pegawai_id)
            hari = (o.tanggal - awal).days + 1
            if n is not None and kisi.masuk[hari, n] != KOSONG:
                hasil[o.pegawai_id, o.tanggal] = (
                    int(kisi.masuk[hari, n]), int(kisi.pulang[hari, n]),
                )  # fmt: skip
    return hasil


def _taps(
    orders: Sequence[PerintahLembur], ids: Sequence[int], kini: datetime
) -> Mapping[int, list[datetime]]:
    awal = datetime.combine(min(o.tanggal for o in orders) - timedelta(days=1), time(), UTC)
    akhir = datetime.combine(max(o.tanggal for o in orders) + timedelta(days=3), time(), UTC)
    hasil: dict[int, list[datetime]] = {}
    for pegawai_id, waktu in Ketukan.objects.filter(
        pegawai_id__in=ids, waktu__gte=awal, waktu__lt=min(akhir, kini + timedelta(seconds=1))
    ).values_list("pegawai_id", "waktu"):
        hasil.setdefault(pegawai_id, []).append(waktu)
    return hasil


def _midnight(o: PerintahLembur) -> datetime:
    return datetime.combine(o.tanggal, time(), ZoneInfo(o.pegawai.zona))


def _minutes(saat: datetime, nol: datetime) -> int:
    return int((saat - nol).total_seconds() // 60)
