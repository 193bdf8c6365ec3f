"""Pages of several parts that were opened before another change: it is asked or said, never
guessed.
"""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.models import (
    DayContext,
    Episode,
    Morning,
    NightRecord,
    PatternDecision,
    Preferences,
    TooManyAnswer,
)
from tests import builders
from tests.forms import Control, forms_of
from tests.views.pressed_parts import KEYS, NOW, _diary, page_form, part, press

__all__ = ["_diary"]


def test_a_note_in_dispute_is_chosen_and_the_button_says_the_decision(as_ada: Client) -> None:
    windows = [page_form(as_ada, "/patterns/") for _ in range(2)]
    buttons = [
        {button.value: button for button in form.buttons if quote(KEYS[0], "") in button.action}
        for form in windows
    ]
    press(as_ada, windows[0], buttons[0]["raise"], **{f"note-{KEYS[0]}": "one"})
    answer = press(as_ada, windows[1], buttons[1]["unsure"], **{f"note-{KEYS[0]}": "two"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Raise it at the appointment" in html
    assert (PatternDecision.objects.get().decision, PatternDecision.objects.get().note) == (
        "raise",
        "one",
    )
    form = part(html)
    button = next(
        button
        for button in form.buttons
        if quote(KEYS[0], "") in button.action and button.value == "unsure"
    )
    assert press(as_ada, form, button).status_code == 409
    press(as_ada, form, button, **{f"keep-note-{KEYS[0]}": "mine"})
    assert (PatternDecision.objects.get().decision, PatternDecision.objects.get().note) == (
        "unsure",
        "two",
    )


def test_a_question_that_was_answered_otherwise_meanwhile_is_not_answered_again(
    as_ada: Client,
) -> None:
    form = page_form(as_ada, "/morning/")
    button = next(
        button
        for button in form.buttons
        if "question=woke" in button.action and button.value == "no"
    )
    key = int(button.action.split("/")[2])
    Episode.objects.filter(pk=key).update(woke="asleep")
    answer = press(as_ada, form, button, note="typed")
    assert answer.status_code == 409
    assert "Meanwhile this was answered" in answer.content.decode()
    assert part(answer.content.decode()).sends()["note"] == ["typed"]
    assert Episode.objects.get(pk=key).woke == "asleep"
    Episode.objects.filter(pk=key).update(woke="no")
    assert press(as_ada, form, button).status_code == 302  # the same answer, sent twice
    Episode.objects.filter(pk=key).delete()
    assert "deleted meanwhile" in press(as_ada, form, button).content.decode()


def test_too_many_answered_elsewhere_meanwhile_is_asked_again(as_ada: Client, ada: User) -> None:
    form = page_form(as_ada, "/dashboard/")
    buttons = {item.value: item for item in form.buttons if "too-many" in item.action}
    TooManyAnswer.objects.create(owner=ada, answer="yes", answered_at=NOW)
    assert press(as_ada, form, buttons["yes"]).status_code == 302
    answer = press(as_ada, form, buttons["no"])
    assert answer.status_code == 409
    assert "Meanwhile you answered “Yes”" in answer.content.decode()
    assert [item.answer for item in TooManyAnswer.objects.all()] == ["yes"]
    form = part(answer.content.decode())
    button = next(item for item in form.buttons if "too-many" in item.action and item.value == "no")
    assert press(as_ada, form, button).status_code == 302
    assert TooManyAnswer.objects.latest_first()[0].answer == "no"


@pytest.mark.parametrize("change", ["noon and midnight passed", "zone"])
def test_all_of_a_morning_lands_on_the_night_that_its_page_named(
    as_ada: Client, ada: User, change: str
) -> None:
    form = page_form(as_ada, "/morning/")
    remember = next(item for item in form.buttons if item.name == "part" and item.value == "waking")
    rest_button = next(item for item in form.buttons if "rest" in item.action)
    Preferences.objects.update(
        time_zone="Pacific/Kiritimati" if change == "zone" else builders.ZONE
    )
    with time_machine.travel(NOW + timedelta(days=1 if change != "zone" else 0), tick=False):
        press(as_ada, form, Control("button", "", ""), bed="23:10", note="typed")
        press(as_ada, form, remember)
        press(as_ada, form, rest_button, count="7")
        press(as_ada, form, Control("button", "does_not_know", "1", action="/morning/"))
    night = date(2026, 7, 6)
    stored = Morning.objects.get()
    assert (stored.night_of, stored.does_not_know, f"{stored.bed_at:%H:%M}") == (
        night,
        True,
        "21:10",
    )
    assert [item.night_of for item in DayContext.objects.all()] == [night]
    assert {item.night_of for item in Episode.objects.all()} == {night}
    assert Episode.objects.filter(count=7).count() == 1


def test_a_night_that_a_page_offered_can_be_marked_when_it_is_a_week_old(as_ada: Client) -> None:
    forms = forms_of(as_ada.get("/nights/").content.decode())
    form = next(item for item in forms if any(button.name == "none" for button in item.buttons))
    oldest = [item for item in form.buttons if item.name == "none"][-1]
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        press(as_ada, form, oldest)
    assert [item.night_of for item in NightRecord.objects.all()] == [date(2026, 6, 30)]


def test_two_windows_of_a_morning(as_ada: Client) -> None:
    first, other, third = (page_form(as_ada, "/morning/") for _ in range(3))
    nothing = Control("button", "", "")
    assert press(as_ada, first, nothing, bed="23:10", note="first").status_code == 302
    assert press(as_ada, other, nothing, woke="06:50", stress="yes").status_code == 302
    stored, day = Morning.objects.get(), DayContext.objects.get()
    assert (f"{stored.bed_at:%H:%M}", f"{stored.woke_at:%H:%M}") == ("21:10", "04:50")
    assert (day.note, day.stress, day.alcohol) == ("first", "yes", "")
    answer = press(as_ada, third, nothing, note="second", alcohol="no")
    assert answer.status_code == 409
    assert (DayContext.objects.get().note, DayContext.objects.get().alcohol) == ("first", "")
    again = part(answer.content.decode())
    assert again.sends()["bed"] == ["23:10"]
    press(as_ada, again, nothing, **{"keep-note": "mine"})
    assert (DayContext.objects.get().note, DayContext.objects.get().alcohol) == ("second", "no")


def test_bed_and_wake_time_of_two_windows_still_follow_each_other(as_ada: Client) -> None:
    first, other = page_form(as_ada, "/morning/"), page_form(as_ada, "/morning/")
    nothing = Control("button", "", "")
    press(as_ada, first, nothing, bed="05:00")
    answer = press(as_ada, other, nothing, woke="04:00")
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() & {"bed", "woke"}
