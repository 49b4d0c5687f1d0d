"""The month's salaries, tax classes and accounts: who lacks what, and numbers kept covered."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.aturan.jadwal import Rentang
from selaras.core.audit.services import record_many
from selaras.core.halaman.banyaknya import just_changed, remembered
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.format import periode_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, StatusPegawai
from selaras.pegawai.selectors.gaji import count_lacking, lacking, month_salaries, salary_months
from selaras.pegawai.selectors.rinci import covered
from selaras.pegawai.selectors.sebulan import (
    PilihanBulan,
    in_unit,
    people_of_month,
    unit_choices,
)

KURANG = (
    ("gaji", "Gaji"),
    ("rincian", "IWP, BPJS, PPh atau iuran pensiun"),
    ("ptkp", "PTKP"),
    ("rekening", "Rekening"),
)
UTUH = "utuh"
BELUM = "Belum ada"
KURANG_BAGIAN = "kurang"


@require_safe
@requires("gaji.view")
def list_gaji(request: HttpRequest) -> HttpResponseBase:
    """People in service in a month with what payroll, tax office and bank say of them."""
    actor = actor_of(request)
    bulan = salary_months(actor)
    periode = bulan.chosen(request.GET.get("periode", ""))
    terbuka: set[int] = {actor.person_id} if actor.person_id else set()
    orang = people_of_month(actor, "gaji.view", periode)
    if request.GET.get("bagian") == KURANG_BAGIAN:  # counts of everybody, asked for by the page
        banyak = remembered(
            orang, lambda: count_lacking(orang, periode), tentang=(request.path, periode),
            tepat=just_changed(request),
        )  # fmt: skip
        konteks = {"periode": periode, "kurang": _gaps(banyak)}
        return render(request, "pegawai/gaji_kurang.html", konteks)
    daftar = Daftar(
        request,
        month_salaries(orang, periode),
        _columns(terbuka),
        nama="pegawai",
        berkas=f"gaji-{periode}",
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=_filters(actor, bulan, periode),
        urut="nama",
        kosong=Kosong("Tidak ada yang bekerja pada bulan ini dalam wilayah Anda"),
    )
    if daftar.nilai.get(UTUH):
        terbuka |= _uncover(actor, periode, daftar)
    return daftar.respond(
        "pegawai/gaji.html",
        periode=periode,
        boleh_impor=bool(actor.reach("gaji.import")),
        utuh=bool(daftar.nilai.get(UTUH)),
        jalur=[("Beranda", reverse("web:beranda")), ("Gaji dan pajak", "")],
    )


def _uncover(actor: Actor, periode: int, daftar: Daftar) -> set[int]:
    """Whose numbers are shown in full, after saying so in the trail of each."""
    berkas = daftar.request.GET.get("unduh") == "xlsx"
    tampak = daftar.tersaring if berkas else daftar.halaman.object_list
    bernomor = {p.pk: p for p in tampak if p.rekening_id}
    akhir = Rentang.bulan(periode).akhir
    boleh = rows(actor, "gaji.import", Pegawai.objects.filter(pk__in=bernomor), at=akhir)
    ids = set(boleh.values_list("pk", flat=True))
    record_many(
        actor=actor,
        aksi="gaji.view",
        entries=[(bernomor[pk], pk) for pk in sorted(ids) if pk != actor.person_id],
        keterangan="Nomor rekening dibuka",
        membaca=True,
    )
    return ids


def _unknown(p: Any) -> str:
    """A part of a salary that is not known is said where there is a salary."""
    return BELUM if p.gaji_id else ""


def _columns(terbuka: set[int]) -> list[Kolom]:
    def nomor(p: Any) -> str | None:
        return p.nomor if p.pk in terbuka else covered(p.nomor)

    def rupiah(nama: str, judul: str, **kw: Any) -> Kolom:
        return Kolom(nama, judul, jenis="rupiah", urut=nama, jumlah=True, **kw)

    return [
        Kolom("nama", "Pegawai", nilai=lambda p: p, jenis="orang", urut="nama~",
              tautan=lambda p: reverse("pegawai:satu", args=[p.pk])),
        Kolom("nip", "NIP", tampil=False),
        Kolom("unit_nama", "Unit", urut="post_akhir__jabatan__unit__nama~"),
        Kolom("status_bulan", "Status", urut="st_akhir__status",
              nilai=lambda p: StatusPegawai(p.status_bulan).label),
        rupiah("bruto", "Gaji bruto", tanpa=BELUM),
        rupiah("iwp", "IWP 1%", tanpa=_unknown),
        rupiah("bpjs", "BPJS 4%", keterangan="Iuran pemberi kerja", tanpa=_unknown),
        rupiah("pph", "PPh 21 gaji", tanpa=_unknown),
        rupiah("iuran_pensiun", "Iuran pensiun", tampil=False, tanpa=_unknown),
        Kolom("ptkp", "PTKP", urut="pajak_akhir__ptkp", nilai=lambda p: p.ptkp,
              tanpa=BELUM),
        Kolom("bank", "Bank", urut="rek_akhir__bank~"),
        Kolom("nomor", "Nomor rekening", nilai=nomor, tanpa=BELUM),
        Kolom("atas_nama", "Atas nama", tampil=False),
    ]  # fmt: skip


def _filters(actor: Actor, bulan: PilihanBulan, periode: int) -> list[Saringan]:
    def unit(qs: QuerySet[Any], nilai: str) -> QuerySet[Any]:
        return in_unit(qs, periode, UnitKerja.objects.get(pk=nilai))

    saringan = [
        Saringan("periode", "Bulan", sehalaman, semua=periode_id(bulan.bawaan),
                 pilihan=[(str(p), periode_id(p)) for p in bulan.semua if p != bulan.bawaan]),
        Saringan("kurang", "Belum ada", lambda qs, v: qs.filter(lacking(v, periode)),
                 pilihan=KURANG, semua="Tidak disaring"),
        Saringan("status", "Status", lambda qs, v: qs.filter(status_bulan=v),
                 pilihan=StatusPegawai.choices),
    ]  # fmt: skip
    if pilihan := unit_choices(actor, "gaji.view", periode):
        saringan.insert(1, Saringan("unit", "Unit", unit, pilihan=pilihan))
    if actor.reach("gaji.import"):
        saringan.append(
            Saringan(UTUH, "Nomor rekening utuh (tercatat)", lambda qs, _: qs, jenis="centang")
        )
    return saringan


def _gaps(jumlah: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """How many lack what: (key, title, count), zeros left out."""
    return [(apa, judul, jumlah[apa]) for apa, judul in KURANG if jumlah.get(apa)]
