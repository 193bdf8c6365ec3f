"""What a migration does to rows that are there already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps.registry import Apps
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

NOW = datetime(2026, 7, 20, 9, 0, tzinfo=UTC)
TAKEN = {"note": "Since May", "decided_at": NOW, "rules_version": "1"}


@pytest.fixture
def migrated(transactional_db: None) -> Iterator[Callable[[str], Apps]]:
    """Brings the database to the state of a migration; afterwards it is up to date again."""

    def go(name: str) -> Apps:
        executor = MigrationExecutor(connection)
        return executor.migrate([("journal", name)]).apps

    yield go
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_a_decision_on_too_many_is_carried_over_and_a_newer_one_left(
    migrated: Callable[[str], Apps],
) -> None:
    old: Any = migrated("0008_pattern_decisions")
    ada, ben = (
        old.get_model("auth", "User").objects.create(username=name) for name in ("ada", "ben")
    )
    review, decision = (
        old.get_model("journal", name).objects for name in ("Review", "PatternDecision")
    )
    for person in (ada, ben):
        for code in ("too_many", "back_muscles"):
            review.create(owner=person, criterion=code, decision="raise", **TAKEN)
    newer = {
        "criterion": "too_many",
        "pattern": "too_many/-/-",
        "decision": "unsure",
        "entries": [3],
    }
    decision.create(owner=ben, **newer, **TAKEN)
    new: Any = migrated("0009_one_kind_of_decision")
    kept = new.get_model("journal", "PatternDecision").objects.order_by("owner_id")
    assert list(
        kept.values_list("owner__username", "pattern", "decision", "note", "decided_at", "entries")
    ) == [
        ("ada", "too_many/-/-", "raise", "Since May", NOW, []),
        ("ben", "too_many/-/-", "unsure", "Since May", NOW, [3]),
    ]


def test_notes_are_folded_anew_and_only_where_they_differ(migrated: Callable[[str], Apps]) -> None:
    old: Any = migrated("0009_one_kind_of_decision")
    ada = old.get_model("auth", "User").objects.create(username="ada")
    told = {"naïve": "naïve", "İstanbul": "i\u0307stanbul", "plain": "plain", "": ""}
    for number, (note, folded) in enumerate(told.items()):
        old.get_model("journal", "Episode").objects.create(
            owner=ada, client_id=str(number), happened_at=NOW, time_zone="UTC",
            night_of=NOW.date(), recorded_at=NOW, note=note, note_folded=folded,
        )  # fmt: skip
    new: Any = migrated("0010_folded_notes")
    episodes = new.get_model("journal", "Episode").objects.order_by("pk")
    assert list(episodes.values_list("note", "note_folded")) == [
        ("naïve", "naive"),
        ("İstanbul", "istanbul"),
        ("plain", "plain"),
        ("", ""),
    ]


def test_sessions_that_are_stored_go_on_and_are_noted(migrated: Callable[[str], Apps]) -> None:
    old: Any = migrated("0012_sign_ins")
    ada = old.get_model("auth", "User").objects.create(username="ada")
    before = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    told = [
        {"_auth_user_id": f"{ada.pk}", "renewed_at": NOW.isoformat()},
        {"_auth_user_id": f"{ada.pk}"},
        {"_auth_user_id": f"{ada.pk + 1}"},
        {"_auth_user_id": "x"},
        {},
    ]
    with time_machine.travel(before, tick=False):
        texts = [*(SessionStore().encode(said) for said in told), "not ours"]
        for session_key, text in zip("abcdef", texts, strict=True):
            old.get_model("sessions", "Session").objects.create(
                session_key=session_key, session_data=text, expire_date=before + timedelta(days=180)
            )
        new: Any = migrated("0013_sign_ins_so_far")
    noted = new.get_model("journal", "SignIn").objects.order_by("session_id")
    assert list(noted.values_list("session_id", "owner_id", "made_at", "used_at")) == [
        ("a", ada.pk, None, NOW),
        ("b", ada.pk, None, before),
    ]
    assert new.get_model("sessions", "Session").objects.count() == 6


def test_mornings_that_are_stored_stay_and_hold_nothing_new(
    migrated: Callable[[str], Apps],
) -> None:
    old: Any = migrated("0025_seen_spread_eased")
    ada = old.get_model("auth", "User").objects.create(username="ada")
    woke = NOW + timedelta(hours=8)
    told = {"bed_at": NOW, "woke_at": woke, "does_not_know": False, "recorded_at": woke}
    old.get_model("journal", "Morning").objects.create(owner=ada, night_of=NOW.date(), **told)
    new: Any = migrated("0026_night_sleep")
    [row] = new.get_model("journal", "Morning").objects.values()
    assert {name: row[name] for name in told} == told
    added = row.keys() - told.keys() - {"id", "owner_id", "night_of"}
    assert {name: row[name] for name in added} == {**dict.fromkeys(added), "note": ""}
    assert added >= {"jolts", "tried_at", "quality", "minutes_awake"}


def test_nothing_of_djangos_admin_is_left_behind(migrated: Callable[[str], Apps]) -> None:
    old: Any = migrated("0020_tries_for_nobody")
    kind = old.get_model("contenttypes", "ContentType").objects.create(
        app_label="admin", model="logentry"
    )
    old.get_model("auth", "Permission").objects.create(content_type=kind, codename="view_logentry")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE django_admin_log (id integer PRIMARY KEY)")
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('admin', '0001_initial', "
            "%s)",
            [NOW],
        )
    new: Any = migrated("0021_no_admin")
    assert not new.get_model("auth", "Permission").objects.filter(codename="view_logentry").exists()
    assert "django_admin_log" not in connection.introspection.table_names()
    assert not MigrationRecorder(connection).migration_qs.filter(app="admin").exists()


def test_entries_of_before_answer_none_of_the_new_questions(
    migrated: Callable[[str], Apps],
) -> None:
    old: Any = migrated("0023_pad_card")
    ada = old.get_model("auth", "User").objects.create(username="ada")
    old.get_model("journal", "Episode").objects.create(
        owner=ada, client_id="a", happened_at=NOW, time_zone="UTC",
        night_of=NOW.date(), recorded_at=NOW,
        movement="jerk", note="as it was",
    )  # fmt: skip
    new: Any = migrated("0025_seen_spread_eased")
    episodes = new.get_model("journal", "Episode").objects
    texts = ("movement", "note", "perceived", "spread", "eased_by")
    assert list(episodes.values_list(*texts)) == [("jerk", "as it was", "", "", "")]


def test_what_was_written_before_there_were_rows_is_kept_word_for_word(
    migrated: Callable[[str], Apps],
) -> None:
    old: Any = migrated("0026_night_sleep")
    ada = old.get_model("auth", "User").objects.create(username="ada")
    texts = {
        "since_when": "  Since about April ",
        "how_it_began": "After a cold,\n\nin the left calf",
        "medicines": "Magnesium 200 mg\nnone else",
        "changes": "More coffee – “much”",
    }
    old.get_model("journal", "Appointment").objects.create(
        owner=ada, on_date=NOW.date(), created_at=NOW, **texts
    )
    new: Any = migrated("0027_background")
    visit = new.get_model("journal", "Appointment").objects.get()
    assert {name: getattr(visit, name) for name in texts} == texts
    assert (visit.handedness, visit.earlier_words) == ("", "")
    for name in ("Medicine", "MedicalTest", "Beginning", "VisitStatement"):
        assert not new.get_model("journal", name).objects.exists()


def test_appointments_of_before_tell_of_no_videos(migrated: Callable[[str], Apps]) -> None:
    old: Any = migrated("0029_partner_links")
    ada = old.get_model("auth", "User").objects.create(username="ada")
    visit = {"on_date": NOW.date(), "created_at": NOW, "worry": "as it was"}
    old.get_model("journal", "Appointment").objects.create(owner=ada, **visit)
    new: Any = migrated("0030_videos_to_show")
    visits = new.get_model("journal", "Appointment").objects
    assert list(visits.values_list("worry", "videos", "videos_of")) == [("as it was", None, "")]


def test_places_of_a_night_are_marked_from_then_on(migrated: Callable[[str], Apps]) -> None:
    old: Any = migrated("0026_night_sleep")
    ada = old.get_model("auth", "User").objects.create(username="ada")
    old.get_model("journal", "NightRecord").objects.create(
        owner=ada, night_of=NOW.date(), recorded_at=NOW
    )
    new: Any = migrated("0031_constant_places")
    assert new.get_model("journal", "NightRecord").objects.count() == 1
    assert not new.get_model("journal", "ConstantMark").objects.exists()
