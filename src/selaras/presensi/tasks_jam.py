"""Background work after a change of hours: the days it touches, one after the other."""

from datetime import date
from typing import Any

from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import job
from selaras.core.waktu import now
from selaras.organisasi.models import Instansi
from selaras.presensi.services.kerja.jam_berubah import JOB, Sasaran, fold_hours, people_touched


@job(JOB, judul="Menghitung ulang presensi sesudah jam kerja berubah")
def run_follow_hours(
    context: JobContext, *, instansi_id: int, hari: list[str], sasaran: dict[str, Any], sebab: str
) -> None:
    """Fold each day anew, a transaction each; locked months note theirs."""
    instansi = Instansi.objects.get(pk=instansi_id)
    tanggal = [date.fromisoformat(t) for t in hari]
    orang = people_touched(instansi, Sasaran.dari(sasaran), tanggal)
    diperbarui = terkunci = 0
    context.start(total=len(tanggal), pesan=f"{len(orang)} pegawai")
    at = now()
    for t in tanggal:
        context.check()
        hasil = fold_hours(instansi=instansi, hari=[t], orang=orang, at=at, sebab=sebab)
        diperbarui, terkunci = diperbarui + hasil.diperbarui, terkunci + hasil.terkunci
        context.advance(pesan=f"{t:%d-%m-%Y}")
    context.set_result(pegawai_hari_berubah=diperbarui, hari_bulan_terkunci=terkunci)
