"""A process that computes the tests' month and stops dead inside the second unit's transaction."""

import sys
import threading

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from tests.tpp import bulan_kecil as kecil

from selaras.organisasi.models import Instansi
from selaras.tpp.services import compute_month, hitung_bulan


def main() -> None:
    """Writes one whole unit, then half of the next, says so, and waits to be killed."""
    hitung_bulan.ORANG_SEBAGIAN = 1
    point = hitung_bulan.point_to_hitungan
    sudah = []

    def point_and_hang(**isi: object) -> object:
        sudah.append(isi)
        if len(sudah) == 2:
            sys.stdout.write("di tengah\n")
            sys.stdout.flush()
            threading.Event().wait()
        return point(**isi)  # type: ignore[arg-type]

    hitung_bulan.point_to_hitungan = point_and_hang  # type: ignore[assignment]
    compute_month(
        instansi=Instansi.objects.get(), periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT,
        law=kecil.law(),
    )  # fmt: skip


if __name__ == "__main__":
    main()
