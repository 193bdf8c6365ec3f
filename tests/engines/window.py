"""Somebody before a browser window, the same in every engine: they look, touch, type, and wait for
what is to come.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.site import COOKIES, PATIENCE, Person
from tests.engines.driver import Driver, PageLeftError

# The middle of what is meant, brought into sight; null while it cannot be touched there, or still
# moves.
MIDDLE = """async (selector) => {
  const found = document.querySelector(selector);
  if (!found || document.readyState !== "complete") return null;
  found.scrollIntoView({block: "center", behavior: "instant"});
  const middle = () => {
    const {left, top, width, height} = found.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const hit = width && height && document.elementFromPoint(x, y);
    return hit && (found.contains(hit) || hit.contains(found)) ? [x, y] : null;
  };
  const before = middle();
  await new Promise((done) => setTimeout(done, 60));
  return before && String(before) === String(middle()) ? before : null;
}"""
PUT = """(selector, value) => {
  const field = document.querySelector(selector);
  field.focus();
  field.value = value;
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, {bubbles: true}));
  return field.value;
}"""
EMPTY = """(selector) => {
  const field = document.querySelector(selector);
  for (let at = field.parentElement; at;
    at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  field.scrollIntoView({block: "center", behavior: "instant"});
  field.focus();
  field.select();
  return field.value.length;
}"""
LABEL = """(name, value) => {
  const field = [...document.getElementsByName(name)].find((one) => one.value === value);
  for (let at = field.parentElement; at;
    at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  const label = field.labels[0];
  label.setAttribute("data-meant", "");
  return true;
}"""


class Window:
    """A tab of a browser in which the diary at ``url`` is used."""

    def __init__(self, driver: Driver, url: str) -> None:
        self.driver, self.url = driver, url

    # Going about

    def sign_in(self, person: Person) -> None:
        """The session of that person, from now on."""
        self.driver.go(f"{self.url}/help/")
        self.driver.add_cookie(self.url, COOKIES.session, person.session)

    def open(self, path: str) -> Window:
        """Open a page; returns once it is loaded."""
        self.driver.go(self.url + path)
        return self

    @property
    def path(self) -> str:
        """Where the window is, without the server's address."""
        return self.driver.url.removeprefix(self.url)

    @contextmanager
    def next_page(self) -> Iterator[None]:
        """What is done inside leads to another page; returns once that is loaded."""
        self.ask("() => { window.leaving = true; }")
        yield
        self.until("() => !window.leaving && document.readyState === 'complete'")

    def reload(self) -> Window:
        """The same page anew."""
        with self.next_page():
            self.driver.reload()
        return self

    # Looking

    def ask(self, function: str, *arguments: Any) -> Any:
        """What a function returns or promises in the page."""
        return self.driver.evaluate(function, *arguments)

    def until(self, function: str, *arguments: Any, patience: float = PATIENCE) -> Any:
        """Wait until a function of the page returns something that is true, across a change of
        pages.
        """
        end = time.monotonic() + patience
        while True:
            try:
                if found := self.ask(function, *arguments):
                    return found
            except PageLeftError:
                pass  # asked again of the next page
            assert time.monotonic() < end, (
                f"{self.driver.url} never came to {function} {arguments}\n{self.words()}"
            )
            time.sleep(0.05)

    def words(self, selector: str = "body") -> str:
        """The visible words of a part of the page."""
        return str(self.ask("(one) => document.querySelector(one)?.innerText ?? ''", selector))

    def says(self, text: str, selector: str = "body") -> None:
        """Wait until that part of the page holds this text."""
        self.until(
            "(one, text) => (document.querySelector(one)?.innerText ?? '').includes(text)",
            selector,
            text,
        )

    def value(self, name: str) -> Any:
        """What a field of that name holds; of choices, the chosen one."""
        return self.ask(
            """(name) => {
              const fields = [...document.getElementsByName(name)];
              const chosen = fields.filter((one) => !["radio", "checkbox"].includes(one.type) ||
                one.checked);
              return chosen.length ? chosen[0].value : null;
            }""",
            name,
        )

    # Touching and typing

    def press(self, selector: str, *, kind: str = "mouse") -> None:
        """Put a finger on something and leave it there."""
        x, y = self.until(MIDDLE, selector)
        self.driver.pointer("down", x, y, kind=kind)

    def release(self, *, kind: str = "mouse") -> None:
        """Lift the finger."""
        self.driver.pointer("up", kind=kind)

    def touch(self, selector: str, *, held: float = 0, kind: str = "mouse") -> None:
        """Touch something, and let go after so many seconds."""
        self.press(selector, kind=kind)
        if held:
            time.sleep(held)
        self.release(kind=kind)

    def write(self, selector: str, text: str) -> None:
        """Type a text into a field in place of what it holds."""
        self.until(
            "(one) => document.readyState === 'complete' && document.querySelector(one)", selector
        )
        if self.ask(EMPTY, selector) and not text:
            self.driver.key("down", "Backspace")
            self.driver.key("up", "Backspace")
        self.driver.write(text)

    def put(self, selector: str, value: str) -> None:
        """Set a field for a date, a time or a choice of many, as the browser's own picker does."""
        assert self.ask(PUT, selector, value) == value

    def choose(self, name: str, value: str) -> None:
        """Touch the label of one choice."""
        self.ask(LABEL, name, value)
        self.touch("[data-meant]")
        self.ask("() => document.querySelector('[data-meant]').removeAttribute('data-meant')")

    def attach(self, selector: str, path: Path) -> None:
        """Choose a file."""
        self.driver.attach(selector, path)
