"""What every engine's driver can do, in the browser's own terms; ``window.Window`` is built on
it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

# The keys of WebDriver that a test presses by name; all others are their own character.
NAMED_KEYS = {
    "Shift": "\ue008",
    "Enter": "\ue007",
    "Tab": "\ue004",
    "Space": " ",
    "Backspace": "\ue003",
}
# Runs a function of the page, waits for what it promises, and tells a result from an error.
ASKED = """const done = arguments[arguments.length - 1];
const given = [].slice.call(arguments, 0, -1);
Promise.resolve().then(() => (%s)(...given)).then(
  (value) => done({value: value === undefined ? null : value}),
  (error) => done({error: `${error}\\n${error.stack}`}));"""


class PageLeftError(Exception):
    """The page was left while it was asked something; the next one may answer."""


class Driver(Protocol):
    """One browser with one profile, and one tab."""

    engine: str

    def go(self, url: str) -> None:
        """Open an address and wait until it is loaded; an address that does not answer is no
        error.
        """

    def back(self) -> None:
        """One page back in the tab's history."""

    def forward(self) -> None:
        """One page forward."""

    def reload(self) -> None:
        """The same page anew."""

    @property
    def url(self) -> str:
        """The address of the page that is shown."""

    def evaluate(self, function: str, *arguments: Any) -> Any:
        """What a function of JavaScript returns or promises in the page; ``PageLeftError`` if it is
        left.
        """

    def pointer(self, event: str, x: float = 0, y: float = 0, *, kind: str = "mouse") -> None:
        """Let a ``kind`` of pointer, ``mouse`` or ``touch``, go ``down`` at a point of the window,
        or ``up``.
        """

    def key(self, event: str, name: str) -> None:
        """Let a key of the keyboard go ``down`` or ``up``."""

    def write(self, text: str) -> None:
        """Type into what has the focus, key by key."""

    def attach(self, selector: str, path: Path) -> None:
        """Choose a file in a field for files."""

    def add_cookie(self, url: str, name: str, value: str) -> None:
        """A cookie for that address, kept for a day."""

    def forget(self) -> None:
        """All cookies are gone."""

    def restart(self) -> None:
        """Kill the browser and start it again with the same profile."""

    def complaints(self) -> list[str]:
        """Errors of our scripts that the engine wrote to its console since this was last asked."""

    def close(self) -> None:
        """The end of the browser and all its tabs."""


def key_action(event: str, name: str) -> list[dict[str, Any]]:
    """One key going ``down`` or ``up``, as WebDriver wants it."""
    kind = {"down": "keyDown", "up": "keyUp"}[event]
    return [
        {
            "type": "key",
            "id": "keyboard",
            "actions": [{"type": kind, "value": NAMED_KEYS.get(name, name)}],
        }
    ]


def pointer_action(event: str, x: float, y: float, kind: str) -> list[dict[str, Any]]:
    """One pointer going ``down`` at a point or ``up``, as WebDriver wants it."""
    there = {"type": "pointerMove", "duration": 0, "x": int(x), "y": int(y), "origin": "viewport"}
    actions = (
        [there, {"type": "pointerDown", "button": 0}]
        if event == "down"
        else [{"type": "pointerUp", "button": 0}]
    )
    return [
        {"type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": actions}
    ]


def result(answer: Any) -> Any:
    """The value out of ``ASKED``'s answer; an error of the page is one here."""
    if answer is None:
        raise PageLeftError
    assert "error" not in answer, answer["error"]
    return answer["value"]
