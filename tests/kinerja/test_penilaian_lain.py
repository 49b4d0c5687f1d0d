"""Around assessment: the year, objections, feedback, team leaders, two sources, printed forms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone
from tests.izin.dunia import Dunia
from tests.kinerja.bulan_dinilai import plan, report
from tests.kinerja.bulan_terkunci import lock_month
from tests.kinerja.rencana import buat_skp

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor
from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.models import Menunggu
from selaras.hukum import Law, NilaiDaerah
from selaras.kinerja.dokumen.isi import render_form
from selaras.kinerja.models import (
    SKP,
    KegiatanTugas,
    Penilaian,
    PenilaianBulanan,
    Realisasi,
    RencanaBulan,
    TugasTambahan,
    VersiPenilaian,
)
from selaras.kinerja.selectors.berkala import load_wholes
from selaras.kinerja.selectors.penilai import rules_of
from selaras.kinerja.selectors.pp46 import year_value
from selaras.kinerja.selectors.riwayat import words_about, words_given, year_of
from selaras.kinerja.selectors.skp import findings, read_isi
from selaras.kinerja.services.keberatan import (
    KeberatanDitolak,
    Putusan,
    accept,
    reject,
    submit_objection,
)
from selaras.kinerja.services.penilaian import (
    PenilaianDitolak,
    finish_assessment,
    rate_rest,
    save_fields,
)
from selaras.kinerja.services.pp46 import finish_year, save_values
from selaras.kinerja.services.sumber import counting, write_month
from selaras.kinerja.services.umpan import (
    UmpanDitolak,
    answer_as_leader,
    ask_team_leader,
    give_feedback,
    moderate,
)
from selaras.organisasi.hukum import refresh_local_law
from selaras.organisasi.models import NilaiDaerah as SimpananNilai
from selaras.pegawai.models import AtasanKhusus

P = 202510
Aktor = Callable[[str], Actor]


@pytest.fixture
def dinilai(dunia: Dunia, actor: Aktor) -> Penilaian:
    """Staf's October, rated low by her head."""
    laporan = report(dunia, "staf", P)
    isi = {f"baris-{b.pk}": "3" for b in laporan.baris.all()} | {"perilaku_semua": "2"}
    staf = dunia.pegawai["staf"]
    save_fields(actor=actor("kepala"), pegawai_id=staf.pk, periode=P, isi=isi)
    finish_assessment(actor=actor("kepala"), pegawai_id=staf.pk, periode=P)
    AtasanKhusus.objects.create(
        pegawai=dunia.pegawai["kepala"], atasan=dunia.pegawai["tetangga"], alasan="sekda",
        berlaku=berlaku_sejak(date(2020, 1, 1)),
    )  # fmt: skip
    return Penilaian.objects.select_related("pegawai").get(pegawai=staf)


def pada(actor: Actor, *, hari: int) -> Actor:
    """The same person so many days later."""
    return replace(actor, at=actor.at + timedelta(days=hari))


# -- objections -------------------------------------------------------------------------------


def test_an_accepted_objection_changes_the_predicate_as_a_new_version(
    dunia: Dunia, actor: Aktor, dinilai: Penilaian
) -> None:
    keberatan = submit_objection(actor=actor("staf"), penilaian=dinilai, alasan="Bukti ada.")
    assert Menunggu.objects.get(alur="keberatan").penyetuju_id == dunia.pegawai["tetangga"].pk
    keberatan.refresh_from_db()
    accept(actor=actor("tetangga"), keberatan=keberatan, putusan=Putusan(2, 2, "Buktinya sah."))
    dinilai.refresh_from_db()
    lama = VersiPenilaian.objects.get(penilaian=dinilai)
    assert (dinilai.predikat, dinilai.versi, lama.predikat) == ("baik", 2, "butuh_perbaikan")
    assert PenilaianBulanan.objects.get(pegawai=dinilai.pegawai, periode=P).predikat == "baik"


def test_an_objection_after_the_lock_still_changes_the_result(
    dunia: Dunia, actor: Aktor, dinilai: Penilaian
) -> None:
    keberatan = submit_objection(actor=actor("staf"), penilaian=dinilai, alasan="Bukti ada.")
    lock_month(dunia.unit["dinas alam"], P)
    accept(actor=actor("tetangga"), keberatan=keberatan, putusan=Putusan(1, 1, "Buktinya sah."))
    assert (
        PenilaianBulanan.objects.get(pegawai=dinilai.pegawai, periode=P).predikat == "sangat_baik"
    )


def test_a_refused_objection_leaves_everything_and_says_why(
    dunia: Dunia, actor: Aktor, dinilai: Penilaian
) -> None:
    keberatan = submit_objection(actor=actor("staf"), penilaian=dinilai, alasan="Tidak adil.")
    with pytest.raises(LangkahDitolak, match="alasan"):
        reject(actor=actor("tetangga"), keberatan=keberatan, alasan="")
    reject(actor=actor("tetangga"), keberatan=keberatan, alasan="Bukti tidak cukup.")
    dinilai.refresh_from_db()
    assert (dinilai.predikat, dinilai.versi) == ("butuh_perbaikan", 1)


def test_the_term_ends_on_its_fourteenth_day(
    dunia: Dunia, actor: Aktor, dinilai: Penilaian
) -> None:
    with pytest.raises(KeberatanDitolak, match="Tenggang keberatan berakhir"):
        submit_objection(actor=pada(actor("staf"), hari=15), penilaian=dinilai, alasan="Telat")
    submit_objection(actor=pada(actor("staf"), hari=14), penilaian=dinilai, alasan="Masih sempat")


def test_only_the_person_objects_and_only_the_assessors_superior_answers(
    dunia: Dunia, actor: Aktor, dinilai: Penilaian
) -> None:
    with pytest.raises(PermissionDenied):
        submit_objection(actor=actor("tetangga"), penilaian=dinilai, alasan="Bukan saya")
    keberatan = submit_objection(actor=actor("staf"), penilaian=dinilai, alasan="Bukti ada.")
    for siapa in ("staf", "admin_bkpsdm"):
        with pytest.raises(LangkahDitolak):
            accept(actor=actor(siapa), keberatan=keberatan, putusan=Putusan(1, 1, "Ya"))
    dinilai.refresh_from_db()
    assert dinilai.versi == 1


def test_the_same_objection_sent_twice_is_one(actor: Aktor, dinilai: Penilaian) -> None:
    kunci = uuid4()
    satu = submit_objection(actor=actor("staf"), penilaian=dinilai, alasan="A", kunci=kunci)
    dua = submit_objection(actor=actor("staf"), penilaian=dinilai, alasan="A", kunci=kunci)
    assert satu == dua
    with pytest.raises(KeberatanDitolak, match="sudah pernah"):
        submit_objection(actor=actor("staf"), penilaian=dinilai, alasan="B", kunci=uuid4())


# -- the year ---------------------------------------------------------------------------------


def test_a_year_is_judged_afresh_beside_its_months(
    dunia: Dunia, actor: Aktor, dinilai: Penilaian
) -> None:
    kepala, staf = actor("kepala"), dunia.pegawai["staf"]
    isi = {"hasil": "1", "perilaku_semua": "1"}
    lembar = save_fields(actor=kepala, pegawai_id=staf.pk, periode=202500, isi=isi, jenis="tahunan")
    assert lembar.saran_hasil.rating is None
    bulan = {b: n.predikat if n else None for b, n in lembar.bulanan}
    assert (bulan[P], bulan[202511]) == ("butuh_perbaikan", None)
    lembar = finish_assessment(actor=kepala, pegawai_id=staf.pk, periode=202500, jenis="tahunan")
    assert lembar.predikat == "sangat_baik"
    assert PenilaianBulanan.objects.filter(pegawai=staf).count() == 1
    assert [p.predikat for p in year_of(staf.pk, 2025).tahunan] == ["sangat_baik"]


def test_a_year_is_not_judged_before_its_last_month(dunia: Dunia, actor: Aktor) -> None:
    plan(dunia, "staf", 2025)
    awal = replace(actor("kepala"), at=datetime(2025, 11, 30, 2, tzinfo=UTC))
    with pytest.raises(PenilaianDitolak, match="mulai 1 Desember 2025"):
        save_fields(
            actor=awal, pegawai_id=dunia.pegawai["staf"].pk, periode=202500, isi={"hasil": "2"},
            jenis="tahunan",
        )  # fmt: skip


# -- PP 46 ------------------------------------------------------------------------------------


@pytest.fixture
def skp46(dunia: Dunia) -> SKP:
    """The worked example of 2020: activities A to D, five extra tasks, one creative work."""
    jabatan = dunia.jabatan["staf"]
    skp = SKP.objects.create(
        pegawai=dunia.pegawai["staf"], tahun=2020, generasi="pp46", jabatan=jabatan,
        unit=jabatan.unit, status="disetujui", masa=DateRange(date(2020, 1, 1), date(2021, 1, 1)),
    )  # fmt: skip
    kegiatan = [
        (12, 12, 12, 12, None, None), (4, 12, 5, 10, None, None), (200, 12, 180, 8, None, None),
        (1, 6, 1, 6, 400_000_000, 372_000_000),
    ]  # fmt: skip
    for nomor, (tk, tw, rk, rw, tb, rb) in enumerate(kegiatan):
        KegiatanTugas.objects.create(
            skp=skp, urutan=nomor, uraian=f"Kegiatan {'ABCD'[nomor]}", target_kuantitas=tk,
            target_waktu=tw, target_biaya=tb, realisasi_kuantitas=rk, realisasi_waktu=rw,
            realisasi_biaya=rb,
        )  # fmt: skip
    for n in range(5):
        TugasTambahan.objects.create(skp=skp, jenis="tambahan", uraian=f"Tugas {n}")
    TugasTambahan.objects.create(skp=skp, jenis="kreativitas", tingkat="unit", uraian="Aplikasi")
    return skp


def test_a_year_of_pp46_comes_out_as_in_the_worked_example(actor: Aktor, skp46: SKP) -> None:
    kegiatan = list(skp46.kegiatan_tugas.all())
    mutu = {k.pk: Decimal(m) for k, m in zip(kegiatan, (85, 90, 80, 88), strict=True)}
    aspek = ("orientasi_pelayanan", "integritas", "komitmen", "disiplin", "kerja_sama")
    perilaku = dict(zip(aspek, map(Decimal, (86, 84, 88, 85, 82)), strict=True))
    with pytest.raises(PenilaianDitolak, match="4 kegiatan belum dinilai"):
        finish_year(actor=actor("kepala"), skp=skp46)
    save_values(actor=actor("kepala"), skp=skp46, mutu=mutu, perilaku=perilaku)
    jadi = finish_year(actor=actor("kepala"), skp=skp46)
    assert (jadi.nilai_bp, jadi.predikat) == (9028, "baik")
    with pytest.raises(PenilaianDitolak, match="sudah dinilai"):
        save_values(actor=actor("kepala"), skp=skp46, mutu=mutu, perilaku=perilaku)


def test_creative_work_without_its_level_is_asked_for_before_it_counts_as_nothing(
    skp46: SKP,
) -> None:
    assert "tingkat" not in [t.kolom for t in findings(read_isi(skp46), [])]
    skp46.tugas_tambahan.filter(jenis="kreativitas").update(tingkat="")
    kolom = [t.kolom for t in findings(read_isi(skp46), [])]
    assert kolom.count("tingkat") == 1


def test_points_are_typed_with_a_comma_and_stand_still_once_the_year_is_done(
    skp46: SKP, sebagai: Callable[[str], Client]
) -> None:
    alamat = f"/kinerja/penilaian/pp46/{skp46.pk}/"
    aspek = ("orientasi_pelayanan", "integritas", "komitmen", "disiplin", "kerja_sama")
    isi = {f"mutu-{k.pk}": "85,5" for k in skp46.kegiatan_tugas.all()}
    isi |= {f"perilaku-{a}": "84,25" for a in aspek} | {"tindakan": "selesai"}
    assert sebagai("kepala").post(alamat, isi).status_code == 302
    halaman = sebagai("kepala").get(alamat).content.decode()
    assert 'value="85,50"' in halaman
    assert "disabled" in halaman


def test_nobody_values_her_own_year(actor: Aktor, skp46: SKP) -> None:
    with pytest.raises(PermissionDenied):
        save_values(actor=actor("staf"), skp=skp46, mutu={}, perilaku={})


@pytest.mark.parametrize("jenis", ["skp", "evaluasi", "perilaku", "prestasi"])
def test_the_forms_of_pp46_are_printed(actor: Aktor, skp46: SKP, jenis: str) -> None:
    assert year_value(skp46).sebab
    assert render_form(skp46, jenis, actor=actor("staf")).startswith(b"%PDF")


@pytest.mark.parametrize("jenis", ["skp", "evaluasi", "dokumen-evaluasi"])
def test_the_forms_of_panrb6_are_printed(
    dunia: Dunia, actor: Aktor, dinilai: Penilaian, jenis: str, sebagai: Callable[[str], Client]
) -> None:
    del dinilai
    skp = SKP.objects.get(pegawai=dunia.pegawai["staf"])
    jawab = sebagai("staf").get(f"/kinerja/dokumen/{skp.pk}/{jenis}/")
    assert jawab.status_code == 200
    assert jawab.content.startswith(b"%PDF")


def test_a_form_names_the_assessors_post_and_the_day_of_the_approval(
    dunia: Dunia, actor: Aktor
) -> None:
    """Before any assessment: what she held when she approved, not an empty line."""
    skp = buat_skp(dunia, "staf", "Laporan", oleh="kepala")
    skp.refresh_from_db()
    isi = pypdfium2.PdfDocument(render_form(skp, "skp", actor=actor("staf")))[0]
    teks = isi.get_textpage().get_text_range()
    jabatan = dunia.pegawai["kepala"].riwayat_jabatan.get().jabatan.nama
    assert jabatan in teks and "18 Desember 2025" in teks


# -- feedback and team leaders ----------------------------------------------------------------


def test_the_person_reads_the_words_and_only_her_superiors_name(dunia: Dunia, actor: Aktor) -> None:
    staf = dunia.pegawai["staf"]
    give_feedback(actor=actor("kepala"), tentang=staf, isi="Rapi.")
    give_feedback(actor=actor("verifikator_tpp"), tentang=staf, isi="Cepat.", nilai="Adaptif")
    aturan = rules_of(P, dunia.instansi["uji"].pk)
    sendiri = {k.umpan.isi: k.nama for k in words_about(staf.pk, actor("staf"), aturan)}
    assert sendiri == {"Rapi.": "Kepala", "Cepat.": "Rekan kerja"}
    penilai = {k.umpan.isi: k.nama for k in words_about(staf.pk, actor("kepala"), aturan)}
    assert penilai["Cepat."] == "Verifikator_Tpp"


def test_a_colleague_is_chosen_from_the_list_while_one_types(
    dunia: Dunia, sebagai: Callable[[str], Client]
) -> None:
    staf, klien = dunia.pegawai["staf"], sebagai("kepala")
    pilihan = f"{staf.nip} · {staf.nama_lengkap}"
    halaman = klien.get("/kinerja/umpan-balik/").content.decode()
    assert pilihan in halaman
    isi = {"tentang": pilihan, "isi": "Rapi.", "kunci": str(uuid4()), "nilai": ""}
    assert klien.post("/kinerja/umpan-balik/", isi).status_code == 302
    assert words_given(dunia.pegawai["kepala"].pk)[0].tentang == staf


def test_hidden_words_are_gone_for_the_person_and_kept_with_a_reason(
    dunia: Dunia, actor: Aktor
) -> None:
    staf = dunia.pegawai["staf"]
    umpan = give_feedback(actor=actor("verifikator_tpp"), tentang=staf, isi="Kasar.")
    with pytest.raises(PermissionDenied):
        moderate(actor=actor("verifikator_tpp"), umpan=umpan, alasan="hapus")
    moderate(actor=actor("kepala"), umpan=umpan, alasan="Menyerang pribadi.")
    aturan = rules_of(P, dunia.instansi["uji"].pk)
    assert not words_about(staf.pk, actor("staf"), aturan)
    assert words_about(staf.pk, actor("kepala"), aturan)[0].umpan.alasan_sembunyi


def test_nobody_writes_about_herself_or_another_government(dunia: Dunia, actor: Aktor) -> None:
    with pytest.raises(UmpanDitolak, match="orang lain"):
        give_feedback(actor=actor("staf"), tentang=dunia.pegawai["staf"], isi="Hebat.")
    with pytest.raises(UmpanDitolak, match="daerah lain"):
        give_feedback(actor=actor("staf"), tentang=dunia.pegawai["asing"], isi="Hebat.")


def test_a_team_leader_from_another_unit_is_asked_and_answers(dunia: Dunia, actor: Aktor) -> None:
    staf, tetangga = dunia.pegawai["staf"], dunia.pegawai["tetangga"]
    masukan = ask_team_leader(
        actor=actor("kepala"), pegawai=staf, ketua=tetangga, periode=P, tim="Tim Stunting"
    )
    with pytest.raises(PermissionDenied):
        answer_as_leader(actor=actor("kepala"), masukan=masukan, isi="Saya", rating=1)
    answer_as_leader(actor=actor("tetangga"), masukan=masukan, isi="Aktif.", rating=1)
    masukan.refresh_from_db()
    assert (masukan.isi, masukan.rating) == ("Aktif.", 1)
    with pytest.raises(PermissionDenied):
        ask_team_leader(
            actor=actor("verifikator_tpp"), pegawai=staf, ketua=tetangga, periode=P, tim="Lain"
        )


def test_a_team_leader_is_not_asked_about_what_is_assessed(
    dunia: Dunia, actor: Aktor, dinilai: Penilaian
) -> None:
    """Her answer would be refused: the asking says so."""
    with pytest.raises(UmpanDitolak, match="sudah selesai"):
        ask_team_leader(
            actor=actor("kepala"), pegawai=dinilai.pegawai, ketua=dunia.pegawai["tetangga"],
            periode=P, tim="Tim Stunting",
        )  # fmt: skip


# -- two sources ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sumber", "cara", "ada", "harapan"),
    [
        ("lokal", "bkn_dulu", {"lokal": "baik", "bkn": "kurang"}, ("baik", "lokal")),
        ("bkn", "bkn_dulu", {"lokal": "baik", "bkn": "kurang"}, ("kurang", "bkn")),
        ("bkn", "bkn_dulu", {"lokal": "baik"}, ("", "")),
        ("gabungan", "bkn_dulu", {"lokal": "baik", "bkn": "kurang"}, ("kurang", "bkn")),
        ("gabungan", "bkn_dulu", {"lokal": "baik"}, ("baik", "lokal")),
        ("gabungan", "lokal_dulu", {"lokal": "baik", "bkn": "kurang"}, ("baik", "lokal")),
        ("gabungan", "terendah", {"lokal": "sangat_baik", "bkn": "baik"}, ("baik", "bkn")),
        ("gabungan", "terendah", {}, ("", "")),
    ],
)
def test_complaint_10_one_predicate_counts_and_nobody_types_twice(
    sumber: str, cara: str, ada: dict[str, str], harapan: tuple[str, str]
) -> None:
    sejak = date(2000, 1, 1)
    pilih = [
        NilaiDaerah("kinerja.sumber", "contoh", sejak, sumber, "uji"),
        NilaiDaerah("kinerja.gabungan", "contoh", sejak, cara, "uji"),
    ]
    aturan = Law.load().with_nilai_daerah(pilih).pada(date(2025, 10, 1), "contoh")
    assert counting(ada, aturan) == harapan


def test_a_month_of_two_sources_shows_both_which_counts_and_why(
    dunia: Dunia,
    actor: Aktor,
    dinilai: Penilaian,
    sebagai: Callable[[str], Client],
    settings: Any,
) -> None:
    settings.HUKUM_LOKAL = True
    for kunci, nilai in (("kinerja.sumber", "gabungan"), ("kinerja.gabungan", "bkn_dulu")):
        SimpananNilai.objects.create(
            instansi=dunia.instansi["uji"], kunci=kunci, nilai=nilai, peraturan="Perbup 1/2020",
            keyakinan="tinggi", berlaku=berlaku_sejak(date(2020, 1, 1)),
            dicatat_pada=timezone.now(),
        )  # fmt: skip
    refresh_local_law()
    bkn = Penilaian.objects.create(
        pegawai=dinilai.pegawai, unit=dinilai.unit, periode=P, jenis="bulanan", sumber="bkn",
        predikat="sangat_baik", selesai_pada=timezone.now(),
    )  # fmt: skip
    write_month(bkn, rules_of(P, dinilai.pegawai.instansi_id), actor=actor("kepala"))
    saya = sebagai("staf").get("/kinerja/saya/?tahun=2025").content.decode()
    assert "BKN bila ada, selebihnya daerah" in saya
    oktober = next(b for b in year_of(dinilai.pegawai_id, 2025).bulan if b.periode == P)
    assert (oktober.penilaian, oktober.lain) == (bkn, dinilai)
    assert f"Penilaian atasan: {dinilai.get_predikat_display()}, tidak dipakai" in saya
    assert _october_of_the_year(dinilai) == bkn
    PenilaianBulanan.objects.update(sumber="lokal")
    assert _october_of_the_year(dinilai) == dinilai
    PenilaianBulanan.objects.update(sumber="bkn")
    lokal = sebagai("staf").get(f"/kinerja/hasil/{dinilai.pk}/").content.decode()
    assert "bukan ini, tetapi <b>Sangat baik</b> dari e-Kinerja BKN" in lokal
    pusat = sebagai("staf").get(f"/kinerja/hasil/{bkn.pk}/").content.decode()
    assert "bukan ini" not in pusat
    assert "keberatannya diajukan di sana" in pusat
    with pytest.raises(KeberatanDitolak, match="diajukan di sana"):
        submit_objection(actor=actor("staf"), penilaian=bkn, alasan="Tidak sesuai.")


def _october_of_the_year(dinilai: Penilaian) -> Penilaian | None:
    """The October that the superior sees beside the year."""
    aturan = rules_of(P, dinilai.pegawai.instansi_id)
    hari = date(2026, 1, 10)
    (lembar,) = load_wholes({dinilai.pegawai_id: None}, 202500, aturan, "tahunan", hari)
    return dict(lembar.bulanan)[P]


def test_complaint_10_where_bkn_is_the_source_no_plan_is_asked_for(
    dunia: Dunia, sebagai: Callable[[str], Client]
) -> None:
    instansi = dunia.instansi["uji"]
    instansi.daerah = "balangan"
    instansi.save()
    PenilaianBulanan.objects.create(
        pegawai=dunia.pegawai["staf"], periode=P, predikat="baik", sumber="bkn"
    )
    tim = sebagai("kepala").get(f"/kinerja/penilaian/?periode={P}").content.decode()
    assert "datang dari e-Kinerja BKN" in tim
    saya = sebagai("staf").get("/kinerja/saya/?tahun=2025").content.decode()
    assert "tidak dua kali" in saya
    assert not Realisasi.objects.exists()
    RencanaBulan.objects.create(
        pegawai=dunia.pegawai["staf"], periode=P, unit=dunia.jabatan["staf"].unit,
        status="disetujui",
    )  # fmt: skip
    laporan = sebagai("staf").get("/kinerja/realisasi/").content.decode()
    assert "menunggu realisasi Anda" not in laporan


# -- pages ------------------------------------------------------------------------------------


def test_thirty_people_take_twelve_questions(
    dunia: Dunia, sebagai: Callable[[str], Client], django_assert_max_num_queries: object
) -> None:
    for n in range(30):
        dunia.add_person(f"anggota {n}", "bidang hutan", atasan="kepala", account=False)
        report(dunia, f"anggota {n}", P)
    rate_rest(actor=load_actor(dunia.user["kepala"], at=timezone.now()), periode=P)
    client = sebagai("kepala")
    client.get(f"/kinerja/penilaian/?periode={P}")
    with django_assert_max_num_queries(12, info="tim"):  # type: ignore[operator]
        jawab = client.get(f"/kinerja/penilaian/?periode={P}")
    assert jawab.content.decode().count("data-orang") == 30


def test_the_pages_answer_with_and_without_content(
    dunia: Dunia, sebagai: Callable[[str], Client], dinilai: Penilaian
) -> None:
    staf = dunia.pegawai["staf"]
    kepala = [
        "/kinerja/penilaian/", f"/kinerja/penilaian/{P}/{staf.pk}/", "/kinerja/penilaian/tahunan/",
        f"/kinerja/penilaian/tahunan/202500/{staf.pk}/", f"/kinerja/riwayat/{staf.pk}/?tahun=2025",
        f"/kinerja/umpan-balik/tentang/{staf.pk}/", f"/kinerja/masukan/minta/{P}/{staf.pk}/",
    ]  # fmt: skip
    for alamat in kepala:
        assert sebagai("kepala").get(alamat).status_code == 200, alamat
    sendiri = [
        "/kinerja/saya/?tahun=2025", "/kinerja/saya/?tahun=2019", f"/kinerja/hasil/{dinilai.pk}/",
        "/kinerja/umpan-balik/", "/kinerja/masukan/", "/kinerja/keberatan/",
        f"/kinerja/keberatan/ajukan/{dinilai.pk}/",
    ]  # fmt: skip
    for alamat in sendiri:
        assert sebagai("staf").get(alamat).status_code == 200, alamat
