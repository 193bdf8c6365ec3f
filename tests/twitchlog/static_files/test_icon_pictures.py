"""The icons as PNG: drawn when static files are collected, of the size that their name says."""

from __future__ import annotations

import struct
import sys
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from django.core.files.storage import FileSystemStorage
from PIL import Image

from twitchlog.static_files.collected_files import JOINED
from twitchlog.static_files.icon_pictures import ICONS, DrawingError, pictures
from twitchlog.static_files.minified import MinifiedStorage

STATIC = Path(__file__).resolve().parents[3] / "static"
DRAWINGS = {
    name: (STATIC / name).read_text(encoding="utf-8")
    for name in sorted({icon.drawing for icon in ICONS.values()})
}


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    """All of them, drawn once."""
    return pictures(DRAWINGS)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_a_png_of_its_size(drawn: dict[str, bytes], name: str) -> None:
    assert drawn[name].startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", drawn[name][16:24]) == (ICONS[name].pixels,) * 2


@pytest.mark.parametrize("name", ICONS)
def test_a_mask_is_filled_to_its_corners_and_every_icon_shows_the_line(
    drawn: dict[str, bytes], name: str
) -> None:
    picture = Image.open(BytesIO(drawn[name])).convert("RGBA")
    corner_is_clear = picture.getchannel("A").getpixel((0, 0)) == 0
    assert corner_is_clear == (ICONS[name].drawing == "icons/icon.svg")
    colours = {
        bytes(pixel) for pixel in zip(*[iter(picture.convert("RGB").tobytes())] * 3, strict=True)
    }
    assert {b"\x12\x15\x1b", b"\xe9\xa0\x8c"} <= colours


def test_a_drawing_that_cannot_be_drawn_is_said() -> None:
    with pytest.raises(DrawingError, match=r"The icons could not be drawn\..*"):
        pictures({**DRAWINGS, "icons/icon.svg": "<svg"})


def test_a_drawing_process_that_cannot_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(DrawingError, match="nowhere"):
        pictures(DRAWINGS)


def test_icons_are_collected_under_a_name_of_their_content(tmp_path: Path) -> None:
    storage = MinifiedStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(STATIC)
    names = [*(part for parts in JOINED.values() for part in parts), *DRAWINGS]
    copytree(STATIC, tmp_path, dirs_exist_ok=True)  # as collecting does before
    list(storage.post_process({name: (source, name) for name in names}))
    for name, icon in ICONS.items():
        picture = (tmp_path / storage.stored_name(name)).read_bytes()
        assert struct.unpack(">II", picture[16:24]) == (icon.pixels,) * 2
        assert storage.stored_name(name) != name
