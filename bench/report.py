"""``python -m bench.report``: what the doctor's PDF costs, for 60 and for 10,000 entries.

Beside the typesetter's bare compile of the very same source and data, and beside the same words set
by another library (fpdf2: no charts, no tags, no fitting of page one). All of them run in a process
of their own, as the app does it, and take turns, so that whatever else the machine does falls on
all alike.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import django

django.setup()

import typst  # noqa: E402

from bench.table import say  # noqa: E402
from journal.paper.bundled_font import BUNDLED  # noqa: E402
from journal.paper.pdf import TEMPLATE, render_pdf, typst_folder  # noqa: E402
from journal.paper.pdf_data import template_data  # noqa: E402
from journal.report import Report  # noqa: E402
from tests import reports  # noqa: E402

SIZES = {60: (84, 15), 10_000: (3650, 3)}  # entries: nights, rounds
PACKAGES = typst_folder()
BARE = """
import sys; sys.path[:0] = [sys.argv[1]]
import typst
typst.compile(sys.argv[2], sys_inputs={"data": open(sys.argv[3]).read()}, ignore_system_fonts=True,
              pdf_standards=["ua-1", "a-2a"])
"""
OTHER = """
import json, sys; sys.path[:0] = [sys.argv[1]]
from fpdf import FPDF
sheet = json.load(open(sys.argv[3]))["sheet"]
pdf = FPDF()
pdf.add_font("text", fname="/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf")
pdf.set_font("text", size=8)
pdf.add_page()
def put(*texts):
    pdf.multi_cell(0, text=" ".join(texts), new_x="LMARGIN", new_y="NEXT")
put(sheet["title"], sheet["name"]); put(sheet["period"], sheet["made_on"])
for part in ("worry", "questions", "sleep", "context", "quality", "foot"):
    for line in sheet[part]:
        put(line)
for figure in sheet["figures"]:
    put(*figure.values())
for table in (sheet["movements"], sheet["phases"], sheet["places"], sheet["factors"]):
    for row in table["rows"]:
        put(*row)
for line in sheet["lines"]:
    cells = ("number", "night", "when", "marks", "movement", "details", "note")
    put(*(line[cell] for cell in cells))
pdf.output()
"""


def main() -> None:
    """Print a table for each size."""
    say("The doctor's PDF, milliseconds (median and highest), each in a process of its own")
    for entries, (nights, rounds) in SIZES.items():
        measure(reports.report(entries, nights), rounds)


def measure(report: Report, rounds: int) -> None:
    """One diary: ours, the bare compile, the other library, and the bare compile without its
    process.
    """
    data = json.dumps(
        template_data(report, paper="a4") | {"fonts": [BUNDLED], "not_shown": False}, default=vars
    )
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write(data)
        file.flush()
        jobs: dict[str, Callable[[], object]] = {
            "ours, from report to PDF": lambda: render_pdf(report),
            "typst alone, same source": lambda: alone(BARE, file.name),
            "fpdf2, same words": lambda: alone(OTHER, file.name),
            "typst again, remembering": lambda: warm(data),
        }
        seen: dict[str, list[float]] = {name: [] for name in jobs}
        for _round in range(rounds + 1):
            for name, job in jobs.items():
                seen[name].append(clocked(job))
    say(f"\n{len(report.lines):,} entries, {rounds} rounds")
    bare = statistics.median(seen["typst alone, same source"][1:])
    for name, times in seen.items():
        middle = statistics.median(times[1:])
        say(
            f"  {name:<28}{middle:>9.0f}{max(times[1:]):>9.0f}   {middle / bare:5.2f} times typst "
            f"alone"
        )


def alone(code: str, data: str) -> None:
    """Run it as the app runs its own: isolated, and without a search for packages."""
    command = [sys.executable, "-I", "-S", "-c", code, PACKAGES, str(TEMPLATE), data]
    # The other library complains of each sign that its font lacks; it fails all the same if it
    # fails.
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def warm(data: str) -> None:
    """In this process, which has set the same before: typst remembers what it laid out."""
    typst.compile(
        str(TEMPLATE),
        sys_inputs={"data": data},
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
    )


def clocked(job: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    begun = time.perf_counter()
    job()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
