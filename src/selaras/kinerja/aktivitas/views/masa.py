"""A week at a glance, a month as a list to search and download."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from selaras.aturan.jadwal import Rentang
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.format import jam_menit, periode_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import requires
from selaras.kinerja.aktivitas.kalender import law_of
from selaras.kinerja.aktivitas.selectors.hari import (
    first_and_last_month,
    month_balance,
    month_days,
    month_entries,
    week_days,
    week_entries,
)
from selaras.kinerja.aktivitas.views.siapa import calendar_needed, day_asked, subject_of
from selaras.kinerja.models import AktivitasHarian
from selaras.pegawai.selectors.sebulan import months_to_choose
from selaras.presensi.selectors.hari import sheet_days
from selaras.presensi.selectors.kalender_orang import load_kalender

S = AktivitasHarian.Status


@requires("aktivitas.own")
@calendar_needed
def show_week(request: HttpRequest) -> HttpResponseBase:
    """Monday to Sunday: what is filled, what is missing, what came back."""
    subjek = subject_of(request)
    tanggal = day_asked(request, subjek.actor)
    senin = tanggal - timedelta(days=tanggal.weekday())
    hari_ini = subjek.actor.day()
    kalender = load_kalender(subjek.pegawai, senin, senin + timedelta(days=6))
    dokumen, entri = week_days(subjek.pegawai, senin), week_entries(subjek.pegawai, senin)
    hari = [senin + timedelta(days=n) for n in range(7)]
    baris: list[dict[str, Any]] = [
        {
            "tanggal": t, "dokumen": dokumen.get(t), "entri": entri.get(t, []),
            "kerja": kalender.jam(t)[0] is not None, "nanti": t > hari_ini,
            "hari_ini": t == hari_ini,
            "menit": sum(e.menit for e in entri.get(t, []) if e.status != S.DITOLAK),
        }
        for t in hari
    ]  # fmt: skip
    kosong = sum(1 for b in baris if b["kerja"] and not b["nanti"] and not b["menit"])
    konteks = {
        "baris": baris, "senin": senin, "kosong": kosong, "menit": sum(b["menit"] for b in baris),
        "lalu": senin - timedelta(days=7),
        "depan": senin + timedelta(days=7) if senin + timedelta(days=7) <= hari_ini else None,
        "jalur": [("Beranda", reverse("web:beranda")), ("Aktivitas", reverse("aktivitas:hari")),
                  ("Pekan", "")],
    }  # fmt: skip
    return render(request, "aktivitas/pekan.html", konteks)


@requires("aktivitas.own")
@calendar_needed
def list_month(request: HttpRequest) -> HttpResponseBase:
    """Every entry of a month, with its status; also as a sheet."""
    subjek = subject_of(request)
    pilihan = months_to_choose(subjek.actor, *first_and_last_month(subjek.pegawai))
    kini = subjek.actor.month()
    diminta = request.GET.get("periode", "")
    periode = pilihan.chosen(diminta) if diminta else max(kini, pilihan.semua[-1])
    rentang = Rentang.bulan(periode)
    aturan, p = law_of(subjek.pegawai, rentang.awal)
    kalender = load_kalender(subjek.pegawai, rentang.awal, rentang.akhir)
    daftar = Daftar(
        request,
        month_entries(subjek.pegawai, periode),
        nama="aktivitas",
        berkas=f"aktivitas-{periode}",
        kolom=[
            Kolom("tanggal", "Tanggal", jenis="tanggal", urut=("tanggal", "mulai"),
                  tautan=lambda e: subjek.url(e.tanggal)),
            Kolom("jam", "Jam", nilai=lambda e: f"{jam_menit(e.mulai)}–{jam_menit(e.selesai)}"),
            Kolom("uraian", "Kegiatan", urut="uraian~"),
            Kolom("menit", "Lamanya", nilai=lambda e: e.menit, jenis="menit"),
            Kolom("volume", "Volume", jenis="angka", tampil=False),
            Kolom("keterangan", "Keterangan", tampil=False),
            Kolom("status", "Status", nilai=lambda e: S(e.status).label, urut="status",
                  templat="aktivitas/sel_status.html"),
            Kolom("catatan", "Catatan atasan", tampil=False),
        ],
        cari=("uraian", "keterangan"),
        cari_kata="Kegiatan atau keterangan",
        saringan=[
            Saringan("periode", "Bulan", sehalaman, semua=periode_id(kini),
                     pilihan=[(str(b), periode_id(b)) for b in pilihan.semua if b != kini]),
            Saringan("status", "Status", lambda rows, v: rows.filter(status=v),
                     pilihan=[(str(k), v) for k, v in S.choices]),
        ],
        urut="-tanggal",
        kosong=Kosong("Belum ada aktivitas bulan ini", "Isi hari ini dulu.",
                      reverse("aktivitas:hari"), "Isi aktivitas"),
    )  # fmt: skip
    konteks: dict[str, Any] = {
        "bulan": month_balance(
            periode, month_days(subjek.pegawai, periode), sheet_days(subjek.pegawai.pk, periode),
            at=subjek.actor.at, kalender=kalender, aturan=aturan, p=p,
        ),
        "periode": periode,
        "jalur": [("Beranda", reverse("web:beranda")), ("Aktivitas", reverse("aktivitas:hari")),
                  ("Sebulan", "")],
    }  # fmt: skip
    return daftar.respond("aktivitas/bulan.html", **konteks)
