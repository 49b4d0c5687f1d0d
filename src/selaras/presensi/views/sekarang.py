"""Who is in now: counts by unit that refresh themselves, and the people behind each count."""

import hashlib
import json
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers

from selaras.core.bilangan import whole_number
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.garis import parts
from selaras.core.halaman.kolom import Kolom
from selaras.core.halaman.status import STATUS, Status
from selaras.core.permissions import Actor, access, actor_of, requires, rows
from selaras.hukum import HukumError
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.presensi.models import PapanHadir
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.papan import (
    KEADAAN,
    HitungUnit,
    Saat,
    count_states,
    in_state,
    state_of_row,
)
from selaras.presensi.services.hitung.papan import ensure_board

AKSI = "presensi.view_now"
LAMA = "papan hari ini disusun bila belum ada atau sudah lama, dan diberi ketukan yang baru"
TANDA = {
    "hadir": STATUS["hadir"],
    "terlambat": STATUS["tl"],
    "pulang": Status("Sudah pulang", ikon="door-exit", warna="abu"),
    "belum": Status("Belum hadir", ikon="circle-dashed", warna="merah"),
    "dinas": Status("Dinas", ikon="briefcase", warna="biru"),
    "cuti": Status("Cuti", ikon="beach", warna="biru"),
    "nanti": Status("Belum jam kerja", ikon="clock", warna="garis"),
    "libur": Status("Libur, lepas jaga", ikon="minus", warna="garis"),
}


@requires(AKSI, writes_on_get=LAMA)
def show_now(request: HttpRequest) -> HttpResponseBase:
    """The board of a government, or of one unit; for htmx only what changed."""
    actor = actor_of(request)
    unit = _unit(request, actor)
    instansi = unit.instansi if unit else government_of(actor)
    try:
        papan = ensure_board(instansi=instansi, at=actor.at)
    except (KalenderKosong, HukumError) as galat:
        return render(request, "presensi/sekarang.html", {"galat": str(galat), **_heading(unit)})
    saat = Saat(actor.at, papan.jeda_menit)
    papan_qs = rows(actor, AKSI, _on_board(instansi, unit))
    hitung = count_states(papan_qs, saat, unit)
    sidik = _fingerprint(hitung)
    konteks = {
        "hitung": [_row(h) for h in hitung], "jumlah": _sum(hitung),
        "sidik_json": json.dumps(sidik),
        "berubah": actor.at, "zona": instansi.zona, "papan": papan, "unit": unit,
        "kunci": [(k, TANDA[k].kata) for k in KEADAAN], "turun": may_descend(actor),
    }  # fmt: skip
    if getattr(request, "htmx", None) and request.htmx.target == "papan":  # type: ignore[attr-defined]
        return _fragment(request, konteks, sidik)
    if not _wants_people(request, actor, unit, hitung):
        response = render(request, "presensi/sekarang.html", {**konteks, **_heading(unit)})
        patch_vary_headers(response, ["HX-Request"])
        return response
    return _people(request, papan_qs, saat, instansi.zona).respond(
        "presensi/sekarang.html", **konteks, **_heading(unit)
    )


def government_of(actor: Actor) -> Instansi:
    """The actor's own government, or the first within her reach."""
    reach = actor.reach(AKSI)
    ids = [i for i in (actor.instansi_id, *sorted(reach.instansi)) if i]
    instansi = Instansi.objects.filter(pk__in=ids[:1]).first() or Instansi.objects.first()
    if instansi is None:
        raise Http404("belum ada instansi")
    return instansi


def _unit(request: HttpRequest, actor: Actor) -> UnitKerja | None:
    if (diminta := whole_number(request.GET.get("unit"))) is None:
        return None
    unit_qs = UnitKerja.objects.select_related("instansi", "induk")
    unit: UnitKerja = access(unit_qs, diminta, actor, AKSI)
    return unit


def _on_board(instansi: Instansi, unit: UnitKerja | None) -> QuerySet[PapanHadir]:
    papan_qs = PapanHadir.objects.filter(instansi=instansi)
    return papan_qs.filter(unit__path__startswith=unit.path) if unit else papan_qs


def may_descend(actor: Actor) -> bool:
    """Who reaches only herself and her subordinates has no units to open."""
    reach = actor.reach(AKSI)
    return bool(reach.everywhere or reach.instansi or reach.paths)


def _wants_people(
    request: HttpRequest, actor: Actor, unit: UnitKerja | None, hitung: list[HitungUnit]
) -> bool:
    """Names only where few enough are asked for: a unit, a state, a search."""
    asked = unit is not None or any(request.GET.get(n) for n in ("q", "keadaan", "unduh"))
    return asked or not may_descend(actor) or len(hitung) == 1


def _fingerprint(hitung: list[HitungUnit]) -> str:
    isi = repr([(h.unit_id, sorted(h.jumlah.items())) for h in hitung])
    return f'"{hashlib.sha256(isi.encode()).hexdigest()[:20]}"'


def _fragment(request: HttpRequest, konteks: dict[str, Any], sidik: str) -> HttpResponse:
    """Only the counts; nothing at all when they are what the browser has (htmx swaps a 304)."""
    if request.headers.get("If-None-Match") == sidik:
        response = HttpResponse(status=204)
    else:
        response = render(request, "presensi/papan.html", konteks)
    response["ETag"] = sidik
    patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _row(h: HitungUnit) -> dict[str, Any]:
    kata = {k: t.kata for k, t in TANDA.items()}
    return {
        "h": h,
        "bagian": parts(h.jumlah, kata),
        "wajib": h.wajib,
        "di_tempat": h.di_tempat,
        "lepas": h.jumlah.get("libur", 0) + h.jumlah.get("nanti", 0),
        **{k: h.jumlah.get(k, 0) for k in KEADAAN},
    }


def _sum(hitung: list[HitungUnit]) -> dict[str, Any]:
    semua = HitungUnit(0, "", False)
    for h in hitung:
        for k, n in h.jumlah.items():
            semua.jumlah[k] = semua.jumlah.get(k, 0) + n
    return _row(semua)


def _people(request: HttpRequest, papan_qs: QuerySet[PapanHadir], saat: Saat, zona: str) -> Daftar:
    def keadaan(baris: Any) -> Status:
        return TANDA[state_of_row(baris, saat)]

    def jam(nama: str) -> Any:
        return lambda b: getattr(b, nama) and f"{getattr(b, nama).astimezone(ZoneInfo(zona)):%H.%M}"

    return Daftar(
        request,
        papan_qs.select_related("pegawai", "unit"),
        [
            Kolom("nama", "Nama", "pegawai", jenis="orang", urut="pegawai__nama~"),
            Kolom("keadaan", "Keadaan", keadaan, jenis="status"),
            Kolom("masuk", "Jam masuk", jam("masuk")),
            Kolom("awal", "Ketukan pertama", jam("awal")),
            Kolom("akhir", "Ketukan terakhir", jam("akhir")),
            Kolom("unit", "Unit", "unit.nama", urut="unit__nama~"),
        ],
        nama="pegawai",
        berkas="siapa-hadir",
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("keadaan", "Keadaan", lambda qs, v: in_state(qs, saat, [v]),
                     [(k, t.kata) for k, t in TANDA.items()])
        ],
        urut="nama",
        kosong=Kosong("Tidak ada pegawai di sini", "Belum ada yang bertugas di unit ini."),
    )  # fmt: skip


def _heading(unit: UnitKerja | None) -> dict[str, Any]:
    awal = [("Beranda", reverse("web:beranda"))]
    rumah = reverse("presensi:sekarang")
    if unit is None:
        return {"judul": "Siapa hadir sekarang", "jalur": [*awal, ("Siapa hadir sekarang", "")]}
    tengah = [("Siapa hadir sekarang", rumah)]
    if unit.induk_id and unit.induk:
        tengah.append((unit.induk.nama, f"{rumah}?unit={unit.induk_id}"))
    return {"judul": f"Hadir sekarang: {unit.nama}", "jalur": [*awal, *tengah, (unit.nama, "")]}
