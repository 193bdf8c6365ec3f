"""A table of one's own in a real browser: each step without scripts, on a phone and a laptop."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults_in_both_themes
from tests.browser.conftest import LAPTOP, NARROW, Window
from tests.browser.drafts import drafts, written
from tests.browser.site import Person
from tests.sheet_files import SHAPES

STEPS = 8


def choose(page: Page, folder: Path, shape: str) -> None:
    name, content = SHAPES[shape]
    (folder / name).write_bytes(content())
    page.goto("/import/")
    page.get_by_label("File", exact=True).set_input_files(folder / name)
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_url("**/import/sheet/")


def step_of(page: Page) -> str:
    """The step that the page is about; "" after the last."""
    field = page.locator("main input[name=step]").first
    return field.get_attribute("value") or "" if field.count() else ""


def go_on(page: Page) -> None:
    """Believe the guess, and pick the first thing where nothing is guessed."""
    if step_of(page) == "pick":
        page.locator("main [name=picked]").first.check()
    with page.expect_navigation():
        page.locator("main form .btn-primary").first.click()


@pytest.mark.parametrize("shape", ["german_excel", "bearable"])
def test_axe_finds_nothing_on_any_step_and_nothing_is_cut_off(
    window: Window, somebody: Person, tmp_path: Path, shape: str
) -> None:
    page, wrong, steps = window(somebody), list[str](), list[str]()
    choose(page, tmp_path, shape)
    for _turn in range(STEPS):
        expect(page.locator("main h1")).to_be_visible()
        steps.append(step_of(page))
        page.locator("main details").evaluate_all(
            "all => all.forEach((one) => { one.open = true })"
        )
        for size in (NARROW, LAPTOP):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                wrong.append(f"{steps[-1]} scrolls sideways at {size['width']}")
        wrong += faults_in_both_themes(page)
        if not steps[-1]:
            break
        go_on(page)
    assert not wrong, "\n".join(wrong)
    assert {"store", ""} <= set(steps)


@pytest.mark.parametrize("shape", SHAPES)
def test_without_scripts_a_file_becomes_a_diary_and_is_taken_back(
    window: Window, somebody: Person, tmp_path: Path, shape: str
) -> None:
    page = window(somebody, java_script_enabled=False, viewport=NARROW)
    choose(page, tmp_path, shape)
    for _turn in range(STEPS):
        if step_of(page) == "":
            break
        go_on(page)
    expect(page.get_by_role("heading", name="It is in your diary")).to_be_visible()
    page.get_by_role("button", name="Take it all back").click()
    expect(page.get_by_text("Taken back:")).to_be_visible()
    page.goto("/episodes/")
    expect(page.locator(".entry")).to_have_count(0)


def test_what_was_chosen_for_one_file_is_not_put_into_another(
    window: Window, somebody: Person, tmp_path: Path
) -> None:
    """Each step of each file is a form of its own; what it said is stored with its answer."""
    page = window(somebody, viewport=NARROW)
    choose(page, tmp_path, "german_excel")
    go_on(page)
    assert step_of(page) == "no_time"
    page.get_by_label("Leave them out").check()
    go_on(page)
    assert step_of(page) == "words"
    page.get_by_label("Left or right").first.select_option("left")
    with page.expect_navigation():
        page.get_by_role("button", name="Stop, and put the file away").click()
    choose(page, tmp_path, "one_row_a_day")
    for _turn in range(STEPS):
        expect(page.locator("main h1")).to_be_visible()
        page.wait_for_load_state("networkidle")
        expect(page.get_by_text("is back. It is not saved yet.")).to_have_count(0)
        if step_of(page) == "":
            break
        go_on(page)
    expect(page.get_by_role("heading", name="It is in your diary")).to_be_visible()


def test_a_list_is_seen_to_be_one_in_forced_colours(
    window: Window, somebody: Person, tmp_path: Path
) -> None:
    """The arrow of our own is a picture, and those colours leave pictures out."""
    page = window(somebody, forced_colors="active", viewport=NARROW)
    choose(page, tmp_path, "german_excel")
    page.get_by_text("What the columns mean").click()
    appearance = "one => getComputedStyle(one).appearance"
    assert page.locator("main .form-select").first.evaluate(appearance) == "auto"


def test_an_answer_does_not_come_back_into_the_next_question(
    window: Window, somebody: Person, tmp_path: Path
) -> None:
    page, asked = window(somebody), list[str]()
    file = tmp_path / "mine.csv"
    file.write_text("day;place\n03/04/2026;calf\n05/06/2026;hmpf\n", encoding="utf-8")
    page.goto("/import/")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_url("**/import/sheet/")
    while (step := step_of(page)) not in ("store", "leave_wrong", "drop", ""):
        assert step not in asked
        asked.append(step)
        expect(page.locator(".draft-line")).to_have_count(0)
        others = page.locator("main input[name=answer]:not(:checked)")
        if others.count():
            others.first.check()
            written(page)
        go_on(page)
    assert len(asked) >= 3
    assert drafts(page) == []
