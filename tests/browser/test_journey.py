"""A whole story in one go, with scripts and without: from the first visit to taking the diary
along.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Window
from tests.browser.site import PASSWORD, Site

ELSEWHERE = """happened_at,time_zone,movement,muscle,side,woke,note
2026-01-05T23:40,Europe/Berlin,twitch,calf,left,no,kept elsewhere
2026-01-06T04:10,Europe/Berlin,jerk,whole_body,,dropping_off,
2026-01-07,,none,,,,
"""


def make_the_first_account(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Make the first account").click()
    page.get_by_label("User name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def log_a_jerk(page: Page) -> None:
    page.get_by_role("banner").get_by_role("link", name="Log", exact=True).click()
    page.locator("#div_id_movement .chip", has_text="Jerk").click()
    page.locator("#div_id_ago .chip", has_text="15 min ago").click()
    page.get_by_text("More: how many").click()
    page.get_by_label("Note").fill("woke the cat")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/episodes/**")
    expect(page.get_by_text("woke the cat")).to_be_visible()


def change_it(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Jerk")).click()
    page.get_by_text("More: how many").click()
    page.get_by_label("Note").fill("woke me and the cat")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/episodes/**")
    expect(page.get_by_text("woke me and the cat")).to_be_visible()


def delete_it_and_think_again(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Delete")).click()
    expect(page.get_by_text("Moved to the trash.")).to_be_visible()
    expect(page.get_by_text("woke me and the cat")).to_have_count(0)
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("woke me and the cat")).to_be_visible()


def answer_the_open_question(page: Page) -> None:
    page.get_by_role("banner").get_by_role("link", name="Today").click()
    point = page.get_by_role("article", name="jerking movements")
    expect(point.get_by_text("Open question", exact=True)).to_be_visible()
    point.get_by_role("heading").first.click()
    card = page.locator("#jerk_woke_me")
    card.get_by_role("button", name="Yes, I was asleep").click()
    expect(point.locator(".match-label")).to_be_visible()
    expect(page.get_by_text("It is not a medical finding.")).to_be_visible()
    card.get_by_role("button", name="Raise it at the appointment").click()
    expect(card.get_by_text("You decided this on")).to_be_visible()


def bring_in_a_diary(page: Page, file: Path) -> None:
    page.goto("/import/")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="What this file would add")).to_be_visible()
    page.get_by_role("button", name="Add all of it to my diary").click()
    expect(page.get_by_role("button", name="Add all of it to my diary")).to_have_count(0)
    page.goto("/episodes/")
    expect(page.get_by_text("kept elsewhere")).to_be_visible()


def take_it_along(page: Page) -> str:
    page.goto("/episodes/")
    page.get_by_role("main").get_by_role("link", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV of episodes").click()
    return download.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": PHONE},
        {"viewport": LAPTOP, "color_scheme": "dark"},
        {"java_script_enabled": False},
    ],
    ids=["phone", "laptop, dark", "without scripts"],
)
def test_from_the_first_visit_to_taking_the_diary_along(
    site: Site, window: Window, tmp_path: Path, options: dict[str, Any]
) -> None:
    site.empty()
    file = tmp_path / "diary.csv"
    file.write_text(ELSEWHERE, encoding="utf-8")
    page = window(**options)
    make_the_first_account(page)
    log_a_jerk(page)
    change_it(page)
    delete_it_and_think_again(page)
    answer_the_open_question(page)
    bring_in_a_diary(page, file)
    exported = take_it_along(page)
    # A header, three entries, a night without twitches, and what the file holds in all.
    assert exported.count("\n") == 6
    assert "woke me and the cat" in exported
    assert ",asleep," in exported
    page.context.clear_cookies()
    page.goto("/dashboard/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
