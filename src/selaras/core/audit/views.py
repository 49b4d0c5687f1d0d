"""The trail on screen: all of it within reach, one entry, and who looked at my data."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from selaras.core.audit.isi import purpose
from selaras.core.audit.models import Jejak
from selaras.core.audit.selectors import CATATAN, NAMA, Pandangan, known_to, listed, view_of
from selaras.core.audit.services import record_read
from selaras.core.audit.words import action_choices, action_words, kind_words
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import zona_kini
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, requires, rows


def _link(entry: Jejak) -> str:
    return reverse("jejak:rinci", args=[entry.pk])


def _who(entry: Jejak) -> str:
    as_role = f" ({entry.peran})" if entry.peran else ""
    for_whom = f", atas nama {entry.atas_nama}" if entry.atas_nama else ""
    return f"{entry.pelaku_nama}{as_role}{for_whom}"


_WHEN = Kolom("waktu", "Waktu", jenis="waktu", urut="waktu", tautan=_link)
_WHO = Kolom("pelaku_nama", "Pelaku", _who)
_WHAT = Kolom("aksi", "Perbuatan", lambda j: action_words(j.aksi))
_OBJECT = Kolom("objek_label", "Objek", lambda j: f"{kind_words(j.jenis)} {_named(j)}".strip())
_NOTE = Kolom("keterangan", "Keterangan", lambda j: j.catatan_tampak or _closed_note(j))
TERPENDEK = 5


def _named(entry: Any) -> str:
    """The object's name, else whom it is about."""
    return entry.nama_tampak or (f"tentang {entry.tentang_nama}" if entry.tentang_nama else "")


def _closed_note(entry: Jejak) -> str:
    return "(disembunyikan)" if entry.keterangan else ""


def _day_start(day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(zona_kini()))


def _since(entries: QuerySet[Jejak], value: str) -> QuerySet[Jejak]:
    day = _parse(value)
    return entries.filter(waktu__gte=_day_start(day)) if day else entries


def _until(entries: QuerySet[Jejak], value: str) -> QuerySet[Jejak]:
    day = _parse(value)
    return entries.filter(waktu__lt=_day_start(day + timedelta(days=1))) if day else entries


def _parse(value: str) -> date | None:
    try:
        return parse_date(value)
    except ValueError:
        return None


def _kind(entries: QuerySet[Jejak], value: str) -> QuerySet[Jejak]:
    return entries.filter(membaca=value == "baca")


_PERIOD: list[Saringan] = [
    Saringan("dari", "Dari tanggal", _since, jenis="tanggal"),
    Saringan("sampai", "Sampai tanggal", _until, jenis="tanggal"),
    Saringan("jenis", "Jenis", _kind, [("baca", "Membaca"), ("tulis", "Mengubah")]),
]


def _by(field: str) -> Any:
    def narrow(entries: QuerySet[Jejak], value: str) -> QuerySet[Jejak]:
        return entries.filter(**{field: value})

    return narrow


@requires("jejak.view")
def list_trail(request: HttpRequest) -> HttpResponseBase:
    """The trail within reach; it is searched by what it shows."""
    actor = actor_of(request)
    return Daftar(
        request,
        listed(rows(actor, "jejak.view", Jejak.objects.all()), actor),
        [_WHEN, _WHO, _WHAT, _OBJECT, _NOTE, Kolom("alamat", "Alamat", tampil=False)],
        nama="jejak",
        berkas="jejak",
        cari=("pelaku_nama", NAMA, CATATAN),
        cari_kata="Pelaku, objek, keterangan",
        urut="-waktu",
        saringan=[
            *_PERIOD,
            Saringan("aksi", "Perbuatan", _by("aksi"), action_choices),
        ],
        kosong=Kosong("Belum ada jejak"),
    ).respond("jejak/daftar.html", jalur=[("Beranda", "/"), ("Jejak", "")])


@requires("jejak.own")
def about_me(request: HttpRequest) -> HttpResponseBase:
    """Who looked at or changed what is about me, and what my account did."""
    actor = actor_of(request)
    entries = (
        Jejak.objects.filter(person_id=actor.person_id)
        if actor.person_id is not None
        else Jejak.objects.filter(pelaku_id=actor.user_id)
    )
    return Daftar(
        request,
        listed(entries, actor),
        [_WHEN, _WHO, _WHAT, _OBJECT, _NOTE],
        nama="jejak",
        berkas="jejak-saya",
        urut="-waktu",
        saringan=_PERIOD,
        kosong=Kosong(
            "Belum ada yang membuka data Anda",
            "Setiap kali orang lain melihat data pribadi Anda atau mengubahnya, tercatat di sini.",
        ),
    ).respond("jejak/saya.html")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("jejak.own")
def show_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: of those within reach, or about oneself. Its values open by the data's own right.

    Another's specific data ask what they are opened for, as on her own pages.
    """
    actor = actor_of(request)
    found = _entry(actor, pk)
    tampak = view_of(found, actor, request)
    galat = ""
    if request.method == "POST":
        alasan = " ".join(request.POST.get("alasan", "").split())[:200]
        if len(alasan) >= TERPENDEK:
            _open(request, actor, found, tampak, alasan)
            return redirect("jejak:rinci", pk=pk)
        galat = "Tulis keperluannya, paling sedikit lima huruf."
    _trace(actor, found, tampak)
    return render(
        request,
        "jejak/rinci.html",
        {
            "jejak": found,
            "tampak": tampak,
            "galat_alasan": galat,
            "jalur": [("Beranda", "/"), _back(actor), (action_words(found.aksi), "")],
            "pelaku": _who(found),
            "aksi": action_words(found.aksi),
            "jenis": kind_words(found.jenis),
        },
        status=422 if galat else 200,
    )


def _entry(actor: Actor, pk: int) -> Jejak:
    semua = known_to(Jejak.objects.all(), actor)
    mine = semua.filter(person_id=actor.person_id, person_id__isnull=False)
    mine = mine | semua.filter(pelaku_id=actor.user_id, pelaku_id__isnull=False)
    return mine.filter(pk=pk).first() or access(semua, pk, actor, "jejak.view")


def _open(request: HttpRequest, actor: Actor, entry: Jejak, tampak: Pandangan, alasan: str) -> None:
    """Note what another's specific data are opened for."""
    keperluan = purpose()
    if tampak.minta and keperluan is not None and entry.person_id is not None:
        keperluan.open_for(
            request, actor, entry.person_id, tampak.minta,
            judul=f"Jejak {kind_words(entry.jenis)}", alasan=alasan,
        )  # fmt: skip


def _trace(actor: Actor, entry: Jejak, tampak: Pandangan) -> None:
    """Reading another's sensitive values here is seen by her, as anywhere else."""
    keperluan = purpose()
    for aksi in tampak.dibaca:
        if tampak.orang is None or entry.person_id is None:
            continue
        if keperluan is not None and keperluan.asks(actor, entry.person_id, aksi):
            continue  # noted with its purpose when it was opened
        record_read(
            actor=actor, aksi=aksi, objek=tampak.orang, person_ids=[entry.person_id],
            keterangan=f"Isi jejak {kind_words(entry.jenis)} dibuka",
        )  # fmt: skip


def _back(actor: Actor) -> tuple[str, str]:
    """The list that the entry was opened from: the whole trail, or one's own."""
    if actor.reach("jejak.view"):
        return "Jejak", reverse("jejak:daftar")
    return "Siapa membuka data saya", reverse("jejak:saya")
