"""`selaras bench buku`: the Buku Profil of a large government, in a database of its own.

Measured from the first query to the last byte of the PDF; with --nama also the volumes of names.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date
from typing import Any

from selaras.bench.basis import own_database
from selaras.core.dokumen.terpisah import SEREMPAK

PERIODE = 202510
PADA = date(2025, 10, 31)


def run(args: argparse.Namespace) -> int:
    """Exit code of the measuring process."""
    with own_database(f"selaras_bench_buku_{args.pegawai}", keep=args.simpan) as url:
        perintah = [sys.executable, "-m", "selaras.bench.buku", str(args.pegawai), args.kertas,
                    "nama" if args.nama else ""]  # fmt: skip
        anak = subprocess.run(  # noqa: S603 - our own interpreter and module
            perintah, env={**os.environ, "DATABASE_URL": url}, stdout=subprocess.PIPE, check=False
        )
    if anak.returncode == 0:
        hasil = json.loads(anak.stdout)
        if args.json:
            print(json.dumps(hasil))
        else:
            for kolom, nilai in hasil.items():
                print(f"{kolom:>16}  {nilai}")
    return anak.returncode


def main(pegawai: int, kertas: str, nama: bool) -> dict[str, Any]:
    """Load what is missing, make the book once."""
    from selaras.operations.environment import prepare_django

    prepare_django()
    from selaras.bench.data import prepare
    from selaras.bench.ukur import AT
    from selaras.simpeg.buku.services.susun import Pesanan, gather, volumes

    instansi, _ = prepare(pegawai, PERIODE)
    _fill()
    mulai = time.perf_counter()
    cpu = _cpu()
    bahan = gather(Pesanan(instansi, None, PADA, kertas, nama), AT)
    kumpul = time.perf_counter() - mulai
    jilid = list(volumes(bahan, at=AT))
    return {
        "pegawai": bahan.frame.height,
        "detik": round(time.perf_counter() - mulai, 1),
        "detik_data": round(kumpul, 1),
        "cpu_s": round(_cpu() - cpu, 1),
        "puncak_mib": _peak(resource.RUSAGE_SELF) + SEREMPAK * _peak(resource.RUSAGE_CHILDREN),
        "halaman": sum(j.halaman for j in jilid),
        "jilid": len(jilid),
        "mib": round(sum(len(j.isi) for j in jilid) / 2**20, 1),
        "beban": round(os.getloadavg()[0], 1),
    }


def _cpu() -> float:
    """Processor seconds of this process and of those that it started and saw end."""
    kini = os.times()
    return kini.user + kini.system + kini.children_user + kini.children_system


def _peak(siapa: int) -> int:
    """In MiB; of children it is the largest, so as many as run at once count with it."""
    return round(resource.getrusage(siapa).ru_maxrss / 1024)


def _fill() -> None:
    """Education and what is written once, for everybody: the large regency comes without them."""
    from selaras.pegawai.models import Pegawai
    from selaras.simpeg.models import DataPribadi, RiwayatPendidikan

    if RiwayatPendidikan.objects.exists():
        return
    tingkat = ("15", "15", "30", "40", "40", "40", "40", "45")
    ids = list(Pegawai.objects.order_by("pk").values_list("pk", flat=True))
    RiwayatPendidikan.objects.bulk_create(
        (
            RiwayatPendidikan(pegawai_id=pk, tingkat=tingkat[pk % 8], jurusan=f"Jurusan {pk % 40}",
                              sekolah="Universitas Contoh", tahun_lulus=2000 + pk % 20,
                              diakui=True)
            for pk in ids
        ),
        batch_size=5000,
    )  # fmt: skip
    DataPribadi.objects.bulk_create(
        (
            DataPribadi(pegawai_id=pk, agama=str(1 + pk * pk % 6), taspen=f"T{pk}", bpjs=f"B{pk}")
            for pk in ids
        ),
        batch_size=5000,
    )


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2], sys.argv[3] == "nama")))
