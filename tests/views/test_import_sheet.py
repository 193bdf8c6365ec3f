"""A table of one's own, step by step: few answers, nothing stored before the last, nothing lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.models import (
    DayContext,
    Episode,
    FinishedImport,
    NightRecord,
    StoredRecipe,
)
from tests.sheet_files import GERMAN_ROWS, SHAPES, german_excel
from tests.sheet_steps import SHEET, Steps
from tests.views.brought_sheet import _own_folder, brought

__all__ = ["_own_folder"]


@pytest.mark.parametrize("shape", SHAPES)
def test_five_answers_at_most_lead_from_a_file_to_its_preview(as_ada: Client, shape: str) -> None:
    steps = brought(as_ada, shape).to_preview()
    assert steps.step == "store", steps.html
    assert len(steps.asked) <= 5, steps.asked
    assert Episode.objects.count() == NightRecord.objects.count() == 0
    assert "What this file would add" in steps.html


def test_each_cell_of_a_german_table_is_in_an_entry_a_note_or_listed(
    as_ada: Client, ada: User
) -> None:
    steps = brought(as_ada).to_preview()
    assert "Summe" in steps.html
    assert "This row is a total" in steps.html
    steps.answer()
    assert "Added: 5 episodes and 1 night without twitches. 1 day got a note." in steps.html
    stored = [
        (episode.happened_at, episode.movement, episode.muscle, episode.side, episode.intensity)
        for episode in Episode.objects.of(ada).order_by("happened_at")
    ]
    assert stored == [
        (datetime(2026, 3, 1, 2, 15, tzinfo=UTC), "twitch", "calf", "right", 3),
        (datetime(2026, 3, 2, 23, 40, tzinfo=UTC), "twitch", "thigh", "left", 2),
        (datetime(2026, 3, 3, 4, 5, tzinfo=UTC), "cramp", "calf", "left", 7),
        (datetime(2026, 3, 14, 2, 30, tzinfo=UTC), "twitch", "calf", "right", None),
        (datetime(2026, 3, 17, 1, 10, tzinfo=UTC), "twitch", "not_sure_where", "left", 4),
    ]
    notes = "\n".join(Episode.objects.of(ada).values_list("note", flat=True))
    for text in ("müde", "schlimm", "2,5", "=1+1", "Bein hinten unten"):
        assert text in notes
    assert "am Abend" in DayContext.objects.of(ada).get().note
    assert NightRecord.objects.of(ada).get().night_of == date(2026, 3, 15)


def test_the_letters_that_were_guessed_are_said(as_ada: Client) -> None:
    assert "read as Windows-1252" in brought(as_ada).html


def test_the_preview_has_the_hours_as_a_chart_and_as_a_table(as_ada: Client) -> None:
    html = brought(as_ada).to_preview().html
    assert html.count('class="bar"') == 4
    assert "The hour with most entries, 2: 02:00 to 02:59." in html
    assert '<th scope="row">04:00 to 04:59</th><td>1</td>' in html


def test_next_months_longer_file_opens_at_the_preview_and_adds_only_what_is_new(
    as_ada: Client, ada: User
) -> None:
    brought(as_ada).store()
    again = brought(as_ada)
    assert (again.asked, again.step) == ([], "drop")
    assert "Nothing new in this file" in again.html
    row = ";".join(("20.03.2026", "03:30", *GERMAN_ROWS[0][2:])).encode("cp1252")
    longer = german_excel().replace(b"Summe", row + b"\r\nSumme")
    steps = Steps(as_ada).bring("April.csv", longer)
    assert (steps.asked, steps.step) == ([], "store")
    steps.answer()
    assert "Added: 1 episode" in steps.html
    assert Episode.objects.of(ada).count() == 6
    assert StoredRecipe.objects.of(ada).get().name == "Tagebuch"


def test_all_of_it_is_taken_back_by_one_button(as_ada: Client, ada: User) -> None:
    brought(as_ada).store()
    changed = Episode.objects.of(ada).earliest("happened_at")
    changed.note = "changed by hand"
    changed.save()
    finished = FinishedImport.objects.of(ada).get()
    answer = as_ada.post(f"/import/{finished.pk}/undo/", follow=True)
    html = answer.content.decode()
    assert "Taken back: 6 rows of the file are gone. 1 that you have changed since stays." in html
    assert list(Episode.objects.of(ada)) == [changed]
    assert not DayContext.objects.of(ada).exists()
    answer = as_ada.post(f"/import/{finished.pk}/undo/", follow=True)
    assert "cannot be taken back any more" in answer.content.decode()


def test_a_file_that_is_no_table_gives_the_reason_and_can_be_put_away(as_ada: Client) -> None:
    steps = Steps(as_ada).bring("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200))
    assert "This file cannot be read" in steps.html
    assert steps.step == "drop"
    assert 'type="file"' in as_ada.get("/import/", follow=True).content.decode() or steps.html
    steps.answer()
    assert 'type="file"' in steps.html


def test_pasted_notes_are_a_file_too(as_ada: Client, ada: User) -> None:
    text = SHAPES["notes"][1]().decode()
    steps = Steps(as_ada)
    steps.html = as_ada.post("/import/", {"text": text}, follow=True).content.decode()
    assert "Pasted notes" in steps.html
    steps.store()
    assert Episode.objects.of(ada).count() == 6
    answer = as_ada.post("/import/", {"text": "  "})
    assert "Choose a file first." in answer.content.decode()


@pytest.mark.parametrize(
    "content", ["3-05 23:50 rig", "1 March 2026\n- 23:40 left calf\n- 02:15 " + "a " * 20_000]
)
def test_notes_of_odd_shapes_are_asked_about_or_refused(as_ada: Client, content: str) -> None:
    Steps(as_ada).bring("Notes.txt", content.encode())
    answer = as_ada.get(SHEET)
    assert answer.status_code == 200
    assert "put the file away" in answer.content.decode()
