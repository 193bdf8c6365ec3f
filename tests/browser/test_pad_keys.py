"""The pad by keyboard: a touch is as long as its key is down, whatever else happens to the keyboard
meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.pad_page import Pad, until

KEY = """([name, key, code, more]) => document.activeElement.dispatchEvent(
  new KeyboardEvent(name, {key, code, bubbles: true, cancelable: true, ...more}))"""


@pytest.fixture
def key(still: Pad) -> Callable[..., bool]:
    """Tells the page of a key; False if the page keeps the browser from doing what that key else
    does.
    """

    def happens(name: str, key: str, code: str, **more: bool) -> bool:
        return bool(still.page.evaluate(KEY, [f"key{name}", key, code, more]))

    return happens


def pressed(pad: Pad) -> list[str]:
    """What is held at this moment, by its words."""
    return [zone.inner_text().strip() for zone in pad.page.locator(".zone.held").all()]


def lengths(pad: Pad) -> list[tuple[int, int | None]]:
    """Count and length of all that the phone holds."""
    return [(one["told"]["count"], one["told"]["duration_seconds"]) for one in pad.entries()]


@pytest.mark.parametrize(
    ("down", "other", "up"),
    [
        (("5", "Digit5"), ("Shift", "ShiftLeft"), ("%", "Digit5")),
        (("5", "Digit5"), ("Shift", "ShiftLeft"), ("(", "Digit5")),
        (("(", "Digit5"), ("Shift", "ShiftLeft"), ("5", "Digit5")),  # French: digits need Shift
        (("ř", "Digit5"), ("AltGraph", "AltRight"), ("[", "Digit5")),
        (("5", "Numpad5"), ("Shift", "ShiftLeft"), ("Clear", "Numpad5")),
        (("Clear", "Numpad5"), ("NumLock", "NumLock"), ("5", "Numpad5")),
        (("٥", "Digit5"), ("CapsLock", "CapsLock"), ("5", "Digit5")),
        (("5", "Digit5"), ("Control", "ControlLeft"), ("5", "Digit5")),
        (("5", ""), ("Shift", ""), ("5", "")),  # a keyboard on the screen has no places
    ],
)
def test_a_touch_ends_when_its_key_goes_up_whatever_that_key_is_called_then(
    still: Pad,
    key: Callable[..., bool],
    down: tuple[str, str],
    other: tuple[str, str],
    up: tuple[str, str],
) -> None:
    key("down", *down)
    still.says("saved", "Front of upper arm, right")
    still.page.clock.run_for(1_000)
    key("down", *other)
    still.page.clock.run_for(1_100)
    assert pressed(still) == ["Right\nFront of upper arm"]
    key("up", *other)
    key("up", *up)
    assert pressed(still) == []
    until(lambda: lengths(still) == [(1, 2)])
    still.page.clock.run_for(5_000)
    assert lengths(still) == [(1, 2)]


def test_shift_in_a_real_keyboard(still: Pad) -> None:
    """As a browser tells it: key "5" goes down, key "%" of the same place goes up."""
    keyboard = still.page.keyboard
    keyboard.down("Digit5")
    still.says("saved", "Front of upper arm, right")
    keyboard.down("Shift")
    still.page.clock.run_for(2_000)
    keyboard.up("Digit5")
    keyboard.up("Shift")
    assert pressed(still) == []
    until(lambda: lengths(still) == [(1, 2)])
    keyboard.press("Shift+Digit6")
    still.says("saved", "Calf, left")


def test_a_key_that_repeats_is_one_touch(still: Pad, key: Callable[..., bool]) -> None:
    key("down", "5", "Digit5")
    for _time in range(5):
        assert not key("down", "5", "Digit5", repeat=True)
        key("down", "%", "Digit5", repeat=True, shiftKey=True)
    key("up", "%", "Digit5")
    still.says("saved", "Front of upper arm, right. Saved")
    assert lengths(still) == [(1, None)]
    key("down", "5", "Digit5", repeat=True)  # held since before the page was looked at
    key("up", "5", "Digit5")
    assert lengths(still) == [(1, None)]


def test_a_key_held_on_a_button_is_one_click(pad: Pad) -> None:
    """Enter opens the map and finds "Other side" under it; held on, it would turn the map over and
    over.
    """
    pad.page.locator("#to-map").focus()
    pad.page.keyboard.down("Enter")
    pad.page.locator("#turn:focus").wait_for()
    pad.page.keyboard.down("Enter")  # the same key once more: it repeats
    pad.page.keyboard.up("Enter")
    assert pad.page.locator("#map.turned").count() == 0
    pad.page.keyboard.press("Enter")
    assert pad.page.locator("#map.turned").count() == 1


def test_several_keys_at_once_are_several_touches_and_each_ends_by_itself(
    still: Pad, key: Callable[..., bool]
) -> None:
    key("down", "4", "Digit4")
    still.says("saved", "Front of upper arm, left")
    key("down", "5", "Digit5")
    still.says("saved", "Front of upper arm, right")
    still.page.clock.run_for(1_100)
    assert len(pressed(still)) == 2
    key("up", "4", "Digit4")
    assert pressed(still) == ["Right\nFront of upper arm"]
    still.page.clock.run_for(2_000)
    assert still.page.locator("#held").inner_text() == "3 s"
    key("up", "5", "Digit5")
    assert pressed(still) == []
    until(lambda: lengths(still) == [(1, 1), (1, 3)])


def test_two_keys_on_one_zone_let_it_go_with_the_second(
    still: Pad, key: Callable[..., bool]
) -> None:
    key("down", "5", "Digit5")
    still.says("saved", "Front of upper arm, right. Saved")
    key("down", "5", "Numpad5")
    still.says("saved", "Front of upper arm, right, 2 twitches")
    still.page.clock.run_for(600)
    key("up", "5", "Digit5")
    assert pressed(still) == ["Right\nFront of upper arm"]
    key("up", "5", "Numpad5")
    assert pressed(still) == []
    until(lambda: lengths(still) == [(2, 1)])


@pytest.mark.parametrize(
    "leaving",
    [
        "dispatchEvent(new Event('blur'))",
        """Object.defineProperty(document, "hidden", {configurable: true, value: true});
           document.dispatchEvent(new Event("visibilitychange")); delete document.hidden""",
        # on a Mac
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Meta', code: 'MetaLeft'}))",
    ],
    ids=["another window", "another tab", "the command key"],
)
def test_what_is_let_go_where_the_page_does_not_hear_it_has_ended(
    still: Pad, key: Callable[..., bool], leaving: str
) -> None:
    key("down", "5", "Digit5")
    still.says("saved")
    still.page.clock.run_for(1_000)
    still.page.evaluate(f"() => {{ {leaving}; }}")
    assert pressed(still) == []
    still.page.clock.run_for(9_000)
    key("up", "5", "Digit5")
    until(lambda: lengths(still) == [(1, 1)])


def test_space_and_enter_are_let_go_anywhere(still: Pad, key: Callable[..., bool]) -> None:
    for name, code in ((" ", "Space"), ("Enter", "Enter"), ("Enter", "NumpadEnter")):
        still.page.locator("#somewhere").focus()
        assert not key("down", name, code)
        still.says("saved", "Somewhere")
        still.page.clock.run_for(600)
        still.page.locator("#jerk").focus()  # Tab, while the key is down
        assert not key("up", name, code)
        assert pressed(still) == []
    assert [one["told"]["movement"] for one in still.entries()] == [None]


@pytest.mark.parametrize("modifier", ["ctrlKey", "altKey", "metaKey"])
def test_what_the_browser_does_with_a_key_is_no_touch(
    still: Pad, key: Callable[..., bool], modifier: str
) -> None:
    assert key("down", "5", "Digit5", **{modifier: True})
    assert key("up", "5", "Digit5", **{modifier: True})
    assert still.entries() == []


CAPTURE = """(name) => {
  const zone = document.getElementById("somewhere");
  const event = (name) => zone.dispatchEvent(new PointerEvent(name, {pointerId: 7, bubbles: true,
    cancelable: true}));
  zone.setPointerCapture = () => {};
  event("pointerdown");
  return new Promise((done) => { setTimeout(() => done(event(name)), 0); });
}"""


@pytest.mark.parametrize("name", ["pointerup", "pointercancel", "lostpointercapture"])
def test_a_finger_that_is_not_heard_of_any_more_has_ended(pad: Pad, name: str) -> None:
    pad.page.evaluate(CAPTURE, name)
    pad.says("saved", "Somewhere")
    assert pad.page.locator(".pressed, .held").count() == 0
    assert lengths(pad) == [(1, None)]


def test_a_finger_gone_before_it_could_be_followed_is_one_touch(pad: Pad) -> None:
    """``setPointerCapture`` of a pointer that is up already throws; that used to lose the touch."""
    down = "new PointerEvent('pointerdown', {pointerId: 99, bubbles: true})"
    pad.page.evaluate(f"document.getElementById('somewhere').dispatchEvent({down})")
    pad.says("saved", "Somewhere")
    assert pad.page.locator(".pressed, .held").count() == 0
    assert lengths(pad) == [(1, None)]


def test_no_menu_comes_between(pad: Pad) -> None:
    """Neither by a long touch, by the second button of a mouse nor by a key."""
    menu = "new MouseEvent('contextmenu', {bubbles: true, cancelable: true})"
    assert not pad.page.evaluate(f"document.querySelector('.place').dispatchEvent({menu})")
    box = pad.page.locator("#somewhere").bounding_box()
    assert box
    pad.page.mouse.click(box["x"] + 9, box["y"] + 9, button="right")
    assert pad.entries() == []
