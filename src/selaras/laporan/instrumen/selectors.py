"""Which instruments a document prints: those of the run that counts, everything joined."""

from django.db.models import QuerySet

from selaras.core.permissions import Actor, rows
from selaras.organisasi.models import UnitKerja
from selaras.tpp.models import InstrumenPenilaian
from selaras.tpp.selectors.berlaku import current_instruments


def printable(actor: Actor, periode: int) -> QuerySet[InstrumenPenilaian]:
    """The month's instruments whose pay the actor may see, ready to print."""
    qs = rows(actor, "tpp.export", current_instruments(periode))
    return qs.select_related("pegawai", "jabatan", "unit", "hitungan", "skpd__instansi").order_by(
        "unit__kode", "-kelas", "pegawai__nama"
    )


def of_unit(actor: Actor, periode: int, skpd: UnitKerja) -> list[InstrumenPenilaian]:
    """Every instrument of an SKPD that the actor may print."""
    return list(printable(actor, periode).filter(skpd=skpd))
