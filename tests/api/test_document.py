"""The published document, held to what the API does by Schemathesis, and to what the readers of it
need.
"""

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

from journal import daily_limits, request_limits
from journal.actions.api_tokens import make_token
from journal.anatomy import MUSCLE_BY_ID
from journal.api.openapi_finish import REFERENCE
from journal.api.routes import api
from journal.entries import Entry
from journal.models.api_token import Scope
from twitchlog.wsgi import application

# The API has tests of its own, which are traced; tracing these as well doubled their time.
pytestmark = pytest.mark.no_cover

# Its fields are the app's own: what is odd in them is left out and said, and all else is taken.
OF_AN_APP = "POST /api/device-sleep/health-auto-export"
# What a document cannot say, so that data sound by it may still be refused.
UNSAYABLE = {
    # not in the future; no side for a muscle in the middle; a time zone that there is
    "POST /api/episodes": 422,
    "GET /api/episodes": 400,  # a cursor that was handed out
    "GET /api/nights": 400,  # at most a year of nights
    "PUT /api/nights/{night}": 422,  # a night of the last week
    "GET /api/sleep": 400,  # at most a year of nights
    "PATCH /api/sleep/{night}": 422,  # times in that night, not in the future
    # dates until today, from before until; nothing known beside nothing else; how many there may be
    "PUT /api/medicines/{row_id}": 422,
    "PUT /api/tests/{row_id}": 422,
    "PUT /api/beginnings/{row_id}": 422,
    "PUT /api/statements/{row_id}": 422,
    # times that are no times
    OF_AN_APP: 422,
    # a night that has begun; no side for a muscle in the middle
    "PUT /api/nights/{night}/constant": 422,
    "DELETE /api/nights/{night}/constant": 422,
}
CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 20260707,
        "generation": {"with-security-parameters": False},
        "checks": {"positive_data_acceptance": {"expected-statuses": [200, 204]}},
        "operations": [
            {
                "include-name": name,
                "checks": {
                    "positive_data_acceptance": {"expected-statuses": [200, 204, status]},
                    "negative_data_rejection": {"enabled": name != OF_AN_APP},
                },
            }
            for name, status in UNSAYABLE.items()
        ]
        # It takes a session that is handed to it for one it made up; tests/api/test_access.py tries
        # without.
        + [{"include-name": "GET /api/session", "checks": {"ignored_auth": {"enabled": False}}}],
    }
)


@pytest.fixture
def way_in(
    ada: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Case[Any]], dict[str, Any]]:
    """Lets Ada in as often as the test likes: by a token that may do all, the session where only
    that will do, and for sleep of devices by the tokens that may do nothing else.
    """
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.API_REQUESTS_A_MINUTE = 0
    monkeypatch.setattr(request_limits, "FAILURES_A_MINUTE", 100_000)
    monkeypatch.setattr(daily_limits, "BY_ADDING_TOKEN", 100_000)
    texts = {
        scope: make_token(ada, name=scope, scope=scope, as_of=datetime.now(UTC))[1]
        for scope in (Scope.ALL, Scope.SLEEP, Scope.SLEEP_ADDRESS)
    }
    browser = Client()
    browser.force_login(ada)
    name = settings.SESSION_COOKIE_NAME
    plain = {"Accept-Encoding": "identity"}  # werkzeug asks for gzip and does not unpack it

    def of(case: Case[Any]) -> dict[str, Any]:
        if case.path == "/api/session":
            return {"cookies": {name: browser.cookies[name].value}, "headers": plain}
        if "key" in case.path_parameters:
            case.path_parameters["key"] = texts[Scope.SLEEP_ADDRESS]
            return {"headers": plain}
        scope = Scope.SLEEP if case.path.startswith("/api/device-sleep/") else Scope.ALL
        return {"headers": {"Authorization": f"Bearer {texts[scope]}", **plain}}

    return of


# The real app behind the document, called in this process.
DOCUMENT = json.loads(json.dumps(api.get_openapi_schema()))
schema = schemathesis.openapi.from_dict(DOCUMENT, config=CONFIG)
schema.app = application


@schema.parametrize()
@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
def test_schemathesis_finds_nothing(
    case: Case[Any], way_in: Callable[[Case[Any]], dict[str, Any]]
) -> None:
    case.call_and_validate(**way_in(case))


@pytest.mark.django_db
def test_the_document_is_published_for_tools(client: Client) -> None:
    document = client.get("/api/openapi.json").json()
    assert document == DOCUMENT
    assert document["openapi"] == "3.1.0"
    assert {
        f"{method.upper()} {path}" for path, rooms in document["paths"].items() for method in rooms
    } == {
        "GET /api/session",
        "POST /api/episodes",
        "GET /api/episodes",
        "GET /api/nights",
        "PUT /api/nights/{night}",
        "PUT /api/nights/{night}/constant",
        "DELETE /api/nights/{night}/constant",
        "DELETE /api/nights/{night}",
        "GET /api/sleep",
        "PATCH /api/sleep/{night}",
        "GET /api/muscles",
        "GET /api/places",
        "POST /api/device-sleep/health-auto-export",
        "POST /api/device-sleep/sleep-as-android",
        "POST /api/device-sleep/sleep-as-android/{key}",
    } | {
        f"{way} /api/{kind}{rest}"
        for kind in ("medicines", "tests", "beginnings", "statements")
        for way, rest in (("GET", ""), ("PUT", "/{row_id}"), ("DELETE", "/{row_id}"))
    }


def test_the_document_names_every_field_of_an_entry() -> None:
    shapes = DOCUMENT["components"]["schemas"]
    fields = {field.name for field in dataclasses.fields(Entry)}
    assert (
        set(shapes["EpisodeIn"]["properties"])
        == set(shapes["OneEpisode"]["properties"])
        == fields | {"logged_at"}
    )
    assert fields <= set(shapes["EpisodeOut"]["properties"])
    assert shapes["EpisodeIn"]["properties"]["muscle"]["enum"] == [*MUSCLE_BY_ID, "", None]


def test_the_document_is_sound_for_makers_of_clients() -> None:
    operations = [one for rooms in DOCUMENT["paths"].values() for one in rooms.values()]
    assert DOCUMENT["servers"]
    assert {one["name"] for one in DOCUMENT["tags"]} == {
        tag for one in operations for tag in one["tags"]
    }
    assert not any("examples" in parameter for one in operations for parameter in one["parameters"])
    shapes = DOCUMENT["components"]["schemas"]
    text = json.dumps(DOCUMENT)
    for name, shape in shapes.items():
        assert f"{REFERENCE}{name}" in text, f"nobody names {name}"
        assert not any("default" in field for field in shape.get("properties", {}).values()), name
    assert "required" not in shapes["OneEpisode"]
    assert shapes["EpisodeIn"]["required"] == ["id", "happened_at", "time_zone"]


def test_what_any_operation_may_answer_is_named() -> None:
    """503: the disk is full, the database is busy, or the server has too much to do."""
    for operation in (one for rooms in DOCUMENT["paths"].values() for one in rooms.values()):
        answers = operation["responses"]
        assert set(answers) >= {"400", "401", "403", "409", "429", "503"}
        assert answers["503"]["content"]["application/json"]["schema"]["$ref"].endswith("/Trouble")


def test_limits_are_told_in_words_of_json_schema() -> None:
    assert not re.search(
        r'"(ge|le|gt|lt|multiple_of|min_length|max_length)": ', json.dumps(DOCUMENT)
    )
    [limit] = [
        one
        for one in DOCUMENT["paths"]["/api/episodes"]["get"]["parameters"]
        if one["name"] == "limit"
    ]
    assert (limit["schema"]["minimum"], limit["schema"]["maximum"]) == (1, 200)
