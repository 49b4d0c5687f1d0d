"""From whom plans are asked: by the region's law, the source of results, the unit's activation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from selaras.aturan.rencana import aturan_rencana
from selaras.core.sekaligus import rows_each
from selaras.hukum import Law
from selaras.kinerja.selectors.sumber import BKN, source_of
from selaras.organisasi.models import PengaktifanUnit, UnitKerja
from selaras.organisasi.selectors import tahap_by_unit
from selaras.pegawai.models import Pegawai, RiwayatJabatan, RiwayatStatus

MODUL = PengaktifanUnit.Modul.KINERJA
BELUM = PengaktifanUnit.Tahap.BELUM


@dataclass(frozen=True, slots=True)
class Kewajiban:
    """What is asked of a person on a day; `sebab` = why nothing is."""

    generasi: str = ""
    bulanan: bool = False
    bulanan_wajib: bool = False
    sebab: str = ""


def obligation(pegawai: Pegawai, hari: date) -> Kewajiban:
    """What the person plans here; never what is already planned in the national system."""
    aturan = Law.load().pada(hari, pegawai.instansi.daerah)
    rencana = aturan_rencana(aturan)
    if source_of(aturan) == BKN:
        return Kewajiban(
            rencana.generasi,
            sebab="Daerah Anda memakai e-Kinerja BKN: rencana disusun di sana, tidak dua kali.",
        )
    posts = _posts([pegawai.pk], hari)
    status = RiwayatStatus.objects.pada(hari).filter(pegawai=pegawai)
    ada = rows_each({"jabatan": posts, "status": status.values_list("wajib_kinerja")[:1]})
    if not _in_use([pegawai.pk], dict(ada["jabatan"]), hari):
        return Kewajiban(
            rencana.generasi,
            sebab="Unit Anda belum memakai e-Kinerja di sini, jadi rencana belum diminta.",
        )
    if ada["status"] == [(False,)]:
        return Kewajiban(rencana.generasi, sebab="Anda tidak termasuk yang wajib e-Kinerja.")
    return Kewajiban(rencana.generasi, rencana.bulanan_dipakai, rencana.bulanan_wajib)


def in_use(pegawai_ids: Collection[int], hari: date) -> set[int]:
    """Of these people, those whose unit has kinerja switched on; who has no post counts too."""
    return _in_use(pegawai_ids, dict(_posts(pegawai_ids, hari)), hari)


def _posts(pegawai_ids: Collection[int], hari: date) -> QuerySet[Any, Any]:
    """(person, unit) by definitive post."""
    held = RiwayatJabatan.objects.pada(hari).filter(pegawai_id__in=list(pegawai_ids), penugasan="D")
    return held.values_list("pegawai_id", "jabatan__unit_id")


def _in_use(pegawai_ids: Collection[int], posts: Mapping[int, int], hari: date) -> set[int]:
    tahap = tahap_by_unit(posts.values(), MODUL, hari) if posts else {}
    return {pk for pk in pegawai_ids if pk not in posts or tahap[posts[pk]] != BELUM}


def units_not_in_use(hari: date) -> list[int]:
    """Units that have not switched kinerja on: none in a government that says nothing of it."""
    if not PengaktifanUnit.objects.filter(modul=MODUL).exists():
        return []
    semua = list(UnitKerja.objects.pada(hari).values_list("pk", flat=True))
    return [pk for pk, tahap in tahap_by_unit(semua, MODUL, hari).items() if tahap == BELUM]
