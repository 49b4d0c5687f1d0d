"""Results under PP 30/2019: the list within reach and the entry of one."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import actor_of, requires, rows
from selaras.kinerja.forms.pp30 import PILIHAN, NilaiPP30Form
from selaras.kinerja.models import NilaiPP30
from selaras.kinerja.selectors.pp30 import SEMESTER, span_pp30
from selaras.kinerja.services.pp30 import AKSI, NilaiDitolak, record_pp30

ISI = ("nilai_skp", "nilai_perilaku", "ide_baru", "keterangan")


@requires(AKSI)
def list_pp30(request: HttpRequest) -> HttpResponseBase:
    """Recorded results, the latest first."""
    actor = actor_of(request)
    return Daftar(
        request,
        rows(actor, AKSI, NilaiPP30.objects.select_related("pegawai")),
        nama="nilai",
        berkas="nilai-pp30",
        kolom=[
            Kolom("pegawai", "Pegawai", jenis="orang", urut="pegawai__nama~",
                  tautan=lambda n: f"{reverse('kinerja:riwayat', args=[n.pegawai_id])}"
                                   f"?tahun={n.tahun}"),
            Kolom("tahun", "Tahun", urut="tahun"),
            Kolom("semester", "Masa", nilai=lambda n: SEMESTER[n.semester], urut="semester"),
            Kolom("nilai_skp", "SKP", nilai=lambda n: _koma(n.nilai_skp)),
            Kolom("nilai_perilaku", "Perilaku", nilai=lambda n: _koma(n.nilai_perilaku)),
            Kolom("nilai", "Nilai", urut="nilai", nilai=lambda n: _koma(n.nilai)),
            Kolom("predikat", "Predikat", urut="predikat",
                  nilai="sebutan"),
            Kolom("keterangan", "Keterangan", tampil=False),
            Kolom("ubah", "Tindakan", nilai=lambda n: "Ubah", tautan=_edit_url),
        ],
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=[Saringan("masa", "Masa", lambda qs, v: qs.filter(semester=v), pilihan=PILIHAN)],
        urut="-tahun",
        kosong=Kosong("Belum ada nilai PP 30/2019",
                      "Catat satu per satu, atau ambil dari berkas di Impor.",
                      reverse("kinerja:pp30_catat"), "Catat nilai"),
    ).respond(
        "kinerja/pp30.html",
        judul="Nilai PP 30/2019",
        ringkas=f"Hasil {span_pp30()} menurut PP 30/2019 dan PermenPANRB 8/2021, seperti tertulis.",
        jalur=_trail(),
    )  # fmt: skip


@requires(AKSI)
def add_pp30(request: HttpRequest) -> HttpResponse:
    """Record one result, or correct it: the same person, year and term once more."""
    actor = actor_of(request)
    form = NilaiPP30Form(request.POST or None, actor=actor, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            pegawai = form.cleaned_data["nip"]
            baris = record_pp30(actor=actor, pegawai=pegawai, isi=form.isi())
        except (NilaiDitolak, PermissionDenied) as galat:
            form.add_error(None, str(galat))
        else:
            kata = f"{pegawai}: nilai {_koma(baris.nilai)}, {baris.sebutan.lower()}."
            messages.success(request, kata)
            return redirect("kinerja:pp30")
    konteks = {
        "form": form,
        "judul": "Catat nilai PP 30/2019",
        "ringkas": "Nilai dan predikatnya dihitung dari kedua bagian; yang lama tetap di jejak.",
        "jalur": _trail(("Catat", "")),
        "batal": reverse("kinerja:pp30"),
    }
    return form_page(request, konteks)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """Whom the page was opened for; what is recorded of her, to be corrected."""
    tahun, semester = span_pp30().tahun_semester
    awal: dict[str, Any] = {"tahun": tahun, "semester": str(semester)}
    awal |= {k: request.GET[k] for k in ("nip", "tahun", "semester") if k in request.GET}
    if (
        all(re.fullmatch("[0-9]{1,4}", str(awal[k])) for k in ("tahun", "semester"))
        and "nip" in awal
    ):
        ada = rows(actor_of(request), AKSI, NilaiPP30.objects.all()).filter(
            pegawai__nip=awal["nip"], tahun=awal["tahun"], semester=awal["semester"]
        ).first()  # fmt: skip
        if ada is not None:
            awal |= {
                k: getattr(ada, k)
                for k in ("nilai_skp", "nilai_perilaku", "ide_baru", "keterangan")
            }
    return awal


def _edit_url(n: NilaiPP30) -> str:
    alamat = reverse("kinerja:pp30_catat")
    return f"{alamat}?nip={n.pegawai.nip}&tahun={n.tahun}&semester={n.semester}"


def _koma(nilai: Any) -> str:
    return f"{nilai:.2f}".replace(".", ",")


def _trail(*ekor: tuple[str, str]) -> list[tuple[str, str]]:
    daftar = reverse("kinerja:pp30") if ekor else ""
    return [("Beranda", reverse("web:beranda")), ("Nilai PP 30/2019", daftar), *ekor]
