"""Draws each workflow's table for the docs: a state diagram and the steps in words.

python -m selaras.core.workflow.drawing     writes docs/algoritma/alur.md anew
"""

from collections.abc import Iterator
from pathlib import Path

from selaras.core.permissions.catalog import action
from selaras.core.workflow.definition import Transition, Workflow

TARGET = Path(__file__).resolve().parents[4] / "docs" / "algoritma" / "alur.md"
HEAD = """# Alur: the states of every document

Drawn from the tables in the code (`python -m selaras.core.workflow.drawing`); a test compares.
How a room adds one: [panduan-pengembang/alur.md](../panduan-pengembang/alur.md).
"""


def write_all() -> str:
    """The whole page, workflows by name."""
    from selaras.core.workflow.registry import registrations  # noqa: PLC0415 - after django.setup

    ours = [r for r in registrations() if r.model.__module__.startswith("selaras.")]
    parts = [HEAD, *(draw(r.workflow) for r in sorted(ours, key=lambda r: r.workflow.name))]
    return "\n".join(parts)


def draw(workflow: Workflow) -> str:
    """One workflow as a section."""
    lines = [f"## {workflow.judul} (`{workflow.name}`)", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {line}" for line in _diagram(workflow)]
    lines += ["```", "", *_table(workflow), ""]
    return "\n".join(lines)


def _diagram(workflow: Workflow) -> Iterator[str]:
    yield f"[*] --> {workflow.initial}"
    for step in workflow.transitions:
        for source in step.source:
            for target in step.targets:
                yield f"{source} --> {target}: {step.label}"
    for state in workflow.final:
        yield f"{state} --> [*]"


def _table(workflow: Workflow) -> Iterator[str]:
    yield "| langkah | dari | ke | hak | catatan |"
    yield "|---|---|---|---|---|"
    for step in workflow.transitions:
        judul = action(step.action).judul.lower()
        yield (
            f"| {step.label} (`{step.name}`) | {', '.join(step.source)} "
            f"| {' atau '.join(step.targets)} | {judul} | {_remarks(step)} |"
        )
    for state, wait in workflow.waits.items():
        term = f", batasnya `{wait.days_key}`" if wait.days_key else ""
        yield ""
        yield f"Dalam keadaan {state} dokumen menunggu {wait.role}{term}."


def _remarks(step: Transition) -> str:
    said = []
    if step.own:
        said.append("oleh yang bersangkutan atau yang mencatatkan")
    if step.reason_required:
        said.append("dengan alasan")
    if step.automatic:
        said.append("oleh sistem")
    if step.guards or step.guards_many:
        said.append("bersyarat")
    if not step.undoable and not step.own:
        said.append("tidak dapat diurungkan")
    return ", ".join(said)


def main() -> None:
    """Write the page; needs the settings, no database."""
    import django  # noqa: PLC0415

    django.setup()
    TARGET.write_text(write_all(), encoding="utf-8")


if __name__ == "__main__":
    main()
