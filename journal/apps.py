"""The diary as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class Journal(AppConfig):
    """Its tables, and what it listens to."""

    name = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what happens to accounts."""
        import_module("journal.identity.signals")
