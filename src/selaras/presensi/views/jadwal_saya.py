"""One's own working days of a month: shifts, hours, holidays, leave; made for a phone."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.aturan.jadwal import Libur, Rentang
from selaras.aturan.presensi import KOSONG
from selaras.aturan.presensi.kisi import Orang, susun_kisi
from selaras.core.halaman.format import jam_menit, periode_id
from selaras.core.permissions import actor_of, requires
from selaras.cuti.models import Ketidakhadiran
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import HariLibur, Roster
from selaras.presensi.selectors.masukan import KalenderKosong, load_masukan, load_scope
from selaras.presensi.selectors.tukar import exchanged
from selaras.presensi.views.unit import chosen_period


@dataclass(frozen=True, slots=True)
class HariKerja:
    """A day as a person reads it."""

    tanggal: date
    jam: str  # "07.30–16.00", or why there are none
    nama: str  # the shift's name
    kerja: bool
    hari_ini: bool
    tukar: str = ""  # with whom the duty was exchanged


@require_safe
@requires("jadwal.view")
def own_schedule(request: HttpRequest) -> HttpResponse:
    """The month of whoever asks."""
    actor = actor_of(request)
    periode = chosen_period(request)
    rentang = Rentang.bulan(periode)
    lalu = periode - 1 if periode % 100 > 1 else periode - 89
    nanti = periode + 1 if periode % 100 < 12 else periode + 89
    konteks: dict[str, Any] = {
        "jalur": [("Beranda", reverse("web:beranda")), ("Jadwal saya", "")],
        "periode": periode, "lalu": lalu, "nanti": nanti, "judul": f"Jadwal {periode_id(periode)}",
        "hari": [], "galat": "",
    }  # fmt: skip
    pegawai = Pegawai.objects.filter(pk=actor.person_id or 0).first()
    if pegawai is not None:
        try:
            konteks["hari"] = _days(pegawai, rentang, actor.day())
        except KalenderKosong as galat:
            konteks["galat"] = str(galat)
    kerja = [h for h in konteks["hari"] if h.kerja]
    konteks |= {
        "jumlah": len(kerja),
        "kosong_awal": range(rentang.awal.weekday()),
        "berikut": next((h for h in kerja if h.tanggal >= actor.day()), None),
    }
    return render(request, "presensi/jadwal_saya.html", konteks)


def _days(pegawai: Pegawai, rentang: Rentang, kini: date) -> list[HariKerja]:
    lingkup = load_scope(instansi_id=pegawai.instansi_id, rentang=rentang, pegawai_ids=[pegawai.pk])
    if not lingkup.frame.height:
        return []
    m = load_masukan(lingkup)
    kisi = susun_kisi(Orang.dari(m.orang), rentang, m.penugasan, m.roster, m.hari_jadwal)
    sif = dict(
        Roster.objects.filter(
            pegawai=pegawai, tanggal__range=(rentang.awal, rentang.akhir)
        ).values_list("tanggal", "jadwal__nama")
    )
    libur = dict(
        HariLibur.objects.filter(tanggal__range=(rentang.awal, rentang.akhir)).values_list(
            "tanggal", "nama"
        )
    )
    cuti = list(
        Ketidakhadiran.objects.filter(
            pegawai=pegawai, dicabut_pada=None, jenis__sehari_penuh=True
        ).select_related("jenis")
    )
    tukar = exchanged([pegawai.pk], rentang) if sif else {}
    hasil = []
    for n, t in enumerate(rentang.tanggal(), start=1):
        masuk, pulang = int(kisi.masuk[n, 0]), int(kisi.pulang[n, 0])
        ada = masuk != KOSONG
        izin = next((k.jenis.nama for k in cuti if t in k.berlaku), "")
        jam = f"{jam_menit(masuk)}–{jam_menit(pulang % 1440)}" if ada else "libur"
        nama = sif.get(t, "") or ""
        if t in sif and sif[t] is None:
            nama, jam = "Lepas jaga", ""
        elif not ada and kisi.libur[n, 0] != Libur.TIDAK:
            nama = libur.get(t, "")
        if izin and ada:
            nama, jam, ada = izin, "", False
        hasil.append(HariKerja(t, jam, nama, ada, t == kini, tukar.get((pegawai.pk, t), "")))
    return hasil
