"""Pages of several parts, of which a test fills in some and presses one's button."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.models import (
    Preferences,
)
from tests import builders
from tests.forms import Control, PageForm, forms_of

NOW = datetime(2026, 7, 7, 8, 0, tzinfo=UTC)  # ten in the morning in Berlin: last night is the 6th
KEYS = ("back_muscles/erector_spinae/left", "back_muscles/lower_back/-")


@pytest.fixture(autouse=True)
def _diary(ada: User) -> Any:
    """Two patterns, open questions of last night, and enough entries for one number for the
    rest.
    """
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        builders.episode(ada, movement="twitch", muscle="erector_spinae", side="left")
        builders.episode(ada, movement="twitch", muscle="lower_back")
        for minutes in range(10):
            builders.episode(
                ada, happened_at=builders.WHEN + timedelta(minutes=minutes), movement="jerk"
            )
        yield


def page_form(client: Client, address: str) -> PageForm:
    return part(client.get(address).content.decode())


def part(html: str) -> PageForm:
    return next(form for form in forms_of(html) if form.id == "page-form")


def press(client: Client, form: PageForm, button: Control, **typed: str) -> Any:
    sent = {name: values[-1] for name, values in form.sends(button).items()}
    return client.post(button.action or form.action, {**sent, **typed})
