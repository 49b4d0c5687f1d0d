"""Where attendance stands: taps and sheets with their person, machines and PINs with their unit."""

from datetime import date

from django.db.models import Q

from selaras.core.permissions import (
    ModelScope,
    by_person,
    by_person_in_unit,
    by_unit,
    register_model,
)
from selaras.core.permissions.actor import Reach
from selaras.core.permissions.registry import q_any
from selaras.organisasi.models import UnitKerja
from selaras.presensi.models import (
    HariLibur,
    HariTersentuh,
    Jadwal,
    JadwalHari,
    Ketukan,
    KetukanKarantina,
    KoreksiPresensi,
    LembarPresensi,
    Mesin,
    PenugasanJadwal,
    PeriodeRamadan,
    PinMesin,
    Roster,
    Situs,
    TidakApel,
)


def _of_government(instansi: str, *, nasional: bool = False) -> ModelScope:
    """Rows of a whole government: for whoever holds something anywhere in it."""

    def rows(reach: Reach, at: date) -> Q | None:
        del at
        parts = [Q((f"{instansi}__isnull", True))] if nasional else []
        if reach.instansi:
            parts.append(Q((f"{instansi}__in", reach.instansi)))
        if reach.paths:
            units = UnitKerja.objects.filter(path__in=reach.paths)
            parts.append(Q((f"{instansi}__in", units.values("instansi_id"))))
        return q_any(parts)

    return ModelScope(rows=rows)


register_model(Situs, by_unit("unit__path", "instansi_id"))
register_model(Mesin, by_unit("situs__unit__path", "situs__instansi_id"))
register_model(PinMesin, by_unit("situs__unit__path", "situs__instansi_id"))
register_model(KetukanKarantina, by_unit("situs__unit__path", "situs__instansi_id"))
register_model(Jadwal, _of_government("instansi_id"))
register_model(JadwalHari, _of_government("jadwal__instansi_id"))
register_model(PenugasanJadwal, _of_government("instansi_id"))
register_model(HariLibur, _of_government("instansi_id", nasional=True))
register_model(PeriodeRamadan, ModelScope(rows=lambda reach, at: Q()))
register_model(LembarPresensi, by_person_in_unit("pegawai_id", "skpd__path", "skpd__instansi_id"))
for _model in (Ketukan, Roster, KoreksiPresensi, HariTersentuh, TidakApel):
    register_model(_model, by_person("pegawai_id"))
