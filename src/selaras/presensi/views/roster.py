"""Rosters drawn on a month grid: painting, filling, publishing, taking along as a sheet."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from selaras.aturan.jadwal import Rentang
from selaras.core.bilangan import whole_number, whole_numbers
from selaras.core.halaman.format import jam_menit, periode_id, waktu_zona
from selaras.core.halaman.potong import counted_page
from selaras.core.permissions import Actor, access, actor_of, requires, rows
from selaras.hukum import Law
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import Jadwal, PolaRoster, Roster
from selaras.presensi.selectors.roster import (
    KOSONG,
    LEPAS,
    Isi,
    Kunci,
    find_marks,
    load_board,
    load_cells,
    people_of_unit,
    shifts_of,
)
from selaras.presensi.selectors.tukar import exchange_rows, partners
from selaras.presensi.services.kerja.roster import (
    Lukisan,
    clear,
    copy_month,
    copy_row,
    discard_drafts,
    fill_pattern,
    paint,
    publish_roster,
)
from selaras.presensi.views.unit import chosen_period, offered_periods

EDIT = "jadwal.edit"
PER_HALAMAN = 50
UNIT_MAKS = 300  # of the select; another is reached by its address
HARI = "SSRKJSM"  # Senin .. Minggu


@dataclass(frozen=True, slots=True)
class Sif:
    """A shift as the palette offers it: its content, key, name and hours."""

    isi: str
    huruf: str
    nama: str
    jam: str
    warna: int


@dataclass(frozen=True, slots=True)
class Sel:
    """What a cell shows besides its date."""

    isi: str
    huruf: str
    warna: int
    berubah: bool
    tanda: str
    berat: bool
    oleh: str
    ditukar: bool


@lru_cache(maxsize=4096)
def _cell_parts(s: Sel) -> tuple[str, str]:
    """A cell's text before and after its date, both escaped; a month holds few different ones."""
    kelas = f"rs rw{s.warna}{' rb' if s.berubah else ''}{' rj' if s.ditukar else ''}"
    if s.tanda:
        kelas += " rt" if s.berat else " rk"
    sebab = ". ".join(filter(None, [s.tanda, s.oleh]))
    judul = format_html(' title="{}"', sebab) if sebab else ""
    awal = format_html('<td class="{}" data-t="', kelas)
    akhir = format_html('" data-isi="{}"{} tabindex="-1">{}</td>', s.isi, judul, s.huruf)
    return str(awal), str(akhir)


@require_safe
@requires(EDIT)
def show_roster(request: HttpRequest) -> HttpResponse:
    """A unit's month: fifty people a page."""
    actor = actor_of(request)
    periode = chosen_period(request)
    rentang = Rentang.bulan(periode)
    pilihan = list(_units(actor).values_list("pk", "nama")[:UNIT_MAKS])
    unit = _chosen_unit(request, actor, [pk for pk, _ in pilihan])
    konteks: dict[str, Any] = {
        "jalur": [("Beranda", reverse("web:beranda")), ("Jadwal jaga", "")],
        "unit": unit, "periode": periode,
        "pilihan": pilihan,
        "bulan": offered_periods(_next(periode)),
    }  # fmt: skip
    if unit is not None:
        konteks |= _grid(request, unit, rentang, periode)
    return render(request, "presensi/roster.html", konteks)


def _grid(request: HttpRequest, unit: UnitKerja, rentang: Rentang, periode: int) -> dict[str, Any]:
    orang = people_of_unit(unit, rentang)
    if kata := " ".join(request.GET.get("q", "").split())[:80]:
        orang = orang.filter(nama__icontains=kata)
    halaman = counted_page(orang.only("nama"), PER_HALAMAN, request.GET.get("hal"))
    ids = [p.pk for p in halaman]
    luas = load_cells(ids, rentang.diperluas)  # the days beside: how soon a night is followed
    pertama, terakhir = rentang.awal, rentang.akhir  # asked of some 1,500 cells
    sel = {k: s for k, s in luas.items() if pertama <= k[1] <= terakhir}
    aturan = Law.load().pada(rentang.awal, unit.instansi.daerah)
    tanda = find_marks(unit.instansi_id, ids, rentang, luas, aturan)
    papan = load_board(unit, rentang, periode, pegawai_ids=ids, tukar=exchange_rows(ids, rentang))
    dipakai = {s.kini for s in sel.values()}
    sif = palette(shifts_of(papan.jadwal, [*papan.dulu, *dipakai]))
    tukar = partners(papan.tukar)
    per_isi = {s.isi: s for s in sif}
    kosong = Isi(KOSONG, KOSONG)

    hari = rentang.tanggal()
    nama = {p.pk: p.nama for p in halaman}
    tanggal = [(t, t.isoformat()) for t in hari]

    polos: dict[str, tuple[str, str]] = {}  # cells with nothing to tell, most of a month

    def parts(kunci: Kunci) -> tuple[str, str]:
        isi, m, rekan = sel.get(kunci, kosong), tanda.get(kunci), tukar.get(kunci)
        biasa = m is None and not rekan and not isi.berubah
        if biasa and isi.kini in polos:
            return polos[isi.kini]
        s = per_isi.get(isi.kini)
        oleh = f"Rancangan {isi.oleh}, {waktu_zona(isi.pada)}" if isi.berubah else ""
        if rekan:
            oleh = f"Ditukar dengan {rekan}. {oleh}".strip()
        bagian = _cell_parts(Sel(isi.kini, s.huruf if s else "", s.warna if s else 0,
                                 isi.berubah, m.kata if m else "", bool(m and m.berat), oleh,
                                 bool(rekan)))  # fmt: skip
        if biasa:
            polos[isi.kini] = bagian
        return bagian

    def cells(p: int) -> SafeString:
        bagian = []
        for t, teks in tanggal:
            awal, akhir = parts((p, t))
            bagian.append(f"{awal}{teks}{akhir}")
        return mark_safe("".join(bagian))  # noqa: S308 - of _cell_parts and a date

    def row(p: Pegawai) -> SafeString:
        return format_html(
            '<tr data-p="{0}"><th scope="row"><label><input type="checkbox" name="pegawai" '
            'value="{0}"> {1}</label></th>{2}</tr>',
            p.pk, p.nama, cells(p.pk),
        )  # fmt: skip

    return {
        "halaman": halaman,
        "cari": kata,
        "sif": sif,
        "hari": [(t, HARI[t.weekday()], t.weekday() == 6 or t in papan.libur) for t in hari],
        "baris": mark_safe("".join(row(p) for p in halaman)),  # noqa: S308 - of row
        "sumber": list(nama.items()),
        "berat": [(nama[p], t, m) for (p, t), m in sorted(tanda.items()) if m.berat],
        "jumlah_tanda": len(tanda),
        "rancangan": sum(s.berubah for s in sel.values()),
        "terbit": papan.terbit,
        "pola": papan.pola,
        "awal": rentang.awal,
        "akhir": rentang.akhir,
    }  # fmt: skip


def palette(jadwal: Sequence[Any]) -> list[Sif]:
    """Shifts (of load_board) with a key of their own, then off duty and nothing."""
    terpakai = {"l"}
    hasil = []
    for warna, j in enumerate(jadwal, start=1):
        kata = j.kode.rsplit("-", 1)[-1].lower() + "abcdefghijkmnopqrstuvwxyz0123456789"
        huruf = next((h for h in kata if h.isalnum() and h not in terpakai), "?")
        terpakai.add(huruf)
        teks = "" if j.masuk is None else f"{jam_menit(j.masuk)}–{jam_menit(j.pulang)}"
        hasil.append(Sif(str(j.pk), huruf.upper(), j.nama, teks, (warna - 1) % 6 + 1))
    return [*hasil, Sif(LEPAS, "L", "Lepas jaga", "", 0)]


@requires(EDIT)
@require_POST
def paint_cells(request: HttpRequest) -> JsonResponse:
    """{"unit", "sel": [[pegawai, "2025-12-01", new, seen]], "paksa"} -> what became of them."""
    actor = actor_of(request)
    try:
        isi = json.loads(request.body)
        unit = access(UnitKerja, int(isi["unit"]), actor, EDIT)
        paksa = bool(isi.get("paksa"))
        sel = [
            Lukisan(int(p), date.fromisoformat(t), str(baru), None if paksa else str(lihat))
            for p, t, baru, lihat in isi["sel"]
        ]
    except (ValueError, KeyError, TypeError, OverflowError):  # 1e999 is a number in JSON
        return JsonResponse({"galat": "Isian tidak terbaca. Muat ulang halaman."}, status=400)
    try:
        hasil = paint(instansi=unit.instansi, sel=sel, actor=actor, at=actor.at)
    except (ValidationError, PermissionDenied) as galat:
        pesan = galat.messages[0] if isinstance(galat, ValidationError) else str(galat)
        return JsonResponse({"galat": pesan}, status=422)
    return JsonResponse(
        {
            "jadi": len(hasil.jadi),
            "bentrok": [
                {"pegawai": p, "tanggal": t.isoformat(), "isi": s.kini,
                 "oleh": s.oleh or "terbitan baru", "pada": waktu_zona(s.pada) if s.pada else ""}
                for (p, t), s in hasil.bentrok.items()
            ],
        }
    )  # fmt: skip


@requires(EDIT)
@require_POST
def fill_cells(request: HttpRequest) -> HttpResponse:
    """Whole rows at once: a rotation, last month, another person's row, or nothing."""
    actor = actor_of(request)
    unit = access(UnitKerja, _angka(request.POST.get("unit")), actor, EDIT)
    periode = chosen_period(request)
    bulan = Rentang.bulan(periode)
    try:
        sel = _filling(request, unit, bulan)
        hasil = paint(instansi=unit.instansi, sel=sel, actor=actor, at=actor.at)
    except ValidationError as galat:
        messages.error(request, galat.messages[0])
    except PermissionDenied as galat:
        messages.error(request, str(galat))
    else:
        orang = len({s.pegawai_id for s in hasil.jadi})
        messages.success(request, f"{len(hasil.jadi)} hari untuk {orang} pegawai terisi. "
                         "Belum terbit.")  # fmt: skip
    return redirect(_address(unit, periode, request.POST.get("hal", "")))


def _filling(request: HttpRequest, unit: UnitKerja, bulan: Rentang) -> list[Lukisan]:
    isian = request.POST
    ada = list(people_of_unit(unit, bulan).values_list("pk", flat=True))
    pilih = set(whole_numbers(isian.getlist("pegawai")))
    ids = [p for p in ada if p in pilih]
    if not ids:
        raise ValidationError("Centang dulu pegawainya pada kolom kiri.")
    rentang = _span(isian.get("dari", ""), isian.get("sampai", ""), bulan)
    match isian.get("cara"):
        case "pola":
            return fill_pattern(
                pegawai_ids=ids, rentang=rentang, urutan=_sequence(isian.get("pola", ""), unit),
                mulai=None if isian.get("sambung") else _angka(isian.get("mulai")) - 1,
                geser=_angka(isian.get("geser")),
            )  # fmt: skip
        case "bulan_lalu":
            sel = copy_month(pegawai_ids=ids, rentang=bulan)
            if not sel:
                raise ValidationError("Bulan lalu belum punya roster untuk pegawai ini.")
            return [s for s in sel if rentang.awal <= s.tanggal <= rentang.akhir]
        case "baris":
            sumber = _angka(isian.get("sumber"))
            if sumber not in ada:
                raise ValidationError("Pilih pegawai yang barisnya disalin.")
            return copy_row(sumber=sumber, pegawai_ids=ids, rentang=rentang)
        case "kosong":
            return clear(pegawai_ids=ids, rentang=rentang)
    raise ValidationError("Pilih cara mengisinya.")


def _sequence(pk: str, unit: UnitKerja) -> list[str]:
    """A stored rotation as contents of cells."""
    pola = PolaRoster.objects.filter(instansi_id=unit.instansi_id, pk=_angka(pk)).first()
    if pola is None:
        raise ValidationError("Pilih polanya. Pola baru dibuat di Pola roster.")
    ids = dict(Jadwal.objects.filter(instansi_id=unit.instansi_id).values_list("kode", "pk"))
    hilang = [k for k in pola.urutan if k and k not in ids]
    if hilang:
        raise ValidationError(f"Sif {hilang[0]} pada pola itu sudah tidak ada.")
    return [str(ids[k]) if k else LEPAS for k in pola.urutan]


def _span(dari: str, sampai: str, bulan: Rentang) -> Rentang:
    try:
        awal = max(date.fromisoformat(dari), bulan.awal) if dari else bulan.awal
        akhir = min(date.fromisoformat(sampai), bulan.akhir) if sampai else bulan.akhir
    except ValueError as galat:
        raise ValidationError("Tanggalnya tidak terbaca.") from galat
    if akhir < awal:
        raise ValidationError("Tanggal akhir mendahului tanggal awal.")
    return Rentang(awal, (akhir - awal).days + 1)


@requires(EDIT)
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """The month holds; or, asked so, the drafts are thrown away."""
    actor = actor_of(request)
    unit = access(UnitKerja, _angka(request.POST.get("unit")), actor, EDIT)
    periode = chosen_period(request)
    if request.POST.get("buang"):
        jumlah = discard_drafts(unit=unit, periode=periode, actor=actor)
        messages.success(request, f"{jumlah} hari kembali seperti yang terbit.")
        return redirect(_address(unit, periode))
    terbit = publish_roster(unit=unit, periode=periode, actor=actor, at=actor.at)
    if terbit is None:
        messages.info(request, "Tidak ada yang berubah sejak terbitan terakhir.")
    else:
        messages.success(
            request,
            f"Jadwal jaga {periode_id(periode)} terbit: {terbit.hari} hari, {terbit.orang} "
            "pegawai. Hari yang sudah lewat dihitung ulang.",
        )
    return redirect(_address(unit, periode))


def _units(actor: Actor) -> QuerySet[UnitKerja]:
    """Units within reach, as the tree has them."""
    return rows(actor, EDIT, UnitKerja.objects.pada(actor.day())).order_by("path")


def _chosen_unit(request: HttpRequest, actor: Actor, pilihan: Sequence[int]) -> UnitKerja | None:
    """The one asked for, else one where people are on duty these weeks, else the first."""
    pk = _angka(request.GET.get("unit"))
    if not pk and len(pilihan) > 1:
        berjaga = (
            Roster.objects.filter(tanggal__gte=actor.day() - timedelta(days=40))
            .filter(pegawai__riwayat_jabatan__jabatan__unit__in=_units(actor).order_by())
            .values_list("pegawai__riwayat_jabatan__jabatan__unit_id", flat=True)[:1]
        )
        pk = next(iter(berjaga), 0)
    if not pk and pilihan:
        pk = pilihan[0]
    if not pk:
        return None
    unit: UnitKerja = access(UnitKerja.objects.select_related("instansi"), pk, actor, EDIT)
    return unit


def _next(periode: int) -> int:
    return periode + 1 if periode % 100 < 12 else periode + 89


def _address(unit: UnitKerja, periode: int, hal: str = "") -> str:
    ekor = f"&hal={hal}" if hal.isdecimal() else ""
    return f"{reverse('presensi:roster')}?unit={unit.pk}&periode={periode}{ekor}"


def _angka(teks: str | None) -> int:
    return whole_number(teks) or 0
