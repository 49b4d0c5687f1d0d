"""The old system's list handed in, set beside ours, explained and remarked on."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.tpp import bulan_kecil as kecil

from selaras.core.accounts.models import User
from selaras.core.impor import services as impor
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.selectors import load_actor
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.tpp.models import HasilLama, InstrumenPenilaian, SelisihDipahami
from selaras.tpp.services import compute_month

pytestmark = pytest.mark.django_db(transaction=True)
P = kecil.PERIODE


def masuk(nama: str, peran: str, **di: int) -> tuple[User, Client]:
    user = User.objects.create_user(nama, password="hutan-kopi-merapi")
    PenugasanPeran.objects.create(user=user, peran=peran, berlaku=berlaku_sejak(kecil.AWAL), **di)
    klien = Client()
    klien.force_login(user)
    return user, klien


@pytest.fixture
def klien() -> Client:
    instansi = kecil.build()
    Instansi.objects.update(daerah="contoh")
    instansi.refresh_from_db()
    compute_month(instansi=instansi, periode=P, actor=kecil.ACTOR, at=kecil.AT)
    user, klien = masuk("admin", "admin_bkpsdm", instansi_id=instansi.pk)
    orang = list(Pegawai.objects.order_by("pk"))
    for n, p in enumerate(orang, 1):
        p.nip = f"19900101201501100{n}"
        p.save()
    bruto = dict(InstrumenPenilaian.objects.values_list("pegawai_id", "bruto"))
    baris = ["NIP;Bulan;Nama;Jumlah TPP;TPP Dasar"]
    for n, p in enumerate(orang[:-1]):  # the last one is missing over there
        beda = (0, 1, -400_000, 0, 123_456)[n]
        dasar = 3_600_000 if n == 2 else 4_000_000
        baris.append(f"{p.nip};2025-10;{p.nama};{bruto[p.pk] + beda};{dasar}")
    baris.append("197001011990011001;2025-10;Sudah pensiun;2000000;2000000")
    _ambil(user, instansi, "\n".join(baris))
    return klien


def _ambil(user: User, instansi: Instansi, teks: str) -> None:
    actor = load_actor(user, at=kecil.AT)
    satu = impor.upload(
        actor=actor, jenis="sistem-lama", isi=teks.encode(), nama="lama.csv",
        sejak=kecil.AWAL, instansi_id=instansi.pk,
    )  # fmt: skip
    satu = impor.run_check(actor=actor, impor=satu)
    assert satu.jumlah["salah"] == 0
    impor.apply(actor=actor, impor=satu)


def test_a_month_is_grouped_by_cause_with_people_and_rupiah(klien: Client) -> None:
    assert HasilLama.objects.count() == 6
    halaman = klien.get(reverse("paralel:bulan", args=[P]))
    sebab = {g["s"].kode: (g["orang"], g["bruto"]) for g in halaman.context["sebab"]}
    assert sebab["besaran"] == (1, -400_000)
    assert sebab["lain"] == (1, 123_456)
    assert sebab["hanya_lama"] == (1, 2_000_000)
    assert sebab["hanya_baru"][0] == 1
    assert sebab["pembulatan"] == (1, 1)
    assert sebab["sama"] == (2, 0)
    urut = [b["sebab"] for b, _ in halaman.context["daftar"].isi]
    assert urut[-2:] == ["sama", "sama"]  # differences first
    assert klien.get(reverse("paralel:daftar")).status_code == 200


def test_a_difference_is_understood_with_a_remark_until_the_figures_move(klien: Client) -> None:
    nip = Pegawai.objects.order_by("pk")[2].nip
    tandai = reverse("paralel:tandai", args=[P])
    klien.post(tandai, {"nip": nip, "keterangan": " "})
    assert not SelisihDipahami.objects.exists()
    for _ in range(2):  # a double click
        klien.post(tandai, {"nip": nip, "keterangan": "kelas jabatan lama"})
    assert SelisihDipahami.objects.get().selisih_bruto == -400_000
    orang = reverse("paralel:orang", args=[P, nip])
    assert "Dipahami" in klien.get(orang).content.decode()
    HasilLama.objects.filter(nip=nip).update(bruto=1)
    assert "Angkanya berubah sejak ditandai" in klien.get(orang).content.decode()
    klien.post(tandai, {"nip": nip, "cabut": "1"})
    assert not SelisihDipahami.objects.exists()


def test_all_of_one_cause_are_marked_at_once(klien: Client) -> None:
    klien.post(
        reverse("paralel:tandai", args=[P]), {"sebab": "hanya_lama", "keterangan": "pensiun"}
    )
    belum = klien.get(reverse("paralel:bulan", args=[P]), {"paham": "belum"})
    assert {b["sebab"] for b, _ in belum.context["daftar"].isi} == {"besaran", "lain", "hanya_baru"}


def test_a_verifier_of_one_office_sees_her_own_people_only(klien: Client) -> None:
    unit = UnitKerja.objects.get(kode="A")
    _, satu = masuk("ver", "verifikator_tpp", instansi_id=unit.instansi_id, unit_id=unit.pk)
    halaman = satu.get(reverse("paralel:bulan", args=[P]))
    assert {b["unit"] for b, _ in halaman.context["daftar"].isi} == {"Dinas A"}
    nip = Pegawai.objects.get(nama="Pegawai 2").nip
    assert satu.get(reverse("paralel:orang", args=[P, nip])).status_code == 404
