"""The order of rank, on the page and as a document."""

from io import BytesIO

import pytest
from django.urls import reverse
from tests.izin.dunia import Dunia
from tests.simpeg.periksa.periksa_uji import KINI, client_of, run

from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import run_now
from selaras.core.permissions.selectors import load_actor
from selaras.simpeg.models import UrutKepangkatan
from selaras.simpeg.views.duk import DUK


def test_the_order_of_rank_stands_whole_and_by_office(dunia: Dunia) -> None:
    run(dunia)
    urut = [(d.nomor, d.nomor_skpd, d.pegawai.nama, d.alasan)
            for d in UrutKepangkatan.objects.select_related("pegawai")]  # fmt: skip
    assert urut == [
        (1, 1, "Kepala", ""), (2, 1, "Tetangga", "golongan"), (3, 2, "Staf", "TMT golongan"),
    ]  # fmt: skip
    isi = client_of(dunia, "admin_bkpsdm").get(
        reverse("simpeg:duk"), {"skpd": dunia.unit["dinas alam"].pk}
    ).content.decode()  # fmt: skip
    assert "Staf" in isi
    assert "Tetangga" not in isi


@pytest.mark.parametrize("format", ["pdf", "xlsx"])
def test_the_order_of_rank_is_a_document(dunia: Dunia, format: str) -> None:
    run(dunia)
    actor = load_actor(dunia.user["admin_bkpsdm"], at=KINI)
    pekerjaan = run_now(DUK, actor=actor, masukan={"skpd_id": None, "format": format})
    assert pekerjaan.status == Pekerjaan.Status.SELESAI, pekerjaan.pesan
    with pekerjaan.hasil_berkas.open() as berkas:
        bita = berkas.read()
    if format == "pdf":
        import pypdfium2

        halaman = pypdfium2.PdfDocument(bita)[0].get_textpage().get_text_range()
        assert halaman.index("Kepala") < halaman.index("Tetangga") < halaman.index("Staf")
    else:
        from python_calamine import CalamineWorkbook

        data = CalamineWorkbook.from_filelike(BytesIO(bita)).get_sheet_by_name("Data").to_python()
        assert [b[2] for b in data[1:]] == ["Kepala", "Tetangga", "Staf"]
