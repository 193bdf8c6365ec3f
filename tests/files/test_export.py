"""A whole diary out of one account and into another: nothing is lost, nothing comes twice, nothing
is overwritten.
"""

from __future__ import annotations

import json
from collections import Counter

from django.contrib.auth.models import User

from journal.actions.record_diary import StoredDiary
from journal.diary_file import COLLECTIONS
from journal.models import (
    Medicine,
)
from journal.models.record_models import MODEL_OF_COLLECTION
from tests import rows_of_every_model
from tests.diary_file.sound_records import SOUND, diary
from tests.files.whole_diary import NUMBERS, SAID, SCRIPTS, file_of, fill, rows, stored


def test_an_empty_account_fed_with_an_export_holds_the_same_diary(ada: User, ben: User) -> None:
    fill(ada)
    text = file_of(ada)
    assert stored(ben, text) == StoredDiary(episodes=1, nights=1, records=Counter(NUMBERS))
    assert file_of(ben) == text
    for name, kind in COLLECTIONS.items():
        theirs, own = (
            MODEL_OF_COLLECTION[name]._default_manager.filter(owner=person).values(*kind.fields)
            for person in (ada, ben)
        )
        order = kind.key_fields
        assert list(own.order_by(*order)) == list(theirs.order_by(*order)), name


def test_a_second_time_adds_nothing(ada: User, ben: User) -> None:
    fill(ada)
    text = file_of(ada)
    for owner in (ada, ben, ben):
        stored(owner, text)
    assert stored(ben, text) == StoredDiary(episodes=0, nights=0)
    assert rows(ada) == rows(ben) == NUMBERS
    assert file_of(ada) == file_of(ben) == text


def test_nothing_of_anybody_else_is_exported(ada: User, ben: User) -> None:
    fill(ben)
    rows_of_every_model.fill(ben)
    exported = json.loads(file_of(ada))
    assert not any(exported.pop("counts").values())
    assert {name: items for name, items in exported.items() if items} == {
        "format": "twitchlog-diary",
        "version": 1,
    }
    assert set(rows(ada).values()) == {0}


def test_settings_decisions_tokens_links_and_reports_stay_out(ada: User) -> None:
    rows_of_every_model.fill(ada)
    exported = json.loads(file_of(ada))
    assert list(exported) == ["format", "version", "episodes", "nights", *COLLECTIONS, "counts"]
    assert not any("frozen" in name for one in exported["appointments"] for name in one)


def test_rows_that_were_removed_are_in_no_file(ada: User, ben: User) -> None:
    fill(ada)
    Medicine.objects.filter(row_id="m1").update(discarded_at=SAID)
    exported = json.loads(file_of(ada))
    assert [row["row_id"] for row in exported["medicines"]] == ["m2"]
    assert exported["counts"]["medicines"] == 1
    stored(ada, diary(medicines=[{"row_id": "m1", "name": "again"}]))
    assert Medicine.objects.get(owner=ada, row_id="m1").name == SCRIPTS


def test_null_stays_null(ada: User) -> None:
    text = diary(
        days=[SOUND["days"]], mornings=[{"night_of": "2026-07-06", "bed_at": None, "woke_at": None}]
    )
    stored(ada, text)
    exported = json.loads(file_of(ada))
    [day], [morning] = exported["days"], exported["mornings"]
    assert (day["caffeine"], day["alcohol"], day["stress"], day["exercise"]) == (
        "yes",
        "no",
        None,
        None,
    )
    assert (morning["bed_at"], morning["woke_at"], morning["does_not_know"]) == (None, None, False)


def test_a_diary_of_episodes_and_nights_alone_is_still_one(ada: User) -> None:
    text = diary(
        episodes=[{"id": "a", "happened_at": "2026-07-07T02:15Z"}],
        nights=[{"night_of": "2026-07-05"}],
    )
    assert stored(ada, text) == StoredDiary(episodes=1, nights=1)
