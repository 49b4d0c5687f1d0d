"""Notices: once each, by the channels a person chose; failures are seen and tried again."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.izin.dunia import Dunia

from selaras.core import waktu
from selaras.core.notify.catalog import Saluran, UnknownKind, kinds
from selaras.core.notify.channels.push import encrypt, unpadded
from selaras.core.notify.channels.whatsapp import international
from selaras.core.notify.delivery import ATTEMPTS, deliver, deliver_due
from selaras.core.notify.models import Kiriman, LanggananPush, Pemberitahuan
from selaras.core.notify.services import choose_channels, notify
from selaras.core.notify.vapid import new_pair

# A browser's keys: those of RFC 8291, section 5.
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"


class Gateway(HTTPServer):
    """A real server that keeps what it got and answers as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answer = 201

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/kirim"


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        return


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    server = Gateway()
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def staf(dunia: Dunia) -> int:
    person = dunia.pegawai["staf"]
    person.email, person.telepon = "staf@contoh.go.id", "0812-3456-7890"
    person.save()
    return person.pk


def told(person: int, jenis: str = "dikembalikan", kunci: str = "k1") -> int:
    return notify(jenis, [person], judul="Rencana dikembalikan", isi="Target terlalu umum.",
                  url="/rencana/7/", kunci_unik=kunci)  # fmt: skip


def due(minutes: int = 3) -> int:
    return deliver_due(at=waktu.now() + timedelta(minutes=minutes))


def test_the_same_is_told_once(staf: int) -> None:
    assert (told(staf), told(staf)) == (1, 0)
    assert Pemberitahuan.objects.count() == 1
    assert Kiriman.objects.filter(saluran="surel").count() == 1


def test_an_unknown_kind_is_a_mistake(staf: int) -> None:
    with pytest.raises(UnknownKind):
        told(staf, "tidak_ada")


def test_a_kinds_own_channels_hold_until_somebody_chooses(staf: int) -> None:
    choose_channels(staf, {"dikembalikan": []})
    told(staf)
    assert not Kiriman.objects.exists()
    choose_channels(staf, {"dikembalikan": [Saluran.SUREL]})
    told(staf, kunci="k2")
    assert list(Kiriman.objects.values_list("saluran", flat=True)) == ["surel"]


def test_the_sender_wakes_for_what_was_written(staf: int) -> None:
    told(staf)
    job = ProcrastinateJob.objects.get(task_name="selaras.core.notify.kirim")
    assert job.args == {"kiriman_ids": [Kiriman.objects.get().pk]}


def test_mail_goes_out_once_however_often_it_is_sent(staf: int) -> None:
    told(staf)
    pks = [Kiriman.objects.get().pk]
    assert [deliver(pks, at=waktu.now()) for _ in range(2)] == [1, 0]
    (sent,) = mail.outbox
    assert sent.to == ["staf@contoh.go.id"] and sent.subject == "Rencana dikembalikan"
    assert "Target terlalu umum." in sent.body and "/rencana/7/" in sent.body


def test_who_cannot_be_reached_is_passed_over_with_the_reason(dunia: Dunia) -> None:
    told(dunia.pegawai["tetangga"].pk)
    deliver([Kiriman.objects.get().pk], at=waktu.now())
    row = Kiriman.objects.get()
    assert (row.status, row.galat) == ("dilewati", "alamat surel belum diisi")


def test_whatsapp_goes_signed_to_the_configured_gateway(
    staf: int, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELARAS_WA_URL", gateway.url)
    monkeypatch.setenv("SELARAS_WA_RAHASIA", "rahasia")
    choose_channels(staf, {"belum_catat_pulang": [Saluran.WHATSAPP]})
    told(staf, "belum_catat_pulang")
    assert due() == 1
    ((headers, body),) = gateway.got
    sign = hmac.new(b"rahasia", body, hashlib.sha256).hexdigest()
    assert headers["X-Selaras-Tanda"] == sign
    assert json.loads(body)["kepada"] == "6281234567890"
    assert headers["Idempotency-Key"] == json.loads(body)["kunci"]


def test_a_failing_gateway_is_tried_again_later_then_given_up_in_sight(
    staf: int, gateway: Gateway, monkeypatch: pytest.MonkeyPatch, dunia: Dunia, client: Client
) -> None:
    monkeypatch.setenv("SELARAS_WA_URL", gateway.url)
    choose_channels(staf, {"umum": [Saluran.WHATSAPP]})
    told(staf, "umum")
    gateway.answer = 503
    assert due(3) == 0 and due(4) == 0
    row = Kiriman.objects.get()
    assert (row.status, row.percobaan, len(gateway.got)) == ("antre", 1, 1)
    assert row.galat.startswith("dijawab 503")
    for n in range(1, ATTEMPTS):
        due(100 * n)
    row.refresh_from_db()
    assert (row.status, row.percobaan) == ("gagal", ATTEMPTS)

    client.force_login(dunia.user["admin_bkpsdm"])
    halaman = client.get(reverse("pemberitahuan:kiriman")).content.decode()
    assert "dijawab 503" in halaman
    assert dunia.pegawai["staf"].nama_lengkap in halaman
    client.post(reverse("pemberitahuan:kiriman_ulangi"))
    gateway.answer = 200
    assert due(1) == 1
    halaman = client.get(reverse("pemberitahuan:kiriman")).content.decode()
    assert "Menunggu jawaban mesin" not in halaman


def test_one_failure_never_holds_up_the_others(
    staf: int, dunia: Dunia, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELARAS_WA_URL", gateway.url)
    gateway.answer = 500
    choose_channels(staf, {"umum": [Saluran.SUREL, Saluran.WHATSAPP]})
    told(staf, "umum")
    assert due() == 1
    assert dict(Kiriman.objects.values_list("saluran", "status")) == {
        "surel": "terkirim", "whatsapp": "antre",
    }  # fmt: skip


def test_a_push_is_encrypted_as_the_standard_shows() -> None:
    """The worked example of RFC 8291, section 5 and appendix A."""
    private = ec.derive_private_key(
        int.from_bytes(unpadded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")), ec.SECP256R1()
    )
    sealed = encrypt(
        b"When I grow up, I want to be a watermelon",
        P256DH,
        AUTH,
        private=private,
        salt=unpadded("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert base64.urlsafe_b64encode(sealed).rstrip(b"=").decode() == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWA"
        "mS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj"
        "_Qulcy4a-fN"
    )


@pytest.fixture
def vapid(monkeypatch: pytest.MonkeyPatch) -> None:
    key = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    monkeypatch.setenv(
        "SELARAS_VAPID_PRIVAT", base64.urlsafe_b64encode(key.to_bytes(32)).decode().rstrip("=")
    )
    monkeypatch.setenv("SELARAS_VAPID_PUBLIK", "kunci-umum")
    monkeypatch.setenv("SELARAS_PUSH_HOSTS", "127.0.0.1")


def _browser(client: Client, endpoint: str) -> Any:
    keys = {"p256dh": P256DH, "auth": AUTH}
    return client.post(
        reverse("pemberitahuan:langganan"),
        json.dumps({"endpoint": endpoint, "keys": keys}),
        content_type="application/json",
    )


@pytest.mark.usefixtures("vapid")
def test_a_browser_that_agreed_is_woken_and_one_that_left_is_forgotten(
    staf: int, dunia: Dunia, gateway: Gateway, client: Client
) -> None:
    client.force_login(dunia.user["staf"])
    assert _browser(client, gateway.url).status_code == 200
    told(staf)
    assert due() == 2  # mail and push
    ((headers, body),) = gateway.got
    assert headers["Content-Encoding"] == "aes128gcm" and len(body) > 100
    assert headers["Authorization"].startswith("vapid t=")

    gateway.answer = 410
    told(staf, kunci="k2")
    due()
    assert not LanggananPush.objects.exists()
    assert Kiriman.objects.filter(saluran="push", status="dilewati").count() == 1


@pytest.mark.usefixtures("vapid")
@pytest.mark.parametrize(
    "url", ["https://jahat.contoh/x", "file:///etc/passwd", "http://10.0.0.1/"]
)
def test_a_browser_cannot_make_us_post_anywhere_else(
    dunia: Dunia, client: Client, url: str
) -> None:
    client.force_login(dunia.user["staf"])
    assert _browser(client, url).status_code == 400
    assert not LanggananPush.objects.exists()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0812-3456-7890", "6281234567890"), ("+62 812 3456 7890", "6281234567890"),
     ("(021) 555", ""), ("", ""), ("٠٨١٢٣٤٥٦٧٨٩٠", "")],
)  # fmt: skip
def test_only_a_mobile_number_is_a_number(typed: str, number: str) -> None:
    assert international(typed) == number


def test_the_bell_counts_and_opening_reads(staf: int, dunia: Dunia, client: Client) -> None:
    told(staf)
    client.force_login(dunia.user["staf"])
    count = reverse("pemberitahuan:jumlah")
    assert ">1<" in client.get(count).content.decode()
    note = Pemberitahuan.objects.get()
    answer = client.post(reverse("pemberitahuan:buka", args=[note.pk]))
    assert answer["Location"] == "/rencana/7/"
    assert ">1<" not in client.get(count).content.decode()


def test_a_page_is_sent_only_the_figures_it_has_a_place_for(dunia: Dunia, client: Client) -> None:
    """A page may be older than what whoever asks may do: signed in anew, or given a mandate."""
    count, place = reverse("pemberitahuan:jumlah"), "data-tempat-jumlah='persetujuan'"
    for name, asked in (("staf", count), ("kepala", f"{count}?tempat=persetujuan")):
        client.force_login(dunia.user[name])
        page = client.get(reverse("web:beranda")).content.decode()
        assert f'hx-get="{asked}"' in page
        assert ('data-tempat-jumlah="persetujuan"' in page) == ("tempat" in asked)
        assert place not in client.get(count).content.decode()
    assert place in client.get(f"{count}?tempat=persetujuan").content.decode()


def test_notices_are_nobody_elses(staf: int, dunia: Dunia, client: Client) -> None:
    told(staf)
    client.force_login(dunia.user["kepala"])
    note = Pemberitahuan.objects.get()
    assert client.post(reverse("pemberitahuan:buka", args=[note.pk])).status_code == 404
    assert (
        "Rencana dikembalikan" not in client.get(reverse("pemberitahuan:daftar")).content.decode()
    )


def test_each_chooses_on_her_own_page(staf: int, dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["staf"])
    page = client.get(reverse("saluran:pilihan")).content.decode()
    umum = [kind for kind in kinds().values() if not kind.aksi]
    assert len(umum) > 10 and all(kind.judul in page for kind in umum)
    client.post(reverse("saluran:pilihan"), {"umum.surel": "1"})
    told(staf, "umum")
    told(staf, "dikembalikan", "k2")
    assert list(Kiriman.objects.values_list("pemberitahuan__jenis", "saluran")) == [
        ("umum", "surel")
    ]


def test_only_kinds_that_may_come_are_offered(staf: int, dunia: Dunia, client: Client) -> None:
    """Silent machines are told to their officers, waiting activities to who decides."""

    def offered(nama: str) -> set[str]:
        client.force_login(dunia.user[nama])
        page = client.get(reverse("saluran:pilihan")).content.decode()
        return {kind.name for kind in kinds().values() if f'name="{kind.name}.' in page}

    terbatas = {kind.name for kind in kinds().values() if kind.aksi}
    assert not offered("staf") & terbatas
    assert offered("kepala") & terbatas == {"aktivitas_besok_setuju"}
    assert {"mesin_diam"} <= offered("pengelola_kepegawaian")


def test_the_list_of_notices_is_cheap(
    staf: int, dunia: Dunia, client: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(40):
        told(staf, kunci=f"k{n}")
    client.force_login(dunia.user["staf"])
    with django_assert_max_num_queries(9):
        assert client.get(reverse("pemberitahuan:daftar")).status_code == 200


def test_a_new_key_pair_signs_for_itself() -> None:
    privat, publik = new_pair()
    key = ec.derive_private_key(int.from_bytes(unpadded(privat)), ec.SECP256R1())
    numbers = key.public_key().public_numbers()
    assert unpadded(publik) == b"\x04" + numbers.x.to_bytes(32) + numbers.y.to_bytes(32)
