"""The pad on a phone, and how bright and how large its parts are."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Window
from tests.browser.pad_page import Pad
from tests.browser.site import Person, Site

BRIGHTEST = 0xC0  # --red of pad.css
SIZES = {
    "small": (320, 568),
    "usual": (390, 844),
    "large": (430, 932),
    "landscape": (844, 390),
    "small landscape": (568, 320),
}


def luminance(red: int) -> float:
    """Relative luminance of a pure red, of white's 1 (WCAG 2)."""
    part = red / 255
    return 0.2126 * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def contrast(red: int, on: int) -> float:
    """Of one red on another (WCAG 2)."""
    return (luminance(red) + 0.05) / (luminance(on) + 0.05)


@pytest.fixture(params=SIZES)
def pad(request: pytest.FixtureRequest, window: Window, site: Site, somebody: Person) -> Pad:
    """The pad on a phone of that size."""
    width, height = SIZES[request.param]
    page = window(somebody, viewport={"width": width, "height": height}, device_scale_factor=1)
    return Pad(page, site.url).open()
