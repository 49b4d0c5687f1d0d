"""The superior's part of a month under PP 46/2011: due, done, quality, the value that pays."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction

from selaras.aturan.skp46 import perseratus
from selaras.core.audit.services import record_change, state_of
from selaras.core.permissions import Actor
from selaras.kinerja.kabar import announce_months
from selaras.kinerja.models import (
    SKP,
    Generasi,
    KegiatanBulanPP46,
    NilaiBulanPP46,
    PenilaianBulanan,
)
from selaras.kinerja.selectors.penilai import Penilai, first_day
from selaras.kinerja.selectors.pp46_bulan import BulanSKP, month_value, months_of_plan
from selaras.kinerja.selectors.sumber import LOKAL
from selaras.kinerja.services.penilaian import PenilaianDitolak, refuse_locked
from selaras.kinerja.services.pp46 import AKSI, assessor_of_plan


class IsiBulan(NamedTuple):
    """What was entered for one activity."""

    target: Decimal | None
    realisasi: Decimal | None
    kualitas: Decimal | None


@transaction.atomic
def save_month(*, actor: Actor, skp: SKP, periode: int, isi: Mapping[int, IsiBulan]) -> BulanSKP:
    """Store what was entered by activity; the value so far."""
    nilai, penilai = _open(actor, skp, periode)
    kegiatan = set(skp.kegiatan_tugas.values_list("pk", flat=True))
    KegiatanBulanPP46.objects.bulk_create(
        [
            KegiatanBulanPP46(nilai=nilai, kegiatan_id=pk, **satu._asdict())
            for pk, satu in isi.items()
            if pk in kegiatan
        ],
        update_conflicts=True,
        unique_fields=["nilai", "kegiatan"],
        update_fields=list(IsiBulan._fields),
    )
    bulan = month_value(skp, periode)
    sebelum = state_of(nilai)
    nilai.nilai_bp = None if bulan.nilai is None else perseratus(bulan.nilai)
    nilai.penilai_id = penilai.pegawai_id
    nilai.save(update_fields=["nilai_bp", "penilai"])
    record_change(actor=actor, aksi=AKSI, objek=nilai, sebelum=sebelum, person_id=skp.pegawai_id)
    return bulan


@transaction.atomic
def finish_month(*, actor: Actor, skp: SKP, periode: int) -> PenilaianBulanan:
    """The month's value becomes what the computation of TPP reads; it changes no more here."""
    nilai, _ = _open(actor, skp, periode)
    bulan = month_value(skp, periode)
    if bulan.nilai is None:
        raise PenilaianDitolak(f"Belum dapat diselesaikan: {bulan.sebab}")
    jalan = "Minta petugas mencatatnya di Hasil kinerja sebagai susulan."
    refuse_locked(skp.pegawai_id, periode, jalan)
    sebelum = state_of(nilai)
    nilai.nilai_bp, nilai.selesai_pada = perseratus(bulan.nilai), actor.at
    nilai.save(update_fields=["nilai_bp", "selesai_pada"])
    record_change(
        actor=actor, aksi=AKSI, objek=nilai, sebelum=sebelum, person_id=skp.pegawai_id,
        keterangan=f"Nilai SKP {periode} selesai",
    )  # fmt: skip
    hasil = (
        PenilaianBulanan.objects.select_for_update(of=("self",))
        .filter(pegawai_id=skp.pegawai_id, periode=periode)
        .first()
    )
    lama = state_of(hasil) if hasil else {}
    hasil = hasil or PenilaianBulanan(pegawai_id=skp.pegawai_id, periode=periode)
    hasil.nilai_skp_bp, hasil.sumber = nilai.nilai_bp, LOKAL
    hasil.save()
    record_change(actor=actor, aksi=AKSI, objek=hasil, sebelum=lama, person_id=skp.pegawai_id)
    announce_months([hasil])
    return hasil


def _open(actor: Actor, skp: SKP, periode: int) -> tuple[NilaiBulanPP46, Penilai]:
    """The month's record, locked, if this actor may write on it now."""
    if actor.person_id == skp.pegawai_id:
        raise PermissionDenied("Kinerja sendiri dinilai oleh atasan.")
    penilai = assessor_of_plan(skp, actor)
    if penilai is None:
        raise PermissionDenied("Anda bukan penilai pegawai ini pada tahun itu.")
    if skp.generasi != Generasi.PP46 or skp.status != "disetujui":
        raise PenilaianDitolak("SKP ini tidak menurut PP 46 Tahun 2011, atau belum disetujui.")
    if periode not in months_of_plan(skp):
        raise PenilaianDitolak("Bulan itu di luar masa SKP ini.")
    if first_day(periode) > actor.day():
        raise PenilaianDitolak("Bulan itu belum mulai.")
    nilai, _ = NilaiBulanPP46.objects.get_or_create(skp=skp, periode=periode)
    nilai = NilaiBulanPP46.objects.select_for_update(of=("self",)).get(pk=nilai.pk)
    if nilai.selesai_pada:
        raise PenilaianDitolak("Bulan ini sudah dinilai; hasilnya tidak berubah lagi.")
    return nilai, penilai
