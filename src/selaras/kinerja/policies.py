"""Where rows of kinerja stand: a month's result with its person, a plan in the unit it was made in.

A plan stays with the unit of its day, so that an officer still sees whom she had then.
"""

from datetime import date

from django.db.models import Q

from selaras.core.files.models import Berkas
from selaras.core.files.policies import register_berkas_policy
from selaras.core.permissions import (
    Actor,
    ModelScope,
    Reach,
    by_person,
    by_person_in_unit,
    by_unit,
    register_model,
    rows,
)
from selaras.core.permissions.registry import q_any
from selaras.core.workflow.models import Menunggu
from selaras.kinerja.models import (
    SKP,
    AdopsiBulan,
    AktivitasHarian,
    CapaianOrganisasi,
    HariAktivitas,
    KatalogRencana,
    Keberatan,
    KegiatanKatalog,
    MasukanKetuaTim,
    NilaiPP30,
    Penilaian,
    PenilaianBulanan,
    PerintahLembur,
    PolaAktivitas,
    Realisasi,
    RencanaBulan,
    UmpanBalik,
    UraianTugas,
)
from selaras.kinerja.selectors.realisasi import EVIDEN, eviden_limits, may_see_eviden
from selaras.organisasi.models import UnitKerja

register_model(PenilaianBulanan, by_person("pegawai_id"))
for _model in (SKP, RencanaBulan, Realisasi, Penilaian, Keberatan, HariAktivitas):
    register_model(_model, by_person_in_unit("pegawai_id", "unit__path", "unit__instansi_id"))
for _own in (AktivitasHarian, PolaAktivitas, PerintahLembur):
    register_model(_own, by_person("pegawai_id"))
register_model(UmpanBalik, by_person("tentang_id"))
register_model(MasukanKetuaTim, by_person("pegawai_id"))
register_model(NilaiPP30, by_person("pegawai_id"))
register_model(CapaianOrganisasi, by_unit("unit__path", "unit__instansi_id"))
register_model(AdopsiBulan, by_unit("skpd__path", "skpd__instansi_id"))


def _catalogue(reach: Reach, at: date) -> Q | None:
    """The catalogue is the whole government's: who works in one of its units works on it."""
    del at
    units = q_any([Q(path__startswith=path) for path in sorted(reach.paths)])
    parts = [Q(instansi_id__in=reach.instansi)] if reach.instansi else []
    if units is not None:
        parts.append(Q(instansi_id__in=UnitKerja.objects.filter(units).values("instansi_id")))
    return q_any(parts)


for _katalog in (KatalogRencana, UraianTugas, KegiatanKatalog):
    register_model(_katalog, ModelScope(rows=_catalogue))
register_berkas_policy(EVIDEN, may_see_eviden, limits=eviden_limits)
KEPERLUAN_KEBERATAN = "keberatan"


def _may_see_proof(actor: Actor, berkas: Berkas) -> bool:
    """The person, her assessor, who must answer, and who may see the assessment."""
    keberatan = Keberatan.objects.filter(berkas_id=berkas.pk)
    if keberatan.filter(
        Q(pegawai_id=actor.person_id)
        | Q(penilaian__penilai_id=actor.person_id)
        | Q(diputus_oleh_id=actor.user_id)
    ).exists():
        return True
    menunggu = Menunggu.objects.filter(alur="keberatan", penyetuju_id=actor.person_id)
    if keberatan.filter(pk__in=menunggu.values("objek_id")).exists():
        return True
    return rows(actor, "kinerja.decide", keberatan).exists()


register_berkas_policy(KEPERLUAN_KEBERATAN, _may_see_proof)
