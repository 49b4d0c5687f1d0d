"""Writes timetables, who follows them, and rosters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from selaras.core.audit.services import record
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor
from selaras.hukum import Aturan, Law
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import Jadwal, JadwalHari, PenugasanJadwal, Roster
from selaras.presensi.services.kerja.jam_berubah import Ikut, Sasaran, days_since, follow_hours

SEBAB_JAM = "Jam jadwal diubah sesudah bulannya terkunci"
SEBAB_TETAP = "Jadwal ditetapkan sesudah bulannya terkunci"

# The law's weeks: usual hours and those of Ramadan.
MINGGU = {
    "5hari": ("presensi.jam_kerja_5hari", "presensi.jam_kerja_5hari_ramadan"),
    "6hari": ("presensi.jam_kerja_6hari", "presensi.jam_kerja_6hari_ramadan"),
}
HARI = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


@dataclass(frozen=True, slots=True)
class Jam:
    """A weekday's hours in minutes from midnight; an end at or before the start = next day."""

    masuk: int
    pulang: int
    masuk_ramadan: int | None = None
    pulang_ramadan: int | None = None


@transaction.atomic
def save_jadwal(
    *,
    instansi: Instansi,
    kode: str,
    nama: str,
    jam: Mapping[int, Jam],
    actor: Actor,
    ikut_libur: bool = True,
    law: Law | None = None,
) -> tuple[Jadwal, Ikut]:
    """Write a timetable by code; `jam` by ISO weekday (1 Monday), absent = day off.

    Hours have no date of their own: every month with sheets follows, for who follows it.
    """
    lama = Jadwal.objects.filter(instansi=instansi, kode=kode).first()
    sebelum = (lama.ikut_libur, hours_of_week(lama)) if lama else None
    jadwal, _ = Jadwal.objects.update_or_create(
        instansi=instansi, kode=kode, defaults={"nama": nama, "ikut_libur": ikut_libur}
    )
    jadwal.hari.all().delete()
    JadwalHari.objects.bulk_create(
        JadwalHari(
            jadwal=jadwal,
            hari=hari,
            masuk=j.masuk,
            pulang=j.pulang,
            masuk_ramadan=j.masuk_ramadan,
            pulang_ramadan=j.pulang_ramadan,
        )
        for hari, j in sorted(jam.items())
    )
    record(
        actor=actor,
        aksi="jadwal.edit",
        objek=jadwal,
        sesudah={str(hari): [j.masuk, j.pulang] for hari, j in sorted(jam.items())},
    )
    if sebelum is None or sebelum == (ikut_libur, dict(jam)):
        return jadwal, Ikut()
    return jadwal, follow_hours(
        instansi=instansi, hari=days_since(instansi, None), actor=actor, law=law,
        sasaran=Sasaran(jadwal_id=jadwal.pk), sebab=SEBAB_JAM,
    )  # fmt: skip


def hours_of_week(jadwal: Jadwal) -> dict[int, Jam]:
    """What is stored, as `save_jadwal` takes it."""
    return {
        h.hari: Jam(h.masuk, h.pulang, h.masuk_ramadan, h.pulang_ramadan) for h in jadwal.hari.all()
    }


def standard_hours(aturan: Aturan, minggu: str = "5hari") -> dict[int, Jam]:
    """The law's own week (`presensi.jam_kerja_<minggu>` and its Ramadan twin), by ISO weekday.

    Raises NotInForce where the region has to choose (the six-day week).
    """
    kunci, kunci_ramadan = MINGGU[minggu]
    biasa = aturan.tabel(kunci)
    ramadan = aturan.tabel(kunci_ramadan) if aturan.ada(kunci_ramadan) else {}
    return {
        n: Jam(
            biasa[f"{hari}_masuk"],
            biasa[f"{hari}_pulang"],
            ramadan.get(f"{hari}_masuk"),
            ramadan.get(f"{hari}_pulang"),
        )
        for n, hari in enumerate(HARI, start=1)
        if f"{hari}_masuk" in biasa
    }


@transaction.atomic
def assign_jadwal(
    *,
    jadwal: Jadwal,
    mulai: date,
    actor: Actor,
    unit: UnitKerja | None = None,
    pegawai: Pegawai | None = None,
    law: Law | None = None,
) -> tuple[PenugasanJadwal, Ikut]:
    """From `mulai` on the unit (with all below it), the person, or everyone follows `jadwal`.

    What held before ends there; a row that would begin later is refused by name. Days from then
    on that have sheets follow.
    """
    sasaran = {"unit": unit, "pegawai": pegawai, "instansi": jadwal.instansi}
    semua = PenugasanJadwal.objects.filter(**sasaran)
    nanti = semua.filter(berlaku__startswith__gt=mulai).select_related("jadwal").first()
    if nanti:
        raise ValidationError(
            f"Sudah ada jadwal {nanti.jadwal} yang mulai {nanti.berlaku.lower:%d-%m-%Y}: "
            "hapus atau ubah dulu yang itu."
        )
    kini = semua.filter(berlaku__contains=mulai).first()
    if kini and kini.berlaku.lower == mulai:
        kini.delete()
    elif kini:
        kini.berlaku = berlaku_sejak(kini.berlaku.lower, mulai)
        kini.save(update_fields=["berlaku"])
    try:
        with transaction.atomic():
            baris = PenugasanJadwal.objects.create(
                jadwal=jadwal, berlaku=berlaku_sejak(mulai), **sasaran
            )
    except IntegrityError as galat:
        raise ValidationError("Jadwal lain sudah berlaku pada tanggal itu.") from galat
    record(
        actor=actor,
        aksi="jadwal.edit",
        objek=baris,
        sesudah={"jadwal": str(jadwal), "mulai": mulai.isoformat()},
        person_id=pegawai.pk if pegawai else None,
    )
    return baris, follow_hours(
        instansi=jadwal.instansi, hari=days_since(jadwal.instansi, mulai), actor=actor, law=law,
        sasaran=Sasaran(
            unit_id=unit.pk if unit else None, pegawai_id=pegawai.pk if pegawai else None
        ),
        sebab=SEBAB_TETAP,
    )  # fmt: skip


@transaction.atomic
def set_roster(
    *, baris: Sequence[tuple[int, date, int | None]], actor: Actor, keterangan: str = ""
) -> int:
    """(pegawai_id, date, jadwal_id or None = lepas jaga): replaces what stood on those dates."""
    Roster.objects.bulk_create(
        [Roster(pegawai_id=p, tanggal=t, jadwal_id=j) for p, t, j in baris],
        update_conflicts=True,
        unique_fields=["pegawai", "tanggal"],
        update_fields=["jadwal"],
        batch_size=5000,
    )
    record(
        actor=actor,
        aksi="jadwal.edit",
        keterangan=keterangan or f"Roster {len(baris)} hari diatur",
    )
    return len(baris)
