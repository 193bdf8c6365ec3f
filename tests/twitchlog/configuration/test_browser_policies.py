"""What every answer tells the browser to refuse, and that no page of ours needs what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import builders
from tests.addresses import OBJECTS, OPEN, OWN
from tests.project.rooms import ROOT
from tests.rows_of_every_model import fill

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


class Refused(HTMLParser):
    """Collects what the policy forbids in a page: script in the page, style in the page, handlers,
    other origins.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (
            tag == "script" and not given.get("src") and given.get("type") != "application/json"
        ):
            self.found.append(f"<{tag}> in the page")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.found.append(f'{name}="{value}"')
            if name in {"src", "srcset", "action", "data"} and re.match(
                r"(https?:)?//", value or ""
            ):
                self.found.append(f'{name}="{value}" is another origin')


def every_address(person: User) -> Iterator[str]:
    """All addresses, with the person's own objects, made when it is their turn."""
    yield from OPEN.values()
    yield from OWN.values()
    for address in OBJECTS.values():
        yield address(person)


def check(answer: object, address: str) -> None:
    """The headers of one answer; a page must also keep to them."""
    headers = answer.headers  # type: ignore[attr-defined]  # the test client's answer, which has no type of its own
    sent = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert sent == POLICY, address
    # A shared link is its own key: it is told to nobody.
    referrer = "no-referrer" if address.startswith(("/s/", "/w/")) else "same-origin"
    assert headers["Referrer-Policy"] == referrer, address
    assert headers["X-Content-Type-Options"] == "nosniff", address
    assert headers["X-Frame-Options"] == "DENY", address
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address
    if headers.get("Content-Type", "").startswith("text/html"):
        assert Refused(answer.content.decode()).found == [], address  # type: ignore[attr-defined]


def test_every_answer_to_somebody_signed_in_is_guarded(as_ada: Client, ada: User) -> None:
    fill(ada)
    as_ada.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    trashed = builders.episode(ada)
    as_ada.post(f"/episodes/{trashed.pk}/delete/")
    for address in every_address(ada):
        if address != "/account/logout/":
            check(as_ada.get(address), address)
    check(as_ada.get("/account/logout/"), "/account/logout/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*OPEN.values(), "/nothing-here/", "/static/nothing.css"])
def test_every_answer_to_a_visitor_is_guarded(client: Client, address: str) -> None:
    check(client.get(address), address)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_template_holds_script_style_or_handlers(path: Path) -> None:
    text = re.sub(
        r"{%.*?%}|{{.*?}}|{#.*?#}", "x", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    assert Refused(text).found == []


def test_the_guard_itself_finds_what_it_looks_for() -> None:
    bad = (
        '<p style="x"><a onclick="y"><script>z</script><style></style><img src="//'
        'elsewhere.example/x.png">'
    )
    assert len(Refused(bad).found) == 5
    assert (
        Refused('<script src="/x.js"></script><script type="application/json">{}</script>').found
        == []
    )
