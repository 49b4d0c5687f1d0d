"""Late over months: people, and above them their agencies, each with the months' course."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from selaras.aturan.jadwal import Rentang
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.format import periode_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.organisasi.models import AGENCIES, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import LembarPresensi
from selaras.presensi.selectors.terlambat import (
    Jejak,
    Rentet,
    count_late_people,
    courses,
    late_agencies,
    late_people,
)

AKSI = "presensi.view_rank"
BULAN_BAWAAN, BULAN_TERBANYAK = 3, 13
TANPA = Jejak({}, 0, 0)


@requires(AKSI)
def rank_late(request: HttpRequest) -> HttpResponseBase:
    """People by late minutes; the agencies, which everybody's sheets add up to, once it stands."""
    actor = actor_of(request)
    rentet = _span(request)
    lembar_qs = rows(actor, AKSI, LembarPresensi.objects.all())
    if request.GET.get("bagian") == "skpd":
        return _agencies(request, lembar_qs, rentet)
    orang = rows(actor, AKSI, Pegawai.objects.all())
    bulan = [(str(p), periode_id(p)) for p in _offered(actor.month())]
    jejak: dict[int, Jejak] = {}
    luas = _needs_every_month(request)
    pilihan = _choices(actor, rentet)

    def months(p: Pegawai, nama: str) -> int:
        return getattr(jejak.get(p.pk, p), nama, 0)

    daftar = Daftar(
        request,
        late_people(orang, rentet, semua_hari=luas),
        [
            Kolom("nama", "Nama", lambda p: p, jenis="orang", urut="nama~"),
            Kolom("menit", "Menit terlambat", jenis="angka", urut="menit"),
            Kolom("hari_tl", "Hari TL", jenis="angka", urut="hari_tl"),
            Kolom("tren", "Bulan ke bulan", gambar=lambda s: s.nilai.__html__(),
                  nilai=lambda p: _course(jejak.get(p.pk, TANPA).menit, rentet)),
            Kolom("hari_tk", "Tanpa keterangan", jenis="angka", urut="hari_tk"),
            Kolom("hari_psw", "Hari PSW", lambda p: months(p, "hari_psw"), jenis="angka",
                  urut="hari_psw" if luas else "pk"),
            Kolom("hk", "Hari kerja", lambda p: months(p, "hk"), jenis="angka",
                  urut="hk" if luas else "pk"),
        ],
        nama="pegawai",
        berkas=f"terlambat-{rentet.dari}-{rentet.sampai}",
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("dari", "Dari bulan", sehalaman, bulan, bawaan=str(rentet.dari)),
            Saringan("sampai", "Sampai", sehalaman, bulan, bawaan=str(rentet.sampai)),
            Saringan("skpd", "SKPD", lambda qs, v: _of_agency(qs, v, rentet), pilihan),
        ],
        urut="-menit",
        kosong=Kosong("Tidak ada yang terlambat", "Pada bulan-bulan ini tidak ada TL dan TK."),
        semua=lambda tepat: count_late_people(orang, rentet, tepat=tepat),
    )  # fmt: skip
    if request.GET.get("unduh") != "xlsx":
        ids = [p.pk for p in daftar.halaman.object_list]
        jejak.update(courses(lembar_qs, rentet, ids))
    return daftar.respond(
        "presensi/terlambat.html",
        judul="Peringkat terlambat",
        menurut_skpd=pilihan,
        rentet_kata=_words(rentet),
        jalur=[("Beranda", reverse("web:beranda")), ("Peringkat terlambat", "")],
    )


def _agencies(
    request: HttpRequest, lembar_qs: QuerySet[LembarPresensi], rentet: Rentet
) -> HttpResponse:
    """The agencies by late days per hundred working days: a part of the page, asked for by it."""
    skpd = [{**b, "tren": _course(b["jalan"], rentet)} for b in late_agencies(lembar_qs, rentet)]
    konteks = {"skpd": skpd, "rentet_kata": _words(rentet)}
    return render(request, "presensi/terlambat_skpd.html", konteks)


def _needs_every_month(request: HttpRequest) -> bool:
    """Whether the list is sorted by, or takes along, what months without lateness add to."""
    kunci = request.GET.get("urut", "").removeprefix("-")
    return kunci in ("hari_psw", "hk") or request.GET.get("unduh") == "xlsx"


def _choices(actor: Actor, rentet: Rentet) -> list[tuple[str, str]]:
    """Agencies within reach in these months."""
    awal, akhir = Rentang.bulan(rentet.dari).awal, Rentang.bulan(rentet.sampai).akhir
    skpd = UnitKerja.objects.antara(awal, akhir).filter(AGENCIES)
    boleh = rows(actor, AKSI, skpd).order_by("nama").values_list("pk", "nama")
    return [(str(pk), nama) for pk, nama in boleh]


def _words(rentet: Rentet) -> str:
    return f"{periode_id(rentet.dari)} sampai {periode_id(rentet.sampai)}"


def _of_agency(qs: Any, nilai: str, rentet: Rentet) -> Any:
    """People who had a sheet of that agency in these months."""
    milik = LembarPresensi.objects.filter(
        skpd__in=UnitKerja.objects.filter(pk=int(nilai)).values("pk"),
        periode__range=(rentet.dari, rentet.sampai),
    )
    return qs.filter(pk__in=milik.values("pegawai_id"))


def _span(request: HttpRequest) -> Rentet:
    """The months of the address; by default the running one and the two before it."""
    tawaran = _offered(actor_of(request).month())
    pilih = {str(p): p for p in tawaran}
    sampai = pilih.get(request.GET.get("sampai", ""), tawaran[0])
    dari = pilih.get(request.GET.get("dari", ""), tawaran[BULAN_BAWAAN - 1])
    return Rentet(min(dari, sampai), max(dari, sampai))


def _offered(kini: int) -> list[int]:
    urut = kini // 100 * 12 + kini % 100 - 1
    return [n // 12 * 100 + n % 12 + 1 for n in range(urut, urut - BULAN_TERBANYAK, -1)]


class _Course(dict[str, Any]):
    """A small line over the months; in a sheet its figures."""

    def __str__(self) -> str:
        return str(self["teks"])

    def __html__(self) -> SafeString:
        x, y = self["akhir"]
        return format_html(
            '<svg class="tren" viewBox="0 0 100 24" aria-hidden="true" focusable="false"><polyline '
            'points="{}"/><circle cx="{}" cy="{}" r="3"/></svg><span class="hanya-pembaca">{}'
            "</span>", self["garis"], x, y, self["teks"],
        )  # fmt: skip


def _course(menit: Mapping[int, int], rentet: Rentet) -> _Course:
    nilai = [menit.get(p, 0) for p in rentet.bulan]
    atas = max(*nilai, 1) if nilai else 1
    langkah = 92 // max(len(nilai) - 1, 1)
    titik = [(4 + n * langkah, 20 - v * 16 // atas) for n, v in enumerate(nilai)]
    teks = ", ".join(f"{periode_id(p)} {v}" for p, v in zip(rentet.bulan, nilai, strict=True))
    return _Course(garis=" ".join(f"{x},{y}" for x, y in titik), akhir=titik[-1], teks=teks)
