"""From the appointment to the shared report with a keyboard alone: everything is reached, seen and
pressed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.site import Person, Site

MOST_STEPS = 120
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const label = one.labels?.[0]?.innerText || one.getAttribute('aria-label') || one.innerText ||
      one.value || '';
    return {name: label.trim(), seen: style.outlineStyle !== 'none' || style.boxShadow !== 'none'};
}"""


def reach(page: Page, name: str) -> None:
    """Go forward by Tab until what is so named has the focus, and shows that it has."""
    passed = []
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        passed.append(focused["name"])
        if focused["name"].startswith(name):
            assert focused["seen"], f"{name} has the focus and does not show it"
            return
    raise AssertionError(f"{name} is not reached: {passed}")


def press(page: Page, name: str) -> None:
    reach(page, name)
    page.keyboard.press("Enter")


def follow(page: Page, name: str) -> None:
    """Press what leads to another page, or to this one anew."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_appointment(window: Window, somebody: Person) -> None:
    page = window(somebody)
    page.goto("/appointment/")
    reach(page, "On which day?")
    visit = datetime.now(UTC).date() + timedelta(days=5)
    page.keyboard.type(f"{visit:%m%d%Y}")  # as this browser writes a day
    reach(page, "With whom?")
    page.keyboard.type("Dr Meyer")
    follow(page, "Save")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert page.url.endswith("/appointment/#part-visit")
    press(page, "What worries me")
    reach(page, "What worries me")
    page.keyboard.type("My calves")
    follow(page, "Save")
    assert page.url.endswith("/appointment/#part-worry")
    expect(page.locator("#part-worry")).to_contain_text("Saved.")
    expect(page.locator("#part-worry")).to_contain_text("My calves")
    expect(page.locator("#part-worry")).to_be_in_viewport()
    assert page.get_by_label("On which day?").input_value() == visit.isoformat()
    page.goto("/dashboard/")
    follow(page, "Appointment")
    follow(page, "Look at the patterns")
    expect(page.get_by_role("heading", name="Patterns to review")).to_be_visible()


def test_a_decision_on_both_pages(site: Site, window: Window, somebody: Person) -> None:
    for side in ("left", "right"):
        site.episode(somebody, nights_ago=2, movement="twitch", muscle="lower_back", side=side)
    page = window(somebody)
    page.goto("/dashboard/")
    press(page, "“twitching of the back muscles”")
    reach(page, "A note for the appointment")
    page.keyboard.type("Since May")
    press(page, "Raise it at the appointment")
    expect(page.get_by_role("status")).to_have_text("Your decision is saved.")
    expect(page.get_by_role("status")).to_be_focused()
    follow(page, "Compare with the weeks before")
    press(page, "Change what to do with it")
    follow(page, "Not sure yet")
    expect(page.locator(".decided")).to_contain_text("Not sure yet")
    assert page.url.endswith("#back_muscles-lower_back-left")
    follow(page, "Do not raise it")
    expect(page.locator(".decided")).to_have_count(2)
    expect(page.get_by_text("To decide")).to_have_count(0)


def test_the_report_and_a_link_to_it(site: Site, window: Window, somebody: Person) -> None:
    site.episode(somebody, nights_ago=2, movement="twitch", muscle="calf")
    page = window(somebody)
    page.goto("/report/")
    press(page, "The same as a table")
    assert page.locator("details[open]").count() == 1
    page.goto("/report/")
    follow(page, "Share by link")
    reach(page, "Passphrase")
    page.keyboard.type("quiet calves")
    follow(page, "Freeze the report and make a link")
    reach(page, "Copy it now.")
    address = page.evaluate("document.activeElement.value")
    reach(page, "PDF with the link as a code to scan")
    stranger = window(None)
    stranger.goto(address)
    expect(
        stranger.get_by_label("Passphrase")
    ).to_be_focused()  # from the start, once the page is drawn
    stranger.keyboard.type("quiet calves")
    follow(stranger, "Open the report")
    expect(stranger.get_by_role("heading", name="Twitch diary")).to_be_visible()
    reach(stranger, "PDF, A4")
    follow(page, "End this link")
    expect(page.get_by_text("The link no longer works.")).to_be_visible()
    gone = stranger.goto(address)
    assert gone
    assert gone.status == 404
