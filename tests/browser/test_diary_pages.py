"""The form, the diary, the trash and the nights as they look: narrow, dark, read aloud, and used
from end to end.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.conftest import LAPTOP, NARROW, PHONE, Window
from tests.browser.site import Person, Site

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def stocked(site: Site) -> tuple[Person, list[str]]:
    """Somebody with entries of every kind, and the addresses of what is shown of them."""
    person = site.person()
    long_note = "a-long-word-without-any-break-" * 8
    keys = [
        site.episode(
            person, movement="twitch", muscle="erector_spinae", note=long_note, nights_ago=9
        ),
        site.episode(person, movement="jerk", muscle="neck_back", phase="asleep", nights_ago=2),
        site.episode(
            person, movement="twitch", muscle="trapezius_upper", side="left", duration_seconds=90
        ),
    ]
    site.do("discard", key=site.episode(person, movement="cramp", nights_ago=3))
    return person, [
        "/log/",
        f"/episodes/{keys[0]}/",
        "/episodes/",
        "/episodes/?movement=tic&q=x",
        "/trash/",
        "/nights/",
    ]


@pytest.mark.parametrize(
    ("viewport", "theme"), [(NARROW, "light"), (PHONE, "dark"), (LAPTOP, "light")]
)
def test_nothing_to_find_for_axe_and_nothing_sideways(
    window: Window, site: Site, viewport: Any, theme: str
) -> None:
    person, addresses = stocked(site)
    page = window(person, viewport=viewport, color_scheme=theme)
    for address in addresses:
        page.goto(address)
        page.evaluate(OPEN_ALL)
        assert faults(page) == []
        assert page.evaluate(SIDEWAYS) == 0, address


def test_a_wrong_answer_is_announced_well(window: Window, site: Site) -> None:
    page = window(site.person(), color_scheme="dark")
    page.goto("/log/")
    page.locator(".more summary").click()
    page.get_by_label("Strength").fill("12")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("What was it?")
    assert faults(page) == []
    expect(page.get_by_label("Strength")).to_have_accessible_description(
        "0 is hardly felt, 10 the strongest you can imagine. → Strength goes from 0 to 10."
    )


def test_finding_an_entry_changing_it_and_coming_back(window: Window, site: Site) -> None:
    person, _addresses = stocked(site)
    page = window(person)
    page.goto("/episodes/")
    page.get_by_text("Find", exact=True).click()
    page.get_by_label("Match").select_option("Twitching of the back")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".entry")).to_have_count(1)
    page.locator(".entry-what").click()
    page.locator(".more summary").click()
    page.get_by_label("Note").fill("short")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/episodes/?*match=back_muscles*")
    expect(page.locator(".entry-note")).to_have_text("short")
    page.get_by_role("link", name="Show everything").click()
    expect(page.locator(".entry")).to_have_count(3)


def test_the_trash_is_emptied_for_good(window: Window, site: Site) -> None:
    person, _addresses = stocked(site)
    page = window(person)
    page.goto("/trash/")
    page.get_by_role("button", name="Empty the trash for good").click()
    expect(page.get_by_text("1 entry deleted for good.")).to_be_visible()
    expect(page.get_by_text("The trash is empty.")).to_be_visible()


def test_what_is_said_of_an_entry_has_the_room_below_its_button(
    window: Window, site: Site, somebody: Person
) -> None:
    site.episode(somebody, movement="twitch", muscle="calf", phase="awake_in_bed", count=3)
    page = window(somebody, viewport=NARROW)
    page.goto("/episodes/")
    details, delete = page.locator(".entry-details"), page.locator(".entry > .btn-plain")
    said, button = details.bounding_box(), delete.bounding_box()
    assert said
    assert button
    assert said["y"] > button["y"]
    assert said["x"] + said["width"] >= button["x"] + button["width"] - 1
    assert said["width"] > 190
