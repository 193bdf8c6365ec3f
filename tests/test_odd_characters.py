"""Letters that nothing can store, in every way in: said by name, and no page is lost to them for good."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from journal.files.waiting import folder
from journal.models import Episode
from tests.forms import step

HALF = "\ud800"
ODD = [HALF, "\udfff", "a\0b", "a\x0bb\x1bc", "\x85", "\ufffe", "\u202e\u2066", "x" * 70_000]
PAGE = "/import/"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.API_COUNTS = tmp_path, tmp_path / "counts"


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
    text = bring(as_ada, diary(episodes=[{"id": "a", "happened_at": "2026-07-07T02:15:00Z", "muscle": HALF}]))
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
FIELDS = {
    "episodes": "id happened_at time_zone movement muscle side phase woke duration_seconds count noticed_by"
    " called_back intensity note recorded_at source",
    "nights": "night_of recorded_at",
    "mornings": "night_of does_not_know bed_at woke_at recorded_at",
    "days": "night_of caffeine alcohol exercise short_sleep stress medicine_change note recorded_at",
    "appointments": "on_date with_whom worry questions since_when how_it_began medicines changes said_afterwards"
    " next_step created_at closed_at",
    "answers": "answer answered_at",
    "other_things": "thing answer since answered_at",
}


@pytest.mark.parametrize("odd", ODD, ids=ascii)
@pytest.mark.parametrize("kind", FIELDS)
def test_no_field_of_a_json_file_breaks_the_page(as_ada: Client, kind: str, odd: str) -> None:
    records = [{**MORE[kind], field: odd} for field in FIELDS[kind].split()]
    text = bring(as_ada, diary(**{kind: [*records, {**MORE[kind], odd: "x"}], odd: []}))
    assert "\0" not in text
    as_ada.post(PAGE, step(as_ada, "store"))
    assert as_ada.get(PAGE).status_code == 200


@pytest.mark.parametrize("odd", ["\0", "\x0b\x1b", "\x85", "\ufffe", "\u202e\u2066", "\x7f"], ids=ascii)
def test_no_cell_of_a_table_breaks_the_page(as_ada: Client, odd: str) -> None:
    columns = FIELDS["episodes"].split()[:14]
    sound = {"id": "a", "happened_at": "2026-07-07T02:15:00Z"}
    rows = [",".join({**sound, column: odd}.get(name, "") for name in columns) for column in columns]
    bring(as_ada, "\n".join([",".join(columns), *rows]).encode())
    bring(as_ada, f"happened_at,{odd}\n2026-07-07T02:15:00Z,{odd}\n".encode())


@pytest.mark.parametrize(
    "name", ["a\ud800.csv", "a\x0b\x1b.csv", "\u202evsc.csv", "x" * 300 + ".csv", "<b>.csv", "..", ""]
)
def test_no_name_of_a_file_breaks_the_page(as_ada: Client, name: str) -> None:
    quoted = name.encode("utf-8", "surrogatepass").decode("latin-1")
    part = f'Content-Disposition: form-data; name="file"; filename="{quoted}"'.encode("latin-1")
    body = b"--b\r\n" + part + b"\r\nContent-Type: text/csv\r\n\r\nhappened_at\n2026-07-07T02:15Z\n\r\n--b--\r\n"
    assert as_ada.generic("POST", PAGE, body, "multipart/form-data; boundary=b").status_code in (302, 422)
    answer = as_ada.get(PAGE)
    assert answer.status_code == 200
    assert "\x0b" not in answer.content.decode()


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"null", b"[]", b'{"noted_at": 1}', b"\xff\xfe", b"\0" * 50, "cut", "turned", "folder"],
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
def test_a_folder_in_the_place_of_a_waiting_file_is_no_file(as_ada: Client, ending: str, then: str) -> None:
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


PARAMETERS = [
    *(f"/episodes/?{name}=" for name in ("q", "older", "newer", "first", "last", "movement", "region", "asks")),
    *(f"/api/episodes?{name}=" for name in ("cursor", "since", "until", "first", "last")),
    "/patterns/?weeks=", "/report/?weeks=", "/dashboard/?weeks=", "/log/?next=", "/pad/?x=", "/morning/?night=",
    "/account/login/?next=", "/s/", "/api/", "/api/nights/", "/export/diary.", "/episodes/",
]  # fmt: skip


@pytest.mark.parametrize("odd", ["%ED%A0%80", "%00", "%0B%1B", "%FF%FE", "%E2%80%AE", "%2B2AA-", "9" * 400])
def test_no_address_breaks_a_page(as_ada: Client, odd: str) -> None:
    for address in PARAMETERS:
        for kind in ("", "text/plain; charset=utf-7", "text/plain; charset=hex"):
            answer = as_ada.generic("GET", address + odd, content_type=kind)
            assert answer.status_code in (200, 301, 302, 400, 401, 404, 405, 422), (address, answer.status_code)


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "hex", "rot13", "latin-1"])
def test_a_form_that_is_not_in_utf_8_is_refused(as_ada: Client, ada: User, charset: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\n+2AA-\r\n--x--\r\n'
    for page in ("/log/", "/morning/", "/import/", "/settings/", "/appointment/", "/account/login/"):
        answer = as_ada.generic("POST", page, body, f"multipart/form-data; boundary=x; charset={charset}")
        assert answer.status_code == 400
    assert Episode.objects.of(ada).count() == 0


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "us-ascii", "klingon"])
def test_a_form_in_utf_8_is_taken(as_ada: Client, ada: User, charset: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="movement"\r\n\r\ntwitch\r\n--x--\r\n'
    as_ada.generic("POST", "/log/", body, f"multipart/form-data; boundary=x; charset={charset}")
    assert Episode.objects.of(ada).count() == 1


@pytest.mark.parametrize("odd", [*ODD, "�"], ids=ascii)
def test_no_body_breaks_the_api(as_ada: Client, odd: str) -> None:
    sound = {"id": "a", "happened_at": "2026-07-07T02:15:00Z", "time_zone": "Europe/Berlin"}
    for field in [*FIELDS["episodes"].split()[:14], "logged_at", odd]:
        for body in ({**sound, field: odd}, {"episodes": [{**sound, field: odd}], "source": "pad"}):
            answer = as_ada.post("/api/episodes", json.dumps(body), content_type="application/json")
            assert answer.status_code in (200, 201, 400, 413, 422), (field, answer.status_code)
            answer.json()


@pytest.mark.parametrize("body", [b"", b"\xff", b"{", b"[]", b"null", b'"a"', b"1e999", b"[" * 99_999, b'{"a":NaN}'])
def test_no_damaged_body_breaks_the_api(as_ada: Client, body: bytes) -> None:
    for kind in ("application/json", "application/json; charset=utf-7", "text/plain", "multipart/form-data", ""):
        answer = as_ada.generic("POST", "/api/episodes", body, kind)
        assert 400 <= answer.status_code < 500
        answer.json()


@pytest.mark.parametrize("odd", ["a\0b", "a\x0bb\x1bc", "\x85", "\ufffe", "\u202e\u2066", "x" * 70_000], ids=ascii)
def test_no_name_of_a_person_breaks_signing_in(client: Client, db: None, odd: str) -> None:
    for page, fields in (
        ("/account/login/", ("login", "password")),
        ("/account/signup/", ("username", "email", "password1", "password2", "time_zone")),
        ("/account/password/reset/", ("email",)),
    ):
        answer = client.post(page, dict.fromkeys(fields, odd))
        assert answer.status_code in (200, 302, 429), (page, answer.status_code)
    assert User.objects.count() == 0


PAGES = ("/log/", "/morning/", "/import/", "/settings/", "/appointment/", "/nights/", "/share/", "/decide/", "/trash/")
PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename*=%s\r\n\r\nx\r\n--x--'
BODIES = {
    "nothing": b"",
    "no form": b"\xff\xfe\x00",
    "half a form": b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\n',
    "a name of no character set": PART % b"klingon''a",
    "half a character in the name": PART % b"utf-7''a%2B2AA-",
    "a bad escape": b"note=%&%=%ED%A0%80&count=%00",
}
KINDS = (
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "text/plain",
    "",
)


@pytest.mark.parametrize("page", PAGES)
def test_no_damaged_form_breaks_a_page(as_ada: Client, page: str) -> None:
    for name, body in BODIES.items():
        for kind in KINDS:
            answer = as_ada.generic("POST", page, body, kind)
            assert answer.status_code in (200, 302, 400, 401, 404, 409, 422), (name, kind)
    assert as_ada.get(PAGE).status_code == 200
