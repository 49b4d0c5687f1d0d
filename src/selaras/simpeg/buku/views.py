"""Pages of the book: order it, see how far it is, look at it, take it along."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.core.audit.services import record_read
from selaras.core.halaman.daftar import Daftar, Kosong
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import access, actor_of, requires, rows
from selaras.simpeg.buku.forms import BukuForm, PetaForm
from selaras.simpeg.buku.gambar import count_pages, draw_page
from selaras.simpeg.buku.selectors import pdf_of
from selaras.simpeg.buku.services.wilayah import save_outline
from selaras.simpeg.buku.tasks import BUKU
from selaras.simpeg.models import BukuProfil
from selaras.simpeg.statistik.cakupan import scope

LIHAT, BUAT = "buku.view", "buku.make"
JALUR = [("Beranda", "/"), ("Buku Profil", "/buku-profil/")]
SELAYAR = 12


@require_safe
@requires(LIHAT)
def list_books(request: HttpRequest) -> HttpResponseBase:
    """Books that were made."""
    actor = actor_of(request)
    boleh = bool(actor.reach(BUAT))
    qs = BukuProfil.objects.select_related("instansi", "unit", "dibuat_oleh")
    return Daftar(
        request, rows(actor, LIHAT, qs),
        [
            Kolom("lingkup", "Buku", lambda b: b.unit.nama if b.unit else b.instansi.nama,
                  tautan=lambda b: reverse("buku:satu", args=[b.pk])),
            Kolom("pada", "Keadaan", jenis="tanggal", urut="pada"),
            Kolom("kertas", "Ukuran", BukuProfil.get_kertas_display),
            Kolom("halaman", "Halaman", jenis="angka", urut="halaman"),
            Kolom("orang", "Pegawai", jenis="angka", urut="orang"),
            Kolom("nama", "Daftar nama", lambda b: "ya" if b.dengan_nama else "tidak"),
            Kolom("dibuat", "Dibuat", "dibuat_pada", jenis="waktu", urut="dibuat_pada"),
            Kolom("oleh", "Oleh", "dibuat_oleh.nama", tampil=False),
        ],
        nama="buku", berkas="buku-profil", urut="-dibuat",
        kosong=Kosong("Belum ada buku", "Buku disusun di latar; halamannya dapat dilihat di sini.",
                      reverse("buku:baru") if boleh else "", "Susun buku"),
    ).respond("simpeg/buku/daftar.html", judul="Buku Profil Kepegawaian", boleh=boleh,
              jalur=[JALUR[0], ("Buku Profil", "")])  # fmt: skip


@requires(BUAT)
def order(request: HttpRequest) -> HttpResponse:
    """Ask for a book; the job's page shows how far it is."""
    c = scope(request, BUAT)
    form = BukuForm(request.POST or None, unit=c.pilihan, semua=c.boleh_semua,
                    initial={"pada": c.pada, "kertas": "a4"})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        masukan = {
            "instansi_id": c.instansi.pk, "unit_id": isi["unit"], "pada": isi["pada"].isoformat(),
            "kertas": isi["kertas"], "dengan_nama": isi["dengan_nama"],
            "penanda": {k: isi[k] for k in ("jabatan", "nama", "nip")},
            "pengantar": form.alinea(),
        }  # fmt: skip
        kunci = f"{BUKU}:{c.instansi.pk}:{isi['unit'] or 0}:{isi['pada']}:{isi['kertas']}"
        kunci += ":nama" if isi["dengan_nama"] else ""
        try:
            pekerjaan = start(BUKU, judul=f"Buku Profil {isi['pada']:%d-%m-%Y}", actor=c.actor,
                              masukan=masukan, kunci=kunci)  # fmt: skip
        except AlreadyRunning as sedang:
            pekerjaan = sedang.pekerjaan
        return redirect(pekerjaan)
    konteks = {
        "judul": "Susun Buku Profil", "form": form, "tombol": "Susun buku",
        "batal": reverse("buku:daftar"), "jalur": [*JALUR, ("Susun", "")],
        "ringkas": "Buku disusun di latar dan tersimpan; Anda boleh menutup halaman ini.",
    }  # fmt: skip
    return form_page(request, konteks)


@requires(BUAT)
def outline(request: HttpRequest) -> HttpResponse:
    """Give the region's outline."""
    c = scope(request, BUAT)
    form = PetaForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        save_outline(actor=c.actor, instansi=c.instansi, geojson=form.cleaned_data["berkas"],
                     sumber=form.cleaned_data["sumber"])  # fmt: skip
        messages.success(request, "Peta tersimpan; buku berikutnya memuatnya.")
        return redirect("buku:daftar")
    konteks = {
        "judul": "Peta wilayah", "form": form, "tombol": "Simpan peta",
        "enctype": "multipart/form-data", "batal": reverse("buku:daftar"),
        "jalur": [*JALUR, ("Peta wilayah", "")],
        "ringkas": "Pegawai dihitung menurut wilayah tempat presensi unitnya.",
    }  # fmt: skip
    return form_page(request, konteks)


@require_safe
@requires(LIHAT)
def show_book(request: HttpRequest, pk: int) -> HttpResponse:
    """The book's pages as pictures, twelve at a time."""
    buku = _book(request, pk)
    awal = int(a[:9]) if (a := request.GET.get("dari", "")).isdecimal() else 0
    jilid = str(buku.berkas.name).endswith(".zip")
    halaman = count_pages(pdf_of(buku)) if jilid else buku.halaman  # only the first volume is shown
    awal = min(awal, max(halaman - 1, 0))
    konteks = {
        "b": buku,
        "lembar": range(awal, min(awal + SELAYAR, halaman)),
        "awal": awal, "akhir": min(awal + SELAYAR, halaman), "halaman": halaman,
        "sebelum": max(awal - SELAYAR, 0) if awal else None,
        "sesudah": awal + SELAYAR if awal + SELAYAR < halaman else None,
        "jilid": jilid,
        "jalur": [*JALUR, (str(buku.pada), "")],
    }  # fmt: skip
    return render(request, "simpeg/buku/satu.html", konteks)


@require_safe
@requires(LIHAT)
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The file; a book with names leaves a trace."""
    buku = _book(request, pk)
    actor = actor_of(request)
    if buku.dengan_nama:
        record_read(actor=actor, aksi=LIHAT, objek=buku, person_ids=[],
                    keterangan=f"Buku dengan daftar nama, {buku.orang} orang")  # fmt: skip
    nama = str(buku.berkas.name).rsplit("/", 1)[-1]
    return FileResponse(buku.berkas.open("rb"), as_attachment=True, filename=nama)


@require_safe
@requires(LIHAT)
def page_image(request: HttpRequest, pk: int, nomor: int) -> HttpResponse:
    """A page as a picture; our own typesetting, so it is drawn here."""
    buku = _book(request, pk)
    gambar = draw_page(pdf_of(buku), nomor)
    if gambar is None:
        raise Http404("halaman tidak ada")
    jawab = HttpResponse(gambar, content_type="image/webp")
    jawab["Cache-Control"] = "private, max-age=86400"
    return jawab


def _book(request: HttpRequest, pk: int) -> BukuProfil:
    qs = BukuProfil.objects.select_related("instansi", "unit")
    return access(qs, pk, actor_of(request), LIHAT)
