"""What is taken at a tap, why, how long, who sees it; and the evidence of one person's day."""

from datetime import date
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selaras.aturan.lokasi import kalimat_tanda
from selaras.core.audit.services import record_read
from selaras.core.halaman.format import tanggal_id
from selaras.core.permissions import access, actor_of, requires
from selaras.hukum import HukumError, Law
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.presensi.selectors.bukti import evidence_of, kept_about

AKSI = "presensi.view_bukti"
E6 = 1_000_000


@requires("akun.own")
def show_privacy(request: HttpRequest) -> HttpResponse:
    """For everybody with an account; the days are those of her region's law today."""
    actor = actor_of(request)
    instansi = Instansi.objects.filter(pk=actor.instansi_id or 0).first()
    hari: int | None = None
    selfie = ""
    if instansi is not None:
        aturan = Law.load().pada(actor.at.astimezone(ZoneInfo(instansi.zona)).date(),
                                 instansi.daerah)  # fmt: skip
        try:
            hari = aturan.nilai("presensi.simpan_posisi_hari")
            selfie = aturan.pilihan("presensi.selfie")
        except HukumError:
            pass
    jalur = [("Beranda", reverse("web:beranda")), ("Privasi presensi", "")]
    pegawai = Pegawai.objects.select_related("instansi").filter(pk=actor.person_id or 0).first()
    konteks = {
        "hari": hari, "selfie": selfie, "jalur": jalur, "pegawai": pegawai,
        "tersimpan": kept_about(pegawai, actor.at) if pegawai else None,
    }  # fmt: skip
    return render(request, "presensi/privasi.html", konteks)


@requires(AKSI)
def show_evidence(request: HttpRequest, pegawai_id: int, tanggal: str) -> HttpResponse:
    """Position and picture of a day's taps; whoever opens another's is noted, and she sees it."""
    try:
        hari = date.fromisoformat(tanggal)
    except ValueError as galat:
        raise Http404("tanggal tidak ada") from galat
    actor = actor_of(request)
    qs = Pegawai.objects.select_related("instansi")
    pegawai = access(qs, pegawai_id, actor, AKSI, at=hari)
    bukti = evidence_of(pegawai, hari)
    if pegawai.pk != actor.person_id and any(b.lintang_e6 is not None or b.selfie for b in bukti):
        record_read(
            actor=actor, aksi=AKSI, objek=pegawai, person_ids=[pegawai.pk],
            keterangan=f"posisi dan foto {hari.isoformat()}",
        )  # fmt: skip
    konteks = {
        "pegawai": pegawai, "zona": pegawai.zona,
        "judul": f"Bukti ketukan {tanggal_id(hari)}",
        "jalur": [("Beranda", reverse("web:beranda")), ("Bukti ketukan", "")],
        "baris": [
            {"b": b, "titik": f"{b.lintang_e6 / E6:.6f}, {b.bujur_e6 / E6:.6f}"
             if b.lintang_e6 is not None and b.bujur_e6 is not None else "",
             "tanda": kalimat_tanda(b.tanda)}
            for b in bukti
        ],
    }  # fmt: skip
    return render(request, "presensi/bukti.html", konteks)
