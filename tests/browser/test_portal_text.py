"""The text for a patient portal is copied by one touch."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_one_touch_copies_the_text(their_page: Page) -> None:
    their_page.goto("/report/text/")
    box = their_page.locator("#portal-text")
    text = box.input_value()
    assert text.startswith("Twitch diary")
    their_page.get_by_role("button", name="Copy").click()
    expect(their_page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    box.evaluate('box => { box.readOnly = false; box.value = ""; box.focus(); }')
    their_page.keyboard.press("Control+V")
    assert box.input_value() == text


def test_where_a_browser_does_not_let_it_the_text_is_selected(their_page: Page) -> None:
    their_page.add_init_script("Document.prototype.execCommand = () => false")
    their_page.goto("/report/text/")
    their_page.get_by_role("button", name="Copy").click()
    expect(their_page.get_by_role("status").filter(has_text="is selected")).to_be_visible()
    box = their_page.locator("#portal-text")
    length = box.evaluate("box => box.selectionEnd - box.selectionStart")
    assert length == len(box.input_value())
