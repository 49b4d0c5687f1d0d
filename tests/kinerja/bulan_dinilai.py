"""A month's plan and report of a person, as far as assessment needs them."""

from datetime import UTC, date, datetime, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from tests.izin.dunia import Dunia

from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.engine import apply
from selaras.kinerja.models import (
    SKP,
    Eviden,
    HasilKerja,
    Realisasi,
    RealisasiBaris,
    RencanaBaris,
    RencanaBulan,
)

PEKERJAAN = ("Laporan kinerja triwulan", "Data kepegawaian diperbarui", "Surat dinas dijawab")


def plan(dunia: Dunia, nama: str, tahun: int = 2025) -> SKP:
    """An approved plan of the year."""
    pegawai, jabatan = dunia.pegawai[nama], dunia.jabatan[nama]
    skp, baru = SKP.objects.get_or_create(
        pegawai=pegawai,
        tahun=tahun,
        defaults={
            "masa": DateRange(date(tahun, 1, 1), date(tahun + 1, 1, 1)),
            "jabatan": jabatan,
            "unit": jabatan.unit,
            "status": "disetujui",
        },
    )
    if baru:
        HasilKerja.objects.create(skp=skp, uraian="Pelayanan kepegawaian yang tertib")
    return skp


def report(
    dunia: Dunia,
    nama: str,
    periode: int = 202510,
    *,
    pekerjaan: tuple[str, ...] = PEKERJAAN,
    eviden: bool = True,
    submit: bool = True,
) -> Realisasi:
    """Her month's report with a row for each piece of work; the last one is no main result."""
    skp = plan(dunia, nama, periode // 100)
    rencana = RencanaBulan.objects.create(
        pegawai=skp.pegawai, periode=periode, skp=skp, unit=skp.unit, status="disetujui"
    )
    realisasi = Realisasi.objects.create(
        rencana=rencana, pegawai=skp.pegawai, periode=periode, unit=skp.unit
    )
    for nomor, uraian in enumerate(pekerjaan, start=1):
        baris = RencanaBaris.objects.create(
            rencana=rencana,
            urutan=nomor,
            uraian=uraian,
            kuantitas=2,
            satuan="dokumen",
            utama=nomor < len(pekerjaan),
            ekspektasi="Selesai tepat waktu",
            hasil_kerja=skp.hasil_kerja.first(),
        )
        jadi = RealisasiBaris.objects.create(
            realisasi=realisasi, rencana_baris=baris, uraian=f"{uraian} selesai", kuantitas=2
        )
        if eviden:
            Eviden.objects.create(baris=jadi, tautan="https://contoh.go.id/laporan")
    if submit:
        if eviden and (user := dunia.user.get(nama)):
            apply(realisasi, "submit", actor=load_actor(user, at=_first_days_after(periode)))
        else:
            Realisasi.objects.filter(pk=realisasi.pk).update(status="diajukan")
        realisasi.refresh_from_db()
    return realisasi


def _first_days_after(periode: int) -> datetime:
    """The third of the next month, in the morning."""
    bulan = date(periode // 100, periode % 100, 1)
    return datetime.combine(bulan + timedelta(days=33), time(2), UTC)
