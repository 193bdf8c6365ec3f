"""How the screen beside the bed looks, by day and by night, to keys and to a screen reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults
from tests.browser.conftest import LAPTOP, NARROW, PHONE, Window
from tests.browser.pad_page import until
from tests.browser.partner_page import PartnerPad
from tests.browser.partner_screen import path, screen, seen
from tests.browser.site import Person, Site
from tests.browser.test_reflow import LARGE_TEXT, OUTSIDE

__all__ = ["path", "screen"]


def test_the_first_visit_is_one_flight_of_packets(chromium: Browser, site: Site, path: str) -> None:
    """Four requests and 14 KB, headers and all, until the screen can be touched."""
    with chromium.new_context(base_url=site.url) as context:
        page = context.new_page()
        watch = context.new_cdp_session(page)
        watch.send("Network.enable")
        asked: dict[str, str] = {}
        moved: dict[str, int] = {}
        watch.on(
            "Network.requestWillBeSent",
            lambda heard: asked.update({heard["requestId"]: heard["request"]["url"]}),
        )
        watch.on(
            "Network.loadingFinished",
            lambda heard: moved.update(
                {asked.get(heard["requestId"], ""): int(heard["encodedDataLength"])}
            ),
        )
        page.goto(path)
        page.wait_for_selector("body[data-ready]")

        def shell() -> list[int]:
            page.wait_for_timeout(50)  # lets the browser's events in
            return [size for url, size in moved.items() if "/static/" in url or url.endswith(path)]

        until(lambda: len(shell()) == 4)
        assert sum(shell()) <= 14_000


def test_keys_and_a_screen_reader_do_what_fingers_do(
    screen: PartnerPad, site: Site, somebody: Person
) -> None:
    page = screen.page
    page.get_by_role("button", name="Leg").focus()
    page.keyboard.press("Enter")
    screen.says("saved")
    page.get_by_role("radio", name="every 20 seconds").focus()
    page.keyboard.press("Space")
    until(lambda: screen.sightings()[0]["told"]["rhythm"] == "every_20")
    assert page.get_by_role("button", name="Leg").get_attribute("aria-pressed") == "true"
    assert page.get_by_role("group", name="Did they wake?").count() == 1
    screen.says("sent")
    assert site.do("sightings", owner=somebody.name)[0]["rhythm"] == "every_20"


def test_without_scripts_it_is_a_form(
    window: Window, site: Site, somebody: Person, path: str
) -> None:
    page = window(java_script_enabled=False)
    page.goto(path)
    page.locator("label:has([name=side][value=both])").click()
    page.locator("[name=place][value=leg]").click()
    assert page.locator("#status").inner_text() == "Sent"
    assert seen(site, somebody) == [("leg", "both", "waiting")]


@pytest.mark.parametrize("viewport", [PHONE, NARROW, LAPTOP], ids=["phone", "narrow", "laptop"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    window: Window, path: str, viewport: dict[str, int]
) -> None:
    page = window(viewport=viewport)
    PartnerPad(page, path).open()
    assert faults(page) == []
    assert page.evaluate(OUTSIDE) == []
    page.evaluate(LARGE_TEXT)
    assert page.evaluate(OUTSIDE) == []


def test_it_is_one_screen_of_a_phone(window: Window, path: str) -> None:
    page = window()
    PartnerPad(page, path).open()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    heights = [zone.bounding_box() for zone in page.locator("[name=place]").all()]
    assert all(box and box["height"] >= 76 for box in heights)


def look(page: Page) -> str:
    """The colours of all that is drawn."""
    colours: str = page.evaluate(
        "[...document.querySelectorAll('body *')].map((one) => getComputedStyle(one).color).join()"
    )
    return colours


def test_it_is_red_on_black(window: Window, path: str) -> None:
    page = window(color_scheme="light")
    PartnerPad(page, path).open()
    assert set(look(page).replace("),", ");").split(";")) <= {"rgb(192, 0, 0)", "rgb(0, 0, 0)"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
