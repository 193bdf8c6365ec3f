"""How much is kept of what happened to an account, and for how long; the pages of it."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from journal.actions.security_events import note_event
from journal.devices import Device
from journal.models import SecurityEvent
from journal.models.security_event import (
    BY_DAY,
    EVENTS_KEPT_FOR,
    MOST_OF_A_KIND,
    Happening,
    SecurityEventQuerySet,
)
from tests.identity.test_second_step import words
from tests.views.noted_events import PAGE, kinds
from tests.views.signed_in_browsers import browser
from tests.views.test_security_log import NOW


def test_each_kind_is_bounded_and_pushes_no_other_out(ada: User) -> None:
    note_event(ada.pk, Happening.SIGN_IN_PASSWORD, NOW, device=Device())
    for number in range(MOST_OF_A_KIND + 5):
        note_event(ada.pk, Happening.TOKEN_MADE, NOW + timedelta(minutes=number), device=Device())
    assert kinds(ada).count(Happening.TOKEN_MADE) == MOST_OF_A_KIND
    assert kinds(ada).count(Happening.SIGN_IN_PASSWORD) == 1
    assert len(Happening) * MOST_OF_A_KIND <= 1200
    assert max(map(len, Happening.values)) <= 24


def test_a_day_that_two_processes_begin_at_once_is_one_row(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_event(ada.pk, Happening.WRONG_PASSWORD, NOW, device=Device())
    update, looks = SecurityEventQuerySet.update, []

    def update_from_the_second_on(rows: SecurityEventQuerySet, **fields: Any) -> int:
        """At the first look the other's row is not there yet."""
        looks.append(fields)
        return update(rows, **fields) if len(looks) > 1 else 0

    monkeypatch.setattr(SecurityEventQuerySet, "update", update_from_the_second_on)
    note_event(ada.pk, Happening.WRONG_PASSWORD, NOW, device=Device())
    assert SecurityEvent.objects.get().number == 2


def test_after_a_year_it_is_neither_shown_nor_kept(ada: User, as_ada: Client) -> None:
    SecurityEvent.objects.all().delete()
    note_event(ada.pk, Happening.TOKEN_MADE, NOW, device=Device())
    with time_machine.travel(NOW + EVENTS_KEPT_FOR + timedelta(seconds=1)):
        assert "A token was made" not in words(browser().get(PAGE))
        assert SecurityEvent.objects.filter(kind="token_made").exists()
        call_command("purge_trash", stdout=io.StringIO())
        assert kinds(ada) == ["sign_in_password"]


@pytest.mark.parametrize(
    "page", ["", "?page=2", "?page=0", "?page=x", f"?page={'9' * 5000}", "?page=-1", "?page=None"]
)
def test_pages_of_it(as_ada: Client, ada: User, page: str, django_assert_num_queries: Any) -> None:
    for kind in BY_DAY:
        for number in range(20):
            note_event(ada.pk, kind, NOW + timedelta(days=number), device=Device())
    with time_machine.travel(NOW + timedelta(days=30)):
        client = browser()
        client.get(PAGE)
        with django_assert_num_queries(4):
            answer = client.get(PAGE + page)
    assert answer.status_code == 200
    assert "Earlier" in words(answer) or "Later" in words(answer)
