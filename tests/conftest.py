"""What every test may ask for.

One cast of people: Ada keeps the diary, Ben and Cleo keep their own.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

import journal
from tests import builders
from tests.no_skips import pytest_make_collect_report, pytest_runtest_makereport
from twitchlog.counting.shared_cache import counts

__all__ = ["pytest_make_collect_report", "pytest_runtest_makereport"]

# The scenarios of three engines have a target of their own, `make engines`.
collect_ignore = [] if os.environ.get("ENGINES") else ["engines"]

# How long an example takes says how busy the machine is, not whether the code is right. CI says of
# one commit the same each time; whoever runs the tests by hand searches on with other examples.
hypothesis_settings.register_profile(
    "twitchlog",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
hypothesis_settings.load_profile("twitchlog")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is of the other database alone (docs/postgresql.md)."""
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    left_out = [item for item in items if item.get_closest_marker(other)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker(other)]


@pytest.fixture(autouse=True, scope="session")
def _loaded_while_traced() -> None:
    """Rare views are loaded by the first request for them.

    Were that of a test that is not traced, coverage would miss their first lines, now and then so
    many that it fell below its limit.
    """
    for module in pkgutil.walk_packages(journal.__path__, "journal."):
        importlib.import_module(module.name)


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Pages under test name their assets without the hash that ``collectstatic`` adds."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """A password that is slow to guess is slow to test with: a third of a second for each person
    made.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """Limits count across processes, and so across tests."""
    counts().clear()


@pytest.fixture(autouse=True)
def _tasks_at_once(settings: Any) -> None:
    """Work that nobody waits for is done where it is asked for; no process works it off here."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(autouse=True)
def _no_backups_by_night(settings: Any) -> None:
    """Nothing is said of them in an account that is years old by the test's clock."""
    settings.NIGHTLY_BACKUPS = 0


@pytest.fixture(autouse=True)
def _connection_outlives_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between requests Django closes a connection that is in a transaction, as a test's is.

    Its own client keeps it from that; a test that asks the application itself has none in between.
    SQLite's database in memory is never closed.
    """
    usual = connection.close_if_unusable_or_obsolete

    def unless_in_a_test() -> None:
        if not connection.in_atomic_block:
            usual()

    if connection.vendor == "postgresql":
        monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", unless_in_a_test)


@pytest.fixture
def standing_clock(settings: Any, tmp_path: Path) -> Iterator[None]:
    """The clock stands at ``builders.MORNING_OF_REPORTS``; counts and files are the test's own."""
    settings.API_COUNTS, settings.DATA_DIR = tmp_path / "counts", tmp_path
    with time_machine.travel(builders.MORNING_OF_REPORTS, tick=False):
        yield


@pytest.fixture
def ada(db: None) -> User:
    """The person whose diary is under test."""
    return builders.person("ada")


@pytest.fixture
def ben(db: None) -> User:
    """Somebody else with a diary of their own."""
    return builders.person("ben")


@pytest.fixture
def cleo(db: None) -> User:
    """A third person, who has logged nothing."""
    return builders.person("cleo")


@pytest.fixture
def as_ada(ada: User) -> Client:
    """A browser in which Ada is signed in."""
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def as_ben(ben: User) -> Client:
    """A browser in which Ben is signed in."""
    client = Client()
    client.force_login(ben)
    return client


@pytest.fixture
def _made_up_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The passkeys of a test hold no real credential, which only a browser makes."""
    monkeypatch.setattr(webauthn, "get_credentials", lambda user: [])
