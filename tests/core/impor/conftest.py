"""A government without units yet, and a short way to import a file into it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.core.impor.berkas_uji import xlsx

from selaras.core.impor import services
from selaras.core.impor.models import Impor
from selaras.core.permissions.actor import Actor, system_actor
from selaras.organisasi.models import Instansi

SEJAK = date(2025, 1, 1)
AT = datetime(2025, 10, 1, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _berkas_di_tempat_sementara(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def instansi(db: None) -> Instansi:
    return Instansi.objects.create(kode="uji", nama="Kabupaten Uji", daerah="contoh")


@pytest.fixture
def sistem() -> Actor:
    return system_actor("uji", at=AT)


Ambil = Callable[..., Impor]


@pytest.fixture
def periksa(instansi: Instansi, sistem: Actor) -> Ambil:
    """Upload rows (first = headings) and dry-run them."""

    def run(jenis: str, rows: list[list[Any]], actor: Actor | None = None, **lain: Any) -> Impor:
        who = actor or sistem
        impor = services.upload(
            actor=who,
            jenis=jenis,
            isi=lain.pop("isi", None) or xlsx(rows),
            nama=lain.pop("nama", "data.xlsx"),
            sejak=lain.pop("sejak", SEJAK),
            instansi_id=instansi.pk,
            **lain,
        )
        return services.run_check(actor=who, impor=impor)

    return run


@pytest.fixture
def ambil(periksa: Ambil, sistem: Actor) -> Ambil:
    """Upload, dry-run and take."""

    def run(jenis: str, rows: list[list[Any]], actor: Actor | None = None, **lain: Any) -> Impor:
        impor = periksa(jenis, rows, actor, **lain)
        return services.apply(actor=actor or sistem, impor=impor)

    return run


def temuan(impor: Impor) -> dict[int, list[str]]:
    """Row number -> 'column: message' of each finding."""
    return {
        b.nomor: [f"{kolom}: {pesan}" for kolom, pesan, _ in b.temuan]
        for b in impor.baris.order_by("nomor")
        if b.temuan
    }


def perubahan(impor: Impor) -> dict[int, dict[str, list[str]]]:
    return {b.nomor: b.perubahan for b in impor.baris.order_by("nomor") if b.perubahan}
