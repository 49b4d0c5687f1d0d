"""The doctor: what is wrong with this installation, in plain words, and how to mend it.

Runs as far as it can: a dead database is a finding, not an end.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict

from selaras.operations.periksa import database, files, installation, machine
from selaras.operations.periksa.finding import BAIK, CATATAN, SALAH, Finding

SIGNS = {BAIK: "  baik   ", CATATAN: "  CATATAN", SALAH: "  SALAH  "}
Check = Callable[[], Iterator[Finding]]


def run_checks(*, port: int) -> list[Finding]:
    """All findings, in the order of what depends on what."""
    findings: list[Finding] = []
    for check in (*machine.CHECKS, lambda: machine.check_port(port), database.check_reachable):
        findings += _guarded(check)
    if any(f.tingkat == SALAH and f.penting for f in findings):
        return findings
    for check in (*database.CHECKS, *installation.CHECKS, *files.CHECKS):
        findings += _guarded(check)
    return findings


def report(findings: list[Finding], *, as_json: bool) -> str:
    """For people, or for machines."""
    if as_json:
        return json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1)
    lines = []
    for finding in findings:
        lines.append(f"{SIGNS[finding.tingkat]}  {finding.hal}: {finding.temuan}")
        if finding.cara:
            lines.append(f"             → {finding.cara}")
    wrong = sum(f.tingkat == SALAH for f in findings)
    notes = sum(f.tingkat == CATATAN for f in findings)
    lines.append("")
    lines.append(f"{wrong} salah, {notes} catatan." if wrong or notes else "Semuanya baik.")
    return "\n".join(lines)


def _guarded(check: Check) -> list[Finding]:
    try:
        return list(check())
    except Exception as error:
        name = getattr(check, "__name__", "pemeriksaan").removeprefix("check_").replace("_", " ")
        text = f"tidak dapat diperiksa: {error}"
        return [Finding(SALAH, name, text, "Laporkan pesan ini kepada pengembang.")]
