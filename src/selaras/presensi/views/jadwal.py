"""Timetables, their hours, and who follows them."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.core.halaman.daftar import Daftar, Kosong
from selaras.core.halaman.format import jam_menit, tanggal_pendek
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, can, requires, rows
from selaras.organisasi.models import Instansi
from selaras.presensi.forms import JadwalForm, PenugasanForm
from selaras.presensi.models import Jadwal, JadwalHari, PenugasanJadwal
from selaras.presensi.services import assign_jadwal, save_jadwal
from selaras.presensi.services.kerja.jam_berubah import Ikut


@requires("jadwal.view")
def list_timetables(request: HttpRequest) -> HttpResponseBase:
    """Timetables with their hours, and who follows them."""
    actor = actor_of(request)
    jadwal_list = list(
        rows(actor, "jadwal.view", Jadwal.objects.all()).prefetch_related("hari").order_by("kode")
    )
    return Daftar(
        request,
        rows(actor, "jadwal.view", PenugasanJadwal.objects.all()).select_related(
            "jadwal", "unit", "pegawai", "instansi"
        ),
        [
            Kolom("sasaran", "Siapa", lambda p: str(p.pegawai or p.unit or p.instansi)),
            Kolom("jadwal", "Jadwal", "jadwal.nama", urut="jadwal__nama~"),
            Kolom("mulai", "Berlaku", _span, urut="berlaku"),
        ],
        nama="penugasan jadwal",
        berkas="penugasan-jadwal",
        cari=("unit__nama", "pegawai__nama", "jadwal__nama"),
        cari_kata="Unit, pegawai, jadwal",
        urut="-mulai",
        kosong=Kosong("Belum ada yang diberi jadwal", "Tanpa jadwal, bulan tidak dapat dihitung."),
    ).respond(
        "presensi/jadwal.html",
        judul="Jadwal kerja",
        jalur=[("Beranda", reverse("web:beranda")), ("Jadwal kerja", "")],
        nama_hari=[str(nama) for _, nama in JadwalHari.Hari.choices],
        jadwal_list=[(j, _week(j)) for j in jadwal_list],
        boleh=can(actor, "jadwal.edit"),
        boleh_jadwal=_whole_government(actor),
    )


@requires("jadwal.edit")
def edit_timetable(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The hours of a timetable; many units share it, so it takes the whole government."""
    actor = actor_of(request)
    if not _whole_government(actor):
        raise PermissionDenied("Jam sebuah jadwal diubah oleh admin instansi.")
    jadwal = access(Jadwal, pk, actor, "jadwal.edit") if pk else None
    form = JadwalForm(request.POST or None, jadwal=jadwal)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        instansi = jadwal.instansi if jadwal else government_of(actor)
        _, ikut = save_jadwal(
            instansi=instansi, kode=isi["kode"], nama=isi["nama"], jam=form.jam(), actor=actor,
            ikut_libur=isi["ikut_libur"],
        )  # fmt: skip
        messages.success(request, f"Jadwal {isi['nama']} tersimpan. {follow_words([ikut])}".strip())
        return redirect("presensi:jadwal")
    return render(
        request,
        "presensi/jadwal_jam.html",
        {
            "judul": f"Jadwal {jadwal}" if jadwal else "Jadwal baru",
            "ringkas": "Hari yang kosong libur. Jam pulang yang tidak lewat jam masuk berarti hari "
            "berikutnya. Mengubah jam menghitung ulang semua bulan yang masih terbuka; untuk jam "
            "baru mulai tanggal tertentu, buat jadwal baru lalu tetapkan.",
            "form": form,
            "batal": reverse("presensi:jadwal"),
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Jadwal kerja", reverse("presensi:jadwal")),
                ("Ubah", ""),
            ],
        },
        status=422 if form.errors else 200,
    )


@requires("jadwal.edit")
def assign(request: HttpRequest) -> HttpResponse:
    """From a date on a unit or a person follows a timetable."""
    actor = actor_of(request)
    form = PenugasanForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            _, ikut = assign_jadwal(
                jadwal=isi["jadwal"], unit=isi["unit"], pegawai=isi["nip"], mulai=isi["mulai"],
                actor=actor,
            )  # fmt: skip
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            kata = f"{isi['unit'] or isi['nip']} mengikuti jadwal {isi['jadwal']}."
            messages.success(request, f"{kata} {follow_words([ikut])}".strip())
            return redirect("presensi:jadwal")
    return form_page(
        request,
        {
            "judul": "Tetapkan jadwal",
            "ringkas": "Jadwal yang berlaku sebelumnya berakhir pada tanggal mulai. Hari sejak "
            "tanggal itu dihitung ulang; bulan yang terkunci menjadi susulan.",
            "form": form,
            "tombol": "Tetapkan",
            "batal": reverse("presensi:jadwal"),
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Jadwal kerja", reverse("presensi:jadwal")),
                ("Ubah", ""),
            ],
        },
    )


def _week(jadwal: Jadwal) -> list[str]:
    """Seven texts, Monday first."""
    jam = {h.hari: h for h in jadwal.hari.all()}
    return [
        f"{jam_menit(jam[n].masuk)}–{jam_menit(jam[n].pulang)}" if n in jam else "libur"
        for n in JadwalHari.Hari.values
    ]


def _span(p: PenugasanJadwal) -> str:
    mulai = tanggal_pendek(p.berlaku.lower)
    return (
        f"sejak {mulai}"
        if p.berlaku.upper is None
        else f"{mulai} – {tanggal_pendek(p.berlaku.upper)}"
    )


def _whole_government(actor: Actor) -> bool:
    reach = actor.reach("jadwal.edit")
    return bool(reach.everywhere or reach.instansi)


def follow_words(ikut: Sequence[Ikut]) -> str:
    """What became of the sheets, in a sentence; nothing where nothing changed."""
    kata = []
    if any(i.pekerjaan for i in ikut):
        kata.append("Hari yang tersentuh sedang dihitung ulang; lihat di Pekerjaan.")
    if hari := sum(i.diperbarui for i in ikut):
        kata.append(f"{hari} hari pegawai dihitung ulang.")
    if terkunci := sum(i.terkunci for i in ikut):
        kata.append(f"{terkunci} hari di bulan terkunci dicatat untuk susulan.")
    return " ".join(kata)


def government_of(actor: Actor) -> Instansi:
    ids = [actor.instansi_id, *(w.instansi_id for w in actor.wewenang)]
    return Instansi.objects.get(pk=next(i for i in ids if i))
