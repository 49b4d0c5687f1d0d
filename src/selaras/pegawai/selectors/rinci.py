"""One person with her histories as of a day; pay, tax and sanctions only for who may see them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import asked_once
from selaras.pegawai.models import AtasanKhusus, Pegawai, RiwayatJabatan


@dataclass(slots=True)
class Berkas:
    """What the page of one person shows."""

    jabatan: list[RiwayatJabatan]
    status: list[Any]
    golongan: list[Any]
    atasan_khusus: list[AtasanKhusus]
    pajak: list[Any] = field(default_factory=list)
    rekening: list[Any] = field(default_factory=list)
    gaji: list[Any] = field(default_factory=list)
    hukuman: list[Any] = field(default_factory=list)
    pengurangan: list[Any] = field(default_factory=list)
    boleh_gaji: bool = False
    gaji_terbuka: bool = False
    boleh_disiplin: bool = False
    disiplin_terbuka: bool = False
    boleh_ubah: bool = False
    boleh_nik: bool = False


def histories(pegawai: Pegawai, actor: Actor, hari: date) -> Berkas:
    """All histories, newest first; the sensitive ones only within the actor's reach.

    Pay of another is opened by itself, with a trace. Sanctions of another stand in her file, which
    first asks what they are opened for (UU 27/2022).
    """
    boleh = asked_once(actor, pegawai, at=hari)
    jabatan = pegawai.riwayat_jabatan.select_related("jabatan__unit")
    berkas = Berkas(
        jabatan=list(jabatan.order_by("-berlaku", "penugasan")),
        status=list(pegawai.riwayat_status.order_by("-berlaku")),
        golongan=list(pegawai.riwayat_golongan.order_by("-berlaku")),
        atasan_khusus=list(pegawai.atasan_khusus.select_related("atasan").order_by("-berlaku")),
        boleh_gaji=boleh("gaji.view"),
        boleh_disiplin=boleh("disiplin.view"),
        gaji_terbuka=actor.person_id == pegawai.pk,
        disiplin_terbuka=actor.person_id == pegawai.pk,
        boleh_ubah=boleh("pegawai.edit"),
        boleh_nik=boleh("pegawai.view_nik"),
    )
    if berkas.boleh_gaji and berkas.gaji_terbuka:
        berkas.pajak, berkas.rekening, berkas.gaji = pay(pegawai, utuh=True)
    if berkas.boleh_disiplin and berkas.disiplin_terbuka:
        berkas.hukuman = list(pegawai.hukuman.order_by("-berlaku"))
        berkas.pengurangan = list(pegawai.pengurangan_tpp.order_by("-berlaku"))
    return berkas


def pay(pegawai: Pegawai, *, utuh: bool) -> tuple[list[Any], list[Any], list[Any]]:
    """Tax classes, accounts (`tampil` = the number, whole or covered), a year's salaries."""
    rekening: list[Any] = list(pegawai.rekening.order_by("-berlaku"))
    for r in rekening:
        r.tampil = r.nomor if utuh else covered(r.nomor)
    pajak = list(pegawai.data_pajak.order_by("-berlaku"))
    return pajak, rekening, list(pegawai.gaji.order_by("-periode")[:12])


def covered(nomor: str | None) -> str | None:
    """An account number of which only the last four digits are shown."""
    return f"•••• {nomor[-4:]}" if nomor and len(nomor) > 4 else nomor and "••••"


def masked(nilai: str) -> str:
    """The first four digits and the last, the rest hidden."""
    return f"{nilai[:4]}{'•' * (len(nilai) - 5)}{nilai[-1:]}" if len(nilai) > 5 else "•••••"
