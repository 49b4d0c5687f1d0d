"""Documents typeset in processes of their own: the same bytes, the same words on a mistake."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from selaras.core.dokumen import DocumentError, in_turn, render_apart, render_pdf

AT = datetime(2025, 12, 18, 3, tzinfo=UTC)
TEMPLAT = '#set document(title: "Uji")\n#set text(lang: "id")\n#json(bytes(sys.inputs.data)).kata'


def test_a_document_typeset_apart_is_the_same_to_the_byte(tmp_path: Path) -> None:
    templat = tmp_path / "uji.typ"
    templat.write_text(TEMPLAT)
    isi = {"kata": "Sambas — é"}
    assert render_apart(templat, isi, at=AT) == render_pdf(templat, isi, at=AT)


def test_a_mistake_in_a_template_is_named_from_the_other_process(tmp_path: Path) -> None:
    templat = tmp_path / "uji.typ"
    templat.write_text("#tidak_ada")
    with pytest.raises(DocumentError, match=r"^uji\.typ: .*tidak_ada"):
        render_apart(templat, {}, at=AT)


def test_results_come_in_the_order_of_the_work() -> None:
    assert list(in_turn(range(7), lambda n: n * n)) == [0, 1, 4, 9, 16, 25, 36]
    assert list(in_turn((), lambda n: n)) == []
