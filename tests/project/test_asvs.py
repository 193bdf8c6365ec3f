"""docs/security.md: every number of the standard stands there once, and every test that it names is
there.
"""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from tests.project.rooms import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
# The last number of levels 1 and 2 in each section of ASVS 5.0.0; in each they are the first ones.
SECTIONS = (
    "1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 "
    "4.2:1 4.3:2"
    " 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 "
    "7.4:5 7.5:2"
    " 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 "
    "11.1:2 11.2:3"
    " 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 "
    "14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2"
)
LAST = {section: int(last) for section, last in (one.split(":") for one in SECTIONS.split())}
ROW = re.compile(r"^\| (\d+\.\d+)\.(\d+)(?:-(\d+))? \| (.+?) \| (.+) \|$", re.MULTILINE)
WHY = (
    "by its make",
    "not here",
    "*not held*",
    "*operator*",
    "](",
    "SECURITY.md",
    "make siege",
    "this page",
    "above",
    "allauth",
)


def test_every_number_stands_there_once() -> None:
    told = [
        f"{section}.{number}"
        for section, first, last, *_cells in ROW.findall(TEXT)
        for number in range(int(first), int(last or first) + 1)
    ]
    assert told == [
        f"{section}.{number}" for section, last in LAST.items() for number in range(1, last + 1)
    ]


def test_every_row_names_a_test_or_says_why_not() -> None:
    for section, number, _last, _asked, held in ROW.findall(TEXT):
        assert "::" in held or any(word in held for word in WHY), f"{section}.{number}"


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"`([\w/]+\.py)(?:::(test_\w+))?`", TEXT)
    assert len(named) > 100
    for path, name in named:
        file = ROOT / path if path.startswith("tests/") else ROOT / "tests" / path
        assert file.exists() or path == "sealed_form.py", path
        if name:
            assert re.search(
                rf"^(async )?def {name}\(", file.read_text(encoding="utf-8"), re.MULTILINE
            ), (path, name)


def test_its_links_lead_somewhere() -> None:
    assert "docs/security.md" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (ROOT / "docs" / target).exists(), target


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/api/session", "/api/openapi.json", "/pad/", "/static/nothing.js"]
)
def test_no_other_origin_reads_anything(client: Client, address: str) -> None:
    answer = client.get(address, headers={"origin": "https://elsewhere.test"})
    assert not [name for name in answer.headers if name.startswith("Access-Control-")]


@pytest.mark.django_db
def test_trace_is_never_answered_with_what_was_sent(as_ada: Client) -> None:
    for address in ("/", "/dashboard/", "/api/episodes", "/account/login/"):
        answer = as_ada.trace(address, headers={"x-secret": "echo"})
        assert answer.status_code in (302, 401, 403, 405), (address, answer.status_code)
        assert b"echo" not in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/.git/config",
        "/static/",
        "/static/css/",
        "/static/../manage.py",
        "/data/secret-key",
        "/.env",
        "/manage.py",
    ],
)
def test_neither_folders_nor_the_program_itself_are_served(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_it_is_never_in_debug_mode() -> None:
    source = (ROOT / "twitchlog" / "settings.py").read_text(encoding="utf-8")
    assert re.search(r"^DEBUG = False$", source, re.MULTILINE)


def test_passwords_may_be_long_and_of_anything_but_not_short_or_common() -> None:
    person = User(username="somebody")
    for right in (
        "lowercase only words",
        "        spaces  ",
        "ночная тишина",
        "🌙🌙🌙🌙🌙🌙🌙🌙",
        "x1" * 64,
    ):
        validate_password(right, person)
    for wrong in ("short 7", "password", "12345678", "somebody1"):
        with pytest.raises(ValidationError):
            validate_password(wrong, person)
    assert settings.AUTH_PASSWORD_VALIDATORS


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/account/login/", "/account/signup/"])
def test_a_password_is_hidden_and_may_be_pasted(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    fields = re.findall(r"<input[^>]*name=\"password[12]?\"[^>]*>", page)
    assert fields
    assert all('type="password"' in field and "autocomplete=" in field for field in fields)
    assert not any(
        "maxlength" in field and int(re.findall(r'maxlength="(\d+)"', field)[0]) < 64
        for field in fields
    )
    scripts = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "static" / "js").rglob("*.js")
    )
    listens = r"""addEventListener\(\s*["'`](paste|copy|cut)["'`]|\bon(paste|copy|cut)\b"""
    assert not re.search(listens, scripts)
    assert re.search(listens, "box.addEventListener('paste', stop)")
