"""The form of an episode under a finger, by keyboard and without scripts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, PHONE, Window
from tests.browser.episode_form import chip, only, save, zone
from tests.browser.pad_page import diary
from tests.browser.site import Person, Site

ZONES = [(PHONE, "light"), (NARROW, "dark")]


def test_three_touches_log_an_episode_and_one_takes_it_back(
    their_page: Page, site: Site, somebody: Person
) -> None:
    their_page.goto("/log/")
    chip(their_page, "movement", "Twitch").click()
    zone(their_page, "Calf, left").click()
    save(their_page)
    entry = only(site, somebody)
    assert (entry["movement"], entry["muscle"], entry["side"], entry["source"]) == (
        "twitch",
        "calf",
        "left",
        "form",
    )
    assert abs(datetime.fromisoformat(entry["happened_at"]) - datetime.now(UTC)) < timedelta(
        seconds=20
    )
    expect(their_page.get_by_role("link", name="Twitch · Calf, left")).to_be_visible()
    their_page.get_by_role("button", name="Undo").first.click()
    expect(their_page.get_by_text("Moved to the trash.")).to_be_visible()
    expect(their_page.get_by_role("link", name="Twitch · Calf, left")).to_have_count(0)
    their_page.get_by_role("button", name="Undo").first.click()
    expect(their_page.get_by_role("link", name="Twitch · Calf, left")).to_be_visible()


@pytest.mark.parametrize(("viewport", "theme"), ZONES)
def test_what_is_needed_lies_on_the_first_screen(
    window: Window, site: Site, viewport: Any, theme: str
) -> None:
    person = site.person()
    site.episode(person, muscle="calf", side="left")
    page = window(person, viewport=viewport, color_scheme=theme)
    page.goto("/log/")
    bar = page.locator(".save-bar").bounding_box()
    assert bar
    assert bar["y"] + bar["height"] <= viewport["height"] + 1
    needed = [page.locator("#id_at"), chip(page, "movement", "Not sure")]
    if viewport is PHONE:
        needed.append(chip(page, "muscle", "Calf, left"))
    for part in needed:
        box = part.bounding_box()
        assert box
        assert box["y"] + box["height"] <= bar["y"]


def test_the_time_follows_the_chips_and_a_typed_time_wins(
    their_page: Page, site: Site, somebody: Person
) -> None:
    their_page.goto("/log/")
    at = their_page.locator("#id_at")
    now = datetime.fromisoformat(at.input_value())
    chip(their_page, "ago", "15 min ago").click()
    assert now - datetime.fromisoformat(at.input_value()) == timedelta(minutes=15)
    chip(their_page, "ago", "Last night").click()
    assert not at.input_value()
    at.fill("2026-01-05T23:40")
    expect(their_page.locator("input[name=ago][value=at]")).to_be_checked()
    chip(their_page, "movement", "Twitch").click()
    save(their_page)
    assert datetime.fromisoformat(only(site, somebody)["happened_at"]) == datetime(
        2026, 1, 5, 22, 40, tzinfo=UTC
    )


def test_the_zone_is_the_browsers_for_a_new_entry_only(window: Window, site: Site) -> None:
    person = site.person()
    abroad = window(person, timezone_id="Asia/Tokyo")
    abroad.goto("/log/")
    chip(abroad, "movement", "Twitch").click()
    save(abroad)
    assert only(site, person)["time_zone"] == "Asia/Tokyo"
    home = window(person)
    home.goto("/episodes/")
    home.locator(".entry-what").click()
    chip(home, "movement", "Cramp").click()
    home.get_by_role("button", name="Save").click()
    home.wait_for_url("**/episodes/")
    assert (only(site, person)["time_zone"], only(site, person)["movement"]) == (
        "Asia/Tokyo",
        "cramp",
    )


def test_two_quick_touches_of_save_store_once(
    their_page: Page, site: Site, somebody: Person
) -> None:
    their_page.goto("/log/")
    chip(their_page, "movement", "Twitch").click()
    their_page.get_by_role("button", name="Save").dblclick()
    # The second touch may end the first one's way to the page, which is no fault of it.
    expect(their_page).to_have_url(re.compile(r"/episodes/\?quiet=1$"))
    assert only(site, somebody)["movement"] == "twitch"


def test_after_back_a_second_entry_is_a_second_entry(
    their_page: Page, site: Site, somebody: Person
) -> None:
    their_page.goto("/log/")
    chip(their_page, "movement", "Twitch").click()
    save(their_page)
    their_page.go_back()
    chip(their_page, "movement", "Cramp").click()
    save(their_page)
    assert {entry["movement"] for entry in diary(site, somebody)} == {"twitch", "cramp"}


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(their_page: Page) -> None:
    their_page.goto("/log/")
    zone(their_page, "Calf, left").click()
    their_page.locator(".more summary").click()
    their_page.get_by_label("How many?").fill("none")
    their_page.get_by_label("Note").fill("like rain")
    their_page.get_by_role("button", name="Save").click()
    expect(their_page.get_by_role("alert")).to_contain_text("Not saved yet.")
    expect(their_page.get_by_label("How many?")).to_have_value("none")
    expect(their_page.get_by_label("Note")).to_have_value("like rain")
    expect(their_page.locator(".chosen-place")).to_have_text("Calf, left")


def test_everything_works_without_scripts(window: Window, site: Site) -> None:
    person = site.person()
    page = window(person, java_script_enabled=False)
    page.goto("/log/")
    assert not page.locator(".touch-map").is_visible()
    chip(page, "movement", "Twitch").click()
    page.get_by_text("Choose from a list").click()
    page.locator(".region[data-region=neck] summary").click()
    chip(page, "muscle", "Back of neck").click()
    chip(page, "called_back", "No").click()
    chip(page, "ago", "1 hour ago").click()
    save(page)
    entry = only(site, person)
    assert (entry["muscle"], entry["called_back"]) == ("neck_back", "no")
    page.get_by_role("link", name="Twitch · Back of neck").click()
    page.get_by_text("Left", exact=True).first.click()
    page.get_by_role("button", name="Save").click()
    assert only(site, person)["side"] == "left"
    page.locator(".entry button").click()
    page.get_by_role("link", name="Trash").click()
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_text("Back in your diary.")).to_be_visible()


def test_a_night_without_twitches_takes_one_touch(their_page: Page) -> None:
    their_page.goto("/nights/")
    their_page.get_by_role("button", name="No twitches Last night").click()
    expect(their_page.locator(".week-night").first).to_contain_text("No twitches noticed")
    their_page.goto("/episodes/")
    their_page.get_by_role("button", name="Undo").click()
    expect(their_page.get_by_text("Undone.")).to_be_visible()
