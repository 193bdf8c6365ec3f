"""The typesetter's process: nobody has to end it, however the one that waits for it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from subprocess import DEVNULL, PIPE

import pytest
from django.conf import settings

from journal.pages.report import report_page
from journal.paper.pdf import COMMAND, PdfError, render_pdf, typst_folder
from journal.wording.report import full_list
from journal.wording.report.text import report_text
from tests import pdf, reports

# Starts the typesetter as the app does, and waits with it.
PARENT = """
import os, subprocess, sys
command = sys.argv[1:] + [str(os.getpid()), "60", "180", "2048"]
subprocess.Popen(command, stdin=0, pass_fds=[int(os.environ["HELD"])]).wait()
"""
# Takes a processor or the clock for as long as it may.
ENDLESS = COMMAND.replace(
    "import main; main()",
    """import bound
parent, seconds, deadline, megabytes = map(int, sys.argv[-4:])
bound(parent, seconds=seconds, deadline=deadline, megabytes=megabytes)
while True:
    pass
""",
)


def typesetter(*bounds: str) -> list[str]:
    return [
        sys.executable,
        "-I",
        "-S",
        "-c",
        COMMAND,
        str(settings.BASE_DIR),
        typst_folder(),
        *bounds,
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems end it by its deadline alone")
def test_it_ends_with_the_process_that_waits_for_it() -> None:
    until_both_ended, held = os.pipe()
    command = [sys.executable, "-c", PARENT, *typesetter()]
    environment = {**os.environ, "HELD": str(held)}
    with subprocess.Popen(command, stdin=PIPE, env=environment, pass_fds=[held]) as parent:
        os.close(held)
        assert parent.stdin
        parent.stdin.write(b'{"half": ')  # a job that never comes whole
        parent.stdin.flush()
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert os.read(until_both_ended, 1) == b""  # as long as the typesetter lives, this waits
    os.close(until_both_ended)


def test_it_does_not_begin_for_a_process_that_has_ended() -> None:
    ran = subprocess.run(
        typesetter("1", "60", "180", "2048"), stdin=DEVNULL, capture_output=True, check=False
    )
    assert ran.returncode == 1
    assert b"nobody waits" in ran.stderr


def test_it_has_a_deadline_of_its_own() -> None:
    command = typesetter(str(os.getpid()), "60", "1", "2048")
    with subprocess.Popen(command, stdin=PIPE) as worker:
        assert worker.wait() == -signal.SIGALRM


def test_more_memory_than_its_bound_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    report = reports.report(60)
    monkeypatch.setattr("journal.paper.pdf.MEGABYTES", 100)
    with pytest.raises(PdfError, match="ended with") as error:
        render_pdf(report)
    assert error.value.too_long


@pytest.mark.parametrize(("bound", "too_long"), [("SECONDS", True), ("DEADLINE", False)])
def test_a_busy_machine_is_told_from_a_long_report(
    monkeypatch: pytest.MonkeyPatch, bound: str, too_long: bool
) -> None:
    report = reports.report(60)
    monkeypatch.setattr(f"journal.paper.pdf.{bound}", 1)
    monkeypatch.setattr("journal.paper.pdf.COMMAND", ENDLESS)
    with pytest.raises(PdfError, match="ended with") as error:
        render_pdf(report)
    assert error.value.too_long == too_long


def test_a_list_too_long_for_paper_holds_the_latest_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:

    report = reports.report(60)
    monkeypatch.setattr(full_list, "MOST_LETTERS", 20 * 200)
    shown = full_list.number_listed(report)
    assert 0 < shown < 20
    words = pdf.text(render_pdf(report), 2)
    assert f"the list holds the latest {shown} of 60 entries" in words
    numbers = [line.number for line in report_text(report, slice(60 - shown, None)).lines]
    assert numbers == [str(number) for number in range(61 - shown, 61)]
    assert not report_page(report, "1").pdf_has_all


def test_its_work_is_bounded_too() -> None:
    code = (
        f"import sys; sys.path[:0] = {typesetter()[5:7]!r}\nfrom "
        f"journal.paper.typesetting_process import bound\n"
    )
    code += f"bound({os.getpid()}, seconds=1, deadline=180, megabytes=2048)\nwhile True: pass"
    with subprocess.Popen([sys.executable, "-c", code]) as worker:
        assert worker.wait() in (-signal.SIGXCPU, -signal.SIGKILL)
