"""Forms of a plan as PDF, for whoever may see the plan or the person's performance."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify

from selaras.core.permissions import access, actor_of, requires
from selaras.kinerja.dokumen.isi import FormulirTidakAda, render_form
from selaras.kinerja.models import SKP


@requires("kinerja.view")
def form_pdf(request: HttpRequest, pk: int, jenis: str) -> HttpResponse:
    """One form."""
    actor = actor_of(request)
    qs = SKP.objects.select_related("pegawai__instansi", "jabatan", "unit", "penilai")
    skp = access(qs, pk, actor, "kinerja.view")
    try:
        isi = render_form(skp, jenis, actor=actor)
    except FormulirTidakAda:
        raise Http404("Formulir itu tidak ada.") from None
    nama = slugify(f"{jenis}-{skp.pegawai.nama}-{skp.tahun}")
    return HttpResponse(
        isi,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{nama}.pdf"'},
    )
