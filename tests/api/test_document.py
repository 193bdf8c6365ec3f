"""The published document, held to what the door does by Schemathesis, and to what the readers of it need."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import schemathesis
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig

from journal import limits
from journal.anatomy import MUSCLE_BY_ID
from journal.api.document import REFERENCE
from journal.api.door import door
from journal.entries import Entry
from journal.models import ApiToken
from journal.models.token import Scope
from twitchlog.wsgi import application

# The door has tests of its own, which are traced; tracing these as well doubled their time.
pytestmark = pytest.mark.no_cover

# What a document cannot say, so that data sound by it may still be refused.
UNSAYABLE = {
    "POST /api/episodes": 422,  # not in the future; no side for a muscle in the middle; a time zone that there is
    "GET /api/episodes": 400,  # a cursor that was handed out
    "GET /api/nights": 400,  # at most a year of nights
    "PUT /api/nights/{night}": 422,  # a night of the last week
}
CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 20260707,
        "generation": {"with-security-parameters": False},
        "checks": {"positive_data_acceptance": {"expected-statuses": [200, 204]}},
        "operations": [
            {"include-name": name, "checks": {"positive_data_acceptance": {"expected-statuses": [200, status]}}}
            for name, status in UNSAYABLE.items()
        ]
        # It takes a session that is handed to it for one it made up; tests/api/test_access.py tries without.
        + [{"include-name": "GET /api/session", "checks": {"ignored_auth": {"enabled": False}}}],
    }
)


@pytest.fixture
def way_in(ada: User, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[Case[Any]], dict[str, Any]]:
    """Lets Ada in as often as the test likes: by a token that may do all, or the session where only that will do."""
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.API_REQUESTS_A_MINUTE = 0
    monkeypatch.setattr(limits, "FAILURES_A_MINUTE", 100_000)
    text = ApiToken.make(ada, name="schemathesis", scope=Scope.ALL, as_of=datetime.now(UTC))[1]
    browser = Client()
    browser.force_login(ada)
    name = settings.SESSION_COOKIE_NAME
    plain = {"Accept-Encoding": "identity"}  # werkzeug asks for gzip and does not unpack it

    def of(case: Case[Any]) -> dict[str, Any]:
        if case.path == "/api/session":
            return {"cookies": {name: browser.cookies[name].value}, "headers": plain}
        return {"headers": {"Authorization": f"Bearer {text}", **plain}}

    return of


# The real app behind the document, called in this process.
DOCUMENT = json.loads(json.dumps(door.get_openapi_schema()))
schema = schemathesis.openapi.from_dict(DOCUMENT, config=CONFIG)
schema.app = application


@schema.parametrize()
@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_schemathesis_finds_nothing(case: Case[Any], way_in: Callable[[Case[Any]], dict[str, Any]]) -> None:
    case.call_and_validate(**way_in(case))


@pytest.mark.django_db
def test_the_document_is_published_for_tools(client: Client) -> None:
    document = client.get("/api/openapi.json").json()
    assert document == DOCUMENT
    assert document["openapi"] == "3.1.0"
    assert {f"{method.upper()} {path}" for path, rooms in document["paths"].items() for method in rooms} == {
        "GET /api/session",
        "POST /api/episodes",
        "GET /api/episodes",
        "GET /api/nights",
        "PUT /api/nights/{night}",
        "DELETE /api/nights/{night}",
        "GET /api/muscles",
    }


def test_the_document_names_every_field_of_an_entry() -> None:
    shapes = DOCUMENT["components"]["schemas"]
    fields = {field.name for field in dataclasses.fields(Entry)}
    assert set(shapes["EpisodeIn"]["properties"]) == set(shapes["OneEpisode"]["properties"]) == fields | {"logged_at"}
    assert fields <= set(shapes["EpisodeOut"]["properties"])
    assert shapes["EpisodeIn"]["properties"]["muscle"]["enum"] == [*MUSCLE_BY_ID, "", None]


def test_the_document_is_sound_for_makers_of_clients() -> None:
    operations = [one for rooms in DOCUMENT["paths"].values() for one in rooms.values()]
    assert DOCUMENT["servers"]
    assert {one["name"] for one in DOCUMENT["tags"]} == {tag for one in operations for tag in one["tags"]}
    assert not any("examples" in parameter for one in operations for parameter in one["parameters"])
    shapes = DOCUMENT["components"]["schemas"]
    text = json.dumps(DOCUMENT)
    for name, shape in shapes.items():
        assert f"{REFERENCE}{name}" in text, f"nobody names {name}"
        assert not any("default" in field for field in shape.get("properties", {}).values()), name
    assert "required" not in shapes["OneEpisode"]
    assert shapes["EpisodeIn"]["required"] == ["id", "happened_at", "time_zone"]


def test_limits_are_told_in_words_of_json_schema() -> None:
    assert not re.search(r'"(ge|le|gt|lt|multiple_of|min_length|max_length)": ', json.dumps(DOCUMENT))
    [limit] = [one for one in DOCUMENT["paths"]["/api/episodes"]["get"]["parameters"] if one["name"] == "limit"]
    assert (limit["schema"]["minimum"], limit["schema"]["maximum"]) == (1, 200)
