"""A table of one's own, step by step: few answers, nothing stored before the last, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.files import sheet_work
from journal.files.pending_import import PendingImport
from journal.models import (
    DayContext,
    Episode,
    FinishedImport,
    NightRecord,
    SecurityEvent,
    StoredRecipe,
)
from journal.models.security_event import Happening
from journal.views import import_sheet as view
from tests.sheet_files import GERMAN_ROWS, SHAPES, german_excel
from tests.sheet_steps import SHEET, Sent, Steps, picks

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
OWN = {"pick": picks("twitch", "eyelid twitch", "muscle twitching (calf)", "cramp")}


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


def brought(client: Client, shape: str = "german_excel") -> Steps:
    name, content = SHAPES[shape]
    return Steps(client, OWN).bring(name, content())


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


def test_a_new_word_alone_is_asked_of_a_table_that_is_known(as_ada: Client) -> None:
    brought(as_ada).store()
    row = "20.03.2026;03:30;Hinterhaxn;links;Zucken;4;".encode("cp1252")
    steps = Steps(as_ada).bring("April.csv", german_excel().replace(b"Summe", row + b"\r\nSumme"))
    assert steps.step == "words"
    assert "Hinterhaxn" in steps.html
    assert steps.to_preview().asked == ["words"]


def test_what_a_person_taught_is_known_in_another_table(as_ada: Client, ada: User) -> None:
    def teach(sent: Sent) -> None:
        name = next(name for name in sent if name.startswith("muscle-"))
        sent[name] = ["hamstrings"]

    Steps(as_ada, {"words": teach}).bring("a.csv", german_excel()).store()
    assert Episode.objects.of(ada).filter(muscle="hamstrings", side="left").count() == 1
    other = german_excel().replace(b"Bemerkung", b"Sonstiges")
    steps = Steps(as_ada).bring("b.csv", other).to_preview()
    assert "words" not in steps.asked


def test_all_of_it_is_taken_back_by_one_button(as_ada: Client, ada: User) -> None:
    brought(as_ada).store()
    changed = Episode.objects.of(ada).earliest("happened_at")
    changed.note = "changed by hand"
    changed.save()
    finished = FinishedImport.objects.of(ada).get()
    answer = as_ada.post(f"/import/{finished.pk}/undo/", follow=True)
    html = answer.content.decode()
    assert "Taken back: 6 entries and nights are gone. 1 that you have changed since stays." in html
    assert list(Episode.objects.of(ada)) == [changed]
    assert not DayContext.objects.of(ada).exists()
    answer = as_ada.post(f"/import/{finished.pk}/undo/", follow=True)
    assert "cannot be taken back any more" in answer.content.decode()


def test_rows_that_cannot_be_read_are_all_said_and_may_stay_out(as_ada: Client, ada: User) -> None:
    rows = ["31.02.2026;02:15;Wade;links;Zucken;3;", "01.04.2027;02:15;Wade;links;Zucken;3;"]
    bad = "\r\n".join([*rows, "Summe"]).encode("cp1252")
    steps = Steps(as_ada).bring("bad.csv", german_excel().replace(b"Summe", bad)).to_preview()
    assert steps.step == "leave_wrong"
    assert "2 rows cannot be read." in steps.html
    assert "Line 9" in steps.html
    assert "Line 10" in steps.html
    steps.answer()
    assert "Rows that stay out" in steps.html
    steps.answer()
    assert Episode.objects.of(ada).count() == 5


def test_a_step_that_was_answered_in_another_window_is_said(as_ada: Client) -> None:
    steps = brought(as_ada)
    stale = steps.sends()
    steps.answer()
    answer = as_ada.post(SHEET, stale, follow=True)
    assert "answered in another window" in answer.content.decode()
    assert Episode.objects.count() == 0


def test_a_step_of_a_file_that_was_put_away_is_said(as_ada: Client) -> None:
    steps = brought(as_ada)
    stale = steps.sends()
    drop = {**stale, "step": ["drop"]}
    assert "Nothing was stored" in as_ada.post(SHEET, drop, follow=True).content.decode()
    assert "No file is waiting" in as_ada.post(SHEET, stale, follow=True).content.decode()
    assert as_ada.get(SHEET)["Location"] == "/import/"


def test_a_step_of_another_file_is_said(as_ada: Client) -> None:
    stale = brought(as_ada).sends()
    brought(as_ada, "daylio")
    html = as_ada.post(SHEET, stale, follow=True).content.decode()
    assert "another file is waiting" in html
    assert "daylio_export.csv" in html


def test_the_button_twice_stores_once(as_ada: Client, ada: User) -> None:
    steps = brought(as_ada).to_preview()
    last = steps.sends()
    for _turn in range(2):
        as_ada.post(SHEET, last, follow=True)
    assert Episode.objects.of(ada).count() == 5


def test_a_file_that_is_no_table_gives_the_reason_and_can_be_put_away(as_ada: Client) -> None:
    steps = Steps(as_ada).bring("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200))
    assert "This file cannot be read" in steps.html
    assert steps.step == "drop"
    assert 'type="file"' in as_ada.get("/import/", follow=True).content.decode() or steps.html
    steps.answer()
    assert 'type="file"' in steps.html


def test_a_column_may_be_given_another_meaning(as_ada: Client, ada: User) -> None:
    def keep_strength(sent: Sent) -> None:
        name = next(name for name, value in sent.items() if value == ["strength"])
        sent[name] = ["keep"]

    steps = Steps(as_ada, {"columns": keep_strength}).bring("t.csv", german_excel()).store()
    assert "strength" not in steps.asked
    first = Episode.objects.of(ada).earliest("happened_at")
    assert (first.intensity, first.note) == (None, "müde\nStärke: 3")


def test_columns_without_a_day_are_refused_with_all_that_was_chosen(as_ada: Client) -> None:
    steps = brought(as_ada)
    sent = steps.sends()
    day = next(name for name, value in sent.items() if value == ["day"])
    strength = next(name for name, value in sent.items() if value == ["strength"])
    answer = as_ada.post(SHEET, {**sent, day: ["keep"], strength: ["note"]})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "No column tells the day." in html
    again = Steps(as_ada, html=html).sends()
    assert (again[day], again[strength]) == (["keep"], ["note"])


def test_the_zone_of_the_whole_file_can_be_chosen(as_ada: Client, ada: User) -> None:
    def elsewhere(sent: Sent) -> None:
        sent["time_zone"] = ["Asia/Tokyo"]

    Steps(as_ada, {"columns": elsewhere}).bring("t.csv", german_excel()).store()
    first = Episode.objects.of(ada).earliest("happened_at")
    assert first.time_zone == "Asia/Tokyo"
    assert first.happened_at == datetime(2026, 2, 28, 17, 15, tzinfo=UTC)


def test_rows_without_a_time_may_get_one_that_is_said_to_be_rough(
    as_ada: Client, ada: User
) -> None:
    def given(sent: Sent) -> None:
        sent |= {"answer": ["given_time"], "given_time": ["3"]}

    steps = Steps(as_ada, {"no_time": given}).bring("t.csv", german_excel())
    steps.answer()
    answer = as_ada.post(SHEET, {**steps.sends(), "given_time": ["soon"]})
    assert answer.status_code == 422
    assert 'value="soon"' in answer.content.decode()
    steps.own["no_time"] = lambda sent: sent.update(answer=["given_time"], given_time=["22:30"])
    steps.store()
    rough = Episode.objects.of(ada).get(muscle="eyelid")
    assert rough.happened_at == datetime(2026, 3, 15, 22, 30, tzinfo=UTC)
    assert "The time is approximate." in rough.note


def test_an_answer_can_be_changed_from_the_preview(as_ada: Client, ada: User) -> None:
    steps = brought(as_ada).to_preview()
    assert "?step=no_time" in steps.html
    steps.html = as_ada.get(f"{SHEET}?step=no_time").content.decode()
    assert steps.step == "no_time"
    steps.own["no_time"] = lambda sent: sent.update(answer=["leave_out"])
    steps.store()
    assert not DayContext.objects.of(ada).exists()


def test_pasted_notes_are_a_file_too(as_ada: Client, ada: User) -> None:
    text = SHAPES["notes"][1]().decode()
    steps = Steps(as_ada)
    steps.html = as_ada.post("/import/", {"text": text}, follow=True).content.decode()
    assert "Pasted notes" in steps.html
    steps.store()
    assert Episode.objects.of(ada).count() == 6
    answer = as_ada.post("/import/", {"text": "  "})
    assert "Choose a file first." in answer.content.decode()


def test_a_large_file_is_worked_on_by_a_task_and_the_page_says_how_far_it_is(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "LARGEST_AT_ONCE", 0)
    pages: list[tuple[str, str]] = []
    tell = PendingImport.tell

    def listening(self: PendingImport, stage: str, done: int, of: int) -> None:
        tell(self, stage, done, of)
        answer = as_ada.get(SHEET)
        if answer.status_code == 200:
            pages.append((stage, answer.get("Refresh", "")))

    monkeypatch.setattr(PendingImport, "tell", listening)
    brought(as_ada).store()
    assert {stage for stage, _again in pages} == {"reading", "checking", "storing"}
    assert {again for _stage, again in pages} == {"2"}
    assert Episode.objects.of(ada).count() == 5


@pytest.mark.parametrize("largest_at_once", [0, 10**6])
def test_an_import_is_noted_once_with_its_browser_whoever_does_the_work(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch, largest_at_once: int
) -> None:
    monkeypatch.setattr(view, "LARGEST_AT_ONCE", largest_at_once)
    as_ada.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"
    steps = brought(as_ada).to_preview()
    kept = SecurityEvent.objects.filter(owner=ada, kind=Happening.IMPORTED)
    assert not kept.exists()
    sent = steps.sends()
    steps.answer()
    as_ada.post(SHEET, sent)
    assert [(event.browser, event.system) for event in kept] == [("Firefox", "Linux")]


@pytest.mark.parametrize(
    "content", ["3-05 23:50 rig", "1 March 2026\n- 23:40 left calf\n- 02:15 " + "a " * 20_000]
)
def test_notes_of_odd_shapes_are_asked_about_or_refused(as_ada: Client, content: str) -> None:
    Steps(as_ada).bring("Notes.txt", content.encode())
    answer = as_ada.get(SHEET)
    assert answer.status_code == 200
    assert "put the file away" in answer.content.decode()


def test_what_another_release_noted_of_a_table_leads_to_choosing_it_again(
    as_ada: Client, ada: User
) -> None:
    brought(as_ada)
    pending = PendingImport(ada)
    noted = pending.sheet(NOW)
    assert noted
    pending.note_sheet({**noted, "survey": {"columns_of_later": 1}}, NOW)
    assert as_ada.get(SHEET)["Location"] == "/import/"
    assert as_ada.get("/import/").status_code == 200
    assert brought(as_ada).step


def test_work_that_has_ended_early_can_be_gone_on_with(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as context:
        context.setattr(sheet_work, "open_sheets", _killed)
        with pytest.raises(MemoryError):
            brought(as_ada)
    steps = Steps(as_ada, html=as_ada.get(SHEET).content.decode())
    assert "has ended early" in steps.html
    assert steps.step == "again"
    steps.store()
    assert Episode.objects.of(ada).count() == 5


def _killed(*_arguments: object) -> None:
    raise MemoryError


def test_a_table_belongs_to_who_brought_it(as_ada: Client, as_ben: Client, ben: User) -> None:
    sent = brought(as_ada).to_preview().sends()
    assert as_ben.get(SHEET)["Location"] == "/import/"
    assert as_ben.post(SHEET, sent).status_code == 409
    brought(as_ada).store()
    finished = FinishedImport.objects.get()
    as_ben.post(f"/import/{finished.pk}/undo/")
    recipe = StoredRecipe.objects.get()
    as_ben.post(f"/import/recipes/{recipe.pk}/delete/")
    assert StoredRecipe.objects.count() == FinishedImport.objects.count() == 1
    assert not Episode.objects.of(ben).exists()
