"""Once the assessment is stored the employee's instrument is there, before or beside the run."""

import pytest
from tests.tpp import bulan_kecil as kecil

from selaras.core.notify.models import Pemberitahuan
from selaras.kinerja.models import PenilaianBulanan
from selaras.kinerja.services import save_hasil
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import InstrumenTerbentuk
from selaras.tpp.services import compute_month, terbentuk
from selaras.tpp.views import instrumen as halaman

pytestmark = pytest.mark.django_db
LAMA = kecil.AT.replace(day=3)


def orang(n: int) -> Pegawai:
    return Pegawai.objects.select_related("instansi").get(nama=f"Pegawai {n}")


def form(*n: int) -> int:
    return terbentuk.form_instruments(
        periode=kecil.PERIODE, pegawai_ids=[orang(i).pk for i in n], at=kecil.AT, law=kecil.law()
    )


def run(instansi: Instansi) -> None:
    compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=LAMA, law=kecil.law()
    )


def test_storing_a_result_asks_for_the_instrument_after_the_commit(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    kecil.build()
    diminta: list[tuple[int, list[int]]] = []
    monkeypatch.setattr(
        "selaras.kinerja.kabar._assessed", [lambda p, ids: diminta.append((p, ids))]
    )
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        baris = PenilaianBulanan(pegawai=orang(2), periode=kecil.PERIODE, predikat="kurang")
        save_hasil(actor=kecil.ACTOR, rows=[baris])
        assert diminta == []
    assert diminta == [(kecil.PERIODE, [orang(2).pk])]


def test_the_instrument_is_noted_with_its_sum_and_the_person_is_told() -> None:
    kecil.build()
    assert form(1, 2) == 2
    satu = InstrumenTerbentuk.objects.get(pegawai=orang(1))
    # 4 million, TER B 1 % of 8 million, JKN 1 %
    assert (satu.diterima, satu.versi) == (4_000_000 - 80_000 - 40_000, 1)
    kabar = Pemberitahuan.objects.get(person_id=orang(1).pk)
    assert "Oktober 2025" in kabar.judul and "3.880.000" not in kabar.judul + kabar.isi
    form(1)
    satu.refresh_from_db()
    assert satu.versi == 2


def test_the_page_shows_the_figures_of_the_assessment_though_the_run_is_older(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hukum = kecil.law()
    monkeypatch.setattr("selaras.hukum.Law.load", classmethod(lambda cls: hukum))
    instansi = kecil.build()
    PenilaianBulanan.objects.filter(pegawai=orang(1)).delete()
    run(instansi)
    lama = halaman.load_lines(orang(1), kecil.PERIODE, kecil.AT)
    assert lama.instrumen is not None and lama.terbentuk is None
    PenilaianBulanan.objects.create(pegawai=orang(1), periode=kecil.PERIODE, predikat="baik")
    form(1)
    baru = halaman.load_lines(orang(1), kecil.PERIODE, kecil.AT)
    nilai = {b.kode: b.nilai for b in baru.baris}
    assert baru.terbentuk is not None
    assert nilai["bruto"] == 4_000_000
    assert baru.diterima_lama == lama.instrumen.diterima < nilai["diterima"]


def test_a_locked_month_keeps_its_own_instrument() -> None:
    instansi = kecil.build()
    run(instansi)
    PeriodeUnit.objects.update(status="terkunci", dikunci_pada=kecil.AT)
    assert form(1) == 0
    assert not InstrumenTerbentuk.objects.exists()


def test_the_next_run_is_what_counts_again() -> None:
    instansi = kecil.build()
    form(1)
    compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR,
        at=kecil.AT.replace(day=6), law=kecil.law(),
    )  # fmt: skip
    from selaras.tpp.selectors.berlaku import current_instruments
    from selaras.tpp.selectors.terbentuk import formed_since

    i = current_instruments(kecil.PERIODE).select_related("hitungan").get(pegawai=orang(1))
    assert formed_since(orang(1).pk, kecil.PERIODE, i) is None
