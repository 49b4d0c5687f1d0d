"""Enters, changes and removes a day's activities: once however often it is sent, all or none.

The day's row is locked, so that two phones of one person never pass each other; the database's
exclusion constraint has the last word on overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from selaras.aturan.aktivitas import (
    Entri,
    HariAktif,
    ParameterAktivitas,
    Temuan,
    periksa_entri,
    periksa_hari,
    tempatkan,
    tertutup,
)
from selaras.aturan.aktivitas.periksa import SEHARI, celah, jam
from selaras.core.audit.services import record
from selaras.core.halaman.format import menit_id
from selaras.core.permissions import Actor, rows
from selaras.core.permissions.actor import local_date
from selaras.core.workflow.engine import apply, touch
from selaras.kinerja.aktivitas.kalender import build_hari, law_of, load_keadaan, span_for
from selaras.kinerja.aktivitas.selectors.tautan import resolve_tautan
from selaras.kinerja.aktivitas.services.jumlah import retotal
from selaras.kinerja.aktivitas.services.partisi import ensure_partitions
from selaras.kinerja.models import (
    AktivitasHarian,
    HariAktivitas,
    KegiatanKatalog,
    KirimanAktivitas,
)
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.periode.selectors import locked_skpd_ids
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.kalender_orang import load_kalender

S = AktivitasHarian.Status
DAPAT_DIUBAH = (S.USUL, S.DIKEMBALIKAN, S.TITIPAN)
TERISI = (S.USUL, S.DISETUJUI, S.DIKEMBALIKAN, S.TITIPAN)
HILANG = "Aktivitas itu sudah tidak ada."
TUMPANG_SEKALIGUS = "Baru saja ada aktivitas lain pada jam itu. Muat ulang, lalu pilih jam lain."


class AktivitasDitolak(Exception):
    """What was sent cannot be taken; nothing has changed. temuan: (place in the list, finding)."""

    def __init__(self, temuan: Sequence[tuple[int, Temuan]]) -> None:
        self.temuan = list(temuan)
        super().__init__(" ".join(t.pesan for _, t in self.temuan))


@dataclass(frozen=True, slots=True)
class IsiAktivitas:
    """One entry as it was typed. mulai None = the next free time. tautan: "rencana:12" etc."""

    uraian: str
    menit: int
    mulai: int | None = None
    kegiatan_id: int | None = None
    volume: int = 1
    keterangan: str = ""
    tautan: str = ""


@dataclass(frozen=True, slots=True)
class HasilCatat:
    """What came of it; `diulang` = the same form came before and nothing changed now."""

    baris: tuple[AktivitasHarian, ...] = ()
    peringatan: tuple[str, ...] = ()
    pesan: str = ""
    diulang: bool = False


@dataclass(slots=True)
class _Hari:
    """A person's locked day on its way through a change."""

    pegawai: Pegawai
    dokumen: HariAktivitas
    aktif: HariAktif
    p: ParameterAktivitas
    entri: list[AktivitasHarian] = field(default_factory=list)


@transaction.atomic
def record_entries(
    *,
    actor: Actor,
    pegawai: Pegawai,
    tanggal: date,
    isi: Sequence[IsiAktivitas],
    kunci: UUID,
    at: datetime,
) -> HasilCatat:
    """Add entries to a day, all or none; the same `kunci` again changes nothing.

    By the person herself, or by an officer for her. Raises AktivitasDitolak, PermissionDenied.
    """
    sendiri = _allowed(actor, pegawai)
    if lama := _first_time(actor, kunci, at):
        return lama
    hari = _locked_day(actor, pegawai, tanggal, at, sendiri=sendiri, buat=True)
    if not sendiri and any(e.status == S.USUL and not e.dicatat_oleh_id for e in hari.entri):
        kata = f"{pegawai.nama} sudah mengisi hari itu sendiri."
        raise AktivitasDitolak([(0, Temuan("tanggal", kata))])
    baru, peringatan = _checked(hari, isi)
    status = S.TITIPAN if not sendiri and hari.p.konfirmasi == "wajib" else S.USUL
    for e in baru:
        e.status, e.dibuat_pada = status, at
        e.dicatat_oleh_id = None if sendiri else actor.user_id
    ensure_partitions([tanggal])
    try:
        with transaction.atomic():
            AktivitasHarian.objects.bulk_create(baru)
    except IntegrityError as error:
        if "tumpang" not in str(error):
            raise
        raise AktivitasDitolak([(0, Temuan("mulai", TUMPANG_SEKALIGUS))]) from error
    _move(hari.dokumen, actor, at, sendiri=sendiri, titipan=status == S.TITIPAN)
    if not sendiri:
        record(
            actor=actor, aksi="aktivitas.record", objek=hari.dokumen, person_id=pegawai.pk,
            keterangan="; ".join(e.uraian for e in baru)[:400],
        )  # fmt: skip
    pesan = _said(baru, status, pegawai.nama)
    KirimanAktivitas.objects.filter(pk=kunci).update(pesan=pesan[:300])
    return HasilCatat(tuple(baru), tuple(peringatan), pesan)


@transaction.atomic
def change_entry(
    *, actor: Actor, pegawai: Pegawai, tanggal: date, pk: int, isi: IsiAktivitas, at: datetime
) -> HasilCatat:
    """Rewrite an entry that is not decided; one that was sent back waits again."""
    sendiri = _allowed(actor, pegawai)
    hari = _locked_day(actor, pegawai, tanggal, at, sendiri=sendiri, pk=pk)
    lama = _entry(hari, pk)
    hari.entri.remove(lama)
    hari.aktif = replace(hari.aktif, lain=_taken(hari.entri))
    (baru,), peringatan = _checked(hari, [isi])
    for nama in ("mulai", "selesai", "volume", "standar", "uraian", "keterangan", "kegiatan_id",
                 "rencana_baris_id", "hasil_kerja_id", "kegiatan_tugas_id"):  # fmt: skip
        setattr(lama, nama, getattr(baru, nama))
    if lama.status == S.DIKEMBALIKAN:
        lama.status, lama.diputus_pada, lama.catatan = S.USUL, None, ""
    try:
        with transaction.atomic():
            lama.save()
    except IntegrityError as error:
        if "tumpang" not in str(error):
            raise
        raise AktivitasDitolak([(0, Temuan("mulai", TUMPANG_SEKALIGUS))]) from error
    _move(hari.dokumen, actor, at, sendiri=sendiri, titipan=lama.status == S.TITIPAN)
    return HasilCatat((lama,), tuple(peringatan), "Aktivitas diubah.")


@transaction.atomic
def remove_entry(*, actor: Actor, pegawai: Pegawai, tanggal: date, pk: int, at: datetime) -> bool:
    """Take an undecided entry away; False = it was gone already."""
    sendiri = _allowed(actor, pegawai)
    hari = _locked_day(actor, pegawai, tanggal, at, sendiri=sendiri, pk=pk)
    entri = next((e for e in hari.entri if e.pk == pk), None)
    if entri is None:
        return False
    _entry(hari, pk)
    AktivitasHarian.objects.filter(pk=pk, tanggal=tanggal).delete()
    hari.entri.remove(entri)
    if not sendiri or entri.dicatat_oleh_id:
        record(
            actor=actor, aksi="aktivitas.record", objek=hari.dokumen, person_id=pegawai.pk,
            keterangan=f"Dihapus: {entri.uraian}"[:400],
        )  # fmt: skip
    _settle(hari, actor, at)
    return True


@transaction.atomic
def resubmit_day(*, actor: Actor, pegawai: Pegawai, tanggal: date, at: datetime) -> int:
    """Send everything of a day that came back to the superior again; how many entries."""
    sendiri = _allowed(actor, pegawai)
    hari = _locked_day(actor, pegawai, tanggal, at, sendiri=sendiri, kembali=True)
    if temuan := periksa_hari(hari.aktif, hari.p):
        raise AktivitasDitolak([(0, t) for t in temuan])
    ids = [e.pk for e in hari.entri if e.status == S.DIKEMBALIKAN]
    AktivitasHarian.objects.filter(pk__in=ids, tanggal=tanggal).update(
        status=S.USUL, diputus_pada=None
    )
    if ids:
        _move(hari.dokumen, actor, at, sendiri=sendiri, titipan=False)
    return len(ids)


def _allowed(actor: Actor, pegawai: Pegawai) -> bool:
    """True = for herself, False = an officer for her; refuses anybody else."""
    if actor.person_id == pegawai.pk and actor.reach("aktivitas.own").own:
        return True
    if rows(actor, "aktivitas.record", Pegawai.objects.filter(pk=pegawai.pk)).exists():
        return False
    raise PermissionDenied("Anda belum berwenang: mengisikan aktivitas orang ini.")


def _first_time(actor: Actor, kunci: UUID, at: datetime) -> HasilCatat | None:
    """What came of the same form before; a second one at the same moment waits for the first."""
    baru = KirimanAktivitas(kunci=kunci, user_id=actor.user_id, dikirim_pada=at)
    KirimanAktivitas.objects.bulk_create([baru], ignore_conflicts=True)
    ada = KirimanAktivitas.objects.filter(pk=kunci).first()
    if ada is None or ada.user_id != actor.user_id:
        raise PermissionDenied("Kiriman ini milik orang lain.")
    return HasilCatat(pesan=ada.pesan, diulang=True) if ada.pesan else None


def _locked_day(
    actor: Actor,
    pegawai: Pegawai,
    tanggal: date,
    at: datetime,
    *,
    sendiri: bool,
    pk: int = 0,
    kembali: bool = False,
    buat: bool = False,
) -> _Hari:
    """The day, locked, with its entries and what the rules need to know of it."""
    _, p = law_of(pegawai, tanggal)
    unit = _unit_on(pegawai, tanggal)
    if not buat and not HariAktivitas.objects.filter(pegawai=pegawai, tanggal=tanggal).exists():
        raise AktivitasDitolak([(0, Temuan("", HILANG))])
    dokumen, _ = HariAktivitas.objects.get_or_create(
        pegawai=pegawai, tanggal=tanggal, defaults={"unit": unit}
    )
    dokumen = HariAktivitas.objects.select_for_update(of=("self",)).get(pk=dokumen.pk)
    entri = list(AktivitasHarian.objects.filter(pegawai=pegawai, tanggal=tanggal).order_by("mulai"))
    try:
        kalender = load_kalender(pegawai, *span_for(tanggal, local_date(at, pegawai.zona)))
    except KalenderKosong as error:
        raise AktivitasDitolak([(0, Temuan("tanggal", str(error)))]) from error
    dibalikkan = kembali or any(e.pk == pk and e.status == S.DIKEMBALIKAN for e in entri)
    masih = not tertutup(tanggal, local_date(at, kalender.zona), p)
    aktif = build_hari(
        tanggal=tanggal,
        at=at,
        kalender=kalender,
        keadaan=load_keadaan(pegawai, tanggal, kalender),
        lain=_taken(entri),
        terkunci=_locked(unit, tanggal),
        tanpa_batas=masih and (dibalikkan or not sendiri),
    )
    return _Hari(pegawai, dokumen, aktif, p, entri)


def _unit_on(pegawai: Pegawai, tanggal: date) -> UnitKerja:
    """Where the person stood that day."""
    posts = RiwayatJabatan.objects.pada(tanggal).filter(pegawai=pegawai)
    post = posts.filter(penugasan="D").select_related("jabatan__unit").first()
    if post is None:
        kata = "Pada hari itu Anda belum tercatat di jabatan mana pun. Hubungi petugas kepegawaian."
        raise AktivitasDitolak([(0, Temuan("tanggal", kata))])
    unit: UnitKerja = post.jabatan.unit
    return unit


def _locked(unit: UnitKerja, tanggal: date) -> bool:
    skpd_id = unit.skpd_id
    return bool(skpd_id and locked_skpd_ids(tanggal.year * 100 + tanggal.month, [skpd_id]))


def _taken(entri: Sequence[AktivitasHarian]) -> tuple[Entri, ...]:
    return tuple(Entri(e.mulai, e.menit, nama=e.uraian) for e in entri if e.status in TERISI)


def _entry(hari: _Hari, pk: int) -> AktivitasHarian:
    """The entry while it can still change."""
    entri = next((e for e in hari.entri if e.pk == pk), None)
    if entri is None:
        raise AktivitasDitolak([(0, Temuan("", HILANG))])
    if entri.status not in DAPAT_DIUBAH:
        kata = f"Aktivitas itu sudah {S(entri.status).label.lower()}, jadi tidak berubah lagi."
        raise AktivitasDitolak([(0, Temuan("", kata))])
    if hari.aktif.bulan_terkunci:
        raise AktivitasDitolak([(0, t) for t in periksa_hari(hari.aktif, hari.p)])
    return entri


def _full(aktif: HariAktif, menit: int, p: ParameterAktivitas) -> str:
    """Why there is no gap: later today there may be one."""
    lama = menit_id(menit)
    if celah(replace(aktif, menit_kini=SEHARI), menit, p) is None:
        return f"Tidak ada waktu kosong {lama} hari itu."
    return (
        f"Sampai pukul {jam(aktif.menit_kini)} belum ada waktu kosong {lama}: aktivitas diisi "
        "setelah dikerjakan."
    )


def _checked(hari: _Hari, isi: Sequence[IsiAktivitas]) -> tuple[list[AktivitasHarian], list[str]]:
    """The entries as rows; raises AktivitasDitolak with every finding."""
    katalog = KegiatanKatalog.objects.in_bulk({i.kegiatan_id for i in isi if i.kegiatan_id})
    baru: list[AktivitasHarian] = []
    ditolak: list[tuple[int, Temuan]] = []
    peringatan: list[str] = []
    aktif = hari.aktif
    for n, satu in enumerate(isi):
        kegiatan = katalog.get(satu.kegiatan_id or 0)
        uraian = satu.uraian.strip() or (kegiatan.nama if kegiatan else "")
        mulai = satu.mulai if satu.mulai is not None else celah(aktif, satu.menit, hari.p)
        if not uraian:
            ditolak.append((n, Temuan("uraian", "Tulis apa yang dikerjakan.")))
        if mulai is None:
            ditolak += [(n, t) for t in periksa_hari(aktif, hari.p)] or [
                (n, Temuan("mulai", _full(aktif, satu.menit, hari.p)))
            ]
            continue
        standar = kegiatan.menit_standar if kegiatan else None
        entri = Entri(mulai, satu.menit, standar, max(1, satu.volume), uraian)
        entri = tempatkan(entri, aktif, hari.p)
        temuan = periksa_entri(entri, aktif, hari.p)
        ditolak += [(n, t) for t in temuan if not t.peringatan]
        peringatan += [t.pesan for t in temuan if t.peringatan]
        aktif = replace(aktif, lain=(*aktif.lain, entri))
        baru.append(_row(hari, satu, entri, kegiatan))
    if ditolak:
        raise AktivitasDitolak(ditolak)
    return baru, peringatan


def _row(
    hari: _Hari, isi: IsiAktivitas, entri: Entri, kegiatan: KegiatanKatalog | None
) -> AktivitasHarian:
    return AktivitasHarian(
        tanggal=hari.aktif.tanggal,
        pegawai=hari.pegawai,
        mulai=entri.mulai,
        selesai=entri.selesai,
        volume=entri.volume,
        standar=min(32_000, entri.standar * entri.volume) if entri.standar else None,
        uraian=entri.nama[:300],
        keterangan=isi.keterangan.strip()[:300],
        kegiatan=kegiatan,
        **resolve_tautan(hari.pegawai, hari.aktif.tanggal, isi.tautan),
    )


def _move(
    dokumen: HariAktivitas, actor: Actor, at: datetime, *, sendiri: bool, titipan: bool
) -> None:
    """Totals first, so that the inbox says the new; then the day's step, if it takes one."""
    retotal([dokumen])
    if dokumen.status in ("diajukan", "titipan"):
        touch(dokumen, at=at)
    elif sendiri:
        apply(dokumen, "submit", actor=actor, at=at)
    else:
        apply(dokumen, "entrust" if titipan else "submit_for", actor=actor, at=at)


def _settle(hari: _Hari, actor: Actor, at: datetime) -> None:
    """After something was taken away: what is left says where the day stands."""
    retotal([hari.dokumen])
    ada = {S(e.status) for e in hari.entri}
    if ada & {S.USUL, S.TITIPAN} or hari.dokumen.status not in ("diajukan", "titipan"):
        if hari.dokumen.status in ("diajukan", "titipan"):
            touch(hari.dokumen, at=at)
        return
    if actor.person_id == hari.pegawai.pk:
        langkah = "keep" if S.DISETUJUI in ada and hari.dokumen.status == "diajukan" else "withdraw"
        apply(hari.dokumen, langkah, actor=actor, at=at)
    elif hari.dokumen.status == "titipan":
        apply(hari.dokumen, "recall", actor=actor, at=at)
    else:
        touch(hari.dokumen, at=at)


def _said(baru: Sequence[AktivitasHarian], status: S, nama: str) -> str:
    menit = menit_id(sum(e.menit for e in baru))
    apa = baru[0].uraian if len(baru) == 1 else f"{len(baru)} aktivitas"
    if status == S.TITIPAN:
        return f"{apa}, {menit}: dicatat, menunggu dibenarkan {nama}."
    return f"{apa}, {menit}: tersimpan dan diajukan."
