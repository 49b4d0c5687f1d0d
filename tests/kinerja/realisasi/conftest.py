"""An approved plan to report on, and a folder for evidence that nobody else sees."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.izin.dunia import Dunia
from tests.kinerja.realisasi.laporan import OKTOBER

from selaras.kinerja.models import (
    RencanaBaris,
    RencanaBulan,
)


@pytest.fixture(autouse=True)
def private_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def plan(dunia: Dunia) -> Callable[..., RencanaBulan]:
    """An approved plan of somebody's month with these rows."""

    def make(
        nama: str = "staf",
        periode: int = OKTOBER,
        baris: tuple[str, ...] = ("Menyusun laporan", "Melayani tamu"),
        status: str = "disetujui",
    ) -> RencanaBulan:
        orang = dunia.pegawai[nama]
        rencana = RencanaBulan.objects.create(
            pegawai=orang, periode=periode, unit=dunia.jabatan[nama].unit, status=status
        )
        for nomor, uraian in enumerate(baris, start=1):
            RencanaBaris.objects.create(
                rencana=rencana, urutan=nomor, uraian=uraian, kuantitas=2, satuan="dokumen",
                ekspektasi="Tepat waktu",
            )  # fmt: skip
        return rencana

    return make
