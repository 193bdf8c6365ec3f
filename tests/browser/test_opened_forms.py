"""Forms that lay open: two windows, touched parts, and what stands in the way of saving, on a
phone.
"""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults_in_both_themes
from tests.browser.conftest import LAPTOP, NARROW, PHONE, Window
from tests.browser.site import Person, Site

LONG = "A long sentence that one writes at night, about what it felt like and how often. " * 4


def keep_picture(page: Page, name: str) -> None:
    """For somebody who looks at it: into the folder that the environment names, if it names one."""
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def in_conflict(
    site: Site, window: Window, somebody: Person, place: str, field: str, **options: object
) -> Page:
    """The page that a second window gets to see after the same field was changed in a first one."""
    first, second = window(somebody), window(somebody, **options)
    for page in (first, second):
        page.goto(place)
    for page, text in ((first, "From the phone. " + LONG), (second, "From the laptop. " + LONG)):
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.locator(f"[name='{field}']").fill(text)
        with page.expect_navigation():
            page.get_by_role("button", name="Save", exact=True).last.click()
    return second


@pytest.mark.parametrize("size", [NARROW, PHONE, LAPTOP], ids=["320", "390", "1280"])
def test_a_conflict_is_seen_first_and_can_be_settled(
    site: Site, window: Window, somebody: Person, size: dict[str, int]
) -> None:
    key = site.episode(somebody, movement="twitch", muscle="calf", side="left")
    page = in_conflict(site, window, somebody, f"/episodes/{key}/", "note", viewport=size)
    expect(page.locator("#conflicts")).to_be_focused()
    expect(page.locator("#conflicts")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    if size is not PHONE:
        assert faults_in_both_themes(page) == []
    keep_picture(page, f"conflict-{size['width']}")
    page.get_by_label("Keep mine").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Changed.")).to_be_visible()
    page.goto(f"/episodes/{key}/")
    expect(page.locator("[name=note]")).to_have_value("From the laptop. " + LONG.strip())


@pytest.mark.parametrize("scripts", [True, False])
def test_a_conflict_about_an_appointment(
    site: Site, window: Window, somebody: Person, scripts: bool
) -> None:
    page = window(somebody)
    page.goto("/appointment/")
    page.get_by_label("On which day?").fill("2026-12-20")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page = in_conflict(
        site, window, somebody, "/appointment/", "changes", java_script_enabled=scripts
    )
    expect(page.locator("#conflicts")).to_be_focused()
    keep_picture(page, f"conflict-appointment-{scripts}")
    page.get_by_label("Keep what was saved meanwhile").check()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_label("What changed lately")).to_have_value(
        "From the phone. " + LONG.strip()
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_typed_in_the_morning_stays_when_a_question_is_answered(
    site: Site, window: Window, somebody: Person, scripts: bool
) -> None:
    site.episode(somebody, movement="jerk", muscle="calf")
    site.episode(somebody, movement="twitch")
    page = window(somebody, java_script_enabled=scripts)
    page.goto("/morning/")
    page.get_by_label("To bed").fill("23:10")
    page.get_by_label("A note on the day").fill("A long day")
    page.get_by_role("button", name="Yes, I was asleep").first.click()
    expect(page.get_by_role("status").get_by_text("Saved in 1 entry.")).to_be_visible()
    expect(page.get_by_label("To bed")).to_have_value("23:10")
    expect(page.get_by_label("A note on the day")).to_have_value("A long day")
    page.get_by_role("button", name="In the night").click()
    expect(page.get_by_label("A note on the day")).to_have_value("A long day")
    keep_picture(page, f"morning-{scripts}")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("A note on the day")).to_have_value("A long day")
    page.get_by_label("A note on the day").press("Enter")
    expect(page.get_by_role("status").get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("To bed")).to_have_value("23:10")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("place", ["/dashboard/", "/patterns/"])
def test_a_note_on_another_pattern_stays(
    site: Site, window: Window, somebody: Person, place: str, scripts: bool
) -> None:
    for side in ("left", "right"):
        site.episode(somebody, nights_ago=2, movement="twitch", muscle="lower_back", side=side)
    page = window(somebody, java_script_enabled=scripts)
    page.goto(f"{place}#back_muscles")  # on the dashboard the browser opens what this names
    # The dashboard puts first what waits to be decided, so each is found by its words.
    left, right = (
        page.locator(".pattern", has=page.get_by_role("heading", name=side))
        for side in ("left", "right")
    )
    left.get_by_label("A note for the appointment").fill("About one side")
    right.get_by_label("A note for the appointment").fill("About the other side")
    left.get_by_role("button", name="Raise it at the appointment").click()
    expect(left.locator(".note")).to_have_text("About one side")
    expect(right.get_by_label("A note for the appointment")).to_have_value("About the other side")
    expect(left).to_be_in_viewport()
    keep_picture(page, f"note-{place.strip('/')}-{scripts}")


def test_an_error_below_the_fold_is_looked_at_first(window: Window, somebody: Person) -> None:
    page = window(somebody)
    page.goto("/morning/")
    page.get_by_label("A note on the day").fill("x" * 501)
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator(".not-saved")).to_be_focused()
    expect(page.locator(".not-saved")).to_be_in_viewport()
    page.locator(".not-saved").get_by_role("link", name="A note on the day").click()
    expect(page.get_by_label("A note on the day")).to_be_in_viewport()
    keep_picture(page, "error-morning")


def test_a_note_in_dispute_is_beside_its_pattern(
    site: Site, window: Window, somebody: Person
) -> None:
    site.episode(somebody, nights_ago=2, movement="twitch", muscle="lower_back", side="left")
    first, second = window(somebody), window(somebody, viewport=NARROW)
    for page in (first, second):
        page.goto("/patterns/")
    for page, note, decision in (
        (first, "From the phone", "Raise it at the appointment"),
        (second, "From the laptop", "Not sure yet"),
    ):
        page.get_by_label("A note for the appointment").fill(note)
        with page.expect_navigation():
            page.locator(".pattern").get_by_role("button", name=decision).click()
    expect(second.get_by_role("status")).to_contain_text("Meanwhile something else was decided")
    expect(second.get_by_role("group", name="A note for the appointment")).to_contain_text(
        "From the phone"
    )
    expect(second.get_by_label("A note for the appointment").last).to_have_value("From the laptop")
    assert second.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert faults_in_both_themes(second) == []
    keep_picture(second, "dispute")
