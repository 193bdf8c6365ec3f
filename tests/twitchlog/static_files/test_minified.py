"""Static files as they are served: lean, and named after what they hold."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from shutil import copyfile, copytree
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from twitchlog.static_files.collected_files import JOINED
from twitchlog.static_files.icon_pictures import ICONS
from twitchlog.static_files.minified import MinifiedStorage, minified

STATIC = Path(__file__).resolve().parents[3] / "static"
DRAWINGS = {icon.drawing for icon in ICONS.values()}


def served(name: str, text: str) -> str:
    found: bytes = minified(name, ContentFile(text.encode())).read()
    return found.decode()


def test_comments_and_white_space_go_and_what_only_looks_like_them_stays() -> None:
    script = (
        '/* why */\n"use strict";\n// and how\nconst text = `// said /* aloud */`;\nconst '
        "rule = /[/*]  \\/\\//;\n"
    )
    assert (
        served("js/a.js", script)
        == '"use strict";const text=`// said /* aloud */`;const rule=/[/*]  \\/\\//;'
    )
    style = '/* why */\np { color : red; }\n.q::after { content: "/* said */  "; }\n'
    assert served("css/a.css", style) == 'p{color:red}.q::after{content:"/* said */  "}'


def test_the_path_of_the_app_is_put_in_place(settings: Any) -> None:
    script = "const name = `twitchlog${APP_PATH}`, at = `${APP_PATH}/api/session`;"
    assert served("js/a.js", script) == "const name=`twitchlog`,at=`/api/session`;"
    settings.FORCE_SCRIPT_NAME = "/home/twitchlog"
    found = served("js/a.js", script)
    assert found == "const name=`twitchlog/home/twitchlog`,at=`/home/twitchlog/api/session`;"


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
def test_no_script_names_an_address_without_that_path(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("APP_PATH") == text.count("${APP_PATH}")
    assert re.findall(r"""["'`]/[a-z][^"'`\n]*["'`]""", text) == []


def test_a_licence_stays() -> None:
    assert (
        served("js/a.js", "/*! somebody's */\nlet a = 1; // ours\n") == "/*! somebody's */let a=1;"
    )


@pytest.mark.parametrize(
    "name", ["icons/a.svg", "django_htmx/htmx-2.min.js", "css/bootstrap.min.css.map"]
)
def test_other_files_are_as_they_were(name: str) -> None:
    text = "/* a comment */  p { }\n"
    assert served(name, text) == text


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.[cj]s*")), ids=lambda path: path.name)
def test_what_is_lean_already_is_not_changed_again(path: Path) -> None:
    once = served(path.name, path.read_text(encoding="utf-8"))
    assert served(path.name, once) == once
    assert len(once) < path.stat().st_size


def test_a_file_is_stored_lean_and_its_address_changes_only_with_what_is_served(
    tmp_path: Path,
) -> None:
    storage = MinifiedStorage(location=tmp_path, base_url="/static/")
    storage.save("js/a.js", ContentFile(b"let a = 1; // one\n"))
    assert (tmp_path / "js/a.js").read_bytes() == b"let a=1;"
    names = [
        storage.file_hash("js/a.js", ContentFile(text))
        for text in (b"let a=1;", b"let a = 1; // !", b"let a=2;")
    ]
    assert names[0] == hashlib.md5(b"let a=1;", usedforsecurity=False).hexdigest()[:12]
    assert names[0] == names[1] != names[2]


def test_a_file_that_was_read_before_is_stored_whole(tmp_path: Path) -> None:
    content = ContentFile(b"let a=1;")
    content.read()
    MinifiedStorage(location=tmp_path, base_url="/static/").save("js/a.js", content)
    assert (tmp_path / "js/a.js").read_bytes() == b"let a=1;"


def parts_of(whole: str) -> tuple[str, ...]:
    return JOINED[f"js/{whole}.js"]


def test_every_part_is_served_in_a_whole() -> None:
    for folder in ("outbox", "pad", "log", "drafts"):
        there = {f"js/{folder}/{path.name}" for path in (STATIC / "js" / folder).iterdir()}
        assert there == {
            part for parts in JOINED.values() for part in parts if part.startswith(f"js/{folder}/")
        }
    assert len(set(parts_of("pad"))) == len(parts_of("pad"))
    assert set(parts_of("drafts")) < set(parts_of("diary"))


def test_parts_are_served_as_one_file_and_only_some_also_alone(tmp_path: Path) -> None:
    storage = MinifiedStorage(location=tmp_path, base_url="/static/")
    copytree(STATIC / "icons", tmp_path / "icons")  # as collecting does before
    (tmp_path / "js").mkdir()
    copyfile(STATIC / "js/day.js", tmp_path / "js/day.js")
    parts = {part for whole in JOINED.values() for part in whole}
    for _again in range(2):
        source = FileSystemStorage(STATIC)
        list(storage.post_process({name: (source, name) for name in (*parts, *DRAWINGS)}))
    served = {
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*")
        if path.suffix == ".js"
    }
    wholes = {*JOINED, *map(storage.stored_name, JOINED)}
    assert served == wholes | {"js/day.js", storage.stored_name("js/day.js")}
    text = (tmp_path / storage.stored_name("js/pad.js")).read_text(encoding="utf-8")
    beginnings = [
        text.index(f"const {name}=")
        for name in ("Pad", "Touches", "Strip", "Places", "BodyMap", "Sending")
    ]
    assert beginnings == sorted(beginnings)
    assert text.count("use strict") == len(parts_of("pad"))
    with pytest.raises(KeyError, match=r"js/pad/shared\.js"):
        list(storage.post_process({}))
