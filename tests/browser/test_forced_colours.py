"""Where a device has its own few colours, nothing that a page tells by a tint is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, Windows
from tests.browser.site import Person, Site
from tests.browser.test_accessibility import PAGES

# Marks what a tint or a shadow sets apart from what lies behind it.
MARK_TINTED = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const tint = (element) => getComputedStyle(element).backgroundColor;
  const behind = (element) => {
    let part = element.parentElement;
    while (part && tint(part).endsWith(", 0)")) part = part.parentElement;
    return part ? tint(part) : "";
  };
  for (const element of document.querySelectorAll("main *")) {
    if (!element.checkVisibility() || element.closest("svg, .visually-hidden")) continue;
    const style = getComputedStyle(element);
    const isTinted = !style.backgroundColor.endsWith(", 0)") && tint(element) !== behind(element);
    if (isTinted || style.boxShadow !== "none") element.dataset.tinted = "";
  }
}"""
# Those of them that have no edge, and arrows of lists that are gone.
LOST = """() => {
  const hasEdge = (style) => style.outlineStyle !== "none" ||
    style.forcedColorAdjust === "none" || // has the device's colour of what is chosen
    ["Top", "Bottom", "Left"].some((side) => parseFloat(style[`border${side}Width`]) > 0);
  const name = (element) => `${element.tagName} ${element.className}`;
  const flat = [...document.querySelectorAll("[data-tinted]")]
    .filter((element) => !element.matches("[type=checkbox], [type=radio]"))
    .filter((element) => !hasEdge(getComputedStyle(element)));
  const bare = [...document.querySelectorAll("main select")]
    .filter((element) => getComputedStyle(element).appearance === "none");
  return [...flat, ...bare].map(name);
}"""


@pytest.fixture(scope="module")
def windows(site: Site, chromium: Browser) -> Iterator[Windows]:
    """For pages that are only looked at."""
    windows = Windows(site, chromium)
    yield windows
    windows.close()


@pytest.fixture(scope="module")
def reader(site: Site) -> Person:
    reader = site.person()
    site.do("lists", owner=reader.name)
    return reader


@pytest.fixture(scope="module")
def entry(site: Site, reader: Person) -> int:
    key: int = site.do("demo", owner=reader.name)
    return key


@pytest.fixture(scope="module")
def page(windows: Windows, reader: Person) -> Page:
    """A phone on a journey, so that pages offer its clock."""
    return windows.open(reader, viewport=PHONE, timezone_id="Pacific/Kiritimati")


@pytest.mark.parametrize("name", [name for name in PAGES if name != "pad"])
def test_what_a_tint_sets_apart_has_an_edge(page: Page, entry: int, name: str) -> None:
    for address in PAGES[name]:
        page.goto(address.format(entry=entry))
        page.emulate_media(forced_colors="none")
        page.evaluate(MARK_TINTED)
        page.emulate_media(forced_colors="active")
        assert page.evaluate(LOST) == [], address


@pytest.mark.parametrize("field", ["#id_time_zone", "#id_show_matches"])
def test_where_one_is_can_be_seen(page: Page, field: str) -> None:
    page.goto("/settings/")
    page.emulate_media(forced_colors="active")
    box = page.locator(field)
    box.focus()
    assert box.evaluate("(box) => getComputedStyle(box).outlineStyle") == "solid"
