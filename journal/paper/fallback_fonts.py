"""Fonts for what the typesetter's own does not show, and the characters that no installed font
shows.

The fonts looked for are Noto's, as Debian's packages fonts-noto-core, fonts-noto-cjk and
fonts-noto-color-emoji lay them down; any folder with files of the same names does. A file is opened
only when a text needs its script.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import typst
from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont

_CJK = {"Hira": "JP", "Kana": "JP", "Hang": "KR", "Bopo": "TC", "Hani": "SC"}
# A mark of more scripts than these is asked of the fonts for signs alone.
MOST_SCRIPTS = 12
# Signs that belong to no one script, in the order in which they are asked.
_SIGNS = (
    "NotoColorEmoji.ttf",
    "NotoSansSymbols-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansMath-Regular.ttf",
    "NotoMusic-Regular.ttf",
)
_PREFERRED = {
    "Arab": "NotoNaskhArabic-Regular.ttf",
    "Latn": "NotoSerif-Regular.ttf",
    "Grek": "NotoSerif-Regular.ttf",
}


@dataclass(frozen=True)
class FontChoice:
    """Families to set a text in beside the typesetter's own, their files, and the characters that
    none shows.
    """

    families: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)


def choose_fonts(foreign: set[str], folders: Sequence[Path]) -> FontChoice:
    """The fonts for these characters. Folders that do not exist are as good as empty."""
    choice, installed = FontChoice(), _installed(folders)
    east = next(
        (place for script, place in _CJK.items() if script in map(scripts.script, foreign)), "SC"
    )
    for character in sorted(foreign):
        _add(character, choice, installed, east)
    return choice


def _add(character: str, choice: FontChoice, installed: dict[str, Path], east: str) -> None:
    for name in _candidates(character):
        file = installed.get(name.lower())
        if file and ord(character) in _shown(file):
            if file not in choice.files:
                choice.files.append(file)
                choice.families.append(_family(file, east))
            return
    choice.missing.add(character)


def _candidates(character: str) -> Iterable[str]:
    """File names to ask for a character: its script's first, then what holds signs."""
    used_in = sorted(scripts.script_extension(character) - {"Zyyy", "Zinh", "Zzzz"})
    for script in used_in if len(used_in) < MOST_SCRIPTS else ():
        if script in _CJK:
            yield "NotoSansCJK-Regular.ttc"
        elif script in _PREFERRED:
            yield _PREFERRED[script]
        else:
            name = re.sub("[ _-]", "", scripts.script_name(script))
            yield f"NotoSans{name}-Regular.ttf"
            yield f"NotoSerif{name}-Regular.ttf"
    yield from _SIGNS
    yield "NotoSansCJK-Regular.ttc"
    yield "NotoSerif-Regular.ttf"


def _installed(folders: Iterable[Path]) -> dict[str, Path]:
    """Font files by name in small letters, wherever they lie beneath the folders."""
    return {
        name.lower(): Path(where) / name
        for folder in folders
        for where, _inside, names in os.walk(folder)
        for name in names
        if name.startswith("Noto")
    }


@lru_cache(maxsize=64)
def _shown(file: Path) -> frozenset[int]:
    with TTFont(file, fontNumber=0, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _family(file: Path, east: str) -> str:
    """The name under which the typesetter knows it, which is none of those in the file for all of
    them.
    """
    if file.name.startswith("NotoSansCJK"):
        return f"Noto Sans CJK {east}"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, file.name).symlink_to(file)
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        )
        return str(fonts.families()[0])


def name_unshown(text: str, missing: set[str]) -> str:
    """``text`` with each run of characters that cannot be shown named instead: ``‹Gothic × 3›``."""
    if not missing:
        return text
    return re.sub(
        f"[{re.escape(''.join(sorted(missing)))}]+", lambda run: _named(run.group()), text
    )


def _named(run: str) -> str:
    script = scripts.script(run[0])
    if script in ("Zyyy", "Zinh", "Zzzz"):
        return "‹" + " ".join(f"U+{ord(character):04X}" for character in run) + "›"
    return f"‹{scripts.script_name(script).replace('_', ' ')} × {len(run)}›"
