"""Sets one document and ends: run as a process of its own, because the typesetter keeps some 60 MB once it has run.

Reads JSON from standard input (``main`` says what), writes the PDF to standard output. Knows neither Django nor the
diary.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

from journal.paper import fonts


def main() -> None:
    """One job: ``template`` (a file), ``data`` (for it), ``folders`` (of fonts), ``made_at`` (Unix time)."""
    job = json.loads(sys.stdin.buffer.read())
    pdf = set_document(
        Path(job["template"]), job["data"], folders=[Path(one) for one in job["folders"]], made_at=job["made_at"]
    )
    sys.stdout.buffer.write(pdf)


def set_document(template: Path, data: dict[str, Any], *, folders: list[Path], made_at: int) -> bytes:
    """The PDF: tagged, PDF/UA-1 and PDF/A-2a, every font embedded.

    Raises typst.TypstError if it cannot be made accessible.
    ``data`` gets ``fonts`` (families) and ``not_shown`` (whether some characters are only named) added.
    """
    text = json.dumps(data, ensure_ascii=False)
    foreign = fonts.foreign(fonts.plain(text))
    families, files, missing = _further(foreign, folders) if foreign else ([], [], set())
    ready = _each(data, lambda one: _shown(one, missing))
    ready |= {"fonts": [fonts.BUNDLED, *families], "not_shown": bool(missing)}
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            Path(folder, file.name).symlink_to(file)
        pdf: bytes = typst.compile(
            str(template),
            sys_inputs={"data": json.dumps(ready, ensure_ascii=False)},
            font_paths=[folder],
            ignore_system_fonts=True,
            pdf_standards=["ua-1", "a-2a"],
            timestamp=made_at,
        )
    return pdf


def _further(foreign: set[str], folders: list[Path]) -> tuple[list[str], list[Path], set[str]]:
    from journal.paper import fallback  # noqa: PLC0415 - it reads font files, which most reports can do without

    choice = fallback.choose(foreign, folders)
    return choice.families, choice.files, choice.missing


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """The same data with every text changed."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else change(value)
    if isinstance(value, list):
        return [_each(one, change) for one in value]
    if isinstance(value, dict):
        return {name: _each(one, change) for name, one in value.items()}
    return value


def _shown(text: str, missing: set[str]) -> str:
    """A text that can be set: composed, and with the characters that no font shows named instead."""
    return _named(fonts.plain(text), missing)


def _named(text: str, missing: set[str]) -> str:
    if not missing.intersection(text):
        return text
    from journal.paper import fallback  # noqa: PLC0415

    return fallback.say(text, missing)
