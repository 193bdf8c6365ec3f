"""What goes by itself with time, and what is left of work that was ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.module_loading import import_string

from journal.account_deletion import delete_account
from journal.models import Episode, SignIn, UnfinishedImport
from journal.models.episode_queryset import TRASH_KEPT
from journal.request_limits import WINDOW_SECONDS, hit
from journal.retention import ANONYMOUS_KEPT_FOR, delete_expired
from journal.tasks import tidy_up
from tests import builders
from tests.single_rows import unfinished
from twitchlog.counting.shared_cache import counts

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
LIFE = timedelta(seconds=django_settings.SESSION_COOKIE_AGE)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def session(made_at: datetime) -> str:
    """A session in which nobody is signed in."""
    store = SessionStore()
    store["asked"] = 1
    store.create()
    Session.objects.filter(pk=store.session_key).update(expire_date=made_at + LIFE)
    return str(store.session_key)


def test_the_trash_is_emptied_after_its_time(ada: User) -> None:
    for days in (0, -1, 1):
        Episode.objects.filter(pk=builders.episode(ada).pk).update(
            deleted_at=NOW - TRASH_KEPT - timedelta(days=days)
        )
    entry = builders.episode(ada)
    assert delete_expired(NOW) == 1
    assert Episode.objects.of(ada).count() == 3
    assert Episode.objects.of(ada).kept().get() == entry


def test_sessions_that_ran_out_or_are_nobodys_go(as_ada: Client, ada: User) -> None:
    young, old, over = (
        session(NOW),
        session(NOW - ANONYMOUS_KEPT_FOR - timedelta(hours=1)),
        session(NOW - 2 * LIFE),
    )
    mine = SignIn.objects.of(ada).get().session_id
    Session.objects.filter(pk=mine).update(expire_date=NOW + timedelta(days=1))
    delete_expired(NOW)
    assert set(Session.objects.values_list("pk", flat=True)) == {young, mine}
    assert {old, over}.isdisjoint({young, mine})


def test_what_imports_and_deletions_left_that_were_ended_goes(
    ada: User, ben: User, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    unfinished(ada)
    delete_account(ben)
    tidy_up.call()
    assert not UnfinishedImport.objects.exists()
    assert list(User.objects.all()) == [ada]


@pytest.mark.parametrize("name", ["erase_account", "clear_log", "tidy_up"])
def test_what_an_earlier_release_enqueued_is_still_done(name: str) -> None:
    """The queue's table holds this path."""
    assert import_string(f"journal.tasks.{name}").module_path == f"journal.tasks.{name}"


def test_what_limits_have_counted_goes_once_it_is_over(settings: Any, tmp_path: Path) -> None:
    """On a quiet server nobody asks, so nobody clears on the way."""
    settings.API_COUNTS = tmp_path / "counts"
    hit("somebody", most=5, as_of=NOW - timedelta(minutes=5))
    hit("somebody", most=5, as_of=NOW)
    (tmp_path / "counts" / "other").mkdir()
    (tmp_path / "counts" / "17-somebody").touch()  # of a release that had no folders
    counts().set("over", 1, timeout=-1)
    counts().set("living", 1, timeout=60)
    delete_expired(NOW)
    window = int(NOW.timestamp()) // WINDOW_SECONDS
    assert {path.name for path in (tmp_path / "counts").iterdir()} == {str(window), "other"}
    ends = "SELECT count(*) FROM counts"
    assert counts()._file.run(lambda database: database.execute(ends).fetchone()[0]) == 1
