"""The dashboard under a finger: answers in place, with and without scripts, on a narrow phone, in
both themes.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import faults, faults_in_both_themes
from tests.browser.conftest import LAPTOP, NARROW, PHONE, Window
from tests.browser.pad_page import diary
from tests.browser.site import Person, Site


@pytest.fixture
def believable(site: Site, somebody: Person) -> Person:
    """A match, an open question of every kind, and ordinary twitches."""
    site.episode(somebody, movement="twitch", muscle="calf", side="left", phase="sleep_onset")
    site.episode(somebody, movement="jerk", muscle="whole_body")
    site.episode(somebody, nights_ago=2, movement="twitch", muscle="erector_spinae")
    site.episode(somebody, nights_ago=2, movement="twitch")
    for nights_ago in (3, 4):
        site.episode(somebody, nights_ago=nights_ago, movement="twitch", muscle="trapezius_upper")
    site.episode(somebody, nights_ago=5, movement="twitch", muscle="eyelid", woke="asleep")
    site.episode(
        somebody, nights_ago=6, movement="jerk", muscle="calf", woke="asleep", phase="awake_in_bed"
    )
    return somebody


def unfold(page: Page, code: str) -> Locator:
    """What stands behind the row of that point, which is opened."""
    inside = page.locator(f"#{code}")
    if not inside.is_visible():
        page.locator(f"#{code}-title").click()
    return inside


def card(page: Page, code: str) -> str:
    """The words of a card."""
    return page.locator(f"#{code}").inner_text()


@pytest.mark.parametrize("weeks", ["2", "12", "all"])
def test_it_fits_a_narrow_phone_and_axe_finds_nothing(
    window: Window, believable: Person, weeks: str
) -> None:
    page = window(believable, viewport=NARROW)
    page.goto(f"/dashboard/?weeks={weeks}")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert faults_in_both_themes(page) == []


def test_the_demo_diary_is_short_on_a_phone(site: Site, window: Window, somebody: Person) -> None:
    site.do("demo", owner=somebody.name)
    page = window(somebody, viewport=PHONE)
    page.goto("/dashboard/")
    assert page.evaluate("document.documentElement.scrollHeight") <= 3000
    above = page.locator("main").inner_text().split("Nights by the clock")[0]
    assert len(above.split()) <= 450


def test_the_first_day_fits_too(window: Window, somebody: Person) -> None:
    page = window(somebody, viewport=NARROW)
    page.goto("/dashboard/")
    expect(page.get_by_role("heading", name="Last night")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert faults(page) == []


def test_a_question_is_answered_without_leaving_the_page(
    site: Site, window: Window, believable: Person
) -> None:
    page = window(believable, viewport=LAPTOP)
    page.goto("/dashboard/?weeks=2")
    page.evaluate("window.stayed = true")
    jerk = unfold(page, "jerk_woke_me")
    jerk.get_by_role("button", name="Yes, I was asleep").first.click()
    said = jerk.get_by_role("status")
    expect(said).to_have_text("Saved in 1 entry.")
    expect(said).to_be_focused()
    expect(page.get_by_text("This is a match with a sentence")).to_be_visible()
    assert page.evaluate("window.stayed") is True
    assert page.url.endswith("/dashboard/?weeks=2")
    assert [one["woke"] for one in diary(site, believable) if one["muscle"] == "whole_body"] == [
        "asleep"
    ]


def test_one_touch_answers_for_all_entries_of_a_place(
    site: Site, window: Window, believable: Person
) -> None:
    page = window(believable)
    page.goto("/dashboard/")
    back = unfold(page, "back_muscles")
    expect(back.get_by_text("one answer for these 2 entries")).to_be_visible()
    back.get_by_role("button", name="No", exact=True).click()
    expect(back.get_by_role("status")).to_have_text("Saved in 2 entries.")
    answered = {one["muscle"]: one["called_back"] for one in diary(site, believable)}
    assert answered["trapezius_upper"] == "no"
    assert answered["calf"] == ""


@pytest.mark.parametrize("scripts", [True, False])
def test_every_kind_of_question_with_and_without_scripts(
    window: Window, believable: Person, scripts: bool
) -> None:
    page = window(believable, java_script_enabled=scripts)
    page.goto("/dashboard/?weeks=2")
    back = unfold(page, "back_muscles")
    back.get_by_label("Where was it?").select_option(label="Calf")
    back.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").get_by_text("Saved in 1 entry.")).to_be_visible()
    expect(back).to_be_visible()
    jerk = unfold(page, "jerk_woke_me")
    jerk.get_by_role("button", name="Twitch", exact=True).click()
    expect(page.get_by_text("Saved as a twitch.")).to_be_visible()
    unfold(page, "jerk_woke_me").get_by_role("button", name="Awake, so it did not wake me").click()
    expect(page.get_by_text("Were you asleep or awake?")).to_have_count(0)
    unfold(page, "too_many").get_by_role("button", name="Not sure").click()
    expect(page.locator("#too_many").get_by_text("You answered “not sure” on")).to_be_visible()
    assert page.url.split("#")[0].endswith("/dashboard/?weeks=2")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_decision_with_a_note(window: Window, believable: Person, scripts: bool) -> None:
    page = window(believable, java_script_enabled=scripts)
    page.goto("/dashboard/")
    back = unfold(page, "back_muscles")
    back.get_by_label("A note for the appointment").fill("Left of the spine")
    back.get_by_role("button", name="Raise it at the appointment").click()
    expect(back.locator(".decided")).to_contain_text("Raise it at the appointment")
    expect(back.locator(".note")).to_have_text("Left of the spine")


def test_what_is_refused_is_said_on_the_card(site: Site, window: Window, somebody: Person) -> None:
    site.episode(somebody, movement="twitch", side="left")
    page = window(somebody, java_script_enabled=False)
    page.goto("/dashboard/")
    back = unfold(page, "back_muscles")
    back.get_by_label("Where was it?").select_option(label="Tongue")
    back.get_by_role("button", name="Save", exact=True).click()
    assert "lies in the middle of the body" in card(page, "back_muscles")
