"""What was typed into a form survives until the server has stored that very form."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.drafts import BACK, drafts, unfold, visit_page, written
from tests.browser.episode_form import zone
from tests.browser.pad_page import diary
from tests.browser.site import COOKIES, Person, Site

WORRY = "What worries me"


def test_typed_text_survives_a_reload_and_is_said_to_be_unsaved(their_page: Page) -> None:
    page = their_page
    visit_page(page)
    page.get_by_label(WORRY).fill("The left calf.\nAt night.")
    written(page)
    page.reload()
    page.get_by_text(BACK).wait_for()
    expect(page.get_by_label(WORRY)).to_have_value("The left calf.\nAt night.")


def test_text_typed_just_before_the_page_is_left_survives_too(their_page: Page) -> None:
    page = their_page
    visit_page(page)
    page.get_by_label(WORRY).fill("No time to write it down")
    page.goto("/help/")
    page.goto("/appointment/")
    page.get_by_text(BACK).wait_for()
    expect(page.get_by_label(WORRY)).to_have_value("No time to write it down")


def test_a_draft_ends_when_the_server_has_stored_that_form(their_page: Page) -> None:
    page = their_page
    page.goto("/settings/")
    page.get_by_label("Dark").check()
    written(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    written(page, 0)
    page.reload()
    expect(page.get_by_text(BACK)).to_have_count(0)


def test_a_refused_form_keeps_its_draft(their_page: Page) -> None:
    page = their_page
    visit_page(page, "questions")
    page.get_by_label("On which day?").fill("2026-12-24")
    page.get_by_label("My questions").fill("\n".join(f"Question {number}?" for number in range(9)))
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_text("Not saved yet.").wait_for()
    [draft] = written(page)
    page.goto("/help/")
    page.goto("/appointment/")
    page.get_by_text(BACK).wait_for()
    expect(page.get_by_label("My questions")).to_have_value(draft["fields"]["questions"][0])
    page.get_by_label("My questions").fill("One question?")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_text("Saved.").wait_for()
    written(page, 0)
    expect(page.get_by_label("My questions")).to_have_value("One question?")


def test_what_is_typed_back_to_what_the_page_showed_is_no_draft(their_page: Page) -> None:
    page = their_page
    visit_page(page)
    page.get_by_label(WORRY).fill("Nothing")
    written(page)
    page.get_by_label(WORRY).fill("")
    written(page, 0)


def test_thrown_away_it_is_gone_and_comes_back_by_undo(their_page: Page) -> None:
    page = their_page
    visit_page(page)
    page.get_by_label(WORRY).fill("The left calf")
    written(page)
    page.reload()
    page.get_by_role("button", name="Throw it away").click()
    page.get_by_text("Thrown away.").wait_for()
    expect(page.get_by_label(WORRY)).to_have_value("")
    written(page, 0)
    page.get_by_role("button", name="Undo").click()
    page.get_by_text(BACK).wait_for()
    expect(page.get_by_label(WORRY)).to_have_value("The left calf")
    written(page)


def test_the_entry_under_way_comes_back_with_its_place_and_its_time(
    their_page: Page, site: Site, somebody: Person
) -> None:
    page = their_page
    page.goto("/log/")
    page.locator(".ask-movement .chip").filter(has_text="Twitch").click()
    zone(page, "Calf, left").click()
    opened, at = (page.locator(f"[name={name}]").input_value() for name in ("opened_at", "at"))
    [draft] = written(page)
    page.reload()
    page.get_by_text(BACK).wait_for()
    assert page.locator("[name=opened_at]").input_value() == opened
    assert page.locator("[name=at]").input_value() == at
    assert page.locator("[name=client_id]").input_value() == draft["fields"]["client_id"][0]
    expect(page.locator(".chosen-place")).to_contain_text("Calf")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    [entry] = diary(site, somebody)
    assert (entry["movement"], entry["muscle"]) == ("twitch", "calf")
    written(page, 0)
    page.goto("/log/")
    expect(page.locator(".chosen-place")).not_to_contain_text("Calf")


def test_nothing_of_one_account_is_shown_to_another(
    their_page: Page, window: Window, site: Site
) -> None:
    page = their_page
    visit_page(page)
    page.get_by_label(WORRY).fill("Mine alone")
    [mine] = written(page)
    other = site.person()
    page.context.clear_cookies()
    page.context.add_cookies([{"name": COOKIES.session, "value": other.session, "url": site.url}])
    page.goto("/appointment/")
    expect(page.get_by_label(WORRY)).to_have_value("")
    unfold(page)
    page.get_by_label(WORRY).fill("Of the other one")
    written(page, 2)
    page.reload()
    expect(page.get_by_label(WORRY)).to_have_value("Of the other one")
    assert len({draft["account"] for draft in drafts(page)}) == 2
    assert mine["account"] in {draft["account"] for draft in drafts(page)}
