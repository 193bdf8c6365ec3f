"""What pages say of backups: the last one under More, and on Today, quietly, that there is none."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from journal.models import Preferences
from twitchlog.database.latest_backup import BACKUP_GROWS_OLD

NO_BACKUP = "There is no backup of this server yet."


@pytest.fixture(autouse=True)
def _a_server_that_makes_them(settings: Any, tmp_path: Path) -> None:
    settings.NIGHTLY_BACKUPS, settings.DATA_DIR = 14, tmp_path


def backup(folder: Path, made_at: datetime) -> None:
    """One that was made then."""
    (folder / "backups").mkdir(exist_ok=True)
    file = folder / "backups" / f"nightly-{made_at:%Y-%m-%d-%H%M%S}.sqlite3"
    file.touch()
    os.utime(file, (made_at.timestamp(), made_at.timestamp()))


def age(person: User, days: float) -> None:
    """The account is so old."""
    made_at = timezone.now() - timedelta(days=days)
    User.objects.filter(pk=person.pk).update(date_joined=made_at)


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_more_shows_the_last_one_on_the_persons_own_clock(
    as_ada: Client, ada: User, tmp_path: Path
) -> None:
    Preferences.objects.update_or_create(owner=ada, defaults={"time_zone": "Europe/Berlin"})
    assert "a day by itself; the first is still to come." in page(as_ada, "/more/")
    backup(tmp_path, datetime(2026, 7, 6, 22, 30, tzinfo=UTC))
    backup(tmp_path, datetime(2026, 7, 5, 22, 30, tzinfo=UTC))
    assert "Last backup of this server: 7 July 2026, 00:30." in page(as_ada, "/more/")


def test_more_says_nothing_where_none_are_wanted(as_ada: Client, settings: Any) -> None:
    settings.NIGHTLY_BACKUPS = 0
    assert "backup" not in page(as_ada, "/more/")


def test_today_says_so_to_the_first_account_alone(
    as_ada: Client, as_ben: Client, ada: User, ben: User, tmp_path: Path
) -> None:
    for person in (ada, ben):
        age(person, 30)
    assert NO_BACKUP in page(as_ada, "/dashboard/")
    assert "backup" not in page(as_ben, "/dashboard/")
    backup(tmp_path, timezone.now() - BACKUP_GROWS_OLD - timedelta(minutes=1))
    assert "The last backup of this server was made on" in page(as_ada, "/dashboard/")
    assert "backup" not in page(as_ben, "/dashboard/")
    backup(tmp_path, timezone.now() - BACKUP_GROWS_OLD + timedelta(minutes=1))
    assert "backup" not in page(as_ada, "/dashboard/")


def test_today_says_nothing_in_an_accounts_first_days_nor_where_none_are_wanted(
    as_ada: Client, ada: User, settings: Any
) -> None:
    assert "backup" not in page(as_ada, "/dashboard/")
    age(ada, 30)
    settings.NIGHTLY_BACKUPS = 0
    assert "backup" not in page(as_ada, "/dashboard/")


def test_a_young_backup_costs_today_no_query(
    as_ada: Client, ada: User, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    backup(tmp_path, timezone.now())
    age(ada, 30)
    as_ada.get("/dashboard/")
    with django_assert_max_num_queries(10) as queries:
        as_ada.get("/dashboard/")
    backup(tmp_path, timezone.now() - timedelta(days=10))
    (tmp_path / "backups").rename(tmp_path / "elsewhere")
    with django_assert_max_num_queries(11) as more:
        as_ada.get("/dashboard/")
    assert len(more) == len(queries) + 1
