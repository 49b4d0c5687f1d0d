"""What one reader may see of the trail: lists without sensitive words, an entry by her rights."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Case, F, Model, Q, QuerySet, Value, When
from django.http import HttpRequest

from selaras.core.audit import isi
from selaras.core.audit.isi import Hak
from selaras.core.audit.models import Jejak
from selaras.core.audit.states import SECRET, public_address
from selaras.core.audit.words import ChangeRow, field_titles, value_words
from selaras.core.halaman.format import kecil
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.catalog import action, actions
from selaras.core.permissions.policy import rows
from selaras.core.permissions.registry import NotRegistered, persons

NAMA, CATATAN, TENTANG = "nama_tampak", "catatan_tampak", "tentang_nama"
ORANG = "pegawai.view"  # shows whom an entry is about, if nothing of it
_BELUM_DINYATAKAN = "Disembunyikan: belum ditetapkan siapa yang boleh melihat data jenis ini."
_BUKAN_UNTUKNYA = "Disembunyikan dari orang yang dibicarakan."
_KEPERLUAN = "Disembunyikan: sebutkan dahulu keperluannya."


def listed(entries: QuerySet[Jejak], actor: Actor) -> QuerySet[Jejak]:
    """Entries as a list may show and search them: names and notes that tell something sensitive
    are empty, whoever reads; so the list says the same to everybody and costs no question. Where
    the object is not named, whom it is about is."""
    bernama = Q(jenis="") | Q(jenis__in=isi.named_in_lists())
    bercatatan = Q(membaca=True) | (
        (Q(jenis="") | Q(jenis__in=isi.noted_in_lists())) & ~Q(aksi__in=isi.sensitive_deeds())
    )
    return known_to(entries, actor).annotate(
        **{
            NAMA: Case(When(bernama, then=F("objek_label")), default=Value("")),
            CATATAN: Case(When(bercatatan, then=F("keterangan")), default=Value("")),
            TENTANG: Case(
                When(bernama, then=Value("")), default=persons().name_expression("person_id")
            ),
        }
    )


def known_to(entries: QuerySet[Jejak], actor: Actor) -> QuerySet[Jejak]:
    """Without what others wrote about her and whose author is kept from her."""
    if actor.person_id is None:
        return entries
    return entries.exclude(
        Q(jenis__in=isi.anonymous(), person_id=actor.person_id)
        & (Q(pelaku_id__isnull=True) | ~Q(pelaku_id=actor.user_id))
    )


@dataclass(slots=True)
class Pandangan:
    """One entry as one reader sees it.

    minta    the action whose purpose must be said first, "" = none
    dibaca   actions on another's sensitive data by which something is shown
    orang    whom it is about
    """

    nama: str = ""
    catatan: str = ""
    perubahan: list[ChangeRow] = field(default_factory=list)
    minta: str = ""
    dibaca: list[str] = field(default_factory=list)
    orang: Model | None = None

    @property
    def terbuka(self) -> list[ChangeRow]:
        """The fields whose values are shown."""
        return [p for p in self.perubahan if not p.tutup]

    @property
    def tertutup(self) -> list[tuple[str, list[str]]]:
        """Why others are not, with their names: a reason is said once."""
        alasan: dict[str, list[str]] = {}
        for p in self.perubahan:
            if p.tutup:
                alasan.setdefault(p.tutup, []).append(p.nama)
        return list(alasan.items())


def view_of(entry: Jejak, actor: Actor, request: HttpRequest) -> Pandangan:
    """The entry with what this reader's rights open; a few queries, however many fields."""
    return _Pembaca(entry, actor, request).view()


class _Pembaca:
    """Asks the policy for one reader and one entry, each right once."""

    def __init__(self, entry: Jejak, actor: Actor, request: HttpRequest) -> None:
        self.entry, self.actor, self.request = entry, actor, request
        self.isi = isi.declared(entry.jenis)
        self.hasil = Pandangan()
        self.tahu: dict[str, bool] = {}
        self.pokok = self._main_right()
        aksi = actions().get(entry.aksi)
        # A deed on sensitive data tells of it whatever row it names.
        tampak = (aksi.lihat or aksi.name) if aksi and aksi.data and not entry.membaca else ""
        self.perbuatan: list[Hak] = [(tampak,)] if tampak else []

    def view(self) -> Pandangan:
        entry, hasil = self.entry, self.hasil
        bebas = not entry.jenis or (self.isi is not None and self.isi.nama_terbuka)
        if entry.objek_label and (bebas or not self._closed([self.pokok])):
            hasil.nama = entry.objek_label
        if entry.keterangan:
            tutup = "" if entry.membaca else self._closed([self._note_right(), *self.perbuatan])
            hasil.catatan = tutup or entry.keterangan
        before, after = entry.sebelum or {}, entry.sesudah or {}
        titles = field_titles(entry.jenis)
        for key in dict.fromkeys([*before, *after]):
            if key in SECRET:
                continue
            row = titles.get(key, key)
            tutup = self._closed([self._field_right(key), *self.perbuatan])
            values = (self._words(key, before.get(key)), self._words(key, after.get(key)))
            hasil.perubahan.append(
                ChangeRow(row, tutup=tutup) if tutup else ChangeRow(row, *values)
            )
        return hasil

    def _main_right(self) -> Hak | None:
        if not self.entry.jenis:
            return isi.deed(self.entry.aksi)
        if self.isi is None:
            return isi.NobodyMay
        lihat = self.isi.lihat
        return lihat(self.entry) if callable(lihat) else lihat

    def _note_right(self) -> Hak | None:
        if not self.entry.jenis:
            return None
        return self.isi.catatan if self.isi and self.isi.catatan is not None else self.pokok

    def _field_right(self, key: str) -> Hak | None:
        return self.isi.isian.get(key, self.pokok) if self.isi else self.pokok

    def _words(self, key: str, value: Any) -> str:
        if self.isi and key in self.isi.alamat and isinstance(value, str):
            value = public_address(value)
        return value_words(value)

    def _closed(self, hak: Sequence[Hak | None]) -> str:
        """Why it is not shown; "" = it is, and what was read by that is noted."""
        if self.isi is None and self.entry.jenis:
            return _BELUM_DINYATAKAN
        if self._about_me and self.isi is not None and not self.isi.sendiri:
            return _BUKAN_UNTUKNYA
        lewat = []
        for satu in (h for h in hak if h is not None):
            dapat = next((a for a in satu if self._reaches(a)), "")
            if not dapat:
                judul = (
                    f"memerlukan hak {kecil(action(satu[0]).judul)}"
                    if satu
                    else "bukan untuk jejak"
                )
                return f"Disembunyikan: {judul}."
            lewat.append(dapat)
        if any([self._asks(a) for a in lewat]):
            return _KEPERLUAN
        for dapat in lewat:
            if action(dapat).data and not self._about_me and dapat not in self.hasil.dibaca:
                self.hasil.dibaca.append(dapat)
        return ""

    @property
    def _about_me(self) -> bool:
        return self.entry.person_id is not None and self.entry.person_id == self.actor.person_id

    def _asks(self, aksi: str) -> bool:
        """Whether the purpose is still to be said; the first one asked for is remembered."""
        person_id, keperluan = self.entry.person_id, isi.purpose()
        if person_id is None or keperluan is None:
            return False
        if not keperluan.asks(self.actor, person_id, aksi) or keperluan.is_open(
            self.request, self.actor, person_id, aksi
        ):
            return False
        self.hasil.minta = self.hasil.minta or aksi
        return True

    def _reaches(self, aksi: str) -> bool:
        if aksi not in self.tahu:
            self.tahu[aksi] = self._ask(aksi)
        return self.tahu[aksi]

    def _ask(self, aksi: str) -> bool:
        """Whether the action reaches the person that the entry is about, else its place."""
        entry, reach = self.entry, self.actor.reach(aksi)
        if not reach:
            return False
        if entry.person_id is not None:
            orang = persons().queryset().filter(pk=entry.person_id)
            found: Model | None = rows(self.actor, aksi, orang).first()
            self.hasil.orang = self.hasil.orang or found
            return found is not None
        if reach.everywhere or entry.instansi_id in reach.instansi:
            return True
        try:
            qs = apps.get_model(entry.jenis)._default_manager.filter(pk=entry.objek_id)
            return rows(self.actor, aksi, qs).exists()
        except (LookupError, NotRegistered, ValueError):
            return False
