"""Letters that nothing can store in addresses, bodies, names and forms: no page is lost to them."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.models import Episode
from tests.forms.odd_letters import FIELDS, ODD, PAGE, _own_folder

__all__ = ["_own_folder"]
PARAMETERS = [
    *(f"/episodes/?{name}=" for name in ("q", "older", "newer", "first", "last", "movement")),
    *(f"/episodes/?{name}=" for name in ("region", "asks")),
    *(f"/api/episodes?{name}=" for name in ("cursor", "since", "until", "first", "last")),
    "/patterns/?weeks=", "/report/?weeks=", "/dashboard/?weeks=", "/log/?next=", "/pad/?x=",
    "/morning/?night=", "/sleep/?night=", "/sleep/?fill=jolts=",
    "/account/login/?next=", "/s/", "/api/", "/api/nights/", "/export/diary.",
    "/episodes/",
]  # fmt: skip


@pytest.mark.parametrize(
    "odd", ["%ED%A0%80", "%00", "%0B%1B", "%FF%FE", "%E2%80%AE", "%2B2AA-", "9" * 400]
)
def test_no_address_breaks_a_page(as_ada: Client, odd: str) -> None:
    for address in PARAMETERS:
        for kind in ("", "text/plain; charset=utf-7", "text/plain; charset=hex"):
            answer = as_ada.generic("GET", address + odd, content_type=kind)
            assert answer.status_code in (200, 301, 302, 400, 401, 404, 405, 422), (
                address,
                answer.status_code,
            )


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "hex", "rot13", "latin-1"])
def test_a_form_that_is_not_in_utf_8_is_refused(as_ada: Client, ada: User, charset: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\n+2AA-\r\n--x--\r\n'
    for page in (
        "/log/",
        "/morning/",
        "/import/",
        "/settings/",
        "/appointment/",
        "/account/login/",
    ):
        answer = as_ada.generic(
            "POST", page, body, f"multipart/form-data; boundary=x; charset={charset}"
        )
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


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"{", b"[]", b"null", b'"a"', b"1e999", b"[" * 99_999, b'{"a":NaN}']
)
def test_no_damaged_body_breaks_the_api(as_ada: Client, body: bytes) -> None:
    for kind in (
        "application/json",
        "application/json; charset=utf-7",
        "text/plain",
        "multipart/form-data",
        "",
    ):
        answer = as_ada.generic("POST", "/api/episodes", body, kind)
        assert 400 <= answer.status_code < 500
        answer.json()


@pytest.mark.parametrize(
    "odd", ["a\0b", "a\x0bb\x1bc", "\x85", "\ufffe", "\u202e\u2066", "x" * 70_000], ids=ascii
)
def test_no_name_of_a_person_breaks_signing_in(client: Client, db: None, odd: str) -> None:
    for page, fields in (
        ("/account/login/", ("login", "password")),
        ("/account/signup/", ("username", "email", "password1", "time_zone")),
        ("/account/password/reset/", ("email",)),
    ):
        answer = client.post(page, dict.fromkeys(fields, odd))
        assert answer.status_code in (200, 302, 429), (page, answer.status_code)
    assert User.objects.count() == 0


PAGES = (
    "/log/",
    "/morning/",
    "/sleep/",
    "/import/",
    "/settings/",
    "/appointment/",
    "/nights/",
    "/share/",
    "/decide/",
    "/trash/",
)
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
