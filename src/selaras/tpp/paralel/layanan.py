"""Writes of the parallel run: what the old system paid, and remarks on differences."""

from collections.abc import Sequence

from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.organisasi.models import Instansi
from selaras.tpp.paralel.models import HasilLama, SelisihDipahami

ISI = ("nama", "pegawai", "bruto", "netto", "dasar", "produktivitas_bp", "disiplin_bp", "pajak",
       "iwp", "potongan", "berkas", "dicatat_pada")  # fmt: skip


def save_old_results(*, actor: Actor, rows: Sequence[HasilLama]) -> None:
    """Create or replace people's months of the old system; the import's trail tells who."""
    for row in rows:
        row.dicatat_pada = actor.at
    HasilLama.objects.bulk_create(
        rows, batch_size=5_000, update_conflicts=True,
        unique_fields=["instansi", "periode", "nip"], update_fields=ISI,
    )  # fmt: skip


@transaction.atomic
def mark_understood(
    *,
    actor: Actor,
    instansi: Instansi,
    periode: int,
    selisih: Sequence[tuple[str, int, int]],
    keterangan: str,
) -> int:
    """Remember these differences (NIP, gross, net) as understood; the same again changes nothing.

    An empty remark is a programmer's mistake: a mark without a reason would hide a difference.
    """
    if not keterangan.strip():
        raise ValueError("a difference is understood with a remark")
    SelisihDipahami.objects.bulk_create(
        [
            SelisihDipahami(
                instansi=instansi, periode=periode, nip=nip, keterangan=keterangan.strip()[:300],
                selisih_bruto=bruto, selisih_netto=netto, oleh_id=actor.user_id,
                ditandai_pada=actor.at,
            )
            for nip, bruto, netto in selisih
        ],
        update_conflicts=True,
        unique_fields=["instansi", "periode", "nip"],
        update_fields=["keterangan", "selisih_bruto", "selisih_netto", "oleh", "ditandai_pada"],
    )  # fmt: skip
    record(
        actor=actor, aksi="paralel.record", objek=instansi,
        sesudah={"periode": periode, "orang": len(selisih), "keterangan": keterangan.strip()},
        keterangan=f"{len(selisih)} selisih {periode} dipahami",
    )  # fmt: skip
    return len(selisih)


@transaction.atomic
def unmark(*, actor: Actor, instansi: Instansi, periode: int, nip: str) -> None:
    """The difference is a question again."""
    hapus, _ = SelisihDipahami.objects.filter(instansi=instansi, periode=periode, nip=nip).delete()
    if hapus:
        record(
            actor=actor, aksi="paralel.record", objek=instansi,
            keterangan=f"Tanda selisih {nip} bulan {periode} dicabut",
        )  # fmt: skip
