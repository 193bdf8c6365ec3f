"""Every form of the app, sent after the world has changed or somebody else has signed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from journal.models import Appointment, Episode, Preferences
from tests.forms import Control, PageForm, post_forms
from tests.forms.walked_forms import NOW, _diary, name_of, walk
from tests.rows_of_every_model import counts

__all__ = ["_diary"]


def every_form(client: Client) -> Iterator[tuple[str, PageForm, Control]]:
    """Each form of each page with each kind of its buttons."""
    for page, html in walk(client).items():
        for form in post_forms(html):
            if name_of(page, form) in ("account_logout", "delete_account"):
                continue
            kinds = {
                (button.action.partition("?")[0], button.name, form.action): button
                for button in form.buttons
            }
            for button in kinds.values() or [Control("button", "", "")]:
                yield page, form, button


def press(client: Client, page: str, form: PageForm, button: Control) -> Any:
    return client.post(button.action or form.action or page, form.sends(button))


def rows(person: User) -> object:
    return counts(person.pk), list(Episode.objects.of(person).order_by("pk").values())


def test_no_form_writes_into_the_diary_of_the_next_who_signs_in(
    ada: User, ben: User, as_ada: Client
) -> None:
    forms = list(every_form(as_ada))
    as_ada.force_login(ben)  # which itself ends the session of the first
    before = rows(ada), rows(ben)
    for page, form, button in forms:
        assert press(as_ada, page, form, button).status_code == 409, (page, button)
    assert (rows(ada), rows(ben)) == before


def test_whoever_signs_in_again_sends_every_form_as_before(ada: User, as_ada: Client) -> None:
    forms = list(every_form(as_ada))
    as_ada.logout()
    as_ada.force_login(ada)
    for page, form, button in forms:
        with transaction.atomic():
            answer = press(as_ada, page, form, button)
            assert answer.status_code in (200, 302, 422), (page, button, answer.status_code)
            transaction.set_rollback(True)
        as_ada.force_login(ada)


@pytest.mark.parametrize("change", ["deleted", "deleted for good", "a day later", "zone"])
def test_every_form_can_be_sent_after_the_world_has_changed(
    ada: User, as_ada: Client, change: str
) -> None:
    forms = list(every_form(as_ada))
    if change == "deleted":
        Episode.objects.update(deleted_at=NOW)
    if change == "deleted for good":
        Episode.objects.all().delete()
        Appointment.objects.all().delete()
    if change == "zone":
        Preferences.objects.update(time_zone="Pacific/Kiritimati")
    with time_machine.travel(NOW + timedelta(days=change == "a day later"), tick=False):
        for page, form, button in forms:
            with transaction.atomic():
                answer = press(as_ada, page, form, button)
                assert answer.status_code in (200, 302, 409, 422), (
                    page,
                    button,
                    answer.status_code,
                )
                transaction.set_rollback(True)
        as_ada.force_login(ada)
