"""The front door, sign-in, passkeys, settings and the way out, as a person meets them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import faults_in_both_themes
from tests.browser.conftest import NARROW, Window
from tests.browser.site import PASSWORD, Person, Site, running

FOR_A_VISITOR = [
    "/",
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/nothing-here/",
]
FOR_ONESELF = [
    "/settings/",
    "/settings/delete-account/",
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/email/",
    "/account/password/change/",
    "/account/logout/",
    "/account/reauthenticate/?next=/settings/",
]
BEHIND_THE_PASSWORD = ["/account/2fa/webauthn/add/", "/account/2fa/totp/activate/"]


def sign_in(page: Page, name: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("User name or e-mail").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_the_first_visitor_makes_the_account_and_the_next_cannot(
    tmp_path: Path, static: Path, chromium: Browser
) -> None:
    with running(tmp_path, STATIC_ROOT=str(static)) as new_site:
        context = chromium.new_context(base_url=new_site.url)
        page = context.new_page()
        page.goto("/")
        page.get_by_role("link", name="Make the first account").click()
        page.get_by_label("User name").fill("ada")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Create the account").click()
        page.goto("/more/")
        expect(page.get_by_text("You are signed in as ada.")).to_be_visible()
        page.get_by_role("button", name="Sign out on this device").click()
        expect(page).to_have_url(f"{new_site.url}/")
        expect(page.get_by_role("main").get_by_role("link", name="Sign in")).to_be_visible()
        page.goto("/account/signup/")
        expect(page.get_by_role("heading", name="No new accounts here")).to_be_visible()
        context.close()


def look(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], address
    assert faults_in_both_themes(page) == []


@pytest.mark.parametrize("address", FOR_A_VISITOR)
def test_visitors_pages_fit_a_narrow_phone_and_axe_finds_nothing(
    window: Window, address: str
) -> None:
    look(window(viewport=NARROW), address)


def test_ones_own_pages_fit_a_narrow_phone_and_axe_finds_nothing(
    window: Window, somebody: Person
) -> None:
    page = window(somebody, viewport=NARROW)
    for address in FOR_ONESELF:
        look(page, address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    for address in BEHIND_THE_PASSWORD:
        look(page, address)


def test_settings_offer_this_browsers_zone(window: Window, somebody: Person) -> None:
    page = window(somebody, timezone_id="Pacific/Auckland")
    page.goto("/settings/")
    page.get_by_role("button", name="Use this browser's: Pacific/Auckland").click()
    expect(page.get_by_role("status").get_by_text("Chosen. Save to keep it.")).to_be_visible()
    page.get_by_text("Dark", exact=True).click()
    page.get_by_label("Count a night with more twitches").check()
    page.get_by_label("My number of twitches a night").fill("20")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Time zone")).to_have_value("Pacific/Auckland")
    expect(page.get_by_label("My number of twitches a night")).to_have_value("20")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Use this browser's")).to_be_hidden()


def test_settings_work_without_javascript(window: Window, somebody: Person) -> None:
    page = window(somebody, java_script_enabled=False)
    page.goto("/settings/")
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    page.get_by_label("Show which entries match the article").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
    expect(page.get_by_label("Show which entries match the article")).not_to_be_checked()


def test_the_account_is_deleted_with_everything(
    site: Site, window: Window, somebody: Person
) -> None:
    site.episode(somebody)
    page = window(somebody)
    page.goto("/more/")
    page.get_by_role("link", name="Delete the account").click()
    expect(page.get_by_text("your 1 entry")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Delete everything").click()
    expect(
        page.get_by_text("The account is deleted. What was in it is being erased now")
    ).to_be_visible()
    sign_in(page, somebody.name)
    expect(page.get_by_text("are not correct")).to_be_visible()


def test_a_passkey_is_added_and_opens_the_diary(
    site: Site, window: Window, somebody: Person
) -> None:
    """On localhost, where browsers allow passkeys without HTTPS, with a made-up fingerprint
    reader.
    """
    page = window(somebody, base_url=f"http://localhost:{site.port}")
    reader = page.context.new_cdp_session(page)
    reader.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal"}
    able = (
        "hasResidentKey",
        "hasUserVerification",
        "isUserVerified",
        "automaticPresenceSimulation",
    )
    reader.send(
        "WebAuthn.addVirtualAuthenticator", {"options": {**kind, **dict.fromkeys(able, True)}}
    )

    page.goto("/account/reauthenticate/?next=/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(
        page.get_by_text("From then on signing in asks for the password, and then for a passkey")
    ).to_be_visible()
    expect(page.get_by_text("10 recovery codes are made with it and shown next")).to_be_visible()
    page.get_by_label("Name").fill("my phone")
    page.get_by_label("Sign in with this alone").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.locator(".codes li")).to_have_count(10)
    code = page.locator(".codes li").first.inner_text()
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_role("heading", name="my phone")).to_be_visible()
    page.goto("/more/")
    page.get_by_role("button", name="Sign out on this device").click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()

    page.goto("/account/login/?next=/more/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile("/more/$"))
    expect(page.get_by_text(f"You are signed in as {somebody.name}.")).to_be_visible()

    # At another address of the same server the passkey does not work: a recovery code is the way
    # in.
    elsewhere = window()
    sign_in(elsewhere, somebody.name)
    expect(
        elsewhere.get_by_text("your account asks for a passkey or a recovery code.")
    ).to_be_visible()
    elsewhere.get_by_label("Recovery code").fill(code)
    elsewhere.get_by_role("button", name="Sign in").click()
    expect(elsewhere.get_by_text("You used a recovery code. 9 are left")).to_be_visible()


def test_where_a_passkey_cannot_work_the_page_says_so(page: Page, somebody: Person) -> None:
    """A bare number for an address, as `make run` prints it: browsers know no passkeys there."""
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Sign in with your password instead")
