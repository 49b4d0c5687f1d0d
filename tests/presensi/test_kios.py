"""Kiosks: bound once, a PIN a person, taps traced to the kiosk, guesses limited."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from tests.izin import dunia as dunia_izin

from selaras.core.audit.models import Jejak
from selaras.core.files.models import Berkas
from selaras.core.permissions.selectors import load_actor
from selaras.presensi.models import BuktiKetukan, Ketukan, Kios, PinKios
from selaras.presensi.policies import may_see_selfie
from selaras.presensi.services.gawai.kios import issue_pin, set_pin, tap_at_kios, weakness

pytestmark = pytest.mark.django_db


@pytest.fixture
def dunia(db: None) -> dunia_izin.Dunia:
    return dunia_izin.build()


def masuk(dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


def pasang(dunia) -> tuple[Kios, Client]:
    """A kiosk of Dinas Alam with its browser."""
    officer = masuk(dunia, "pengelola_kepegawaian")
    jawab = officer.post(
        reverse("presensi:kios_baru"), {"nama": "Lobi", "unit": dunia.unit["dinas alam"].pk}
    )
    kode = jawab.context["kode"]
    tablet = Client()
    assert tablet.get(reverse("presensi:kios_layar")).status_code == 302
    hasil = tablet.post(reverse("presensi:kios_pasang"), {"kode": kode.lower()})
    assert hasil["Location"] == reverse("presensi:kios_layar")
    assert Client().post(reverse("presensi:kios_pasang"), {"kode": kode}).status_code == 422
    return Kios.objects.get(situs__nama="Lobi"), tablet


def beri_pin(dunia, nama: str, pin: str = "402817") -> None:
    pegawai = dunia.pegawai[nama]
    set_pin(
        pegawai=pegawai, pin=pin, at=timezone.now(),
        actor=load_actor(dunia.user[nama], at=timezone.now()),
    )  # fmt: skip


def test_a_person_finds_herself_and_taps_with_her_pin(dunia) -> None:
    kios, tablet = pasang(dunia)
    beri_pin(dunia, "staf")
    staf = dunia.pegawai["staf"]
    layar = reverse("presensi:kios_layar")
    assert "Staf" not in tablet.get(layar).text  # nobody is listed before she types
    assert "Staf" in tablet.get(layar, {"q": "sta"}).text
    assert "Tetangga" not in tablet.get(layar, {"q": "tetangga"}).text
    url = reverse("presensi:kios_ketuk", args=[staf.pk])
    jawab = tablet.post(url, {"pin": "402817"})
    assert "Tercatat, Staf" in jawab.text
    ketukan = Ketukan.objects.get()
    assert (ketukan.pegawai_id, ketukan.situs_id, ketukan.sumber) == (staf.pk, kios.situs_id, 5)
    bukti = BuktiKetukan.objects.get()
    assert (bukti.mode, bukti.lintang_e6, bukti.akun_id) == (4, None, None)
    assert "Sudah tercatat" in tablet.post(url, {"pin": "402817"}).text
    assert Ketukan.objects.count() == 1
    asing = reverse("presensi:kios_ketuk", args=[dunia.pegawai["tetangga"].pk])
    assert tablet.post(asing, {"pin": "402817"}).status_code == 404


def test_a_picture_comes_with_the_tap_where_the_regions_law_lets_it(
    dunia, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    _, tablet = pasang(dunia)
    beri_pin(dunia, "staf")
    beri_pin(dunia, "kepala")
    url = reverse("presensi:kios_ketuk", args=[dunia.pegawai["staf"].pk])
    assert "Sertakan foto wajah" in tablet.get(url).text
    gambar = BytesIO()
    Image.new("RGB", (20, 20), "green").save(gambar, "JPEG")

    def foto() -> SimpleUploadedFile:
        return SimpleUploadedFile("wajah.jpg", gambar.getvalue())

    assert tablet.post(url, {"pin": "402818", "selfie": foto()}).status_code == 422
    assert not Berkas.objects.exists(), "nothing is kept of who does not know the PIN"
    assert "Dengan foto" in tablet.post(url, {"pin": "402817", "selfie": foto()}).text
    berkas = Berkas.objects.get()
    assert BuktiKetukan.objects.get().selfie_id == berkas.pk
    at = timezone.now()
    assert may_see_selfie(load_actor(dunia.user["staf"], at=at), berkas)
    assert may_see_selfie(load_actor(dunia.user["kepala"], at=at), berkas)
    assert not may_see_selfie(load_actor(dunia.user["tetangga"], at=at), berkas)
    lain = reverse("presensi:kios_ketuk", args=[dunia.pegawai["kepala"].pk])
    palsu = SimpleUploadedFile("wajah.jpg", b"%PDF-1.7 bukan gambar")
    assert "tercatat tanpa foto" in tablet.post(lain, {"pin": "402817", "selfie": palsu}).text
    assert (Ketukan.objects.count(), Berkas.objects.count()) == (2, 1)


def test_no_picture_is_taken_where_the_region_does_not_ask(dunia, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    dunia.instansi["uji"].daerah = ""
    dunia.instansi["uji"].save()
    _, tablet = pasang(dunia)
    beri_pin(dunia, "staf")
    url = reverse("presensi:kios_ketuk", args=[dunia.pegawai["staf"].pk])
    assert "foto" not in tablet.get(url).text.lower()
    isi = SimpleUploadedFile("wajah.jpg", b"\xff\xd8\xff")
    assert "Tercatat, Staf" in tablet.post(url, {"pin": "402817", "selfie": isi}).text
    assert not Berkas.objects.exists()


def test_wrong_pins_close_the_person_for_a_while(dunia) -> None:
    kios, _ = pasang(dunia)
    beri_pin(dunia, "staf")
    staf, kini = dunia.pegawai["staf"], timezone.now()

    def tekan(pin: str, at=kini):
        return tap_at_kios(kios=kios, pegawai=staf, pin=pin, kunci=uuid4(), at=at)

    for sisa in (4, 3, 2, 1):
        assert tekan("111999").pesan == f"PIN salah, sisa {sisa} kali."
    tekan("111999")
    assert not tekan("402817").berhasil
    assert not Ketukan.objects.exists()
    assert tekan("402817", kini + timedelta(minutes=16)).berhasil


@pytest.mark.parametrize(
    "pin", ["123456", "654321", "777777", "19850", "abcdef", "850101", "010185"]
)
def test_pins_that_others_guess_are_refused(pin: str) -> None:
    assert weakness(pin, "198501012010010002")


def test_a_pin_is_nobody_elses_to_choose_and_is_kept_hashed(dunia) -> None:
    pengelola = load_actor(dunia.user["pengelola_kepegawaian"], at=timezone.now())
    staf = dunia.pegawai["staf"]
    with pytest.raises(PermissionDenied):
        set_pin(pegawai=staf, pin="402817", actor=pengelola, at=timezone.now())
    pin = issue_pin(pegawai=staf, actor=pengelola, at=timezone.now())
    assert pin not in PinKios.objects.get().hash
    assert Jejak.objects.filter(aksi="kios.manage", person_id=staf.pk).exists()
    with pytest.raises(PermissionDenied):
        issue_pin(pegawai=dunia.pegawai["tetangga"], actor=pengelola, at=timezone.now())
    with pytest.raises(PermissionDenied):
        issue_pin(
            pegawai=dunia.pegawai["pengelola_kepegawaian"], actor=pengelola, at=timezone.now()
        )
    with pytest.raises(ValidationError):
        set_pin(
            pegawai=staf, pin="123456", at=timezone.now(),
            actor=load_actor(dunia.user["staf"], at=timezone.now()),
        )  # fmt: skip


def test_a_revoked_kiosk_takes_nothing_and_a_new_code_lets_the_old_browser_go(dunia) -> None:
    kios, tablet = pasang(dunia)
    beri_pin(dunia, "staf")
    url = reverse("presensi:kios_ketuk", args=[dunia.pegawai["staf"].pk])
    officer = masuk(dunia, "pengelola_kepegawaian")
    officer.post(reverse("presensi:kios_kode", args=[kios.pk]))
    assert tablet.post(url, {"pin": "402817"}).status_code == 302
    officer.post(reverse("presensi:kios_cabut", args=[kios.pk]))
    assert not Ketukan.objects.exists()
    assert masuk(dunia, "staf").get(reverse("presensi:kios")).status_code == 403


def test_ones_own_pin_is_set_in_the_account(dunia) -> None:
    client, url = masuk(dunia, "staf"), reverse("presensi:kios_pin_saya")
    assert client.post(url, {"pin": "402817", "ulang": "402818"}).status_code == 422
    assert client.post(url, {"pin": "123456", "ulang": "123456"}).status_code == 422
    assert client.post(url, {"pin": "402817", "ulang": "402817"}).status_code == 302
    assert PinKios.objects.get().pegawai_id == dunia.pegawai["staf"].pk
    assert masuk(dunia, "tanpa pegawai").get(url).status_code == 403
