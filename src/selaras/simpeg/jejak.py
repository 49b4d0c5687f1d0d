"""By which right the trail tells of the personnel file: each kind's own, as on its pages.

Family, health and discipline ask here, too, what they are opened for.
"""

from django.http import HttpRequest

from selaras.core.audit.isi import Hak, register_open, register_purpose, register_trail
from selaras.core.audit.models import Jejak
from selaras.core.permissions import Actor
from selaras.pegawai.models import Pegawai
from selaras.simpeg import buka
from selaras.simpeg.jenis import DAFTAR, DAPAT_DIUSULKAN, DATA_PRIBADI, GAJI, IDENTITAS
from selaras.simpeg.models import (
    BebanKerja,
    BukuProfil,
    ButirPenataan,
    DokumenPegawai,
    JatuhTempo,
    KebutuhanJabatan,
    PenataanOrganisasi,
    PeriksaBerkas,
    PetaWilayah,
    SkorMutu,
    SuratJatuhTempo,
    TemuanMutu,
    UrutKepangkatan,
    UsulRiwayat,
)
from selaras.simpeg.policies import action_of


def _proposal(entry: Jejak) -> Hak:
    """A proposal holds what its kind holds."""
    kode = UsulRiwayat.objects.filter(pk=entry.objek_id).values_list("jenis", flat=True).first()
    jenis = DAPAT_DIUSULKAN.get(kode or "")
    return (jenis.lihat,) if jenis else (IDENTITAS,)


def _document(entry: Jejak) -> Hak:
    """A scan shows what its row shows; one that is gone may have been a family card."""
    dokumen = DokumenPegawai.objects.filter(pk=entry.objek_id).first()
    return (action_of(dokumen) if dokumen else IDENTITAS,)


class Keperluan:
    """The question of purpose of the file's pages, asked by the trail."""

    def asks(self, actor: Actor, person_id: int, aksi: str) -> bool:
        return buka.asks_purpose(actor, Pegawai(pk=person_id), aksi)

    def is_open(self, request: HttpRequest, actor: Actor, person_id: int, aksi: str) -> bool:
        return buka.is_open(request, actor, Pegawai(pk=person_id), aksi)

    def open_for(
        self, request: HttpRequest, actor: Actor, person_id: int, aksi: str, *,
        judul: str, alasan: str,
    ) -> None:  # fmt: skip
        pegawai = Pegawai.objects.get(pk=person_id)
        buka.open_for(request, actor, pegawai, aksi, judul=judul, alasan=alasan)


register_purpose(Keperluan())
for _jenis in (*DAFTAR, DATA_PRIBADI):
    if _jenis.model._meta.app_label == "simpeg":  # the rest stands in its own room's jejak
        _gaji = {
            f.name: GAJI for f in _jenis.model._meta.concrete_fields if f.name.startswith("gaji")
        }
        register_trail(_jenis.model, lihat=_jenis.lihat, isian=_gaji)
register_trail(UsulRiwayat, lihat=_proposal, nama=True)
register_trail(DokumenPegawai, lihat=_document)
register_trail(TemuanMutu, lihat="mutu.view")
register_trail(JatuhTempo, SuratJatuhTempo, lihat="karier.view")
register_trail(UrutKepangkatan, lihat="pegawai.view")
register_trail(PenataanOrganisasi, ButirPenataan, lihat="sotk.view")
register_open(BebanKerja, KebutuhanJabatan, BukuProfil, PetaWilayah, PeriksaBerkas, SkorMutu)
