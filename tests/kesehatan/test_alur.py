"""Only core.workflow moves a document; every document has a workflow and a drawing of it."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from selaras.core.workflow.drawing import write_all
from selaras.core.workflow.models import Dokumen
from selaras.core.workflow.registry import registration_of, registrations

AKAR = Path(__file__).resolve().parents[2]
SUMBER = AKAR / "src" / "selaras"
GAMBAR = AKAR / "docs" / "algoritma" / "alur.md"
# Files that set the `status` of something that is no document, or load one; and what it is.
BUKAN_DOKUMEN = {
    "bench/susulan.py": "a benchmark's locked months, loaded without steps",
    "core/files": "a file's scan",
    "core/impor": "an import's dry run",
    "core/jobs": "a job's progress",
    "core/notify": "a delivery's try",
    "kinerja/aktivitas/services": "an entry of a day",
    "perangkat": "a machine",
    "presensi": "a machine",
    "tpp/services/daftar_bayar.py": "a payment",
    "tpp/services/hitung_bulan.py": "a run",
    "tpp/services/hitungan.py": "a run",
}
DOKUMEN = [m for m in apps.get_models() if issubclass(m, Dokumen)]


def _sets_status(node: ast.AST) -> bool:
    """`x.status = ...`, `.update(status=...)`, `setattr(x, "status", ...)`, `bulk_update`."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        flat = [t for x in targets for t in (x.elts if isinstance(x, ast.Tuple) else [x])]
        return any(isinstance(t, ast.Attribute) and t.attr == "status" for t in flat)
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name == "update":
        return any(k.arg == "status" for k in node.keywords)
    if name in {"setattr", "bulk_update"}:
        words = [x.value for a in node.args for x in ast.walk(a) if isinstance(x, ast.Constant)]
        return "status" in words
    return False


def _places() -> list[str]:
    found = []
    for path in sorted(SUMBER.rglob("*.py")):
        where = str(path.relative_to(SUMBER))
        if where.startswith("core/workflow") or "migrations" in path.parts:
            continue
        if any(where.startswith(known) for known in BUKAN_DOKUMEN):
            continue
        tree = ast.parse(path.read_text())
        found += [f"{where}:{n.lineno}" for n in ast.walk(tree) if _sets_status(n)]
    return found


def test_nothing_but_the_engine_sets_a_documents_status() -> None:
    assert _places() == [], "pakai core.workflow.engine.apply"


@pytest.mark.parametrize(
    "line",
    ["x.status = 'a'", "x.status, y = 1, 2", "qs.update(status='a')", "setattr(x, 'status', 1)",
     "m.objects.bulk_update(rows, ['status'])"],
)  # fmt: skip
def test_the_watch_sees_every_way_of_setting_it(line: str) -> None:
    assert any(_sets_status(node) for node in ast.walk(ast.parse(line)))


@pytest.mark.parametrize("model", DOKUMEN, ids=lambda m: m.__name__)
def test_every_document_stands_under_a_workflow(model: type[Dokumen]) -> None:
    assert registration_of(model).workflow.initial


def test_every_workflow_has_a_name_of_its_own() -> None:
    names = [r.workflow.name for r in registrations() if r.model.__module__.startswith("selaras.")]
    assert len(names) == len(set(names))


def test_the_drawings_in_the_docs_are_those_of_the_tables() -> None:
    """Redraw with: python -m selaras.core.workflow.drawing"""
    assert GAMBAR.read_text() == write_all(), "jalankan: python -m selaras.core.workflow.drawing"
