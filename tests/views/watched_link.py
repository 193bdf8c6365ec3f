"""A link of Ada's for somebody who sees her sleep, as the tests of its screen use it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.models import Preferences
from tests import builders
from tests.partner_links import made_link

BROWSER = {"Accept": "text/html", "Accept-Language": "en"}


@pytest.fixture(autouse=True)
def _berlin(ada: User) -> None:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)


@pytest.fixture
def path(as_ada: Client) -> str:
    """A link of Ada's that works."""
    return made_link(as_ada)


def results(answer: Any) -> list[str]:
    """What became of each that was sent."""
    return [result["status"] for result in answer.json()["results"]]
