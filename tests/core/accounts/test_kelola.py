"""Officers make, reset and close accounts within their scope, and never above themselves."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from tests.izin.dunia import SANDI, Dunia

from selaras.core.accounts import management
from selaras.core.accounts.models import User
from selaras.core.accounts.tasks import LEMBAR
from selaras.core.audit.models import Jejak
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform, start
from selaras.core.permissions import Actor

WHY = "datang sendiri dengan kartu pegawai"
Acting = Callable[[str], Actor]


def test_accounts_are_made_for_people_within_reach_only(dunia: Dunia, actor: Acting) -> None:
    dunia.add_person("baru di buku", "dinas buku", account=False)
    slips = management.create_accounts(
        actor=actor("pengelola_kepegawaian"),
        person_ids=[p.pk for p in dunia.pegawai.values()],
        at=timezone.now(),
    )
    assert [s.nama for s in slips] == ["Tanpa Akun"]
    made = User.objects.get(username=dunia.pegawai["tanpa akun"].nip)
    assert made.wajib_ganti_sandi
    assert made.check_password(slips[0].kode)
    dunia.pegawai["tanpa akun"].refresh_from_db()
    assert dunia.pegawai["tanpa akun"].user == made


def test_making_accounts_twice_makes_them_once(dunia: Dunia, actor: Acting) -> None:
    person = dunia.pegawai["tanpa akun"]
    for expected in (1, 0):
        slips = management.create_accounts(
            actor=actor("admin_bkpsdm"), person_ids=[person.pk], at=timezone.now()
        )
        assert len(slips) == expected


def test_making_500_accounts_takes_a_fixed_number_of_statements(
    dunia: Dunia, actor: Acting, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(30):
        dunia.add_person(f"massal {number}", "bidang hutan", account=False)
    officer = actor("pengelola_kepegawaian")
    ids = [p.pk for p in dunia.pegawai.values()]
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        slips = management.create_accounts(actor=officer, person_ids=ids, at=timezone.now())
    assert len(slips) == 31


def test_codes_are_all_different_and_leave_no_trace(dunia: Dunia, actor: Acting) -> None:
    for number in range(30):
        dunia.add_person(f"massal {number}", "bidang hutan", account=False)
    slips = management.create_accounts(
        actor=actor("pengelola_kepegawaian"),
        person_ids=[p.pk for p in dunia.pegawai.values()],
        at=timezone.now(),
    )
    assert len({s.kode for s in slips}) == len(slips) == 31
    kept = str(list(Jejak.objects.values())) + str(list(User.objects.values()))
    assert not any(s.kode in kept for s in slips)


def test_the_bulk_page_answers_with_printable_slips(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    page = client.get("/pengguna/buat/")
    assert [c.nama for c in page.context["orang"]] == ["Tanpa Akun"]
    answer = client.post("/pengguna/buat/", {"pilih": [dunia.pegawai["tanpa akun"].pk]})
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Tanpa Akun" in text
    assert "testserver/akun/masuk/" in text
    assert "sekali pakai" in text


def test_a_reset_ends_password_and_sessions_and_is_traced(
    dunia: Dunia, client: Client, actor: Acting
) -> None:
    user = dunia.user["staf"]
    client.post("/akun/masuk/", {"login": user.username, "password": SANDI})
    slip = management.reset_account(
        actor=actor("pengelola_kepegawaian"), user=user, at=timezone.now(), cara=WHY
    )
    assert client.get("/akun/").status_code == 302
    user.refresh_from_db()
    assert user.check_password(slip.kode)
    assert not user.check_password(SANDI)
    entry = Jejak.objects.get(aksi="pengguna.manage", person_id=dunia.pegawai["staf"].pk)
    assert WHY in entry.keterangan
    assert entry.peran == "Pengelola kepegawaian SKPD"


def test_a_lost_phone_is_replaced_without_touching_the_password(
    dunia: Dunia, client: Client, actor: Acting
) -> None:
    user = dunia.user["staf"]
    client.post("/akun/masuk/", {"login": user.username, "password": SANDI})
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    count = management.remove_second_factors(
        actor=actor("pengelola_kepegawaian"), user=user, cara=WHY
    )
    assert count == 1
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/akun/").status_code == 302
    user.refresh_from_db()
    assert user.check_password(SANDI)


DENIED = [
    ("pengelola_kepegawaian", "tetangga", "another unit"),
    ("pengelola_kepegawaian", "asing", "another government"),
    ("pengelola_kepegawaian", "bendahara", "holds a role that she cannot give"),
    ("pengelola_kepegawaian", "pengelola_kepegawaian", "herself"),
    ("kepala", "staf", "supervision is not administration"),
    ("auditor", "staf", "reads only"),
    ("admin_bkpsdm", "asing", "another government"),
]


@pytest.mark.parametrize(("who", "whom", "why"), DENIED)
def test_taking_over_an_account_is_refused(
    dunia: Dunia, actor: Acting, who: str, whom: str, why: str
) -> None:
    user = dunia.user[whom]
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    for attempt in (
        lambda: management.reset_account(actor=actor(who), user=user, at=timezone.now(), cara=WHY),
        lambda: management.remove_second_factors(actor=actor(who), user=user, cara=WHY),
        lambda: management.set_active(actor=actor(who), user=user, active=False, alasan=WHY),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    user.refresh_from_db()
    assert user.check_password(SANDI), why
    assert user.is_active, why
    assert Authenticator.objects.filter(user=user).exists(), why


def test_the_region_admin_may_reset_officers(dunia: Dunia, actor: Acting) -> None:
    assert management.reset_account(
        actor=actor("admin_bkpsdm"), user=dunia.user["bendahara"], at=timezone.now(), cara=WHY
    )


def test_without_saying_how_the_person_was_known_nothing_happens(
    dunia: Dunia, actor: Acting
) -> None:
    with pytest.raises(ValidationError):
        management.reset_account(
            actor=actor("admin_bkpsdm"), user=dunia.user["staf"], at=timezone.now(), cara=" "
        )
    assert Session.objects.count() == 0
    assert User.objects.get(pk=dunia.user["staf"].pk).check_password(SANDI)


def test_the_list_and_the_bulk_page_cost_the_same_with_many_people(
    dunia: Dunia, client: Client, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(40):
        dunia.add_person(f"massal {number}", "bidang hutan", account=number % 2 == 0)
    client.force_login(dunia.user["admin_bkpsdm"])
    for url in ("/pengguna/", "/pengguna/buat/"):
        with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
            assert client.get(url).status_code == 200


def test_more_people_than_fit_are_counted_and_left_for_the_next_sheet(
    dunia: Dunia, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        dunia.add_person(f"massal {number}", "bidang hutan", account=False)
    monkeypatch.setattr(management, "AT_ONCE", 2)
    client.force_login(dunia.user["admin_bkpsdm"])
    page = client.get("/pengguna/buat/")
    assert (len(page.context["orang"]), page.context["jumlah"]) == (2, 4)


def test_nobody_is_ticked_beforehand_and_a_page_stays_short(dunia: Dunia, client: Client) -> None:
    for number in range(60):
        dunia.add_person(f"massal {number}", "bidang hutan", account=False)
    client.force_login(dunia.user["admin_bkpsdm"])
    page = client.get("/pengguna/buat/").text
    assert page.count('name="pilih"') == 50
    assert "checked" not in page
    assert client.get("/pengguna/buat/?hal=2").text.count('name="pilih"') == 11


def test_a_whole_unit_is_made_by_a_job_and_its_slips_are_fetched_once(
    dunia: Dunia, client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("selaras.core.accounts.tasks.SEKALI", 2)
    orang = [dunia.add_person(f"massal {n}", "bidang hutan", account=False) for n in range(4)]
    orang.append(dunia.pegawai["tanpa akun"])
    client.force_login(dunia.user["pengelola_kepegawaian"])
    jawab = client.post("/pengguna/buat/", {"semua": "ya"})
    pekerjaan = Pekerjaan.objects.get(jenis=LEMBAR)
    assert jawab["Location"] == pekerjaan.get_absolute_url()
    perform(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, pekerjaan.hasil) == ("selesai", {"akun": 5})
    alamat = f"/pekerjaan/{pekerjaan.pk}/hasil/"
    client.force_login(dunia.user["admin_bkpsdm"])
    assert client.post(alamat).status_code == 404  # codes are for who asked
    client.force_login(dunia.user["pengelola_kepegawaian"])
    assert "sekali saja" in client.get(pekerjaan.get_absolute_url()).text
    assert client.get(alamat)["Location"] == pekerjaan.get_absolute_url()
    arsip = zipfile.ZipFile(io.BytesIO(b"".join(client.post(alamat).streaming_content)))  # type: ignore[arg-type]
    assert arsip.namelist() == ["01-lembar-akun.pdf", "02-lembar-akun.pdf", "03-lembar-akun.pdf"]
    isi = PdfReader(io.BytesIO(arsip.read("01-lembar-akun.pdf")))
    assert "".join(h.extract_text() for h in isi.pages)
    assert client.post(alamat).status_code == 404
    assert not [f for f in tmp_path.rglob("*") if f.is_file()]
    for p in orang:
        p.refresh_from_db()
        assert p.user is not None


def test_slips_that_cannot_be_printed_leave_no_account(
    dunia: Dunia, actor: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rusak(*args: object, **kwargs: object) -> bytes:
        raise OSError("disk penuh")

    monkeypatch.setattr("selaras.core.accounts.tasks.slips_pdf", rusak)
    pekerjaan = start(
        LEMBAR, actor=actor("admin_bkpsdm"), masukan={"unit_id": None, "alamat": "http://x/"}
    )
    perform(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert pekerjaan.status == "gagal"
    dunia.pegawai["tanpa akun"].refresh_from_db()
    assert dunia.pegawai["tanpa akun"].user is None
