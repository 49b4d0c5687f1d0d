"""From the lock to the bank: the fixed list, SP2D, failed transfers, holds released later."""

from dataclasses import replace
from datetime import date

import pytest
from tests.tpp import bulan_kecil as kecil
from tests.tpp.test_prasyarat_temuan import law, owe

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai, Rekening
from selaras.periode.models import PeriodeUnit
from selaras.periode.services import advance
from selaras.tpp.models import (
    DaftarBayar,
    InstrumenPenilaian,
    PembayaranTPP,
    SusulanTPP,
    TahananPembayaran,
)
from selaras.tpp.selectors.daftar_bayar import to_be_paid
from selaras.tpp.services import compute_month
from selaras.tpp.services.daftar_bayar import (
    PembayaranDitolak,
    RekeningBaru,
    mark_failed,
    note_sp2d,
    repeat_transfer,
)
from selaras.tpp.services.tahanan import LepasDitolak, release_hold

pytestmark = pytest.mark.django_db
LANGKAH = ("diverifikasi", "disetujui", "terkunci", "diajukan", "dibayar")


@pytest.fixture
def petugas() -> Actor:
    user = User.objects.create_user("petugas", "kopi-hutan-merapi")
    return replace(kecil.ACTOR, user_id=user.pk)


def month(sampai: str, actor: Actor) -> Instansi:
    """October of six people, one of whom owes compensation; both SKPD moved to a state."""
    instansi = kecil.build()
    for p in Pegawai.objects.all():
        Rekening.objects.create(
            pegawai=p, bank="Bank Uji", nomor=f"77{p.pk:06d}", atas_nama=p.nama,
            berlaku=berlaku_sejak(kecil.AWAL),
        )  # fmt: skip
    owe(1, "tgr", date(2025, 3, 1))
    compute_month(instansi=instansi, periode=kecil.PERIODE, actor=actor, at=kecil.AT, law=law())
    move(sampai, actor)
    return instansi


def move(sampai: str, actor: Actor) -> None:
    for ke in LANGKAH[: LANGKAH.index(sampai) + 1]:
        for b in PeriodeUnit.objects.filter(periode=kecil.PERIODE).select_related("skpd"):
            advance(skpd=b.skpd, periode=b.periode, ke=ke, actor=actor, at=kecil.AT)


def paid(nama: str) -> PembayaranTPP:
    return PembayaranTPP.objects.get(pegawai__nama=nama, terakhir=True)


def test_the_lock_fixes_who_is_paid_and_who_is_not(petugas: Actor) -> None:
    month("terkunci", petugas)
    daftar = DaftarBayar.objects.get(skpd__kode="A")
    assert (daftar.jumlah_pegawai, daftar.jumlah_ditahan, daftar.bruto) == (2, 1, 8_000_000)
    assert paid("Pegawai 1").status == "ditahan"
    assert "TGR" in paid("Pegawai 1").alasan
    assert paid("Pegawai 3").nomor_rekening.startswith("77")
    assert len(daftar.hash_daftar) == 64


def test_the_sp2d_pays_everybody_who_waits_and_nobody_who_is_held(petugas: Actor) -> None:
    month("diajukan", petugas)
    daftar = DaftarBayar.objects.get(skpd__kode="A")
    note_sp2d(daftar=daftar, no_sp2d="01/SP2D/2025", tanggal=date(2025, 11, 12), actor=petugas)
    advance(skpd=daftar.skpd, periode=kecil.PERIODE, ke="dibayar", actor=petugas, at=kecil.AT)
    assert (paid("Pegawai 3").status, paid("Pegawai 3").tanggal) == ("dibayar", date(2025, 11, 12))
    assert paid("Pegawai 1").status == "ditahan"


def test_a_list_is_paid_by_one_sp2d_however_often_it_is_sent(petugas: Actor) -> None:
    month("diajukan", petugas)
    daftar = DaftarBayar.objects.get(skpd__kode="A")
    hari = date(2025, 11, 12)
    assert note_sp2d(daftar=daftar, no_sp2d="1", tanggal=hari, actor=petugas) == 2
    assert note_sp2d(daftar=daftar, no_sp2d="1", tanggal=hari, actor=petugas) == 0
    with pytest.raises(PembayaranDitolak, match="SP2D 1 sudah tercatat"):
        note_sp2d(daftar=daftar, no_sp2d="2", tanggal=hari, actor=petugas)
    assert DaftarBayar.objects.get(pk=daftar.pk).no_sp2d == "1"


def test_a_future_sp2d_is_refused(petugas: Actor) -> None:
    month("diajukan", petugas)
    daftar = DaftarBayar.objects.get(skpd__kode="A")
    with pytest.raises(PembayaranDitolak, match="belum tiba"):
        note_sp2d(daftar=daftar, no_sp2d="1", tanggal=date(2026, 1, 1), actor=petugas)
    assert DaftarBayar.objects.get(pk=daftar.pk).no_sp2d == ""


def test_a_failed_transfer_keeps_its_reason_and_is_repeated_with_a_new_date(
    petugas: Actor,
) -> None:
    month("dibayar", petugas)
    p = paid("Pegawai 3")
    mark_failed(
        pembayaran_ids=[p.pk], daftar=p.daftar, alasan="Rekening tutup",
        tanggal=date(2025, 12, 5), actor=petugas,
    )  # fmt: skip
    assert (paid("Pegawai 3").status, paid("Pegawai 3").alasan) == ("gagal", "Rekening tutup")
    with pytest.raises(PembayaranDitolak, match="tidak lebih awal"):
        repeat_transfer(pembayaran=p, tanggal=date(2025, 12, 1), actor=petugas)
    baru = repeat_transfer(pembayaran=p, tanggal=date(2025, 12, 5), actor=petugas)
    assert (baru.ke, baru.status, baru.netto) == (2, "dibayar", p.netto)
    with pytest.raises(PembayaranDitolak, match="gagal yang dapat diulang"):
        repeat_transfer(pembayaran=p, tanggal=date(2025, 12, 5), actor=petugas)
    assert PembayaranTPP.objects.filter(pegawai__nama="Pegawai 3").count() == 2


def test_a_hold_released_before_the_lock_is_paid_with_its_list(petugas: Actor) -> None:
    month("disetujui", petugas)
    satu = TahananPembayaran.objects.get()
    release_hold(tahanan=satu, alasan="Lunas, STS 12", actor=petugas, at=kecil.AT)
    for b in PeriodeUnit.objects.select_related("skpd"):
        advance(skpd=b.skpd, periode=b.periode, ke="terkunci", actor=petugas, at=kecil.AT)
    assert paid("Pegawai 1").status == "menunggu"
    assert not SusulanTPP.objects.exists()


def test_a_hold_released_after_the_lock_is_paid_once_as_arrears(petugas: Actor) -> None:
    instansi = month("dibayar", petugas)
    satu = TahananPembayaran.objects.get()
    release_hold(tahanan=satu, alasan="Lunas", actor=petugas, at=kecil.AT)
    release_hold(tahanan=satu, alasan="Lunas", actor=petugas, at=kecil.AT)
    baris = SusulanTPP.objects.get()
    bruto = InstrumenPenilaian.objects.get(pegawai__nama="Pegawai 1").bruto
    assert (baris.jenis, baris.nilai_rp, baris.masuk_periode) == ("tahanan", bruto, 202511)
    # a later look at October finds nothing more to pay
    from selaras.tpp.services import collect_susulan

    assert (
        collect_susulan(
            instansi=instansi, periode=kecil.PERIODE, masuk_periode=202511, actor=petugas,
            at=kecil.AT, law=law(),
        )
        == []
    )  # fmt: skip


def test_nobody_releases_without_a_reason_or_for_herself(petugas: Actor) -> None:
    month("terkunci", petugas)
    satu = TahananPembayaran.objects.get()
    with pytest.raises(LepasDitolak, match="alasan"):
        release_hold(tahanan=satu, alasan=" ", actor=petugas, at=kecil.AT)
    sendiri = replace(petugas, person_id=satu.pegawai_id)
    with pytest.raises(LepasDitolak, match="petugas lain"):
        release_hold(tahanan=satu, alasan="Lunas", actor=sendiri, at=kecil.AT)
    satu.refresh_from_db()
    assert satu.dilepas_pada is None


def test_before_the_lock_the_page_says_what_the_list_will_say(petugas: Actor) -> None:
    month("disetujui", petugas)
    bulan = PeriodeUnit.objects.get(skpd__kode="A")
    kata = to_be_paid(bulan)
    advance(skpd=bulan.skpd, periode=kecil.PERIODE, ke="terkunci", actor=petugas, at=kecil.AT)
    daftar = DaftarBayar.objects.get(skpd__kode="A")
    assert kata == {"orang": daftar.jumlah_pegawai, "netto": daftar.netto}


def test_who_has_no_account_is_not_told_that_she_was_paid(petugas: Actor) -> None:
    month("disetujui", petugas)
    Rekening.objects.filter(pegawai__nama="Pegawai 3").delete()
    for ke in ("terkunci", "diajukan"):
        for b in PeriodeUnit.objects.select_related("skpd"):
            advance(skpd=b.skpd, periode=b.periode, ke=ke, actor=petugas, at=kecil.AT)
    daftar = DaftarBayar.objects.get(skpd__kode="A")
    dibayar = note_sp2d(daftar=daftar, no_sp2d="1", tanggal=date(2025, 11, 12), actor=petugas)
    advance(skpd=daftar.skpd, periode=kecil.PERIODE, ke="dibayar", actor=petugas, at=kecil.AT)
    assert dibayar == daftar.jumlah_pegawai - 1
    p = paid("Pegawai 3")
    assert (p.status, p.alasan) == ("gagal", "Belum ada nomor rekening.")
    baru = repeat_transfer(
        pembayaran=p, tanggal=date(2025, 11, 13), actor=petugas,
        rekening=RekeningBaru("Bank Uji", "99", "Pegawai 3"),
    )  # fmt: skip
    assert (baru.status, baru.netto) == ("dibayar", p.netto)
