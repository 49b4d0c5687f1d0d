"""The morning of a government or unit as a picture with its table."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from selaras.core.bilangan import whole_number
from selaras.core.halaman.format import angka, jam_menit, tanggal_id
from selaras.core.permissions import access, actor_of, requires, rows
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.pagi import DARI, SAMPAI, Pagi, PagiUnit, load_morning
from selaras.presensi.selectors.pagi_tempat import load_places
from selaras.presensi.views.sekarang import AKSI, government_of, may_descend

LEBAR_PETAK = (10, 5)
TINGGI_GAMBAR = 120


@requires(AKSI)
def show_morning(request: HttpRequest) -> HttpResponse:
    """First taps between six and nine by ten (or five) minutes, by agency or unit."""
    actor = actor_of(request)
    unit = None
    if (diminta := whole_number(request.GET.get("unit"))) is not None:
        qs = UnitKerja.objects.select_related("instansi", "induk")
        unit = access(qs, diminta, actor, AKSI)
    instansi = unit.instansi if unit else government_of(actor)
    hari_ini = actor.at.astimezone(ZoneInfo(instansi.zona)).date()
    tanggal = min(_date(request.GET.get("tanggal", "")) or hari_ini, hari_ini)
    lebar = 5 if request.GET.get("menit") == "5" else 10
    galat = ""
    pagi = Pagi(tanggal, lebar, [], None)
    orang = None
    if instansi.pk not in actor.reach(AKSI).instansi:  # else everyone of it: nobody to look up
        orang = rows(actor, AKSI, Pegawai.objects.filter(instansi=instansi), at=tanggal)
    try:
        pagi = load_morning(
            orang, instansi=instansi, unit=unit, tanggal=tanggal, lebar=lebar, kini=actor.at,
        )  # fmt: skip
    except KalenderKosong as kosong:
        galat = str(kosong)
    tempat = load_places(pagi.per_unit, instansi=instansi, tanggal=tanggal) if pagi.unit else []
    jumlah = pagi.jumlah()
    shown = range(min(jumlah.petak, default=0), max(jumlah.petak, default=0) + 1)
    konteks = {
        "pagi": pagi, "unit": unit, "tanggal": tanggal, "galat": galat, "lebar": lebar,
        "judul": f"Pagi {unit.nama if unit else instansi.nama}",
        "slot": [_slot_name(n, pagi) for n in shown], "jumlah": jumlah,
        "baris": [_row(u, pagi, shown) for u in pagi.unit],
        "kaki": [jumlah.petak.get(n, 0) for n in shown],
        "batang": _bars(jumlah, pagi), "masuk": jam_menit(pagi.masuk) if pagi.masuk else "",
        "tepat": _on_time(jumlah, pagi), "turun": may_descend(actor),
        "tempat": tempat, "peta": {"ubin": settings.PETA_UBIN, "atribusi": settings.PETA_ATRIBUSI},
        "pilihan_menit": LEBAR_PETAK, "hari_ini": hari_ini,
        "jalur": [("Beranda", reverse("web:beranda")),
                  ("Siapa hadir sekarang", reverse("presensi:sekarang")),
                  (f"Pagi {tanggal_id(tanggal)}", "")],
    }  # fmt: skip
    return render(request, "presensi/pagi.html", konteks)


def _date(teks: str) -> date | None:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        return None


def _on_time(u: PagiUnit, pagi: Pagi) -> int | None:
    """How many had tapped before work began; None where it begins inside a slot or is unknown."""
    if pagi.masuk is None or not DARI <= pagi.masuk <= SAMPAI or (pagi.masuk - DARI) % pagi.lebar:
        return None
    batas = (pagi.masuk - DARI) // pagi.lebar
    return sum(n for slot, n in u.petak.items() if slot < batas)


def _row(u: PagiUnit, pagi: Pagi, shown: Sequence[int]) -> dict[str, Any]:
    """A unit with its cells as text: some 1,400 of them cost the template a third of the page."""
    batas = None if pagi.masuk is None else (pagi.masuk - DARI) // pagi.lebar
    orang = u.orang
    sel = []
    for slot_ke in shown:
        n = u.petak.get(slot_ke, 0)
        telat = ' class="pagi-telat"' if slot_ke == batas else ""
        kata = angka(n) if n else ""
        sel.append(f'<td{telat}><span class="pagi-{_level(n, orang)}">{kata}</span></td>')
    return {"u": u, "orang": orang, "sel": mark_safe("".join(sel))}  # noqa: S308 - of numbers


def _slot_name(n: int, pagi: Pagi) -> str:
    if n < 0:
        return f"< {jam_menit(DARI)}"
    return jam_menit(pagi.slot[n]) if n < len(pagi.slot) else f"≥ {jam_menit(SAMPAI)}"


def _level(n: int, semua: int) -> int:
    """0 to 4: the share of the unit's people, so that small units read like large ones."""
    bagian = n * 100 // max(semua, 1)
    return 0 if not n else 1 if bagian < 8 else 2 if bagian < 16 else 3 if bagian < 30 else 4


def _bars(jumlah: PagiUnit, pagi: Pagi) -> list[dict[str, Any]]:
    """Bars of the picture: place, height and words of each slot."""
    terbanyak = max((jumlah.petak.get(n, 0) for n in range(len(pagi.slot))), default=0) or 1
    langkah = 1000 // len(pagi.slot)
    hasil = []
    for n, menit in enumerate(pagi.slot):
        banyak = jumlah.petak.get(n, 0)
        tinggi = banyak * TINGGI_GAMBAR // terbanyak
        hasil.append({
            "x": n * langkah + 2, "lebar": langkah - 4, "y": TINGGI_GAMBAR - tinggi + 12,
            "tinggi": tinggi, "lewat": pagi.masuk is not None and menit >= pagi.masuk,
            "teks": f"{jam_menit(menit)}: {banyak}",
            "label": jam_menit(menit) if menit % 30 == 0 else "",
        })  # fmt: skip
    return hasil
