"""Whose diary is fuzzed, whose must not change by it, and what must be so at the end."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from html import unescape
from random import Random
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.urls import Resolver404, resolve

from journal.actions.trash import discard
from journal.checklist import THINGS
from journal.models import (
    Appointment,
    Episode,
    FrozenReport,
    NightRecord,
    OtherThingAnswer,
    Preferences,
    UnfinishedImport,
)
from tests import builders
from tests.addresses import OPEN, OWN
from tests.fuzz.visitor import Judge, Reply, Visitor
from tests.rows_of_every_model import fill, ways_to_a_person

# Pages that answer something else than 200 for good reasons of their own, or that end the session.
NOT_WALKED = (
    "/account/logout",
    "/account/2fa/",
    "/account/confirm",
    "/account/password/reset/key",
    "/demo/",
)
LONGEST_WALK = 80
# Downloads and papers of a diary: what is stored must not break them either.
PAPERS = (
    "/report/report.pdf?period=all",
    "/report/report.fhir.json?period=all",
    "/export/diary.csv",
    "/export/diary.json",
    "/api/episodes?limit=200",
    "/patterns/?weeks=all",
    "/dashboard/?weeks=all",
    "/report/?period=all",
)


def diary_of(person: User) -> None:
    """A row of every kind, some episodes of the last weeks, one in the trash."""
    fill(person)
    FrozenReport.objects.filter(owner=person).delete()  # a made-up one is not a report
    UnfinishedImport.objects.filter(
        owner=person
    ).delete()  # of a server that ended; the next one clears it away
    Preferences.objects.update_or_create(owner=person, defaults={"time_zone": builders.ZONE})
    now = datetime.now(UTC)
    Appointment.objects.filter(owner=person).update(
        on_date=now.date() + timedelta(days=7), frozen_report=None
    )
    for code in THINGS:
        OtherThingAnswer.objects.get_or_create(
            owner=person, thing=code, defaults={"answer": "yes", "since": "May", "answered_at": now}
        )
    for number in range(12):
        at = now - timedelta(days=number, hours=3)
        what = {"movement": "twitch", "muscle": "calf"} if number % 3 else {"movement": "jerk"}
        builders.episode(person, happened_at=at, note=f"note {number}", **what)
    NightRecord.objects.get_or_create(
        owner=person, night_of=now.date() - timedelta(days=20), defaults={"recorded_at": now}
    )
    discard(builders.episode(person), now)


def rows_of(person: User) -> dict[str, str]:
    """A hash of all that is stored of a person, by table."""
    hashes = {}
    for model, way in ways_to_a_person().items():
        rows = list(model._default_manager.filter(**{way: person.pk}).order_by("pk").values())
        hashes[model._meta.label] = hashlib.sha256(
            repr(rows).encode("utf-8", "surrogatepass")
        ).hexdigest()
    return hashes


@dataclass
class Scene:
    """One fuzzed person, one bystander, and the judge of what happens."""

    seed: int
    judge: Judge = field(default_factory=Judge)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)  # noqa: S311 - reproducible, not secret
        self.bystander = builders.person("bystander")
        diary_of(self.bystander)
        self.visitor = Visitor()
        self.fuzzed = self.come_back()
        self.before = rows_of(self.bystander)

    def come_back(self) -> User:
        """The fuzzed person, signed in; made anew if some form has ended account or session."""
        user = User.objects.filter(username__startswith="fuzzed").order_by("-pk").first()
        if user is None:
            user = builders.person("fuzzed")
            diary_of(user)
        self.visitor.sign_in(user)
        self.fuzzed = user
        return user

    def is_there(self) -> bool:
        """Whether the fuzzed person is still signed in."""
        return self.visitor.get("/settings/").status == 200

    def walk(self, part: str) -> dict[str, str]:
        """Every page that the pages of the fuzzed person lead to must be shown; their markup by
        address.
        """
        # some form may have ended the session, or that its person has just given their password
        self.come_back()
        waiting = ["/dashboard/", *(path for path in {**OWN, **OPEN}.values() if "<" not in path)]
        pages: dict[str, str] = {}
        routes: set[str] = set()
        while waiting and len(routes) < LONGEST_WALK:
            address = waiting.pop(0).partition("#")[0]
            route = _route(address)
            if not route or route in routes or address.startswith(NOT_WALKED):
                continue
            routes.add(route)
            reply = self.judge.look(f"{part}, page", address, partial(self.visitor.get, address))
            if (
                reply
                and reply.status == 200
                and "text/html" in reply.headers.get("Content-Type", "")
            ):
                pages[address] = reply.text
                waiting += [unescape(there) for there in re.findall(r'href="(/[^"]*)"', reply.text)]
        for address in PAPERS:
            self.must_be_shown(part, address)
        for address in (
            "/dashboard/",
            "/episodes/",
            "/nights/",
            "/trash/",
            "/report/",
            "/settings/",
            "/appointment/",
            "/share/",
        ):
            self.must_be_shown(part, address)
        return pages

    def must_be_shown(self, part: str, address: str) -> Reply | None:
        """A page of one's own that no stored fact may break."""
        reply = self.judge.look(f"{part}, page", address, lambda: self.visitor.get(address))
        if reply and reply.status != 200:
            self.judge.note(f"{part}: {address} answers {reply.status} and no longer 200")
        return reply

    def bystander_is_untouched(self) -> None:
        """Nobody else's rows have changed."""
        now = rows_of(self.bystander)
        changed = [name for name in now if now[name] != self.before[name]]
        if changed:
            self.judge.note(f"the bystander's rows have changed: {', '.join(changed)}")

    def forget_entries(self) -> None:
        """A short diary again, so that a walk takes no longer than at the beginning."""
        Episode.objects.filter(owner=self.fuzzed).delete()
        NightRecord.objects.filter(owner=self.fuzzed).delete()
        diary: Any = builders.episode(self.fuzzed, movement="twitch", muscle="calf")
        assert diary.pk


def _route(address: str) -> str:
    try:
        return str(resolve(urlsplit(address).path).route)
    except (Resolver404, ValueError):
        return ""
