"""On a journey: a page that asks about last night offers the browser's own clock, and only where it
is another.
"""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Window
from tests.browser.site import ZONE, Site


@pytest.mark.parametrize("place", ["/morning/", "/dashboard/", "/nights/", "/log/"])
def test_the_offer_is_there_on_a_journey_alone(site: Site, window: Window, place: str) -> None:
    somebody = site.person()
    home = window(somebody)
    home.goto(place)
    offer = home.locator(".browsers-zone")
    if offer.is_visible():  # an account that no browser made begins in the server's zone
        offer.get_by_role("button").click()
        home.get_by_text(f"Nights now go by the time in {ZONE}.").wait_for()
        home.goto(place)
    assert offer.is_hidden()
    abroad = window(somebody, timezone_id="Pacific/Kiritimati")
    abroad.goto(place)
    said = abroad.locator(".browsers-zone").inner_text()
    clock = r"\w{3} \d{1,2} \w+, \d\d:\d\d"
    assert re.search(rf"goes by the time in {ZONE}, now {clock}\.", said)
    assert re.search(rf"This browser is in Pacific/Kiritimati, now {clock}\.", said)
    abroad.get_by_role("button", name="Use this browser’s time from now on").click()
    abroad.get_by_text("Nights now go by the time in Pacific/Kiritimati.").wait_for()
    abroad.goto(place)
    assert abroad.locator(".browsers-zone").is_hidden()


def test_another_name_of_the_same_clock_is_no_journey(site: Site, window: Window) -> None:
    somebody = site.person()
    page = window(somebody, timezone_id="Asia/Kolkata")
    page.goto("/nights/")
    page.locator(".browsers-zone button").click()
    page.get_by_text(re.compile("Nights now go by the time in Asia/(Kolkata|Calcutta).")).wait_for()
    page.goto("/nights/")
    assert page.locator(".browsers-zone").is_hidden()
