"""Where attendance stands: taps and sheets with their person, machines and PINs with their unit."""

from datetime import date

from django.db.models import Q

from selaras.core.files.models import Berkas
from selaras.core.files.purposes import MIB, Batas, register_berkas_policy
from selaras.core.permissions import (
    Actor,
    ModelScope,
    by_person,
    by_person_in_unit,
    by_unit,
    register_model,
    rows,
)
from selaras.core.permissions.actor import Reach
from selaras.core.permissions.registry import q_any
from selaras.organisasi.models import UnitKerja
from selaras.presensi.models import (
    BuktiKetukan,
    BuktiKoreksi,
    CatatanMesin,
    CatatanPetugas,
    GangguanPresensi,
    HadirKegiatan,
    HariLibur,
    HariTersentuh,
    Jadwal,
    JadwalHari,
    KegiatanBersama,
    KegiatanUnit,
    KesaksianHadir,
    Ketukan,
    KetukanKarantina,
    Kios,
    KoreksiPresensi,
    KunciAplikasi,
    LembarPresensi,
    Mesin,
    PapanHadir,
    PapanHari,
    PemasanganPonsel,
    PengecualianJadwal,
    PenugasanJadwal,
    PerintahMesin,
    PeriodeRamadan,
    PinKios,
    PinMesin,
    PolaRoster,
    RancanganRoster,
    Roster,
    Situs,
    SumberTarik,
    TempatPresensi,
    TempatUnit,
    TerbitRoster,
    TidakApel,
    TinjauanKetukan,
    TukarJaga,
    UsulKoreksi,
)
from selaras.presensi.selectors.koreksi import BUKTI, may_see_proof

SELFIE_MAKS_MIB = 2


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


def may_see_selfie(actor: Actor, berkas: Berkas) -> bool:
    """Who may see what came with the tap that the picture was taken at."""
    return rows(
        actor, "presensi.view_bukti", BuktiKetukan.objects.filter(selfie_id=berkas.pk)
    ).exists()


def selfie_limits(actor: Actor) -> Batas:
    del actor
    return Batas(SELFIE_MAKS_MIB * MIB, ("gambar",))


def may_see_note(actor: Actor, berkas: Berkas) -> bool:
    """The proof of an officer's note: for whoever may see the person's attendance."""
    return rows(actor, "presensi.view", CatatanPetugas.objects.filter(bukti_id=berkas.pk)).exists()


register_berkas_policy("presensi.petugas", may_see_note)
register_berkas_policy("presensi.selfie", may_see_selfie, limits=selfie_limits)


def _outages(reach: Reach, at: date) -> Q | None:
    """Where the place stands; the government's own outage concerns whoever holds a unit of it."""
    tempat = (
        by_unit("unit__path", "instansi_id").rows(reach, at),
        by_unit("mesin__situs__unit__path", "instansi_id").rows(reach, at),
    )
    bagian = [q for q in tempat if q is not None]
    if reach.paths:
        units = UnitKerja.objects.filter(path__in=reach.paths)
        bagian.append(Q(lingkup="semua", instansi__in=units.values("instansi_id")))
    return q_any(bagian)


register_model(GangguanPresensi, ModelScope(rows=_outages))
register_model(Situs, by_unit("unit__path", "instansi_id"))
register_model(Mesin, by_unit("situs__unit__path", "situs__instansi_id"))
register_model(PinMesin, by_unit("situs__unit__path", "situs__instansi_id"))
register_model(KetukanKarantina, by_unit("situs__unit__path", "situs__instansi_id"))
for _milik_mesin in (CatatanMesin, PerintahMesin):
    register_model(_milik_mesin, by_unit("mesin__situs__unit__path", "mesin__situs__instansi_id"))
for _aplikasi in (KunciAplikasi, SumberTarik):
    register_model(_aplikasi, by_unit("situs__unit__path", "instansi_id"))
register_model(Jadwal, _of_government("instansi_id"))
register_model(JadwalHari, _of_government("jadwal__instansi_id"))
register_model(PenugasanJadwal, _of_government("instansi_id"))
register_model(HariLibur, _of_government("instansi_id", nasional=True))
register_model(PeriodeRamadan, ModelScope(rows=lambda reach, at: Q()))
register_model(TempatPresensi, _of_government("instansi_id"))
register_model(TempatUnit, by_unit("unit__path", "unit__instansi_id"))
register_model(PemasanganPonsel, by_person("akun__pegawai"))
register_model(Kios, by_unit("unit__path", "unit__instansi_id"))
register_model(PinKios, by_person("pegawai_id"))
register_model(CatatanPetugas, by_person("pegawai_id"))
register_model(PapanHari, _of_government("instansi_id"))
register_model(PapanHadir, by_person_in_unit("pegawai_id", "unit__path", "instansi_id"))
register_model(LembarPresensi, by_person_in_unit("pegawai_id", "skpd__path", "skpd__instansi_id"))
for _model in (
    Ketukan,
    BuktiKetukan,
    Roster,
    KoreksiPresensi,
    UsulKoreksi,
    TinjauanKetukan,
    HariTersentuh,
    TidakApel,
):
    register_model(_model, by_person("pegawai_id"))
register_model(BuktiKoreksi, by_person("usul__pegawai_id"))
register_berkas_policy(BUKTI, may_see_proof)
register_model(KesaksianHadir, by_person("pegawai_id"))
register_model(RancanganRoster, by_person("pegawai_id"))
register_model(PengecualianJadwal, by_person("pegawai_id"))
register_model(HadirKegiatan, by_person("pegawai_id"))
register_model(TukarJaga, by_person("pegawai_id"))
register_model(PolaRoster, _of_government("instansi_id"))
register_model(TerbitRoster, by_unit("unit__path", "unit__instansi_id"))
register_model(KegiatanUnit, by_unit("unit__path", "unit__instansi_id"))
register_model(KegiatanBersama, by_unit("unit__unit__path", "instansi_id"))


def _may_see_outage_proof(actor: Actor, berkas: Berkas) -> bool:
    """Whoever sees the outage sees what was shown for it."""
    qs = GangguanPresensi.objects.filter(bukti=berkas)
    return rows(actor, "gangguan.view", qs).exists()


register_berkas_policy("presensi.gangguan", _may_see_outage_proof)
