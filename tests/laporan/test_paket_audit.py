"""An auditor's sample: the same seed gives the same people, and each file's checksum is listed."""

import csv
import zipfile
from hashlib import sha256
from io import StringIO

from django.test import Client, override_settings
from django.urls import reverse

from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.core.audit.models import Jejak
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now
from selaras.laporan.audit import draw, pick
from selaras.presensi.models import Ketukan
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


@override_settings(DEMO=True)
def test_the_pack_holds_what_the_pay_stands_on(regensi_kecil: Dunia) -> None:
    user = User.objects.get(username="pegawai")
    nip = user.pegawai.nip
    satu = InstrumenPenilaian.objects.get(pegawai=user.pegawai, periode=PERIODE)
    TahananPembayaran.objects.create(
        pegawai=user.pegawai, skpd_id=satu.skpd_id, periode=PERIODE, prasyarat="lhkpn",
        alasan="LHKPN 2024", sejak=now(),
    )  # fmt: skip
    client = Client()
    client.force_login(User.objects.get(username="auditor"))
    client.post(reverse("laporan:audit"), {"periode": PERIODE, "nip": nip})
    pekerjaan = Pekerjaan.objects.latest("pk")
    perform(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert pekerjaan.status == "selesai", pekerjaan.pesan
    with pekerjaan.hasil_berkas.open("rb") as isi, zipfile.ZipFile(isi) as arsip:
        berkas = {n: arsip.read(n) for n in arsip.namelist()}
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
