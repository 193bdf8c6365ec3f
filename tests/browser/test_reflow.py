"""Every page on every phone: no row breaks, nothing is cut off, letters may be as large or far
apart as one likes.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Windows
from tests.browser.site import Person, Site
from tests.browser.test_accessibility import PAGES

WIDTHS = (320, 360, 375, 390, 412, 440, 480, 500, 768, 1280)
LARGE_TEXT = "document.documentElement.style.fontSize = '200%'"
# WCAG 1.4.12: what a reader may set without anything being lost.
TEXT_SPACING = """for (const element of document.querySelectorAll("body *")) {
  for (const [name, value] of [["line-height", "1.5"], ["letter-spacing", "0.12em"],
    ["word-spacing", "0.16em"]]) {
    element.style.setProperty(name, value, "important");
  }
}"""
# What stands beyond the right edge or is cut off. A table, a chart or a line of code may scroll
# within its own frame.
OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  const frame = (element) => {
    for (let parent = element.parentElement; parent; parent = parent.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(parent).overflowX)) return parent;
    }
    return null;
  };
  const name = (element) =>
    `${element.tagName} ${element.className} "${element.textContent.trim().slice(0, 40)}"`;
  const visible = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    const hidden = element.closest(".visually-hidden, .skip-link, .unseen, svg") ||
      !element.checkVisibility();
    return !hidden && box.width > 2 && box.height > 2;
  });
  const beyond = visible.filter((element) => element.getBoundingClientRect().right > width + 1 &&
    !frame(element));
  const cut = visible.filter((element) =>
    element.matches("button, a.btn, input[type=submit], .chip, .period")
    && element.scrollWidth > element.clientWidth + 2);
  const sideways = document.documentElement.scrollWidth > width ? ["the page scrolls sideways"] :
    [];
  const rows = [...document.querySelectorAll("header .places, .periods")].filter((row) =>
    new Set([...row.children].map((child) =>
      Math.round(child.getBoundingClientRect().top))).size > 1);
  const faults = { beyond, cut, broken: rows };
  return Object.entries(faults).flatMap(([fault, elements]) => elements.map((element) =>
    `${fault}: ${name(element)}`))
    .concat(sideways);
}"""


@pytest.fixture(scope="module")
def windows(site: Site, chromium: Browser) -> Iterator[Windows]:
    """For pages that are only looked at."""
    windows = Windows(site, chromium)
    yield windows
    windows.close()


@pytest.fixture(scope="module")
def reader(site: Site) -> Person:
    """Somebody whose diary has a bit of everything."""
    return site.person()


@pytest.fixture(scope="module")
def entry(site: Site, reader: Person) -> int:
    """One of their entries."""
    key: int = site.do("demo", owner=reader.name)
    return key


@pytest.fixture(scope="module")
def page(windows: Windows, reader: Person) -> Page:
    """A window for all of their pages."""
    return windows.open(reader)


def resized(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 800})
    return [f"{page.url} at {width}: {fault}" for fault in page.evaluate(OUTSIDE)]


@pytest.mark.parametrize("name", [name for name in PAGES if name != "pad"])
def test_no_width_breaks_a_row_or_cuts_anything_off(page: Page, entry: int, name: str) -> None:
    for address in PAGES[name]:
        page.goto(address.format(entry=entry))
        faults = [fault for width in WIDTHS for fault in resized(page, width)]
        assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "pad"])
@pytest.mark.parametrize("how", [LARGE_TEXT, TEXT_SPACING], ids=["twice as large", "far apart"])
def test_letters_may_be_larger_and_farther_apart(
    page: Page, entry: int, name: str, how: str
) -> None:
    page.goto(PAGES[name][0].format(entry=entry))
    page.evaluate(how)
    faults = [
        fault
        for width in (320, 390, 1280)
        for fault in resized(page, width)
        if "broken" not in fault
    ]
    assert not faults, "\n".join(faults)


LOOK = """(chip) => { const style = getComputedStyle(chip);
  return [style.backgroundColor, style.borderTopColor, style.borderTopStyle, style.borderTopWidth,
    style.color]; }"""


MEDIA = ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"})


@pytest.mark.parametrize(
    ("address", "chosen"),
    [
        ("/log/", "#div_id_movement .chip:has(:checked)"),
        ("/log/", "#div_id_side .chip-none:has(:checked)"),
        ("/morning/", ".chip-none:has(:checked)"),
        ("/dashboard/", ".period[aria-current]"),
        ("/report/", ".report-periods [aria-current]"),
    ],
)
@pytest.mark.usefixtures("entry")
def test_what_is_chosen_differs_by_more_than_bold(page: Page, address: str, chosen: str) -> None:
    page.goto(address)
    if "movement" in chosen:
        page.locator("#div_id_movement .chip").first.click()
    current = page.locator(chosen).first
    for medium in MEDIA:
        page.emulate_media(**{"color_scheme": "light", "forced_colors": "none", **medium})  # type: ignore[arg-type]
        looks = [
            other.evaluate(LOOK)
            for other in current.locator("xpath=..").locator(":scope > *").all()
        ]
        assert looks.count(current.evaluate(LOOK)) == 1, (medium, looks)
    page.emulate_media(color_scheme="light", forced_colors="none")


def test_not_recorded_shows_whether_it_is_the_answer(page: Page) -> None:
    page.goto("/log/")
    none = page.locator("#div_id_side .chip-none")
    for medium in MEDIA:
        page.emulate_media(**{"color_scheme": "light", "forced_colors": "none", **medium})  # type: ignore[arg-type]
        none.click()
        chosen = none.evaluate(LOOK)
        page.locator("#div_id_side .chip").first.click()
        assert none.evaluate(LOOK) != chosen, medium
    page.emulate_media(color_scheme="light", forced_colors="none")
