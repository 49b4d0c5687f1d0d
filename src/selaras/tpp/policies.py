"""Where instruments and runs stand: an instrument in the unit it was computed in."""

from datetime import date

from django.db.models import Q

from selaras.core.files.purposes import register_berkas_policy
from selaras.core.permissions import (
    ModelScope,
    by_person,
    by_person_in_unit,
    by_unit,
    register_model,
)
from selaras.core.permissions.actor import Reach
from selaras.core.permissions.registry import q_any
from selaras.tpp.models import (
    AnggaranTPP,
    DaftarBayar,
    HitunganBulan,
    HitunganUnit,
    InstrumenPenilaian,
    KeberatanTPP,
    PembayaranTPP,
    PotonganTPP,
    SusulanTPP,
    TahananPembayaran,
    TemuanVerifikasi,
    TidakTerhitung,
)
from selaras.tpp.selectors.keberatan import may_see_proof


def _runs(reach: Reach, at: date) -> Q | None:
    """A run of the government, or one that touched a unit within reach."""
    del at
    inside = q_any([Q(skpd__path__startswith=path) for path in sorted(reach.paths)])
    parts = [Q(instansi_id__in=reach.instansi)] if reach.instansi else []
    if inside is not None:
        parts.append(Q(pk__in=HitunganUnit.objects.filter(inside).values("hitungan_id")))
    return q_any(parts)


register_model(HitunganBulan, ModelScope(rows=_runs))
register_model(AnggaranTPP, by_unit("skpd__path", "skpd__instansi_id"))
register_model(HitunganUnit, by_unit("skpd__path", "skpd__instansi_id"))
register_model(
    InstrumenPenilaian, by_person_in_unit("pegawai_id", "unit__path", "skpd__instansi_id")
)
register_model(
    TidakTerhitung, by_person_in_unit("pegawai_id", "skpd__path", "pegawai__instansi_id")
)
for _milik in (PotonganTPP, SusulanTPP):
    register_model(_milik, by_person("pegawai_id"))
register_model(DaftarBayar, by_unit("skpd__path", "skpd__instansi_id"))
register_model(TemuanVerifikasi, by_unit("unit__path", "skpd__instansi_id"))
register_model(
    TahananPembayaran, by_person_in_unit("pegawai_id", "skpd__path", "skpd__instansi_id")
)
register_model(
    PembayaranTPP,
    by_person_in_unit("pegawai_id", "daftar__skpd__path", "daftar__skpd__instansi_id"),
)
register_model(KeberatanTPP, by_person_in_unit("pegawai_id", "unit__path", "skpd__instansi_id"))
register_berkas_policy("tpp.keberatan", may_see_proof)
