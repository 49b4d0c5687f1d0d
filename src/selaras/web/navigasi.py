"""The menu as data: what exists, what the person may use, in the order of the work.

An entry names its page, its action and its group; which roles see it follows from the actions.
Pages that are not there are left out, so that the menu never leads nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse

from selaras.core.permissions import Actor, actor_of
from selaras.core.permissions.catalog import role

BAWAH_TERBANYAK = 5
PENDEK = 26  # places that a side menu holds without folding


@dataclass(frozen=True, slots=True)
class Butir:
    """A place: its title, page, icon, group and the action it asks for.

    lebih  only for those who reach more than themselves: a list of one is no list
    bawah  stands at the bottom of the phone (the smaller the number, the further left)
    mandat  shown also to whoever holds a mandate today, without the action itself
    jumlah  place of a count that the page asks for by itself (pemberitahuan:jumlah)
    sendiri  only for who is a person in service: an office's account has no file of its own
    """

    judul: str
    halaman: str
    ikon: str
    aksi: str
    kelompok: str = ""
    lebih: bool = False
    bawah: int = 0
    mandat: bool = False
    jumlah: str = ""
    sendiri: bool = False


@dataclass(frozen=True, slots=True)
class Tautan:
    """An entry ready to be drawn."""

    judul: str
    url: str
    ikon: str
    aktif: bool = False
    jumlah: str = ""


@dataclass(frozen=True, slots=True)
class Kelompok:
    """A part of the menu; of a long menu only the part where one stands is open."""

    judul: str
    butir: Sequence[Tautan]
    terbuka: bool = True


@dataclass(frozen=True, slots=True)
class Menu:
    """What the frame draws: groups at the side, at most five places below, the account's own.

    jumlah  the counts that stand in it, so that the page asks for no other
    """

    kelompok: Sequence[Kelompok] = ()
    bawah: Sequence[Tautan] = ()
    akun: Sequence[Tautan] = ()
    peran: Sequence[str] = ()
    jumlah: Sequence[str] = ()


KINERJA, TIM, UNIT = "Kinerja saya", "Tim saya", "Unit"
BULAN, DATA, SISTEM = "Bulan dan pembayaran", "Data pokok", "Aturan dan sistem"

MENU = (
    Butir("Beranda", "web:beranda", ikon="home", aksi="beranda.view", bawah=1),
    Butir("Presensi", "presensi:ketuk", ikon="map-pin-check", aksi="presensi.own", bawah=1),
    Butir("Ringkasan", "ringkasan:setahun", ikon="chart-line", aksi="ringkasan.view", bawah=2),
    Butir("Pekan ini", "arahan:pekan", ikon="news", aksi="ringkas.view", bawah=3),
    Butir("Persetujuan", "persetujuan:kotak", ikon="inbox", aksi="persetujuan.delegate", bawah=2,
          mandat=True, jumlah="persetujuan", sendiri=True),
    Butir("Bulan saya", "tpp:bulan_saya_kini", ikon="calendar", aksi="tpp.view", bawah=2),
    Butir("Koreksi presensi", "presensi:koreksi_saya", ikon="clock-edit", aksi="koreksi.own"),
    Butir("Rencana kerja", "kinerja:rencana_saya", ikon="clipboard-text", aksi="rencana.own",
          bawah=3, kelompok=KINERJA),
    Butir("Aktivitas", "aktivitas:hari", ikon="checklist", aksi="aktivitas.own", bawah=2,
          kelompok=KINERJA),
    Butir("Realisasi", "kinerja:realisasi", ikon="clipboard-check", aksi="realisasi.own",
          kelompok=KINERJA),
    Butir("Kinerja saya", "kinerja:saya", ikon="award", aksi="kinerja.view", kelompok=KINERJA,
          sendiri=True),
    Butir("Berkas kepegawaian", "simpeg:saya", ikon="folder", aksi="pegawai.view",
          kelompok=KINERJA, sendiri=True),
    Butir("Rencana tim", "kinerja:rencana_tim", ikon="clipboard-check", aksi="rencana.decide",
          lebih=True, kelompok=TIM),
    Butir("Aktivitas tim", "aktivitas:tim", ikon="users-group", aksi="aktivitas.approve",
          kelompok=TIM),
    Butir("Penilaian tim", "kinerja:penilaian", ikon="checks", aksi="kinerja.assess", lebih=True,
          kelompok=TIM),
    Butir("Penilaian triwulan", "kinerja:nilai_triwulan", ikon="calendar-stats",
          aksi="kinerja.assess", lebih=True, kelompok=TIM),
    Butir("Penilaian tahunan", "kinerja:nilai_tahunan", ikon="calendar-check",
          aksi="kinerja.assess", lebih=True, kelompok=TIM),
    Butir("Kotak kinerja", "kotak:bulan", ikon="layout-board", aksi="kotak.view", kelompok=TIM),
    Butir("Kasus pembinaan", "kotak:kasus", ikon="message-2", aksi="kasus.view", kelompok=TIM),
    Butir("Presensi unit", "presensi:unit", ikon="layout-grid", aksi="presensi.view", lebih=True,
          bawah=3, kelompok=UNIT),
    Butir("Siapa hadir sekarang", "presensi:sekarang", ikon="user-check", aksi="presensi.view_now",
          kelompok=UNIT),
    Butir("Pagi instansi", "presensi:pagi", ikon="sunrise", aksi="presensi.view_now",
          kelompok=UNIT),
    Butir("Daftar petugas", "presensi:petugas", ikon="clipboard-text", aksi="presensi.list",
          kelompok=UNIT),
    Butir("Peringkat terlambat", "presensi:terlambat", ikon="sort-descending",
          aksi="presensi.view_rank", kelompok=UNIT),
    Butir("Usul perubahan data", "simpeg:usul_unit", ikon="file-pencil", aksi="riwayat.verify",
          kelompok=UNIT),
    Butir("Kesesuaian standar data", "simpeg:standar", ikon="list-check", aksi="riwayat.verify",
          kelompok=UNIT),
    Butir("Usul koreksi", "presensi:koreksi_usul", ikon="clock-check", aksi="presensi.view",
          lebih=True, kelompok=UNIT),
    Butir("Ketukan janggal", "presensi:janggal", ikon="map-pin-question",
          aksi="ketukan.view_flag", kelompok=UNIT),
    Butir("TPP unit", "tpp:unit", ikon="report-money", aksi="tpp.view_unit", lebih=True, bawah=4,
          kelompok=UNIT),
    Butir("Cuti, dinas, izin", "cuti:daftar", ikon="beach", aksi="cuti.view", lebih=True,
          kelompok=UNIT),
    Butir("Rencana unit", "kinerja:rencana_unit", ikon="clipboard-list", aksi="rencana.view",
          lebih=True, kelompok=UNIT),
    Butir("Aktivitas pegawai", "aktivitas:unit", ikon="list-check", aksi="aktivitas.view",
          lebih=True, kelompok=UNIT),
    Butir("Realisasi unit", "kinerja:realisasi_unit", ikon="clipboard-list",
          aksi="realisasi.view", lebih=True, kelompok=UNIT),
    Butir("Hasil kinerja", "kinerja:daftar", ikon="target", aksi="kinerja.view", lebih=True,
          kelompok=UNIT),
    Butir("Nilai PP 30/2019", "kinerja:pp30", ikon="history-toggle", aksi="kinerja.record",
          lebih=True, kelompok=UNIT),
    Butir("Distribusi predikat", "kinerja:distribusi", ikon="chart-bar",
          aksi="kinerja.view_distribution", lebih=True, kelompok=UNIT),
    Butir("Rekap aktivitas", "aktivitas:rekap", ikon="table", aksi="aktivitas.view_unit",
          kelompok=UNIT),
    Butir("Perintah lembur", "aktivitas:lembur", ikon="clock-plus", aksi="aktivitas.record",
          kelompok=UNIT),
    Butir("Verifikasi bulan", "tpp:verifikasi", ikon="eye-check", aksi="periode.view", bawah=3,
          kelompok=BULAN),
    Butir("Temuan verifikasi", "tpp:temuan", ikon="alert-triangle", aksi="tpp.view_finding",
          lebih=True, kelompok=BULAN),
    Butir("Pembayaran ditahan", "tpp:tahanan", ikon="hand-stop", aksi="tpp.view_hold",
          lebih=True, kelompok=BULAN),
    Butir("Keberatan", "tpp:keberatan", ikon="message-report", aksi="tpp.view_objection",
          kelompok=BULAN),
    Butir("Permintaan penjelasan", "arahan:daftar", ikon="message-question",
          aksi="penjelasan.view", lebih=True, kelompok=BULAN),
    Butir("Dokumen pembayaran", "laporan:dokumen", ikon="files", aksi="tpp.documents",
          kelompok=BULAN),
    Butir("Hitungan bulan", "tpp:hitungan", ikon="calculator", aksi="hitungan.view",
          kelompok=BULAN),
    Butir("Kewajiban pegawai", "tpp:kewajiban", ikon="clipboard-list", aksi="kewajiban.view",
          lebih=True, kelompok=BULAN),
    Butir("Gaji dan pajak", "pegawai:gaji", ikon="cash", aksi="gaji.view", lebih=True,
          kelompok=BULAN),
    Butir("Potongan TPP", "tpp:potongan", ikon="receipt", aksi="potongan.view", lebih=True,
          kelompok=BULAN),
    Butir("Susulan", "tpp:susulan", ikon="arrow-back-up", aksi="tpp.view_pay", lebih=True,
          kelompok=BULAN),
    Butir("Sistem lama", "paralel:daftar", ikon="arrows-left-right", aksi="paralel.view",
          kelompok=BULAN),
    Butir("Daftar nominatif", "simpeg:nominatif", ikon="list-search", aksi="pegawai.view",
          lebih=True, kelompok=DATA),
    Butir("Cari pegawai", "simpeg:cari", ikon="search", aksi="pegawai.view", lebih=True,
          kelompok=DATA),
    Butir("Urut kepangkatan (DUK)", "simpeg:duk", ikon="sort-ascending-numbers",
          aksi="pegawai.view", lebih=True, kelompok=DATA),
    Butir("Jatuh tempo", "simpeg:tempo", ikon="calendar-due", aksi="karier.view", lebih=True,
          kelompok=DATA),
    Butir("Mutu data", "simpeg:mutu", ikon="shield-check", aksi="mutu.view", kelompok=DATA),
    Butir("Pegawai", "pegawai:daftar", ikon="users", aksi="pegawai.view", lebih=True, bawah=4,
          kelompok=DATA),
    Butir("Unit kerja", "organisasi:unit", ikon="sitemap", aksi="organisasi.view", kelompok=DATA),
    Butir("Jabatan", "organisasi:jabatan", ikon="briefcase", aksi="organisasi.view", kelompok=DATA),
    Butir("Statistik pegawai", "statistik:ringkas", ikon="chart-bar", aksi="statistik.view",
          kelompok=DATA),
    Butir("Bezetting", "bezetting:daftar", ikon="hierarchy", aksi="statistik.view", kelompok=DATA),
    Butir("Buku Profil", "buku:daftar", ikon="book-2", aksi="buku.view", kelompok=DATA),
    Butir("Penataan organisasi", "penataan:daftar", ikon="arrows-split", aksi="sotk.view",
          kelompok=DATA),
    Butir("Impor", "impor:daftar", ikon="file-import", aksi="impor.view", kelompok=DATA),
    Butir("Jadwal kerja", "presensi:jadwal", ikon="clock", aksi="jadwal.view", lebih=True,
          kelompok=DATA),
    Butir("Kalender kerja", "presensi:kalender", ikon="calendar-event", aksi="kalender.view",
          kelompok=DATA),
    Butir("Mesin presensi", "presensi:mesin", ikon="fingerprint", aksi="mesin.view", kelompok=DATA),
    Butir("Jadwal saya", "presensi:jadwal_saya", ikon="calendar-time", aksi="akun.own",
          kelompok=KINERJA),
    Butir("Lembur saya", "aktivitas:lembur_saya", ikon="clock-plus", aksi="aktivitas.own",
          lebih=True, kelompok=KINERJA),
    Butir("Piket dan jaga", "presensi:piket", ikon="users", aksi="tukar.own", kelompok=KINERJA),
    Butir("Jadwal jaga", "presensi:roster", ikon="calendar-month", aksi="jadwal.edit",
          kelompok=UNIT),
    Butir("Apel dan upacara", "presensi:kegiatan", ikon="flag", aksi="kegiatan.manage",
          kelompok=UNIT),
    Butir("Aplikasi presensi lain", "presensi:aplikasi", ikon="plug-connected",
          aksi="aplikasi.view", kelompok=DATA),
    Butir("Gangguan presensi", "presensi:gangguan", ikon="plug-off", aksi="gangguan.view",
          kelompok=UNIT),
    Butir("Kios presensi", "presensi:kios", ikon="device-tablet", aksi="kios.manage",
          kelompok=DATA),
    Butir("Tempat presensi", "presensi:tempat", ikon="map-pin", aksi="tempat.view", kelompok=DATA),
    Butir("Katalog kegiatan", "aktivitas:katalog", ikon="books", aksi="katalog_kegiatan.edit",
          kelompok=DATA, sendiri=True),
    Butir("Katalog rencana", "kinerja:katalog", ikon="notebook", aksi="katalog_rencana.edit",
          kelompok=DATA),
    Butir("Pengaktifan unit", "pengaktifan:daftar", ikon="toggle-right", aksi="pengaktifan.view",
          kelompok=DATA),
    Butir("Hukum dan aturan", "hukum:daftar", ikon="scale", aksi="hukum.view", kelompok=SISTEM),
    Butir("Laboratorium kebijakan", "lab:daftar", ikon="flask", aksi="lab.use", kelompok=SISTEM),
    Butir("Persiapan tahun", "persiapan:tahun", ikon="calendar-plus", aksi="persiapan.view",
          kelompok=SISTEM),
    Butir("Paket audit", "laporan:audit", ikon="package", aksi="audit.export", kelompok=SISTEM),
    Butir("Pekerjaan", "pekerjaan:daftar", ikon="progress", aksi="pekerjaan.view", kelompok=SISTEM),
    Butir("Pengguna", "pengguna:daftar", ikon="user-cog", aksi="pengguna.view", kelompok=SISTEM),
    Butir("Jejak", "jejak:daftar", ikon="history", aksi="jejak.view", kelompok=SISTEM),
    Butir("Kiriman pemberitahuan", "pemberitahuan:kiriman", ikon="send", aksi="kiriman.view",
          kelompok=SISTEM),
    Butir("Panduan", "panduan:daftar", ikon="book", aksi="beranda.view", kelompok=SISTEM),
    Butir("Komponen", "web:kit", ikon="components", aksi="kit.view", kelompok=SISTEM),
)  # fmt: skip
AKUN = (
    Butir("Akun saya", "akun:saya", ikon="user", aksi="akun.own"),
    Butir("Pemberitahuan saya", "saluran:pilihan", ikon="bell-cog", aksi="akun.own"),
    Butir("Siapa membuka data saya", "jejak:saya", ikon="eye", aksi="jejak.own"),
)
LAINNYA = Butir("Lainnya", "web:lainnya", ikon="menu-2", aksi="beranda.view")
_KAPAN_SAJA = datetime(1, 1, 1, tzinfo=UTC)
Tempat = tuple[Butir, str]  # with its address


@dataclass(frozen=True, slots=True)
class _Tempat:
    """Where somebody may go, before it is known where she is."""

    menu: Sequence[Tempat]
    akun: Sequence[Tempat]
    lainnya: Sequence[Tempat]


def menu_for(request: HttpRequest) -> Menu:
    """The menu of the person who asks."""
    actor = actor_of(request)
    if not actor.signed_in:
        return Menu()
    tempat = _places(_seperti(actor), settings.ROOT_URLCONF, get_script_prefix())
    tampil = _satu_aktif(request.path, tempat.menu)
    kelompok: dict[str, list[Tautan]] = {}
    for butir, tautan in tampil:
        kelompok.setdefault(butir.kelompok, []).append(tautan)
    return Menu(
        kelompok=[
            Kelompok(judul, isi, len(tampil) <= PENDEK or any(t.aktif for t in isi))
            for judul, isi in kelompok.items()
        ],
        bawah=_bawah(request.path, tempat.lainnya, tampil),
        akun=[_tautan(b, url, _di_sini(request.path, url)) for b, url in tempat.akun],
        peran=[role(nama).judul for nama in actor.peran if nama != "pengguna"],
        jumlah=[butir.jumlah for butir, _ in tampil if butir.jumlah],
    )


def _satu_aktif(path: str, tempat: Sequence[Tempat]) -> list[tuple[Butir, Tautan]]:
    """Of several places whose address begins like the page's, the longest is where one is."""
    di_sini = max((url for _, url in tempat if _di_sini(path, url)), key=len, default="")
    return [(b, _tautan(b, url, url == di_sini)) for b, url in tempat]


def _bawah(
    path: str, lainnya: Sequence[Tempat], tampil: Sequence[tuple[Butir, Tautan]]
) -> list[Tautan]:
    """Four places and Lainnya, which holds the whole menu."""
    terpilih = sorted((p for p in tampil if p[0].bawah), key=lambda p: p[0].bawah)
    hasil = [t for _, t in terpilih[: BAWAH_TERBANYAK - 1]]
    if len(tampil) > len(hasil):
        hasil += [_tautan(b, url, _di_sini(path, url)) for b, url in lainnya]
    return hasil


def _di_sini(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


@lru_cache(maxsize=4096)
def _tautan(butir: Butir, url: str, aktif: bool) -> Tautan:
    return Tautan(butir.judul, url, butir.ikon, aktif, butir.jumlah)


def _seperti(actor: Actor) -> Actor:
    """What a menu may depend on, without who and when: a thousand clerks share one."""
    return Actor(
        user_id=0, nama="", at=_KAPAN_SAJA, person_id=None if actor.person_id is None else 0,
        wewenang=tuple(
            dict.fromkeys(
                replace(w, unit_id=w.unit_id and 0, path=w.path and "/",
                        instansi_id=w.instansi_id and 0, atas_nama="", sampai=None)
                for w in actor.wewenang
            )
        ),
        sistem=actor.sistem, holds_mandate=actor.holds_mandate,
    )  # fmt: skip


@lru_cache(maxsize=512)
def _places(actor: Actor, urls: str, awalan: str) -> _Tempat:
    """The places that such an actor may go to: asked of the catalogue once, not by every page."""
    menu, akun, lainnya = (
        tuple(
            (b, url) for b in pilihan
            if _terlihat(actor, b) and (url := _alamat(b.halaman, urls, awalan))
        )
        for pilihan in (MENU, AKUN, (LAINNYA,))
    )  # fmt: skip
    return _Tempat(menu, akun, lainnya)


def _terlihat(actor: Actor, butir: Butir) -> bool:
    if butir.sendiri and actor.person_id is None:
        return False
    reach = actor.reach(butir.aksi)
    beyond = reach.everywhere or reach.instansi or reach.paths or reach.subordinates
    return bool(reach and (beyond or not butir.lebih)) or (butir.mandat and actor.holds_mandate)


@cache
def _alamat(halaman: str, urls: str, awalan: str) -> str:
    """The address of a place, "" where there is none: every page asks for all of them."""
    try:
        return reverse(halaman)
    except NoReverseMatch:
        return ""
