"""Every fact goes round: each line of ``tests/facts.py`` by each way in and out.

A new line is added there, not here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.account_deletion import delete_account
from journal.actions.delete_account import erase_all
from journal.files.export import DIARY_TABLES, export
from journal.files.import_diary import store
from journal.models import Preferences
from tests import pdf
from tests.fact_kinds import NOW, Absent, Fact, tell
from tests.facts import FACTS

WAYS_IN = ("form", "api")
FILES = ("csv", "json")
WAYS_OUT = ("page", "pdf", "fhir", "text")
REPORTS = {
    "page": "/report/?period=4",
    "pdf": "/report/report.pdf?period=4",
    "fhir": "/report/report.fhir.json?period=4",
    "text": "/report/text/?period=4",
}


def lines(*ways: str) -> pytest.MarkDecorator:
    """Each fact with each of these ways that it goes."""
    pairs = [
        pytest.param(fact, way, id=f"{fact.name}-{way}")
        for fact in FACTS
        for way in ways
        if not isinstance(getattr(fact, way), Absent)
    ]
    return pytest.mark.parametrize(("fact", "way"), pairs)


@pytest.fixture(autouse=True)
def _july(ada: User, ben: User) -> Iterator[None]:
    for person in (ada, ben):
        Preferences.objects.create(owner=person, time_zone="Europe/Berlin")
    with time_machine.travel(NOW, tick=False):
        yield


def words(body: str) -> str:
    """What a reader reads of a page."""
    main = re.sub(r"<[^>]+>", " ", body[body.index("<main") :])
    return " ".join(unescape(main).split())


@lines(*WAYS_IN)
def test_it_comes_in(fact: Fact, way: str, ada: User, as_ada: Client) -> None:
    answer = getattr(fact, way)(as_ada)
    assert answer.status_code < 400, answer.content
    assert fact.stored(ada) == fact.value


@lines(*FILES)
def test_it_goes_round_by_file(fact: Fact, way: str, ada: User, ben: User, as_ada: Client) -> None:
    tell(fact, as_ada)
    kinds = DIARY_TABLES if way == "csv" else (way,)
    files = {kind: "".join(export(ada, kind)).encode() for kind in kinds}
    assert fact.stored(ben) != fact.value
    for _again in range(2):
        for file in files.values():
            store(ben, io.BytesIO(file), default_zone="Europe/Berlin", as_of=NOW)
        assert fact.stored(ben) == fact.stored(ada)
        assert {kind: "".join(export(ben, kind)).encode() for kind in kinds} == files


@lines(*WAYS_OUT)
def test_it_is_told(fact: Fact, way: str, as_ada: Client) -> None:
    before = told(as_ada, way)
    tell(fact, as_ada)
    assert getattr(fact, way) not in before
    assert getattr(fact, way) in told(as_ada, way)


def told(client: Client, way: str) -> str:
    """The whole report, as it goes out that way."""
    answer = client.get(REPORTS[way])
    body = b"".join(answer) if answer.streaming else answer.content
    if way == "pdf":
        return pdf.text(body)
    return words(body.decode()) if way in ("page", "text") else body.decode()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_it_goes_with_the_account(fact: Fact, ada: User, as_ada: Client) -> None:
    tell(fact, as_ada)
    assert all(model._base_manager.filter(owner=ada).exists() for model in fact.rows)
    delete_account(ada)
    erase_all()
    assert not any(model._base_manager.exists() for model in fact.rows)
