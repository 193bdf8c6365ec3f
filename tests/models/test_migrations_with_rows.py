"""A database of the release before, with a row in every table, is brought up to date whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps.registry import Apps
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

from tests.models.test_migrations import migrated

__all__ = ["migrated"]

NOW = datetime(2026, 7, 20, 9, 0, 0, 123456, tzinfo=UTC)
BEFORE = "0024_bring"
MIGRATIONS = (
    "0025_seen_spread_eased",
    "0026_night_sleep",
    "0027_background",
    "0028_shows_pad",
    "0029_partner_links",
    "0030_videos_to_show",
    "0031_constant_places",
    "0032_device_sleep",
    "0033_asked_questions",
    "0034_import_undo",
    "0035_sleep_source",
    "0036_sleep_tokens",
    "0037_sleep_events",
    "0038_time_told",
)
# What each brings: the columns of a table that there was, and what a row of before has in them.
BROUGHT: dict[str, dict[str, dict[str, object]]] = {
    "0025_seen_spread_eased": {"episode": {"perceived": "", "spread": "", "eased_by": ""}},
    "0026_night_sleep": {
        "morning": {
            **dict.fromkeys(("tried_at", "last_waking_at", "minutes_until_sleep", "jolts")),
            **dict.fromkeys(("wakings", "minutes_awake", "quality")),
            "note": "",
        }
    },
    "0027_background": {"appointment": {"handedness": "", "earlier_words": ""}},
    "0028_shows_pad": {"preferences": {"shows_pad": True}},
    "0029_partner_links": {},
    "0030_videos_to_show": {"appointment": {"videos": None, "videos_of": ""}},
    "0031_constant_places": {},
    "0032_device_sleep": {},
    "0033_asked_questions": {"episode": {"asked_questions": ""}},
    "0034_import_undo": {
        "finishedimport": {
            **dict.fromkeys(("records", "undo_asked_at", "undo_beat_at", "undone_at")),
            **dict.fromkeys(("undo_rows_read", "removed", "changed"), 0),
        }
    },
    "0035_sleep_source": {"preferences": {"sleep_source": ""}},
    "0036_sleep_tokens": {},
    "0037_sleep_events": {},
    "0038_time_told": {"episode": {"time_told": ""}},
}


class Rows:
    """A row in each table of the diary, with something in every column that takes it."""

    def __init__(self) -> None:
        self.keys: dict[str, Any] = {}
        self.stored: dict[str, dict[str, Any]] = {}

    def fill(self, apps: Any) -> None:
        """Each table of that state that has no row yet gets one."""
        for model in apps.get_app_config("journal").get_models():
            self.of(model)

    def of(self, model: Any) -> Any:
        """The key of the table's row, made if there is none."""
        name = model._meta.label_lower
        if name not in self.keys:
            fields = [f for f in model._meta.concrete_fields if not f.auto_created]
            row = model._base_manager.create(**{f.name: self._value(f) for f in fields})
            self.keys[name] = row.pk
        return self.keys[name]

    def _value(self, field: Any) -> Any:
        if isinstance(field, models.ForeignKey):
            key = self.of(field.related_model)
            return field.related_model._base_manager.get(pk=key)
        if field.get_internal_type() == "CharField" and field.choices:
            return field.choices[0][0]
        values: dict[str, Any] = {
            "CharField": "Füße 🌙"[: field.max_length],
            "TextField": "Füße\n🌙",
            "EmailField": "ada@example.org",
            "BooleanField": True,
            "DateField": date(2026, 7, 6),
            "DateTimeField": NOW - timedelta(days=1),
            "BinaryField": b"\x01",
            "JSONField": [1],
        }
        return values.get(field.get_internal_type(), 1)

    def look(self, apps: Any) -> None:
        """Remember what every table has."""
        self.stored = {name: _row(apps, name, key) for name, key in self.keys.items()}


def _row(apps: Any, name: str, key: object) -> dict[str, Any]:
    row: dict[str, Any] = apps.get_model(name)._base_manager.filter(pk=key).values().get()
    return {column: bytes(v) if isinstance(v, memoryview) else v for column, v in row.items()}


def test_every_row_of_before_stays_and_says_nothing_new(
    migrated: Callable[[str], Apps],
) -> None:
    rows = Rows()
    apps = migrated(BEFORE)
    for name in MIGRATIONS:
        rows.fill(apps)
        rows.look(apps)
        apps = migrated(name)
        brought = {f"journal.{table}": columns for table, columns in BROUGHT[name].items()}
        for table, before in rows.stored.items():
            assert _row(apps, table, rows.keys[table]) == before | brought.get(table, {}), table
    rows.fill(apps)
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("journal")
    assert newest == [("journal", MIGRATIONS[-1])]
    assert {"journal.episode", "journal.sighting", "journal.constantmark"} <= rows.keys.keys()


def test_a_link_of_a_partner_outlives_its_visit_and_goes_with_its_owner(
    migrated: Callable[[str], Apps],
) -> None:
    rows = Rows()
    rows.fill(migrated("0028_shows_pad"))
    apps: Any = migrated("0029_partner_links")
    link_table, sighting_table = (
        apps.get_model("journal", name) for name in ("PartnerLink", "Sighting")
    )
    assert not link_table._base_manager.exists()
    rows.fill(apps)
    assert apps.get_model("journal", "Appointment")._base_manager.all().delete()
    [link] = link_table._base_manager.values("visit_id", "watcher")
    assert link == {"visit_id": None, "watcher": "Füße 🌙"}
    link_table._base_manager.all().delete()
    [sighting] = sighting_table._base_manager.values("link_id", "client_id")
    assert sighting == {"link_id": None, "client_id": "Füße 🌙"}
    apps.get_model("auth", "User")._base_manager.all().delete()
    assert not sighting_table._base_manager.exists()


def test_the_release_before_goes_on_storing_entries(migrated: Callable[[str], Apps]) -> None:
    before: Any = migrated("0032_device_sleep")
    migrated("0033_asked_questions")
    key = Rows().of(before.get_model("journal", "Episode"))
    now: Any = migrated("0033_asked_questions")
    assert now.get_model("journal", "Episode").objects.get(pk=key).asked_questions == ""
