"""Rosters: painted, seen by another painter, filled, published, folded; whose and by whom."""

import json
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from tests.izin.conftest import actor, dunia
from tests.izin.dunia import Dunia

from selaras.aturan.jadwal import Rentang
from selaras.core.masa import berlaku_sejak
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions import system_actor
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.hukum import Law
from selaras.presensi import lembar
from selaras.presensi.models import (
    Jadwal,
    JadwalHari,
    LembarPresensi,
    RancanganRoster,
    Roster,
    TerbitRoster,
)
from selaras.presensi.selectors.roster import LEPAS, find_marks, load_board, load_cells
from selaras.presensi.selectors.tukar import exchange_rows
from selaras.presensi.services import fold_month
from selaras.presensi.services.kerja.roster import (
    Lukisan,
    copy_month,
    copy_row,
    discard_drafts,
    fill_pattern,
    paint,
    publish_roster,
    save_pattern,
)
from selaras.presensi.services.masuk.ketukan import ensure_partitions

from . import pemda_kecil as kecil

__all__ = ["actor", "dunia"]
pytestmark = pytest.mark.django_db
OKTOBER = Rentang.bulan(202510)
AT = datetime(2025, 10, 31, 7, tzinfo=UTC)
SISTEM = system_actor("Petugas uji", at=AT)
_ISI = {"daerah": {"uji": {}}, **kecil.ATURAN_ISI, "presensi.istirahat_sif": 480}
HUKUM = Law.from_dict(_ISI)
ATURAN = HUKUM.pada(date(2025, 10, 1), "uji")


def sif(instansi, kode: str, masuk: int, pulang: int) -> Jadwal:
    j = Jadwal.objects.create(instansi=instansi, kode=kode, nama=kode, ikut_libur=False)
    JadwalHari.objects.bulk_create(
        JadwalHari(jadwal=j, hari=h, masuk=masuk, pulang=pulang) for h in range(1, 8)
    )
    return j


@pytest.fixture
def pemda() -> kecil.Pemda:
    p = kecil.bangun(5)
    p.pagi, p.malam = sif(p.instansi, "RS-PAGI", 480, 840), sif(p.instansi, "RS-MALAM", 1200, 480)
    return p


def lukis(p: kecil.Pemda, *sel: tuple[int, int, str, str | None]):
    return paint(
        instansi=p.instansi, actor=SISTEM, at=AT,
        sel=[Lukisan(p.pegawai[o].pk, date(2025, 10, h), i, d) for o, h, i, d in sel],
    )  # fmt: skip


def isi(p: kecil.Pemda, orang: int, hari: int) -> str:
    return load_cells([p.pegawai[orang].pk], OKTOBER)[
        p.pegawai[orang].pk, date(2025, 10, hari)
    ].kini


def test_what_is_painted_is_kept_and_holds_when_published(pemda: kecil.Pemda) -> None:
    pagi = str(pemda.pagi.pk)
    lukis(pemda, (0, 6, pagi, ""), (0, 7, LEPAS, ""))
    assert (isi(pemda, 0, 6), isi(pemda, 0, 7)) == (pagi, LEPAS)
    assert not Roster.objects.exists()
    terbit = publish_roster(unit=pemda.bidang, periode=202510, actor=SISTEM, at=AT, law=HUKUM)
    assert (terbit.hari, terbit.orang, terbit.diterbitkan_nama) == (2, 1, "Petugas uji")
    assert list(Roster.objects.order_by("tanggal").values_list("tanggal", "jadwal_id")) == [
        (date(2025, 10, 6), pemda.pagi.pk), (date(2025, 10, 7), None),
    ]  # fmt: skip
    assert not RancanganRoster.objects.exists()
    assert Pemberitahuan.objects.get().person_id == pemda.pegawai[0].pk
    lagi = publish_roster(unit=pemda.bidang, periode=202510, actor=SISTEM, at=AT, law=HUKUM)
    assert lagi is None
    assert TerbitRoster.objects.count() == 1


def test_the_second_painter_sees_the_first_ones_change_and_chooses(pemda: kecil.Pemda) -> None:
    pagi, malam = str(pemda.pagi.pk), str(pemda.malam.pk)
    lukis(pemda, (0, 6, pagi, ""))
    hasil = lukis(pemda, (0, 6, malam, ""), (0, 7, malam, ""))
    (ada,) = hasil.bentrok.values()
    assert (ada.kini, ada.oleh) == (pagi, "Petugas uji")
    assert (isi(pemda, 0, 6), isi(pemda, 0, 7)) == (pagi, malam)
    assert not lukis(pemda, (0, 6, malam, pagi)).bentrok  # chosen knowingly
    assert isi(pemda, 0, 6) == malam
    assert not lukis(pemda, (0, 6, malam, "")).bentrok  # the same again is no conflict


def test_a_cell_painted_back_to_what_is_published_is_a_draft_no_more(pemda: kecil.Pemda) -> None:
    pagi = str(pemda.pagi.pk)
    Roster.objects.create(pegawai=pemda.pegawai[0], tanggal=date(2025, 10, 6), jadwal=pemda.pagi)
    lukis(pemda, (0, 6, LEPAS, pagi))
    assert RancanganRoster.objects.count() == 1
    lukis(pemda, (0, 6, pagi, LEPAS))
    assert not RancanganRoster.objects.exists()


def test_an_emptied_cell_gives_the_day_back_to_the_timetable(pemda: kecil.Pemda) -> None:
    Roster.objects.create(pegawai=pemda.pegawai[0], tanggal=date(2025, 10, 6), jadwal=pemda.pagi)
    lukis(pemda, (0, 6, "", str(pemda.pagi.pk)))
    publish_roster(unit=pemda.bidang, periode=202510, actor=SISTEM, at=AT, law=HUKUM)
    assert not Roster.objects.exists()


def test_a_rotation_goes_on_over_the_end_of_the_month(pemda: kecil.Pemda) -> None:
    orang = [pemda.pegawai[0].pk, pemda.pegawai[2].pk]
    urutan = [str(pemda.pagi.pk), str(pemda.malam.pk), LEPAS]
    sel = fill_pattern(pegawai_ids=orang, rentang=OKTOBER, urutan=urutan, mulai=0, geser=1)
    paint(instansi=pemda.instansi, sel=sel, actor=SISTEM, at=AT)
    assert (isi(pemda, 0, 1), isi(pemda, 2, 1)) == (urutan[0], urutan[1])
    nov = fill_pattern(
        pegawai_ids=orang, rentang=Rentang.bulan(202511), urutan=urutan, mulai=None, geser=0
    )
    per = {(s.pegawai_id, s.tanggal.day): s.isi for s in nov}
    assert (isi(pemda, 0, 31), per[orang[0], 1]) == (urutan[0], urutan[1])
    assert (isi(pemda, 2, 31), per[orang[1], 1]) == (urutan[1], urutan[2])


def test_rows_and_months_are_copied(pemda: kecil.Pemda) -> None:
    satu, tiga = pemda.pegawai[0].pk, pemda.pegawai[2].pk
    lukis(pemda, (0, 6, str(pemda.pagi.pk), ""), (0, 31, LEPAS, ""))
    baris = copy_row(sumber=satu, pegawai_ids=[satu, tiga], rentang=OKTOBER)
    assert {s.pegawai_id for s in baris} == {tiga}
    assert {s.tanggal.day: s.isi for s in baris if s.isi} == {6: str(pemda.pagi.pk), 31: LEPAS}
    nov = copy_month(pegawai_ids=[satu], rentang=Rentang.bulan(202511))
    assert [(s.tanggal, s.isi) for s in nov] == [(date(2025, 11, 6), str(pemda.pagi.pk))]


def test_leave_overlap_and_short_rest_are_marked(pemda: kecil.Pemda) -> None:
    pagi, malam = str(pemda.pagi.pk), str(pemda.malam.pk)
    lukis(pemda, (0, 6, malam, ""), (0, 7, pagi, ""), (0, 14, pagi, ""), (0, 31, malam, ""))
    Roster.objects.create(pegawai=pemda.pegawai[0], tanggal=date(2025, 11, 1), jadwal=pemda.pagi)
    Ketidakhadiran.objects.create(
        pegawai=pemda.pegawai[0], jenis=JenisKetidakhadiran.objects.get(kode="CT"), no_surat="1",
        tanggal_surat=OKTOBER.awal, berlaku=berlaku_sejak(date(2025, 10, 14), date(2025, 10, 15)),
    )  # fmt: skip
    ids = [pemda.pegawai[0].pk]
    tanda = find_marks(pemda.instansi.pk, ids, OKTOBER, load_cells(ids, OKTOBER.diperluas), ATURAN)
    kata = {t.day: (m.kata, m.berat) for (_, t), m in tanda.items() if t.month == 10}
    assert kata[7] == ("Istirahat hanya 0 jam 0 menit", False)
    assert kata[14] == ("Ada cuti tahunan", True)
    nov = find_marks(
        pemda.instansi.pk, ids, Rentang.bulan(202511),
        load_cells(ids, Rentang.bulan(202511).diperluas), ATURAN,
    )  # fmt: skip
    assert [t.day for _, t in nov] == [1]  # the night of the 31st ends on the first


def test_publishing_folds_only_the_touched_people_and_days(pemda: kecil.Pemda) -> None:
    """A day bounds its neighbours' windows, so these are folded too; here nothing else changes."""
    ensure_partitions([date(2025, 10, 1)])
    fold_month(instansi_id=pemda.instansi.pk, periode=202510, aturan=ATURAN, at=AT, actor=SISTEM)

    def semua() -> np.ndarray:
        isi = LembarPresensi.objects.filter(periode=202510).order_by("pegawai_id")
        return lembar.decode([s.hari for s in isi]).copy()

    sebelum = semua()
    lukis(pemda, (0, 6, LEPAS, ""), (2, 11, str(pemda.pagi.pk), ""))
    publish_roster(unit=pemda.bidang, periode=202510, actor=SISTEM, at=AT, law=HUKUM)
    orang, hari = np.nonzero(sebelum != semua())
    assert list(zip(orang.tolist(), (hari + 1).tolist(), strict=True)) == [(0, 6), (2, 11)]


def test_drafts_are_thrown_away_on_demand_only(pemda: kecil.Pemda) -> None:
    lukis(pemda, (0, 6, LEPAS, ""), (1, 6, LEPAS, ""))  # the second works elsewhere
    assert discard_drafts(unit=pemda.bidang, periode=202510, actor=SISTEM) == 1
    assert RancanganRoster.objects.get().pegawai == pemda.pegawai[1]


def test_a_pattern_names_shifts_that_exist(pemda: kecil.Pemda) -> None:
    def simpan(*urutan: str):
        return save_pattern(instansi=pemda.instansi, nama="Uji", urutan=urutan, actor=SISTEM, at=AT)

    assert simpan("RS-PAGI", "", "RS-MALAM").teks == "RS-PAGI, lepas, RS-MALAM"
    with pytest.raises(ValidationError, match="RS-SIANG"):
        simpan("RS-SIANG")
    with pytest.raises(ValidationError, match="paling sedikit satu"):
        simpan("", "")


def test_an_unknown_shift_is_refused(pemda: kecil.Pemda) -> None:
    with pytest.raises(ValidationError, match="tidak dikenal"):
        lukis(pemda, (0, 6, "999999", ""))


# -- pages ------------------------------------------------------------------------------------


def _papan(dunia: Dunia) -> dict:
    return {"unit": dunia.unit["dinas alam"].pk, "periode": "202512"}


def test_people_out_of_reach_are_not_painted(dunia: Dunia, actor) -> None:
    sel = [Lukisan(dunia.pegawai["tetangga"].pk, date(2025, 12, 1), LEPAS)]
    with pytest.raises(PermissionDenied):
        paint(instansi=dunia.instansi["uji"], sel=sel, actor=actor("pengelola_kepegawaian"), at=AT)
    assert not RancanganRoster.objects.exists()


def test_the_grid_is_drawn_with_few_questions(
    dunia: Dunia, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    with django_assert_max_num_queries(12):
        teks = client.get(reverse("presensi:roster"), _papan(dunia)).content.decode()
    assert "Staf" in teks
    assert "Tetangga" not in teks


def test_a_stroke_is_kept_and_a_stale_one_told(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    staf, jadwal = dunia.pegawai["staf"].pk, str(dunia.objek["jadwal"].pk)

    def gores(baru: str, lihat: str, paksa: bool = False) -> dict:
        isi = {"unit": dunia.unit["dinas alam"].pk, "paksa": paksa,
               "sel": [[staf, "2025-12-01", baru, lihat]]}  # fmt: skip
        jawab = client.post(
            reverse("presensi:roster_sel"), json.dumps(isi), content_type="application/json"
        )
        assert jawab.status_code == 200
        return jawab.json()

    assert gores(jadwal, "")["jadi"] == 1
    (bentrok,) = gores("L", "")["bentrok"]
    assert bentrok["isi"] == jadwal
    assert gores("L", "", paksa=True)["bentrok"] == []


def test_rows_are_filled_by_a_form_without_scripts(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    isi = _papan(dunia) | {
        "pegawai": [dunia.pegawai["staf"].pk], "cara": "pola", "pola": dunia.objek["pola"].pk,
        "mulai": 1, "geser": 0, "dari": "2025-12-01", "sampai": "2025-12-03",
    }  # fmt: skip
    assert client.post(reverse("presensi:roster_isi"), isi).status_code == 302
    isi_sel = RancanganRoster.objects.order_by("tanggal").values_list("jadwal__kode", "lepas")
    assert list(isi_sel) == [("UJI", False), (None, True), ("UJI", False)]
    assert client.post(reverse("presensi:roster_terbit"), _papan(dunia)).status_code == 302
    assert Roster.objects.count() == 3
    unduh = client.get(reverse("presensi:roster_unduh"), _papan(dunia))
    assert b"".join(unduh.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    unduh.close()


def test_one_sees_her_own_month(dunia: Dunia, client: Client) -> None:
    Roster.objects.create(pegawai=dunia.pegawai["staf"], tanggal=date(2025, 12, 1), jadwal=None)
    client.force_login(dunia.user["staf"])
    jawab = client.get(reverse("presensi:jadwal_saya"), {"periode": "202512"})
    assert jawab.status_code == 200


def test_half_a_day_of_a_month_is_not_lost(pemda: kecil.Pemda) -> None:
    """Months end: the neighbours of the last day lie in the next month."""
    lukis(pemda, (0, 31, str(pemda.malam.pk), ""))
    terbit = publish_roster(unit=pemda.bidang, periode=202510, actor=SISTEM, at=AT, law=HUKUM)
    assert terbit.hari == 1
    assert Roster.objects.get().tanggal == OKTOBER.awal + timedelta(days=30)


def test_the_palette_offers_what_was_worked_last_month(pemda: kecil.Pemda) -> None:
    """Published or only painted; what was worked longer ago is offered no more."""
    ids = [p.pk for p in pemda.pegawai]

    def offered(periode: int) -> list[str]:
        rentang = Rentang.bulan(periode)
        papan = load_board(
            pemda.bidang, rentang, periode, pegawai_ids=ids, tukar=exchange_rows(ids, rentang)
        )
        return papan.dulu

    pagi, malam = str(pemda.pagi.pk), str(pemda.malam.pk)
    lukis(pemda, (0, 6, pagi, ""), (0, 7, LEPAS, ""))
    publish_roster(unit=pemda.bidang, periode=202510, actor=SISTEM, at=AT, law=HUKUM)
    lukis(pemda, (1, 8, malam, ""), (1, 9, pagi, ""))
    assert offered(202511) == sorted([pagi, malam])
    assert offered(202510) == offered(202512) == []
