"""Three people on one server: each sees and changes only their own, at every address there is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from journal.forms.post_only_addresses import PAGE_OF
from journal.models import Episode, StoredSleep
from journal.urls import urlpatterns
from tests import builders, pdf
from tests.addresses import OBJECTS, OPEN, OWN, routes
from tests.rows_of_every_model import fill, ways_to_a_person

# Every page has tests of its own, which are traced; tracing these as well doubled their time.
pytestmark = pytest.mark.no_cover

journal_urls = [pattern for pattern in urlpatterns if isinstance(pattern, URLPattern)]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
# What stands in every text of Ben's, so that a page which shows any of it is found out.
BENS = "belongs-to-ben"


def send(client: Client, method: str, address: str) -> Any:
    """One request with the least that each kind of address takes for a body."""
    if address.startswith("/api/"):
        return client.generic(method, address, b"{}", content_type="application/json")
    return client.generic(
        method, address, b"undo=1", content_type="application/x-www-form-urlencoded"
    )


def name_of(route: str) -> str:
    """The name of one of our own routes, "" for others'."""
    return next(
        (pattern.name or "" for pattern in journal_urls if str(pattern.pattern) == route), ""
    )


def body(answer: Any) -> str:
    """The whole answer, also if it is streamed or a PDF."""
    if answer.headers.get("Content-Type") == "application/pdf":
        return pdf.text(answer.content) if answer.content else ""
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def rows_of(person: User) -> dict[str, list[dict[str, Any]]]:
    """Everything that is stored of a person."""
    return {
        model._meta.label: list(
            model._default_manager.filter(**{way: person.pk}).order_by("pk").values()
        )
        for model, way in ways_to_a_person().items()
    }


@pytest.fixture
def ben(ben: User) -> User:
    """Ben, with a row of every kind, an entry in the trash, and his mark on every text."""
    fill(ben)
    trashed = builders.episode(ben)
    Episode.objects.filter(pk=trashed.pk).update(deleted_at=timezone.now())
    for model, way in ways_to_a_person().items():
        for field in model._meta.get_fields():
            if field.__class__.__name__ == "TextField" or getattr(field, "name", "") in {
                "with_whom",
                "for_whom",
                "watcher",
                "name",
            }:
                model._default_manager.filter(**{way: ben.pk}).update(**{field.name: BENS})
    # no text of a person's: what the program wrote, with the device's own word in it
    sleep = {"intervals": [[0, 60, "asleep", BENS]]}
    StoredSleep.objects.filter(owner=ben).update(content=json.dumps(sleep))
    return ben


@pytest.fixture
def as_ada(ada: User) -> Client:
    """Ada, who has just said once more who she is, so that no page hides behind that question."""
    client = Client(raise_request_exception=True)
    client.force_login(ada)
    client.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    return client


def test_every_address_has_been_thought_of() -> None:
    known = [*OPEN, *OWN, *OBJECTS]
    assert len(known) == len(set(known))
    assert set(known) == {route for route, _view in routes()}


@pytest.mark.parametrize("route", [*OWN, *OBJECTS])
def test_a_visitor_is_asked_to_sign_in(client: Client, ben: User, route: str) -> None:
    address = OWN[route] if route in OWN else OBJECTS[route](ben)
    before = rows_of(ben)
    asked = []
    for method in METHODS:
        answer = send(client, method, address)
        to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/account/login/")
        asked.append(to_sign_in or answer.status_code == 401)
        assert asked[-1] or answer.status_code == 405, f"{method} {address}: {answer.status_code}"
        assert BENS not in body(answer)
    assert any(asked)
    assert rows_of(ben) == before


@pytest.mark.parametrize("route", OBJECTS)
def test_what_is_somebody_elses_is_not_there(
    as_ada: Client, ben: User, cleo: User, route: str
) -> None:
    address, before = OBJECTS[route](ben), rows_of(ben)
    as_cleo = Client()
    as_cleo.force_login(cleo)
    as_cleo.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    for client in (as_ada, as_cleo):
        answers = [send(client, method, address) for method in METHODS]
        if (
            name_of(route) in PAGE_OF
        ):  # whoever looks at such an address is led to their own page, whosever it is
            looks = {answer["Location"] for answer in answers[:2]}
            assert looks == {reverse(PAGE_OF[name_of(route)])}
            answers = answers[2:]
        assert {answer.status_code for answer in answers} <= {404, 405}
        assert 404 in [answer.status_code for answer in answers]
        assert not any(BENS in body(answer) for answer in answers)
    assert rows_of(ben) == before


@pytest.mark.parametrize("route", OBJECTS)
def test_what_is_ones_own_is_there(ben: User, route: str) -> None:
    """Or the test above would pass at an address that nobody can open."""
    client = Client()
    client.force_login(ben)
    client.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    statuses = [send(client, method, OBJECTS[route](ben)).status_code for method in ("GET", "POST")]
    assert 404 not in statuses
    assert {200, 302, 422} & set(statuses)


@pytest.mark.parametrize("route", [*OWN, *OPEN])
def test_no_page_shows_or_changes_anything_of_others(as_ada: Client, ben: User, route: str) -> None:
    address, before = {**OWN, **OPEN}[route], rows_of(ben)
    for method in METHODS:
        answer: HttpResponse = send(as_ada, method, address)
        assert answer.status_code != 403, f"{method} {address}"
        assert BENS not in body(answer), f"{method} {address}"
    assert rows_of(ben) == before
