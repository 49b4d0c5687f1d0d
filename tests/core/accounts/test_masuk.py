"""Signing in over HTTP: who gets in, who does not, what stays in the trail and the session."""

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.izin.dunia import SANDI, Dunia

from selaras.core.accounts import management
from selaras.core.accounts.models import User
from selaras.core.audit.models import Jejak
from selaras.core.permissions.selectors import load_actor

MASUK = "/akun/masuk/"


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db: None) -> None:
    cache.clear()


def sign_in(client: Client, name: str, password: str = SANDI, **headers: str) -> bool:
    """Whether the form let this name and password in."""
    client.post(MASUK, {"login": name, "password": password}, **headers)
    return "_auth_user_id" in client.session


def test_nip_and_password_open_the_home_page(dunia: Dunia, client: Client) -> None:
    user = dunia.user["staf"]
    answer = client.post(MASUK, {"login": user.username, "password": SANDI})
    assert answer["Location"] == "/"
    assert Jejak.objects.get(aksi="akun.masuk").pelaku_id == user.pk


def test_a_nip_copied_with_its_spaces_works(dunia: Dunia, client: Client) -> None:
    nip = dunia.user["staf"].username
    assert sign_in(client, f" {nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]} ")


def test_a_page_asked_for_before_signing_in_opens_afterwards(dunia: Dunia, client: Client) -> None:
    answer = client.get(reverse("akun:saya"))
    assert answer["Location"] == f"{MASUK}?next=/akun/"
    answer = client.post(
        answer["Location"],
        {"login": dunia.user["staf"].username, "password": SANDI, "next": "/akun/"},
    )
    assert answer["Location"] == "/akun/"


def test_another_site_is_no_place_to_go_after_signing_in(dunia: Dunia, client: Client) -> None:
    login = {"login": dunia.user["staf"].username, "password": SANDI}
    answer = client.post(MASUK, {**login, "next": "https://jahat.example/"})
    assert answer["Location"] == "/"


def test_a_wrong_password_says_nothing_about_which_part_was_wrong(
    dunia: Dunia, client: Client
) -> None:
    known = client.post(MASUK, {"login": dunia.user["staf"].username, "password": "salah"})
    unknown = client.post(MASUK, {"login": "199912312020121999", "password": "salah"})
    errors = [page.context["form"].errors.as_text() for page in (known, unknown)]
    assert errors[0] == errors[1] != ""
    failed = Jejak.objects.filter(aksi="akun.masuk_gagal")
    assert failed.count() == 2
    assert "salah" not in str(list(failed.values()))


def test_a_password_typed_as_the_name_does_not_stand_in_the_trail(
    dunia: Dunia, client: Client
) -> None:
    client.post(MASUK, {"login": "Rahasia-Saya-1", "password": "apa saja"})
    client.post(MASUK, {"login": dunia.user["staf"].username.upper(), "password": "salah"})
    notes = [j.keterangan for j in Jejak.objects.filter(aksi="akun.masuk_gagal").order_by("id")]
    assert notes[0] == "nama yang diketik tidak dikenal (14 huruf)"
    assert dunia.user["staf"].username.casefold() in notes[1].casefold()


def test_five_wrong_passwords_close_the_account_for_five_minutes(
    dunia: Dunia, client: Client
) -> None:
    name = dunia.user["staf"].username
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert not any(sign_in(client, name, "salah") for _ in range(5))
        assert not sign_in(client, name), "the sixth attempt is refused even when right"
        assert sign_in(Client(), dunia.user["tetangga"].username), "others are not touched"
        clock.shift(301)
        assert sign_in(client, name)


def test_spelling_the_name_in_another_way_does_not_give_more_attempts(
    dunia: Dunia, client: Client
) -> None:
    spellings = ["kantor", "KANTOR", "Kantor", "kAntor", "kaNtor"]
    assert not any(sign_in(client, name, "salah") for name in spellings)
    assert not sign_in(client, "kantor")


def test_a_forged_forwarding_header_gives_no_new_attempts(dunia: Dunia, client: Client) -> None:
    name = dunia.user["staf"].username
    for number in range(5):
        sign_in(client, name, "salah", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    assert not sign_in(client, name, HTTP_X_FORWARDED_FOR="10.9.9.9")
    assert set(Jejak.objects.values_list("alamat", flat=True)) <= {"127.0.0.1", None}


def test_a_closed_account_is_refused_and_its_sessions_end(dunia: Dunia, client: Client) -> None:
    user = dunia.user["staf"]
    assert sign_in(client, user.username)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/akun/").status_code == 302
    assert not sign_in(Client(), user.username)
    assert Jejak.objects.filter(aksi="akun.masuk_ditolak", objek_id=user.pk).exists()


class TestSampleLogins:
    """Everybody knows their passwords: they open nothing outside demo mode."""

    @pytest.fixture
    def sample(self, dunia: Dunia) -> User:
        user = dunia.user["admin_bkpsdm"]
        User.objects.filter(pk=user.pk).update(contoh=True)
        return user

    def test_open_the_demo(self, sample: User, client: Client, settings: object) -> None:
        settings.DEMO = True  # type: ignore[attr-defined]
        assert sign_in(client, sample.username)

    def test_are_refused_elsewhere_and_traced(
        self, sample: User, client: Client, settings: object
    ) -> None:
        settings.DEMO = False  # type: ignore[attr-defined]
        assert not sign_in(client, sample.username)
        assert Jejak.objects.filter(aksi="akun.masuk_ditolak", objek_id=sample.pk).exists()

    def test_are_thrown_out_when_the_demo_ends(
        self, sample: User, client: Client, settings: object
    ) -> None:
        settings.DEMO = True  # type: ignore[attr-defined]
        assert sign_in(client, sample.username)
        settings.DEMO = False  # type: ignore[attr-defined]
        assert client.get("/akun/").status_code == 302


class TestSessions:
    """What a stolen or planted session is worth."""

    def test_signing_in_changes_the_session_key(self, dunia: Dunia, client: Client) -> None:
        client.get(MASUK)
        session = client.session
        session["asal"] = "ditanam orang lain"
        session.save()
        planted = session.session_key
        client.cookies[settings.SESSION_COOKIE_NAME] = planted
        assert sign_in(client, dunia.user["staf"].username)
        assert client.session.session_key != planted
        assert not Session.objects.filter(session_key=planted).exists()

    def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(
        self, dunia: Dunia, client: Client
    ) -> None:
        sign_in(client, dunia.user["staf"].username)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["expires"] == ""  # ends with the browser: offices share computers

    def test_signing_out_kills_the_session_on_the_server(
        self, dunia: Dunia, client: Client
    ) -> None:
        sign_in(client, dunia.user["staf"].username)
        stolen = Client()
        stolen.cookies[settings.SESSION_COOKIE_NAME] = client.session.session_key
        assert stolen.get("/akun/").status_code == 200
        client.post("/akun/keluar/")
        assert stolen.get("/akun/").status_code == 302

    def test_a_link_cannot_sign_anybody_out(self, dunia: Dunia, client: Client) -> None:
        sign_in(client, dunia.user["staf"].username)
        assert client.get("/akun/keluar/").status_code == 405
        assert client.get("/akun/").status_code == 200

    def test_one_can_end_other_sessions_but_only_ones_own(
        self, dunia: Dunia, client: Client
    ) -> None:
        here, phone, stranger = client, Client(), Client()
        for browser in (here, phone):
            sign_in(browser, dunia.user["staf"].username)
        sign_in(stranger, dunia.user["tetangga"].username)
        listed = here.get("/akun/").context["sesi"]
        assert [s.ini for s in listed] == [True, False]
        theirs = stranger.get("/akun/").context["sesi"][0].id
        here.post("/akun/sesi/akhiri/", {"id": theirs})
        assert stranger.get("/akun/").status_code == 200
        here.post("/akun/sesi/akhiri/", {"id": listed[1].id})
        assert phone.get("/akun/").status_code == 302
        assert here.get("/akun/").status_code == 200

    def test_a_new_password_ends_the_other_sessions(self, dunia: Dunia, client: Client) -> None:
        here, phone = client, Client()
        for browser in (here, phone):
            sign_in(browser, dunia.user["staf"].username)
        new = "kursi-sungai-lentera"
        form = {"oldpassword": SANDI, "password1": new, "password2": new}
        assert here.post("/akun/sandi/", form).status_code == 302
        assert here.get("/akun/").status_code == 200
        assert phone.get("/akun/").status_code == 302
        assert not sign_in(Client(), dunia.user["staf"].username)
        assert sign_in(Client(), dunia.user["staf"].username, new)


class TestFirstSignIn:
    """The code on paper opens one page only: the one that replaces it."""

    @pytest.fixture
    def slip(self, dunia: Dunia) -> management.Slip:
        officer = load_actor(dunia.user["pengelola_kepegawaian"], at=timezone.now())
        person = dunia.pegawai["tanpa akun"]
        slips = management.create_accounts(actor=officer, person_ids=[person.pk], at=timezone.now())
        return slips[0]

    def test_every_page_leads_to_the_new_password(
        self, slip: management.Slip, client: Client
    ) -> None:
        assert sign_in(client, slip.nip, slip.kode)
        for url in ("/", "/akun/", "/akun/kunci-sandi/tambah/", "/jejak/saya/"):
            answer = client.get(url)
            assert (answer.status_code, answer.get("Location")) == (302, "/akun/sandi/"), url

    def test_after_it_the_code_is_spent(self, slip: management.Slip, client: Client) -> None:
        sign_in(client, slip.nip, slip.kode)
        new = "kursi-sungai-lentera"
        client.post("/akun/sandi/", {"oldpassword": slip.kode, "password1": new, "password2": new})
        assert client.get("/akun/").status_code == 200
        assert not sign_in(Client(), slip.nip, slip.kode)
        assert sign_in(Client(), slip.nip, new)

    @pytest.mark.parametrize("weak", ["1985010120", "Tanpa Akun", "password123", "pendek"])
    def test_a_weak_password_is_refused(
        self, slip: management.Slip, client: Client, weak: str
    ) -> None:
        sign_in(client, slip.nip, slip.kode)
        form = {"oldpassword": slip.kode, "password1": weak, "password2": weak}
        assert client.post("/akun/sandi/", form).status_code == 200
        assert client.get("/akun/").status_code == 302

    def test_an_old_code_is_worth_nothing(self, slip: management.Slip, client: Client) -> None:
        with time_machine.travel(slip.sampai, tick=False):
            assert not sign_in(client, slip.nip, slip.kode)
