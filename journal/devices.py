"""What kind of device a browser says it runs on: its own name and the system's, and nothing finer.

Enough to tell one's own devices apart in a list. A browser may say what it likes: a help for the
memory, not a proof. Versions and models are not kept, they would tell more than the list needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# The first that fits: nearly every browser also names those it descends from.
_BROWSERS = (
    ("Edge", r"\bEdg(e|A|iOS)?/"),
    ("Opera", r"\b(OPR|OPT|OPiOS|Opera)\b"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Vivaldi", r"\bVivaldi/"),
    ("DuckDuckGo", r"\b(DuckDuckGo|Ddg)/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("GNOME Web", r"\bEpiphany/"),
    ("Chrome", r"(Chrome|CriOS|Chromium)/"),
    ("Safari", r"\bVersion/\S+ (Mobile/\S+ )?Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Mac", r"\b(Macintosh|Mac OS X)\b"),
    ("Linux", r"\b(Linux|X11)\b"),
)
# A browser's own line is some 150 characters; no longer one is looked at.
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Device:
    """The names of a browser and of the system that it runs on; "" for what is not known."""

    browser: str = ""
    system: str = ""


def device_of(agent: str) -> Device:
    """The device whose browser sent this User-Agent header."""
    agent = agent[:_LONGEST]
    browser = next((name for name, pattern in _BROWSERS if re.search(pattern, agent)), "")
    system = next((name for name, pattern in _SYSTEMS if re.search(pattern, agent)), "")
    if (browser, system) == ("Safari", "Mac"):
        system = "Mac or iPad"  # since 2019 an iPad asks for pages as a Mac does
    return Device(browser, system)
