"""Every page, and what it says when something is wrong: axe finds nothing in either theme, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern
from playwright.sync_api import Browser, Page, expect

from journal.urls import urlpatterns
from tests.browser.axe import faults, faults_in_both_themes
from tests.browser.conftest import LAPTOP, NARROW, Window, Windows
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
    "appointment": ["/appointment/"],
    "report": ["/report/", "/report/?period=all"],
    "share": ["/share/"],
    "frozen_reports": ["/report/frozen/"],
    "article": ["/article/"],
    "help": ["/help/"],
    "settings": ["/settings/"],
    "delete_account": ["/settings/delete-account/"],
    "import_diary": ["/import/"],
    "export_page": ["/export/"],
    "tokens": ["/settings/tokens/"],
    "api_docs": ["/api/docs"],
    "pad": ["/pad/"],
    "phone": ["/pad/phone/"],
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
        "delete",
        "restore",
        "answer",
        "put_back",
    ),
    *("afterwards", "close_appointment", "delete_appointment", "ending", "import_progress", "export_diary"),
    *("decide", "remember", "rest_of_night", "too_many", "time_zone"),
    *(
        "other_things",
        "revoke_token",
        "report_pdf",
        "report_fhir",
        "freeze",
        "frozen_pdf",
        "delete_frozen",
        "share_revoke",
        "shared_pdf",
    ),
    # Looked at below, once there is something to look at; "unsaved" in test_unsaved.py.
    *("frozen", "shared", "unsaved"),
}


@pytest.fixture(scope="module")
def settled(site: Site) -> Person:
    """Somebody whose diary has a bit of everything."""
    return site.person()


@pytest.fixture(scope="module")
def windows(site: Site, chromium: Browser) -> Iterator[Windows]:
    """For pages that are only looked at: a window is a second's work, and looking changes nothing."""
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


def look(page: Page) -> list[str]:
    """What is wrong with the page as it stands: narrow and wide, light and dark."""
    wrong = []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for size, found in ((NARROW, faults), (LAPTOP, faults_in_both_themes)):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            wrong.append(f"{page.url} scrolls sideways at {size['width']}")
        wrong += found(page)
    return wrong


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
def test_every_page_says_what_it_is_without_scripts(plain_page: Page, entry: int, name: str) -> None:
    answer = plain_page.goto(PAGES[name][0].format(entry=entry))
    assert answer
    assert answer.status == 200
    expect(plain_page.locator("h1").first).to_be_attached()
    assert plain_page.title()
    assert plain_page.locator("html[lang=en]").count() == 1


def bad_entry(page: Page, folder: Path) -> None:
    page.goto("/log/")
    page.locator("#div_id_movement .chip", has_text="Twitch").first.click()
    page.locator("#id_at").fill("2999-01-01T00:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This time is in the future.").first).to_be_visible()


def bad_file(page: Page, folder: Path) -> None:
    file = folder / "diary.csv"
    file.write_text("happened_at,time_zone,movement\nsoon,Europe/Berlin,twitch\n", encoding="utf-8")
    page.goto("/import/")
    page.get_by_label("Diary file").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_role("heading", name="Some lines of this file cannot be read")).to_be_visible()


def no_file(page: Page, folder: Path) -> None:
    page.goto("/import/")
    page.locator("form[data-slow]").evaluate("form => { form.noValidate = true }")
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_text("Choose a file first.").first).to_be_visible()


def good_file(page: Page, folder: Path) -> None:
    file = folder / "diary.csv"
    file.write_text("happened_at,time_zone,movement\n2026-01-05T23:40,Europe/Berlin,twitch\n", encoding="utf-8")
    page.goto("/import/")
    page.get_by_label("Diary file").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_role("heading", name="What this file would add")).to_be_visible()


def bad_settings(page: Page, folder: Path) -> None:
    page.goto("/settings/")
    page.locator("main form").first.evaluate("form => { form.noValidate = true }")
    page.get_by_label("Count a night with more twitches").check()
    page.get_by_label("My number of twitches a night").fill("0")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".invalid-feedback, .errorlist, .error, [role=alert]").first).to_be_visible()


def after_deleting(page: Page, folder: Path) -> None:
    page.goto("/episodes/")
    page.locator(".entry button").first.click()
    expect(page.get_by_text("Moved to the trash.")).to_be_visible()


def full_trash(page: Page, folder: Path) -> None:
    after_deleting(page, folder)
    page.goto("/trash/")
    expect(page.get_by_role("button", name="Restore").first).to_be_visible()


def frozen_report(page: Page, folder: Path) -> None:
    page.goto("/report/")
    page.get_by_role("button", name="Freeze").click()
    expect(page.get_by_text("SHA-256 of its content:")).to_be_visible()
    page.get_by_text("Delete this frozen report").click()
    expect(page.get_by_role("button", name="Delete it for good")).to_be_visible()


def deleted_report(page: Page, folder: Path) -> None:
    frozen_report(page, folder)
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_text("You have frozen no report yet.")).to_be_visible()


def made_link(page: Page, folder: Path) -> None:
    page.goto("/share/")
    page.get_by_label("For whom").fill("Dr Meyer")
    page.get_by_label("Passphrase").fill("quiet calves")
    page.get_by_role("button", name="Freeze the report and make a link").click()
    expect(page.get_by_role("heading", name="Your link", exact=True)).to_be_visible()


def bad_link(page: Page, folder: Path) -> None:
    page.goto("/share/")
    page.get_by_label("Works until the end of").fill("2020-01-01")
    page.get_by_role("button", name="Freeze the report and make a link").click()
    expect(page.get_by_text("Choose a day from today to three months from now.")).to_be_visible()


def wrong_passphrase(page: Page, folder: Path) -> None:
    made_link(page, folder)
    page.goto(page.get_by_label("Copy it now.").input_value())
    page.get_by_label("Passphrase").fill("loud calves")
    page.get_by_role("button", name="Open the report").click()
    expect(page.get_by_text("This is not the passphrase.")).to_be_visible()


def shared_report(page: Page, folder: Path) -> None:
    wrong_passphrase(page, folder)
    page.get_by_label("Passphrase").fill("quiet calves")
    page.get_by_role("button", name="Open the report").press("Enter")
    expect(page.get_by_text("The report was frozen when the link was made.")).to_be_visible()


def link_that_ended(page: Page, folder: Path) -> None:
    answer = page.goto(f"/s/{'x' * 32}/")
    assert answer
    assert answer.status == 404


def nothing_there(page: Page, folder: Path) -> None:
    answer = page.goto("/episodes/999999999/")
    assert answer
    assert answer.status == 404


STATES: list[Callable[[Page, Path], None]] = [
    bad_entry,
    bad_file,
    no_file,
    good_file,
    bad_settings,
    after_deleting,
    full_trash,
    frozen_report,
    deleted_report,
    made_link,
    bad_link,
    wrong_passphrase,
    shared_report,
    link_that_ended,
    nothing_there,
]


@pytest.mark.parametrize("state", STATES)
def test_what_goes_wrong_is_said_so_that_everybody_can_read_it(
    site: Site, window: Window, tmp_path: Path, state: Callable[[Page, Path], None]
) -> None:
    person = site.person()
    site.do("demo", owner=person.name)
    page = window(person, viewport=NARROW)
    state(page, tmp_path)
    wrong = look(page)
    assert not wrong, "\n".join(wrong)
