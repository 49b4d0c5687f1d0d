"""From whom plans are asked: by the region's law, the source of results, the unit's activation."""

from dataclasses import dataclass
from datetime import date

from selaras.aturan.rencana import aturan_rencana
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai, RiwayatStatus

BKN = "bkn"


@dataclass(frozen=True, slots=True)
class Kewajiban:
    """What is asked of a person on a day; `sebab` = why nothing is."""

    generasi: str = ""
    bulanan: bool = False
    bulanan_wajib: bool = False
    sebab: str = ""


def obligation(pegawai: Pegawai, hari: date) -> Kewajiban:
    """What the person plans here; never what is already planned in the national system."""
    daerah = Instansi.objects.values_list("daerah", flat=True).get(pk=pegawai.instansi_id)
    aturan = Law.load().pada(hari, daerah)
    rencana = aturan_rencana(aturan)
    if aturan.ada("kinerja.sumber") and aturan.pilihan("kinerja.sumber") == BKN:
        return Kewajiban(
            rencana.generasi,
            sebab="Daerah Anda memakai e-Kinerja BKN: rencana disusun di sana, tidak dua kali.",
        )
    status = RiwayatStatus.objects.pada(hari).filter(pegawai=pegawai).first()
    if status is not None and not status.wajib_kinerja:
        return Kewajiban(rencana.generasi, sebab="Anda tidak termasuk yang wajib e-Kinerja.")
    return Kewajiban(rencana.generasi, rencana.bulanan_dipakai, rencana.bulanan_wajib)
