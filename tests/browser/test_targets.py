"""A finger meets what it means: on every page of a phone what can be touched is 24 px and more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import NARROW, Windows
from tests.browser.site import Person, Site
from tests.browser.test_accessibility import PAGES

# What is smaller than that (WCAG 2.2, 2.5.8). A hidden box counts by the label that is touched for
# it; what is in sight has to be as large itself. The pad has larger zones, and tests of its own.
SMALL = """() => {
  const LEAST = 24 - 0.5;
  for (const details of document.querySelectorAll("details")) details.open = true;
  const isInSight = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !element.closest(".visually-hidden, .skip-link, .unseen");
  const small = (element) => [...element.getClientRects()].every((box) =>
    box.width < LEAST || box.height < LEAST);
  const touched = "a[href], button, select, textarea, summary, label.chip, " +
    "input:not([type=hidden])";
  return [...document.querySelectorAll(touched)]
    .filter((element) => isInSight(element) && small(element))
    .map((element) => `${element.tagName} ${element.className} "${element.textContent.trim()}"`);
}"""


@pytest.fixture(scope="module")
def windows(site: Site, chromium: Browser) -> Iterator[Windows]:
    """For pages that are only looked at."""
    windows = Windows(site, chromium)
    yield windows
    windows.close()


@pytest.fixture(scope="module")
def reader(site: Site) -> Person:
    """Somebody whose diary has a bit of everything, and whose lists are long."""
    reader = site.person()
    site.do("lists", owner=reader.name)
    return reader


@pytest.fixture(scope="module")
def entry(site: Site, reader: Person) -> int:
    key: int = site.do("demo", owner=reader.name)
    return key


@pytest.fixture(scope="module")
def page(windows: Windows, reader: Person) -> Page:
    return windows.open(reader, viewport=NARROW)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "pad"])
def test_what_is_touched_is_large_enough(page: Page, entry: int, name: str) -> None:
    for address in PAGES[name]:
        page.goto(address.format(entry=entry))
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 800})
            small = page.evaluate(SMALL)
            assert not small, f"{address} at {width}: {small}"
