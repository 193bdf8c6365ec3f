"""Every page, and what it says when something is wrong: axe finds nothing in either theme, and
nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern
from playwright.sync_api import Browser, Page, expect

from journal.urls import urlpatterns
from tests.browser.axe import faults
from tests.browser.conftest import NARROW, Windows
from tests.browser.looked_at import look
from tests.browser.site import Person, Site

# By URL name; {entry} is an entry of a person with a diary of twelve weeks.
PAGES = {
    "dashboard": ["/dashboard/", "/dashboard/?weeks=12", "/dashboard/?weeks=all"],
    "log": ["/log/"],
    "diary": ["/episodes/", "/episodes/?quiet=1", "/episodes/?q=coffee"],
    "edit": ["/episodes/{entry}/"],
    "trash": ["/trash/"],
    "nights": ["/nights/"],
    "patterns": ["/patterns/"],
    "morning": ["/morning/"],
    "sleep": ["/sleep/"],
    "appointment": ["/appointment/"],
    "background": [
        f"/appointment/{kind}/" for kind in ("medicines", "tests", "beginnings", "statements")
    ],
    "report": ["/report/", "/report/?period=all"],
    "portal_text": ["/report/text/"],
    "blank_sheet": ["/sheet/"],
    "typed_sheet": ["/sheet/type/"],
    "share": ["/share/"],
    "partner": ["/partner/"],
    "frozen_reports": ["/report/frozen/"],
    "article": ["/article/"],
    "checklist": ["/checklist/"],
    "constant": ["/nights/constant/"],
    "help": ["/help/"],
    "more": ["/more/"],
    "settings": ["/settings/"],
    "delete_account": ["/settings/delete-account/"],
    "import_diary": ["/import/"],
    "device_sleep": ["/import/device-sleep/"],
    "earlier_imports": ["/import/earlier/"],
    "export_page": ["/export/"],
    "tokens": ["/settings/tokens/"],
    "sign_ins": ["/settings/sign-ins/"],
    "security_log": ["/settings/security-log/"],
    "api_docs": ["/api/docs"],
    "pad": ["/pad/"],
    "phone": ["/pad/phone/"],
    "phone_setup": ["/phone-setup/"],
    "offline": ["/offline/"],
}
# For visitors: tests/browser/test_accounts.py.
FOR_VISITORS = {"welcome"}
# Answers to a form, files and what programs ask for: no page of their own.
NO_PAGES = {
    *(
        "demo",
        "robots",
        "favicon",
        "touch_icon",
        "pad_map",
        "sw",
        "day_sw",
        "reach",
        "manifest",
        "first_run",
        "delete",
        "restore",
        "answer",
        "put_back",
    ),
    *(
        "afterwards",
        "answer_constant",
        "close_appointment",
        "discard_background",
        "bring_back_background",
        "delete_appointment",
        "ending",
        "import_progress",
        "device_sleep_progress",
        "forget_device_sleep",
        "sleep_source",
        "undo_import",
        "forget_recipe",
        "export_diary",
    ),
    *("decide", "remember", "rest_of_night", "too_many", "time_zone"),
    *(
        "other_things",
        "revoke_token",
        "end_sign_in",
        "end_other_sign_ins",
        "report_pdf",
        "report_fhir",
        "blank_sheet_pdf",
        "freeze",
        "frozen_pdf",
        "delete_frozen",
        "share_revoke",
        "shared_pdf",
    ),
    *(
        "settle_sightings",
        "bring_back_sightings",
        "revoke_partner",
        "partner_worker",
        "partner_session",
        "partner_sightings",
    ),
    "partner_pad",  # in test_partner_pad.py
    # Looked at below, once there is something to look at; "unsaved" in test_unsaved.py.
    "import_sheet",  # tests/browser/test_import_sheet.py
    *("frozen", "shared", "unsaved", "background_row", "earlier_words"),
}


@pytest.fixture(scope="module")
def settled(site: Site) -> Person:
    """Somebody whose diary has a bit of everything."""
    return site.person()


@pytest.fixture(scope="module")
def windows(site: Site, chromium: Browser) -> Iterator[Windows]:
    """For pages that are only looked at: a window is a second's work, and looking changes
    nothing.
    """
    windows = Windows(site, chromium)
    yield windows
    windows.close()


@pytest.fixture(scope="module")
def large_page(windows: Windows, settled: Person) -> Page:
    """A window for all the pages of a diary that has a bit of everything."""
    return windows.open(settled)


@pytest.fixture(scope="module")
def small_page(windows: Windows, site: Site) -> Page:
    """A narrow window for all the pages of an empty diary."""
    return windows.open(site.person(), viewport=NARROW)


@pytest.fixture(scope="module")
def plain_page(windows: Windows, settled: Person) -> Page:
    """A narrow window in which no script runs."""
    return windows.open(settled, java_script_enabled=False, viewport=NARROW)


@pytest.fixture
def _behaved(windows: Windows) -> Iterator[None]:
    """Fails the test if a page in one of the windows that all share misbehaved meanwhile."""
    yield
    assert windows.problems() == []


@pytest.fixture(scope="module")
def entry(site: Site, settled: Person) -> int:
    """One of their entries."""
    key: int = site.do("demo", owner=settled.name)
    return key


def test_every_page_is_looked_at_here_or_said_not_to_be_one() -> None:
    names = {one.name for one in urlpatterns if isinstance(one, URLPattern) and one.name}
    assert names == set(PAGES) | FOR_VISITORS | NO_PAGES


@pytest.mark.usefixtures("_behaved")
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_cut_off(large_page: Page, entry: int, name: str) -> None:
    page, wrong = large_page, []
    for address in PAGES[name]:
        answer = page.goto(address.format(entry=entry))
        assert answer
        assert answer.status == 200
        wrong += look(page)
    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("_behaved")
@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"pad", "edit"}])
def test_an_empty_diary_has_sound_pages_too(small_page: Page, name: str) -> None:
    small_page.goto(PAGES[name][0])
    assert small_page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert faults(small_page) == []


@pytest.mark.usefixtures("_behaved")
@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_what_it_is_without_scripts(
    plain_page: Page, entry: int, name: str
) -> None:
    answer = plain_page.goto(PAGES[name][0].format(entry=entry))
    assert answer
    assert answer.status == 200
    expect(plain_page.locator("h1").first).to_be_attached()
    assert plain_page.title()
    assert plain_page.locator("html[lang=en]").count() == 1
