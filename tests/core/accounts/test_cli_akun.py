"""The operator's verbs: the first administrator, and a way back in from the server."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.izin.dunia import Dunia

from selaras.cli import main
from selaras.core.accounts.models import User
from selaras.core.audit.models import Jejak
from selaras.core.permissions.models import PenugasanPeran


def code_in(text: str) -> str:
    found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", text)
    assert found, text
    return found.group()


def test_the_first_admin_signs_in_and_must_choose_a_password(
    db: None, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["akun", "buat-admin", "admin", "--nama", "Rahma"]) == 0
    code = code_in(capsys.readouterr().out)
    answer = client.post("/akun/masuk/", {"login": "admin", "password": code})
    assert answer.status_code == 302
    assert client.get("/pengguna/")["Location"] == "/akun/sandi/"
    assert Jejak.objects.filter(saluran="cli", aksi="peran.grant").count() == 1


def test_asking_twice_gives_the_role_once_and_no_new_code(
    dunia: Dunia, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert main(["akun", "buat-admin", "kantor", "--instansi", "uji"]) == 0
    assert "Kode" not in capsys.readouterr().out
    grant = PenugasanPeran.objects.get(user=dunia.user["tanpa pegawai"])
    assert grant.instansi_id == dunia.instansi["uji"].pk


def test_a_reset_from_the_server_also_takes_second_factors(
    dunia: Dunia, capsys: pytest.CaptureFixture[str]
) -> None:
    user = dunia.user["admin_bkpsdm"]
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    assert main(["akun", "reset", user.username, "--faktor-kedua"]) == 0
    assert User.objects.get(pk=user.pk).check_password(code_in(capsys.readouterr().out))
    assert not Authenticator.objects.filter(user=user).exists()


@pytest.mark.parametrize(
    "words", [["reset", "tidak-ada"], ["buat-admin", "x", "--instansi", "tidak-ada"]]
)
def test_what_does_not_exist_is_said_so(
    dunia: Dunia, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    before = User.objects.count()
    assert main(["akun", *words]) == 2
    assert "tidak ada" in capsys.readouterr().err
    assert User.objects.count() == before
