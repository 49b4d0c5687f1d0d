"""Findings of a run over all files, and scores over time."""

from collections import Counter
from datetime import date

from django.urls import reverse
from tests.izin.dunia import Dunia
from tests.simpeg.periksa.periksa_uji import KINI, client_of, rules_of, run

from selaras.core.permissions import Actor
from selaras.core.permissions.selectors import load_actor
from selaras.pegawai.models import Pegawai
from selaras.simpeg.models import Pengangkatan, PeriksaBerkas, SkorMutu, TemuanMutu
from selaras.simpeg.selectors.hasil import findings_by_rule


def test_what_is_wrong_in_a_file_is_found_by_name(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    Pengangkatan.objects.filter(pegawai=staf, jenis="PNS").update(tmt=date(2005, 3, 1))
    Pegawai.objects.filter(pk=staf.pk).update(
        tanggal_lahir=date(1986, 1, 1), jenis_kelamin="P", nik="6311010101850001"
    )
    Pegawai.objects.filter(pk=dunia.pegawai["kepala"].pk).update(nik="6311010101850001")
    run(dunia)
    assert {"nip-lahir", "nip-salah", "tmt-urut", "nik-kembar", "nik-lahir"} <= rules_of(
        dunia, "staf"
    )
    assert "nik-kembar" in rules_of(dunia, "kepala")
    assert "nik-kembar" not in rules_of(dunia, "tetangga")
    assert "nik-kosong" in rules_of(dunia, "tetangga")
    assert "tanpa-golongan" in rules_of(dunia, "auditor")


def test_a_letter_used_twice_or_with_two_dates_is_found(dunia: Dunia) -> None:
    staf, kepala = dunia.pegawai["staf"], dunia.pegawai["kepala"]
    for pegawai, hari in ((staf, date(2006, 2, 20)), (kepala, date(2006, 2, 21))):
        Pengangkatan.objects.filter(pegawai=pegawai, jenis="CPNS").update(
            no_sk="813/7/2006", tanggal_sk=hari
        )
    tetangga = Pengangkatan.objects.filter(pegawai=dunia.pegawai["tetangga"], jenis="CPNS")
    tetangga.update(no_sk="813/8/2006", tanggal_sk=date(2006, 2, 21))
    run(dunia)
    assert "sk-ganda" in rules_of(dunia, "staf") & rules_of(dunia, "kepala")
    assert "sk-ganda" not in rules_of(dunia, "tetangga")


def test_who_passed_the_age_and_is_still_there_is_found(dunia: Dunia) -> None:
    Pegawai.objects.filter(pk=dunia.pegawai["staf"].pk).update(tanggal_lahir=date(1960, 1, 1))
    run(dunia)
    temuan = TemuanMutu.objects.get(pegawai=dunia.pegawai["staf"], kode="bup-lewat")
    assert temuan.rinci == "TMT pensiun 01-02-2018"
    assert temuan.tingkat == TemuanMutu.Tingkat.BERAT


def test_a_finding_keeps_its_first_day_and_goes_when_mended(dunia: Dunia) -> None:
    run(dunia, date(2025, 12, 1))
    run(dunia)
    staf = TemuanMutu.objects.filter(pegawai=dunia.pegawai["staf"], kode="nik-kosong")
    assert staf.get().sejak == date(2025, 12, 1)
    Pegawai.objects.filter(pk=dunia.pegawai["staf"].pk).update(nik="6311010101850001")
    run(dunia)
    assert not staf.exists()


def test_scores_are_kept_for_every_run_and_show_the_trend(dunia: Dunia) -> None:
    run(dunia, date(2025, 12, 1))
    kemudian = run(dunia)
    run(dunia)
    assert PeriksaBerkas.objects.count() == 2
    alam = SkorMutu.objects.get(periksa=kemudian, skpd=dunia.unit["dinas alam"])
    assert alam.orang == TemuanMutu.objects.filter(skpd=alam.skpd).values("pegawai").distinct(
    ).count() + alam.bersih  # fmt: skip
    assert 0 < alam.skor_bp < 10_000
    isi = client_of(dunia, "admin_bkpsdm").get(reverse("simpeg:mutu")).content.decode()
    assert "Skor dari waktu ke waktu" in isi
    assert "NIK kosong" in isi


def test_officer_and_leader_see_quality_each_within_reach(dunia: Dunia) -> None:
    run(dunia)
    petugas = client_of(dunia, "pengelola_kepegawaian").get(reverse("simpeg:mutu"))
    pimpinan = client_of(dunia, "pimpinan").get(reverse("simpeg:mutu"))
    assert "Dinas Buku" not in petugas.content.decode()
    milik = SkorMutu.objects.get(skpd=dunia.unit["dinas alam"]).orang
    assert petugas.context["orang"] == milik < pimpinan.context["orang"]
    assert "Dinas Buku" in pimpinan.content.decode()
    assert reverse("simpeg:mutu_orang", args=["nik-kosong"]) in petugas.content.decode()
    orang = client_of(dunia, "pengelola_kepegawaian").get(
        reverse("simpeg:mutu_orang", args=["nik-kosong"])
    )
    assert reverse("pegawai:satu", args=[dunia.pegawai["staf"].pk]) in orang.content.decode()
    assert "Tetangga" not in orang.content.decode()


def test_counts_kept_by_the_run_are_those_of_the_findings(dunia: Dunia) -> None:
    admin = load_actor(dunia.user["admin_bkpsdm"], at=KINI)
    run(dunia, date(2025, 12, 1))
    Pegawai.objects.filter(pk=dunia.pegawai["staf"].pk).update(nik="6311010101850001")
    terakhir = run(dunia)
    assert counted(admin) == by_rule()
    assert PeriksaBerkas.objects.filter(temuan__isnull=False).get() == terakhir
    run(dunia, date(2025, 12, 1))  # an older day checked again: its findings stand now
    assert counted(admin) == by_rule()


def test_findings_of_a_run_without_counts_are_counted(dunia: Dunia) -> None:
    run(dunia)
    PeriksaBerkas.objects.update(temuan=None)
    assert counted(load_actor(dunia.user["admin_bkpsdm"], at=KINI)) == by_rule()


def counted(actor: Actor) -> dict[str, int]:
    return {j.aturan.kode: j.jumlah for j in findings_by_rule(actor)}


def by_rule() -> Counter[str]:
    return Counter(TemuanMutu.objects.values_list("kode", flat=True))
