"""Whole stories in a real browser: its fixtures, and the background worker run on demand."""

import threading
from collections.abc import Callable

import pytest
from procrastinate.contrib.django import app
from tests.peramban.conftest import (  # noqa: F401 - pytest finds fixtures by name
    _sabar,
    _tenang_sebelum_dikosongkan,
    aset,
    base_url,
    browser_context_args,
    browser_type_launch_args,
    buka,
    dijawab,
    keluhan,
    masuk,
    page,
    periksa_aksesibilitas,
)


@pytest.fixture
def pekerja_latar() -> Callable[[], None]:
    """Do what was queued, as the worker beside the site does, until nothing is left."""

    def until_empty() -> None:
        galat: list[BaseException] = []

        def work() -> None:
            try:
                with app.replace_connector(
                    app.connector.get_worker_connector()  # type: ignore[attr-defined]
                ) as working:
                    working.run_worker(wait=False, install_signal_handlers=False)
            except BaseException as error:
                galat.append(error)

        # A thread of its own: the browser driver's event loop runs in this one.
        utas = threading.Thread(target=work)
        utas.start()
        utas.join(300)
        assert not utas.is_alive() and not galat, galat

    return until_empty
