"""Diary files bent in bytes, words, lines and shapes, through the page and through the command."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from journal.files.export import export
from journal.models import Episode
from tests import builders
from tests.forms import post_forms
from tests.fuzz import odd
from tests.fuzz.people import Scene
from tests.fuzz.posts import BOUNDARY, FILES
from tests.fuzz.visitor import Reply

AGAIN = 250  # files until all pages must be shown, and the diary is short again
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7", "cp037")
LARGEST = 300_000


def files(scene: Scene, count: int) -> None:
    """Bring that many files; every so often all pages must still be shown."""
    dice, sound = scene.dice, corpus(scene)
    commanded = builders.person("commanded")
    for number in range(count):
        content = bent_file(dice, dice.choice(sound), sound)[:LARGEST]
        name = dice.choice(FILES[:2]) if dice.random() < 0.9 else dice.choice(FILES)
        through_the_page(scene, name, content)
        through_the_command(scene, commanded, content, preview=number % 3 == 0)
        if number % AGAIN == AGAIN - 1:
            scene.walk("files")
            scene.forget_entries()
            Episode.objects.filter(owner=commanded).delete()
    scene.walk("files")
    scene.bystander_is_untouched()


def corpus(scene: Scene) -> list[bytes]:
    """Sound files to begin with."""
    exports = [_whole(export(scene.fuzzed, kind)) for kind in ("csv", "json")]
    sheet = (
        "Date;Time;What;Where;Note\r\n26.11.2026;02:15;twitch;calf;a\r\n27.11.2026;2.15;jerk;;\r\n"
    )
    rows = "happened_at,time_zone,movement,muscle,count,note\n" + "".join(
        f"2026-11-{day:02}T02:15,Europe/Berlin,twitch,calf,{day},note {day}\n"
        for day in range(1, 26)
    )
    return [
        *exports,
        *exports,
        sheet.encode(),
        rows.encode(),
        rows.replace(",", "\t").encode("utf-16"),
    ]


def _whole(pieces: Any) -> bytes:
    return b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)


def bent_file(dice: Random, content: bytes, others: list[bytes]) -> bytes:
    """One to four changes, or gentle ones."""
    if dice.random() < 0.35:
        return gentle(dice, content)
    for _turn in range(dice.choice((1, 1, 2, 4))):
        content = dice.choice(CHANGES)(dice, content, others)
    return content


def _bytes(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    changed = bytearray(content)
    for _turn in range(dice.choice((1, 3, 20))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.choice(
                (0, 10, 13, 34, 44, 58, 91, 123, 125, 255, dice.randrange(256))
            )
    return bytes(changed)


def _cut(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] if dice.random() < 0.5 else content[at:]


def _lines(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    lines = content.split(b"\n")
    at = dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            lines[at:at] = [lines[at]] * dice.choice((1, 2, 300))
        case 1:
            del lines[at]
        case 2:
            dice.shuffle(lines)
        case _:
            lines[at] = lines[at] + dice.choice((b",", b"\t", b";", b'"', b"\r", b",,,,,"))
    return b"\n".join(lines)


def _words(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    """A value between two separators gives way to an odd one."""
    separator = dice.choice((b",", b'"', b":", b"\n", b"\t"))
    parts = content.split(separator)
    for _turn in range(dice.choice((1, 2, 8))):
        parts[dice.randrange(len(parts))] = odd.value(dice).encode(
            "utf-8", dice.choice(("surrogatepass", "replace"))
        )
    return separator.join(parts)


def _splice(dice: Random, content: bytes, others: list[bytes]) -> bytes:
    other = dice.choice(others)
    return content[: dice.randrange(len(content) + 1)] + other[dice.randrange(len(other) + 1) :]


def _encoding(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    return content.decode("utf-8", "replace").encode(dice.choice(ENCODINGS), "replace")


def _shape(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    """JSON whose parts are of other kinds than they should be."""
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        return content
    for _turn in range(dice.choice((1, 2, 6))):
        _swap(dice, whole)
    return json.dumps(whole).encode()


THINGS: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e308,
    10**30,
    "",
    "x",
    [],
    {},
    [[]],
    {"a": {"b": 1}},
    1.5,
    "2026-11-26",
    ["x"] * 50,
)


def _swap(dice: Random, part: Any) -> None:
    """Somewhere down in it, one value."""
    keys = (
        list(part)
        if isinstance(part, dict)
        else list(range(len(part)))
        if isinstance(part, list)
        else []
    )
    if not keys:
        return
    key = dice.choice(keys)
    if isinstance(part[key], dict | list) and part[key] and dice.random() < 0.8:
        _swap(dice, part[key])
        return
    if isinstance(part, dict) and dice.random() < 0.2:
        part[odd.value(dice)[:60]] = part.pop(key)
    else:
        part[key] = odd.value(dice) if dice.random() < 0.5 else dice.choice(THINGS)


def gentle(dice: Random, content: bytes) -> bytes:
    """Values that may well be taken, at the edge of what is; all of it new to every diary."""
    try:
        whole = json.loads(content)
    except ValueError:
        content = content if content.isascii() else b"happened_at\n2026-11-01T02:15:00Z\n"
        return content.replace(
            b"\n2026-11-", f"\n{dice.randrange(1900, 2026)}-0{dice.randrange(1, 10)}-".encode()
        )
    for entry in whole["episodes"]:
        entry["id"] = f"fuzz-{dice.randrange(10**12)}"
        for name, values in EDGES.items():
            if dice.random() < 0.1:
                entry[name] = dice.choice(values)
    return json.dumps(whole).encode()


EDGES: dict[str, tuple[Any, ...]] = {
    "note": odd.TEXTS,
    "id": ("a", "x" * 100, "é", "a b", "../x", "<b>", "{{ x }}", "%s"),
    "happened_at": (
        "1900-01-01T12:00:00Z",
        "1900-01-02T00:00:00+14:00",
        "2026-03-29T02:30:00+01:00",
        "2025-10-26T02:30:00+01:00",
        "1911-03-10T23:59:59Z",
    ),
    "time_zone": (*odd.ZONES, "Africa/Monrovia", "Pacific/Apia", "Asia/Kolkata"),
    "count": (1, 999, 1_000, 9_999, 32_767, 2**31, 2**63),
    "duration_seconds": (0, 1, 86_400, 2**31, 2**63, 0.5),
    "movement": ("twitch", "jerk", "cramp", "", None),
    "muscle": ("calf", "erector_spinae", "not_sure_where", "", None),
    "side": ("left", "right", "both", "", None),
    "logged_at": ("1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"),
    "device_happened_at": ("1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"),
    "device_recorded_at": ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"),
}


CHANGES = (_bytes, _cut, _lines, _words, _words, _splice, _encoding, _shape, _shape)


def through_the_page(scene: Scene, name: str, content: bytes) -> None:
    """Look at it, and store it if the page offers that, or now and then put it away."""
    disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    head = f"--{BOUNDARY}\r\n{disposition}\r\nContent-Type: text/csv\r\n\r\n"
    body = head.encode("utf-8", "surrogatepass") + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    what = f"import of {content[:400]!r} ({len(content)} bytes, {content[-80:]!r})"
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    scene.judge.look("files", what, lambda: scene.visitor.ask("POST", "/import/", body, kind))
    page = scene.judge.look("files, looked at", what, lambda: scene.visitor.get("/import/"))
    if page is None:
        return
    forms = [
        form.sends()
        for form in post_forms(page.text)
        if any(field.name == "step" for field in form.fields)
    ]
    if forms:
        chosen = forms[0] if scene.dice.random() < 0.9 else forms[-1]
        part = f"files, {chosen['step'][-1]}"
        scene.judge.look(part, what, lambda: scene.visitor.post("/import/", chosen))


def through_the_command(
    scene: Scene, owner: User, content: bytes, *, preview: bool, recipe: str | None = None
) -> None:
    """The same by ``import_diary``; a refusal is a sentence, never a traceback."""
    what = f"import_diary --recipe {recipe} of {content[:400]!r} ({len(content)} bytes)"

    def run() -> Reply:
        said = io.StringIO()
        with tempfile.NamedTemporaryFile() as file:
            file.write(content)
            file.flush()
            try:
                call_command(
                    "import_diary",
                    owner.username,
                    str(Path(file.name)),
                    preview=preview,
                    recipe=recipe,
                    stdout=said,
                    stderr=said,
                )
            except (CommandError, SystemExit):
                return Reply(422, {}, b"")
        return Reply(200, {}, said.getvalue().encode("utf-8", "surrogatepass"))

    with patch("sys.exit", side_effect=SystemExit):
        scene.judge.look("files, command", what, run)
