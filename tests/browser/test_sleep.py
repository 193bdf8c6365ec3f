"""A night's sleep in a browser: each field is saved as it is given, and what is typed on stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import PHONE, Window
from tests.browser.site import Person


@pytest.fixture
def page(window: Window, somebody: Person) -> Page:
    return window(somebody, viewport=PHONE)


def test_each_field_is_saved_as_it_is_given(page: Page) -> None:
    page.goto("/sleep/")
    page.get_by_label("To bed").fill("22:45")
    page.get_by_label("Tried to sleep").fill("23:15")
    minutes = page.get_by_role("textbox", name="Minutes until sleep came")
    minutes.fill("25")
    jolts = page.get_by_role("group", name="Jolts before sleep came")
    jolts.get_by_role("button", name="0", exact=True).click()
    expect(page.locator("#remarks_jolts")).to_contain_text("Saved.")
    expect(page.get_by_role("textbox", name="Jolts before sleep came")).to_have_value("0")
    expect(jolts.get_by_role("button", name="0", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(jolts.get_by_role("button", name="0", exact=True)).to_be_focused()
    page.get_by_text("So-so").click()
    expect(page.locator("#remarks_quality")).to_contain_text("Saved.")
    page.reload()
    expect(page.get_by_label("To bed")).to_have_value("22:45")
    expect(page.get_by_label("Tried to sleep")).to_have_value("23:15")
    expect(page.get_by_role("textbox", name="Minutes until sleep came")).to_have_value("25")
    expect(page.get_by_role("radio", name="So-so")).to_be_checked()
    assert faults(page) == []


# A person goes on typing while an answer is under way, and while it is put into the page.
TYPES_ON = """() => {
  const note = document.querySelector("[name=note]");
  const types = (text) => {
    note.value = text;
    note.dispatchEvent(new Event("input", { bubbles: true }));
  };
  document.addEventListener("htmx:beforeSend", () => types("warm"), { once: true });
  document.addEventListener("htmx:beforeSwap", () => types("warm, and loud"), { once: true });
}"""


def test_what_is_typed_while_an_answer_is_put_into_the_page_stays(page: Page) -> None:
    page.goto("/sleep/")
    page.evaluate(TYPES_ON)
    page.get_by_label("To bed").fill("22:45")
    page.get_by_label("To bed").blur()
    expect(page.locator("#remarks_bed_at")).to_contain_text("Saved.")
    expect(page.get_by_label("A note on the night")).to_have_value("warm, and loud")


def test_what_is_typed_while_another_field_is_saved_stays(page: Page) -> None:
    page.goto("/sleep/")
    page.get_by_label("To bed").fill("22:45")
    # Leaving the field sends it. Whatever of the note is there by then goes along; its own "Saved."
    # comes when it is left.
    note = page.get_by_label("A note on the night")
    note.type("warm, and loud")
    expect(page.locator("#remarks_bed_at")).to_contain_text("Saved.")
    expect(note).to_have_value("warm, and loud")
    note.blur()
    expect(page.locator("#remarks_note")).to_contain_text("Saved.")
    page.reload()
    expect(page.get_by_label("A note on the night")).to_have_value("warm, and loud")


def test_undo_brings_back_what_was_there(page: Page) -> None:
    page.goto("/sleep/")
    jolts = page.get_by_role("textbox", name="Jolts before sleep came")
    for number in ("3", "5"):
        jolts.fill(number)
        jolts.blur()
        expect(page.locator("#remarks_jolts")).to_contain_text("Saved.")
        page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Undo Jolts before sleep came").click()
    expect(jolts).to_have_value("3")
    page.reload()
    expect(jolts).to_have_value("3")


def test_what_cannot_be_is_said_at_its_field_and_the_page_stays(page: Page) -> None:
    page.goto("/sleep/")
    jolts = page.get_by_role("textbox", name="Jolts before sleep came")
    jolts.fill("many")
    jolts.blur()
    expect(page.locator("#id_jolts_error")).to_contain_text("Write a whole number, like 3.")
    expect(jolts).to_have_value("many")
    jolts.fill("2")
    jolts.blur()
    expect(page.locator("#id_jolts_error")).to_have_count(0)
    expect(page.locator("#remarks_jolts")).to_contain_text("Saved.")


def test_on_todays_card_each_time_is_saved_in_place(page: Page) -> None:
    page.goto("/dashboard/")
    page.get_by_text("Bed and sleep times").click()
    page.get_by_label("To bed").fill("12:05")  # past at any hour of the day
    expect(page.locator("#remarks_bed_at")).to_contain_text("Saved.")
    page.get_by_label("Out of bed").fill("12:20")
    expect(page.locator("#remarks_woke_at")).to_contain_text("Saved.")
    page.get_by_role("button", name="Undo Out of bed").click()
    expect(page.get_by_label("Out of bed")).to_have_value("")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    page.reload()
    expect(page.locator("#sleep-times summary")).to_contain_text("to bed 12:05")
    page.get_by_role("button", name="No twitches").click()
    expect(page.get_by_text("No twitches noticed.")).to_be_visible()


def test_not_knowing_is_taken_back_on_todays_card(page: Page) -> None:
    page.goto("/dashboard/")
    page.get_by_role("button", name="I do not know").click()
    expect(page.get_by_text("and that is an answer")).to_be_visible()
    page.locator("#night").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="I do not know")).to_be_visible()
