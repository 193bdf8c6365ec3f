"""What every test may ask for. One cast of people: Ada keeps the diary, Ben and Cleo keep their own."""

from __future__ import annotations

import importlib
import os
import pkgutil
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

import journal
from tests import builders
from tests.no_skips import pytest_make_collect_report, pytest_runtest_makereport

__all__ = ["pytest_make_collect_report", "pytest_runtest_makereport"]

# The scenarios of three engines have a target of their own, `make engines`.
collect_ignore = [] if os.environ.get("ENGINES") else ["engines"]

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis_settings.register_profile("twitchlog", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("twitchlog")


@pytest.fixture(autouse=True, scope="session")
def _loaded_while_traced() -> None:
    """Rare views are loaded by the first request for them. Were that of a test that is not traced, coverage would miss
    their first lines, now and then so many that it fell below its limit.
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
    """A password that is slow to guess is slow to test with: a third of a second for each person made."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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
