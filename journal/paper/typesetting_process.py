"""Sets one document and ends: run as a process of its own, because the typesetter keeps some 60 MB
once it has run.

Reads JSON from standard input (``main`` says what), writes the PDF to standard output. Knows
neither Django nor the diary.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

from journal.paper import bundled_font

_DIE_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG, of Linux


def main() -> None:
    """One job: ``template`` (a file), ``data`` (for it), ``folders`` (of fonts), ``made_at`` (Unix
    time).
    """
    parent, seconds, deadline, megabytes = (int(text) for text in sys.argv[-4:])
    bound(parent, seconds=seconds, deadline=deadline, megabytes=megabytes)
    job = json.loads(sys.stdin.buffer.read())
    pdf = set_document(
        Path(job["template"]),
        job["data"],
        folders=[Path(text) for text in job["folders"]],
        made_at=job["made_at"],
    )
    sys.stdout.buffer.write(pdf)


def bound(parent: int, *, seconds: int, deadline: int, megabytes: int) -> None:
    """End with the process ``parent``, after that many seconds of a processor, at a ``deadline`` in
    seconds by the clock, and with more memory than that, whatever comes first.

    The system sees to it: the typesetter runs for long without letting Python look at anything.
    """
    signal.alarm(deadline)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before it could be asked for
        sys.exit("nobody waits for this PDF")


def set_document(
    template: Path, data: dict[str, Any], *, folders: list[Path], made_at: int
) -> bytes:
    """The PDF: tagged, PDF/UA-1 and PDF/A-2a, every font embedded.

    Raises typst.TypstError if it cannot be made accessible. ``data`` gets ``fonts`` (families) and
    ``not_shown`` (whether some characters are only named) added.
    """
    text = json.dumps(data, ensure_ascii=False)
    foreign = bundled_font.unshown_characters(bundled_font.printable(text))
    families, files, missing = _further(foreign, folders) if foreign else ([], [], set())
    ready = _each(data, lambda text: _shown(text, missing))
    ready |= {"fonts": [bundled_font.BUNDLED, *families], "not_shown": bool(missing)}
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
    # It reads font files, which most reports can do without.
    from journal.paper import fallback_fonts  # noqa: PLC0415

    choice = fallback_fonts.choose_fonts(foreign, folders)
    return choice.families, choice.files, choice.missing


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """The same data with every text changed."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else change(value)
    if isinstance(value, list):
        return [_each(part, change) for part in value]
    if isinstance(value, dict):
        return {name: _each(part, change) for name, part in value.items()}
    return value


def _shown(text: str, missing: set[str]) -> str:
    """The text composed, and with the characters that no font shows named instead."""
    return _named(bundled_font.printable(text), missing)


def _named(text: str, missing: set[str]) -> str:
    if not missing.intersection(text):
        return text
    from journal.paper import fallback_fonts  # noqa: PLC0415

    return fallback_fonts.name_unshown(text, missing)
