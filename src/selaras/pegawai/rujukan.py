"""Set-wise lookup of people by NIP for imports: one query, only within the actor's reach."""

from collections.abc import Sequence

from selaras.core.impor.spec import Baris, Konteks
from selaras.core.masa.simpan import any_of
from selaras.core.permissions.policy import rows
from selaras.pegawai.models import Pegawai


def resolve_pegawai(
    baris: Sequence[Baris],
    ctx: Konteks,
    aksi: str,
    *,
    kolom: str = "nip",
    ke: str = "pegawai_id",
) -> None:
    """Put the person's id in each row's references; who can't be found is a finding."""
    nip = {b.nilai[kolom] for b in baris if kolom in b.nilai}
    qs = Pegawai.objects.filter(instansi_id=ctx.instansi_id, nip__in=any_of(nip, "text"))
    ada = {
        n: (pk, nama)
        for pk, n, nama in rows(ctx.actor, aksi, qs, at=ctx.sejak).values_list("pk", "nip", "nama")
    }
    for b in baris:
        if (n := b.get(kolom)) is None:
            continue
        if n in ada:
            b.rujukan[ke], b.rujukan[f"{ke}_nama"] = ada[n]
        else:
            b.wrong(kolom, f"Pegawai dengan NIP {n} tidak ditemukan di antara pegawai Anda.")
