"""One person with her histories as of a day; pay, tax and sanctions only for who may see them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import can
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
    boleh_disiplin: bool = False
    boleh_ubah: bool = False
    boleh_nik: bool = False


def histories(pegawai: Pegawai, actor: Actor, hari: date) -> Berkas:
    """All histories, newest first; the sensitive ones only within the actor's reach."""
    jabatan = pegawai.riwayat_jabatan.select_related("jabatan__unit")
    berkas = Berkas(
        jabatan=list(jabatan.order_by("-berlaku", "penugasan")),
        status=list(pegawai.riwayat_status.order_by("-berlaku")),
        golongan=list(pegawai.riwayat_golongan.order_by("-berlaku")),
        atasan_khusus=list(pegawai.atasan_khusus.select_related("atasan").order_by("-berlaku")),
        boleh_gaji=can(actor, "gaji.view", pegawai, at=hari),
        boleh_disiplin=can(actor, "disiplin.view", pegawai, at=hari),
        boleh_ubah=can(actor, "pegawai.edit", pegawai, at=hari),
        boleh_nik=can(actor, "pegawai.view_nik", pegawai, at=hari),
    )
    if berkas.boleh_gaji:
        berkas.pajak = list(pegawai.data_pajak.order_by("-berlaku"))
        berkas.rekening = list(pegawai.rekening.order_by("-berlaku"))
        berkas.gaji = list(pegawai.gaji.order_by("-periode")[:12])
    if berkas.boleh_disiplin:
        berkas.hukuman = list(pegawai.hukuman.order_by("-berlaku"))
        berkas.pengurangan = list(pegawai.pengurangan_tpp.order_by("-berlaku"))
    return berkas


def masked(nilai: str) -> str:
    """The first four digits and the last, the rest hidden."""
    return f"{nilai[:4]}{'•' * (len(nilai) - 5)}{nilai[-1:]}" if len(nilai) > 5 else "•••••"
