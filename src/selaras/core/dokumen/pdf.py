"""Typst templates to PDF/A, with fonts that the engine carries, so every machine prints alike."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst


class DocumentError(Exception):
    """A template that could not be typeset; the message names the template and the reason."""


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def render_pdf(
    template: Path, data: Mapping[str, Any], *, at: datetime, universal: bool = False
) -> bytes:
    """The PDF/A-2a (tagged) of `template`; its data is there by `json(bytes(sys.inputs.data))`.

    `universal` also holds it to PDF/UA-1: headings, alternatives and tables are checked.

    `at` is the document's creation time: the same data at the same instant give the same bytes.
    """
    try:
        compiler = typst.Compiler(
            str(template),
            root=str(template.parent),
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, separators=(",", ":"))},
        )
        made = at.astimezone(UTC).replace(microsecond=0)  # all that the engine takes
        output = (
            compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=made)
            if universal
            else compiler.compile(format="pdf", pdf_standards=["a-2a"], timestamp=made)
        )
    except typst.TypstError as error:
        raise DocumentError(f"{template.name}: {error.message}") from error
    assert isinstance(output, bytes)  # noqa: S101 - the engine returns bytes for one PDF
    return output
