"""The page for people who write programs says what the published document says."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from journal.api.reference_page import STATUS_WORDS, api_reference
from journal.api.routes import api
from journal.api.schemas_in import OneEpisode


@pytest.fixture
def page(as_ada: Client) -> str:
    """The page's source."""
    answer = as_ada.get("/api/docs")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_every_operation_is_on_the_page(page: str) -> None:
    document = api.get_openapi_schema()
    operations = [
        (method, path, operation)
        for path, rooms in document["paths"].items()
        for method, operation in rooms.items()
    ]
    assert len(operations) == 27
    for method, path, operation in operations:
        assert re.search(rf"{method.upper()}</span>\s*<code>{re.escape(path)}</code>", page)
        assert operation["summary"] in page
        assert operation["description"] in page
        assert {str(status) for status in operation["responses"]} <= set(STATUS_WORDS)


def test_every_field_of_an_entry_is_explained(page: str) -> None:
    (shape,) = [one for one in api_reference().shapes if one.name == "OneEpisode"]
    assert [row.name for row in shape.rows][:3] == ["id", "happened_at", "time_zone"]
    assert {row.name for row in shape.rows} == set(OneEpisode.model_fields)
    for row in shape.rows:
        assert row.description in page
        assert row.description
    movement = next(row for row in shape.rows if row.name == "movement")
    assert movement.values == ("twitch", "jerk", "cramp", "felt_jolt", "buzzing", "other", "unsure")


def test_every_shape_that_is_named_is_explained(page: str) -> None:
    named = set(re.findall(r'href="#(shape-\w+)"', page))
    assert named
    assert named <= set(re.findall(r'id="(shape-\w+)"', page))


def test_it_names_this_server_and_asks_nothing_of_another(page: str) -> None:
    assert "curl http://testserver/api/episodes" in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


@pytest.mark.django_db
def test_it_is_for_people_with_a_diary(client: Client) -> None:
    assert client.get("/api/docs").headers["Location"].startswith("/account/login/")
