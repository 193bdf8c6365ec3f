"""What the strip says of the entry being made: how many and how long, as it is stored, and nothing
else.
"""

from __future__ import annotations

from tests.browser.pad_page import Pad, until


def strip(pad: Pad) -> str:
    """All its words."""
    return pad.page.locator("#status").inner_text()


def test_six_touches_are_six_twitches(still: Pad) -> None:
    still.touch("Calf")
    still.says("saved", "Calf, left. Saved on this phone")
    for number in range(2, 7):
        still.touch("Calf")
        still.says("saved", f"Calf, left, {number} twitches. Saved on this phone")
    assert [one["told"]["count"] for one in still.entries()] == [6]
    still.let_it_be_sent()
    still.says("sent", "Calf, left, 6 twitches. Sent")


def test_it_is_said_how_long_a_touch_was(still: Pad) -> None:
    still.press("Calf")
    still.says("saved", "Calf, left. Saved")
    still.page.clock.run_for(4_000)
    still.page.mouse.up()
    still.says("saved", "Calf, left, 4 s. Saved on this phone")
    assert [one["told"]["duration_seconds"] for one in still.entries()] == [4]
    still.touch("Calf")
    still.says("saved", "Calf, left, 2 twitches, 4 s. Saved")
    still.let_it_be_sent()
    still.says("sent", "Calf, left, 2 twitches, 4 s. Sent")


def test_a_short_touch_has_no_length(still: Pad) -> None:
    still.press("Calf")
    still.says("saved")
    still.page.clock.run_for(400)
    still.page.mouse.up()
    still.page.locator("#undo").wait_for()
    assert strip(still) == "Calf, left. Saved on this phone"


def test_the_next_entry_begins_anew(still: Pad) -> None:
    for _touch in range(2):
        still.touch("Calf")
        still.says("saved", "Calf, left")
    still.touch("Somewhere")
    still.says("saved", "Somewhere. Saved")
    still.page.clock.run_for(21_000)
    still.touch("Calf")
    still.says("saved", "Calf, left. Saved")


def test_jerks_are_called_jerks(still: Pad) -> None:
    still.touch("A jerk woke me")
    still.says("saved", "A jerk woke me. Saved")
    still.touch("A jerk woke me")
    still.says("saved", "A jerk woke me, 2 jerks. Saved")


def test_undo_says_what_is_left(still: Pad) -> None:
    for number in range(3):
        still.touch("Calf")
        still.says("saved", f"{number + 1} twitches" if number else "Calf, left. Saved")
    still.page.locator("#undo").click()
    still.says("undone", "Calf, left. Taken back. Still there: 2 twitches")
    still.touch("Somewhere")
    still.says("saved", "Somewhere. Saved")
    still.page.locator("#undo").click()
    still.says("undone", "Somewhere. Taken back")
    assert strip(still) == "Somewhere. Taken back"


def test_one_twitch_and_its_length_are_left(still: Pad) -> None:
    still.press("Calf")
    still.says("saved")
    still.page.clock.run_for(2_000)
    still.page.mouse.up()
    still.says("saved", "2 s")
    still.touch("Calf")
    still.says("saved", "2 twitches, 2 s")
    still.page.locator("#undo").click()
    still.says("undone", "Calf, left. Taken back. Still there: 1 twitch, 2 s")


def test_what_another_tab_added_is_said_too(still: Pad) -> None:
    still.touch("Calf")
    still.says("saved")
    still.page.evaluate("""PhoneStore.change(async (entries) => {
      const [entry] = await PhoneStore.value(entries.getAll());
      entry.told.count += 4;
      await PhoneStore.value(entries.put(entry));
    })""")
    still.touch("Calf")
    still.says("saved", "Calf, left, 6 twitches. Saved")


def test_the_words_follow_the_languages_own_plural(still: Pad) -> None:
    """As a page in Polish would say it: 2 to 4, and 5 to 21."""
    still.page.evaluate("""() => {
      document.documentElement.lang = "pl";
      document.body.setAttribute("data-twitches-few", "{n} drgnienia");
      document.body.dataset.twitches = "{n} drgnień";
    }""")
    said = [
        still.page.evaluate(f"Strip.counted('twitches', {number})") for number in (2, 4, 5, 12, 22)
    ]
    assert said == ["2 drgnienia", "4 drgnienia", "5 drgnień", "12 drgnień", "22 drgnienia"]
    until(lambda: still.entries() == [])
