"""For officers, verifiers and leaders: the day of every SKPD, a unit's month person by person."""

from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.dateparse import parse_date

from selaras.aturan.aktivitas import target_bulan
from selaras.aturan.jadwal import Rentang
from selaras.core.halaman.banyaknya import just_changed
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.format import angka, periode_id, persen_bp, tanggal, tanggal_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import actor_of, can, requires
from selaras.hukum import Law
from selaras.kinerja.aktivitas.selectors.tim import below, unit_month, unit_recap
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.selectors.sebulan import months_to_choose, unit_choices


@requires("aktivitas.view_unit")
def recap_day(request: HttpRequest) -> HttpResponseBase:
    """One day of every SKPD: who fills in, how much, how much still waits; also as a sheet."""
    actor = actor_of(request)
    hari_ini = actor.day()
    try:
        hari = parse_date(request.GET.get("tanggal", "")) or hari_ini
    except ValueError:
        hari = hari_ini
    periode = hari.year * 100 + hari.month
    rinci = can(actor, "aktivitas.view") and bool(unit_choices(actor, "aktivitas.view", periode))

    def _open(u: Any) -> str:
        return f"{reverse('aktivitas:unit')}?unit={u.pk}&periode={periode}"

    daftar = Daftar(
        request,
        unit_recap(actor, hari, tepat=just_changed(request)),
        nama="SKPD",
        berkas=f"rekap-aktivitas-{hari:%Y%m%d}",
        kolom=[
            Kolom("nama", "SKPD", urut="nama~", tautan=_open if rinci else None),
            Kolom("wajib", "Wajib mengisi", jenis="angka", urut="wajib", jumlah=True),
            Kolom("mengisi", "Sudah mengisi", jenis="angka", urut="mengisi", jumlah=True),
            Kolom("persen", "Bagian", jenis="persen",
                  nilai=lambda u: u.mengisi * 10_000 // u.wajib if u.wajib else None),
            Kolom("disetujui", "Menit disetujui", jenis="angka", urut="disetujui", jumlah=True),
            Kolom("menunggu", "Menit menunggu", jenis="angka", urut="menunggu", jumlah=True),
        ],
        cari=("nama",),
        cari_kata="Nama SKPD",
        saringan=[
            Saringan("tanggal", "Tanggal", sehalaman, jenis="tanggal",
                     bawaan=hari.isoformat()),
        ],
        urut="nama",
        ikut={"_wajib": Sum("wajib"), "_mengisi": Sum("mengisi")},
        kosong=Kosong("Tidak ada SKPD dalam jangkauan Anda"),
    )  # fmt: skip
    wajib, mengisi = (daftar.hitungan[n] or 0 for n in ("_wajib", "_mengisi"))
    bagian = persen_bp(mengisi * 10_000 // wajib) if wajib else "0%"
    return daftar.respond(
        judul=f"Rekap aktivitas · {tanggal(hari)}",
        ringkas=f"{tanggal_id(hari)}: {angka(mengisi)} dari {angka(wajib)} pegawai mengisi "
        f"aktivitas ({bagian}).",
        jalur=[("Beranda", reverse("web:beranda")), ("Rekap aktivitas", "")],
    )


def day_columns(periode: int) -> list[Kolom]:
    """People x days in minutes: a recap by day as a sheet has it (rows with `hari`)."""

    def menit(n: int) -> Any:
        return lambda p: next((h["m"] + h["u"] for h in p.hari if h["d"] == n), 0)

    return [
        Kolom("nama", "Nama", nilai="nama"),
        Kolom("nip", "NIP"),
        *(
            Kolom(f"h{t.day}", str(t.day), nilai=menit(t.day), jenis="angka")
            for t in Rentang.bulan(periode).tanggal()
        ),
        Kolom("_disetujui", "Disetujui", nilai=lambda p: sum(h["m"] for h in p.hari),
              jenis="angka"),
        Kolom("_menunggu", "Menunggu", nilai=lambda p: sum(h["u"] for h in p.hari),
              jenis="angka"),
    ]  # fmt: skip


@requires("aktivitas.view")
def list_people(request: HttpRequest) -> HttpResponseBase:
    """Everyone within reach in a month: approved, waiting, days filled; the sheet is by day."""
    actor = actor_of(request)
    kini = actor.month()
    pilihan = months_to_choose(actor, None, None)
    periode = next((p for p in pilihan.semua if str(p) == request.GET.get("periode", "")), kini)
    target = _target(actor.instansi_id, periode)
    unit_pilihan = unit_choices(actor, "aktivitas.view", periode)
    boleh_catat = can(actor, "aktivitas.record")

    def unit(rows_: QuerySet[Any], nilai: str) -> QuerySet[Any]:
        del rows_
        return unit_month(actor, periode, UnitKerja.objects.get(pk=nilai))

    saringan = [
        Saringan("periode", "Bulan", sehalaman, semua=periode_id(kini),
                 pilihan=[(str(b), periode_id(b)) for b in pilihan.semua if b != kini]),
    ]  # fmt: skip
    if unit_pilihan:
        saringan.insert(0, Saringan("unit", "Unit", unit, pilihan=unit_pilihan))
    if target:
        saringan.append(
            Saringan("kurang", "Belum mencapai target", lambda qs, _: below(qs, target),
                     jenis="centang")
        )  # fmt: skip
    daftar = Daftar(
        request,
        unit_month(actor, periode),
        nama="pegawai",
        berkas=f"aktivitas-{periode}",
        kolom=[
            Kolom("orang", "Pegawai", nilai=lambda p: p, jenis="orang", urut="nama~",
                  tautan=lambda p: f"{reverse('aktivitas:hari')}?untuk={p.pk}"
                  if boleh_catat and p.pk != actor.person_id else ""),
            Kolom("unit_nama", "Unit"),
            Kolom("terisi", "Hari terisi", jenis="angka", urut="terisi"),
            Kolom("disetujui", "Menit disetujui", jenis="angka", urut="disetujui"),
            Kolom("menunggu", "Menit menunggu", jenis="angka", urut="menunggu"),
            *(Kolom(k.nama, k.judul, nilai=k.nilai, jenis=k.jenis, tampil=False)
              for k in day_columns(periode) if k.nama.startswith("h")),
        ],
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=saringan,
        urut="orang",
        kosong=Kosong("Tidak ada pegawai dalam jangkauan Anda pada bulan ini"),
    )  # fmt: skip
    return daftar.respond(
        judul=f"Aktivitas pegawai · {periode_id(periode)}",
        ringkas=f"Target {angka(target)} menit sebulan." if target else "",
        jalur=[("Beranda", reverse("web:beranda")), ("Aktivitas pegawai", "")],
    )


def _target(instansi_id: int | None, periode: int) -> int | None:
    """A fixed target of the government's month; one by working days differs by person."""
    daerah = Instansi.objects.filter(pk=instansi_id or 0).values_list("daerah", flat=True).first()
    if daerah is None:
        return None
    aturan = Law.load().pada(Rentang.bulan(periode).awal, daerah)
    return None if aturan.ada("kinerja.menit_per_hari") else target_bulan(aturan, 0)
