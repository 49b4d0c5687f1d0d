"""Where rows of the personnel file stand: with the person. Scans follow the row they prove."""

from datetime import date

from django.db.models import Q

from selaras.core.files.models import Berkas
from selaras.core.files.purposes import Batas, register_berkas_policy
from selaras.core.permissions import Actor, by_person, by_unit, register_model
from selaras.core.permissions.actor import Reach
from selaras.core.permissions.policy import can
from selaras.core.permissions.registry import ModelScope, q_any
from selaras.simpeg.jenis import DAFTAR, IDENTITAS, MENURUT_KODE, UMUM
from selaras.simpeg.models import (
    BebanKerja,
    BukuProfil,
    DataPribadi,
    DokumenPegawai,
    JatuhTempo,
    KebutuhanJabatan,
    PenataanOrganisasi,
    PetaWilayah,
    SkorMutu,
    SuratJatuhTempo,
    TemuanMutu,
    UrutKepangkatan,
    UsulRiwayat,
)
from selaras.simpeg.selectors.usul import may_see_proposal

KEPERLUAN = "simpeg.dokumen"
MAKS_BITA = 5 * 1024 * 1024
PRIBADI = {DokumenPegawai.Jenis.KK, DokumenPegawai.Jenis.KTP, DokumenPegawai.Jenis.NPWP}

for _jenis in DAFTAR:
    if _jenis.model._meta.app_label == "simpeg":  # the rest stands in its own room's policies
        register_model(_jenis.model, by_person("pegawai_id"))
for _model in (DataPribadi, DokumenPegawai, UsulRiwayat):
    register_model(_model, by_person("pegawai_id"))


def action_of(dokumen: DokumenPegawai) -> str:
    """The action that shows a document: that of its row, else by what it is."""
    if riwayat := MENURUT_KODE.get(dokumen.jenis_riwayat):
        return riwayat.lihat
    return IDENTITAS if dokumen.jenis in PRIBADI else UMUM


def may_see_document(actor: Actor, berkas: Berkas) -> bool:
    """Whoever may see the row that it proves, or the proposal that it came with."""
    dokumen = DokumenPegawai.objects.filter(berkas=berkas).select_related("pegawai")
    if any(can(actor, action_of(d), d.pegawai) for d in dokumen):
        return True
    usul = UsulRiwayat.objects.filter(bukti__berkas=berkas).select_related("pegawai")
    return any(may_see_proposal(actor, u) for u in usul)


register_berkas_policy(
    KEPERLUAN, may_see_document, limits=lambda actor: Batas(MAKS_BITA, ("pdf", "gambar"))
)


def _whole_government(reach: Reach, at: date) -> Q | None:
    """A structure and its map are the whole government's."""
    del at
    return Q(instansi_id__in=reach.instansi) if reach.instansi else None


def _book_rows(reach: Reach, at: date) -> Q | None:
    """A book of a unit is seen by those who reach the unit; the government's by those of it all."""
    del at
    bagian = [Q(unit__path__startswith=path) for path in sorted(reach.paths)]
    if reach.instansi:
        bagian.append(Q(instansi_id__in=reach.instansi))
    return q_any(bagian)


register_model(PenataanOrganisasi, ModelScope(rows=_whole_government))
register_model(PetaWilayah, ModelScope(rows=_whole_government))
register_model(BukuProfil, ModelScope(rows=_book_rows))
for _dari_jabatan in (BebanKerja, KebutuhanJabatan):
    register_model(_dari_jabatan, by_unit("jabatan__unit__path", "jabatan__unit__instansi_id"))
# Results of a run stand with their person; a score with its SKPD.
for _hasil in (TemuanMutu, JatuhTempo, SuratJatuhTempo, UrutKepangkatan):
    register_model(_hasil, by_person("pegawai_id"))
register_model(SkorMutu, by_unit("skpd__path", "skpd__instansi_id"))
