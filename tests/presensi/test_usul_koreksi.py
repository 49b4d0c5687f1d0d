"""A request to mend a day: handed in once, decided, visible on its day, taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from tests.izin.conftest import actor as actor_of
from tests.izin.conftest import dunia
from tests.izin.dunia import SEJAK, Dunia

from selaras.core.audit.models import Jejak
from selaras.core.files.models import Berkas
from selaras.core.masa import berlaku_sejak
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions import Actor, system_actor
from selaras.core.workflow.deciding import approve_rows
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import Berpagar
from selaras.core.workflow.models import Menunggu
from selaras.core.workflow.undo import undo
from selaras.hukum import Law
from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import (
    HariLibur,
    HariTersentuh,
    Jadwal,
    JadwalHari,
    KoreksiPresensi,
    PenugasanJadwal,
    UsulKoreksi,
)
from selaras.presensi.selectors.hari import sheet_days
from selaras.presensi.selectors.koreksi import TERSAMAR, may_see_proof, used, words_of
from selaras.presensi.services import add_koreksi, fold_month
from selaras.presensi.services.benah.usul_koreksi import Isian, KoreksiDitolak, hand_in

__all__ = ["actor_of", "dunia"]
KINI = datetime(2025, 12, 4, 4, tzinfo=UTC)  # Thursday 11.00 WIB
SENIN = date(2025, 12, 1)
Sebagai = Callable[[str], Actor]


@pytest.fixture
def kantor(dunia: Dunia) -> Dunia:
    """Everybody works five days from 07.30 to 16.00; nobody has tapped this week."""
    uji = dunia.instansi["uji"]
    jadwal = Jadwal.objects.create(instansi=uji, kode="5H", nama="Lima hari")
    JadwalHari.objects.bulk_create(
        JadwalHari(jadwal=jadwal, hari=h, masuk=450, pulang=960) for h in range(1, 6)
    )
    PenugasanJadwal.objects.create(jadwal=jadwal, instansi=uji, berlaku=berlaku_sejak(SEJAK))
    HariLibur.objects.create(tanggal=date(2025, 12, 25), nama="Natal")
    fold_month(
        instansi_id=uji.pk, periode=202512, aturan=Law.load().pada(date(2025, 12, 1), "contoh"),
        at=KINI, actor=_system(),
    )  # fmt: skip
    return dunia


@pytest.fixture
def sebagai(actor_of: Sebagai) -> Sebagai:
    return lambda nama: replace(actor_of(nama), at=KINI)


def _system() -> Actor:
    return system_actor("uji", at=KINI)


def isi(masuk: int | None = 445, sebab: str = "lupa", **lain: object) -> Isian:
    return Isian(masuk, lain.pop("pulang", None), sebab, "Lupa mencatat, dilihat Pak Arif", **lain)  # type: ignore[arg-type]


def minta(
    dunia: Dunia, actor: Actor, *, hari: date = SENIN, kunci: UUID | None = None,
    isian: Isian | None = None, nama: str = "staf",
) -> UsulKoreksi:  # fmt: skip
    return hand_in(
        actor=actor, pegawai=dunia.pegawai[nama], tanggal=hari, isian=isian or isi(),
        kunci=kunci or uuid4(),
    )  # fmt: skip


def hari_itu(dunia: Dunia, tanggal: date = SENIN) -> tuple[int | None, int | None]:
    lembar = sheet_days(dunia.pegawai["staf"].pk, 202512)
    assert lembar is not None
    return lembar[tanggal.day - 1].masuk, lembar[tanggal.day - 1].pulang


def test_it_waits_for_the_superior_who_mends_the_day(kantor: Dunia, sebagai: Sebagai) -> None:
    assert hari_itu(kantor) == (None, None)
    usul = minta(kantor, sebagai("staf"), isian=isi(445, pulang=965))
    row = Menunggu.objects.get(objek_id=usul.pk, model=UsulKoreksi._meta.label_lower)
    assert row.penyetuju_id == kantor.pegawai["kepala"].pk
    assert row.perhatian == "Tanpa bukti"
    apply(usul, "approve", actor=sebagai("kepala"))
    assert usul.status == "disetujui" and hari_itu(kantor) == (445, 965)
    koreksi = KoreksiPresensi.objects.get()
    assert koreksi.usul == usul and "Lupa mencatat" in koreksi.alasan
    kabar = Pemberitahuan.objects.get(person_id=kantor.pegawai["staf"].pk, jenis="koreksi_presensi")
    assert "disetujui" in kabar.judul


def test_the_same_form_sent_twice_is_one_request(kantor: Dunia, sebagai: Sebagai) -> None:
    kunci = uuid4()
    satu, dua = (minta(kantor, sebagai("staf"), kunci=kunci) for _ in range(2))
    assert satu.pk == dua.pk and UsulKoreksi.objects.filter(tanggal=SENIN).count() == 1
    with pytest.raises(KoreksiDitolak, match="sudah diajukan"):
        minta(kantor, sebagai("staf"))


def test_the_limit_and_the_term_are_kept(kantor: Dunia, sebagai: Sebagai) -> None:
    with pytest.raises(KoreksiDitolak, match="paling lambat 5 hari kerja"):
        minta(kantor, sebagai("staf"), hari=date(2025, 11, 24))
    for hari in (1, 2, 3):
        minta(kantor, sebagai("staf"), hari=date(2025, 12, hari))
    with pytest.raises(KoreksiDitolak, match="Jatah koreksi Desember 2025"):
        minta(kantor, sebagai("staf"), hari=date(2025, 12, 4))
    apply(UsulKoreksi.objects.get(tanggal=SENIN), "reject", actor=sebagai("kepala"), reason="tidak")
    assert used(kantor.pegawai["staf"].pk, SENIN) == 2
    minta(kantor, sebagai("staf"), hari=date(2025, 12, 4))


def test_what_is_sent_back_is_mended_and_handed_in_again(kantor: Dunia, sebagai: Sebagai) -> None:
    usul = minta(kantor, sebagai("staf"))
    apply(usul, "return", actor=sebagai("kepala"), reason="Lampirkan buktinya")
    nanti = replace(sebagai("staf"), at=KINI + timedelta(days=14))
    lagi = minta(kantor, nanti, isian=isi(448))
    assert lagi.pk == usul.pk and (lagi.status, lagi.masuk) == ("diajukan", 448)


def test_health_goes_to_the_officer_and_its_words_stay_with_her(
    kantor: Dunia, sebagai: Sebagai
) -> None:
    usul = minta(kantor, sebagai("staf"), isian=isi(sebab="kesehatan"))
    assert words_of(sebagai("kepala"), usul) == TERSAMAR
    apply(usul, "approve", actor=sebagai("kepala"))
    assert usul.status == "diteruskan" and hari_itu(kantor) == (None, None)
    row = Menunggu.objects.get(objek_id=usul.pk, model=UsulKoreksi._meta.label_lower)
    petugas = sebagai("pengelola_kepegawaian")
    assert row.penyetuju_id == petugas.person_id
    kabar = Pemberitahuan.objects.get(person_id=petugas.person_id, jenis="menunggu_keputusan")
    assert "Lupa mencatat" not in kabar.isi
    assert words_of(petugas, usul) == usul.uraian
    assert Jejak.objects.filter(aksi="cuti.view_alasan", membaca=True).exists()
    hasil = approve_rows({row.pk: row.versi}, actor=petugas)
    assert hasil.jadi == 1 and hari_itu(kantor)[0] == 445
    assert KoreksiPresensi.objects.get().alasan == "Alasan kesehatan"


def test_the_officer_may_send_back_too(kantor: Dunia, sebagai: Sebagai) -> None:
    usul = minta(kantor, sebagai("staf"), isian=isi(sebab="kesehatan"))
    apply(usul, "approve", actor=sebagai("kepala"))
    apply(usul, "send_back", actor=sebagai("pengelola_kepegawaian"), reason="Surat belum jelas")
    assert usul.status == "dikembalikan"


def test_proof_is_opened_by_who_decides_and_not_by_others(kantor: Dunia, sebagai: Sebagai) -> None:
    def berkas(nama: str) -> Berkas:
        return Berkas.objects.create(
            keperluan="presensi.koreksi", nama=nama, jenis="application/pdf", ukuran=1,
            sha256="0" * 64, pemilik_user=kantor.user["staf"], dibuat_pada=KINI, jalur=nama,
        )  # fmt: skip

    biasa, sakit = berkas("surat.pdf"), berkas("dokter.pdf")
    minta(kantor, sebagai("staf"), isian=isi(berkas=[biasa]))
    minta(kantor, sebagai("staf"), hari=date(2025, 12, 2),
          isian=isi(sebab="kesehatan", berkas=[sakit]))  # fmt: skip
    siapa = ("staf", "kepala", "pengelola_kepegawaian", "tetangga", "bendahara")
    boleh = {n: (may_see_proof(sebagai(n), biasa), may_see_proof(sebagai(n), sakit)) for n in siapa}
    assert boleh == {
        "staf": (True, True), "kepala": (True, False), "pengelola_kepegawaian": (True, True),
        "tetangga": (False, False), "bendahara": (False, False),
    }  # fmt: skip


def test_an_officers_entry_is_confirmed_by_the_person_first(
    kantor: Dunia, sebagai: Sebagai
) -> None:
    petugas = sebagai("pengelola_kepegawaian")
    usul = minta(kantor, petugas, isian=isi(sebab="kesehatan"))
    assert usul.status == "titipan" and usul.dicatat_oleh_id == petugas.user_id
    assert Menunggu.objects.get(objek_id=usul.pk, model=UsulKoreksi._meta.label_lower).pribadi
    apply(usul, "confirm", actor=sebagai("staf"))
    apply(usul, "approve", actor=sebagai("kepala"))
    with pytest.raises(Berpagar, match="Anda yang mencatatkan"):
        apply(usul, "verify", actor=petugas)
    apply(usul, "verify", actor=sebagai("admin_bkpsdm"))
    assert hari_itu(kantor)[0] == 445


def test_a_stranger_asks_for_nobody(kantor: Dunia, sebagai: Sebagai) -> None:
    for nama in ("tetangga", "kepala", "asing"):
        with pytest.raises(PermissionDenied):
            minta(kantor, sebagai(nama))


def test_undoing_and_revoking_bring_back_what_the_day_was(kantor: Dunia, sebagai: Sebagai) -> None:
    add_koreksi(
        pegawai=kantor.pegawai["staf"], tanggal=SENIN, masuk=None, pulang=970, alasan="Mesin mati",
        actor=_system(), at=KINI - timedelta(days=1),
    )  # fmt: skip
    usul = minta(kantor, sebagai("staf"))
    apply(usul, "approve", actor=sebagai("kepala"))
    assert hari_itu(kantor) == (445, 970)  # the half that was mended before stays
    undo(usul, actor=sebagai("kepala"))
    assert usul.status == "diajukan" and hari_itu(kantor) == (None, 970)
    apply(usul, "approve", actor=sebagai("kepala"))
    apply(usul, "revoke", actor=sebagai("pengelola_kepegawaian"), reason="Ternyata tidak masuk")
    assert usul.status == "dicabut" and hari_itu(kantor) == (None, 970)


def test_in_a_locked_month_the_day_is_kept_for_a_later_one(kantor: Dunia, sebagai: Sebagai) -> None:
    skpd = kantor.unit["dinas alam"]
    PeriodeUnit.objects.update_or_create(
        skpd=skpd, periode=202512, defaults={"status": "terkunci", "dikunci_pada": KINI}
    )
    usul = minta(kantor, sebagai("staf"))
    apply(usul, "approve", actor=sebagai("kepala"))
    assert hari_itu(kantor) == (None, None)
    assert HariTersentuh.objects.filter(pegawai=kantor.pegawai["staf"], tanggal=SENIN).exists()
