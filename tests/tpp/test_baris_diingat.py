"""The lines of a person opened again are those she would get anew, whatever has changed."""

from datetime import date

import pytest
from tests.tpp import bulan_kecil as kecil

from selaras.hukum import Law
from selaras.tpp.models import InstrumenPenilaian
from selaras.tpp.selectors import rincian
from selaras.tpp.selectors.rincian import lines_of
from selaras.tpp.services import compute_month

pytestmark = pytest.mark.django_db


@pytest.fixture
def dua() -> list[InstrumenPenilaian]:
    instansi = kecil.build(2)
    compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT, law=kecil.law()
    )
    return list(InstrumenPenilaian.objects.order_by("pk")[:2])


def received(satu: InstrumenPenilaian, law: Law, daerah: str) -> list[int | None]:
    baris = lines_of([satu], law.pada(date(2025, 10, 1), daerah))[satu.pegawai_id]
    return [b.nilai for b in baris if b.kode == "diterima"]


def test_a_figure_that_changes_is_seen(
    dua: list[InstrumenPenilaian], monkeypatch: pytest.MonkeyPatch
) -> None:
    dihitung: list[object] = []
    asli = rincian._lines

    def count(*a: object) -> object:
        dihitung.append(a)
        return asli(*a)  # type: ignore[arg-type]

    monkeypatch.setattr(rincian, "_lines", count)
    satu, lain = dua
    law, daerah = kecil.law(), satu.hitungan.daerah
    assert received(satu, law, daerah) == received(satu, law, daerah) == [satu.diterima]
    assert len(dihitung) == 1
    satu.diterima += 1
    assert received(satu, law, daerah) == [satu.diterima]
    assert received(lain, law, daerah) == [lain.diterima]
    received(satu, kecil.law(), daerah)  # the law read again is another law
    assert len(dihitung) == 4


def test_whoever_takes_the_lines_gets_a_list_of_her_own(dua: list[InstrumenPenilaian]) -> None:
    law = kecil.law().pada(date(2025, 10, 1), dua[0].hitungan.daerah)
    lines_of(dua[:1], law)[dua[0].pegawai_id].clear()
    assert lines_of(dua[:1], law)[dua[0].pegawai_id]
