"""The page of lines of locked months: what changed, for whom, why, how much, paid when."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import periode_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.tpp.models import SusulanTPP

AKSI = "tpp.view_pay"


@requires(AKSI)
def list_susulan(request: HttpRequest) -> HttpResponseBase:
    """Lines within reach, the latest month of payment first."""
    actor = actor_of(request)
    qs = rows(actor, AKSI, SusulanTPP.objects.all())

    def arah(baris: QuerySet[SusulanTPP], nilai: str) -> QuerySet[SusulanTPP]:
        return baris.filter(nilai_rp__gt=0) if nilai == "kurang" else baris.filter(nilai_rp__lt=0)

    return Daftar(
        request,
        qs.select_related("pegawai"),
        nama="susulan",
        berkas="susulan-tpp",
        kolom=[
            Kolom("pegawai", "Pegawai", jenis="orang", urut="pegawai__nama~",
                  tautan=lambda s: reverse("tpp:bulan", args=[s.asal_periode, s.pegawai_id])),
            Kolom("asal_periode", "Bulan asal", jenis="periode", urut="asal_periode"),
            Kolom("sebab", "Yang berubah"),
            Kolom("jenis", "Jenis", nilai=lambda s: s.get_jenis_display(), urut="jenis",
                  tampil=False),
            Kolom("bruto_lama", "Semula", jenis="rupiah", tampil=False),
            Kolom("bruto_baru", "Seharusnya", jenis="rupiah", tampil=False),
            Kolom("nilai_rp", "Selisih", jenis="rupiah", urut="nilai_rp", jumlah=True),
            Kolom("masuk_periode", "Masuk bulan", jenis="periode", urut="masuk_periode",
                  tautan=lambda s: reverse("tpp:bulan", args=[s.masuk_periode, s.pegawai_id])),
            Kolom("pph_rp", "Selisih PPh 21", jenis="rupiah", tampil=False),
            Kolom("iwp_rp", "Selisih JKN 1%", jenis="rupiah", tampil=False),
            Kolom("potongan_rp", "Selisih potongan", jenis="rupiah", tampil=False),
            Kolom("dicatat_pada", "Dicatat", jenis="waktu", urut="dicatat_pada", tampil=False),
        ],
        cari=("pegawai__nama", "pegawai__nip", "sebab"),
        cari_kata="Nama, NIP atau sebab",
        saringan=[
            Saringan("masuk", "Masuk bulan", lambda b, v: b.filter(masuk_periode=int(v)),
                     pilihan=lambda: _periods(actor, "masuk_periode")),
            Saringan("asal", "Bulan asal", lambda b, v: b.filter(asal_periode=int(v)),
                     pilihan=lambda: _periods(actor, "asal_periode")),
            Saringan("jenis", "Jenis", lambda b, v: b.filter(jenis=v),
                     pilihan=SusulanTPP.Jenis.choices),
            Saringan("arah", "Arah", arah,
                     pilihan=[("kurang", "Kekurangan dibayar"), ("lebih", "Kelebihan dipotong")]),
        ],
        urut="-masuk_periode",
        kosong=Kosong("Belum ada susulan",
                      "Perubahan sesudah sebuah bulan terkunci tampil di sini, dengan sebabnya."),
    ).respond(
        judul="Susulan",
        ringkas="Bulan yang terkunci tidak berubah; selisihnya masuk bulan kemudian.",
        jalur=[("Beranda", reverse("web:beranda")), ("Susulan", "")],
    )  # fmt: skip


def _periods(actor: Actor, kolom: str) -> list[tuple[str, str]]:
    ada = rows(actor, AKSI, SusulanTPP.objects.all()).order_by(f"-{kolom}")
    return [(str(p), periode_id(p)) for p in ada.values_list(kolom, flat=True).distinct()]
