"""The form of an episode under a finger, by keyboard and without scripts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, PHONE, Window
from tests.browser.night import diary
from tests.browser.site import Person, Site

ZONES = [(PHONE, "light"), (NARROW, "dark")]


def chip(page: Page, question: str, text: str) -> Locator:
    """A chip by the question above it and its lay word."""
    return page.locator(f"#div_id_{question} .chip", has_text=text).first


def zone(page: Page, name: str) -> Locator:
    """A zone of the body map by its name."""
    return page.get_by_role("radio", name=name, exact=True).and_(page.locator(".zone"))


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/episodes/?quiet=1")


def only(site: Site, person: Person) -> dict[str, Any]:
    [entry] = diary(site, person)
    return entry


def test_three_touches_log_an_episode_and_one_takes_it_back(their_page: Page, site: Site, somebody: Person) -> None:
    their_page.goto("/log/")
    chip(their_page, "movement", "Twitch").click()
    zone(their_page, "Calf, left").click()
    save(their_page)
    entry = only(site, somebody)
    assert (entry["movement"], entry["muscle"], entry["side"], entry["source"]) == ("twitch", "calf", "left", "form")
    assert abs(datetime.fromisoformat(entry["happened_at"]) - datetime.now(UTC)) < timedelta(seconds=20)
    expect(their_page.get_by_role("link", name="Twitch · Calf, left")).to_be_visible()
    their_page.get_by_role("button", name="Undo").first.click()
    expect(their_page.get_by_text("Moved to the trash.")).to_be_visible()
    expect(their_page.get_by_role("link", name="Twitch · Calf, left")).to_have_count(0)
    their_page.get_by_role("button", name="Undo").first.click()
    expect(their_page.get_by_role("link", name="Twitch · Calf, left")).to_be_visible()


@pytest.mark.parametrize(("viewport", "theme"), ZONES)
def test_what_is_needed_lies_on_the_first_screen(window: Window, site: Site, viewport: Any, theme: str) -> None:
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


def test_the_map_sets_place_and_side_and_offers_finer_places(their_page: Page, site: Site, somebody: Person) -> None:
    their_page.goto("/log/")
    expect(their_page.locator(".ask-called-back")).to_be_hidden()
    zone(their_page, "Shoulder blade, right").click()
    expect(their_page.locator(".chosen-place")).to_have_text("On the shoulder blade, right")
    expect(their_page.locator(".ask-called-back")).to_be_visible()
    their_page.get_by_role("button", name="Back of the armpit").click()
    expect(their_page.locator(".chosen-place")).to_have_text("Back of the armpit, right")
    chip(their_page, "called_back", "Yes").click()
    chip(their_page, "movement", "Jerk").click()
    save(their_page)
    entry = only(site, somebody)
    assert (entry["muscle"], entry["side"], entry["called_back"]) == ("teres", "right", "yes")


def test_a_place_in_the_middle_has_no_side(their_page: Page, site: Site, somebody: Person) -> None:
    their_page.goto("/log/")
    zone(their_page, "Calf, left").click()
    zone(their_page, "Face").click()
    their_page.get_by_role("button", name="Tongue").click()
    expect(their_page.locator(".ask-side")).to_be_hidden()
    chip(their_page, "movement", "Not sure").click()
    save(their_page)
    assert (only(site, somebody)["muscle"], only(site, somebody)["side"]) == ("tongue", "")


def test_the_map_by_keyboard(their_page: Page) -> None:
    their_page.goto("/log/")
    zone(their_page, "Face").focus()
    their_page.keyboard.press("ArrowDown")
    expect(their_page.locator(".chosen-place")).not_to_have_text("Touch the place, or find it by name below.")
    focused = their_page.locator(".zone:focus")
    expect(focused).to_have_attribute("aria-checked", "true")
    assert their_page.locator(".zone[tabindex='0']").count() == 2  # one stop a figure


def test_a_place_by_name_however_it_is_written(their_page: Page) -> None:
    their_page.goto("/log/")
    box = their_page.get_by_label("Find a place by name")
    for typed in ("MASSETER", "mássétér", "masse\u0301ter", "ｍasseter", "masseter\u200e"):
        box.fill(typed)
        expect(chip(their_page, "muscle", "Jaw")).to_be_visible()
    for typed in ("chİn", "chın", "CHI\u0307N"):
        box.fill(typed)
        expect(chip(their_page, "muscle", "Chin")).to_be_visible()


def test_a_place_by_name(their_page: Page, site: Site, somebody: Person) -> None:
    their_page.goto("/log/")
    box = their_page.get_by_label("Find a place by name")
    box.fill("masseter")
    box.press("Enter")
    assert their_page.url.endswith("/log/")
    chip(their_page, "muscle", "Jaw").click()
    box.fill("zzz")
    expect(their_page.get_by_text("No place of that name.")).to_be_visible()
    box.fill("")
    chip(their_page, "side", "Both").click()
    expect(their_page.locator(".chosen-place")).to_have_text("Jaw, chewing muscle, both")
    chip(their_page, "movement", "Cramp").click()
    save(their_page)
    assert (only(site, somebody)["muscle"], only(site, somebody)["side"]) == ("jaw", "both")


def test_the_time_follows_the_chips_and_a_typed_time_wins(their_page: Page, site: Site, somebody: Person) -> None:
    their_page.goto("/log/")
    at = their_page.locator("#id_at")
    now = datetime.fromisoformat(at.input_value())
    chip(their_page, "ago", "15 min ago").click()
    assert now - datetime.fromisoformat(at.input_value()) == timedelta(minutes=15)
    chip(their_page, "ago", "Last night").click()
    assert at.input_value().endswith("T03:00")
    at.fill("2026-01-05T23:40")
    expect(their_page.locator("input[name=ago][value=at]")).to_be_checked()
    chip(their_page, "movement", "Twitch").click()
    save(their_page)
    assert datetime.fromisoformat(only(site, somebody)["happened_at"]) == datetime(2026, 1, 5, 22, 40, tzinfo=UTC)


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
    assert (only(site, person)["time_zone"], only(site, person)["movement"]) == ("Asia/Tokyo", "cramp")


def test_two_quick_touches_of_save_store_once(their_page: Page, site: Site, somebody: Person) -> None:
    their_page.goto("/log/")
    chip(their_page, "movement", "Twitch").click()
    their_page.get_by_role("button", name="Save").dblclick()
    their_page.wait_for_url("**/episodes/?quiet=1")
    assert only(site, somebody)["movement"] == "twitch"


def test_after_back_a_second_entry_is_a_second_entry(their_page: Page, site: Site, somebody: Person) -> None:
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
    expect(their_page.get_by_text("Taken back.")).to_be_visible()
