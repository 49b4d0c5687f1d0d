"""Signing in with a real browser: password, passkey, TOTP, the government's single sign-on."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import CDPSession, Page, expect
from tests.izin.dunia import SANDI, Dunia, build
from tests.peramban.penyedia_oidc import KLIEN, RAHASIA, Penyedia, running_provider

from selaras.core.accounts.management import create_accounts
from selaras.core.accounts.models import User
from selaras.core.audit.models import Jejak
from selaras.core.permissions.selectors import load_actor
from selaras.settings.accounts import oidc_provider

Periksa = Callable[[Page], None]
Foto = Callable[[Page, str], None]


@pytest.fixture
def dunia(transactional_db: None) -> Dunia:
    cache.clear()
    return build()


@pytest.fixture
def pintu(page: Page, live_server: Any, dunia: Dunia) -> Page:
    """The sign-in page. `localhost`, since passkeys belong to a name, not to an address."""
    page.goto(f"{live_server.url}/akun/masuk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
    return page


def type_password(page: Page, name: str, password: str = SANDI) -> None:
    page.get_by_label("NIP atau nama pengguna").fill(name)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()


def confirm(page: Page) -> None:
    """The password once more, before security changes."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Pastikan ini Anda")
    page.get_by_label("Kata sandi Anda").fill(SANDI)
    page.get_by_role("button", name="Lanjut").click()


def sign_out(page: Page) -> None:
    page.get_by_label("Menu akun").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")


def test_the_door_is_accessible(pintu: Page, periksa_aksesibilitas: Periksa, foto: Foto) -> None:
    foto(pintu, "masuk")
    periksa_aksesibilitas(pintu)


def test_password(pintu: Page, live_server: Any, dunia: Dunia) -> None:
    type_password(pintu, dunia.user["staf"].username)
    expect(pintu).to_have_url(f"{live_server.url}/")
    sign_out(pintu)


def test_a_wrong_password_keeps_what_was_typed_and_says_what_to_do(
    pintu: Page, dunia: Dunia
) -> None:
    type_password(pintu, dunia.user["staf"].username, "salah ketik")
    expect(pintu.get_by_role("alert")).to_be_visible()
    expect(pintu.get_by_label("NIP atau nama pengguna")).to_have_value(dunia.user["staf"].username)


def test_the_slip_leads_to_a_password_of_ones_own(
    pintu: Page, live_server: Any, dunia: Dunia, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    officer = load_actor(dunia.user["pengelola_kepegawaian"], at=timezone.now())
    person = dunia.pegawai["tanpa akun"]
    (slip,) = create_accounts(actor=officer, person_ids=[person.pk], at=timezone.now())
    type_password(pintu, slip.nip, slip.kode)
    expect(pintu.get_by_role("heading", level=1)).to_have_text("Buat kata sandi Anda")
    foto(pintu, "sandi-pertama")
    periksa_aksesibilitas(pintu)
    pintu.get_by_label("Kode sekali pakai dari lembar akun").fill(slip.kode)
    pintu.get_by_label("Kata sandi baru", exact=True).fill("kursi-sungai-lentera")
    pintu.get_by_label("Ulangi kata sandi baru").fill("kursi-sungai-lentera")
    pintu.get_by_role("button", name="Simpan kata sandi").click()
    expect(pintu).to_have_url(f"{live_server.url}/")


@pytest.fixture
def perangkat(page: Page) -> Iterator[CDPSession]:
    """A device with a fingerprint reader, as Chromium's virtual authenticator."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield cdp
    cdp.send("WebAuthn.disable")


def test_passkey(
    pintu: Page, live_server: Any, dunia: Dunia, perangkat: CDPSession,
    periksa_aksesibilitas: Periksa,
) -> None:  # fmt: skip
    type_password(pintu, dunia.user["staf"].username)
    expect(pintu).to_have_url(f"{live_server.url}/")
    pintu.goto(f"{live_server.url}/akun/")
    pintu.get_by_role("link", name="Tambah kunci sandi").click()
    periksa_aksesibilitas(pintu)
    confirm(pintu)
    expect(pintu.get_by_role("heading", level=1)).to_have_text("Tambah kunci sandi")
    periksa_aksesibilitas(pintu)
    pintu.get_by_role("button", name="Simpan kunci sandi di perangkat ini").click()
    expect(pintu.get_by_role("heading", level=1)).to_have_text("Kode pemulihan")
    pintu.get_by_role("link", name="Selesai").click()
    expect(pintu.get_by_role("link", name="Hapus Kunci sandi 1")).to_be_visible()
    sign_out(pintu)
    pintu.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(pintu).to_have_url(f"{live_server.url}/")
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None
    assert Jejak.objects.filter(keterangan="kunci sandi ditambahkan").count() == 1


def test_a_device_without_a_passkey_is_told_so(pintu: Page) -> None:
    pintu.evaluate("() => { navigator.credentials.get = async () => { throw new Error('batal') } }")
    pintu.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(pintu.get_by_text("Kunci sandi tidak terbaca")).to_be_visible()


def test_a_passkey_of_a_closed_account_opens_nothing(
    pintu: Page, live_server: Any, dunia: Dunia, perangkat: CDPSession
) -> None:
    type_password(pintu, dunia.user["staf"].username)
    expect(pintu).to_have_url(f"{live_server.url}/")
    pintu.goto(f"{live_server.url}/akun/kunci-sandi/tambah/")
    confirm(pintu)
    pintu.get_by_role("button", name="Simpan kunci sandi di perangkat ini").click()
    expect(pintu.get_by_role("heading", level=1)).to_have_text("Kode pemulihan")
    User.objects.filter(pk=dunia.user["staf"].pk).update(is_active=False)
    pintu.goto(f"{live_server.url}/akun/masuk/")
    pintu.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(pintu.get_by_text("Akun ini tidak dapat dipakai masuk")).to_be_visible()
    pintu.goto(f"{live_server.url}/akun/")
    expect(pintu.get_by_role("heading", level=1)).to_have_text("Masuk")


def totp_now(secret: str, step: int = 0) -> str:
    """What an authenticator app shows now, or `step` half-minutes away."""
    counters = list(yield_hotp_counters_from_time())
    code = hotp_value(secret, counters[len(counters) // 2] + step)
    return f"{code:06d}"


def test_totp(
    pintu: Page, live_server: Any, dunia: Dunia, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    type_password(pintu, dunia.user["staf"].username)
    expect(pintu).to_have_url(f"{live_server.url}/")
    pintu.goto(f"{live_server.url}/akun/totp/pasang/")
    confirm(pintu)
    expect(pintu.get_by_role("heading", level=1)).to_have_text("Pasang aplikasi autentikator")
    periksa_aksesibilitas(pintu)
    foto(pintu, "totp")
    pintu.reload()
    secret = pintu.locator("code").inner_text()
    pintu.get_by_label("Enam angka").fill(totp_now(secret))
    pintu.get_by_role("button", name="Pasang").click()
    expect(pintu.get_by_role("heading", level=1)).to_have_text("Kode pemulihan")
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert get_adapter().decrypt(kept) == secret
    pintu.goto(f"{live_server.url}/akun/")
    sign_out(pintu)

    type_password(pintu, dunia.user["staf"].username)
    expect(pintu.get_by_role("heading", level=1)).to_have_text("Langkah kedua")
    periksa_aksesibilitas(pintu)
    pintu.goto(f"{live_server.url}/akun/")
    expect(pintu.get_by_role("heading", level=1)).to_have_text("Langkah kedua")
    pintu.get_by_label("Enam angka").fill("000000")
    pintu.get_by_role("button", name="Lanjut").click()
    expect(pintu.get_by_text("tidak cocok")).to_be_visible()
    pintu.get_by_label("Enam angka").fill(totp_now(secret, step=1))
    pintu.get_by_role("button", name="Lanjut").click()
    expect(pintu).to_have_url(f"{live_server.url}/")


@pytest.fixture
def penyedia(settings: Any) -> Iterator[Penyedia]:
    """The government's sign-on, at another address of this machine."""
    with running_provider() as provider:
        settings.SOCIALACCOUNT_PROVIDERS = oidc_provider(
            provider.alamat, KLIEN, RAHASIA, "Akun pemerintah"
        )
        policy = copy.deepcopy(settings.CONTENT_SECURITY_POLICY)
        policy["DIRECTIVES"]["form-action"].append(provider.alamat)
        settings.CONTENT_SECURITY_POLICY = policy
        yield provider


def through_the_provider(page: Page) -> None:
    page.get_by_role("button", name="Masuk dengan Akun pemerintah").click()
    page.get_by_role("link", name="Lanjut ke Selaras").click()


def test_single_sign_on_opens_the_account_of_the_nip(
    penyedia: Penyedia, pintu: Page, live_server: Any, dunia: Dunia
) -> None:
    user = dunia.user["staf"]
    penyedia.klaim = {"sub": "orang-7", "nip": user.username, "name": "Nama di sana"}
    through_the_provider(pintu)
    expect(pintu).to_have_url(f"{live_server.url}/")
    linked = SocialAccount.objects.get()
    assert (linked.user_id, linked.uid) == (user.pk, "orang-7")
    user.refresh_from_db()
    assert user.nama == "Staf", "the provider's name does not overwrite ours"
    sign_out(pintu)
    penyedia.klaim = {"sub": "orang-7", "name": "Sudah tertaut"}
    through_the_provider(pintu)
    expect(pintu).to_have_url(f"{live_server.url}/")


def test_single_sign_on_kills_a_code_still_on_paper(
    penyedia: Penyedia, pintu: Page, live_server: Any, dunia: Dunia
) -> None:
    officer = load_actor(dunia.user["pengelola_kepegawaian"], at=timezone.now())
    person = dunia.pegawai["tanpa akun"]
    (slip,) = create_accounts(actor=officer, person_ids=[person.pk], at=timezone.now())
    penyedia.klaim = {"sub": "orang-8", "nip": slip.nip}
    through_the_provider(pintu)
    expect(pintu).to_have_url(f"{live_server.url}/")
    user = User.objects.get(username=slip.nip)
    assert not user.check_password(slip.kode)
    assert not user.wajib_ganti_sandi


UNKNOWN = [
    ({"sub": "x", "nip": "199912312020121999"}, "an unknown NIP"),
    ({"sub": "x", "email": "staf@contoh.go.id"}, "an address that nobody has verified"),
    ({"sub": "x", "preferred_username": "STAF"}, "a name that people choose themselves"),
]


@pytest.mark.parametrize(("klaim", "why"), UNKNOWN)
def test_single_sign_on_makes_nobody(
    penyedia: Penyedia, pintu: Page, dunia: Dunia, klaim: dict[str, Any], why: str
) -> None:
    staf = dunia.user["staf"]
    User.objects.filter(pk=staf.pk).update(email="staf@contoh.go.id")
    before = User.objects.count()
    penyedia.klaim = {
        name: staf.username if value == "STAF" else value for name, value in klaim.items()
    }
    through_the_provider(pintu)
    expect(pintu.get_by_text("belum ada akun Selaras yang cocok")).to_be_visible()
    assert User.objects.count() == before, why
    assert not SocialAccount.objects.exists(), why


def test_a_verified_address_finds_the_account(
    penyedia: Penyedia, pintu: Page, live_server: Any, dunia: Dunia
) -> None:
    User.objects.filter(pk=dunia.user["staf"].pk).update(email="Staf@contoh.go.id")
    penyedia.klaim = {"sub": "x", "email": "staf@contoh.go.id", "email_verified": True}
    through_the_provider(pintu)
    expect(pintu).to_have_url(f"{live_server.url}/")


def test_turning_back_at_the_provider_leads_to_the_door(penyedia: Penyedia, pintu: Page) -> None:
    penyedia.menolak = True
    through_the_provider(pintu)
    expect(pintu.get_by_role("heading", level=1)).to_have_text("Masuk")
    expect(pintu.get_by_role("status")).to_contain_text("Akun pemerintah")


@pytest.mark.parametrize("halaman", ["/akun/", "/jejak/saya/", "/jejak/", "/pengguna/",
                                     "/pengguna/buat/", "/pengguna/{staf}/"])  # fmt: skip
def test_account_pages_are_accessible(
    page: Page, live_server: Any, dunia: Dunia, masuk: Callable[[User], None],
    periksa_aksesibilitas: Periksa, foto: Foto, halaman: str,
) -> None:  # fmt: skip
    masuk(dunia.user["admin_bkpsdm"])
    page.goto(live_server.url + halaman.format(staf=dunia.user["staf"].pk))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    foto(page, halaman.strip("/").replace("/", "-").format(staf="rinci"))
    periksa_aksesibilitas(page)
