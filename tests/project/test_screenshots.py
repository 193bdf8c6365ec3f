"""The README's pictures are those that `make screenshots` takes, and small."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.screenshots import LARGEST, NAMES, PICTURES

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_shows_each_picture_and_says_what_it_shows() -> None:
    shown = re.findall(r'<img src="docs/screenshots/([\w-]+)\.png"[^>]* alt="[^"]{20,}"', README)
    assert sorted(shown) == sorted(NAMES)
    assert README.count("<img ") == len(shown)


def test_no_picture_is_missing_left_over_or_large() -> None:
    pictures = {path.stem: path.stat().st_size for path in PICTURES.iterdir()}
    assert set(pictures) == set(NAMES)
    assert max(pictures.values()) <= LARGEST
