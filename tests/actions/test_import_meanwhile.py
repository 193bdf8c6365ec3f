"""What a person does while an import into their diary is under way is stored, seen at once, and
stored once.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from journal.account_deletion import delete_account
from journal.actions.import_spans import ImportUnderWayError, clear_dead_imports
from journal.actions.record import Outcome, ReceivedEntry, record, record_each
from journal.models import (
    DayContext,
    Episode,
    Morning,
    NightRecord,
    OtherThingAnswer,
    UnfinishedImport,
)
from journal.models.episode import Source
from tests import builders
from tests.forms import step
from tests.imports import (
    MODELS,
    NOW,
    Killed,
    after,
    bring,
    fall_silent,
    killed,
    seen,
    small_pieces,
    stored,
    text,
)

__all__ = ["small_pieces"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("small_pieces")]


def test_an_entry_made_meanwhile_is_seen_at_once_and_has_a_key_of_its_own(ada: User) -> None:
    def touch() -> None:
        builders.episode(ada, id="touch")
        assert [episode.client_id for episode in Episode.objects.of(ada)] == ["touch"]

    bring(ada, after(3, touch))
    assert Episode.objects.of(ada).count() == 6


@pytest.mark.parametrize("ends", [True, False])
@pytest.mark.parametrize("way", ["one", "looked", "unlooked"])
def test_an_id_of_the_file_that_is_touched_meanwhile_is_stored_once(
    ada: User, as_ada: Client, ends: bool, way: str
) -> None:
    def touch() -> None:
        entry = builders.entry(id="e0", note="From the phone.")
        if way == "one":
            assert record(ada, entry, source=Source.PAD, as_of=NOW)[1]
        elif way == "looked":
            [(outcome, _found)] = record_each(
                ada, [ReceivedEntry(entry=entry)], source=Source.PAD, as_of=NOW
            )
            assert outcome is Outcome.NEW
        else:
            fields = {
                "happened_at": "2026-07-07T02:15Z",
                "time_zone": "Europe/Berlin",
                "note": "From the phone.",
            }
            sent = {"episodes": [{"id": "e0", **fields}]}
            answer = as_ada.post("/api/episodes", sent, content_type="application/json").json()
            assert answer["results"][0]["status"] == "new", answer
        if not ends:
            raise Killed

    if ends:
        assert bring(ada, after(9, touch)).episodes == 4
    else:
        with pytest.raises(Killed):
            bring(ada, after(9, touch))
        fall_silent()
        clear_dead_imports()
    notes = list(Episode.objects.of(ada).order_by("client_id").values_list("note", flat=True))
    assert notes == ["From the phone.", *(["From the file."] * 4 if ends else [])]


@pytest.mark.parametrize("ends", [True, False])
def test_what_is_said_of_a_night_meanwhile_is_stored(ada: User, ends: bool) -> None:
    night, at = date(2026, 7, 2), NOW

    def say() -> None:
        NightRecord.objects.get_or_create(owner=ada, night_of=night, defaults={"recorded_at": at})
        Morning.objects.update_or_create(
            owner=ada, night_of=night, defaults={"does_not_know": False, "recorded_at": at}
        )
        DayContext.objects.update_or_create(
            owner=ada, night_of=night, defaults={"caffeine": "no", "recorded_at": at}
        )
        values = {"answer": "no", "answered_at": at}
        OtherThingAnswer.objects.update_or_create(owner=ada, thing="stiffness", defaults=values)
        if not ends:
            raise Killed

    def own() -> list[Any]:
        day, morning = DayContext.objects.of(ada).get(), Morning.objects.of(ada).get()
        return [NightRecord.objects.of(ada).count(), morning.does_not_know, day.caffeine]

    if ends:
        bring(ada, after(12, say))
    else:
        with pytest.raises(Killed):
            bring(ada, after(12, say))
        fall_silent()
        clear_dead_imports()
    assert own() == [1, False, "no"]
    assert OtherThingAnswer.objects.of(ada).get().answer == "no"


def test_two_imports_of_one_person_at_once(ada: User, ben: User) -> None:
    def another() -> None:
        for other_file in (
            text(),
            text(1),
            '{"format": "twitchlog-diary", "version": 1, "nights": [{"night_of": "2026-07-02"}]}',
        ):
            with pytest.raises(ImportUnderWayError):
                bring(ada, what=other_file)
        assert bring(ben).episodes == 5

    assert bring(ada, after(3, another)).episodes == 5
    assert (seen(ada), seen(ben)) == ([5, 1, 1, 1, 1, 1, 1, 1],) * 2


def test_a_second_import_says_so_on_the_page_and_in_the_command(
    ada: User, as_ada: Client, tmp_path: Path
) -> None:
    (tmp_path / "diary.json").write_text(text(), encoding="utf-8")
    with pytest.raises(Killed):
        bring(ada, after(3, killed))
    with pytest.raises(CommandError, match=r"still under way\. Nothing was stored"):
        call_command("import_diary", "ada", str(tmp_path / "diary.json"), stdout=io.StringIO())
    with (tmp_path / "diary.json").open("rb") as file:
        as_ada.post("/import/", {"file": file})
    again = as_ada.post("/import/", step(as_ada, "store"), follow=True)
    assert "Another import into your diary is still under way." in again.content.decode()
    assert seen(ada) == [0] * len(MODELS)


def test_an_account_that_is_deleted_meanwhile_takes_the_import_along(ada: User) -> None:
    with pytest.raises(ImportUnderWayError):
        bring(ada, after(3, lambda: delete_account(ada)))
    assert (stored(), UnfinishedImport.objects.count()) == (0, 0)
