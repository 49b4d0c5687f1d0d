"""Approved absences: the list within reach, entry by an officer, withdrawal."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import access, actor_of, can, requires
from selaras.cuti.forms import CabutForm, KetidakhadiranForm
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.cuti.selectors import list_ketidakhadiran, people_to_record, show_reason
from selaras.cuti.services import Surat, add_ketidakhadiran, cancel_ketidakhadiran

TERPENDEK, SARAN = 2, 12


@requires("cuti.view")
def list_absences(request: HttpRequest) -> HttpResponseBase:
    """Absences within reach, the latest first."""
    actor = actor_of(request)
    boleh = can(actor, "cuti.record")
    return Daftar(
        request,
        list_ketidakhadiran(actor),
        [
            Kolom("pegawai", "Nama", jenis="orang", urut="pegawai__nama~"),
            Kolom("jenis", "Jenis", "jenis.nama", urut="jenis__nama"),
            Kolom("mulai", "Mulai", "berlaku.lower", jenis="tanggal", urut="berlaku"),
            Kolom("sampai", "Sampai", _last_day, jenis="tanggal"),
            Kolom("no_surat", "Nomor surat", urut="no_surat",
                  tautan=lambda k: reverse("cuti:rinci", args=[k.pk])),
            Kolom("tanggal_surat", "Tanggal surat", jenis="tanggal", urut="tanggal_surat"),
        ],
        nama="ketidakhadiran",
        berkas="cuti-dinas-izin",
        cari=("pegawai__nama", "pegawai__nip", "no_surat"),
        cari_kata="Nama, NIP, nomor surat",
        urut="-mulai",
        saringan=[
            Saringan("jenis", "Jenis", lambda qs, v: qs.filter(jenis__kode=v), _kinds),
            Saringan("dari", "Dari tanggal", _since, jenis="tanggal"),
            Saringan("sampai", "Sampai tanggal", _until, jenis="tanggal"),
        ],
        kosong=Kosong(
            "Belum ada cuti, dinas atau izin",
            "Tanpa catatan di sini, hari tanpa ketukan dihitung tanpa keterangan.",
            reverse("cuti:tambah") if boleh else "",
            "Catat yang pertama",
        ),
    ).respond(
        "cuti/daftar.html", judul="Cuti, dinas, izin", boleh=boleh,
        jalur=[("Beranda", reverse("web:beranda")), ("Cuti, dinas, izin", "")],
    )  # fmt: skip


@requires("cuti.view")
def show_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """One absence with its letter, and what may be done about it."""
    actor = actor_of(request)
    baris = access(
        Ketidakhadiran.objects.select_related("pegawai", "jenis"), pk, actor, "cuti.view"
    )
    konteks = {
        "k": baris,
        "keterangan": show_reason(actor, baris),
        "sampai": _last_day(baris),
        "boleh": baris.dicabut_pada is None and can(actor, "cuti.record", baris),
        "jalur": _trail(str(baris.jenis)),
    }
    return render(request, "cuti/rinci.html", konteks)


@requires("cuti.record")
def add_absence(request: HttpRequest) -> HttpResponse:
    """Enter an absence that a letter approves."""
    actor = actor_of(request)
    form = KetidakhadiranForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            baris = add_ketidakhadiran(
                pegawai=isi["nip"], jenis=isi["jenis"], mulai=isi["mulai"], sampai=isi["sampai"],
                surat=Surat(isi["no_surat"], isi["tanggal_surat"]),
                keterangan=isi["keterangan"], actor=actor,
            )  # fmt: skip
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(request, f"{baris.jenis} {baris.pegawai} tercatat.")
            return redirect("cuti:daftar")
    return render(
        request,
        "cuti/tambah.html",
        {
            "judul": "Catat cuti, dinas, atau izin",
            "ringkas": "Yang dicatat di sini sudah disetujui dengan surat.",
            "form": form,
            "batal": reverse("cuti:daftar"),
            "jalur": _trail("Catat"),
        },
        status=422 if form.errors else 200,
    )


@require_safe
@requires("cuti.record")
def suggest_people(request: HttpRequest) -> HttpResponse:
    """Options for the form's list while a name is typed; without scripts the NIP does."""
    kata = " ".join(request.GET.get("nip", "").split())[:100]
    cocok = people_to_record(actor_of(request), kata, awalan=True)
    orang = cocok[:SARAN] if len(kata) >= TERPENDEK else ()
    return render(request, "cuti/saran.html", {"orang": orang})


@requires("cuti.record")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an absence; the row stays in the trail."""
    actor = actor_of(request)
    baris = access(
        Ketidakhadiran.objects.select_related("pegawai", "jenis"), pk, actor, "cuti.record"
    )
    form = CabutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_ketidakhadiran(
                ketidakhadiran=baris, alasan=form.cleaned_data["alasan"], actor=actor, at=actor.at
            )
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(request, f"{baris.jenis} {baris.pegawai} dicabut.")
            return redirect("cuti:daftar")
    return form_page(
        request,
        {
            "judul": f"Cabut {baris.jenis.nama.lower()} {baris.pegawai}",
            "ringkas": f"Surat {baris.no_surat}. Hari-harinya kembali dinilai dari ketukan.",
            "form": form,
            "tombol": "Cabut",
            "batal": reverse("cuti:rinci", args=[pk]),
            "jalur": _trail("Cabut"),
        },
    )


def _trail(judul: str) -> list[tuple[str, str]]:
    return [
        ("Beranda", reverse("web:beranda")),
        ("Cuti, dinas, izin", reverse("cuti:daftar")),
        (judul, ""),
    ]


def _last_day(baris: Ketidakhadiran) -> date | None:
    return None if baris.berlaku.upper is None else baris.berlaku.upper - timedelta(days=1)


def _kinds() -> list[tuple[str, str]]:
    return list(JenisKetidakhadiran.objects.values_list("kode", "nama"))


def _since(qs: QuerySet[Ketidakhadiran], nilai: str) -> QuerySet[Ketidakhadiran]:
    return qs.antara(hari, date.max) if (hari := _date(nilai)) else qs  # type: ignore[attr-defined]


def _until(qs: QuerySet[Ketidakhadiran], nilai: str) -> QuerySet[Ketidakhadiran]:
    return qs.antara(date.min, hari) if (hari := _date(nilai)) else qs  # type: ignore[attr-defined]


def _date(nilai: str) -> date | None:
    try:
        return parse_date(nilai)
    except ValueError:
        return None
