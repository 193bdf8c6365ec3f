"""Scripts ask for nothing that the oldest browser they have to run in lacks: Safari of iOS 15.4
(docs/pad.md).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPTS = sorted([*(ROOT / "static/js").rglob("*.js"), *(ROOT / "templates").rglob("*.js")])
# What came to one of the browsers later, and when, by their release notes.
YOUNGER = {
    r"AbortSignal\.(timeout|any)": "Safari 16, 17.4",
    r"\.requestSubmit\b": "Safari 16",
    r"\.(toSorted|toReversed|toSpliced)\(": "Safari 16, Firefox 115",
    r"\b(Object|Map)\.groupBy\b": "Safari 17.4",
    r"Promise\.(withResolvers|try)\b": "Safari 17.4, 18.2",
    r"\b(URL\.canParse|URL\.parse)\b": "Safari 17, 18",
    r"Array\.fromAsync\b": "Safari 16.4",
    r"\brequestIdleCallback\b": "no Safari",
    r"\b(startViewTransition|showPicker|showPopover|togglePopover|hidePopover|"
    r"checkVisibility)\b": "Safari 16 to 18",
    r"\bnavigation\.(navigate|addEventListener)\b": "Safari 26",
    r"\b(CompressionStream|DecompressionStream|OffscreenCanvas|CookieStore|"
    r"cookieStore)\b": "Safari 16.4, 18.4",
    r"\bscheduler\.|\bIterator\.|\bIntl\.DurationFormat\b": "Safari 16.4 to 18.4",
    r"\(\?<[=!]": "lookbehind: Safari 16.4",
    r"/[a-z]*v[a-z]*\.test\(": "flag v: Safari 17",
    r"\bstatic \{": "Safari 16.4",
    r"^import .* with \{": "Safari 17.2",
    r"\.(isWellFormed|toWellFormed)\(": "Safari 16.4",
    r"\.(union|intersection|difference|isSubsetOf)\(": "Safari 17",
    r"\bnavigator\.userActivation\b": "Safari 16.4",
    r"\bscrollend\b": "no Safari before 26",
}
# There in iOS 15.4, but not over plain http, not in every private window, or not in the browsers
# beside it: each use is guarded, and the guard stands on the same line or the one before.
GUARDED = {
    r"navigator\.locks\b": r"!navigator\.locks|navigator\.locks (&&|\?)",
    r"navigator\.wakeLock\b": r"!navigator\.wakeLock|navigator\.wakeLock( &&| \?|\?\.)",
    r"navigator\.storage\.persist\b": r"navigator\.storage( &&|\?\.)",
    r"navigator\.vibrate\(": r"if \(navigator\.vibrate\)",
    r"crypto\.randomUUID\(": r"if \(crypto\.randomUUID\)",
    r"\.commit\(\)": r"if \(.*\.commit\)",
    r"new BroadcastChannel\b": r"try \{",
    r"\.sync\.register\b": r"\.sync &&",
}


def without_comments(script: str) -> str:
    """The same lines, with nothing in those of comments."""
    blank = re.sub(
        r"/\*.*?\*/", lambda comment: "\n" * comment[0].count("\n"), script, flags=re.DOTALL
    )
    return re.sub(r"(?m)(^|\s)//.*$", "", blank)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_needs_a_younger_browser(path: Path) -> None:
    text = without_comments(path.read_text(encoding="utf-8"))
    found = {name: since for name, since in YOUNGER.items() if re.search(name, text, re.MULTILINE)}
    assert not found


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_what_may_be_missing_is_asked_for_first(path: Path) -> None:
    lines = without_comments(path.read_text(encoding="utf-8")).splitlines()
    for name, guard in GUARDED.items():
        for number, line in enumerate(lines):
            if re.search(name, line):
                assert re.search(guard, "\n".join(lines[max(0, number - 2) : number + 1])), (
                    f"{path.name}: {line.strip()}"
                )
