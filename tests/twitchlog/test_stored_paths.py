"""Paths of code that a database may hold from before an update lead somewhere after it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django_tasks.base import Task

# Tasks that wait, by the path that each release stored them under.
TASKS = [
    "journal.resets.send_reset_links",
    "journal.identity.password_reset.send_reset_links",
    "journal.tasks.erase_account",
    "journal.tasks.clear_log",
    "journal.tasks.tidy_up",
    "twitchlog.mail.send_mail",
]


@pytest.mark.parametrize("path", TASKS)
def test_a_task_that_was_enqueued_before_an_update_is_found(path: str) -> None:
    assert isinstance(import_string(path), Task)


def test_the_backend_that_every_session_names_stays() -> None:
    assert settings.AUTHENTICATION_BACKENDS == ["journal.accounts.Backend"]
    assert import_string("journal.accounts.Backend")
