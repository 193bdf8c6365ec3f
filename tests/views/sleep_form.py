"""The form of a night's sleep as it is filled in and sent, on a Wednesday evening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Morning, Preferences
from journal.night_sleep import NightSleep
from tests.forms import PageForm, post_forms

BERLIN = ZoneInfo("Europe/Berlin")
HTMX = {"HX-Request": "true"}
WHOLE = {
    "bed_at": "22:45",
    "tried_at": "23:15",
    "minutes_until_sleep": "25",
    "jolts": "7",
    "wakings": "2",
    "minutes_awake": "20",
    "last_waking_at": "06:30",
    "woke_at": "07:00",
    "quality": "3",
    "note": "warm",
}


@pytest.fixture(autouse=True)
def _evening(ada: User) -> Iterator[None]:
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    with time_machine.travel(at(26, 21), tick=False):
        yield


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in Berlin, late in November."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def form_of(client: Client, name: str = "sleep", address: str = "") -> PageForm:
    page = client.get(reverse(name) + address).content.decode()
    return next(form for form in post_forms(page) if form.id == "page-form")


def send(client: Client, form: PageForm, headers: Any = None, **typed: str) -> Any:
    return client.post(
        reverse("sleep"), {**form.sends(), **typed}, headers=headers, follow=headers is None
    )


def write(client: Client, address: str = "", **typed: str) -> str:
    """Open the page, fill in what is typed, save; what the next page says."""
    answer = send(client, form_of(client, address=address), **typed)
    return unescape(answer.content.decode())


def stored() -> NightSleep:
    return Morning.objects.get().sleep
