"""A unit's month as a grid: people x days from the month's sheets, totals, and what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import NOMOR_JENIS, StatusHari
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import periode_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.halaman.status import STATUS_HARI, Status, status_of
from selaras.core.permissions import Actor, access, actor_of, can, requires, rows
from selaras.hukum import Law, NotInForce
from selaras.organisasi.models import UnitKerja
from selaras.presensi.lembar import HariPresensi, read_days
from selaras.presensi.models import LembarPresensi
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.services import fold_month

BULAN_DITAWARKAN = 13
KODE_JENIS = {nomor: kode for kode, nomor in NOMOR_JENIS.items()}


@dataclass(frozen=True, slots=True)
class SelHari:
    """A day as the grid shows it: shape, a few letters, and where it opens."""

    hari: HariPresensi
    tanggal: int
    url: str

    @property
    def status(self) -> Status:
        return status_of(STATUS_HARI[self.hari.kode])

    @property
    def catatan(self) -> str:
        if self.hari.kode == StatusHari.IZIN:
            return KODE_JENIS.get(self.hari.jenis, "")
        menit = self.hari.menit_tl + self.hari.menit_psw
        return str(menit) if menit else ""

    def __str__(self) -> str:
        """For the sheet: 'TL 12', 'CT', 'hadir'."""
        kode = STATUS_HARI[self.hari.kode].replace("_", "+")
        return f"{kode} {self.catatan}".strip()


@requires("presensi.view")
def unit_grid(request: HttpRequest) -> HttpResponseBase:
    """Everyone within reach whose month has a sheet, fifty or so a page."""
    actor = actor_of(request)
    periode = chosen_period(request)
    lembar_qs = rows(actor, "presensi.view", LembarPresensi.objects.filter(periode=periode))
    lembar_qs = lembar_qs.select_related("pegawai")
    boleh = can(actor, "presensi.compute")
    return Daftar(
        request,
        lembar_qs,
        _columns(periode),
        nama="pegawai",
        berkas=f"presensi-{periode}",
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("periode", "Bulan", lambda qs, _: qs, lambda: offered_periods(periode),
                     bawaan=str(periode), semua="Bulan ini"),
            Saringan("skpd", "SKPD", lambda qs, v: qs.filter(skpd_id=int(v)),
                     lambda: [(str(pk), n) for pk, n in _skpd(lembar_qs, actor)]),
            Saringan("masalah", "Hanya yang bermasalah",
                     lambda qs, _: qs.filter(potongan_bp__gt=0), jenis="centang"),
        ],
        urut="nama",
        kosong=Kosong(
            f"Presensi {periode_id(periode)} belum disusun",
            "Disusun dari ketukan setiap malam."
            + (" Pilih SKPD, lalu tekan Perbarui untuk menyusunnya sekarang." if boleh else ""),
        ),
    ).respond(
        "presensi/unit.html",
        judul=f"Presensi unit · {periode_id(periode)}",
        periode=periode,
        jalur=[("Beranda", reverse("web:beranda")), ("Presensi unit", "")],
        boleh=boleh,
        skpd_terpilih=request.GET.get("skpd", ""),
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
    at = actor_of(request).at
    if diminta.isdecimal() and len(diminta) == 6 and 1 <= int(diminta[4:]) <= 12:
        return int(diminta)
    return at.year * 100 + at.month


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
            Kolom(f"h{n}", str(n), _day(n, periode), templat="presensi/sel_hari.html")
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


def _day(nomor: int, periode: int) -> Callable[[LembarPresensi], SelHari]:
    def cell(lembar: LembarPresensi) -> SelHari:
        hari = getattr(lembar, "hari_terbaca", None)
        if hari is None:  # once a row, not once a cell
            hari = lembar.hari_terbaca = read_days(lembar.hari)  # type: ignore[attr-defined]
        url = reverse("tpp:hari", args=[periode, lembar.pegawai_id, nomor])
        return SelHari(hari[nomor - 1], nomor, url)

    return cell


def _skpd(lembar_qs: QuerySet[LembarPresensi], actor: Actor) -> list[tuple[int, str]]:
    """Those with sheets in the month, and those whose month the actor may bring up to date."""
    ids = lembar_qs.order_by().values("skpd_id").distinct()
    units = UnitKerja.objects.filter(Q(pk__in=ids) | Q(pk__in=_foldable(actor).values("pk")))
    return list(units.order_by("nama").values_list("pk", "nama"))


def _foldable(actor: Actor) -> QuerySet[UnitKerja]:
    return rows(actor, "presensi.compute", UnitKerja.objects.filter(skpd_id=F("pk")))


def _number(teks: str | None) -> int:
    return int(teks) if teks and teks.isdecimal() else 0
