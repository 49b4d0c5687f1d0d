"""The DRH of a person as a PDF, as far as the reader may see her."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from selaras.core.audit.services import record_read
from selaras.core.permissions import access, actor_of, can, requires
from selaras.pegawai.models import Pegawai
from selaras.simpeg.buka import asks_purpose, is_open
from selaras.simpeg.drh.susun import print_drh
from selaras.simpeg.jenis import IDENTITAS, KELUARGA, UMUM


@require_safe
@requires(UMUM)
def drh(request: HttpRequest, pk: int) -> HttpResponse:
    """Identity and family only for those who may open them; opening is noted, another's family
    stands in it once its purpose was said.
    """
    actor = actor_of(request)
    p = access(Pegawai.objects.select_related("instansi"), pk, actor, UMUM)
    hari = actor.day()
    identitas, keluarga = can(actor, IDENTITAS, p, at=hari), can(actor, KELUARGA, p, at=hari)
    if asks_purpose(actor, p, KELUARGA):  # said on the family's own page, a moment ago
        keluarga = keluarga and is_open(request, actor, p, KELUARGA)
    if actor.person_id != p.pk and (identitas or keluarga):
        record_read(actor=actor, aksi=IDENTITAS if identitas else KELUARGA, objek=p,
                    person_ids=[p.pk], keterangan="DRH dicetak")  # fmt: skip
    isi = print_drh(p, at=actor.at, oleh=actor.nama, identitas=identitas, keluarga=keluarga)
    jawab = HttpResponse(isi, content_type="application/pdf")
    jawab["Content-Disposition"] = f'attachment; filename="drh-{p.nip}.pdf"'
    return jawab
