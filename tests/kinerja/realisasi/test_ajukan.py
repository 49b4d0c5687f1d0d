"""The month's report handed in, taken back, late, or entered by an officer for somebody."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.izin.dunia import Dunia
from tests.kinerja.bulan_terkunci import lock_month
from tests.kinerja.realisasi.laporan import (
    OKTOBER,
    WIB,
    filled,
    handed_in,
    keys,
    law_with,
    whole,
    whom,
)

from selaras.core.notify.models import Pemberitahuan
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.models import Menunggu
from selaras.kinerja.models import (
    Realisasi,
    RencanaBulan,
)
from selaras.kinerja.selectors.realisasi import read_lembar
from selaras.kinerja.services.realisasi import (
    Isian,
    RealisasiDitolak,
    save_realisasi,
    submit_realisasi,
)
from selaras.kinerja.services.realisasi_ingat import remind_due


def test_a_whole_report_waits_for_the_superior_and_can_be_taken_back(
    dunia: Dunia, plan: Any
) -> None:
    realisasi = handed_in(dunia, plan())
    assert realisasi.status == "diajukan"
    assert Menunggu.objects.get().penyetuju_id == dunia.pegawai["kepala"].pk
    with pytest.raises(RealisasiDitolak, match="sudah diajukan"):
        filled(dunia, realisasi.rencana)
    apply(realisasi, "withdraw", actor=whom(dunia, "staf"))
    assert not Menunggu.objects.exists()
    filled(dunia, realisasi.rencana)


@pytest.mark.parametrize(
    ("eviden", "jadi"), [("tiap_baris", False), ("satu", False), ("boleh", True)]
)
def test_evidence_is_asked_for_as_the_region_says(
    dunia: Dunia, plan: Any, monkeypatch: pytest.MonkeyPatch, eviden: str, jadi: bool
) -> None:
    law_with(monkeypatch, eviden=eviden)
    rencana = plan()
    isian = {k: Isian("Selesai", Decimal(2)) for k in keys(rencana)}
    save_realisasi(actor=whom(dunia, "staf"), rencana_id=rencana.pk, isian=isian)
    if jadi:
        submit_realisasi(actor=whom(dunia, "staf"), rencana_id=rencana.pk)
    else:
        with pytest.raises(LangkahDitolak, match="sedikitnya satu"):
            submit_realisasi(actor=whom(dunia, "staf"), rencana_id=rencana.pk)
    assert Realisasi.objects.get().status == ("diajukan" if jadi else "draf")


@pytest.mark.parametrize(
    ("aturan", "staf", "petugas"),
    [("ditandai", True, True), ("lewat_petugas", False, True), ("ditutup", False, False)],
)
def test_after_the_last_day_the_regions_rule_decides(
    dunia: Dunia, plan: Any, monkeypatch: pytest.MonkeyPatch, aturan: str, staf: bool,
    petugas: bool,
) -> None:  # fmt: skip
    law_with(monkeypatch, terlambat=aturan)
    rencana = plan()
    lewat = datetime(2025, 11, 20, 9, tzinfo=WIB)
    for nama, boleh in (("staf", staf), ("pengelola_kepegawaian", petugas)):
        actor = whom(dunia, nama, lewat)
        if boleh:
            save_realisasi(actor=actor, rencana_id=rencana.pk, isian=whole(rencana))
        else:
            with pytest.raises(RealisasiDitolak, match="5 November 2025"):
                save_realisasi(actor=actor, rencana_id=rencana.pk, isian=whole(rencana))
    if staf:
        submit_realisasi(actor=whom(dunia, "staf", lewat), rencana_id=rencana.pk)
        lembar = read_lembar(RencanaBulan.objects.select_related("pegawai__instansi", "unit").get())
        assert lembar.terlambat


def test_a_locked_month_takes_no_report_and_lets_none_be_taken_back(
    dunia: Dunia, plan: Any
) -> None:
    realisasi = handed_in(dunia, plan())
    lain = plan(periode=202511)
    for periode in (OKTOBER, 202511):
        lock_month(dunia.unit["dinas alam"], periode)
    with pytest.raises(RealisasiDitolak, match="terkunci"):
        filled(dunia, lain)
    with pytest.raises(LangkahDitolak, match="terkunci"):
        apply(realisasi, "withdraw", actor=whom(dunia, "staf"))


def test_nobody_fills_in_for_others_without_the_task(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    for nama in ("kepala", "tetangga", "verifikator_tpp", "auditor", "asing"):
        with pytest.raises(Exception, match="pegawainya sendiri"):
            filled(dunia, rencana, nama)
    assert not Realisasi.objects.exists()


def test_what_an_officer_entered_goes_on_only_when_the_person_confirms(
    dunia: Dunia, plan: Any
) -> None:
    rencana = plan()
    realisasi = filled(dunia, rencana, "pengelola_kepegawaian")
    assert realisasi.dicatat_oleh == dunia.user["pengelola_kepegawaian"]
    submit_realisasi(actor=whom(dunia, "pengelola_kepegawaian"), rencana_id=rencana.pk)
    realisasi.refresh_from_db()
    assert realisasi.status == "titipan"
    assert Menunggu.objects.get().penyetuju_id == dunia.pegawai["staf"].pk
    with pytest.raises(LangkahDitolak):
        apply(realisasi, "confirm", actor=whom(dunia, "pengelola_kepegawaian"))
    apply(realisasi, "confirm", actor=whom(dunia, "staf"))
    assert realisasi.status == "diajukan"
    realisasi.refresh_from_db()
    assert realisasi.dicatat_oleh is not None, "who entered it stays named"


def test_a_person_may_say_that_it_is_not_so(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    realisasi = filled(dunia, rencana, "pengelola_kepegawaian")
    submit_realisasi(actor=whom(dunia, "pengelola_kepegawaian"), rencana_id=rencana.pk)
    realisasi.refresh_from_db()
    apply(realisasi, "deny", actor=whom(dunia, "staf"))
    realisasi.refresh_from_db()
    assert (realisasi.status, realisasi.dicatat_oleh) == ("draf", None)


def test_the_superior_sees_that_a_report_came_late(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    filled(dunia, rencana)
    lewat = datetime(2025, 11, 20, 9, tzinfo=WIB)
    submit_realisasi(actor=whom(dunia, "staf", lewat), rencana_id=rencana.pk)
    assert Menunggu.objects.get().perhatian.startswith("Diajukan lewat batas.")


def test_who_has_not_handed_in_is_told_the_day_before_and_only_once(
    dunia: Dunia, plan: Any
) -> None:
    handed_in(dunia, plan())
    plan("tetangga")
    plan("asing", status="diajukan")
    belum = datetime(2025, 11, 3, 6, tzinfo=WIB)
    assert remind_due(at=belum) == 0
    tepat = datetime(2025, 11, 4, 6, tzinfo=WIB)
    assert remind_due(at=tepat) == 1
    assert remind_due(at=tepat) == 0
    kabar = Pemberitahuan.objects.get(jenis="tutup_besok")
    assert (kabar.person_id, kabar.judul) == (
        dunia.pegawai["tetangga"].pk,
        "Realisasi Oktober 2025 belum diajukan",
    )
