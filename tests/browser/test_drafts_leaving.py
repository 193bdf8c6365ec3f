"""Signing out while something lies on the phone that is not in the diary: the person says what
becomes of it.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.drafts import BACK, drafts, visit_page, written
from tests.browser.pad_page import Pad
from tests.browser.site import PASSWORD, Person, Site

WORRY = "What worries me"
OUT = "Sign out on this device"


def typed(page: Page) -> None:
    visit_page(page)
    page.get_by_label(WORRY).fill("The left calf")
    written(page)
    page.goto("/more/")


def sign_in(page: Page, person: Person) -> None:
    page.goto("/account/login/")
    page.get_by_label("User name or e-mail").fill(person.name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("banner").get_by_role("link", name="More").wait_for()


def test_with_nothing_on_the_phone_nothing_is_asked(their_page: Page) -> None:
    their_page.goto("/more/")
    their_page.get_by_role("button", name=OUT).click()
    their_page.wait_for_url("**:*/")


def test_kept_it_waits_until_the_same_account_signs_in_again(
    their_page: Page, site: Site, somebody: Person
) -> None:
    page = their_page
    typed(page)
    page.get_by_role("button", name=OUT).click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("Your appointment, ")
    question.get_by_role("button", name="Keep it here and sign out").click()
    page.wait_for_url("**:*/")
    sign_in(page, site.person())
    page.goto("/appointment/")
    expect(page.get_by_label(WORRY)).to_have_value("")
    page.context.clear_cookies()
    sign_in(page, somebody)
    page.goto("/appointment/")
    page.get_by_text(BACK).wait_for()
    expect(page.get_by_label(WORRY)).to_have_value("The left calf")


def test_thrown_away_it_is_gone_with_the_touches_that_were_not_sent(
    their_page: Page, site: Site, somebody: Person
) -> None:
    page = their_page
    pad = Pad(page, site.url).open()
    pad.account_is_known()
    pad.touch("Calf")
    pad.says("saved")
    typed(page)
    page.goto("/settings/")
    page.get_by_label("Dark").check()
    written(page, 2)
    page.goto("/more/")
    page.get_by_role("button", name=OUT).click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("Entries of the night pad: 1")
    question.get_by_role("button", name="Throw it away and sign out").click()
    page.wait_for_url("**:*/")
    sign_in(page, somebody)
    written(page, 0)
    assert pad.open().entries() == []


def test_whoever_stays_signed_in_loses_nothing(their_page: Page) -> None:
    page = their_page
    typed(page)
    page.get_by_role("button", name=OUT).click()
    page.get_by_role("dialog").get_by_role("button", name="Stay signed in").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert len(drafts(page)) == 1
    page.get_by_role("button", name=OUT).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.url.endswith("/more/")
