"""The questions about a table of one's own, answered otherwise than guessed."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth.models import User
from django.test import Client

from journal.models import (
    DayContext,
    Episode,
)
from tests.sheet_files import german_excel
from tests.sheet_steps import SHEET, Sent, Steps
from tests.views.brought_sheet import _own_folder, brought

__all__ = ["_own_folder"]


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


def test_what_a_person_taught_is_known_in_another_table(as_ada: Client, ada: User) -> None:
    def teach(sent: Sent) -> None:
        name = next(name for name in sent if name.startswith("muscle-"))
        sent[name] = ["hamstrings"]

    Steps(as_ada, {"words": teach}).bring("a.csv", german_excel()).store()
    assert Episode.objects.of(ada).filter(muscle="hamstrings", side="left").count() == 1
    other = german_excel().replace(b"Bemerkung", b"Sonstiges")
    steps = Steps(as_ada).bring("b.csv", other).to_preview()
    assert "words" not in steps.asked


def test_a_new_word_alone_is_asked_of_a_table_that_is_known(as_ada: Client) -> None:
    brought(as_ada).store()
    row = "20.03.2026;03:30;Hinterhaxn;links;Zucken;4;".encode("cp1252")
    steps = Steps(as_ada).bring("April.csv", german_excel().replace(b"Summe", row + b"\r\nSumme"))
    assert steps.step == "words"
    assert "Hinterhaxn" in steps.html
    assert steps.to_preview().asked == ["words"]
