"""First-sign-in slips as a PDF. The codes pass through here and are kept nowhere."""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import segno
from django.conf import settings
from django.http import HttpResponse
from django.utils.timezone import localdate, localtime

from selaras.core.accounts.management import Slip
from selaras.core.dokumen import render_pdf
from selaras.core.halaman.format import nip, tanggal_id

TEMPLATE = Path(__file__).with_name("lembar.typ")


def slips_pdf(slips: Sequence[Slip], *, address: str, at: datetime) -> bytes:
    """The sheets of these slips; `address` = where people sign in."""
    data = {
        "nama_situs": settings.TAMPILAN["nama"],
        "alamat": address,
        "qr": _qr(address),
        "slips": [
            {
                "nip": nip(slip.nip),
                "nama": slip.nama,
                "unit": slip.unit,
                "kode": slip.kode,
                "sampai": tanggal_id(localdate(slip.sampai)),
            }
            for slip in slips
        ],
    }
    return render_pdf(TEMPLATE, data, at=at)


def slips_response(slips: Sequence[Slip], *, address: str, at: datetime) -> HttpResponse:
    """The sheets as a download that no browser or proxy keeps."""
    answer = HttpResponse(slips_pdf(slips, address=address, at=at), content_type="application/pdf")
    answer["Content-Disposition"] = (
        f'attachment; filename="lembar-akun-{localtime(at):%Y%m%d-%H%M}.pdf"'
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=4, border=1)
    return out.getvalue().decode()
