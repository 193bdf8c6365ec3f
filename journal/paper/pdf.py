"""From a report to its PDF: words and drawings are made here, the setting is done by a process that
ends with it.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from subprocess import PIPE
from typing import Any

from django.conf import settings

from journal.paper.pdf_data import PdfLink, template_data
from journal.report import Report

TEMPLATE = settings.FILES_DIR / "templates" / "report" / "report.typ"
# What the typesetter may take of a processor; ten thousand entries take it 3 seconds and 0.7 GB,
# the longest list 6 and 1.4 GB. A machine that has much else to do takes longer by the clock.
SECONDS = 60
DEADLINE = 180
MEGABYTES = 2048
# How it ends that took too much: by the system's hand, or by its own where it gets no more memory.
# The deadline by the clock is none of these: the machine has much else to do.
OVER_TIME = frozenset({-signal.SIGXCPU, -signal.SIGKILL})
OVER_MEMORY = re.compile(
    rb"MemoryError|memory allocation|[Cc]annot allocate memory|failed to map segment"
)
# Isolated from the environment (-I) and without searching for packages (-S): it starts in half the
# time.
COMMAND = (
    "import sys; sys.path[:0] = sys.argv[1:3]; "
    "from journal.paper.typesetting_process import main; main()"
)


class PdfError(Exception):
    """The PDF could not be made; the text is for the operator's log.

    ``too_long`` says that the report takes more than the typesetter may; else it may well be made
    later.
    """

    def __init__(self, reason: str, *, too_long: bool = False) -> None:
        super().__init__(reason)
        self.too_long = too_long


def render_pdf(
    report: Report, *, paper: str = "a4", link: PdfLink | None = None, sha256: str = ""
) -> bytes:
    """The report as a PDF, page one on one page.

    ``paper`` is a key of ``PAPERS``; ``sha256`` is the hash under which the report was frozen, ""
    for none. Raises :class:`PdfError`.
    """
    made_at = int(report.header.made_at.timestamp())
    return typeset(
        TEMPLATE,
        lambda: template_data(report, paper=paper, link=link, sha256=sha256),
        made_at=made_at,
    )


def typeset(template: Path, words: Callable[[], dict[str, Any]], *, made_at: int) -> bytes:
    """The PDF of a template with what ``words`` makes; ``made_at`` is in seconds of Unix time.

    Raises :class:`PdfError`.
    """
    # The process loads the typesetter while the words are put together here.
    process = subprocess.Popen(_command(), stdin=PIPE, stdout=PIPE, stderr=PIPE)  # noqa: S603
    with process:
        try:
            job = _job(template, words(), made_at)
            pdf, complaint = process.communicate(job, timeout=DEADLINE + 5)
        except subprocess.TimeoutExpired as error:
            raise PdfError(f"no PDF after {DEADLINE} seconds") from error
        finally:
            process.kill()  # of no effect on one that has ended
    if process.returncode:
        raise _error(process.returncode, complaint)
    return pdf


def _command() -> list[str]:
    """How the process is started that sets one document, within its bounds."""
    bounds = [str(os.getpid()), str(SECONDS), str(DEADLINE), str(MEGABYTES)]
    isolated = [sys.executable, "-I", "-S", "-c", COMMAND]
    return [*isolated, str(settings.BASE_DIR), typst_folder(), *bounds]


def _error(code: int, complaint: bytes) -> PdfError:
    """Why a process ended with that code; ``complaint`` is what it wrote to standard error."""
    reason = f"ended with {code}: {complaint.decode(errors='replace')}"
    too_long = code in OVER_TIME or bool(OVER_MEMORY.search(complaint))
    return PdfError(reason, too_long=too_long)


def typst_folder() -> str:
    """The folder in which the typesetter is installed.

    It is looked up and not loaded: it would fill this process.
    """
    spec = find_spec("typst")
    if spec is None or spec.origin is None:
        raise PdfError("typst is not installed")
    return str(Path(spec.origin).parent.parent)


def _job(template: Path, data: dict[str, Any], made_at: int) -> bytes:
    """What ``journal.paper.typesetting_process`` reads."""
    job = {
        "template": str(template),
        "folders": [str(folder) for folder in settings.FONT_FOLDERS],
        "made_at": made_at,
        "data": data,
    }
    return json.dumps(job, default=vars, ensure_ascii=False).encode()
