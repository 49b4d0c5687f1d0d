"""Reads of odd taps: what a review gathers, whose reviews one sees, a person's odd taps by kind."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from selaras.aturan.jadwal import Rentang
from selaras.aturan.lokasi import Tanda, kalimat_tanda
from selaras.core.permissions import Actor, rows
from selaras.core.workflow.inbox import inbox
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import BuktiKetukan, PemasanganPonsel, TinjauanKetukan

LABEL = TinjauanKetukan._meta.label_lower
SEHARI = timedelta(days=1)
Keadaan = BuktiKetukan.Keadaan


@dataclass(frozen=True, slots=True)
class KetukanJanggal:
    """A tap with what speaks for and against it, in words."""

    bukti: BuktiKetukan
    kalimat: tuple[str, ...]
    pemasangan: str = ""

    @property
    def jarak(self) -> str:
        """How far from where she may tap."""
        b = self.bukti
        if b.lintang_e6 is None:
            return "posisi tidak dikirim"
        tempat = f" dari {b.tempat.nama}" if b.tempat else ""
        return f"{b.jarak_m} m{tempat}" if b.jarak_m is not None else "tempat tidak ditentukan"

    @property
    def posisi(self) -> str:
        """Where the phone said it was, in degrees; "" once it was deleted."""
        b = self.bukti
        if b.lintang_e6 is None or b.bujur_e6 is None:
            return ""
        return f"{b.lintang_e6 / 1_000_000:.5f}, {b.bujur_e6 / 1_000_000:.5f}"

    @property
    def selisih_jam(self) -> int | None:
        """Seconds by which the phone's own clock was off."""
        if self.bukti.jam_perangkat is None:
            return None
        return round((self.bukti.jam_perangkat - self.bukti.waktu).total_seconds())


def local_span(tanggal: date, zona: str) -> tuple[datetime, datetime]:
    """A local day as instants."""
    awal = datetime(tanggal.year, tanggal.month, tanggal.day, tzinfo=ZoneInfo(zona))
    return awal.astimezone(UTC), (awal + SEHARI).astimezone(UTC)


def taps_of(
    pegawai: Pegawai, tanggal: date, keadaan: Collection[int] = ()
) -> QuerySet[BuktiKetukan]:
    """A person's taps from phones on a local day, in time's order."""
    awal, akhir = local_span(tanggal, pegawai.zona)
    qs = BuktiKetukan.objects.filter(pegawai=pegawai, waktu__gte=awal, waktu__lt=akhir)
    if keadaan:
        qs = qs.filter(keadaan__in=keadaan)
    return qs.select_related("tempat", "selfie").order_by("waktu")


def held_taps(pegawai: Pegawai, tanggal: date) -> list[BuktiKetukan]:
    """The day's taps that do not count: they wait, or were refused."""
    return list(taps_of(pegawai, tanggal, (Keadaan.MENUNGGU, Keadaan.DITOLAK)))


def waiting_taps(documents: Collection[TinjauanKetukan]) -> Mapping[int, list[BuktiKetukan]]:
    """Review -> its taps that still wait; one query."""
    return _taps_by_day(documents, (Keadaan.MENUNGGU,))


def decided_taps(documents: Collection[TinjauanKetukan]) -> Mapping[int, list[BuktiKetukan]]:
    """Review -> its taps that a superior confirmed or refused; one query."""
    return _taps_by_day(documents, (Keadaan.DIBENARKAN, Keadaan.DITOLAK))


def _taps_by_day(
    documents: Collection[TinjauanKetukan], keadaan: Collection[Keadaan]
) -> Mapping[int, list[BuktiKetukan]]:
    hari = [d.tanggal for d in documents]
    if not hari:
        return {}
    lebar = (
        datetime.combine(min(hari) - SEHARI, datetime.min.time(), UTC),
        datetime.combine(max(hari) + 2 * SEHARI, datetime.min.time(), UTC),
    )
    ditemukan = (
        BuktiKetukan.objects.filter(
            pegawai_id__in={d.pegawai_id for d in documents}, waktu__range=lebar,
            keadaan__in=keadaan,
        )
        .select_related("tempat", "pegawai__instansi")
        .order_by("waktu")
    )  # fmt: skip
    per_hari: dict[tuple[int, date], list[BuktiKetukan]] = {}
    for b in ditemukan:
        setempat = b.waktu.astimezone(ZoneInfo(b.pegawai.zona)).date()
        per_hari.setdefault((b.pegawai_id, setempat), []).append(b)
    return {d.pk: per_hari.get((d.pegawai_id, d.tanggal), []) for d in documents}


def described(bukti: Collection[BuktiKetukan]) -> list[KetukanJanggal]:
    """Taps with their flags as sentences and the installation's name; one query."""
    ids = {b.pemasangan_id for b in bukti if b.pemasangan_id}
    nama = dict(
        PemasanganPonsel.objects.filter(pemasangan__in=ids).values_list("pemasangan", "nama")
    )
    return [
        KetukanJanggal(
            b, kalimat_tanda(b.tanda), nama.get(b.pemasangan_id, "") if b.pemasangan_id else ""
        )
        for b in bukti
    ]


def visible(actor: Actor, qs: QuerySet[TinjauanKetukan]) -> QuerySet[TinjauanKetukan]:
    """Reviews within reach, and those that wait for the actor (also by mandate)."""
    menunggu = inbox(actor).filter(model=LABEL).order_by().values("objek_id")
    return qs.filter(
        Q(pk__in=rows(actor, "presensi.view", qs).order_by().values("pk")) | Q(pk__in=menunggu)
    )


def odd_taps(actor: Actor) -> QuerySet[BuktiKetukan]:
    """Taps with a flag of people whom the actor looks after, whether or not they wait."""
    qs = BuktiKetukan.objects.filter(tanda__gt=0).select_related("pegawai__instansi", "tempat")
    return rows(actor, "ketukan.view_flag", qs)


def with_flag(qs: QuerySet[BuktiKetukan], tanda: Tanda) -> QuerySet[BuktiKetukan]:
    """Those that carry one flag."""
    return qs.annotate(bit=F("tanda").bitand(int(tanda))).filter(bit__gt=0)


def flag_word(tanda: Tanda) -> str:
    """A flag as officers read it: 'luar pagar'."""
    return (tanda.name or "").lower().replace("_", " ")


def flag_words(tanda: int) -> str:
    """All flags of a tap in a cell."""
    return ", ".join(flag_word(t) for t in Tanda if t & tanda)


@dataclass(frozen=True, slots=True)
class PolaOrang:
    """A person's month of odd taps: how often each flag, and the taps themselves."""

    jumlah: tuple[tuple[str, int], ...]
    ketukan: list[KetukanJanggal]


def pattern_of(pegawai: Pegawai, periode: int) -> PolaOrang:
    """What is odd about a person's taps of a month."""
    bulan = Rentang.bulan(periode)
    awal, _ = local_span(bulan.awal, pegawai.zona)
    _, akhir = local_span(bulan.akhir, pegawai.zona)
    bukti = list(
        BuktiKetukan.objects.filter(pegawai=pegawai, waktu__gte=awal, waktu__lt=akhir, tanda__gt=0)
        .select_related("tempat")
        .order_by("-waktu")[:500]
    )
    hitung = Counter(t for b in bukti for t in Tanda if t & b.tanda)
    return PolaOrang(tuple((flag_word(t), n) for t, n in hitung.most_common()), described(bukti))
