"""Answers as the cards of the dashboard send them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from journal.models import Episode
from tests import builders

HTMX = {"HX-Request": "true"}


@pytest.fixture
def back(ada: User) -> Episode:
    """An entry that makes up the pattern ``BACK``."""
    return builders.episode(ada, movement="twitch", muscle="erector_spinae", side="left")
