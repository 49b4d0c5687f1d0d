"""A forgotten password by e-mail: the same answer for all, a link that works once, no way past."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from tests.izin.dunia import SANDI, Dunia

from selaras.core.accounts.models import User
from selaras.core.audit.models import Jejak

LUPA, SUREL = "/akun/lupa/", "staf@uji.go.id"
BARU = "kopi-hutan-merapi-9"


@pytest.fixture
def staf(dunia: Dunia) -> User:
    cache.clear()
    user = dunia.user["staf"]
    user.email = SUREL
    user.save(update_fields=["email"])
    return user


def link(client: Client, surel: str = SUREL) -> str:
    client.post(LUPA, {"email": surel})
    found = re.search(r"http://testserver(/akun/lupa/\S+/)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_the_answer_does_not_tell_whether_the_address_is_known(staf: User, client: Client) -> None:
    jawaban = []
    for surel in (SUREL, "tidak-ada@uji.go.id", SUREL.upper()):
        jawab = client.post(LUPA, {"email": surel}, follow=True)
        jawaban.append((jawab.redirect_chain, re.sub(r"nonce=.\S+", "", jawab.text)))
    assert jawaban[0] == jawaban[1] == jawaban[2]
    assert [m.to for m in mail.outbox] == [[SUREL], [SUREL]]
    assert mail.outbox[0].subject.endswith("Kata sandi baru untuk akun Selaras Anda")


def test_the_link_gives_a_password_once_and_ends_sessions(staf: User, client: Client) -> None:
    lama = Client()
    lama.force_login(staf)
    url = link(client)
    form = client.get(url, follow=True)
    tujuan = form.redirect_chain[-1][0]
    assert url not in form.text
    isi = {"password1": BARU, "password2": BARU}
    assert client.post(tujuan, isi)["Location"] == "/akun/masuk/"
    assert "_auth_user_id" not in client.session  # a second factor would still be asked for
    staf.refresh_from_db()
    assert staf.check_password(BARU)
    assert lama.get("/akun/").status_code == 302
    assert Jejak.objects.filter(aksi="akun.ganti_sandi", keterangan__contains="surel").exists()
    assert "tidak berlaku" in Client().get(url, follow=True).text


def test_a_short_password_is_refused_and_the_old_one_stays(staf: User, client: Client) -> None:
    tujuan = client.get(link(client), follow=True).redirect_chain[-1][0]
    client.post(tujuan, {"password1": "pendek", "password2": "pendek"})
    staf.refresh_from_db()
    assert staf.check_password(SANDI)


@pytest.mark.parametrize("isi", [{"is_active": False}, {"contoh": True}])
def test_a_closed_account_gets_no_mail(staf: User, client: Client, isi: dict[str, Any]) -> None:
    User.objects.filter(pk=staf.pk).update(**isi)
    assert client.post(LUPA, {"email": SUREL})["Location"] == "/akun/lupa/terkirim/"
    assert not mail.outbox


def test_an_address_is_not_flooded(staf: User, client: Client) -> None:
    kode = [client.post(LUPA, {"email": SUREL}).status_code for _ in range(5)]
    assert kode == [302, 302, 302, 429, 429]
    assert len(mail.outbox) == 3
