"""The template of the PDF compiles alone, says what it takes, and knows every field of a sheet."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
import typst

from journal.paper.bundled_font import BUNDLED
from journal.paper.pdf import TEMPLATE
from journal.paper.pdf_data import template_data
from journal.wording.report.report_labels import report_labels
from journal.wording.report.report_text import ChecklistText, ReportText, TableText
from tests import pdf, reports

FOLDER = TEMPLATE.parent


def compiled(folder: Path, sample: object, *, accessible: bool = True) -> bytes:
    """What typst makes of the template in a folder of its own, with that sample beside it."""
    copy = shutil.copytree(FOLDER, folder / "report")
    (copy / "sample.json").write_text(json.dumps(sample, default=vars), encoding="utf-8")
    made: bytes = typst.compile(
        str(copy / "report.typ"),
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"] if accessible else ["a-2b"],
    )
    return made


def dictionary(name: str) -> set[str]:
    """The keys of a dictionary of blank.typ."""
    text = (FOLDER / "blank.typ").read_text(encoding="utf-8")
    inside = re.search(rf"#let {name} = \((.*?)\n\)", text, re.DOTALL)
    assert inside
    return set(
        re.findall(r'(?:^|, )\s*"?([a-z_]+)"?: ', re.sub(r"//.*", "", inside[1]), re.MULTILINE)
    )


def test_it_compiles_alone_with_a_sample(tmp_path: Path) -> None:
    data = template_data(reports.report(), paper="letter")
    words = pdf.text(compiled(tmp_path, data | {"fonts": [BUNDLED], "not_shown": False}))
    assert "Twitch diary · Ada Example" in words
    assert "The full list" in words


def test_every_parameter_has_a_default_that_will_do(tmp_path: Path) -> None:
    assert "Twitch diary" in pdf.text(compiled(tmp_path, {}, accessible=False))


@pytest.mark.parametrize("part", sorted(FOLDER.glob("*.typ")), ids=lambda path: path.name)
def test_every_part_compiles_and_says_what_it_is(part: Path, tmp_path: Path) -> None:
    assert part.read_text(encoding="utf-8").startswith("// ")
    copy = shutil.copytree(FOLDER, tmp_path / "report")
    (copy / "sample.json").write_text("{}", encoding="utf-8")
    assert typst.compile(str(copy / part.name), ignore_system_fonts=True)


def test_every_parameter_is_explained() -> None:
    text = (FOLDER / "doctors_page.typ").read_text(encoding="utf-8")
    parameters = text.split("#let doctors-page(\n")[1].split(") = {\n")[0].splitlines()
    named = [number for number, line in enumerate(parameters) if not line.startswith("  //")]
    assert len(named) == len(parameters) - len(named) == 8
    assert all(re.fullmatch(r"  [a-z_]+: .+,", parameters[number]) for number in named)
    assert all(parameters[number - 1].startswith("  // ") for number in named)
    names = {parameters[number].split(":")[0].strip() for number in named}
    data = template_data(reports.report(3), paper="a4")
    assert names == set(data) | {"fonts", "not_shown"}


def test_the_blank_sheet_has_every_field_of_a_sheet() -> None:
    assert dictionary("blank-sheet") | {"labels"} == {field.name for field in fields(ReportText)}
    assert dictionary("blank-table") == {field.name for field in fields(TableText)}
    assert dictionary("blank-checklist") == {field.name for field in fields(ChecklistText)}
    assert dictionary("blank-words") == set(report_labels(marked=True))
