"""Whether a person's instrument was formed by her assessment after her unit's run. Reads only."""

from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit
from selaras.tpp.models import InstrumenPenilaian, InstrumenTerbentuk


def formed_since(
    pegawai_id: int, periode: int, instrumen: InstrumenPenilaian | None
) -> InstrumenTerbentuk | None:
    """The note that her instrument was formed, where it is newer than the run that counts.

    `instrumen`: hers of that run, with hitungan joined. A locked month's own is what counts.
    """
    catatan = InstrumenTerbentuk.objects.filter(pegawai_id=pegawai_id, periode=periode).first()
    if catatan is None or instrumen is None:
        return catatan
    if catatan.dibentuk_pada <= instrumen.hitungan.mulai_pada:
        return None
    terkunci = PeriodeUnit.objects.filter(
        periode=periode, skpd_id=instrumen.skpd_id, status__in=STATUS_TERKUNCI
    )
    return None if terkunci.exists() else catatan
