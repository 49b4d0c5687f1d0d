"""A unit's month as a grid: people x days from the month's sheets, totals, and what is wrong."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import StatusHari
from selaras.core.bilangan import whole_number
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.format import periode_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.halaman.status import STATUS_HARI
from selaras.core.permissions import Actor, access, actor_of, can, requires, rows
from selaras.hukum import Law, NotInForce
from selaras.organisasi.models import AGENCIES, UnitKerja
from selaras.presensi.lembar import HariPresensi, read_days
from selaras.presensi.models import LembarPresensi
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.services import fold_month
from selaras.presensi.views.kisi import KODE_JENIS, day_title, draw_rows, legend

BULAN_DITAWARKAN = 13
PER_UNIT, PER_SEMUA = 500, 100  # people a page: one agency fits on one, all governments do not


@requires("presensi.view")
def unit_grid(request: HttpRequest) -> HttpResponseBase:
    """Everyone within reach whose month has a sheet, fifty or so a page."""
    actor = actor_of(request)
    periode = chosen_period(request)
    lembar_qs = rows(actor, "presensi.view", LembarPresensi.objects.filter(periode=periode))
    lembar_qs = lembar_qs.select_related("pegawai")
    boleh = can(actor, "presensi.compute")
    skpd = [(str(pk), n) for pk, n in _skpd(lembar_qs, actor)]
    terpilih = request.GET.get("skpd") or (skpd[0][0] if len(skpd) == 1 else "")
    bawaan = PER_UNIT if request.GET.get("skpd") else PER_SEMUA
    daftar = Daftar(
        request,
        lembar_qs,
        _columns(periode),
        nama="pegawai",
        berkas=f"presensi-{periode}",
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan(
                "periode",
                "Bulan",
                sehalaman,
                lambda: offered_periods(periode),
                bawaan=str(periode),
                semua="Bulan ini",
            ),
            Saringan(
                "skpd",
                "SKPD",
                lambda qs, v: qs.filter(skpd_id=int(v)),
                skpd,
            ),
            Saringan(
                "masalah",
                "Hanya yang bermasalah",
                lambda qs, _: qs.filter(potongan_bp__gt=0),
                jenis="centang",
            ),
        ],
        urut="nama",
        kosong=Kosong(
            f"Presensi {periode_id(periode)} belum disusun",
            "Disusun dari ketukan setiap malam."
            + (" Pilih SKPD, lalu tekan Perbarui untuk menyusunnya sekarang." if boleh else ""),
        ),
        tabel="presensi/kisi.html",
        per_pilihan=(bawaan, 50, 100, 250, 500),
    )
    return daftar.respond(
        "presensi/unit.html",
        judul=f"Presensi unit · {periode_id(periode)}",
        periode=periode,
        jalur=[("Beranda", reverse("web:beranda")), ("Presensi unit", "")],
        boleh=boleh,
        badan=partial(draw_rows, daftar),
        keterangan=list(legend()),
        boleh_rekap=can(actor, "presensi.export"),
        skpd_terpilih=request.GET.get("skpd", ""),
        skpd_rekap=_number(terpilih),
    )  # fmt: skip


@requires("presensi.compute")
@require_POST
def fold_unit(request: HttpRequest) -> HttpResponse:
    """Fold the month of the list's SKPD again from taps, timetables and absences up to now."""
    actor = actor_of(request)
    periode = chosen_period(request)
    pilihan = list(_foldable(actor).values_list("pk", flat=True)[:2])
    if not request.POST.get("skpd") and len(pilihan) != 1:
        messages.error(request, "Pilih dulu SKPD-nya pada saringan, lalu tekan Perbarui.")
        return _back(request, periode, "")
    diminta = _number(request.POST.get("skpd")) or pilihan[0]
    skpd = access(UnitKerja, diminta, actor, "presensi.compute")
    awal = Rentang.bulan(periode).awal
    aturan = Law.load().pada(awal, skpd.instansi.daerah)
    try:
        jumlah = fold_month(
            instansi_id=skpd.instansi_id, periode=periode, aturan=aturan, at=actor.at,
            skpd_ids=[skpd.pk], actor=actor,
        )  # fmt: skip
    except (NotInForce, KalenderKosong) as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"Presensi {jumlah} pegawai {skpd} diperbarui.")
    return _back(request, periode, str(skpd.pk))


def _back(request: HttpRequest, periode: int, skpd: str) -> HttpResponse:
    """To the list as it was filtered; htmx is told to load it as a page."""
    url = f"{reverse('presensi:unit')}?{urlencode({'periode': periode, 'skpd': skpd})}"
    htmx = getattr(request, "htmx", None)
    return HttpResponseClientRedirect(url) if htmx else redirect(url)


def chosen_period(request: HttpRequest) -> int:
    """The month of the address or form, else the running one."""
    diminta = request.POST.get("periode") or request.GET.get("periode", "")
    if diminta.isdecimal() and len(diminta) == 6 and 1 <= int(diminta[4:]) <= 12:
        return int(diminta)
    return actor_of(request).month()


def offered_periods(terpilih: int) -> list[tuple[str, str]]:
    """The chosen month and the year around it."""
    urut = terpilih // 100 * 12 + terpilih % 100 - 1
    bulan = [(n // 12) * 100 + n % 12 + 1 for n in range(urut + 1, urut + 1 - BULAN_DITAWARKAN, -1)]
    return [(str(p), periode_id(p)) for p in bulan]


def _columns(periode: int) -> list[Kolom]:
    hari = Rentang.bulan(periode).hari
    return [
        Kolom("nama", "Nama", "pegawai", jenis="orang", urut="pegawai__nama~",
              tautan=lambda s: reverse("tpp:bulan", args=[periode, s.pegawai_id])),
        *(
            Kolom(f"h{n}", str(n), _day(n), keterangan=day_title(periode, n))
            for n in range(1, hari + 1)
        ),
        Kolom("hari_kerja", "Hari kerja", jenis="angka", urut="hari_kerja"),
        Kolom("hadir", "Hadir", jenis="angka", urut="hadir"),
        Kolom("izin", "Cuti, dinas", jenis="angka", urut="izin"),
        Kolom("tl", "TL", jenis="angka", urut="tl", keterangan="Hari terlambat"),
        Kolom("psw", "PSW", jenis="angka", urut="psw", keterangan="Hari pulang sebelum waktu"),
        Kolom("alpa", "TK", jenis="angka", urut="alpa", keterangan="Tanpa keterangan"),
        Kolom("potongan_bp", "Potongan", jenis="persen", urut="potongan_bp"),
    ]  # fmt: skip


def _day(nomor: int) -> Callable[[LembarPresensi], str]:
    """A day for the sheet: 'tl 12', 'izin CT', 'hadir'. The page draws its own (kisi.py)."""

    def cell(lembar: LembarPresensi) -> str:
        hari = getattr(lembar, "hari_terbaca", None)
        if hari is None:  # once a row, not once a cell
            hari = lembar.hari_terbaca = read_days(lembar.hari)  # type: ignore[attr-defined]
        satu: HariPresensi = hari[nomor - 1]
        kode = STATUS_HARI[satu.kode].replace("_", "+")
        if satu.kode == StatusHari.IZIN:
            return f"{kode} {KODE_JENIS.get(satu.jenis, '')}".strip()
        menit = satu.menit_tl + satu.menit_psw
        return f"{kode} {menit}" if menit else kode

    return cell


def _skpd(lembar_qs: QuerySet[LembarPresensi], actor: Actor) -> list[tuple[int, str]]:
    """Those with sheets in the month, and those whose month the actor may bring up to date."""
    # One sheet of each unit, which an index finds: naming forty from 50,000 sheets reads them all.
    ada = Subquery(lembar_qs.order_by().filter(skpd_id=OuterRef("pk")).values("skpd_id")[:1])
    units = UnitKerja.objects.filter(Q(pk=ada) | Q(pk__in=_foldable(actor).values("pk")))
    return list(units.order_by("nama").values_list("pk", "nama"))


def _foldable(actor: Actor) -> QuerySet[UnitKerja]:
    return rows(actor, "presensi.compute", UnitKerja.objects.filter(AGENCIES))


def _number(teks: str | None) -> int:
    return whole_number(teks) or 0
