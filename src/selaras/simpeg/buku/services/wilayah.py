"""Keeps the region's outline."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.core.permissions.policy import check
from selaras.organisasi.models import Instansi
from selaras.simpeg.models import PetaWilayah

BUAT = "buku.make"


@transaction.atomic
def save_outline(
    *, actor: Actor, instansi: Instansi, geojson: Mapping[str, Any], sumber: str
) -> PetaWilayah:
    """The outline in place of the one before."""
    check(actor, BUAT, instansi)
    peta, _ = PetaWilayah.objects.update_or_create(
        instansi=instansi,
        defaults={"geojson": geojson, "sumber": sumber, "diunggah_pada": actor.at},
    )
    record(actor=actor, aksi=BUAT, objek=peta, instansi_id=instansi.pk,
           keterangan=f"Peta wilayah: {sumber}")  # fmt: skip
    return peta
