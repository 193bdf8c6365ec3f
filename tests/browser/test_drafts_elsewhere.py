"""Drafts beside other tabs, other devices, other parts of a page, other nights, and browsers that
keep nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import CHROMIUM, SWITCHES, Window
from tests.browser.drafts import BACK, drafts, unfold, visit_page, written
from tests.browser.pad_page import until
from tests.browser.phone import Phone
from tests.browser.site import COOKIES, Person, Site

WORRY = "What worries me"
YESTERDAY = """([id, rev]) => DraftStore.settle(id, rev, (draft) => (
  {...draft, openedNight: "2026-01-05", opened: "of yesterday"}
))"""
ANOTHER_NIGHT = """([id, rev]) => DraftStore.settle(id, rev, (draft) => (
  {...draft, night: "2026-01-05", key: "/morning/ 2026-01-05"}
))"""


def visit(page: Page, site: Site, worry: str) -> None:
    """An appointment that is stored, with that worry, on the page that shows it."""
    visit_page(page)
    page.get_by_label("On which day?").fill("2027-03-01")
    page.get_by_label(WORRY).fill(worry)
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_text("Saved.").wait_for()


def test_two_tabs_with_one_form_keep_what_each_has(their_page: Page) -> None:
    first, second = their_page, their_page.context.new_page()
    for page in (first, second):
        visit_page(page)
    first.get_by_label(WORRY).fill("Of the first tab")
    written(first)
    second.get_by_label(WORRY).fill("Of the second tab")
    written(first, 2)
    for page, text in ((first, "Of the first tab"), (second, "Of the second tab")):
        page.reload()
        page.get_by_text(BACK).wait_for()
        expect(page.get_by_label(WORRY)).to_have_value(text)


def test_a_draft_that_two_tabs_have_taken_up_becomes_two(their_page: Page) -> None:
    first, second = their_page, their_page.context.new_page()
    visit_page(first)
    first.get_by_label(WORRY).fill("Begun")
    written(first)
    second.goto("/appointment/")
    second.get_by_text(BACK).wait_for()
    second.get_by_label(WORRY).fill("Begun, and here")
    until(lambda: [one["text"] for one in drafts(second)] == ["Begun, and here"])
    first.get_by_label(WORRY).fill("Begun, and there")
    until(lambda: {one["text"] for one in drafts(first)} == {"Begun, and here", "Begun, and there"})


def test_a_draft_meets_what_another_device_changed_and_both_are_shown(
    their_page: Page, window: Window, site: Site, somebody: Person
) -> None:
    page, other = their_page, window(somebody)
    visit(page, site, "As it was")
    unfold(page)
    page.get_by_label(WORRY).fill("Typed here")
    written(page)
    visit_page(other)
    other.get_by_label(WORRY).fill("Stored there")
    other.get_by_role("button", name="Save", exact=True).last.click()
    other.get_by_text("Saved.").wait_for()
    page.reload()
    page.get_by_text(BACK).wait_for()
    expect(page.get_by_label(WORRY)).to_have_value("Typed here")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_text("Stored there").first.wait_for()
    expect(page.get_by_text("Typed here").first).to_be_visible()
    assert len(drafts(page)) == 1


def test_notes_survive_the_exchange_of_the_cards_and_a_reload(
    their_page: Page, site: Site, somebody: Person
) -> None:
    site.do("demo", owner=somebody.name)
    page = their_page
    page.goto("/dashboard/?weeks=12")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    notes = page.locator(".decide textarea")
    first, second = (notes.nth(number).get_attribute("name") for number in (0, 1))
    page.locator(f"[name='{first}']").fill("For the first")
    page.locator(f"[name='{second}']").fill("For the second")
    written(page)
    page.locator(".decide", has=page.locator(f"[name='{first}']")).get_by_role(
        "button"
    ).first.click()
    page.get_by_text("Your decision is saved.").wait_for()
    until(lambda: [list(one["fields"]) for one in drafts(page)] == [[second]])
    expect(page.locator(f"[name='{second}']")).to_have_value("For the second")
    page.reload()
    page.get_by_text(BACK).wait_for()
    expect(page.locator(f"[name='{second}']")).to_have_value("For the second")
    page.locator(".decide", has=page.locator(f"[name='{second}']")).get_by_role(
        "button"
    ).first.click()
    page.get_by_text("Your decision is saved.").wait_for()
    written(page, 0)


def test_a_morning_typed_for_one_night_is_not_put_into_another(their_page: Page) -> None:
    page = their_page
    page.goto("/morning/")
    night = page.locator("[name=opened]").first.get_attribute("data-night")
    assert night
    page.get_by_label("A note on the day").fill("Late coffee")
    [draft] = written(page)
    assert draft["night"] == night
    page.evaluate(ANOTHER_NIGHT, [draft["id"], draft["rev"]])
    page.evaluate("sessionStorage.clear()")
    page.goto("/help/")
    page.goto("/morning/")
    page.get_by_text("What you typed here for another night is still on this phone").wait_for()
    expect(page.get_by_label("A note on the day")).to_have_value("")
    page.get_by_role("link", name="On this phone").click()
    row = page.locator("[data-list=drafts] .held-entries > li")
    expect(row).to_contain_text("Mon to Tue, 5–6 Jan")
    expect(row).to_contain_text("Late coffee")
    row.get_by_role("button", name="Save it for that night").click()
    page.get_by_text("Everything on this phone has been sent.").wait_for()


def test_a_note_of_yesterday_leaves_todays_page_about_last_night(
    their_page: Page, site: Site, somebody: Person
) -> None:
    site.do("demo", owner=somebody.name)
    page = their_page
    page.goto("/dashboard/?weeks=12")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    details = page.locator(".decide > details").first
    details.locator("textarea").fill("Typed yesterday")
    [draft] = written(page)
    page.evaluate(YESTERDAY, [draft["id"], draft["rev"]])
    page.goto("/help/")
    page.goto("/dashboard/?weeks=12")
    opened = page.locator("#page-form [name=opened]").first
    page.get_by_text(BACK).wait_for()
    expect(page.locator(".decide textarea").first).to_have_value("Typed yesterday")
    assert opened.input_value() != "of yesterday"


def test_back_and_forward_lose_nothing(their_page: Page) -> None:
    page = their_page
    visit_page(page)
    page.get_by_label(WORRY).fill("On the way back")
    written(page)
    page.get_by_role("link", name="More").click()
    page.get_by_role("heading", name="More").wait_for()
    page.go_back()
    expect(page.get_by_label(WORRY)).to_have_value("On the way back")
    page.go_forward()
    page.go_back()
    expect(page.get_by_label(WORRY)).to_have_value("On the way back")


def test_typed_text_survives_the_end_of_the_session(
    their_page: Page, site: Site, somebody: Person
) -> None:
    page = their_page
    visit_page(page)
    page.get_by_label(WORRY).fill("While the session ended")
    written(page)
    page.context.clear_cookies()
    page.goto("/appointment/")
    page.get_by_role("heading", name="Sign in").wait_for()
    assert "While the session ended" not in page.content()
    session = site.do("sign_in", name=somebody.name)
    page.context.add_cookies([{"name": COOKIES.session, "value": session, "url": site.url}])
    page.goto("/appointment/")
    page.get_by_text(BACK).wait_for()
    expect(page.get_by_label(WORRY)).to_have_value("While the session ended")


def test_a_browser_that_keeps_nothing_is_told_of_once_and_the_form_works(their_page: Page) -> None:
    page = their_page
    page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"
    )
    page.goto("/appointment/")
    expect(page.locator(".draft-line")).to_have_count(0)
    page.get_by_label("On which day?").fill("2027-03-01")
    page.get_by_text("This browser keeps nothing for this page").wait_for()
    unfold(page)
    page.get_by_label(WORRY).fill("Saved all the same")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_text("Saved.").wait_for()
    expect(page.get_by_label(WORRY)).to_have_value("Saved all the same")


def test_typed_text_survives_a_browser_that_is_killed(
    playwright: Playwright, tmp_path: Path, site: Site, somebody: Person
) -> None:
    launch: dict[str, Any] = {"executable_path": CHROMIUM, "args": SWITCHES}
    phone = Phone(playwright, tmp_path, site.url, launch)
    phone.sign_in(somebody, site)
    page = phone.page()
    page.goto(f"{site.url}/appointment/")
    unfold(page)
    page.get_by_label(WORRY).fill("Before the battery went")
    written(page)
    phone.kill()
    phone.sign_in(somebody, site)  # a browser writes down its cookies more seldom
    page = phone.page()
    page.goto(f"{site.url}/appointment/")
    page.get_by_text(BACK).wait_for()
    expect(page.get_by_label(WORRY)).to_have_value("Before the battery went")
    phone.close()
