"""A year's plan: written by whom it is about, decided by her superior, changed as a version."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.izin.dunia import Dunia
from tests.kinerja.rencana import AT, buat_rencana, buat_skp, hasil, pelaku

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor, system_actor
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import (
    AlasanWajib,
    Bentrok,
    Berpagar,
    LangkahDitolak,
    TidakBerwenang,
)
from selaras.core.workflow.models import Menunggu
from selaras.core.workflow.undo import undo
from selaras.hukum import Law
from selaras.hukum.local import NilaiDaerah
from selaras.kinerja.models import SKP, HasilKerja, KatalogRencana
from selaras.kinerja.selectors.kewajiban import obligation
from selaras.kinerja.selectors.pejabat import assessor_of, stretches
from selaras.kinerja.selectors.progres import people_with_plans
from selaras.kinerja.selectors.skp import changes, read_isi, versions
from selaras.kinerja.services.lembar import Kiriman, LembarBerubah, LembarTertutup
from selaras.kinerja.services.skp import (
    TidakDapatMenyusun,
    begin_addendum,
    begin_skp,
    copy_rows,
    decide_skp,
    save_skp,
)
from selaras.kinerja.services.skp_katalog import take_lines
from selaras.organisasi.models import Instansi, Jabatan, PengaktifanUnit
from selaras.pegawai.models import Pegawai, RiwayatJabatan


def _uraian(skp: SKP) -> list[str]:
    return list(skp.hasil_kerja.values_list("uraian", flat=True))


def test_beginning_twice_begins_one_plan(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    masa, kunci, actor = stretches(staf, 2025)[0], uuid4(), pelaku(dunia, "staf")
    satu = begin_skp(actor=actor, pegawai=staf, masa=masa, kunci=kunci)
    assert begin_skp(actor=actor, pegawai=staf, masa=masa, kunci=kunci) == satu
    assert begin_skp(actor=actor, pegawai=staf, masa=masa, kunci=uuid4()) == satu
    assert (satu.generasi, satu.jenis, satu.masa.lower) == ("panrb6", "jajf", date(2025, 1, 1))


def test_a_row_sent_twice_is_one_row_and_a_row_not_sent_stays(dunia: Dunia) -> None:
    """Complaint 20: nothing typed is lost, nothing is there twice."""
    skp = buat_skp(dunia, "staf")
    kunci, actor = uuid4(), pelaku(dunia, "staf")
    for _ in range(2):
        save_skp(actor=actor, skp_id=skp.pk, kiriman=hasil("Laporan", kunci=kunci))
    save_skp(actor=actor, skp_id=skp.pk, kiriman=hasil("Telaah"))
    save_skp(actor=actor, skp_id=skp.pk, kiriman=hasil("Laporan bulanan", kunci=kunci))
    assert sorted(_uraian(skp)) == ["Laporan bulanan", "Telaah"]
    save_skp(actor=actor, skp_id=skp.pk, kiriman=Kiriman(hapus=frozenset({kunci})))
    assert _uraian(skp) == ["Telaah"]


def test_two_screens_are_told_of_each_other_and_nothing_is_overwritten(dunia: Dunia) -> None:
    """Complaint 20: the second screen is warned; its own last answer lost on the way is not."""
    skp, actor = buat_skp(dunia, "staf"), pelaku(dunia, "staf")
    ponsel, kunci = uuid4(), uuid4()
    kiriman = replace(hasil("Dari ponsel", kunci=kunci), versi=skp.versi_alur, layar=ponsel)
    save_skp(actor=actor, skp_id=skp.pk, kiriman=kiriman)
    meja = replace(hasil("Dari meja", kunci=kunci), versi=skp.versi_alur, layar=uuid4())
    with pytest.raises(LembarBerubah):
        save_skp(actor=actor, skp_id=skp.pk, kiriman=meja)
    assert _uraian(skp) == ["Dari ponsel"]
    lagi = replace(hasil("Dari ponsel juga", kunci=kunci), versi=skp.versi_alur, layar=ponsel)
    save_skp(actor=actor, skp_id=skp.pk, kiriman=lagi)
    save_skp(actor=actor, skp_id=skp.pk, kiriman=replace(meja, timpa=True))
    assert _uraian(skp) == ["Dari meja"]


def test_nobody_else_writes_a_plan_not_even_the_superior(dunia: Dunia) -> None:
    skp = buat_skp(dunia, "staf", "Laporan")
    with pytest.raises(PermissionDenied):
        save_skp(actor=pelaku(dunia, "kepala"), skp_id=skp.pk, kiriman=hasil("Dari atasan"))
    assert _uraian(skp) == ["Laporan"]


def test_a_plan_with_gaps_is_not_submitted(dunia: Dunia) -> None:
    skp = buat_skp(dunia, "staf", "Laporan")
    HasilKerja.objects.get(skp=skp).indikator.all().delete()
    with pytest.raises(Berpagar, match="ukuran keberhasilan"):
        apply(skp, "submit", actor=pelaku(dunia, "staf"))
    skp.refresh_from_db()
    assert skp.status == "draf"


def test_superior_approves_with_an_expectation_for_each_result(dunia: Dunia) -> None:
    """Seed 003: atasan bisa memberikan ekspektasi terhadap rencana kerja yang disetujui."""
    skp = buat_skp(dunia, "staf", "Laporan", ajukan=True)
    assert Menunggu.objects.get().penyetuju_id == dunia.pegawai["kepala"].pk
    baris = skp.hasil_kerja.get()
    decide_skp(
        actor=pelaku(dunia, "kepala"), skp=skp, langkah="approve",
        per_baris={baris.kunci: ("Tepat waktu dan dipakai rapat", "")}, versi=skp.versi_alur,
    )  # fmt: skip
    baris.refresh_from_db()
    skp.refresh_from_db()
    assert (skp.status, skp.penilai) == ("disetujui", dunia.pegawai["kepala"])
    assert baris.ekspektasi == "Tepat waktu dan dipakai rapat"
    assert not Menunggu.objects.exists()


def test_where_the_region_says_so_each_result_needs_an_expectation(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    skp = buat_skp(dunia, "staf", "Laporan", "Telaah", ajukan=True)
    putusan = NilaiDaerah(
        "kinerja.ekspektasi_wajib", "contoh", date(2025, 1, 1), "wajib", "Perbup uji"
    )
    wajib = Law.load().with_nilai_daerah([putusan])
    monkeypatch.setattr(Law, "load", lambda *a, **k: wajib)
    satu, dua = skp.hasil_kerja.all()
    kepala = pelaku(dunia, "kepala")
    with pytest.raises(Berpagar, match="1 baris"):
        decide_skp(actor=kepala, skp=skp, langkah="approve", per_baris={satu.kunci: ("Ya", "")})
    satu.refresh_from_db()
    assert satu.ekspektasi == ""
    semua = {satu.kunci: ("Ya", ""), dua.kunci: ("Juga", "")}
    assert decide_skp(actor=kepala, skp=skp, langkah="approve", per_baris=semua).diubah


def test_sent_back_with_a_remark_on_the_line_and_the_change_is_shown(dunia: Dunia) -> None:
    skp = buat_skp(dunia, "staf", "Laporan", ajukan=True)
    baris = skp.hasil_kerja.get()
    kepala, staf = pelaku(dunia, "kepala"), pelaku(dunia, "staf")
    with pytest.raises(AlasanWajib):
        decide_skp(actor=kepala, skp=skp, langkah="return")
    decide_skp(actor=kepala, skp=skp, langkah="return", alasan="Perbaiki",
               per_baris={baris.kunci: ("", "Target terlalu umum")})  # fmt: skip
    baris.refresh_from_db()
    assert baris.catatan_atasan == "Target terlalu umum"
    save_skp(actor=staf, skp_id=skp.pk, kiriman=hasil("Laporan per triwulan", kunci=baris.kunci))
    skp.refresh_from_db()
    apply(skp, "submit", actor=staf)
    skp.refresh_from_db()
    (beda,), dari = changes(read_isi(skp))
    assert dari == "pengajuan sebelumnya"
    assert ("Hasil kerja", "Laporan", "Laporan per triwulan") in beda.kolom
    apply(skp, "approve", actor=kepala)
    skp.refresh_from_db()
    assert changes(read_isi(skp)) == ([], "")


def test_a_plan_changed_while_it_is_being_approved_is_not_approved(dunia: Dunia) -> None:
    """The superior decides on what she saw; otherwise she is told and nothing is lost."""
    skp = buat_skp(dunia, "staf", "Laporan", ajukan=True)
    dilihat, kepala, staf = skp.versi_alur, pelaku(dunia, "kepala"), pelaku(dunia, "staf")
    apply(skp, "withdraw", actor=staf)
    baris = skp.hasil_kerja.get()
    with pytest.raises(LangkahDitolak):
        decide_skp(actor=kepala, skp=skp, langkah="approve", versi=dilihat)
    save_skp(actor=staf, skp_id=skp.pk, kiriman=hasil("Laporan lain", kunci=baris.kunci))
    skp.refresh_from_db()
    apply(skp, "submit", actor=staf)
    with pytest.raises(Bentrok, match="berubah sejak Anda membukanya"):
        decide_skp(actor=kepala, skp=skp, langkah="approve", versi=dilihat)
    skp.refresh_from_db()
    assert (skp.status, _uraian(skp)) == ("diajukan", ["Laporan lain"])


def test_a_submitted_plan_is_closed_to_its_writer(dunia: Dunia) -> None:
    skp = buat_skp(dunia, "staf", "Laporan", ajukan=True)
    with pytest.raises(LembarTertutup):
        save_skp(actor=pelaku(dunia, "staf"), skp_id=skp.pk, kiriman=hasil("Diam-diam"))


def test_nobody_approves_her_own_plan(dunia: Dunia) -> None:
    skp = buat_skp(dunia, "kepala", "Layanan", ajukan=True)
    with pytest.raises(TidakBerwenang, match="tidak dapat memutus usulan sendiri"):
        apply(skp, "approve", actor=pelaku(dunia, "kepala"))


def test_a_rejected_plan_makes_room_for_another(dunia: Dunia) -> None:
    skp = buat_skp(dunia, "staf", "Laporan", ajukan=True)
    apply(skp, "reject", actor=pelaku(dunia, "kepala"), reason="Bukan tugas bidang ini")
    baru = buat_skp(dunia, "staf", "Telaah")
    assert baru.pk != skp.pk and SKP.objects.filter(berlaku_kini=True).get() == baru


def test_an_addendum_is_a_new_version_and_the_old_one_is_kept(dunia: Dunia) -> None:
    atasan = buat_skp(dunia, "kepala", "Layanan prima", ajukan=True)
    apply(atasan, "approve", actor=_sistem())
    induk = atasan.hasil_kerja.get()
    skp = buat_skp(dunia, "staf", "Laporan", oleh="kepala", atasan=induk.pk)
    staf = pelaku(dunia, "staf")
    baru = begin_addendum(actor=staf, skp_id=skp.pk, alasan="Tugas baru", kunci=uuid4())
    assert begin_addendum(actor=staf, skp_id=skp.pk, alasan="Lagi", kunci=uuid4()) == baru
    assert (baru.versi, baru.berlaku_kini, _uraian(baru)) == (2, False, ["Laporan"])
    assert list(baru.hasil_kerja.get().hasil_atasan.all()) == [induk]
    save_skp(actor=staf, skp_id=baru.pk, kiriman=hasil("Telaah", atasan=induk.pk))
    baru.refresh_from_db()
    beda, dari = changes(read_isi(baru))
    assert ([b.cara for b in beda], dari) == (["baru"], "versi 1")
    apply(baru, "submit", actor=staf)
    skp.refresh_from_db()
    assert skp.berlaku_kini
    apply(baru, "approve", actor=pelaku(dunia, "kepala"))
    skp.refresh_from_db()
    baru.refresh_from_db()
    assert (skp.berlaku_kini, skp.status, baru.berlaku_kini) == (False, "disetujui", True)
    assert versions(skp) == [baru, skp]
    assert changes(read_isi(baru))[1] == "versi 1"
    undo(baru, actor=pelaku(dunia, "kepala"))
    skp.refresh_from_db()
    assert skp.berlaku_kini


def test_links_of_subordinates_follow_the_leaders_addendum(dunia: Dunia) -> None:
    atasan = buat_skp(dunia, "kepala", "Layanan prima", ajukan=True)
    apply(atasan, "approve", actor=_sistem())
    skp = buat_skp(dunia, "staf", "Laporan", oleh="kepala", atasan=atasan.hasil_kerja.get().pk)
    kepala = pelaku(dunia, "kepala")
    baru = begin_addendum(actor=kepala, skp_id=atasan.pk, alasan="Anggaran", kunci=uuid4())
    apply(baru, "submit", actor=kepala)
    apply(baru, "approve", actor=_sistem())
    assert skp.hasil_kerja.get().hasil_atasan.get().skp_id == baru.pk


def test_a_transfer_in_mid_year_keeps_both_plans(dunia: Dunia) -> None:
    lama = buat_skp(dunia, "staf", "Laporan", oleh="kepala")
    staf, pindah = dunia.pegawai["staf"], date(2025, 7, 1)
    RiwayatJabatan.objects.filter(pegawai=staf).update(
        berlaku=berlaku_sejak(date(2020, 1, 1), pindah)
    )
    kedua = Jabatan.objects.create(
        unit=dunia.unit["dinas alam"], kode="J2", nama="Jabatan baru", jenis="pelaksana",
        atasan=dunia.jabatan["kepala"], berlaku=berlaku_sejak(date(2020, 1, 1)),
    )  # fmt: skip
    RiwayatJabatan.objects.create(pegawai=staf, jabatan=kedua, berlaku=berlaku_sejak(pindah))
    masa = stretches(staf, 2025)
    assert [(m.jabatan.nama, m.mulai, m.skp) for m in masa] == [
        ("Jabatan baru", pindah, None),
        ("Jabatan staf", date(2025, 1, 1), lama),
    ]
    baru = begin_skp(actor=pelaku(dunia, "staf"), pegawai=staf, masa=masa[0], kunci=uuid4())
    lama.refresh_from_db()
    assert (lama.masa.upper, lama.berlaku_kini, baru.masa.lower) == (pindah, True, pindah)


def test_copying_takes_rows_and_leaves_keys_expectations_and_what_is_there(dunia: Dunia) -> None:
    lama = buat_skp(dunia, "staf", "Laporan", "Telaah", tahun=2024, oleh="kepala")
    lama.hasil_kerja.update(ekspektasi="Cepat")
    baru = buat_skp(dunia, "staf", "Laporan")
    assert copy_rows(actor=pelaku(dunia, "staf"), skp=baru, sumber=lama) == 1
    telaah = baru.hasil_kerja.get(uraian="Telaah")
    assert telaah.ekspektasi == "" and telaah.indikator.count() == 1
    assert telaah.kunci != lama.hasil_kerja.get(uraian="Telaah").kunci


def test_lines_of_the_catalogue_become_results_whose_target_is_ones_own(dunia: Dunia) -> None:
    instansi = dunia.pegawai["staf"].instansi
    lines = [
        KatalogRencana.objects.create(instansi=instansi, uraian="Laporan"),
        KatalogRencana.objects.create(
            instansi=instansi, uraian="Patroli hutan", kuantitas=2, satuan="kali"
        ),
    ]
    skp = buat_skp(dunia, "staf", "Laporan")
    staf = pelaku(dunia, "staf")
    assert [take_lines(actor=staf, skp=skp, lines=lines) for _ in range(2)] == [1, 0]
    ukuran = skp.hasil_kerja.get(uraian="Patroli hutan").indikator.get()
    assert (ukuran.uraian, ukuran.target) == ("Jumlah kali", "")
    lama = buat_skp(dunia, "staf", tahun=2020)
    assert take_lines(actor=staf, skp=lama, lines=lines) == 2
    assert lama.kegiatan_tugas.get(uraian="Patroli hutan").satuan == "kali"
    with pytest.raises(PermissionDenied):
        take_lines(actor=pelaku(dunia, "kepala"), skp=skp, lines=lines)


def test_a_vacancy_is_said_with_who_puts_it_right(dunia: Dunia) -> None:
    """Complaint 11: who must fix a missing superior is named."""
    RiwayatJabatan.objects.filter(pegawai=dunia.pegawai["kepala"]).delete()
    penilai = assessor_of(dunia.pegawai["staf"], timezone.localdate(AT))
    assert penilai.pegawai is None
    assert penilai.kata == (
        "Jabatan kepala kosong dan belum ada Plt. Yang dapat membetulkan: Pengelola_Kepegawaian."
    )
    skp = buat_skp(dunia, "staf", "Laporan", ajukan=True)
    assert skp.status == "diajukan" and Menunggu.objects.get().penyetuju_id is None


def test_no_plan_is_made_for_the_half_year_that_is_only_recorded(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    masa = replace(stretches(staf, 2021)[0], mulai=date(2021, 7, 1))
    with pytest.raises(TidakDapatMenyusun, match="PP 30/2019"):
        begin_skp(actor=pelaku(dunia, "staf"), pegawai=staf, masa=masa, kunci=uuid4())


def test_the_months_rows_follow_the_addendum_of_the_year(dunia: Dunia) -> None:
    skp = buat_skp(dunia, "staf", "Laporan", oleh="kepala")
    rencana = buat_rencana(dunia, "staf", "Menyusun laporan")
    baris = rencana.baris.get()
    baris.hasil_kerja = skp.hasil_kerja.get()
    baris.save()
    staf = pelaku(dunia, "staf")
    baru = begin_addendum(actor=staf, skp_id=skp.pk, alasan="Tugas", kunci=uuid4())
    apply(baru, "submit", actor=staf)
    apply(baru, "approve", actor=pelaku(dunia, "kepala"))
    baris.refresh_from_db()
    assert baris.hasil_kerja.skp_id == baru.pk


def _sistem() -> Actor:
    return system_actor("Uji", at=AT)


def test_where_kinerja_is_not_switched_on_yet_plans_are_not_asked_for(dunia: Dunia) -> None:
    hari = AT.date()
    PengaktifanUnit.objects.create(
        unit=dunia.unit["dinas buku"], modul="kinerja", tahap="berlaku",
        berlaku=berlaku_sejak(date(2025, 1, 1)),
    )  # fmt: skip
    staf = dunia.pegawai["staf"]
    assert "belum memakai e-Kinerja" in obligation(staf, hari).sebab
    assert not obligation(dunia.pegawai["tetangga"], hari).sebab
    with pytest.raises(TidakDapatMenyusun, match="belum memakai e-Kinerja"):
        buat_skp(dunia, "staf")
    orang = people_with_plans(pelaku(dunia, "admin_bkpsdm"), "rencana.view", 202512)
    nama = set(orang.values_list("nama", flat=True))
    assert "Tetangga" in nama and "Staf" not in nama


def test_where_plans_are_kept_in_the_national_system_nothing_is_asked_twice(dunia: Dunia) -> None:
    """Complaint 10: double entry, here and in e-Kinerja BKN."""
    Instansi.objects.filter(pk=dunia.instansi["uji"].pk).update(daerah="balangan")
    staf = Pegawai.objects.get(pk=dunia.pegawai["staf"].pk)
    wajib = obligation(staf, AT.date())
    assert "e-Kinerja BKN" in wajib.sebab and not wajib.bulanan
