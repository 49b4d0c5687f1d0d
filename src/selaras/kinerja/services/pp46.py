"""The superior's part of a year under PP 46/2011: quality, behaviour, the result."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from selaras.aturan.skp46 import perseratus
from selaras.core.audit.services import record_change, state_of
from selaras.core.permissions import Actor
from selaras.kinerja.models import SKP, Generasi, KegiatanTugas, Penilaian, PerilakuPP46
from selaras.kinerja.selectors.penilai import Penilai, may_assess, rules_of, team_by_plan
from selaras.kinerja.selectors.pp46 import NilaiSetahun, year_value
from selaras.kinerja.services.penilaian import PenilaianDitolak, post_title

AKSI = "kinerja.assess"


def assessor_of_plan(skp: SKP, actor: Actor) -> Penilai | None:
    """By whose right the actor may value this plan, or None."""
    periode = skp.tahun * 100
    aturan = rules_of(periode, skp.pegawai.instansi_id)
    found = may_assess(actor, skp.pegawai_id, periode, aturan)
    return found or team_by_plan(actor, periode, aturan).get(skp.pegawai_id)


@transaction.atomic
def save_values(
    *,
    actor: Actor,
    skp: SKP,
    mutu: Mapping[int, Decimal | None],
    perilaku: Mapping[str, Decimal | None],
) -> NilaiSetahun:
    """Store quality by activity and behaviour by aspect; the value so far."""
    _open(actor, skp)
    rows = list(KegiatanTugas.objects.select_for_update(of=("self",)).filter(skp=skp))
    for kegiatan in rows:
        if kegiatan.pk in mutu:
            kegiatan.realisasi_kualitas = mutu[kegiatan.pk]
    KegiatanTugas.objects.bulk_update(rows, ["realisasi_kualitas"])
    isi = {k: v for k, v in perilaku.items() if v is not None}
    if isi:
        ada = PerilakuPP46.objects.filter(skp=skp).first()
        sebelum = state_of(ada) if ada else {}
        wajib = {k for k in perilaku if k != "kepemimpinan"}
        if not wajib <= isi.keys():
            raise PenilaianDitolak("Isi semua aspek perilaku, atau kosongkan semuanya.")
        jadi, _ = PerilakuPP46.objects.update_or_create(skp=skp, defaults=isi)
        record_change(actor=actor, aksi=AKSI, objek=jadi, sebelum=sebelum, person_id=skp.pegawai_id)
    return year_value(skp)


@transaction.atomic
def finish_year(*, actor: Actor, skp: SKP) -> Penilaian:
    """The year's result as an assessment; the plan's realisation changes no more."""
    penilai = _open(actor, skp)
    nilai = year_value(skp)
    if nilai.prestasi is None or nilai.skp is None:
        raise PenilaianDitolak(f"Belum dapat diselesaikan: {nilai.sebab}")
    penilaian, _ = Penilaian.objects.update_or_create(
        pegawai_id=skp.pegawai_id,
        jenis=Penilaian.Jenis.TAHUNAN,
        periode=skp.tahun * 100,
        skp=skp,
        sumber="lokal",
        defaults={
            "unit_id": skp.unit_id,
            "penilai_id": penilai.pegawai_id,
            "atas_nama": penilai.atas_nama,
            "jabatan_penilai": post_title(penilai.pegawai_id, actor.at),
            "nilai_bp": perseratus(nilai.prestasi.nilai),
            "predikat": nilai.prestasi.sebutan,
            "selesai_pada": actor.at,
            "diubah_pada": actor.at,
            "diubah_oleh_id": actor.user_id,
        },
    )
    record_change(
        actor=actor, aksi=AKSI, objek=penilaian, sebelum={}, person_id=skp.pegawai_id,
        keterangan=f"Penilaian prestasi kerja {skp.tahun} selesai",
    )  # fmt: skip
    return penilaian


def _open(actor: Actor, skp: SKP) -> Penilai:
    if actor.person_id == skp.pegawai_id:
        raise PermissionDenied("Kinerja sendiri dinilai oleh atasan.")
    penilai = assessor_of_plan(skp, actor)
    if penilai is None:
        raise PermissionDenied("Anda bukan penilai pegawai ini pada tahun itu.")
    if skp.generasi != Generasi.PP46:
        raise PenilaianDitolak("SKP ini tidak menurut PP 46 Tahun 2011.")
    if skp.status != "disetujui":
        raise PenilaianDitolak("SKP ini belum disetujui.")
    list(SKP.objects.select_for_update(of=("self",)).filter(pk=skp.pk))
    if Penilaian.objects.filter(skp=skp, selesai_pada__isnull=False).exists():
        raise PenilaianDitolak("SKP ini sudah dinilai; hasilnya tidak berubah lagi.")
    return penilai
