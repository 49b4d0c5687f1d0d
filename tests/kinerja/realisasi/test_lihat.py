"""Who opens a report's evidence, and who does not."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from psycopg.types.range import DateRange
from tests.core.files.conftest import get, pdf
from tests.izin.dunia import Dunia
from tests.kinerja.realisasi.laporan import (
    HARI,
    OKTOBER,
    client_of,
    handed_in,
    keys,
    sent,
    whole,
    whom,
)

from selaras.core.files.models import Berkas
from selaras.core.files.services import simpan_berkas
from selaras.core.workflow.models import Delegasi
from selaras.hukum import Law
from selaras.kinerja.models import (
    Eviden,
)
from selaras.kinerja.selectors import realisasi as selectors
from selaras.kinerja.selectors.realisasi import EVIDEN
from selaras.kinerja.services.realisasi import (
    Isian,
    save_realisasi,
    submit_realisasi,
)


@pytest.fixture
def eviden(dunia: Dunia, plan: Any) -> Berkas:
    """A file in staf's report that was handed in."""
    rencana = plan()
    satu, _ = keys(rencana)
    actor = whom(dunia, "staf")
    berkas = simpan_berkas(actor, SimpleUploadedFile("bukti.pdf", pdf()), keperluan=EVIDEN)
    isian = whole(rencana) | {satu: Isian("Selesai", Decimal(2), "", [berkas], [])}
    save_realisasi(actor=actor, rencana_id=rencana.pk, isian=isian)
    submit_realisasi(actor=actor, rencana_id=rencana.pk)
    return berkas


@pytest.mark.parametrize(
    ("nama", "kode"),
    [
        ("staf", 200), ("kepala", 200), ("pengelola_kepegawaian", 200), ("verifikator_tpp", 200),
        ("auditor", 200), ("admin_bkpsdm", 200), ("tetangga", 404), ("asing", 404),
        ("bendahara", 404), ("pimpinan", 404), ("tanpa pegawai", 404),
    ],
)  # fmt: skip
def test_evidence_opens_for_whom_the_report_opens(
    dunia: Dunia, eviden: Berkas, nama: str, kode: int
) -> None:
    klien = client_of(dunia, nama)
    assert get(klien, eviden.get_absolute_url()).status_code == kode
    assert get(klien, f"{eviden.get_absolute_url()}pratinjau/0/").status_code == kode


def test_whom_the_superior_gave_a_mandate_sees_the_evidence_while_it_waits(
    dunia: Dunia, eviden: Berkas
) -> None:
    kepala, tetangga = dunia.pegawai["kepala"], dunia.pegawai["tetangga"]
    klien = client_of(dunia, "tetangga")
    assert get(klien, eviden.get_absolute_url()).status_code == 404
    Delegasi.objects.create(
        dari_id=kepala.pk, kepada_id=tetangga.pk, dari_nama="Kepala", kepada_nama="Tetangga",
        berlaku=DateRange(date(2025, 1, 1), None), nomor_surat="1", tanggal_surat=date(2025, 1, 1),
        dibuat_pada=HARI,
    )  # fmt: skip
    assert get(klien, eviden.get_absolute_url()).status_code == 200


def test_anothers_file_cannot_be_attached_by_its_id(
    dunia: Dunia, plan: Any, eviden: Berkas
) -> None:
    lain = plan("tetangga", baris=("Kerja lain",))
    (k,) = keys(lain)
    isi = sent(lain, "simpan", **{f"berkas{k}_id": str(eviden.pk)})
    jawab = client_of(dunia, "tetangga").post(f"/kinerja/realisasi/{OKTOBER}/", isi)
    assert jawab.status_code == 422
    assert "sudah tidak ada" in jawab.content.decode()
    assert not Eviden.objects.filter(baris__rencana_baris=k, berkas=eviden).exists()


def test_a_link_is_never_followed_and_leads_nowhere_secretly(dunia: Dunia, plan: Any) -> None:
    realisasi = handed_in(dunia, plan())
    jawab = client_of(dunia, "kepala").get(f"/kinerja/realisasi/lihat/{realisasi.pk}/")
    assert 'rel="noopener noreferrer nofollow"' in jawab.content.decode()


def test_limits_of_evidence_are_the_regions(dunia: Dunia) -> None:
    batas = selectors.eviden_limits(whom(dunia, "staf"))
    aturan = Law.load().pada(date(2025, 11, 3), "contoh")
    assert batas.maks_mib == str(aturan.nilai("kinerja.eviden_mib"))
