"""Decisions taken in the application lie over the files."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.hukum import Law, LawBroken, NilaiDaerah, NotInForce

DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))


def _row(mulai: date, nilai: object, sampai: date | None = None) -> NilaiDaerah:
    return NilaiDaerah("tpp.plt_tambahan", "balangan", mulai, nilai, "SK Bupati 1/2025", sampai)


@given(DAYS, st.none() | st.integers(0, 4000), DAYS)
def test_a_decision_speaks_on_its_days_and_the_files_on_all_others(mulai, length, pada):
    law = Law.load()
    sampai = None if length is None else mulai + timedelta(days=length)
    changed = law.with_nilai_daerah([_row(mulai, 1234, sampai)]).pada(pada, "balangan")
    if mulai <= pada and (sampai is None or pada <= sampai):
        assert changed.nilai("tpp.plt_tambahan") == 1234
        assert str(changed.dasar("tpp.plt_tambahan")) == "SK Bupati 1/2025"
        return
    before = law.pada(pada, "balangan")
    assert changed.ada("tpp.plt_tambahan") == before.ada("tpp.plt_tambahan")
    if before.ada("tpp.plt_tambahan"):
        assert changed.nilai("tpp.plt_tambahan") == before.nilai("tpp.plt_tambahan")


def test_the_shipped_law_is_untouched(law: Law):
    law.with_nilai_daerah([_row(date(2025, 1, 1), 1)])
    assert law.pada(date(2025, 2, 1), "balangan").nilai("tpp.plt_tambahan") == 2000


def test_a_decision_fills_what_the_files_leave_open(law: Law):
    row = NilaiDaerah("disiplin.basis", "templat", date(2026, 1, 1), "tpp", "Perbup 7/2026")
    changed = law.with_nilai_daerah([row])
    assert changed.pada(date(2026, 5, 1), "templat").pilihan("disiplin.basis") == "tpp"
    with pytest.raises(NotInForce):
        changed.pada(date(2025, 5, 1), "templat").pilihan("disiplin.basis")


def test_a_decision_outside_the_choices_is_refused(law: Law):
    with pytest.raises(LawBroken, match="di luar rentang"):
        law.with_nilai_daerah([_row(date(2025, 1, 1), 20_000)])
