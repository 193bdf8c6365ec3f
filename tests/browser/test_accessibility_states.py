"""Every page when something is wrong or was just done: axe finds nothing, nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, Window
from tests.browser.looked_at import look
from tests.browser.site import Site


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
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    expect(
        page.get_by_role("heading", name="Some lines of this file cannot be read")
    ).to_be_visible()


def no_file(page: Page, folder: Path) -> None:
    page.goto("/import/")
    page.locator("form[data-slow]").evaluate("form => { form.noValidate = true }")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("Choose a file first.").first).to_be_visible()


def good_file(page: Page, folder: Path) -> None:
    file = folder / "diary.csv"
    file.write_text(
        "happened_at,time_zone,movement\n2026-01-05T23:40,Europe/Berlin,twitch\n", encoding="utf-8"
    )
    page.goto("/import/")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="What this file would add")).to_be_visible()


def bad_settings(page: Page, folder: Path) -> None:
    page.goto("/settings/")
    page.locator("main form").first.evaluate("form => { form.noValidate = true }")
    page.get_by_label("Count a night with more twitches").check()
    page.get_by_label("My number of twitches a night").fill("0")
    page.get_by_role("button", name="Save").click()
    expect(
        page.locator(".invalid-feedback, .errorlist, .error, [role=alert]").first
    ).to_be_visible()


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


def changed_medicine(page: Page, folder: Path) -> None:
    page.goto("/appointment/medicines/")
    page.get_by_role("link", name="Change").click()
    page.get_by_label("From").fill("in spring")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Write a year, a month or a day")).to_be_visible()


def removed_medicine(page: Page, folder: Path) -> None:
    page.goto("/appointment/medicines/")
    page.get_by_role("link", name="Change").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_text("Removed, kept for thirty days").click()


def words_from_before(page: Page, folder: Path) -> None:
    page.goto("/appointment/")
    page.get_by_text("Delete this appointment").click()
    page.get_by_role("button", name="Delete it for good").click()
    page.get_by_label("On which day?").fill(f"{datetime.now(UTC).date() + timedelta(days=9)}")
    # as a page of the release before sends it
    page.evaluate(
        """() => {
            const box = document.createElement("textarea");
            [box.name, box.value] = ["how_it_began", "After a cold"];
            document.getElementById("page-form").append(box);
        }"""
    )
    page.locator("#part-visit").get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Make a list of it?").click()
    expect(page.get_by_text("After a cold")).to_be_visible()


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
    changed_medicine,
    removed_medicine,
    words_from_before,
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
