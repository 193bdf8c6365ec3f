"""The pad in an engine's window: opened, known, and what it says and holds."""

from __future__ import annotations

import pytest

from tests.browser.faulty_proxy import ShakySite
from tests.browser.pad_page import ENTRIES, diary
from tests.browser.site import Person
from tests.engines.window import Window

CALF = ".place[data-muscle=calf][data-side=left]"


@pytest.fixture
def pad(theirs: Window) -> Window:
    """The pad, open, and it has heard who is signed in."""
    return opened(theirs)


def opened(window: Window) -> Window:
    """The pad, opened in a window and ready for touches."""
    window.open("/pad/")
    window.until("() => document.body.dataset.ready")
    return window


def says(pad: Window, text: str) -> None:
    """Wait until the strip says that."""
    pad.says(text, "#strip")


def entries(pad: Window) -> list[tuple[str | None, int, int | None]]:
    """Muscle, count and length of all that the phone holds."""
    found = pad.ask(ENTRIES)
    return [
        (one["told"]["muscle"], one["told"]["count"], one["told"]["duration_seconds"])
        for one in found
    ]


def stored(site: ShakySite, person: Person) -> list[tuple[str, int, int | None]]:
    """The same of their diary."""
    return [
        (one["muscle"] or one["movement"], one["count"], one["duration_seconds"])
        for one in diary(site, person)
    ]
