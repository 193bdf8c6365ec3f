"""Every form of the app, found by walking all pages of a filled diary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import Resolver404, resolve

from journal.actions.trash import discard
from journal.checklist import THINGS
from journal.models import Appointment, OtherThingAnswer, Preferences
from tests import builders
from tests.addresses import OWN
from tests.forms import PageForm
from tests.rows_of_every_model import fill

NOW = datetime(2026, 7, 7, 8, 0, tzinfo=UTC)  # ten in the morning in Berlin: last night is the 6th
KEY = "back_muscles/erector_spinae/left"
# Not the diary's: allauth's pages, and a passkey that no test can hold.
ELSEWHERE = ("/account/", "/api/", "/s/", "/pad/", "/export/")


@pytest.fixture(autouse=True)
def _diary(ada: User, settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path  # a file that waits there would wait for the next test as well
    with time_machine.travel(NOW, tick=False):
        fill(ada)
        Preferences.objects.filter(owner=ada).update(time_zone=builders.ZONE, limit=10)
        Appointment.objects.filter(owner=ada).update(on_date=date(2026, 7, 1))
        for code in THINGS:
            OtherThingAnswer.objects.create(
                owner=ada, thing=code, answer="yes", since="May", answered_at=NOW
            )
        builders.episode(
            ada, movement="twitch", muscle="erector_spinae", side="left", note="a note"
        )
        for minutes in range(10):
            builders.episode(
                ada, happened_at=builders.WHEN + timedelta(minutes=minutes), movement="jerk"
            )
        discard(builders.episode(ada), NOW)
        yield


def walk(client: Client) -> dict[str, str]:
    """The markup of each page that the pages lead to, one for each route."""
    waiting, pages, routes = (
        ["/dashboard/", *(link for link in OWN.values() if "<" not in link)],
        {},
        set(),
    )
    while waiting:
        address = waiting.pop(0).partition("#")[0]
        try:
            match = resolve(urlsplit(address).path)
        except Resolver404:
            continue
        if address.startswith(ELSEWHERE) or match.route in routes:
            continue
        routes.add(match.route)
        answer = client.get(address)
        if (
            answer.status_code != 200
            or answer.streaming
            or "text/html" not in answer["Content-Type"]
        ):
            continue
        pages[address] = answer.content.decode()
        waiting += [unescape(link) for link in re.findall(r'href="(/[^"]*)"', pages[address])]
    return pages


def name_of(page: str, form: PageForm) -> str:
    return str(resolve(urlsplit(form.action or page).path).url_name)
