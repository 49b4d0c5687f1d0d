"""What is waiting for a person: each entry with its reason and the page where it is done.

Counts only, one query per subject; a subject without a page yet, or outside the person's actions,
is not asked for at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import NoReverseMatch, reverse

from selaras.core.halaman.format import angka, periode_id
from selaras.core.jobs.models import Pekerjaan
from selaras.core.permissions import Actor, rows
from selaras.core.workflow.inbox import inbox, since_words
from selaras.kinerja.selectors import month_results, unrated, ways
from selaras.kinerja.selectors.kerja_saya import own_work
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.sebulan import months_to_choose
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit, StatusPeriode
from selaras.presensi.models import Mesin
from selaras.tpp.models import TidakTerhitung
from selaras.tpp.views.unit import current_runs

MonthCounts = Mapping[tuple[int, str], int]  # (period, state) -> SKPD

# Which action brings a unit's month on from each state, and how that reads.
LANGKAH: Mapping[str, tuple[str, str]] = {
    StatusPeriode.DIHITUNG: ("tpp.verify", "menunggu verifikasi"),
    StatusPeriode.DIVERIFIKASI: ("tpp.approve", "menunggu persetujuan"),
    StatusPeriode.DISETUJUI: ("tpp.lock", "siap dikunci"),
    StatusPeriode.TERKUNCI: ("tpp.submit", "siap diajukan"),
    StatusPeriode.DIAJUKAN: ("tpp.pay", "menunggu pembayaran"),
}


@dataclass(frozen=True, slots=True)
class Tugas:
    """One entry of the to-do list."""

    judul: str
    kata: str
    url: str
    ikon: str


def own_tasks(actor: Actor, pegawai: Pegawai | None) -> list[Tugas]:
    """What waits for the person herself: decisions, her own papers."""
    return [*_inbox(actor), *_own_work(actor, pegawai)]


def office_tasks(actor: Actor, bulan: MonthCounts) -> list[Tugas]:
    """What waits in the units she looks after; `bulan` as month_counts gives it."""
    return [
        *_jobs(actor),
        *_not_computed(actor),
        *_unrated(actor),
        *_months(actor, bulan),
        *_machines(actor),
    ]


def _inbox(actor: Actor) -> list[Tugas]:
    """What waits for her decision, the oldest named."""
    if actor.person_id is None:
        return []
    jumlah = inbox(actor).order_by().aggregate(n=Count("pk"), sejak=Min("sejak"))
    if not jumlah["n"]:
        return []
    kata = f"Yang tertua menunggu {since_words(jumlah['sejak'], actor.at)}."
    judul = f"{angka(jumlah['n'])} hal menunggu keputusan Anda"
    return [Tugas(judul, kata, reverse("persetujuan:kotak"), ikon="inbox")]


def _own_work(actor: Actor, pegawai: Pegawai | None) -> list[Tugas]:
    """Her own plans and reports."""
    if pegawai is None or not actor.reach("rencana.own"):
        return []
    hari = actor.at.astimezone(ZoneInfo(pegawai.zona)).date()
    return [
        Tugas(k.judul, k.kata, reverse(k.halaman, args=k.args), ikon="clipboard-text")
        for k in own_work(pegawai, hari)
    ]


def place(nama: str) -> str:
    """The address of a page, or "" while it does not exist."""
    try:
        return reverse(nama)
    except NoReverseMatch:
        return ""


def beyond_self(actor: Actor, aksi: str) -> bool:
    """Whether an action reaches units, not only the person herself."""
    reach = actor.reach(aksi)
    return bool(reach.everywhere or reach.instansi or reach.paths)


def _not_computed(actor: Actor) -> list[Tugas]:
    if not beyond_self(actor, "tpp.view_unit"):
        return []
    # A locked month can't be completed any more: what is found later becomes a correction.
    bisa = Exists(
        PeriodeUnit.objects.filter(
            hitungan_id=OuterRef("hitungan_id"), skpd_id=OuterRef("skpd_id")
        ).exclude(status__in=STATUS_TERKUNCI)
    )
    kurang_qs = TidakTerhitung.objects.filter(
        bisa | _without_skpd(), hitungan__in=current_runs(), menghalangi=True
    )
    jumlah = (
        rows(actor, "tpp.view_unit", kurang_qs)
        .values("hitungan_id", "hitungan__periode")
        .annotate(n=Count("pegawai_id", distinct=True))
        .order_by("-hitungan__periode")
    )
    return [
        Tugas(
            f"{angka(b['n'])} pegawai belum dapat dihitung",
            f"{periode_id(b['hitungan__periode'])}: ada data yang kurang, TPP-nya belum terbit.",
            reverse("tpp:tidak_terhitung", args=[b["hitungan_id"]]),
            ikon="user-exclamation",
        )
        for b in jumlah
    ]


def _unrated(actor: Actor) -> list[Tugas]:
    """People whose result the actor is near enough to give: her staff's, her SKPD's."""
    reach = actor.reach("kinerja.record")
    if reach.everywhere or reach.instansi or not (reach.paths or reach.subordinates):
        return []
    periode = months_to_choose(actor, None, None).bawaan  # last month
    jumlah = month_results(actor, "kinerja.record", periode).filter(
        unrated(ways(periode), periode)
    ).count()  # fmt: skip
    if not jumlah:
        return []
    url = f"{reverse('kinerja:isi')}?periode={periode}&belum=1"
    siapa = "pegawai" if reach.paths else "bawahan"
    kata = f"Hasil kinerja {periode_id(periode)}: tanpa itu produktivitas dihitung 0%."
    return [Tugas(f"{angka(jumlah)} {siapa} belum dinilai", kata, url, ikon="clipboard-check")]


def _without_skpd() -> Q:
    """People of no SKPD, in runs of months that some unit still has open."""
    terbuka = PeriodeUnit.objects.exclude(status__in=STATUS_TERKUNCI)
    return Q(skpd__isnull=True, hitungan_id__in=terbuka.values("hitungan_id"))


def month_counts(actor: Actor) -> MonthCounts:
    """How many SKPD within reach stand where, for the months of this year and the last."""
    if not beyond_self(actor, "periode.view"):
        return {}
    sejak = (actor.day().year - 1) * 100
    bulan_qs = rows(actor, "periode.view", PeriodeUnit.objects.filter(periode__gte=sejak))
    jumlah = bulan_qs.values_list("periode", "status").annotate(n=Count("pk"))
    return {(periode, status): n for periode, status, n in jumlah.order_by("periode")}


def _months(actor: Actor, bulan: MonthCounts) -> list[Tugas]:
    url = place("tpp:verifikasi")
    boleh = {s for s, (aksi, _) in LANGKAH.items() if beyond_self(actor, aksi)}
    return [
        Tugas(
            f"{angka(n)} SKPD {LANGKAH[status][1]}",
            f"TPP {periode_id(periode)}",
            f"{url}?periode={periode}&status={status}",
            ikon="eye-check",
        )
        for (periode, status), n in bulan.items()
        if url and status in boleh
    ]


def _machines(actor: Actor) -> list[Tugas]:
    url = place("presensi:mesin")
    if not url or not beyond_self(actor, "mesin.manage"):
        return []
    jumlah = Mesin.objects.filter(status=Mesin.Status.MENUNGGU).count()
    if not jumlah:
        return []
    kata = "Ketukannya belum dihitung sebelum nomor serinya disetujui."
    judul = f"{angka(jumlah)} mesin presensi menunggu persetujuan"
    return [Tugas(judul, kata, url, ikon="fingerprint")]


def _jobs(actor: Actor) -> list[Tugas]:
    gagal = Pekerjaan.objects.filter(oleh_id=actor.user_id, status=Pekerjaan.Status.GAGAL).first()
    if gagal is None:
        return []
    url = reverse("pekerjaan:detail", args=[gagal.pk])
    return [Tugas(f"{gagal.judul}: gagal", gagal.pesan, url, ikon="alert-triangle")]
