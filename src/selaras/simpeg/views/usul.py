"""Proposing a change in one's own file: the list of proposals, the form, the proof."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.core.drafts.services import hapus_draf
from selaras.core.files.limit import body_limit
from selaras.core.files.models import Berkas
from selaras.core.files.purposes import MIB, limits_of
from selaras.core.files.services import take_berkas
from selaras.core.halaman.format import kecil
from selaras.core.permissions import Actor, actor_of, requires
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import LangkahDitolak
from selaras.pegawai.models import Pegawai
from selaras.simpeg.galat import BarisDitolak
from selaras.simpeg.isian import form_for, sent_values
from selaras.simpeg.jenis import DAFTAR, DAPAT_DIUSULKAN, DOKUMEN, KELOMPOK, TUNGGAL, JenisRiwayat
from selaras.simpeg.models import DokumenPegawai, UsulRiwayat
from selaras.simpeg.policies import KEPERLUAN
from selaras.simpeg.services.usul import (
    TANPA_BUKTI,
    TERBUKA,
    USULKAN,
    Tindakan,
    kind_of,
    open_proposal,
    refused,
    row_of,
    write_proposal,
)
from selaras.simpeg.views.berkas import frame

KIRIMAN = 40 * MIB


@require_safe
@requires(USULKAN)
def own_proposals(request: HttpRequest) -> HttpResponse:
    """What was proposed and how it stands; what can be proposed."""
    actor = actor_of(request)
    p = _self(actor)
    semua = list(UsulRiwayat.objects.filter(pegawai=p)[:100])
    bagian = [
        {"judul": k, "isi": [(j.judul, _address(j)) for j in (*TUNGGAL, *DAFTAR)
                             if j.kelompok == k]}
        for k in KELOMPOK
    ]  # fmt: skip
    konteks = {
        **frame(p, actor, "usul", "Usul saya"),
        "usul": [(u, kind_of(u).judul, refused(u)) for u in semua],
        "bagian_usul": bagian,
    }
    return render(request, "simpeg/usul_saya.html", konteks)


@body_limit(KIRIMAN)
@requires(USULKAN)
def propose(
    request: HttpRequest, kode: str, nomor: int | None = None, *, hapus: bool = False
) -> HttpResponse:
    """Propose a new row, a change of one, or that it goes."""
    p, jenis = _self(actor_of(request)), _kind(kode)
    baris = _row(p, jenis, nomor)
    if (ada := open_proposal(p, jenis, baris)) is not None:
        if ada.status in TERBUKA:
            return redirect("simpeg:usul_perbaiki", pk=ada.pk)
        messages.info(request, "Perubahan baris ini sudah Anda usulkan dan sedang diperiksa.")
        return redirect("simpeg:usul", pk=ada.pk)
    tindakan = Tindakan.HAPUS if hapus else Tindakan.TAMBAH if baris is None else Tindakan.UBAH
    return _form(request, p, jenis, baris, tindakan=tindakan, usul=None)


@body_limit(KIRIMAN)
@requires(USULKAN)
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal that was sent back or never handed in, once more."""
    p = _self(actor_of(request))
    usul = get_object_or_404(UsulRiwayat.objects.select_related("pegawai"), pk=pk, pegawai=p)
    if usul.status not in TERBUKA:
        return redirect("simpeg:usul", pk=pk)
    return _form(
        request, p, kind_of(usul), row_of(usul), tindakan=Tindakan(usul.tindakan), usul=usul
    )


def _form(
    request: HttpRequest, p: Pegawai, jenis: JenisRiwayat, baris: Any, *, tindakan: Tindakan,
    usul: UsulRiwayat | None,
) -> HttpResponse:  # fmt: skip
    actor = actor_of(request)
    awal: dict[str, Any] = {"kunci_kirim": uuid.uuid4(), **(usul.isi if usul else {})}
    if jenis is DOKUMEN and request.GET.get("jenis") in DokumenPegawai.Jenis.values:
        awal["jenis"] = request.GET["jenis"]
    form = form_for(jenis, p, actor.day(), baris=baris, awal=awal,
                    data=request.POST or None)  # fmt: skip
    lampiran = Berkas.objects.filter(pk__in=usul.bukti.values("berkas_id")) if usul else None
    konteks: dict[str, Any] = {
        **frame(p, actor, "usul", "Usul saya"),
        "form": None if tindakan == Tindakan.HAPUS else form,
        "hapus": tindakan == Tindakan.HAPUS,
        "baris": baris,
        "usul": usul,
        "alasan": request.POST.get("alasan", usul.alasan if usul else ""),
        "judul_form": f"Usul {tindakan.label.lower()}: {kecil(jenis.judul)}",
        "draf": _draft(p, jenis, baris, tindakan, usul),
        "batas": limits_of(KEPERLUAN, actor),
        "terlampir": list(lampiran or []),
        "kunci": form["kunci_kirim"].value(),
        "hapus_alamat": reverse("simpeg:usul_hapus", args=[jenis.kode, baris.pk])
        if baris is not None and tindakan == Tindakan.UBAH and not jenis.tunggal and not usul
        else "",
    }
    if request.method != "POST":
        return render(request, "simpeg/usul_isi.html", konteks)
    berkas, tolak = take_berkas(request, "bukti", keperluan=KEPERLUAN, kept=lampiran)
    if not berkas and not tolak and tindakan != Tindakan.HAPUS:
        tolak = [TANPA_BUKTI]
    konteks |= {"terlampir": berkas, "galat": " ".join(tolak)}
    sah = tindakan == Tindakan.HAPUS or form.is_valid()
    if sah and not tolak:
        jadi = _store(request, konteks, jenis, tindakan=tindakan, berkas=berkas, form=form)
        if jadi is not None:
            return redirect("simpeg:usul", pk=jadi.pk)
    return render(request, "simpeg/usul_isi.html", konteks, status=422)


def _store(
    request: HttpRequest, konteks: dict[str, Any], jenis: JenisRiwayat, *, tindakan: Tindakan,
    berkas: list[Berkas], form: Any,
) -> UsulRiwayat | None:  # fmt: skip
    """Write it down and hand it in; None when something stands in the way, which is then said."""
    actor, p = actor_of(request), konteks["p"]
    jenis_bukti = (*jenis.dokumen, "lain")[0]
    kunci = form["kunci_kirim"].value()
    try:
        usul = write_proposal(
            actor=actor, pegawai=p, jenis=jenis, tindakan=tindakan,
            isi={} if tindakan == Tindakan.HAPUS else sent_values(form),
            baris=konteks["baris"], alasan=konteks["alasan"].strip(),
            bukti=[(jenis_bukti, b) for b in berkas],
            kunci=uuid.UUID(str(kunci)) if _is_uuid(kunci) else None, usul=konteks["usul"],
        )  # fmt: skip
        konteks["usul"] = usul
        if usul.status in TERBUKA:
            apply(usul, "submit", actor=actor)
    except (BarisDitolak, LangkahDitolak) as galat:
        konteks["galat_usul"] = str(galat)
        return None
    hapus_draf(actor.user_id, konteks["draf"], at=actor.at)
    messages.success(request, "Usul terkirim. Anda diberi tahu begitu diputus.")
    return usul


def _self(actor: Actor) -> Pegawai:
    if actor.person_id is None:
        raise Http404("akun ini tidak tertaut pegawai")
    return Pegawai.objects.select_related("instansi").get(pk=actor.person_id)


def _kind(kode: str) -> JenisRiwayat:
    if (jenis := DAPAT_DIUSULKAN.get(kode)) is None:
        raise Http404("bagian berkas tidak ada")
    return jenis


def _row(p: Pegawai, jenis: JenisRiwayat, nomor: int | None) -> Any:
    """The row of that number; of a part with one row a person, that one (a new one if none)."""
    if jenis.tunggal:
        return jenis.rows_of(p).first()
    if nomor is None:
        return None
    baris = jenis.rows_of(p).filter(pk=nomor).first()
    if baris is None:
        raise Http404("baris tidak ada")
    return baris


def _address(jenis: JenisRiwayat) -> str:
    return reverse("simpeg:usul_baru", args=[jenis.kode])


def _draft(
    p: Pegawai, jenis: JenisRiwayat, baris: Any, tindakan: Tindakan, usul: UsulRiwayat | None
) -> str:
    satu = f"u{usul.pk}" if usul and usul.pk else f"{tindakan}/{baris.pk if baris else 'baru'}"
    return f"simpeg-usul/{p.pk}/{jenis.kode}/{satu}"


def _is_uuid(teks: Any) -> bool:
    try:
        uuid.UUID(str(teks))
    except ValueError:
        return False
    return True
