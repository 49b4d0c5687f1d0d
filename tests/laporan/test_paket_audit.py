"""An auditor's sample: the same seed gives the same people, and each file's checksum is listed."""

import csv
import zipfile
from datetime import date
from hashlib import sha256
from io import BytesIO, StringIO
from uuid import uuid4

from django.test import Client, override_settings
from django.urls import reverse

from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.core.audit.models import Jejak
from selaras.core.files import storage
from selaras.core.files.models import Berkas
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now
from selaras.kinerja.models import (
    Eviden,
    Realisasi,
    RealisasiBaris,
    RencanaBaris,
    RencanaBulan,
)
from selaras.laporan.audit import draw, pick
from selaras.presensi.models import (
    BuktiKoreksi,
    Ketukan,
    KoreksiPresensi,
    SebabKoreksi,
    UsulKoreksi,
)
from selaras.tpp.models import InstrumenPenilaian, TahananPembayaran

PERIODE = 202510


def test_a_seed_draws_the_same_people_again(regensi_kecil: Dunia) -> None:
    actor = load_actor(User.objects.get(username="auditor"), at=now())
    satu, lagi = (draw(actor, PERIODE, jumlah=5, benih=7) for _ in range(2))
    assert satu == lagi and len(set(satu.pegawai_ids)) == 5
    assert draw(actor, PERIODE, jumlah=5, benih=8).pegawai_ids != satu.pegawai_ids
    assert satu.dari == InstrumenPenilaian.objects.filter(periode=PERIODE).count()


def test_nobody_else_draws_a_sample(regensi_kecil: Dunia) -> None:
    for nama in ("verifikator", "bendahara", "pegawai"):
        actor = load_actor(User.objects.get(username=nama), at=now())
        assert draw(actor, PERIODE, jumlah=5, benih=7).pegawai_ids == []
        assert pick(actor, PERIODE, [actor.nama]).pegawai_ids == []


def make(nip: str) -> Pekerjaan:
    """The auditor asks for these people's pack and it is made."""
    client = Client()
    client.force_login(User.objects.get(username="auditor"))
    client.post(reverse("laporan:audit"), {"periode": PERIODE, "nip": nip})
    pekerjaan = Pekerjaan.objects.latest("pk")
    perform(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert pekerjaan.status == "selesai", pekerjaan.pesan
    return pekerjaan


def unpack(pekerjaan: Pekerjaan) -> dict[str, bytes]:
    with pekerjaan.hasil_berkas.open("rb") as isi, zipfile.ZipFile(isi) as arsip:
        return {n: arsip.read(n) for n in arsip.namelist()}


def hand_in(nama: str, isi: bytes) -> Berkas:
    """A file as it lies after an upload."""
    pk = uuid4()
    storage.keep(storage.key_of(pk), BytesIO(isi))
    return Berkas.objects.create(
        id=pk, keperluan="uji", nama=nama, jenis="application/pdf", ukuran=len(isi),
        sha256=sha256(isi).hexdigest(), jalur=storage.key_of(pk), dibuat_pada=now(),
    )  # fmt: skip


@override_settings(DEMO=True)
def test_the_pack_holds_what_the_pay_stands_on(regensi_kecil: Dunia) -> None:
    user = User.objects.get(username="pegawai")
    nip = user.pegawai.nip
    satu = InstrumenPenilaian.objects.get(pegawai=user.pegawai, periode=PERIODE)
    TahananPembayaran.objects.create(
        pegawai=user.pegawai, skpd_id=satu.skpd_id, periode=PERIODE, prasyarat="lhkpn",
        alasan="LHKPN 2024", sejak=now(),
    )  # fmt: skip
    berkas = unpack(make(nip))
    daftar = berkas.pop("ISI.txt").decode()
    for nama, bita in berkas.items():
        assert f"{sha256(bita).hexdigest()}  {nama}" in daftar
    milik = {n.removeprefix(f"{nip}/") for n in berkas}
    assert milik == {"instrumen.pdf", "instrumen.json", "ketukan.csv", "hari.csv", "surat.csv",
                     "kinerja.csv", "hukum.csv", "pembayaran.csv"}  # fmt: skip

    def baris(nama: str) -> list[dict[str, str]]:
        teks = berkas[f"{nip}/{nama}"].decode("utf-8-sig")
        return list(csv.DictReader(StringIO(teks), delimiter=";"))

    ketukan = Ketukan.objects.filter(
        pegawai=user.pegawai, waktu__year=2025, waktu__month=10
    ).count()
    assert len(baris("ketukan.csv")) >= ketukan > 0
    assert len(baris("hari.csv")) == 31
    assert any(b["kunci"] == "tpp.bobot" for b in baris("hukum.csv"))
    assert [b["status"] for b in baris("pembayaran.csv") if b["apa"] == "Tahanan"] == ["ditahan"]
    assert Jejak.objects.filter(aksi="audit.export", person_id=user.pegawai.pk, membaca=True)


@override_settings(DEMO=True)
def test_files_that_people_handed_in_are_in_the_pack_but_those_about_health(
    regensi_kecil: Dunia,
) -> None:
    orang = User.objects.get(username="pegawai").pegawai
    rencana, _ = RencanaBulan.objects.get_or_create(pegawai=orang, periode=PERIODE)
    laporan, _ = Realisasi.objects.get_or_create(rencana=rencana, pegawai=orang, periode=PERIODE)
    baris = RealisasiBaris.objects.create(
        realisasi=laporan,
        rencana_baris=RencanaBaris.objects.create(rencana=rencana, urutan=90, uraian="Laporan"),
    )
    eviden, mesin, dokter = (
        hand_in(n, n.encode() * 9) for n in ("laporan.pdf", "berita acara.pdf", "dokter.pdf")
    )
    Eviden.objects.create(baris=baris, berkas=eviden)
    hilang = hand_in("hilang.pdf", b"x")
    Eviden.objects.create(baris=baris, berkas=hilang)
    storage.drop(hilang.jalur)
    for hari, sebab, bukti in (
        (7, SebabKoreksi.MESIN, mesin), (8, SebabKoreksi.KESEHATAN, dokter),
    ):  # fmt: skip
        usul = UsulKoreksi.objects.create(
            pegawai=orang, tanggal=date(2025, 10, hari), masuk=450, sebab=sebab, uraian="uji"
        )
        BuktiKoreksi.objects.create(usul=usul, berkas=bukti)
    KoreksiPresensi.objects.create(
        pegawai=orang, tanggal=date(2025, 10, 7), masuk=450, alasan="=1+1", disetujui_pada=now()
    )
    pekerjaan = make(f"{orang.nip}\n199999999999999999")
    berkas = unpack(pekerjaan)
    assert berkas[f"{orang.nip}/eviden/01-laporan.pdf"] == b"laporan.pdf" * 9
    assert berkas[f"{orang.nip}/koreksi/01-berita acara.pdf"] == b"berita acara.pdf" * 9
    assert not any("dokter" in n for n in berkas)
    assert eviden.sha256 in berkas["ISI.txt"].decode()
    # what could not be packed is named: a file that is lost, a NIP that is nobody's
    kurang = [g["butir"] for g in pekerjaan.galat]
    assert kurang == ["199999999999999999", f"{orang.nip}/eviden/02-hilang.pdf"]
    # what people typed is text to a spreadsheet, never a formula
    surat = berkas[f"{orang.nip}/surat.csv"].decode("utf-8-sig")
    assert "Koreksi presensi;;2025-10-07;07:30;;'=1+1" in surat
