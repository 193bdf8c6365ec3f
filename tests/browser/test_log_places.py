"""The form's places: on the map, by keyboard and by name."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, NARROW, PHONE, Window
from tests.browser.episode_form import chip, only, save, zone
from tests.browser.site import Person, Site


def test_the_map_sets_place_and_side_and_offers_finer_places(
    their_page: Page, site: Site, somebody: Person
) -> None:
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
    expect(their_page.locator(".chosen-place")).not_to_have_text(
        "Touch the place, or find it by name below."
    )
    focused = their_page.locator(".zone:focus")
    expect(focused).to_have_attribute("aria-checked", "true")
    assert their_page.locator(".zone[tabindex='0']").count() == 2  # one stop a figure


@pytest.mark.parametrize("size", [NARROW, PHONE, LAPTOP], ids=["narrow", "phone", "laptop"])
def test_each_zone_is_large_enough_for_a_finger(
    window: Window, somebody: Person, size: dict[str, int]
) -> None:
    page = window(somebody, viewport=size)
    page.goto("/log/")
    turns = page.locator(".views button:visible")
    seen = []
    for turn in turns.all() or [page.locator("h1")]:
        turn.click()
        boxes = [one.bounding_box() for one in page.locator(".figures .zone:visible").all()]
        seen += [min(box["width"], box["height"]) for box in boxes if box]
    assert len(seen) == page.locator(".figures .zone").count()
    assert min(seen) >= 24  # px, WCAG 2.5.8


def test_a_place_chosen_by_name_is_seen_on_the_map(window: Window, somebody: Person) -> None:
    page = window(somebody, viewport=NARROW)
    page.goto("/log/")
    calf = page.locator(".zone[aria-label='Calf, left']")
    expect(calf).to_be_hidden()
    page.get_by_label("Find a place by name").fill("calf")
    chip(page, "muscle", "Calf").click()
    expect(calf).to_be_visible()
    expect(page.get_by_role("button", name="Back", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


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
