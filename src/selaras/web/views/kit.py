"""The kit's page: every component with an example, so that pages are built from what is there.

The examples are invented here; only the list is real: it shows the reader's own account.
"""

from datetime import date
from types import SimpleNamespace as Contoh
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from selaras.core.accounts.models import User
from selaras.core.files.policies import register_berkas_policy
from selaras.core.files.purposes import limits_of
from selaras.core.halaman.daftar import Daftar, Saringan
from selaras.core.halaman.diagram import Ruas, bars, waterfall
from selaras.core.halaman.garis import line, parts
from selaras.core.halaman.kalender import Hari, month_calendar
from selaras.core.halaman.kolom import Kolom
from selaras.core.halaman.status import STATUS, status_of
from selaras.core.permissions import actor_of, requires

KOMPONEN = (
    ("lencana", "Lencana status"), ("orang", "Orang"), ("ubin", "Ubin angka"),
    ("daftar", "Saringan, daftar, halaman"), ("isian", "Isian formulir"), ("unggah", "Unggah"),
    ("draf", "Draf dan unggah bertahap"),
    ("mengapa", "Laci penjelasan"), ("air-terjun", "Air terjun dan batang"),
    ("garis", "Garis"), ("tumpuk", "Batang berbagian"),
    ("kalender", "Kalender bulan"), ("linimasa", "Linimasa"), ("persetujuan", "Persetujuan"),
    ("kemajuan", "Kemajuan"), ("langkah", "Langkah dan tab"), ("keadaan", "Kosong, memuat, galat"),
    ("pesan", "Pesan"),
)  # fmt: skip


KIT = "kit"  # what is sent here is attached nowhere: its sender sees it until it is removed
register_berkas_policy(KIT, lambda actor, berkas: False)


PREDIKAT = {"baik": "Baik", "kurang": "Kurang"}


class ContohForm(forms.Form):
    """Fields of each kind, two of them wrong."""

    nomor = forms.CharField(label="Nomor surat", help_text="Seperti tercetak pada surat.")
    mulai = forms.DateField(
        label="Mulai",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Tanggalnya tidak ada di kalender."},
    )
    jenis = forms.ChoiceField(
        label="Jenis", choices=[("CT", "Cuti tahunan"), ("CS", "Cuti sakit")], required=False
    )
    setuju = forms.BooleanField(label="Surat dokter terlampir", required=False)


@requires("kit.view")
def kit(request: HttpRequest) -> HttpResponseBase:
    """Every component, filled, empty, waiting and failing."""
    formulir = ContohForm({"nomor": "800/117/BKPSDM", "mulai": "2025-02-30", "jenis": "CS"})
    konteks = {
        "komponen": KOMPONEN,
        "semua_status": STATUS.items(),
        "formulir": formulir,
        "pegawai": Contoh(nama_lengkap="Rahma Yulia, S.E., M.M.", nip="198501012010012001"),
        "batang": waterfall(_ruas()),
        "baris": bars([("Dinas Pendidikan", 412, "#"), ("RSUD", 230, "#"), ("Kecamatan", 12, "#")]),
        "garis": [line("Disiplin", "satu", _garis(), bawah=9_000, atas=10_000)],
        "garis_skala": ("100%", "90%", "Agu", "Nov"),
        "bagian": [("Nov", parts({"baik": 9, "kurang": 1}, PREDIKAT))],
        "bagian_kunci": PREDIKAT.items(),
        "kalender": _kalender(),
        "linimasa": _linimasa(),
        "tindakan": [
            {"nama": "setujui", "judul": "Setujui", "utama": True, "ikon": "check"},
            {"nama": "kembalikan", "judul": "Kembalikan", "ikon": "arrow-back-up"},
            {"nama": "tolak", "judul": "Tolak", "bahaya": True, "ikon": "x"},
        ],
        "batas": limits_of(KIT, actor_of(request)),
        "berkas_contoh": [
            Contoh(pk=UUID(int=1), nama="Laporan triwulan.docx", ukuran=812_000),
            Contoh(pk=UUID(int=2), nama="SK.pdf", ukuran=3_400_000, is_terjangkit=True),
        ],
        "tab": [("Ringkasan", "#", True, None), ("Bermasalah", "#", False, 14)],
        "langkah": ["Pilih berkas", "Cocokkan kolom", "Periksa", "Ambil"],
        "jalur": [("Beranda", reverse("web:beranda")), ("Komponen", "")],
    }
    daftar = _daftar(request)
    return daftar.respond("web/kit.html", **konteks)


@requires("kit.view")
def kit_explanation(request: HttpRequest) -> HttpResponse:
    """The drawer's content for an example figure."""
    penjelasan = {
        "nilai": "−Rp16.000",
        "rumus": "Porsi disiplin dikali potongan terlambat.",
        "hitungan": "Rp1.600.000 × 1%",
        "masukan": [
            {"label": "Porsi disiplin (40% dari TPP)", "nilai": "Rp1.600.000", "url": ""},
            {"label": "Terlambat", "nilai": "47 menit", "url": ""},
        ],
        "dasar": [
            {
                "judul": "Peraturan Bupati (contoh)", "bagian": "Pasal 12 ayat (2)",
                "url": "", "keyakinan": "sedang", "contoh": True,
            }
        ],
        "peristiwa": [
            {"waktu": "Senin, 3 November 2025 08.17.12 WITA", "judul": "Ketukan di mesin Kantor",
             "oleh": "", "kata": "Jadwal masuk 07.30", "status": "tl", "url": ""},
        ],
    }  # fmt: skip
    return render(request, "web/kit_penjelasan.html", {"p": penjelasan})


def _daftar(request: HttpRequest) -> Daftar:
    """The accounts a person may see: here only the own one, since a kit page needs no more."""
    return Daftar(
        request,
        User.objects.filter(pk=actor_of(request).user_id or 0),
        nama="akun",
        kolom=[
            Kolom("nama", "Nama", nilai=str, urut="nama~"),
            Kolom("username", "NIP", jenis="nip", urut="username"),
            Kolom("status", "Status", nilai=lambda u: "aktif" if u.is_active else "nonaktif",
                  jenis="status"),
            Kolom("nilai", "Nilai", nilai=lambda u: u.pk * 1_000_000, jenis="rupiah",
                  urut="pk", jumlah="pk"),
            Kolom("dibuat", "Dibuat", nilai="dibuat_pada", jenis="waktu", urut="dibuat_pada"),
        ],
        cari=("username", "nama"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("aktif", "Keadaan", lambda rows, v: rows.filter(is_active=v == "ya"),
                     pilihan=[("ya", "Aktif"), ("tidak", "Tidak aktif")]),
            Saringan("ganti", "Wajib ganti sandi",
                     lambda rows, _: rows.filter(wajib_ganti_sandi=True), jenis="centang"),
            Saringan("sejak", "Dibuat sejak",
                     lambda rows, v: rows.filter(dibuat_pada__date__gte=v), jenis="tanggal"),
        ],
        urut="nama",
        pilih=True,
    )  # fmt: skip


def _ruas() -> list[Ruas]:
    laci = reverse("web:kit_penjelasan")
    return [
        Ruas("TPP dasar", 4_000_000, "awal", laci),
        Ruas("Disiplin", 40_000, "kurang", laci, "TL 47 menit 3 Nov, pulang tanpa catatan 6 Nov"),
        Ruas("Tambahan Plt", 300_000, "tambah", laci),
        Ruas("Pajak", 198_000, "kurang", laci),
        Ruas("Iuran JKN 1%", 42_600, "kurang", laci),
        Ruas("Diterima", 4_019_400, "hasil", laci),
    ]


def _garis() -> list[tuple[str, int | None, str]]:
    """Four months, one of them unknown."""
    return [("Agu", 9_720, "97,2%"), ("Sep", None, ""), ("Okt", 9_850, "98,5%"),
            ("Nov", 9_910, "99,1%")]  # fmt: skip


def _kalender() -> Any:
    laci, hari = reverse("web:kit_penjelasan"), {}
    for tanggal in range(1, 13):
        hari_ini = date(2025, 11, tanggal)
        libur = hari_ini.weekday() >= 5
        status, baris, catatan = "hadir", ["07.21", "16.04"], ""
        if libur:
            status, baris = "libur", []
        elif tanggal == 3:
            status, baris, catatan = "tl", ["08.17", "16.02"], "47 menit"
        elif tanggal == 6:
            status, baris, catatan = "psw", ["07.25", "–"], "tanpa pulang"
        elif tanggal == 10:
            status, baris, catatan = "tk", [], "3%"
        elif tanggal == 11:
            status, baris, catatan = "izin", [], "Dinas luar"
        hari[hari_ini] = Hari(
            hari_ini, status_of(status), baris, catatan, "" if libur else laci, tanggal == 12
        )
    return month_calendar(202511, hari, kini=date(2025, 11, 12))


def _linimasa() -> list[dict[str, str]]:
    return [
        {"waktu": "12 Nov 2025 09.10 WITA", "judul": "Rahma Yulia mengajukan", "oleh": "",
         "kata": "", "status": "diajukan", "url": ""},
        {"waktu": "12 Nov 2025 10.02 WITA", "judul": "Arif Rahman mengembalikan", "oleh": "atasan",
         "kata": "Target terlalu umum.", "status": "dikembalikan", "url": ""},
        {"waktu": "12 Nov 2025 11.40 WITA", "judul": "Surat dibuat", "oleh": "", "kata": "",
         "status": "", "url": ""},
    ]  # fmt: skip
