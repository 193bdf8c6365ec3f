"""What a request says of its body is read or refused with a page, asked of the program as a server
asks it.
"""

from __future__ import annotations

import sys
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from twitchlog.http.form_charset import Application

pytestmark = pytest.mark.django_db
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
CHARSETS = [
    "utf-16",
    "utf-7",
    "nonsense",
    '"',
    "hex",
    "base64",
    "rot13",
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "cp037",
    "é",
    "utf-8\0",
    "a" * 5000,
]
SAID = [
    "; charset={}",
    "; charset*={}",
    "; charset*={}''x",
    "; charset*0={}",
    "; charset*=utf-8''{}",
]
BOUNDARIES = [
    "*=bogus''x",
    "*=undefined''x",
    "*=hex''x",
    "*=x'y",
    "=\xff",
    "=" + "a" * 300,
    "",
    "*1=a; boundary*0=b",
]


@pytest.fixture(scope="module")
def application() -> Application:
    return Application()


@pytest.fixture
def token() -> str:
    client = Client()
    client.get("/account/login/")
    return client.cookies[settings.CSRF_COOKIE_NAME].value


def status(
    application: Application, token: str, kind: str, body: bytes = b"a=b", **head: Any
) -> int:
    """The status of a form that a page of ours might have sent; its answer must be a page, or JSON
    for a program.
    """
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/account/login/",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_COOKIE": f"{settings.CSRF_COOKIE_NAME}={token}",
        "HTTP_X_CSRFTOKEN": token,
        "wsgi.input": BytesIO(body),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        **head,
    }
    started: list[str] = []
    begin: Any = lambda status_line, _headers: started.append(status_line)  # noqa: E731
    page = b"".join(application(environ, begin))
    assert b"<main" in page or page.startswith(b"{") or page == b"", (kind, page[:100])
    return int(started[0].split()[0])


@pytest.mark.parametrize("charset", CHARSETS, ids=lambda name: name[:10])
@pytest.mark.parametrize("content_type", SAID)
def test_no_character_set_breaks_an_answer(
    application: Application, token: str, charset: str, content_type: str
) -> None:
    for kind in (FORM, MULTIPART, "application/json", "text/plain"):
        for path, query in (
            ("/account/login/", ""),
            ("/api/episodes", "a=%ff"),
            ("/nothing", "é=%"),
            ("/s/guessed/", "a=b"),
        ):
            query_bytes = query.encode().decode("latin-1")
            answered = status(
                application,
                token,
                kind + content_type.format(charset),
                PATH_INFO=path,
                QUERY_STRING=query_bytes,
            )
            assert answered < 500


def test_one_that_is_not_utf_8_is_refused(application: Application, token: str) -> None:
    for charset in ("; charset=utf-16", "; charset*=bogus''x", "; charset*=undefined''x"):
        assert status(application, token, FORM + charset) == 400
    assert status(application, token, f"{FORM}; charset=UTF8") == 200
    assert (
        status(application, token, f"{FORM}; charset=nonsense") == 200
    )  # as if it had said nothing


@pytest.mark.parametrize("boundary", BOUNDARIES, ids=lambda name: name[:12])
def test_no_boundary_breaks_an_answer(application: Application, token: str, boundary: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nz\r\n--x--\r\n'
    for path in ("/account/login/", "/import/", "/s/guessed/"):
        assert (
            status(
                application, token, f"multipart/form-data; boundary{boundary}", body, PATH_INFO=path
            )
            < 500
        )


@pytest.mark.parametrize(
    "part",
    [
        b"name=\"file\"; filename*=bogus''a.csv",
        b"name=\"file\"; filename*=undefined''a.csv",
        b"name=\"file\"; filename*=utf-16''%00.csv",
        b"name*=rot13''a",
        b'name="a\0b"',
        b'name="\xff"; filename="\xfe"',
        b'name="a"; filename="' + b"n" * 100_000 + b'"',
        b'name="f"; ' + b"a=b; " * 5000,
        b'name="f"; filename="a"\r\nContent-Transfer-Encoding: base64',
        b'name="f"; filename="a"\r\nContent-Length: ' + b"9" * 5000,
        b'name="f"; filename="a"\r\nContent-Type: text/plain; charset*=bogus\'\'y',
        b'name="f"\r\nContent-Type: multipart/mixed; boundary=y',
    ],
    ids=lambda part: part[:25].decode("latin-1"),
)
def test_no_part_of_a_form_breaks_an_answer(
    application: Application, token: str, part: bytes
) -> None:
    body = b"--x\r\nContent-Disposition: form-data; " + part + b"\r\n\r\n\xff!\r\n--x--\r\n"
    assert status(application, token, MULTIPART, body) < 500


@pytest.mark.parametrize("number", [1001, 2000])
def test_too_many_fields_are_refused(application: Application, token: str, number: int) -> None:
    parts = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\nz\r\n' % field
        for field in range(number + 5)
    )
    assert status(application, token, MULTIPART, parts + b"--x--\r\n") == 400
    assert (
        status(application, token, FORM, b"&".join(b"a%d=1" % field for field in range(number)))
        == 400
    )
    files = parts.replace(b'"\r\n\r\n', b'"; filename="q"\r\n\r\n')
    assert status(application, token, MULTIPART, files + b"--x--\r\n") == 400


@pytest.mark.parametrize("length", ["x", "-5", "9" * 5000, "1e3", " "])
def test_a_length_that_is_none_breaks_nothing(
    application: Application, token: str, length: str
) -> None:
    assert status(application, token, FORM, CONTENT_LENGTH=length) < 500


@pytest.mark.parametrize(
    "head",
    [
        {"HTTP_HOST": "\xff"},
        {"HTTP_COOKIE": "\xff=\xfe;;=;a"},
        {"HTTP_X_CSRFTOKEN": "\xff"},
        {"HTTP_ORIGIN": "http://[::1"},
        {"HTTP_REFERER": "http://[", "wsgi.url_scheme": "https"},
        {"PATH_INFO": "/\xff\xfe"},
        {"PATH_INFO": "/a\0b"},
        {"QUERY_STRING": "a=%00&\xff"},
        {"QUERY_STRING": "&".join(f"a={value}" for value in range(2000))},
        {"HTTP_ACCEPT_LANGUAGE": "\xff;q=zz" * 2000},
        {"HTTP_X_FORWARDED_FOR": "\xff,,"},
        {"HTTP_AUTHORIZATION": "Bearer \0"},
        {"HTTP_HX_CURRENT_URL": "http://["},
        {"HTTP_HX_CURRENT_URL": "%ff%", "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": "true"},
        {"HTTP_X_TWITCHLOG_DRAFT": "\xff"},
        {"HTTP_X_TWITCHLOG_ACCOUNT": "\xff"},
        {"REQUEST_METHOD": "\xff"},
        {"SERVER_PORT": "x"},
        {"HTTP_USER_AGENT": "\xff" * 9999},
    ],
    ids=lambda head: next(iter(head)),
)
def test_no_other_header_breaks_an_answer(
    application: Application, token: str, head: dict[str, Any]
) -> None:
    for path in (
        "/account/login/",
        "/",
        "/api/episodes",
        "/s/guessed/",
        "/static/x.css",
        "/dashboard/",
        "/pad/",
    ):
        for method in ("GET", "POST"):
            assert (
                status(
                    application,
                    token,
                    FORM,
                    b"a=b",
                    **{"PATH_INFO": path, "REQUEST_METHOD": method} | head,
                )
                < 500
            )
