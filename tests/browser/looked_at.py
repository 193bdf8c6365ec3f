"""What is wrong with a page as it stands, in either theme and at two widths."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.axe import faults, faults_in_both_themes
from tests.browser.conftest import LAPTOP, NARROW


def look(page: Page) -> list[str]:
    """What is wrong with the page as it stands: narrow and wide, light and dark."""
    wrong = []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for size, found in ((NARROW, faults), (LAPTOP, faults_in_both_themes)):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            wrong.append(f"{page.url} scrolls sideways at {size['width']}")
        wrong += found(page)
    return wrong
