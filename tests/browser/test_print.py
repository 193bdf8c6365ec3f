"""The report's page on paper: no letter under 8 points, its drawings included."""

from __future__ import annotations

import pytest

from tests import pdf
from tests.browser.conftest import Window
from tests.browser.site import Person, Site


@pytest.mark.parametrize("period", ["4", "12"])
def test_the_printed_report_can_be_read(site: Site, window: Window, somebody: Person, period: str) -> None:
    site.do("demo", owner=somebody.name)
    page = window(somebody)
    page.goto(f"{site.url}/report/?period={period}")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    for number in range(1, pdf.pages(printed) + 1):
        sizes = [size for size, letters in pdf.letter_sizes(printed, number).items() if letters]
        assert min(sizes) >= 8, (number, sorted(sizes))
