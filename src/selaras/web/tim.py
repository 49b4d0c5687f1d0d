"""The superior's team this week, for home: who had what, by name and day; days that are over."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from selaras.aturan.presensi import StatusHari
from selaras.core.halaman.format import angka, tanggal_id
from selaras.core.permissions import Actor, rows
from selaras.pegawai.selectors.atasan import led_by
from selaras.presensi.lembar import read_codes
from selaras.presensi.models import LembarPresensi

SEPEKAN = 7
TERBANYAK = 8  # people named; the others are on the page of the month
# What is told of a day, the most serious first.
KATA = {
    StatusHari.TK: "tanpa keterangan",
    StatusHari.TL_PSW: "terlambat dan pulang cepat",
    StatusHari.TL: "terlambat",
    StatusHari.PSW: "pulang cepat",
    StatusHari.IZIN: "izin, cuti atau dinas",
}
URUT = list(KATA)


@dataclass(frozen=True, slots=True)
class Orang:
    """A person of whom the week tells something."""

    nama: str
    url: str
    kata: str


@dataclass(frozen=True, slots=True)
class TimPekan:
    """judul: which week; kata: everybody in one sentence; orang: those to be named."""

    judul: str
    kata: str
    orang: list[Orang]
    url: str


def team_week(actor: Actor) -> TimPekan | None:
    """This week's days so far, on a Monday those of last week; None for who leads nobody."""
    if actor.person_id is None or not actor.reach("presensi.view").subordinates:
        return None
    hari_ini = actor.day()
    senin = hari_ini - timedelta(days=hari_ini.weekday() or SEPEKAN)
    hari = [h for n in range(SEPEKAN) if (h := senin + timedelta(n)) < hari_ini]
    catatan = _events(actor, hari, hari_ini)
    if not catatan:
        return None
    judul = "Tim pekan ini" if hari_ini.weekday() else "Tim pekan lalu"
    periode = hari[-1].year * 100 + hari[-1].month
    bercatatan = {k: v for k, v in catatan.items() if v}
    urut = sorted(bercatatan, key=lambda k: (min(URUT.index(s) for s in bercatatan[k]), k[1]))
    orang = [
        Orang(nama, reverse("tpp:bulan", args=[periode, pk]), _words(bercatatan[pk, nama]))
        for pk, nama in urut[:TERBANYAK]
    ]
    kata = f"{angka(len(catatan))} orang: {angka(len(catatan) - len(bercatatan))} tanpa catatan"
    for status in (StatusHari.TK, StatusHari.TL, StatusHari.PSW, StatusHari.IZIN):
        if n := sum(status in v for v in bercatatan.values()):
            kata += f", {angka(n)} {KATA[status]}"
    return TimPekan(judul, f"{kata}.", orang, f"{reverse('presensi:unit')}?periode={periode}")


def _events(
    actor: Actor, hari: list[date], hari_ini: date
) -> dict[tuple[int, str], dict[StatusHari, list[date]]]:
    """Everybody led today -> what happened on which days; nobody twice over two months."""
    assert actor.person_id is not None  # noqa: S101 - asked by the caller
    periode = {h.year * 100 + h.month for h in hari}
    lembar = LembarPresensi.objects.filter(
        periode__in=periode, pegawai_id__in=led_by(actor.person_id, hari_ini)
    ).select_related("pegawai")
    hasil: dict[tuple[int, str], dict[StatusHari, list[date]]] = {}
    for satu in rows(actor, "presensi.view", lembar):
        milik = hasil.setdefault((satu.pegawai_id, satu.pegawai.nama), defaultdict(list))
        di_sini = [h for h in hari if h.year * 100 + h.month == satu.periode]
        for h, kode in zip(di_sini, read_codes(satu.hari, [h.day for h in di_sini]), strict=True):
            if kode in KATA:
                milik[kode].append(h)
    return hasil


def _words(catatan: dict[StatusHari, list[date]]) -> str:
    """Tanpa keterangan Senin; terlambat Selasa dan Rabu."""
    bagian = []
    for status in sorted(catatan, key=URUT.index):
        nama = [tanggal_id(h).split(",")[0] for h in sorted(catatan[status])]
        akhir = " dan ".join(filter(None, [", ".join(nama[:-1]), nama[-1]]))
        bagian.append(f"{KATA[status]} {akhir}")
    kata = "; ".join(bagian)
    return kata[:1].upper() + kata[1:]
