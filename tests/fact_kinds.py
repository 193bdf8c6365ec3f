"""What a line of the table of facts is, and lines that are alike: fields of an episode,
of a night's sleep and of rows.

The clock stands at ``NOW``: the night of Monday 6 July 2026 is the last one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client

from journal.models import (
    Episode,
    Morning,
)
from journal.models.background import MODEL_OF_BACKGROUND
from tests.builders import WHEN, ZONE
from tests.log_form import sent_from

NOW = datetime(2026, 7, 7, 9, 0, tzinfo=UTC)
NIGHT = date(2026, 7, 6)


@dataclass(frozen=True, slots=True)
class Absent:
    """A way that a fact does not go, and why."""

    why: str


Send = Callable[[Client], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact; see the head of this module.

    ``csv`` and ``json`` are true where the file carries it; ``csv`` stands for all three tables.
    ``page`` and ``pdf`` are the report's; ``text`` is the one for a patient portal.
    """

    name: str
    stored: Callable[[User], Any]
    value: Any
    form: Send | Absent
    api: Send | Absent
    csv: bool | Absent
    json: bool | Absent
    page: str | Absent
    pdf: str | Absent
    text: str | Absent
    fhir: str | Absent
    rows: tuple[type[Model], ...]


def tell(fact: Fact, client: Client) -> None:
    """The fact into the diary, by the first way in that it goes."""
    ways: list[Send | Absent] = [fact.form, fact.api]
    way = next(way for way in ways if not isinstance(way, Absent))
    assert way(client).status_code < 400


def send(client: Client, address: str, page: str = "", **changes: Any) -> Any:
    """Send the form of ``page`` (else of ``address``) there, with these changes."""
    return client.post(address, sent_from(client, page or address, **changes))


def send_json(client: Client, address: str, body: object, method: str = "POST") -> Any:
    """Send JSON as a page of ours does."""
    token = client.get("/api/session").json()["csrf_token"]
    return client.generic(
        method,
        address,
        json.dumps(body),
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )


PLAIN_EPISODE = {"id": "a", "happened_at": WHEN.isoformat(), "time_zone": ZONE}
TEN_LINES = Absent("the ten lines hold no single entry")


def episode_field(name: str, value: Any, *, sent: dict[str, Any], says: str, fhir: str) -> Fact:
    """A field of an episode with a value of it as the API tells it.

    ``sent`` is what the form sends for it, ``says`` what a doctor reads.
    """
    return Fact(
        name=name,
        stored=lambda person: [
            getattr(row.entry, name) for row in Episode.objects.of(person).kept()
        ],
        value=[tuple(value) if isinstance(value, list) else value],
        form=lambda client: send(client, "/log/", **{"movement": "twitch", **sent}),
        api=lambda client: send_json(client, "/api/episodes", {**PLAIN_EPISODE, name: value}),
        csv=True,
        json=True,
        page=says,
        pdf=says,
        text=TEN_LINES,
        fhir=fhir,
        rows=(Episode,),
    )


def sleep_field(
    name: str,
    value: Any,
    *,
    sent: str,
    says: str,
    fhir: str,
    api: Any = None,
    text: str | Absent = TEN_LINES,
) -> Fact:
    """A field of a night's sleep with its value as it is stored.

    ``sent`` is what the form sends for it, ``api`` a program where that differs from the value.
    """
    body = {name: value if api is None else api}
    return Fact(
        name=f"sleep {name}",
        stored=lambda person: [
            getattr(sleep, name) for sleep in Morning.objects.of(person).sleeps()
        ],
        value=[value],
        form=lambda client: send(client, "/sleep/", **{name: sent}),
        api=lambda client: send_json(client, f"/api/sleep/{NIGHT}", body, method="PATCH"),
        csv=True,
        json=True,
        page=says,
        pdf=says,
        text=text,
        fhir=fhir,
        rows=(Morning,),
    )


def sleep_time(name: str, hour: int, minute: int, *, says: str) -> Fact:
    """A time of a night's sleep, in Berlin: in the evening of the night, or the morning after."""
    day = 6 if hour >= 12 else 7
    at = datetime(2026, 7, day, hour, minute, tzinfo=ZoneInfo(ZONE))
    coded = f'"valueDateTime": "{at.isoformat()}"'
    clock = f"{hour:02}:{minute:02}"
    return sleep_field(name, at, sent=clock, says=says, fhir=coded, api=at.isoformat())


PORTAL = Absent("the ten lines are page one's, tried in tests/wording/report")


def row_field(
    kind: str,
    name: str,
    value: Any,
    *,
    sent: str,
    says: str,
    fhir: str,
    besides: dict[str, str],
) -> Fact:
    """A field of a row that the person brings along, with ``besides`` what such a row needs."""
    model: Any = MODEL_OF_BACKGROUND[kind]
    address = f"/appointment/{kind}/"
    plain = {field: text for field, text in besides.items() if field != name}
    return Fact(
        name=f"{kind}: {name}",
        stored=lambda person: [getattr(row, name) for row in model.objects.of(person).kept()],
        value=[value],
        form=lambda client: send(client, address, **{**plain, name: sent}),
        api=lambda client: send_json(client, f"/api/{kind}/a", {**plain, name: value}, "PUT"),
        csv=True,
        json=True,
        page=says,
        pdf=says,
        text=PORTAL,
        fhir=fhir,
        rows=(model,),
    )
