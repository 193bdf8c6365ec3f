"""Letters that nothing can store, in every way in: said by name, and no page is lost to them for
good.
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from journal.files.waiting_files import folder
from tests.forms import step
from tests.forms.odd_letters import FIELDS, HALF, ODD, PAGE, _own_folder

__all__ = ["_own_folder"]


def diary(**lists: Any) -> bytes:
    """A diary file in JSON, in which half a character is written as an escape."""
    return json.dumps({"format": "twitchlog-diary", "version": 1, **lists}).encode()


def bring(client: Client, content: bytes, name: str = "diary.json") -> str:
    """Send a file; the page that follows, which must be there and stay there."""
    answer = client.post(PAGE, {"file": SimpleUploadedFile(name, content)}, follow=True)
    again = client.get(PAGE)
    assert (answer.status_code, again.status_code) == (200, 200)
    return again.content.decode()


def test_half_a_character_is_named_by_its_line_and_the_file_can_be_put_away(as_ada: Client) -> None:
    text = bring(
        as_ada, diary(episodes=[{"id": "a", "happened_at": "2026-07-07T02:15:00Z", "muscle": HALF}])
    )
    assert "Line 1" in text
    assert "<code>muscle</code>" in text
    assert "“�” is not in the list of muscles" in text
    as_ada.post(PAGE, step(as_ada, "drop"))
    assert 'type="file"' in as_ada.get(PAGE).content.decode()


EPISODE = {"id": "a", "happened_at": "2026-07-07T02:15:00Z"}
MORE = {
    "mornings": {"night_of": "2026-07-06"},
    "days": {"night_of": "2026-07-06"},
    "appointments": {"on_date": "2026-08-03", "created_at": "2026-07-07T08:00:00Z"},
    "answers": {"answer": "yes", "answered_at": "2026-07-07T08:05:00Z"},
    "other_things": {"thing": "cramps", "answer": "no", "answered_at": "2026-07-07T08:10:00Z"},
    "nights": {"night_of": "2026-07-08"},
    "episodes": EPISODE,
}


@pytest.mark.parametrize("odd", ODD, ids=ascii)
@pytest.mark.parametrize("kind", FIELDS)
def test_no_field_of_a_json_file_breaks_the_page(as_ada: Client, kind: str, odd: str) -> None:
    records = [{**MORE[kind], field: odd} for field in FIELDS[kind].split()]
    text = bring(as_ada, diary(**{kind: [*records, {**MORE[kind], odd: "x"}], odd: []}))
    assert "\0" not in text
    as_ada.post(PAGE, step(as_ada, "store"))
    assert as_ada.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "odd", ["\0", "\x0b\x1b", "\x85", "\ufffe", "\u202e\u2066", "\x7f"], ids=ascii
)
def test_no_cell_of_a_table_breaks_the_page(as_ada: Client, odd: str) -> None:
    columns = FIELDS["episodes"].split()[:14]
    sound = {"id": "a", "happened_at": "2026-07-07T02:15:00Z"}
    rows = [
        ",".join({**sound, column: odd}.get(name, "") for name in columns) for column in columns
    ]
    bring(as_ada, "\n".join([",".join(columns), *rows]).encode())
    bring(as_ada, f"happened_at,{odd}\n2026-07-07T02:15:00Z,{odd}\n".encode())


@pytest.mark.parametrize(
    "name",
    ["a\ud800.csv", "a\x0b\x1b.csv", "\u202evsc.csv", "x" * 300 + ".csv", "<b>.csv", "..", ""],
)
def test_no_name_of_a_file_breaks_the_page(as_ada: Client, name: str) -> None:
    quoted = name.encode("utf-8", "surrogatepass").decode("latin-1")
    part = f'Content-Disposition: form-data; name="file"; filename="{quoted}"'.encode("latin-1")
    body = (
        b"--b\r\n"
        + part
        + b"\r\nContent-Type: text/csv\r\n\r\nhappened_at\n2026-07-07T02:15Z\n\r\n--b--\r\n"
    )
    assert as_ada.generic("POST", PAGE, body, "multipart/form-data; boundary=b").status_code in (
        302,
        422,
    )
    answer = as_ada.get(PAGE)
    assert answer.status_code == 200
    assert "\x0b" not in answer.content.decode()


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'{"noted_at": 1}',
        b"\xff\xfe",
        b"\0" * 50,
        "cut",
        "turned",
        "folder",
    ],
    ids=repr,
)
def test_a_damaged_note_never_breaks_the_page(as_ada: Client, damage: bytes | str) -> None:
    bring(as_ada, b"happened_at\n2026-07-07T02:15Z\n")
    [note] = folder().glob("*.found")
    whole = note.read_bytes()
    if damage == "folder":
        note.unlink()
        note.mkdir()
    else:
        note.write_bytes({"cut": whole[:-7], "turned": whole[::-1]}.get(str(damage), damage))  # type: ignore[arg-type]
    assert 'type="file"' in as_ada.get(PAGE).content.decode()
    assert "What this file would add" in bring(as_ada, b"happened_at\n2026-07-07T02:15Z\n")
    as_ada.post(PAGE, step(as_ada, "drop"))
    assert list(folder().glob("*")) == []


@pytest.mark.parametrize("ending", [".diary", ".found", ".progress"])
@pytest.mark.parametrize("then", ["store", "drop", ""])
def test_a_folder_in_the_place_of_a_waiting_file_is_no_file(
    as_ada: Client, ending: str, then: str
) -> None:
    bring(as_ada, b"happened_at\n2026-07-07T02:15Z\n")
    [note] = folder().glob("*.found")
    place, sent = note.with_suffix(ending), step(as_ada, then)
    place.unlink(missing_ok=True)
    (place / "within").mkdir(parents=True)
    os.utime(place, (0, 0))
    assert as_ada.get(PAGE).status_code == 200
    assert as_ada.get(reverse("import_progress")).json() == {}
    assert as_ada.post(PAGE, sent).status_code in (302, 409, 422)
    assert as_ada.get(PAGE).status_code == 200


@pytest.mark.parametrize("damage", [b"", b"{", b"null", b"7", b"\xff"], ids=repr)
def test_damaged_progress_is_no_progress(as_ada: Client, damage: bytes) -> None:
    bring(as_ada, b"happened_at\n2026-07-07T02:15Z\n")
    [note] = folder().glob("*.found")
    note.with_suffix(".progress").write_bytes(damage)
    assert as_ada.get(reverse("import_progress")).json() == {}
