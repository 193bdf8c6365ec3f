"""The medicines under the chart of nights: on Today, on the report's page and in its PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.actions.background import add_row
from journal.background import KINDS_OF_BACKGROUND, MedicineRow
from journal.paper.pdf import render_pdf
from journal.partial_dates import PartialDate
from journal.report import Report, build
from journal.report.reported_diary import Background
from tests import builders, pdf, reports

NOW = "2026-07-20T08:00:00+00:00"
ADDRESSES = ("dashboard", "report")
STILL_TAKEN = MedicineRow(name="Magnesium", from_date=PartialDate(2026, 7), ongoing=True)


def take(owner: User, *rows: MedicineRow) -> None:
    for number, row in enumerate(rows):
        add_row(
            owner,
            KINDS_OF_BACKGROUND["medicines"],
            row,
            row_id=f"row-{number}",
            today=timezone.now().date(),
            as_of=timezone.now(),
        )


def bands(client: Client, address: str) -> list[str]:
    """Each band of the page, spaces folded; Today has it in a fold."""
    html = re.sub(r"\s+", " ", client.get(reverse(address)).content.decode())
    tag = "details" if address == "dashboard" else "div"
    return re.findall(rf'<{tag} class="chart-medicines">.*?</{tag}>', html)


@pytest.mark.parametrize("address", ADDRESSES)
@time_machine.travel(NOW, tick=False)
def test_a_medicine_lies_under_the_nights(address: str, as_ada: Client, ada: User) -> None:
    builders.episode(ada, muscle="calf")
    assert bands(as_ada, address) == []
    take(ada, STILL_TAKEN, MedicineRow(name="Chinin", until_date=PartialDate(2020)))
    [band] = bands(as_ada, address)
    assert "<bdi>Magnesium</bdi>" in band
    assert "since July 2026, still taken" in band
    assert "Chinin" not in band
    assert "Not drawn: 1 (at other times, or without a date)." in band
    page = re.sub(r"\s+", " ", as_ada.get(reverse(address)).content.decode())
    places = [page.index(name) for name in ("chart-clock", "chart-medicines", "chart-body")]
    assert places == sorted(places)


@pytest.mark.parametrize("address", ADDRESSES)
@time_machine.travel(NOW, tick=False)
def test_a_name_is_text_and_an_unknown_beginning_is_dashed(
    address: str, as_ada: Client, ada: User
) -> None:
    builders.episode(ada, muscle="calf")
    take(ada, MedicineRow(name="<b>x</b>", ongoing=True))
    [band] = bands(as_ada, address)
    assert "&lt;b&gt;x&lt;/b&gt;" in band
    assert "stroke-dasharray" in band
    assert "Dashed: from when or until when is not known." in band


@time_machine.travel(NOW, tick=False)
def test_today_reads_them_without_a_query_of_their_own(
    as_ada: Client, ada: User, django_assert_num_queries: Any
) -> None:
    builders.episode(ada, muscle="calf")
    as_ada.get(reverse("dashboard"))
    take(ada, *(replace(STILL_TAKEN, name=f"Remedy {number}") for number in range(30)))
    with django_assert_num_queries(8):
        [band] = bands(as_ada, "dashboard")
    assert band.count("<li>") == 20


def told(rows: int) -> Report:
    """A report of twelve weeks, with so many medicines since October."""
    taken = MedicineRow(name="Magnesium", from_date=PartialDate(2025, 10), ongoing=True)
    medicines = tuple(replace(taken, name=f"Magnesium {number}") for number in range(rows))
    return build(
        replace(reports.diary(60), background=Background(medicines=medicines)), as_of=reports.NOW
    )


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_few_lie_under_the_nights_on_the_same_page_of_the_pdf(paper: str) -> None:
    document = render_pdf(told(2), paper=paper)
    [page] = [
        words
        for number in range(1, pdf.pages(document) + 1)
        if "Medicines in these nights" in (words := pdf.text(document, number, number))
    ]
    before, band = page.split("Medicines in these nights")
    assert "Nights by the clock" in before
    assert "25 August 2025" in band
    assert "Magnesium 1 since October 2025, still taken" in band


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_many_follow_the_nights_and_no_letter_becomes_too_small(paper: str) -> None:
    document = render_pdf(told(30), paper=paper)
    words = pdf.text(document, 2)
    assert words.index("Nights by the clock") < words.index("Medicines in these nights")
    assert "Not drawn: 10 (at other times, or without a date)." in words
    for number in range(1, pdf.pages(document) + 1):
        assert min(pdf.letter_sizes(document, number)) >= 9


def test_nobody_says_when_it_was_taken_and_no_band_is_drawn() -> None:
    report = replace(told(0), medicines=(MedicineRow(name="Magnesium"),))
    assert "Medicines in these nights" not in pdf.text(render_pdf(report))
