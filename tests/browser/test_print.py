"""Pages on paper: nothing to touch, nothing cut; no letter of the report under 9 points."""

from __future__ import annotations

import pytest

from tests import pdf
from tests.browser.conftest import Window
from tests.browser.site import Person, Site
from tests.browser.test_accessibility import PAGES


@pytest.mark.parametrize("period", ["4", "12"])
def test_the_printed_report_can_be_read(
    site: Site, window: Window, somebody: Person, period: str
) -> None:
    site.do("demo", owner=somebody.name)
    page = window(somebody)
    page.goto(f"{site.url}/report/?period={period}")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    for number in range(1, pdf.pages(printed) + 1):
        sizes = [size for size, letters in pdf.letter_sizes(printed, number).items() if letters]
        assert min(sizes) >= 9, (number, sorted(sizes))


# What is for the hand or leads on, and what the paper's edge would cut off.
NOT_FOR_PAPER = """() => {
  const shown = (element) => element.checkVisibility() &&
    element.getBoundingClientRect().height > 1;
  const name = (element) =>
    `${element.tagName} ${element.className} "${element.textContent.trim().slice(0, 40)}"`;
  const width = document.documentElement.clientWidth;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const touched = all("header nav, body > footer, main button, main .btn");
  const cut = all("main table, main pre, main p, main svg, main dl, main li")
    .filter((element) => element.getBoundingClientRect().right > width + 1);
  return [...touched.map(name), ...cut.map((element) => `cut: ${name(element)}`)];
}"""


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("pad", "phone")])
def test_a_printed_page_has_nothing_to_touch_and_nothing_cut(
    site: Site, window: Window, somebody: Person, name: str
) -> None:
    entry = site.do("demo", owner=somebody.name)
    page = window(somebody)
    page.set_viewport_size({"width": 680, "height": 960})  # A4 with margins of 15 mm
    page.emulate_media(media="print")
    for address in PAGES[name]:
        page.goto(site.url + address.format(entry=entry))
        assert page.evaluate(NOT_FOR_PAPER) == [], address
