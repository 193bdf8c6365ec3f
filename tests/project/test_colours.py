"""The colours of the day pages: plain values, in two themes that name the same things."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parent.parent.parent / "static" / "css"
# Newer than the browsers of docs/browsers.md; in a custom property no plain value can stand before
# them.
NEWER = ("light-dark(", "color-mix(", "oklch(", "lch(", "lab(")


def colours(selector: str) -> dict[str, str]:
    """The custom properties that the block of that selector sets to a colour."""
    text = (CSS / "base.css").read_text(encoding="utf-8")
    block = re.search(rf"^ *{re.escape(selector)} {{(.*?)}}", text, re.DOTALL | re.MULTILINE)
    assert block, selector
    return dict(re.findall(r"--([a-z0-9-]+): (#\w+|rgba\([^)]+\));", block.group(1)))


def test_both_ways_into_the_dark_lead_to_the_same_colours() -> None:
    by_device, by_choice = (
        colours(':root:not([data-theme="light"])'),
        colours(':root[data-theme="dark"]'),
    )
    assert by_device == by_choice
    assert by_device.keys() == colours(":root").keys()
    assert all(by_device[name] != colour for name, colour in colours(":root").items())


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_no_style_sheet_asks_for_colours_that_older_browsers_do_not_know(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [name for name in NEWER if name in text] == []
