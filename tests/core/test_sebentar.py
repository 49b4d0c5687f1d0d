"""The short memory of a process: young answers only, the oldest go, threads do not disturb it."""

from collections import OrderedDict
from threading import Thread
from typing import Any

from selaras.core.sebentar import Sebentar, forget_everything


def test_an_answer_is_told_while_it_is_young() -> None:
    ingatan: Sebentar[int] = Sebentar(60)
    assert ingatan.get("a") is None
    ingatan.put("a", 1)
    assert ingatan.get("a") == 1
    tua: Sebentar[int] = Sebentar(0)
    tua.put("a", 1)
    assert tua.get("a") is None


def test_the_oldest_make_room() -> None:
    ingatan: Sebentar[int] = Sebentar(60, banyak=2)
    for n, nama in enumerate(("a", "b", "a", "c")):
        ingatan.put(nama, n)
    assert [ingatan.get(nama) for nama in ("a", "b", "c")] == [2, None, 3]


def test_another_thread_cannot_forget_in_the_middle_of_remembering() -> None:
    ingatan: Sebentar[int] = Sebentar(60)
    lain = Thread(target=ingatan.clear)

    class Terganggu(OrderedDict[Any, Any]):
        def __setitem__(self, kunci: Any, isi: Any) -> None:
            super().__setitem__(kunci, isi)
            lain.start()
            lain.join(timeout=0.2)

    ingatan._isi = Terganggu()
    ingatan.put("a", 1)
    lain.join()
    assert ingatan.get("a") is None


def test_all_of_a_process_can_be_forgotten_at_once() -> None:
    satu, lain = Sebentar[int](60), Sebentar[str](60)
    satu.put("a", 1)
    lain.put("b", "dua")
    forget_everything()
    assert satu.get("a") is None and lain.get("b") is None
