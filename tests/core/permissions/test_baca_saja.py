"""A page that is only read cannot write, whatever its view does."""

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from tests.izin.dunia import Dunia

from selaras.core.accounts.models import User
from selaras.core.audit.models import Jejak
from selaras.core.audit.services import record_read
from selaras.core.permissions import requires
from selaras.core.permissions.readonly import WriteOnRead, readonly
from selaras.core.permissions.selectors import load_actor


@requires("beranda.view")
def renaming_view(request: HttpRequest) -> HttpResponse:
    User.objects.filter(pk=request.user.pk).update(nama="Diubah")
    return HttpResponse("ok")


@pytest.fixture
def ask(dunia: Dunia, rf: RequestFactory):  # type: ignore[no-untyped-def]
    def send(method: str) -> HttpResponse:
        request = rf.generic(method, "/")
        request.user = dunia.user["staf"]
        request.actor = load_actor(request.user, at=dunia.jejak["staf"].waktu)
        return renaming_view(request)

    return send


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_refuses_to_write(dunia: Dunia, ask, method: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(WriteOnRead, match="accounts_user"), transaction.atomic():
        ask(method)
    dunia.user["staf"].refresh_from_db()
    assert dunia.user["staf"].nama == "Staf"


def test_posting_writes(dunia: Dunia, ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("POST").status_code == 200
    dunia.user["staf"].refresh_from_db()
    assert dunia.user["staf"].nama == "Diubah"


def test_reading_may_leave_its_own_trace(dunia: Dunia) -> None:
    officer = load_actor(dunia.user["bendahara"], at=dunia.jejak["staf"].waktu)
    with readonly():
        record_read(
            actor=officer, aksi="gaji.view", objek=dunia.pegawai["staf"],
            person_ids=[dunia.pegawai["staf"].pk],
        )  # fmt: skip
    assert Jejak.objects.filter(aksi="gaji.view", membaca=True).count() == 1
