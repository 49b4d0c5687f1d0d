"""A unit's month: people x figures of the runs that count; each row leads to the person's month."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from selaras.aturan.angka import SERATUS_BP
from selaras.core.halaman.banyaknya import BANYAK
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.format import periode_id, rupiah
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.organisasi.models import UnitKerja
from selaras.periode.models import PeriodeUnit
from selaras.tpp.masa import NAMA_KHUSUS
from selaras.tpp.models import HitunganBulan, InstrumenPenilaian
from selaras.tpp.selectors.berlaku import current_instruments, current_sums

PENUH = 100_000_000  # 100 % as instruments store it


@requires("tpp.view_unit")
def unit_month(request: HttpRequest) -> HttpResponseBase:
    """Everyone's figures of a month within reach; rupiah only for who may see pay."""
    actor = actor_of(request)
    pay = sees_pay(actor)
    aksi = "tpp.view_pay" if pay else "tpp.view_unit"
    periode = chosen_period(request)
    instrumen_qs = rows(actor, aksi, current_instruments(periode))

    def whole() -> Mapping[str, int] | None:
        jumlah = current_sums(instrumen_qs, actor.reach(aksi), periode)
        return None if jumlah is None else {**jumlah, BANYAK: jumlah["orang"]}

    daftar = Daftar(
        request,
        instrumen_qs.select_related("pegawai", "unit", "jabatan"),
        nama="pegawai",
        berkas=f"tpp-{periode}",
        kolom=_columns(pay),
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=_filters(actor, periode),
        urut="nama",
        keseluruhan=whole,
        kosong=Kosong(
            f"{periode_id(periode)} belum dihitung",
            "Angka muncul sesudah verifikator menjalankan hitungan bulan.",
        ),
    )
    return daftar.respond(
        judul=f"TPP unit · {periode_id(periode)}",
        ringkas=_summary(daftar, pay),
        jalur=[("Beranda", reverse("web:beranda")), ("TPP unit", "")],
    )


def sees_pay(actor: Actor) -> bool:
    """Whether the actor may see rupiah of others."""
    return beyond_self(actor, "tpp.view_pay")


def beyond_self(actor: Actor, aksi: str) -> bool:
    """Whether an action reaches units, not only the person herself."""
    reach = actor.reach(aksi)
    return bool(reach.everywhere or reach.instansi or reach.paths)


def computed_periods() -> list[int]:
    """Months that have a run, the latest first."""
    return list(
        HitunganBulan.objects.order_by("-periode").values_list("periode", flat=True).distinct()
    )


def chosen_period(request: HttpRequest) -> int:
    """The month of the URL, else the latest computed one, else today's."""
    diminta = request.GET.get("periode", "")
    bulan = {*range(1, 13), *NAMA_KHUSUS}
    if diminta.isdecimal() and len(diminta) == 6 and int(diminta[4:]) in bulan:
        return int(diminta)
    biasa = (p for p in computed_periods() if p % 100 not in NAMA_KHUSUS)
    return next(biasa, actor_of(request).month())


def current_runs() -> QuerySet[PeriodeUnit, int | None]:
    """Ids of the runs that count for any unit's month."""
    ada = PeriodeUnit.objects.filter(hitungan_id__isnull=False)
    return ada.values_list("hitungan_id", flat=True).distinct()


def basis_points(persen: int) -> int:
    """A stored percentage for reading, rounded to hundredths of a percent."""
    return (persen * 10_000 + PENUH // 2) // PENUH


def _columns(pay: bool) -> list[Kolom]:
    kolom = [
        Kolom("nama", "Nama", nilai="pegawai", jenis="orang", urut="pegawai__nama~",
              tautan=lambda i: reverse("tpp:bulan", args=[i.periode, i.pegawai_id])),
        Kolom("unit", "Unit", nilai="unit.nama", urut="unit__nama~"),
        Kolom("jabatan", "Jabatan", nilai="jabatan.nama", urut="jabatan__nama~", tampil=False),
        Kolom("kelas", "Kelas", jenis="angka", urut="kelas", tampil=False),
        Kolom("hari_kerja", "Hari kerja", jenis="angka", urut="hari_kerja", tampil=False),
        Kolom("hari_hadir", "Hadir", jenis="angka", urut="hari_hadir",
              keterangan="Dengan izin yang dihitung hadir", tampil=not pay),
        _persen("potongan_dipakai", "Potongan presensi", tampil=not pay),
        _persen("disiplin", "Disiplin"),
        Kolom("produktivitas", "Produktivitas", jenis="persen", urut="produktivitas",
              nilai=_productivity),
        _persen("realisasi", "Realisasi"),
    ]  # fmt: skip
    if pay:
        kolom += [
            Kolom("bruto", "TPP bruto", jenis="rupiah", urut="bruto", jumlah=True),
            Kolom("pph21_tpp", "PPh 21", jenis="rupiah", urut="pph21_tpp", jumlah=True),
            Kolom("iwp", "JKN 1%", jenis="rupiah", urut="iwp", jumlah=True),
            Kolom("diterima", "Diterima", jenis="rupiah", urut="diterima", jumlah=True),
        ]
    return kolom


def _productivity(baris: InstrumenPenilaian) -> int | None:
    """None for who owes no result: not assessed is not nought."""
    hanya_presensi = baris.bobot_p == 0 and baris.bobot_d == SERATUS_BP
    return None if hanya_presensi else basis_points(baris.produktivitas)


def _persen(nama: str, judul: str, *, tampil: bool = True) -> Kolom:
    return Kolom(
        nama,
        judul,
        nilai=lambda i: basis_points(getattr(i, nama)),
        jenis="persen",
        urut=nama,
        tampil=tampil,
    )


def _filters(actor: Actor, periode: int) -> list[Saringan]:
    return [
        Saringan(
            "periode", "Bulan", sehalaman, jenis="pilih", semua="Terakhir dihitung",
            pilihan=lambda: [(str(p), periode_id(p)) for p in computed_periods()],
        ),
        Saringan(
            "skpd", "SKPD", lambda qs, v: qs.filter(skpd_id=int(v)),
            pilihan=lambda: skpd_choices(actor, periode),
        ),
        Saringan(
            "masalah", "Hanya yang ada potongan",
            lambda qs, _: qs.filter(potongan_dipakai__gt=0), jenis="centang",
        ),
    ]  # fmt: skip


def skpd_choices(actor: Actor, periode: int) -> Sequence[tuple[str, str]]:
    """SKPD with a month that the actor may see."""
    bulan_qs = rows(actor, "periode.view", PeriodeUnit.objects.filter(periode=periode))
    ids = bulan_qs.values("skpd_id")
    unit_qs = UnitKerja.objects.filter(pk__in=ids).order_by("nama")
    return [(str(pk), nama) for pk, nama in unit_qs.values_list("pk", "nama")]


def _summary(daftar: Daftar, pay: bool) -> str:
    jumlah = daftar.halaman.paginator.count
    if not jumlah:
        return ""
    if not pay:
        return f"{jumlah} pegawai."
    nilai = {k.nama: s for k, s in zip(daftar.kolom_tampil, daftar.jumlah or [], strict=False)}
    bruto, diterima = nilai.get("bruto"), nilai.get("diterima")
    return (
        f"TPP bruto {rupiah(bruto.nilai if bruto else None)}, "
        f"diterima {rupiah(diterima.nilai if diterima else None)}."
    )
