"""The PDF: sound by qpdf, accessible as far as ``pdfua`` can tell, and by a look of our own at its
tags and letters.

That it is PDF/A-2a beside PDF/UA-1 is typst's own check, which ends the build when it is not so; no
other judge of that could be had.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pdfua import validate
from pikepdf import Array, Dictionary, Name, Pdf

from journal.paper.pdf import render_pdf
from journal.paper.pdf_data import PdfLink
from journal.report import Report
from judges.programs import program, run
from tests import pdf, reports
from tests.paper.full_report import full

CODE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0H1V1H0z"/></svg>'
REPORTS: dict[str, Callable[[], Report]] = {
    "empty": lambda: reports.report(0, 28),
    "twelve weeks": lambda: reports.report(60, 84),
    "much matched": lambda: reports.report(300, 84),
    "much written": lambda: full("Mixed words of a letter. "),
    "other letters": lambda: full("בعم心é "),
    "thousands": lambda: reports.report(5000, 3650),
}
ALL = [
    (name, paper)
    for name in REPORTS
    for paper in ("a4", "letter")
    if (name, paper) != ("thousands", "letter")
]
# It asks an array of kids for a kind that it does not have; headings are looked at below.
BROKEN_OFF = {"UA-14-001"}


@cache
def document(name: str, paper: str) -> bytes:
    """The PDF of a report, shared by the tests of this file."""
    return render_pdf(
        REPORTS[name](),
        paper=paper,
        link=PdfLink("https://diary.example.org/s/abc/", CODE),
        sha256="0" * 64,
    )


def saved(content: bytes, folder: Path) -> Path:
    file = folder / "report.pdf"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(("name", "paper"), ALL)
def test_qpdf_finds_no_fault(name: str, paper: str, tmp_path: Path) -> None:
    done = run(program("qpdf"), "--check", saved(document(name, paper), tmp_path), fine=(0, 2, 3))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("name", "paper"), ALL)
def test_pdfua_finds_nothing(name: str, paper: str, tmp_path: Path) -> None:
    report = validate(str(saved(document(name, paper), tmp_path)))
    assert {finding.rule_id for finding in report.skipped} <= BROKEN_OFF
    assert [f"{finding.rule_id}: {finding.message}" for finding in report.findings] == []


@pytest.mark.parametrize(("name", "paper"), ALL)
def test_tags_fonts_and_letters_are_as_they_should_be(name: str, paper: str) -> None:
    report = document(name, paper)
    assert faults(report) == []
    assert min(pdf.letter_sizes(report, 1)) >= 8
    assert all(row[-5] == "yes" for row in pdf.fonts(report))
    for mark in (b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<"):
        assert mark in report


def faults(content: bytes) -> list[str]:
    """What is wrong with the tags.

    Headings that skip a level, drawings without words, tables without a head.
    """
    with Pdf.open(BytesIO(content)) as opened:
        root = opened.Root
        tags = list(tags_in(root.get("/StructTreeRoot", Dictionary())))
        wrong = []
        if not root.get("/Lang") or not tags:
            wrong.append("no language or no tags")
        heads = [int(str(tag.S)[2:]) for tag in tags if re.fullmatch(r"/H\d", str(tag.S))]
        if heads.count(1) != 1 or heads[:1] != [1]:
            wrong.append(f"not one heading over all: {heads}")
        wrong += [
            f"a heading of level {level} after {before}"
            for before, level in pairwise(heads)
            if level > before + 1
        ]
        for tag in tags:
            if str(tag.S) == "/Figure" and not str(tag.get("/Alt", "")).strip():
                wrong.append("a drawing without words")
            if str(tag.S) == "/Table" and not any(str(cell.S) == "/TH" for cell in tags_in(tag)):
                wrong.append("a table without a head")
    return wrong


def tags_in(tag: Any) -> Iterator[Any]:
    """The tags within one, in reading order."""
    kids = tag.get("/K", [])
    if not isinstance(kids, Array):
        kids = [kids]
    for kid in kids:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from tags_in(kid)


def spoilt(change: Callable[[Pdf], None]) -> bytes:
    out = BytesIO()
    with Pdf.open(BytesIO(document("twelve weeks", "a4"))) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def without_words(opened: Pdf) -> None:
    for tag in tags_in(opened.Root.StructTreeRoot):
        if str(tag.S) == "/Figure":
            del tag["/Alt"]


def without_heads(opened: Pdf) -> None:
    for tag in tags_in(opened.Root.StructTreeRoot):
        if str(tag.S) == "/TH":
            tag.S = Name.TD
        if str(tag.S) == "/H1":
            tag.S = Name.H3


def without_tags(opened: Pdf) -> None:
    del opened.Root["/StructTreeRoot"]


def test_a_broken_document_is_refused(tmp_path: Path) -> None:
    short = document("twelve weeks", "a4")[:-2000]
    assert run(program("qpdf"), "--check", saved(short, tmp_path), fine=(0, 2, 3)).returncode
    for change, rule in (
        (without_words, "UA-13-004"),
        (without_heads, "UA-15-003"),
        (without_tags, "UA-01-005"),
    ):
        broken = spoilt(change)
        assert rule in {
            finding.rule_id for finding in validate(str(saved(broken, tmp_path))).findings
        }, rule
        assert faults(broken) != []
