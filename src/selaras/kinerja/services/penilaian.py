"""Writes the assessment of a month: every rating as soon as it is chosen, then finishing.

Finishing is one transaction per person: the decision, the report's step, the month's result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from selaras.aturan.berakhlak import NAMA_BERAKHLAK
from selaras.aturan.predikat import predikat
from selaras.core.audit.services import record_change, state_of
from selaras.core.halaman.format import jam_zona, periode_id
from selaras.core.permissions import Actor
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import LangkahDitolak
from selaras.hukum import Aturan
from selaras.kinerja.models import (
    NilaiPerilaku,
    Penilaian,
    PenilaianBulanan,
    Rating,
    RealisasiBaris,
)
from selaras.kinerja.selectors.berkala import load_whole
from selaras.kinerja.selectors.pejabat import post_on
from selaras.kinerja.selectors.penilai import (
    Penilai,
    first_day,
    last_day,
    may_assess,
    period_word,
    rules_of,
    team_of,
)
from selaras.kinerja.selectors.penilaian import BULANAN, Lembar, load_sheet, load_sheets
from selaras.kinerja.selectors.sumber import LOKAL
from selaras.kinerja.services.sumber import write_month
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.periode.models import PeriodeUnit

AKSI = "kinerja.assess"
SUSULAN = (
    "Pilih 'Catat sebagai susulan' di halaman penilaiannya: selisih TPP-nya dibayar di bulan "
    "kemudian."
)
PANJANG = {"alasan": 500, "umpan": 2000, "baris_umpan": 500, "perilaku_umpan": 500}


class PenilaianDitolak(Exception):
    """An assessment that cannot be stored or finished; the message says why and what to do."""


class PenilaianBentrok(PenilaianDitolak):
    """Somebody else changed the draft meanwhile; nothing of hers was overwritten."""


@dataclass(slots=True)
class HasilSelesai:
    """What became of finishing many: how many, and who was left out with the reason."""

    jadi: int = 0
    lewat: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def save_fields(
    *,
    actor: Actor,
    pegawai_id: int,
    periode: int,
    isi: Mapping[str, str],
    cap: str | None = None,
    jenis: str = BULANAN,
) -> Lembar:
    """Store the named fields of a draft; those that are not named stay. Answers with the sheet.

    Names: baris-<id>, baris_umpan-<id>, perilaku-<no>, perilaku_umpan-<no>, perilaku_semua,
    hasil, perilaku, alasan, umpan. `cap` = the draft's last change that the writer saw.
    """
    lembar = _open(actor, pegawai_id, periode, jenis)
    return _store(lembar, actor, isi, cap)


@transaction.atomic
def rate_rest(*, actor: Actor, periode: int) -> int:
    """Rate everything that is not rated yet as expected, for the whole team; how many people."""
    aturan = rules_of(periode, actor.instansi_id)
    jadi = 0
    for lembar in load_sheets(team_of(actor, periode, aturan), periode, aturan):
        if not lembar.dapat_dinilai:
            continue
        isi = {f"baris-{b.pk}": "2" for b in lembar.baris if b.rating is None}
        isi |= {f"perilaku-{p.nomor}": "2" for p in lembar.perilaku if p.rating is None}
        if isi:
            _store(lembar, actor, isi, None)
            jadi += 1
    return jadi


def finish_assessment(
    *,
    actor: Actor,
    pegawai_id: int,
    periode: int,
    cap: str | None = None,
    jenis: str = BULANAN,
    susulan: bool = False,
) -> Lembar:
    """Decide: the predicate, the report is `dinilai`, the month's result stands.

    A locked month is taken too once the assessor was told that the difference in pay becomes a
    line of a later month (`susulan`, decision 0009).
    """
    with transaction.atomic():
        lembar = _open(actor, pegawai_id, periode, jenis)
        _not_stale(lembar, actor, cap)
        if jenis != Penilaian.Jenis.TAHUNAN and not susulan:
            refuse_locked(pegawai_id, periode)
        if lembar.kurang:
            raise PenilaianDitolak(f"Belum dapat diselesaikan: {'; '.join(lembar.kurang)}.")
        _finish(lembar, actor)
    return lembar


def finish_many(
    *, actor: Actor, periode: int, pegawai_ids: Sequence[int] | None = None
) -> HasilSelesai:
    """Finish all that are ready (of those named); each person is a transaction of her own."""
    aturan = rules_of(periode, actor.instansi_id)
    hasil = HasilSelesai()
    for lembar in load_sheets(team_of(actor, periode, aturan), periode, aturan):
        if pegawai_ids is not None and lembar.pegawai.pk not in pegawai_ids:
            continue
        if pegawai_ids is None and not lembar.siap:
            continue
        try:
            finish_assessment(actor=actor, pegawai_id=lembar.pegawai.pk, periode=periode)
            hasil.jadi += 1
        except (PenilaianDitolak, LangkahDitolak) as error:
            hasil.lewat.append((lembar.pegawai.nama, str(error)))
    return hasil


def reopen_many(documents: Sequence[Any], entries: Sequence[Any], actor: Actor) -> None:
    """For the workflow's undo: the decisions are drafts again, their results are gone."""
    del entries
    ids = [d.pk for d in documents]
    for penilaian in Penilaian.objects.select_for_update(of=("self",)).filter(realisasi_id__in=ids):
        refuse_locked(penilaian.pegawai_id, penilaian.periode)
        sebelum = state_of(penilaian)
        penilaian.selesai_pada, penilaian.predikat = None, ""
        penilaian.save(update_fields=["selesai_pada", "predikat"])
        PenilaianBulanan.objects.filter(
            pegawai_id=penilaian.pegawai_id, periode=penilaian.periode, sumber=LOKAL
        ).update(predikat="", sumber=LOKAL)
        record_change(
            actor=actor, aksi=AKSI, objek=penilaian, sebelum=sebelum,
            person_id=penilaian.pegawai_id, keterangan="Penilaian dibuka kembali",
        )  # fmt: skip


def is_finished(document: Any, actor: Actor) -> str | None:
    """For the workflow: a report is `dinilai` only together with its finished assessment."""
    del actor
    ada = Penilaian.objects.filter(realisasi_id=document.pk, selesai_pada__isnull=False)
    return None if ada.exists() else "Selesaikan penilaiannya di halaman penilaian."


# -- one draft --------------------------------------------------------------------------------


def _open(actor: Actor, pegawai_id: int, periode: int, jenis: str = BULANAN) -> Lembar:
    """The sheet, if this actor may write on it now; its draft is locked."""
    if actor.person_id == pegawai_id:
        raise PermissionDenied("Kinerja sendiri dinilai oleh atasan.")
    pegawai = Pegawai.objects.filter(pk=pegawai_id).first()
    aturan = rules_of(periode, pegawai.instansi_id if pegawai else None)
    penilai = may_assess(actor, pegawai_id, periode, aturan)
    if penilai is None:
        raise PermissionDenied("Anda bukan penilai pegawai ini pada periode itu.")
    list(
        Penilaian.objects.select_for_update(of=("self",)).filter(
            pegawai_id=pegawai_id, jenis=jenis, periode=periode, sumber=LOKAL
        )
    )
    lembar = _sheet(pegawai_id, periode, penilai, aturan, jenis=jenis, actor=actor)
    if lembar is None or (not lembar.berkala and lembar.realisasi is None):
        raise PenilaianDitolak("Realisasinya belum ada, jadi belum ada yang dinilai.")
    if lembar.selesai:
        raise PenilaianDitolak(_finished_already(lembar))
    if jenis == Penilaian.Jenis.TAHUNAN:
        if not lembar.dapat_dinilai:
            raise PenilaianDitolak(lembar.belum_waktu or "SKP tahun itu belum disetujui.")
        return lembar
    if not lembar.dapat_dinilai:
        sebab = "Realisasi ini belum diajukan pegawainya, atau sedang dikembalikan."
        raise PenilaianDitolak(lembar.belum_waktu or sebab)
    return lembar


def _sheet(
    pegawai_id: int,
    periode: int,
    penilai: Penilai | None,
    aturan: Aturan,
    *,
    jenis: str,
    actor: Actor,
) -> Lembar | None:
    if jenis == BULANAN:
        return load_sheet(pegawai_id, periode, penilai, aturan)
    hari_ini = actor.day()
    return load_whole(pegawai_id, periode, penilai, aturan, jenis=jenis, hari_ini=hari_ini)


def _store(lembar: Lembar, actor: Actor, isi: Mapping[str, str], cap: str | None) -> Lembar:
    """Write what differs; the decision follows the suggestion until the assessor leaves it."""
    _not_stale(lembar, actor, cap)
    penilaian = _draft(lembar, actor)
    sebelum = state_of(penilaian)
    lama = (lembar.saran_hasil.rating, lembar.saran_perilaku.rating)
    _store_rows(lembar, isi)
    _store_behaviour(lembar, penilaian, isi)
    _store_texts(penilaian, isi)
    baru = _sheet(
        lembar.pegawai.pk,
        lembar.periode,
        lembar.penilai,
        lembar.aturan,
        jenis=lembar.jenis,
        actor=actor,
    )
    assert baru is not None  # noqa: S101 - it was there a moment ago
    penilaian.hasil = _decided(isi, "hasil", penilaian.hasil, lama[0], baru.saran_hasil.rating)
    penilaian.perilaku = _decided(
        isi, "perilaku", penilaian.perilaku, lama[1], baru.saran_perilaku.rating
    )
    penilaian.saran_hasil = baru.saran_hasil.rating
    penilaian.saran_perilaku = baru.saran_perilaku.rating
    penilaian.diubah_pada, penilaian.diubah_oleh_id = actor.at, actor.user_id
    penilaian.save()
    record_change(
        actor=actor, aksi=AKSI, objek=penilaian, sebelum=sebelum, person_id=penilaian.pegawai_id
    )
    baru.penilaian = penilaian
    return baru


def _draft(lembar: Lembar, actor: Actor) -> Penilaian:
    """The stored draft, made on the first change."""
    if lembar.penilaian is not None:
        return lembar.penilaian
    tempat = lembar.realisasi or lembar.skp
    assert tempat is not None  # noqa: S101 - _open refuses a sheet without report and plan
    draf, _ = Penilaian.objects.get_or_create(
        pegawai_id=lembar.pegawai.pk,
        jenis=lembar.jenis,
        periode=lembar.periode,
        skp=lembar.skp,
        sumber=LOKAL,
        defaults={
            "realisasi": lembar.realisasi,
            "unit_id": tempat.unit_id,
            "penilai_id": lembar.penilai.pegawai_id if lembar.penilai else None,
            "diubah_oleh_id": actor.user_id,
        },
    )
    lembar.penilaian = draf
    return draf


def _store_rows(lembar: Lembar, isi: Mapping[str, str]) -> None:
    diubah: list[RealisasiBaris] = []
    for baris in lembar.baris:
        rating, umpan = isi.get(f"baris-{baris.pk}"), isi.get(f"baris_umpan-{baris.pk}")
        sebelum = (baris.rating, baris.umpan_balik)
        if rating is not None:
            baris.rating = _rating(rating)
        if umpan is not None:
            baris.umpan_balik = _text(umpan, "baris_umpan")
        if (baris.rating, baris.umpan_balik) != sebelum:
            diubah.append(baris)
    if diubah:
        RealisasiBaris.objects.bulk_update(diubah, ["rating", "umpan_balik"])


def _store_behaviour(lembar: Lembar, penilaian: Penilaian, isi: Mapping[str, str]) -> None:
    """Ratings of the seven values; `perilaku_semua` rates all of them alike."""
    rows, semua = [], isi.get("perilaku_semua")
    for satu in lembar.perilaku:
        rating = isi.get(f"perilaku-{satu.nomor}", semua)
        umpan = isi.get(f"perilaku_umpan-{satu.nomor}")
        if rating is None and umpan is None:
            continue
        nilai = _rating(rating) if rating is not None else satu.rating
        if nilai is None:
            if umpan and umpan.strip():
                raise PenilaianDitolak(f"Pilih dahulu rating {satu.nama}, lalu tulis catatannya.")
            continue
        kata = _text(umpan, "perilaku_umpan") if umpan is not None else satu.umpan_balik
        rows.append(
            NilaiPerilaku(penilaian=penilaian, nilai=satu.nama, rating=nilai, umpan_balik=kata)
        )
    NilaiPerilaku.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["penilaian", "nilai"],
        update_fields=["rating", "umpan_balik"],
    )
    assert all(n.nilai in NAMA_BERAKHLAK for n in rows)  # noqa: S101 - names come from the rule


def _store_texts(penilaian: Penilaian, isi: Mapping[str, str]) -> None:
    if "alasan" in isi:
        penilaian.alasan_beda = _text(isi["alasan"], "alasan")
    if "umpan" in isi:
        penilaian.umpan_balik = _text(isi["umpan"], "umpan")


def _decided(
    isi: Mapping[str, str], nama: str, kini: int | None, saran_lama: int | None, saran: int | None
) -> int | None:
    """What was chosen now; else the suggestion, unless the assessor had departed from it."""
    if isi.get(nama):
        return _rating(isi[nama])
    return saran if kini is None or kini == saran_lama else kini


def _rating(teks: str) -> int | None:
    if not teks:
        return None
    if teks not in {str(r.value) for r in Rating}:
        raise PenilaianDitolak("Rating itu tidak dikenal. Muat ulang halaman ini.")
    return int(teks)


def _text(teks: str, nama: str) -> str:
    bersih = teks.strip()
    if len(bersih) > PANJANG[nama]:
        raise PenilaianDitolak(
            f"Catatan paling panjang {PANJANG[nama]} huruf; yang ini {len(bersih)}."
        )
    return bersih


# -- finishing --------------------------------------------------------------------------------


def _finish(lembar: Lembar, actor: Actor) -> None:
    penilaian = lembar.penilaian
    assert penilaian is not None  # noqa: S101 - `kurang` names what a missing draft lacks
    assert lembar.hasil is not None  # noqa: S101 - `kurang` is empty
    assert lembar.rating_perilaku is not None  # noqa: S101 - `kurang` is empty
    sebelum = state_of(penilaian)
    penilaian.predikat = predikat(lembar.hasil, lembar.rating_perilaku, lembar.aturan)
    penilaian.selesai_pada = penilaian.diubah_pada = actor.at
    penilaian.diubah_oleh_id = actor.user_id
    if lembar.penilai is not None:
        penilaian.penilai_id = lembar.penilai.pegawai_id
        penilaian.atas_nama = lembar.penilai.atas_nama
        penilaian.jabatan_penilai = post_title(lembar.penilai.pegawai_id, actor.at)
    penilaian.save()
    if penilaian.jenis != Penilaian.Jenis.TAHUNAN:
        write_month(penilaian, lembar.aturan, actor=actor)
    if lembar.realisasi is not None:
        apply(lembar.realisasi, "assess", actor=actor)
    record_change(
        actor=actor, aksi=AKSI, objek=penilaian, sebelum=sebelum, person_id=penilaian.pegawai_id,
        keterangan=f"Penilaian {period_word(penilaian.periode)} selesai",
    )  # fmt: skip


def post_title(pegawai_id: int, at: datetime) -> str:
    """The post of this moment as a form prints it."""
    return post_on(pegawai_id, localdate(at))


def refuse_locked(pegawai_id: int, periode: int, jalan: str = SUSULAN) -> None:
    """The month of the person's SKPD is held still while it is written, and refused when locked.

    `jalan`: what can be done then.
    """
    jabatan = RiwayatJabatan.objects.antara(first_day(periode), last_day(periode)).filter(
        pegawai_id=pegawai_id, penugasan=RiwayatJabatan.Penugasan.DEFINITIF
    )
    skpd_id = jabatan.order_by("-berlaku").values_list("jabatan__unit__skpd_id", flat=True).first()
    bulan = (
        PeriodeUnit.objects.select_for_update(of=("self",))
        .select_related("skpd")
        .filter(skpd_id=skpd_id, periode=periode)
        .first()
    )
    if bulan is not None and bulan.terkunci:
        raise PenilaianDitolak(f"{periode_id(periode)} {bulan.skpd.nama} sudah terkunci. {jalan}")


def _not_stale(lembar: Lembar, actor: Actor, cap: str | None) -> None:
    penilaian = lembar.penilaian
    if cap is None or penilaian is None or lembar.cap == cap:
        return
    if penilaian.diubah_oleh_id == actor.user_id:
        return
    siapa = penilaian.diubah_oleh.nama if penilaian.diubah_oleh else "Orang lain"
    jam = jam_zona(penilaian.diubah_pada, lembar.pegawai.zona)
    raise PenilaianBentrok(
        f"{siapa} mengubah penilaian ini pukul {jam}; perubahan Anda belum disimpan. "
        "Muat ulang untuk melihat isinya yang baru."
    )


def _finished_already(lembar: Lembar) -> str:
    penilaian = lembar.penilaian
    assert penilaian is not None  # noqa: S101 - a finished sheet has one
    siapa = penilaian.diubah_oleh.nama if penilaian.diubah_oleh else "penilai"
    jam = jam_zona(penilaian.selesai_pada, lembar.pegawai.zona)
    hasil = f"Sudah dinilai oleh {siapa} pukul {jam}: {lembar.predikat_kata}."
    return f"{hasil} Tidak ada yang berubah."
