"""The nominative list as a page and as a file: its columns, its search, its filters.

Pages build it from a request; a job builds it again from the address that was kept.
"""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from selaras.core.halaman.daftar import Daftar, Kosong
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor
from selaras.pegawai.models import StatusPegawai
from selaras.pegawai.views.waktu import day_of
from selaras.simpeg.selectors.nominatif import filters, people, searched

EKSPOR = "simpeg.ekspor"


def _k(nama: str) -> Any:
    return lambda p: p.k.get(nama)


def _mkg(p: Any) -> str:
    bulan = p.k.get("mkg_bulan")
    return "" if bulan is None else f"{bulan // 12} th {bulan % 12} bl"


KOLOM = (
    Kolom("nama", "Nama", nilai=lambda p: p, jenis="orang", urut="nama~",
          tautan=lambda p: reverse("simpeg:berkas", args=[p.pk])),
    Kolom("nip", "NIP", jenis="nip", urut="nip", tampil=False),
    Kolom("status", "Status", lambda p: StatusPegawai(p.k["status"]).label if p.k else "",
          urut="st__status"),
    Kolom("golongan", "Golongan", _k("golongan"), urut="gol__golongan"),
    Kolom("tmt_golongan", "TMT golongan", _k("tmt_golongan"), jenis="tanggal",
          urut="gol__berlaku__startswith"),
    Kolom("jabatan", "Jabatan", _k("jabatan"), urut="post__jabatan__nama~"),
    Kolom("unit", "Unit", _k("unit"), urut="post__jabatan__unit__nama~"),
    Kolom("pendidikan", "Pendidikan", _k("pendidikan_nama")),
    Kolom("usia", "Usia", _k("usia"), jenis="angka", urut="tanggal_lahir"),
    Kolom("skpd", "SKPD", _k("skpd"), tampil=False),
    Kolom("tmt_jabatan", "TMT jabatan", _k("tmt_jabatan"), jenis="tanggal", tampil=False),
    Kolom("kelas", "Kelas", _k("kelas"), jenis="angka", urut="post__jabatan__kelas",
          tampil=False),
    Kolom("mkg", "Masa kerja golongan", _mkg, tampil=False),
    Kolom("jurusan", "Jurusan", _k("jurusan"), tampil=False),
    Kolom("diklat", "Diklat kepemimpinan", _k("diklat"), tampil=False),
    Kolom("kedudukan", "Kedudukan", _k("kedudukan"), tampil=False),
    Kolom("tmt_cpns", "TMT CPNS/PPPK", _k("tmt_cpns"), jenis="tanggal", tampil=False),
    Kolom("tmt_pensiun", "TMT pensiun", _k("tmt_pensiun"), jenis="tanggal", tampil=False),
)  # fmt: skip


def build(request: HttpRequest, actor: Actor) -> Daftar:
    """The list that a request asks for; a job builds it again from the stored address."""
    hari = day_of(request)
    return Daftar(
        request, people(actor, hari), KOLOM, nama="pegawai", cari=("nama",),
        cari_cara=searched(hari), cari_kata="Nama, NIP, jabatan, atau unit",
        saringan=filters(actor, hari, request.GET.get("unit", "")), urut="nama",
        bisa_unduh=False,
        kosong=Kosong("Belum ada pegawai", "Ambil dari berkas lewat Impor.",
                      f"{reverse('impor:mulai')}?jenis=pegawai", "Impor pegawai"),
    )  # fmt: skip


def asked_for(kueri: str) -> HttpRequest:
    """A request with that address alone, for work outside one."""
    request = HttpRequest()
    request.method = "GET"
    request.GET = QueryDict(kueri)
    return request
