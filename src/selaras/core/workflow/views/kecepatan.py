"""How fast decisions are, per decider; and what waits for nobody because the post is vacant."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import angka
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions.decorators import actor_of, requires
from selaras.core.permissions.registry import persons
from selaras.core.workflow.models import Menunggu
from selaras.core.workflow.registry import workflow_titles
from selaras.core.workflow.speed import DAYS, deciders, without_superior


@require_safe
@requires("persetujuan.view")
def list_speed(request: HttpRequest) -> HttpResponseBase:
    """One row for each decider: waiting, overdue, oldest, median days, decided this month."""
    actor = actor_of(request)
    people = deciders(actor)
    vacant = without_superior(actor).count() if actor.reach("persetujuan.view_unit") else 0
    daftar = Daftar(
        request,
        people,
        nama="pejabat yang memutus",
        berkas="kecepatan-keputusan",
        kolom=[
            Kolom("nama", "Yang memutus", nilai=lambda p: p, jenis="orang", urut="nama~"),
            Kolom("menunggu", "Menunggu", jenis="angka", urut="menunggu", jumlah=True),
            Kolom("lewat", "Lewat batas", jenis="angka", urut="lewat", jumlah=True),
            Kolom("tertua", "Paling lama sejak", jenis="waktu", urut="tertua"),
            Kolom("median", f"Biasanya, {DAYS} hari", nilai=lambda p: span_words(p.median),
                  urut="median"),
            Kolom("putus_bulan", "Diputus bulan ini", jenis="angka", urut="putus_bulan",
                  jumlah=True),
        ],
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("lewat", "Hanya yang lewat batas", lambda qs, _: qs.filter(lewat__gt=0),
                     jenis="centang"),
        ],
        urut="-menunggu",
        kosong=Kosong("Belum ada keputusan", "Angkanya muncul sesudah usulan pertama diajukan."),
    )  # fmt: skip
    kata = "'Biasanya' ialah nilai tengah: setengah keputusan diambil lebih cepat dari itu."
    if vacant:
        kata += f" {angka(vacant)} usulan tanpa atasan."
    return daftar.respond(
        "persetujuan/kecepatan.html",
        judul="Kecepatan keputusan",
        ringkas=kata,
        tanpa_atasan=vacant,
        jalur=_trail("Kecepatan keputusan"),
    )


@require_safe
@requires("persetujuan.view_unit")
def list_without_superior(request: HttpRequest) -> HttpResponseBase:
    """Documents that wait for nobody: whose, what, since when."""
    actor = actor_of(request)
    rows = without_superior(actor)
    titles = workflow_titles()
    ids = {pk for pk in rows.values_list("subjek_id", flat=True).distinct()[:5000] if pk}
    people = persons().labels(ids, actor.day()) if ids else {}

    def who(row: Menunggu) -> Any:
        return people.get(row.subjek_id or 0) or row.judul

    return Daftar(
        request,
        rows,
        nama="usulan tanpa atasan",
        berkas="tanpa-atasan",
        kolom=[
            Kolom("subjek_id", "Pegawai", nilai=who, jenis="orang"),
            Kolom("unit", "Unit", nilai=lambda r: getattr(who(r), "unit", "")),
            Kolom("alur", "Jenis", nilai=lambda r: titles.get(r.alur, r.alur), urut="alur"),
            Kolom("judul", "Usulan", urut="judul~"),
            Kolom("sejak", "Sejak", jenis="waktu", urut="sejak"),
        ],
        cari=("judul",),
        urut="sejak",
        kosong=Kosong("Semua usulan punya atasan yang memutus", "Rantai jabatannya lengkap."),
    ).respond(
        judul="Tanpa atasan",
        ringkas="Jabatan di atasnya kosong sampai puncak. Isi pejabatnya, Plt-nya, atau atasan "
        "khusus pegawainya; usulannya pindah malam itu juga.",
        jalur=_trail("Tanpa atasan"),
    )  # fmt: skip


def span_words(span: timedelta | None) -> str:
    """'3 jam', '2 hari': how long the middle decision took."""
    if span is None:
        return "–"
    jam = int(span.total_seconds() // 3600)
    if jam < 1:
        return "kurang dari 1 jam"
    return f"{jam} jam" if jam < 48 else f"{jam // 24} hari"


def _trail(title: str) -> list[tuple[str, str]]:
    return [("Beranda", "/"), ("Persetujuan", reverse("persetujuan:kotak")), (title, "")]
