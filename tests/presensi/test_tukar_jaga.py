"""A duty is given to a colleague or exchanged: asked, agreed, approved, seen on roster and day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.core.workflow.kontrak import WorkflowContract
from tests.izin.conftest import actor, dunia
from tests.izin.dunia import SEJAK, Dunia

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions import Actor, system_actor
from selaras.core.permissions.actor import Wewenang
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.models import Menunggu
from selaras.core.workflow.undo import undo
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.hukum import Law
from selaras.pegawai.models import Pegawai
from selaras.presensi import lembar
from selaras.presensi.models import (
    Jadwal,
    JadwalHari,
    LembarPresensi,
    Roster,
    TukarJaga,
)
from selaras.presensi.selectors.hari import load_day
from selaras.presensi.services import fold_month
from selaras.presensi.services.kerja.tukar import ask_swap
from selaras.presensi.services.masuk.ketukan import ensure_partitions

from . import pemda_kecil as kecil

__all__ = ["actor", "dunia"]
pytestmark = pytest.mark.django_db
AT = datetime(2025, 10, 6, 1, tzinfo=UTC)  # Monday 09.00 WITA
HUKUM = Law.from_dict(
    {"daerah": {"uji": {}}, "alur.batas_hari": 5, "alur.urung_menit": 60, **kecil.ATURAN_ISI}
)


def sif(instansi: Any, kode: str, masuk: int, pulang: int) -> Jadwal:
    j = Jadwal.objects.create(instansi=instansi, kode=kode, nama=kode, ikut_libur=False)
    JadwalHari.objects.bulk_create(
        JadwalHari(jadwal=j, hari=h, masuk=masuk, pulang=pulang) for h in range(1, 8)
    )
    return j


@pytest.fixture
def regu(monkeypatch: pytest.MonkeyPatch) -> kecil.Pemda:
    """Persons 0 and 2 work in S1.1: 0 has the night of the 8th, 2 the morning of the 10th."""
    monkeypatch.setattr(Law, "load", classmethod(lambda cls, *a: HUKUM))
    p = kecil.bangun(5)
    ensure_partitions([date(2025, 10, 1)])
    p.pagi, p.malam = sif(p.instansi, "RS-PAGI", 480, 840), sif(p.instansi, "RS-MALAM", 1200, 480)
    for n in (0, 2):
        Roster.objects.bulk_create(
            Roster(pegawai=p.pegawai[n], tanggal=date(2025, 10, h), jadwal=None)
            for h in range(6, 13)
        )
    letak(p, 0, 8, p.malam)
    letak(p, 2, 10, p.pagi)
    fold_month(
        instansi_id=p.instansi.pk, periode=202510, aturan=HUKUM.pada(date(2025, 10, 1), "uji"),
        at=AT, actor=system_actor("uji", at=AT),
    )  # fmt: skip
    return p


def letak(p: kecil.Pemda, n: int, hari: int, jadwal: Jadwal) -> None:
    Roster.objects.update_or_create(
        pegawai=p.pegawai[n], tanggal=date(2025, 10, hari), defaults={"jadwal": jadwal}
    )


def sebagai(p: Pegawai, at: datetime = AT) -> Actor:
    return Actor(
        user_id=None, nama=p.nama, at=at, person_id=p.pk, instansi_id=p.instansi_id,
        wewenang=(Wewenang("pengguna"), Wewenang("pegawai", p.instansi_id)),
    )  # fmt: skip


def minta(p: kecil.Pemda, ganti: int | None = None, **lain: Any) -> TukarJaga:
    isi = {
        "pegawai": p.pegawai[0], "tanggal": date(2025, 10, 8), "rekan": p.pegawai[2],
        "tanggal_rekan": date(2025, 10, ganti) if ganti else None, "alasan": "Acara keluarga",
        "kunci": uuid4(), "actor": sebagai(p.pegawai[0]),
    } | lain  # fmt: skip
    return ask_swap(**isi)


def isi(p: kecil.Pemda, n: int, hari: int) -> str | None:
    """A roster's cell: the shift's code, "L" for off duty, None for no cell."""
    r = Roster.objects.filter(pegawai=p.pegawai[n], tanggal=date(2025, 10, hari)).first()
    return None if r is None else r.jadwal.kode if r.jadwal else "L"


def sampai_disetujui(p: kecil.Pemda, t: TukarJaga, at: datetime = AT) -> None:
    apply(t, "accept", actor=sebagai(p.pegawai[2], at))
    apply(t, "approve", actor=system_actor("Atasan", at=at))


def test_nothing_changes_until_the_colleague_and_the_superior_agree(regu: kecil.Pemda) -> None:
    t = minta(regu, ganti=10)
    assert (t.status, Menunggu.objects.get().penyetuju_id) == (
        "menunggu_rekan", regu.pegawai[2].pk,
    )  # fmt: skip
    apply(t, "accept", actor=sebagai(regu.pegawai[2]))
    assert (t.status, isi(regu, 0, 8)) == ("diajukan", "RS-MALAM")
    apply(t, "approve", actor=system_actor("Atasan", at=AT))
    assert [isi(regu, 0, h) for h in (8, 10)] == ["L", "RS-PAGI"]
    assert [isi(regu, 2, h) for h in (8, 10)] == ["RS-MALAM", "L"]
    assert Pemberitahuan.objects.filter(person_id=regu.pegawai[2].pk, jenis="roster_terbit").count()


def test_a_colleague_may_only_stand_in(regu: kecil.Pemda) -> None:
    sampai_disetujui(regu, minta(regu))
    assert (isi(regu, 0, 8), isi(regu, 2, 8), isi(regu, 2, 10)) == ("L", "RS-MALAM", "RS-PAGI")


def test_who_has_no_other_roster_goes_back_to_the_units_hours(regu: kecil.Pemda) -> None:
    Roster.objects.all().delete()
    letak(regu, 0, 8, regu.malam)
    sampai_disetujui(regu, minta(regu))
    assert (isi(regu, 0, 8), isi(regu, 2, 8)) == (None, "RS-MALAM")


def test_the_days_of_both_follow_and_say_with_whom(regu: kecil.Pemda) -> None:
    nanti = datetime(2025, 10, 11, 3, tzinfo=UTC)
    t = minta(regu)
    apply(t, "accept", actor=sebagai(regu.pegawai[2]))
    sebelum = _bita()
    apply(t, "approve", actor=system_actor("Atasan", at=nanti))
    beda = {
        (n, h + 1)
        for n, (a, b) in enumerate(zip(sebelum, _bita(), strict=True))
        for h in range(31) if a[h] != b[h]
    }  # fmt: skip
    # Folded at a later instant, the touched days (and those beside them) are over now.
    assert {n for n, _ in beda} == {0, 2}
    assert {h for _, h in beda} <= {7, 8, 9}
    fakta = load_day(regu.pegawai[2], date(2025, 10, 8), HUKUM.pada(SEJAK, "uji"), nanti)
    assert (fakta.jadwal_masuk, fakta.ditukar) == (1200, regu.pegawai[0].nama)


def _bita() -> list[Any]:
    semua = LembarPresensi.objects.filter(periode=202510).order_by("pegawai_id")
    return list(lembar.decode([b.hari for b in semua]).copy())


def test_the_superior_takes_her_word_back_and_the_roster_is_as_before(regu: kecil.Pemda) -> None:
    t = minta(regu, ganti=10)
    apply(t, "accept", actor=sebagai(regu.pegawai[2]))
    user = User.objects.create_user("atasan", nama="Atasan")
    atasan = replace(system_actor("Atasan", at=AT), user_id=user.pk)
    apply(t, "approve", actor=atasan)
    undo(t, actor=atasan)
    assert [isi(regu, 0, h) for h in (8, 10)] == ["RS-MALAM", "L"]
    assert [isi(regu, 2, h) for h in (8, 10)] == ["L", "RS-PAGI"]


def test_a_colleague_who_is_not_asked_or_says_no(regu: kecil.Pemda) -> None:
    t = minta(regu)
    with pytest.raises((LangkahDitolak, PermissionDenied)):
        apply(t, "accept", actor=sebagai(regu.pegawai[4]))
    with pytest.raises((LangkahDitolak, PermissionDenied)):
        apply(t, "accept", actor=sebagai(regu.pegawai[0]))
    apply(t, "decline", actor=sebagai(regu.pegawai[2]))
    assert (t.status, isi(regu, 0, 8)) == ("ditolak", "RS-MALAM")


def test_a_roster_that_changed_meanwhile_stops_it(regu: kecil.Pemda) -> None:
    t = minta(regu)
    letak(regu, 0, 8, regu.pagi)
    with pytest.raises(LangkahDitolak, match="sudah berubah"):
        apply(t, "accept", actor=sebagai(regu.pegawai[2]))


def test_a_busy_colleague_a_foreign_unit_and_a_past_day_are_refused(regu: kecil.Pemda) -> None:
    letak(regu, 2, 8, regu.pagi)
    with pytest.raises(ValidationError, match="sudah berjaga"):
        minta(regu)
    with pytest.raises(ValidationError, match="unit Anda"):
        minta(regu, rekan=regu.pegawai[1])
    letak(regu, 2, 8, None)  # type: ignore[arg-type]
    with pytest.raises(LangkahDitolak, match="sudah lewat"):
        minta(regu, actor=sebagai(regu.pegawai[0], AT + timedelta(days=5)))
    with pytest.raises(PermissionDenied):
        minta(regu, actor=sebagai(regu.pegawai[2]))


def test_a_colleague_on_leave_cannot_take_it(regu: kecil.Pemda) -> None:
    Ketidakhadiran.objects.create(
        pegawai=regu.pegawai[2], jenis=JenisKetidakhadiran.objects.get(kode="CT"),
        berlaku=berlaku_sejak(date(2025, 10, 7), date(2025, 10, 9)), no_surat="1",
        tanggal_surat=SEJAK,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="tidak bertugas"):
        minta(regu)


def test_the_same_form_twice_asks_once(regu: kecil.Pemda) -> None:
    kunci = uuid4()
    assert minta(regu, kunci=kunci).pk == minta(regu, kunci=kunci).pk
    with pytest.raises(ValidationError, match="masih menunggu"):
        minta(regu)


class TestTukarJaga(WorkflowContract):
    model = TukarJaga
    allowed = {
        "submit": {"staf"},
        "cancel": {"staf"},
        "accept": {"tetangga"},
        "decline": {"tetangga"},
        "approve": {"kepala"},
        "reject": {"kepala"},
    }

    def make(self, dunia: Dunia) -> Any:
        besok = timezone.localdate() + timedelta(days=2)
        jadwal = dunia.objek["jadwal"]
        Roster.objects.update_or_create(
            pegawai=dunia.pegawai["staf"], tanggal=besok, defaults={"jadwal": jadwal}
        )
        return TukarJaga.objects.create(
            pegawai=dunia.pegawai["staf"], rekan=dunia.pegawai["tetangga"], tanggal=besok,
            jadwal=jadwal, alasan="Acara keluarga", diminta_pada=timezone.now(),
        )  # fmt: skip

    def in_state(self, dunia: Dunia, state: str, actor: Actor) -> Any:
        document = super().in_state(dunia, state, actor)
        if state == "menunggu_rekan":
            Menunggu.objects.create(
                alur="tukar_jaga", model="presensi.tukarjaga", objek_id=document.pk, status=state,
                penyetuju_id=dunia.pegawai["tetangga"].pk, subjek_id=document.pegawai_id,
                sejak=actor.at, judul="uji", url="/",
            )  # fmt: skip
        return document


def test_the_list_shows_duties_and_asks_from_one_s_own(
    dunia: Dunia, client: Client, django_assert_max_num_queries: Any
) -> None:
    besok = timezone.localdate() + timedelta(days=1)
    staf, rekan = dunia.pegawai["staf"], dunia.pegawai["tanpa akun"]
    Roster.objects.create(pegawai=staf, tanggal=besok, jadwal=dunia.objek["jadwal"])
    client.force_login(dunia.user["staf"])
    alamat = reverse("presensi:piket")
    tanya = {"periode": f"{besok:%Y%m}"}
    client.get(alamat, tanya)
    with django_assert_max_num_queries(12):
        isi = client.get(alamat, tanya).content.decode()
    minta_url = reverse("presensi:tukar_minta", args=[besok.isoformat()])
    assert minta_url in isi
    hasil = client.post(
        minta_url, {"kunci": str(uuid4()), "rekan": rekan.pk, "alasan": "Acara keluarga"}
    )
    tukar = TukarJaga.objects.get(tanggal=besok)
    assert hasil.url == reverse("presensi:tukar_satu", args=[tukar.pk])
    assert "Menunggu jawaban" in client.get(hasil.url).content.decode()
    client.force_login(dunia.user["tetangga"])
    assert client.get(hasil.url).status_code == 404
