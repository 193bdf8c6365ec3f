"""Bent diary files through the page and through the command."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from journal.files.export import export
from journal.models import Episode
from tests import builders
from tests.forms import post_forms
from tests.fuzz.bent_files import bent_file
from tests.fuzz.people import Scene
from tests.fuzz.posts import BOUNDARY, FILES
from tests.fuzz.visitor import Reply

AGAIN = 250  # files until all pages must be shown, and the diary is short again
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
