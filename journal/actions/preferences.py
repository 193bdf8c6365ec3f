"""Stores how a person wants their diary."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from journal.models.preferences import Preferences


def change_preferences(person: User, **values: Any) -> None:
    """Store these columns of ``Preferences`` and no others; the first change makes the row."""
    Preferences.objects.update_or_create(owner=person, defaults=values)
