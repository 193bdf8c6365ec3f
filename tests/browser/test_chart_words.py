"""A chart's words can be read on every phone: however small it is drawn, they are 11 px and more,
and none stands in another.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import NARROW, Windows
from tests.browser.site import Site

# Words of a chart with how large they are drawn, and those that run into others beside them.
WORDS = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const charts = [...document.querySelectorAll("main svg.chart")];
  const lies = (mark, other) => mark.left < other.right - 1 && other.left < mark.right - 1 &&
    Math.abs(mark.bottom - other.bottom) < mark.height / 2;
  return charts.flatMap((chart) => {
    const words = [...chart.querySelectorAll("text")];
    const boxes = words.map((text) => text.getBoundingClientRect());
    return words.map((text, place) => ({
      name: `${chart.getAttribute("class")}: ${text.textContent}`,
      size: parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a,
      meets: words.filter((_, other) => other > place && lies(boxes[place], boxes[other]))
        .map((other) => other.textContent),
    }));
  });
}"""
LEAST = 11  # px


@pytest.fixture(scope="module")
def page(site: Site, chromium: Browser) -> Iterator[Page]:
    """A window of somebody whose charts have all that charts can have."""
    windows, reader = Windows(site, chromium), site.person()
    site.do("demo", owner=reader.name)
    yield windows.open(reader, viewport=NARROW)
    windows.close()


@pytest.mark.parametrize("width", [320, 360, 384, 385, 390, 440, 480, 1280])
@pytest.mark.parametrize(
    "address", ["/dashboard/", "/dashboard/?weeks=12", "/dashboard/?weeks=all", "/report/"]
)
def test_words_are_large_enough_and_apart(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    words = page.evaluate(WORDS)
    assert len(words) > 20
    assert not [word for word in words if word["size"] < LEAST or word["meets"]]
