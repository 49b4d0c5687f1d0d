"""The papers of a month: totals are their lines' sums and the list's, each says the list's hash."""

import csv
import zipfile
from datetime import datetime
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from pypdf import PdfReader

from selaras.aturan.bagian import bagian_nilai
from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.core.halaman.format import angka
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform
from selaras.core.permissions import system_actor
from selaras.laporan.bayar.daftar import all_lists, calculation
from selaras.laporan.bayar.data import BulanSkpd, load_month
from selaras.laporan.bayar.susun import papers
from selaras.laporan.models import DokumenPembayaran
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Rekening
from selaras.periode.models import PeriodeUnit
from selaras.periode.services import advance
from selaras.tpp.kode import nomor
from selaras.tpp.models import HitunganUnit, TahananPembayaran
from selaras.tpp.services import compute_month

KINI = datetime(2025, 11, 3, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))
PERIODE = 202510
SISTEM = system_actor("Uji", at=KINI)


@pytest.fixture
def bulan(regensi_kecil: Dunia) -> PeriodeUnit:
    """October of the small regency computed again; one SKPD's month."""
    PeriodeUnit.objects.all().delete()
    compute_month(instansi=Instansi.objects.get(), periode=PERIODE, actor=SISTEM, at=KINI)
    return (
        PeriodeUnit.objects.filter(periode=PERIODE)
        .select_related("skpd__instansi")
        .order_by("skpd__kode")[0]
    )


def hold(data: BulanSkpd) -> int:
    satu = data.baris[0]
    TahananPembayaran.objects.create(
        pegawai_id=satu.pegawai_id, skpd=data.skpd, periode=PERIODE, prasyarat="lhkpn",
        alasan="LHKPN belum", sejak=KINI,
    )  # fmt: skip
    return satu.pegawai_id


def test_every_total_is_the_sum_of_its_lines_and_of_the_run(bulan: PeriodeUnit) -> None:
    data = load_month(bulan)
    tabel = {t.kode: t for t in all_lists(data)}
    unit = HitunganUnit.objects.get(hitungan_id=bulan.hitungan_id, skpd_id=bulan.skpd_id)
    hitung, terima = tabel["perhitungan"], tabel["nominatif"]
    assert hitung.total("TPP bruto") == unit.bruto
    ditahan = sum(b.bruto for b in data.ditahan)
    assert terima.total("TPP bruto") == unit.bruto - ditahan
    assert terima.total("Ditransfer") == sum(b.netto for b in data.dibayar)
    for kode in ("golongan",):
        assert tabel[kode].total("TPP bruto") == terima.total("TPP bruto")
        assert tabel[kode].total("Ditransfer") == terima.total("Ditransfer")
    assert tabel["rekening"].total("Jumlah") == terima.total("TPP bruto")
    assert tabel["bank"].total("Jumlah") == sum(b.netto for b in data.dibayar if b.nomor_rekening)


def test_each_criterion_splits_into_work_and_discipline_without_a_rupiah_lost(
    bulan: PeriodeUnit,
) -> None:
    for b in load_month(bulan).baris:
        i = b.instrumen
        for k in ("bk", "pk"):
            nilai = getattr(i, f"nilai_{k}")
            assert sum(bagian_nilai(nilai, i.bobot_p, i.produktivitas, i.bobot_d, i.disiplin)) == (
                nilai
            )
    assert bagian_nilai(3_952_000, 6000, 100, 4000, 97) == (2_400_000, 1_552_000)


def test_a_row_says_what_else_stands_between_amount_and_sum(bulan: PeriodeUnit) -> None:
    data = load_month(bulan)
    satu, *lain = (b.instrumen for b in data.baris)
    for i in lain:
        i.status_bp = i.bayar_bp = i.bobot_p = 10_000
    satu.status, satu.status_bp, satu.bayar_bp = nomor("status")["PPPK_PW"], 5_000, 8_000
    tabel = calculation(data)
    assert tabel.lajur[-1].judul == "Keterangan"
    assert tabel.baris[0][-1] == "PPPK paruh waktu 50%, bagian yang dibayar 80%"
    assert {b[-1] for b in tabel.baris[1:]} == {""}
    satu.status_bp = satu.bayar_bp = 10_000
    assert "Keterangan" not in [k.judul for k in calculation(data).lajur]


def test_who_is_held_is_named_and_not_paid(bulan: PeriodeUnit) -> None:
    pegawai_id = hold(load_month(bulan))
    data = load_month(bulan)
    tabel = {t.kode: t for t in all_lists(data)}
    assert pegawai_id in {b.pegawai_id for b in data.ditahan}
    assert pegawai_id not in {b.pegawai_id for b in data.dibayar}
    nip = next(b.nip for b in data.ditahan if b.pegawai_id == pegawai_id)
    assert all(nip not in str(baris) for baris in tabel["bank"].baris)
    assert any("LHKPN" in str(baris) for baris in tabel["ditahan"].baris)


def test_the_lock_fixes_the_list_and_its_hash_whatever_changes_later(bulan: PeriodeUnit) -> None:
    before = load_month(bulan)
    for ke in ("diverifikasi", "disetujui", "terkunci"):
        advance(skpd=bulan.skpd, periode=PERIODE, ke=ke, actor=SISTEM, at=KINI)
    bulan.refresh_from_db()
    data = load_month(bulan)
    assert data.daftar is not None
    assert data.hash_daftar == before.hash_daftar
    hold(before)
    Rekening.objects.update(nomor="000")
    sesudah = load_month(bulan)
    assert sesudah.hash_daftar == before.hash_daftar
    assert [b.nomor_rekening for b in sesudah.baris] == [b.nomor_rekening for b in before.baris]
    assert len(sesudah.ditahan) == len(before.ditahan)


def test_the_papers_say_the_hash_and_the_totals(bulan: PeriodeUnit) -> None:
    data = load_month(bulan)
    semua = {(b.jenis, b.format): b.isi for b in papers(data, KINI)}
    assert set(semua) >= {
        ("kehadiran", "pdf"), ("produktivitas", "pdf"), ("perhitungan", "pdf"),
        ("nominatif", "pdf"), ("sptjm", "pdf"), ("pengantar", "pdf"), ("verifikasi", "pdf"),
        ("bank", "csv"), ("bank", "xlsx"), ("buku", "xlsx"),
    }  # fmt: skip
    for (jenis, bentuk), isi in semua.items():
        if bentuk == "pdf":
            teks = "".join(h.extract_text() for h in PdfReader(BytesIO(isi)).pages)
            assert data.hash_daftar in teks.replace("\n", ""), jenis
            assert "KONSEP" in teks, jenis
    nominatif = PdfReader(BytesIO(semua["nominatif", "pdf"]))
    teks = "".join(h.extract_text() for h in nominatif.pages)
    assert angka(sum(b.netto for b in data.dibayar)) in teks
    assert data.kepala.nama in teks


def test_the_banks_file_adds_up_to_the_list(bulan: PeriodeUnit) -> None:
    data = load_month(bulan)
    isi = next(b.isi for b in papers(data, KINI) if (b.jenis, b.format) == ("bank", "csv"))
    baris = list(csv.DictReader(StringIO(isi.decode("utf-8-sig")), delimiter=";"))
    assert sum(int(b["Jumlah"]) for b in baris) == sum(
        b.netto for b in data.dibayar if b.nomor_rekening
    )
    assert {b["NIP"] for b in baris} == {b.nip for b in data.dibayar if b.nomor_rekening}


@override_settings(DEMO=True)
def test_one_job_makes_everybodys_papers_and_a_verifier_takes_them_along(
    bulan: PeriodeUnit,
) -> None:
    client = Client()
    client.force_login(User.objects.get(username="verifikator"))
    tanggapan = client.post(reverse("laporan:dokumen_buat"), {"periode": PERIODE})
    pekerjaan = Pekerjaan.objects.latest("pk")
    assert tanggapan.url == pekerjaan.get_absolute_url()
    perform(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert pekerjaan.status == "selesai", pekerjaan.pesan
    skpd = PeriodeUnit.objects.filter(periode=PERIODE, hitungan_id__isnull=False).count()
    assert pekerjaan.hasil["skpd"] == skpd == pekerjaan.selesai
    with pekerjaan.hasil_berkas.open("rb") as isi, zipfile.ZipFile(isi) as arsip:
        assert len(arsip.namelist()) == DokumenPembayaran.objects.count()
    halaman = client.get(reverse("laporan:dokumen"), {"periode": PERIODE}).content.decode()
    assert halaman.count("Daftar nominatif / tanda terima") == skpd
    satu = DokumenPembayaran.objects.filter(jenis="bank", format="csv").first()
    berkas = client.get(reverse("laporan:dokumen_unduh", args=[satu.pk]))
    assert b"".join(berkas.streaming_content).startswith("\ufeff".encode())
    [tutup() for tutup in berkas._resource_closers]
    for nama in ("pegawai", "pengelola", "pimpinan"):
        lain = Client()
        lain.force_login(User.objects.get(username=nama))
        assert lain.get(reverse("laporan:dokumen_unduh", args=[satu.pk])).status_code in (403, 404)
