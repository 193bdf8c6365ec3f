"""Freezing a report whose page lay open: the nights are those that the page named."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.models import FrozenReport, Preferences
from tests import builders
from tests.forms import post_forms

NOW = datetime(2026, 7, 7, 8, 0, tzinfo=UTC)


def test_noon_and_midnight_and_another_zone_move_no_night(as_ada: Client, ada: User) -> None:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        builders.episode(ada, happened_at=builders.WHEN - timedelta(days=90))
        html = as_ada.get("/report/?period=4").content.decode()
        form = next(one for one in post_forms(html) if "freeze" in one.action)
    Preferences.objects.update(time_zone="Pacific/Kiritimati")
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        as_ada.post(form.action, form.sends(form.buttons[0]))
    frozen = FrozenReport.objects.get()
    assert (frozen.first_night, frozen.last_night) == (date(2026, 6, 9), date(2026, 7, 6))
    assert frozen.made_at == NOW + timedelta(days=2)
