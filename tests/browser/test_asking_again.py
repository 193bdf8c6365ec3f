"""Asked once more who one is, with scripts and without: what was typed comes back, and is sent by a
touch.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.site import PASSWORD, Person, Site


def show_again(page: Page) -> None:
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_token_and_the_diary_as_a_file(
    site: Site, window: Window, somebody: Person, scripts: bool
) -> None:
    site.episode(somebody)
    site.do("come_back", session=somebody.session)
    page = window(somebody, java_script_enabled=scripts)
    page.goto("/settings/tokens/")
    page.get_by_label("What is it for?").fill("button on my watch")
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_text("Nothing was done yet")).to_be_visible()
    show_again(page)
    expect(page.get_by_text("button on my watch")).to_be_visible()
    page.get_by_role("button", name="Save now").click()
    expect(page.locator(".made .token")).to_be_visible()
    site.do("come_back", session=somebody.session)
    page.goto("/export/")
    page.get_by_role("link", name="Download CSV of episodes").click()
    show_again(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV of episodes").click()
    assert download.value.suggested_filename.endswith(".csv")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_signed_out_on_another_device(
    site: Site, window: Window, somebody: Person, scripts: bool
) -> None:
    here, there = window(somebody, java_script_enabled=scripts), window()
    there.goto("/account/login/")
    there.get_by_label("User name or e-mail").fill(somebody.name)
    there.get_by_label("Password").fill(PASSWORD)
    there.get_by_role("button", name="Sign in", exact=True).click()
    expect(there).to_have_url(f"{site.url}/dashboard/")
    here.goto("/more/")
    here.get_by_role("link", name="Where you are signed in").click()
    here.get_by_role("button", name="Sign out there").click()
    expect(here.get_by_text("Signed out there.")).to_be_visible()
    there.goto("/dashboard/")
    expect(there.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    here.get_by_role("link", name="What happened to your account").click()
    expect(here.get_by_text("Signed out in another place")).to_be_visible()
