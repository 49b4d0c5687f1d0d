"""Plans for tests: what somebody types, as the page sends it, and ready-made plans."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from tests.izin.dunia import Dunia

from selaras.core.permissions import Actor
from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.engine import apply
from selaras.kinerja.models import SKP, KatalogRencana, RencanaBulan
from selaras.kinerja.selectors.pejabat import stretches
from selaras.kinerja.services.lembar import Kiriman, Terkirim
from selaras.kinerja.services.rencana import begin_rencana, save_rencana
from selaras.kinerja.services.skp import begin_skp, save_skp

AT = datetime(2025, 12, 18, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))


def pelaku(dunia: Dunia, nama: str, at: datetime = AT) -> Actor:
    return load_actor(dunia.user[nama], at=at)


def hasil(uraian: str, *, kunci: UUID | None = None, atasan: int | None = None,
          target: str = "12 laporan") -> Kiriman:  # fmt: skip
    """One main result with one measure, as a sheet sends it."""
    kunci = kunci or uuid4()
    nilai: dict[str, Any] = {"uraian": uraian, "jenis": "utama"}
    if atasan:
        nilai["hasil_atasan_1"] = str(atasan)
    ukuran = {"aspek": "kuantitas", "uraian": "Jumlah laporan", "target": target}
    return Kiriman(
        baris={
            "h": [Terkirim(kunci, 1, nilai)],
            "u": [Terkirim(uuid4(), 1, ukuran, kunci)],
        }
    )


def buat_skp(dunia: Dunia, nama: str, *uraian: str, tahun: int = 2025, ajukan: bool = False,
             oleh: str = "", atasan: int | None = None) -> SKP:  # fmt: skip
    """A plan of somebody with these results; submitted, and approved by `oleh`."""
    actor = pelaku(dunia, nama)
    pegawai = dunia.pegawai[nama]
    masa = stretches(pegawai, tahun)[0]
    skp = begin_skp(actor=actor, pegawai=pegawai, masa=masa, kunci=uuid4())
    for satu in uraian:
        save_skp(actor=actor, skp_id=skp.pk, kiriman=hasil(satu, atasan=atasan))
    skp.refresh_from_db()
    if ajukan or oleh:
        apply(skp, "submit", actor=actor)
    if oleh:
        apply(skp, "approve", actor=pelaku(dunia, oleh))
    return skp


def buat_rencana(dunia: Dunia, nama: str, *uraian: str, periode: int = 202512,
                 ajukan: bool = False, oleh: str = "") -> RencanaBulan:  # fmt: skip
    """A month's plan of somebody with these rows."""
    actor = pelaku(dunia, nama)
    rencana = begin_rencana(
        actor=actor, pegawai=dunia.pegawai[nama], periode=periode, kunci=uuid4()
    )
    baris = [Terkirim(uuid4(), i, {"uraian": u}) for i, u in enumerate(uraian, start=1)]
    save_rencana(actor=actor, rencana_id=rencana.pk, kiriman=Kiriman(baris={"b": baris}))
    rencana.refresh_from_db()
    if ajukan or oleh:
        apply(rencana, "submit", actor=actor)
    if oleh:
        apply(rencana, "approve", actor=pelaku(dunia, oleh))
    return rencana


def add_plans(dunia: Dunia) -> None:
    """Drafts of staf for the tests of access: a year's plan and a month's, of 2020."""
    staf = dunia.pegawai["staf"]
    masa = stretches(staf, 2020)[0]
    dunia.objek["skp staf"] = SKP.objects.create(
        pegawai=staf, tahun=2020, masa=masa.rentang, generasi="pp46", jabatan=masa.jabatan,
        unit=masa.jabatan.unit,
    )  # fmt: skip
    dunia.objek["rencana staf"] = RencanaBulan.objects.create(
        pegawai=staf, periode=202001, unit=masa.jabatan.unit
    )
    dunia.objek["katalog rencana"] = KatalogRencana.objects.create(
        instansi=dunia.instansi["uji"], uraian="Menyusun laporan"
    )
