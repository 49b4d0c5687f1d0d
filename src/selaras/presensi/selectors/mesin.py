"""Reads about machines: how they are, what they could not deliver, PINs that nobody has yet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Max, Min, QuerySet

from selaras.core.halaman.format import menit_id
from selaras.core.permissions import Actor, rows
from selaras.core.sekaligus import count_each
from selaras.presensi.models import (
    CatatanMesin,
    KabarMesin,
    Ketukan,
    KetukanKarantina,
    KetukanTertahan,
    Mesin,
    PenggunaMesin,
    PerintahMesin,
    PinMesin,
    Situs,
    SitusUnit,
)

PIN_TERBANYAK = 500
MASA_AKHIR = timedelta(days=31)
SEKILAS = 10
SELISIH_WAJAR = 120  # seconds that a machine's clock may be off


@dataclass(frozen=True, slots=True)
class PinTakDikenal:
    """A PIN with taps but without a person."""

    situs: Situs
    pin: str
    jumlah: int
    dari: datetime
    sampai: datetime
    nama: str = ""  # what the machine calls it


@dataclass(frozen=True, slots=True)
class KeadaanMesin:
    """All that the page of one machine tells."""

    kabar: KabarMesin | None
    diam_sejak: datetime | None
    jam_meleset: bool
    tap_hari_ini: int
    tertahan: int
    karantina: int
    perintah: Sequence[PerintahMesin]
    perintah_terbuka: int
    catatan: Sequence[CatatanMesin]
    penting: Sequence[CatatanMesin]  # of the last 31 days: the clock moved, records deleted
    melayani: Sequence[SitusUnit]
    banyak_pin: int

    @property
    def selisih(self) -> str:
        """How far the clock is off, in words."""
        detik = abs(self.kabar.selisih_detik or 0) if self.kabar else 0
        if detik >= 2 * 86_400:
            return f"{detik // 86_400} hari"
        return menit_id(detik // 60) if detik >= 60 else f"{detik} detik"


def list_mesin(actor: Actor) -> QuerySet[Mesin]:
    """Machines within reach, with their last word."""
    return (
        rows(actor, "mesin.view", Mesin.objects.all())
        .annotate(
            terakhir=F("kabar__terakhir"),
            tap_hari=F("kabar__tap_hari"),
            tap_jumlah=F("kabar__tap_jumlah"),
            tap_terakhir=F("kabar__tap_terakhir"),
            selisih_detik=F("kabar__selisih_detik"),
        )
        .select_related("situs__unit")
    )


def silent_since(mesin: Mesin, terakhir: datetime | None, at: datetime) -> datetime | None:
    """When an approved machine was heard last, if that is too long ago; None = all is well."""
    if mesin.status != Mesin.Status.DISETUJUI or terakhir is None:
        return None
    return terakhir if at - terakhir > silent_after(mesin.jeda_detik) else None


def silent_after(jeda_detik: int) -> timedelta:
    """After how long without a word a machine that reports every so often counts as silent."""
    return timedelta(seconds=3 * jeda_detik + 60)


def state_of_machine(mesin: Mesin, *, at: datetime) -> KeadaanMesin:
    """Its last word and what came of it; a fixed number of queries, none over the taps."""
    kabar = KabarMesin.objects.filter(pk=mesin.pk).first()
    hari = at.astimezone(ZoneInfo(mesin.zona)).date()
    perintah = PerintahMesin.objects.filter(mesin=mesin)
    catatan = CatatanMesin.objects.filter(mesin=mesin)
    banyak = count_each(
        {
            "tertahan": KetukanTertahan.objects.filter(mesin=mesin),
            "karantina": KetukanKarantina.objects.filter(mesin=mesin),
            "terbuka": perintah.filter(status__in=PerintahMesin.TERBUKA),
            "pin": PinMesin.objects.pada(hari).filter(situs=mesin.situs),
        }
    )
    return KeadaanMesin(
        kabar=kabar,
        diam_sejak=silent_since(mesin, kabar.terakhir, at) if kabar else None,
        jam_meleset=bool(kabar and abs(kabar.selisih_detik or 0) > SELISIH_WAJAR),
        tap_hari_ini=kabar.tap_jumlah if kabar and kabar.tap_hari == hari else 0,
        tertahan=banyak["tertahan"],
        karantina=banyak["karantina"],
        perintah=list(perintah.select_related("oleh")[:SEKILAS]),
        perintah_terbuka=banyak["terbuka"],
        catatan=list(catatan[:SEKILAS]),
        penting=list(
            catatan.filter(kode__in=CatatanMesin.PENTING, diterima_pada__gt=at - MASA_AKHIR)[:5]
        ),
        melayani=list(mesin.situs.melayani.select_related("unit").order_by("unit__kode")),
        banyak_pin=banyak["pin"],
    )


def quarantine_of(actor: Actor) -> QuerySet[KetukanKarantina]:
    """What could not be taken, within reach, the latest first."""
    qs = rows(actor, "mesin.view", KetukanKarantina.objects.all())
    return qs.select_related("situs", "mesin")


def pins_of(situs: Situs) -> QuerySet[PinMesin]:
    """Whose the PINs of a site are and were."""
    return PinMesin.objects.filter(situs=situs).select_related("pegawai", "situs__instansi")


def names_to_send(mesin: Mesin, hari: date) -> list[tuple[str, str]]:
    """(PIN, name) of everyone whom a machine should know today."""
    pin = PinMesin.objects.pada(hari).filter(situs=mesin.situs).order_by("pin")
    return list(pin.values_list("pin", "pegawai__nama"))


def names_on_machines(situs_ids: Collection[int], pin: Collection[str]) -> dict[str, str]:
    """What machines call these PINs ("situs:pin" -> name): a help for whoever maps them."""
    qs = PenggunaMesin.objects.filter(mesin__situs_id__in=situs_ids, pin__in=pin).exclude(nama="")
    return {f"{s}:{p}": n for s, p, n in qs.values_list("mesin__situs_id", "pin", "nama")}


def unknown_pins(actor: Actor, cari: str = "") -> list[PinTakDikenal]:
    """PINs with taps kept aside, most taps first; at most PIN_TERBANYAK."""
    situs = {s.pk: s for s in rows(actor, "mesin.view", Situs.objects.all())}
    qs = Ketukan.objects.filter(pegawai__isnull=True, situs_id__in=list(situs))
    if cari:
        qs = qs.filter(pin__startswith=cari)
    hitung = (
        qs.values("situs_id", "pin")
        .annotate(jumlah=Count("waktu"), dari=Min("waktu"), sampai=Max("waktu"))
        .order_by("-jumlah", "pin")[:PIN_TERBANYAK]
    )
    baris = list(hitung)
    nama = names_on_machines({b["situs_id"] for b in baris}, {b["pin"] for b in baris})
    return [
        PinTakDikenal(
            situs[b["situs_id"]],
            b["pin"],
            b["jumlah"],
            b["dari"],
            b["sampai"],
            nama.get(f"{b['situs_id']}:{b['pin']}", ""),
        )
        for b in baris
    ]
