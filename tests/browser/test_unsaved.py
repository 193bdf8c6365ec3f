"""A session that ends while something is typed, in a real browser, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import NARROW, Window
from tests.browser.drafts import visit_page
from tests.browser.looked_at import look
from tests.browser.pad_page import signed_in
from tests.browser.site import PASSWORD, Person, Site

DAY = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()


@pytest.fixture
def ada(site: Site) -> Person:
    return site.person()


@pytest.fixture
def refused_page(site: Site, chromium: Browser, ada: Person) -> Iterator[Page]:
    """A page of Ada's in a window where refusals are expected."""
    with chromium.new_context(base_url=site.url, viewport={"width": 390, "height": 844}) as context:
        signed_in(context, ada.session, site.url)
        yield context.new_page()


def sign_in(page: Page, name: str) -> None:
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_without_scripts_what_was_typed_is_there_again(
    site: Site, window: Window, ada: Person
) -> None:
    page = window(ada, java_script_enabled=False)
    visit_page(page, "questions")
    page.get_by_label("On which day?").fill(DAY)
    page.get_by_label("My questions").fill("one\ntwo “three”")
    site.do("sign_out", key=ada.session)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("What you typed is taken along")).to_be_visible()
    sign_in(page, ada.name)
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    expect(page.get_by_text("two “three”")).to_be_visible()
    page.get_by_role("button", name="Save now").click()
    expect(page.get_by_label("My questions")).to_have_value("one\ntwo “three”")


def test_its_pages_are_good_to_read(site: Site, window: Window, ada: Person) -> None:
    page = window(ada, viewport=NARROW)
    visit_page(page, "questions")
    page.locator("[name=on_date]").fill(DAY)
    page.locator("[name=questions]").fill("A long word: " + "twitch" * 60)
    site.do("sign_out", key=ada.session)
    page.locator("form[action='/appointment/'] [name=save]").first.click()
    expect(page.get_by_text("What you typed is taken along")).to_be_visible()
    assert look(page) == []
    sign_in(page, ada.name)
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    assert look(page) == []


def test_a_cards_answer_leads_the_whole_page_to_signing_in(
    site: Site, refused_page: Page, ada: Person
) -> None:
    page = refused_page
    site.episode(ada)
    page.goto("/dashboard/")
    page.locator("#too_many-title").click()
    chip = page.locator("[formaction^='/too-many/']").first
    answer = chip.inner_text()
    site.do("sign_out", key=ada.session)
    chip.click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    sign_in(page, ada.name)
    expect(page.get_by_text(answer, exact=True)).to_be_visible()
    page.get_by_role("button", name="Save now").click()
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (413, "takes no file of this size"),
        (504, "gave no answer in time"),
        (200, "in place of Twitchlog"),
    ],
)
def test_an_upload_that_something_else_answers_is_said_as_that(
    refused_page: Page, status: int, words: str
) -> None:
    page = refused_page
    page.goto("/import/")

    def foreign(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=status, content_type="text/html", body="<h1>nginx</h1>")
        else:
            route.continue_()

    page.route("**/import/", foreign)
    page.set_input_files(
        "input[type=file]", {"name": "d.csv", "mimeType": "text/csv", "buffer": b"happened_at\n"}
    )
    page.locator("[data-slow] button[type=submit], [data-slow] [type=submit]").first.click()
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_text("The connection was lost")).to_have_count(0)
