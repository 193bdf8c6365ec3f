"""Pages of several parts: touching one stores that one, and what was typed in the others stays where it was typed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.models import (
    ApiToken,
    DayContext,
    Episode,
    Morning,
    NightRecord,
    PatternDecision,
    Preferences,
    TooManyAnswer,
)
from tests import builders
from tests.belongings import link
from tests.forms import Control, PageForm, forms_of

NOW = datetime(2026, 7, 7, 8, 0, tzinfo=UTC)  # ten in the morning in Berlin: last night is the 6th
KEYS = ("back_muscles/erector_spinae/left", "back_muscles/lower_back/-")


@pytest.fixture(autouse=True)
def _diary(ada: User) -> Any:
    """Two patterns, open questions of last night, and enough entries for one number for the rest."""
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        builders.episode(ada, movement="twitch", muscle="erector_spinae", side="left")
        builders.episode(ada, movement="twitch", muscle="lower_back")
        for minutes in range(10):
            builders.episode(ada, happened_at=builders.WHEN + timedelta(minutes=minutes), movement="jerk")
        yield


def page_form(client: Client, address: str) -> PageForm:
    return part(client.get(address).content.decode())


def part(html: str) -> PageForm:
    return next(one for one in forms_of(html) if one.id == "page-form")


def press(client: Client, form: PageForm, button: Control, **typed: str) -> Any:
    sent = {name: told[-1] for name, told in form.sends(button).items()}
    return client.post(button.action or form.action, {**sent, **typed})


TYPED: dict[str, dict[str, str]] = {
    "/morning/": {"bed": "23:10", "woke": "06:50", "note": "typed", "caffeine": "yes", "count": "7"},
    "/patterns/": {f"note-{KEYS[0]}": "about the first", f"note-{KEYS[1]}": "about the second"},
    "/dashboard/": {f"note-{KEYS[0]}": "about the first", f"note-{KEYS[1]}": "about the second"},
}


@pytest.mark.parametrize("address", TYPED)
def test_every_button_of_a_page_keeps_what_was_typed_in_its_other_parts(as_ada: Client, address: str) -> None:
    typed = TYPED[address]
    form = page_form(as_ada, address)
    kinds = {(one.action.partition("?")[0].partition("#")[0], one.name): one for one in form.buttons if one.action}
    assert kinds
    for button in kinds.values():
        answer = press(as_ada, form, button, **typed)
        if button.name == "decision":  # that note goes with its decision
            assert answer.status_code == 200
            left = {name: text for name, text in typed.items() if PatternDecision.objects.get().pattern not in name}
        elif "rest" in button.action:
            left = {name: text for name, text in typed.items() if name != "count"}
        else:
            left = typed
        told = {name: sent[-1] for name, sent in part(answer.content.decode()).sends().items()}
        assert left.items() <= told.items(), button
    assert not Morning.objects.exclude(bed_at=None).exists()
    assert not DayContext.objects.exists()


@pytest.mark.parametrize(("address", "field"), [("/share/", "for_whom"), ("/settings/tokens/", "name")])
def test_taking_one_back_keeps_what_was_typed_for_a_new_one(
    as_ada: Client, ada: User, address: str, field: str
) -> None:
    link(ada)
    ApiToken.make(ada, name="phone", scope="add", as_of=NOW)
    form = page_form(as_ada, address)
    [button] = [one for one in form.buttons if "revoke" in one.action]
    assert press(as_ada, form, button).status_code == 302  # nothing typed
    answer = press(as_ada, form, button, **{field: "typed"})
    assert part(answer.content.decode()).sends()[field] == ["typed"]
    assert not any("revoke" in one.action for one in part(answer.content.decode()).buttons)


def test_another_clock_leaves_what_was_typed_into_a_new_entry(as_ada: Client) -> None:
    form = next(one for one in forms_of(as_ada.get("/log/").content.decode()) if one.action == "/log/")
    [button] = [one for one in form.buttons if "time-zone" in one.action]
    typed = {"zone": "Asia/Tokyo", "note": "typed", "movement": "jerk", "muscle": "calf", "side": "left"}
    html = press(as_ada, form, button, **typed).content.decode()
    assert "Nights go by the clock of Asia/Tokyo now." in html
    again = next(one for one in forms_of(html) if one.action == "/log/").sends()
    assert {name: again[name] for name in ("note", "movement", "muscle", "side")} == {
        name: [typed[name]] for name in ("note", "movement", "muscle", "side")
    }


def test_with_scripts_the_cards_alone_come_back_with_the_other_notes(as_ada: Client) -> None:
    form = page_form(as_ada, "/dashboard/")
    sent = {name: told[-1] for name, told in form.sends().items()} | TYPED["/dashboard/"] | {"decision": "raise"}
    answer = as_ada.post(f"/decide/?pattern={KEYS[0]}", sent, headers={"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#points"
    html = answer.content.decode()
    told = {name: text[-1] for name, text in part(f'<form id="page-form">{html}</form>').sends().items()}
    assert told[f"note-{KEYS[1]}"] == "about the second"
    assert PatternDecision.objects.get().note == "about the first"
    # The note that waits is compared with what it was typed against, the one that was stored with what it is now.
    PatternDecision.objects.create(
        owner_id=PatternDecision.objects.get().owner_id, pattern=KEYS[1], decision="unsure", note="theirs",
        criterion="back_muscles", decided_at=NOW, rules_version="1",
    )  # fmt: skip
    again = as_ada.post(f"/decide/?pattern={KEYS[1]}", {**told, "decision": "unsure"}, headers={"HX-Request": "true"})
    assert again.status_code == 409
    assert "theirs" in again.content.decode()
    assert "about the second" in again.content.decode()
    changed = as_ada.post(f"/decide/?pattern={KEYS[0]}", {**told, f"note-{KEYS[0]}": "new", "decision": "raise"})
    assert changed.status_code in (200, 302)
    assert PatternDecision.objects.get(pattern=KEYS[0]).note == "new"


def test_a_note_in_dispute_is_chosen_and_the_button_says_the_decision(as_ada: Client) -> None:
    windows = [page_form(as_ada, "/patterns/") for _ in range(2)]
    buttons = [{one.value: one for one in form.buttons if quote(KEYS[0], "") in one.action} for form in windows]
    press(as_ada, windows[0], buttons[0]["raise"], **{f"note-{KEYS[0]}": "one"})
    answer = press(as_ada, windows[1], buttons[1]["unsure"], **{f"note-{KEYS[0]}": "two"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Raise it at the appointment" in html
    assert (PatternDecision.objects.get().decision, PatternDecision.objects.get().note) == ("raise", "one")
    form = part(html)
    button = next(one for one in form.buttons if quote(KEYS[0], "") in one.action and one.value == "unsure")
    assert press(as_ada, form, button).status_code == 409
    press(as_ada, form, button, **{f"keep-note-{KEYS[0]}": "mine"})
    assert (PatternDecision.objects.get().decision, PatternDecision.objects.get().note) == ("unsure", "two")


def test_a_question_that_was_answered_otherwise_meanwhile_is_not_answered_again(as_ada: Client) -> None:
    form = page_form(as_ada, "/morning/")
    button = next(one for one in form.buttons if "question=woke" in one.action and one.value == "no")
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
    buttons = {one.value: one for one in form.buttons if "too-many" in one.action}
    TooManyAnswer.objects.create(owner=ada, answer="yes", answered_at=NOW)
    assert press(as_ada, form, buttons["yes"]).status_code == 302
    answer = press(as_ada, form, buttons["no"])
    assert answer.status_code == 409
    assert "Meanwhile you answered “Yes”" in answer.content.decode()
    assert [one.answer for one in TooManyAnswer.objects.all()] == ["yes"]
    form = part(answer.content.decode())
    button = next(one for one in form.buttons if "too-many" in one.action and one.value == "no")
    assert press(as_ada, form, button).status_code == 302
    assert TooManyAnswer.objects.latest_first()[0].answer == "no"


@pytest.mark.parametrize("change", ["noon and midnight passed", "zone"])
def test_all_of_a_morning_lands_on_the_night_that_its_page_named(as_ada: Client, ada: User, change: str) -> None:
    form = page_form(as_ada, "/morning/")
    remember = next(one for one in form.buttons if one.name == "part" and one.value == "waking")
    rest = next(one for one in form.buttons if "rest" in one.action)
    Preferences.objects.update(time_zone="Pacific/Kiritimati" if change == "zone" else builders.ZONE)
    with time_machine.travel(NOW + timedelta(days=1 if change != "zone" else 0), tick=False):
        press(as_ada, form, Control("button", "", ""), bed="23:10", note="typed")
        press(as_ada, form, remember)
        press(as_ada, form, rest, count="7")
        press(as_ada, form, Control("button", "does_not_know", "1", action="/morning/"))
    night = date(2026, 7, 6)
    stored = Morning.objects.get()
    assert (stored.night_of, stored.does_not_know, f"{stored.bed_at:%H:%M}") == (night, True, "21:10")
    assert [one.night_of for one in DayContext.objects.all()] == [night]
    assert {one.night_of for one in Episode.objects.all()} == {night}
    assert Episode.objects.filter(count=7).count() == 1


def test_a_night_that_a_page_offered_can_be_marked_when_it_is_a_week_old(as_ada: Client) -> None:
    forms = forms_of(as_ada.get("/nights/").content.decode())
    form = next(one for one in forms if any(button.name == "none" for button in one.buttons))
    oldest = [one for one in form.buttons if one.name == "none"][-1]
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        press(as_ada, form, oldest)
    assert [one.night_of for one in NightRecord.objects.all()] == [date(2026, 6, 30)]


def test_two_windows_of_a_morning(as_ada: Client) -> None:
    one, other, third = (page_form(as_ada, "/morning/") for _ in range(3))
    nothing = Control("button", "", "")
    assert press(as_ada, one, nothing, bed="23:10", note="first").status_code == 302
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
    one, other = page_form(as_ada, "/morning/"), page_form(as_ada, "/morning/")
    nothing = Control("button", "", "")
    press(as_ada, one, nothing, bed="05:00")
    answer = press(as_ada, other, nothing, woke="04:00")
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() & {"bed", "woke"}
