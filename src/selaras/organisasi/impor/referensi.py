"""Import of national reference lists: any columns; code and name are known, the rest is kept."""

from collections.abc import Sequence
from pathlib import PurePath

from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, show
from selaras.core.impor.urai import pengenal, teks
from selaras.organisasi.models import Referensi
from selaras.organisasi.services import save_referensi


def list_name(nama_berkas: str) -> str:
    """'siasn_jabatan_fungsional.csv' -> 'jabatan_fungsional'."""
    return PurePath(nama_berkas).stem.lower().removeprefix("siasn_")[:40]


class ImporReferensi(Spec):
    kode = "referensi"
    judul = "Daftar referensi"
    uraian = "Daftar panjang nasional: instansi, satuan kerja, jabatan fungsional."
    aksi = "organisasi.edit"
    aksi_lihat = "organisasi.view"
    urutan = 200
    sisa_kolom = True
    kunci = ("kode",)
    kolom = (
        Kolom("kode", "Kode", pengenal(64), wajib=True, sinonim=("id", "kode siasn", "siasn id"),
              contoh="8ae483a5"),
        Kolom("nama", "Nama", teks(255), wajib=True, sinonim=("nama jabatan", "uraian"),
              contoh="Analis SDM Aparatur Ahli Pertama"),
        Kolom("daftar", "Daftar", teks(40),
              bantuan="Nama daftar; kosong = nama berkas (jabatan_fungsional.csv)."),
    )  # fmt: skip

    def key(self, baris: Baris, ctx: Konteks) -> tuple[object, ...]:
        return (baris.get("daftar") or list_name(ctx.nama_berkas), baris.nilai["kode"])

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        del baris, ctx

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        daftar = {b.kunci[0] for b in baris}
        ada = {
            (d, k): (n, data)
            for d, k, n, data in Referensi.objects.filter(daftar__in=daftar).values_list(
                "daftar", "kode", "nama", "data"
            )
        }
        for b in baris:
            lain = {j[1:]: v for j, v in b.teks.items() if j.startswith("~") and v}
            b.rujukan["data"] = lain
            lama = ada.get(b.kunci)
            b.found(
                None if lama is None else {"nama": lama[0], "isi lain": _flat(lama[1])},
                {"nama": b.nilai["nama"], "isi lain": _flat(lain)},
            )

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        rows = [
            Referensi(
                daftar=b.kunci[0], kode=b.kunci[1], nama=b.nilai["nama"], data=b.rujukan["data"]
            )
            for b in baris
        ]
        save_referensi(actor=ctx.actor, rows=rows)


def _flat(data: dict[str, str]) -> str:
    return "; ".join(f"{k}={show(v)}" for k, v in sorted(data.items()))
