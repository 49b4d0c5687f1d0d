"""What the pages of a plan share: its state in a sentence, its steps, its history, its answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from selaras.aturan.isian import Temuan
from selaras.core.halaman.format import jam_zona, waktu_zona
from selaras.core.permissions import Actor
from selaras.core.workflow.definition import Transition
from selaras.core.workflow.engine import available, history
from selaras.core.workflow.errors import LangkahDitolak
from selaras.kinerja.selectors.pejabat import Penilai
from selaras.kinerja.services.lembar import Kiriman, LembarBerubah, LembarTertutup
from selaras.pegawai.models import Pegawai

BERANDA = ("Beranda", "/")
TERBUKA = ("draf", "dikembalikan")
TANPA_ALASAN = {"submit", "withdraw", "cancel", "discard"}


def crumbs(*lain: tuple[str, str]) -> list[tuple[str, str]]:
    """Home, one's plans, and so on."""
    return [BERANDA, ("Rencana kerja", reverse("kinerja:rencana_saya")), *lain]


def state_sentence(dokumen: Any, penilai: Penilai, *, milik_sendiri: bool) -> str:
    """Where the plan is and whose turn it is, in plain words."""
    zona = dokumen.pegawai.zona
    siapa = penilai.pegawai.nama_lengkap if penilai.pegawai else ""
    saat = waktu_zona(dokumen.diputus_pada, zona) if dokumen.diputus_pada else ""
    kalimat = {
        "draf": "Masih draf, belum diajukan." if milik_sendiri else "Masih disusun.",
        "dikembalikan": f"Dikembalikan {saat}: perbaiki baris yang diberi catatan, ajukan lagi.",
        "diajukan": f"Menunggu {siapa or 'atasan'} sejak "
        + (waktu_zona(dokumen.diajukan_pada, zona) if dokumen.diajukan_pada else "-")
        + ".",
        "disetujui": f"Disetujui {saat}.",
        "ditolak": f"Ditolak {saat}."
        + (" Versi sebelumnya tetap berlaku." if dokumen.versi > 1 else ""),
        "dibatalkan": "Dibatalkan.",
    }
    return kalimat.get(dokumen.status, "")


def timeline(dokumen: Any) -> list[dict[str, Any]]:
    """The steps taken so far, the newest first, as the kit draws them."""
    zona = dokumen.pegawai.zona
    langkah = [
        {
            "waktu": waktu_zona(log.waktu, zona),
            "judul": WORDS.get(log.transisi, log.transisi),
            "oleh": log.oleh,
            "kata": log.alasan,
            "status": log.ke,
        }
        for log in history(dokumen)
    ]
    return langkah[::-1]


WORDS = {
    "submit": "Diajukan",
    "withdraw": "Ditarik kembali",
    "approve": "Disetujui",
    "return": "Dikembalikan",
    "reject": "Ditolak",
    "cancel": "Dibatalkan",
    "revise": "Dibuka untuk diubah (adendum)",
    "discard": "Perubahan dibatalkan",
    "reject_change": "Perubahan ditolak",
    "undo": "Keputusan diurungkan",
}


def steps_for(dokumen: Any, actor: Actor) -> list[Transition]:
    """The steps that make sense here: those of an addendum only where there is one."""
    langkah = available(dokumen, actor)
    lanjutan = getattr(dokumen, "versi", 1) > 1 and not hasattr(dokumen, "adendum_dari_id")
    buang = {"reject", "cancel"} if lanjutan else {"discard", "reject_change"}
    return [s for s in langkah if s.name not in buang]


def new_page_id() -> str:
    """Which page is writing, so that it is not taken for another tab."""
    return str(uuid4())


def saved(dokumen: Any, kiriman: Kiriman, actor: Actor, temuan: Sequence[Temuan]) -> JsonResponse:
    """What the autosave is told: when it was kept, what could not be, what is still missing."""
    return JsonResponse(
        {
            "pesan": f"Tersimpan {jam_zona(actor.at, dokumen.pegawai.zona)}",
            "versi": dokumen.versi_alur,
            "galat": [
                {"tempat": g.tempat, "kolom": g.kolom, "pesan": g.pesan} for g in kiriman.galat
            ],
            "temuan": [{"kunci": t.kunci, "pesan": t.pesan} for t in temuan],
        }
    )


def not_saved(error: LembarTertutup | LembarBerubah, zona: str) -> JsonResponse:
    """Why nothing was kept; what was typed is still on the screen."""
    if isinstance(error, LembarTertutup):
        return JsonResponse({"pesan": str(error), "tertutup": True}, status=409)
    saat = jam_zona(error.diubah_pada, zona) if error.diubah_pada else "tadi"
    return JsonResponse(
        {
            "pesan": f"Rencana ini diubah dari layar lain pukul {saat}. Isian di layar ini belum "
            "disimpan dan belum hilang.",
            "konflik": True,
        },
        status=409,
    )


def tell_refusal(request: HttpRequest, error: LangkahDitolak) -> None:
    """A step that was refused, in the engine's own words."""
    messages.error(request, str(error))


def myself(actor: Actor) -> Pegawai | None:
    """The person behind the account."""
    if actor.person_id is None:
        return None
    return Pegawai.objects.select_related("instansi").filter(pk=actor.person_id).first()


def today(actor: Actor) -> date:
    """The day on which the actor acts, in the house's zone."""
    return actor.day()


def first_findings(temuan: Sequence[Any], kunci: str) -> list[str]:
    """What is said beside one row."""
    return [t.pesan for t in temuan if t.kunci == kunci]
