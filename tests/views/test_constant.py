"""“It went on and on” on pages: marked, said of a quiet night, taken back, asked about, shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.models import ConstantMark, NightRecord, PatternDecision, Preferences
from tests import builders
from tests.forbidden_words import forbidden
from tests.views.pressed_parts import page_form, part, press

NOW = datetime(2026, 7, 7, 8, 0, tzinfo=UTC)  # the 6th is last night in Berlin
NIGHT = date(2026, 7, 6)
ADDRESS = "/nights/constant/"


@pytest.fixture(autouse=True)
def _july(ada: User) -> Iterator[None]:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        yield


def words(page: Any) -> str:
    """What a reader reads."""
    body = page.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body[body.index("<main") :])).split())


def mark(client: Client, night: str = "", **sent: str) -> Any:
    """Send the page's form, and follow it."""
    address = f"{ADDRESS}?night={night}" if night else ADDRESS
    opened = client.get(address).context["opened"].text()
    return client.post(address, {"opened": opened, **sent}, follow=True)


def marks(person: User) -> list[tuple[date, str, str]]:
    return list(
        ConstantMark.objects.of(person)
        .order_by("night_of", "muscle")
        .values_list("night_of", "muscle", "side")
    )


def test_one_touch_marks_a_place_of_last_night(as_ada: Client, ada: User) -> None:
    builders.episode(ada, movement="twitch", muscle="calf", side="left")
    page = mark(as_ada, muscle="calf:left")
    assert marks(ada) == [(NIGHT, "calf", "left")]
    assert "Saved: it went on and on, Calf, left, Mon to Tue, 6–7 Jul." in words(page)
    assert not forbidden(words(page))


def test_the_same_place_twice_is_one_mark(as_ada: Client, ada: User) -> None:
    for _time in range(2):
        mark(as_ada, muscle="calf", side="left")
    assert marks(ada) == [(NIGHT, "calf", "left")]


def test_another_night_is_marked_from_its_own_page(as_ada: Client, ada: User) -> None:
    mark(as_ada, night="2026-07-03", muscle="eyelid")
    assert marks(ada) == [(date(2026, 7, 3), "eyelid", "")]


def test_a_quiet_night_is_said_to_count_no_more_and_counts_again_when_taken_back(
    as_ada: Client, ada: User
) -> None:
    NightRecord.objects.create(owner=ada, night_of=NIGHT, recorded_at=NOW)
    page = mark(as_ada, muscle="calf", side="left")
    assert "You had marked this night “no twitches”. It no longer counts as one" in words(page)
    assert "No twitches noticed" not in words(as_ada.get("/nights/")).split("Mon to Tue")[1][:80]
    page = mark(as_ada, take_back="calf:left")
    assert "Taken back: Calf, left" in words(page)
    assert marks(ada) == []
    assert "No twitches noticed" in words(as_ada.get("/nights/"))


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Choose a place, or “Not sure where”."),
        ({"muscle": "knee"}, "“knee” is not in the list of muscles."),
        ({"muscle": "tongue", "side": "left"}, "lies in the middle of the body"),
    ],
)
def test_what_is_no_place_is_refused_and_nothing_is_stored(
    as_ada: Client, ada: User, sent: dict[str, str], message: str
) -> None:
    page = mark(as_ada, **sent)
    assert page.status_code == 422
    assert message in words(page)
    assert marks(ada) == []


def test_a_night_that_has_one_cannot_be_called_quiet(as_ada: Client, ada: User) -> None:
    mark(as_ada, muscle="calf")
    page = as_ada.post("/nights/", {"none": NIGHT.isoformat()}, follow=True)
    assert "In this night it went on and on" in words(page)
    assert not NightRecord.objects.exists()


def test_pages_say_it_and_count_no_entry(as_ada: Client) -> None:
    mark(as_ada, muscle="calf", side="left")
    said = "It went on and on: Calf, left"
    for address in ("/dashboard/?weeks=4", "/morning/", "/nights/", "/episodes/"):
        assert said in words(as_ada.get(address)), address
    dashboard = words(as_ada.get("/dashboard/?weeks=4"))
    assert "And on 1 night it went on and on." in dashboard
    assert "1 of 1 nights are recorded: 0 with entries, 0 without twitches." in dashboard


def test_at_the_back_it_is_a_match_and_can_be_decided(as_ada: Client, ada: User) -> None:
    mark(as_ada, muscle="lower_back")
    dashboard = words(as_ada.get("/dashboard/?weeks=4"))
    assert "It went on and on there on 1 of 1 recorded nights." in dashboard
    assert "Went on and on: Lower back" in dashboard
    key = "back_muscles/lower_back/-"
    as_ada.post("/decide/", {"pattern": key, "decision": "raise"})
    decision = PatternDecision.objects.get(owner=ada)
    assert decision.entries == [-ConstantMark.objects.get().pk]
    assert "It went on and on (Lower back)" in words(as_ada.get("/report/?period=4"))


def test_the_question_about_the_back_is_answered_in_place(as_ada: Client, ada: User) -> None:
    mark(as_ada, muscle="trapezius_upper", side="right")
    html = as_ada.get("/dashboard/?weeks=4").content.decode()
    [address] = {
        unescape(one) for one in re.findall(r'formaction="(/nights/constant/[^"]+)"', html)
    }
    as_ada.post(address, {"value": "yes"})
    assert ConstantMark.objects.get().called_back == "yes"
    assert "It went on and on there" in words(as_ada.get("/dashboard/?weeks=4"))


def test_a_place_that_is_told_later_joins_the_mark_that_is_there(as_ada: Client, ada: User) -> None:
    mark(as_ada, muscle="not_sure_where")
    mark(as_ada, muscle="calf")
    key = ConstantMark.objects.get(muscle="not_sure_where").pk
    address = f"/nights/constant/answer/?question=muscle&mark={key}"
    as_ada.post(address, {"value": "calf"})
    assert marks(ada) == [(NIGHT, "calf", "")]


def test_nobody_else_marks_or_answers(as_ada: Client, as_ben: Client, ada: User) -> None:
    mark(as_ada, muscle="trapezius_upper")
    key = ConstantMark.objects.get().pk
    as_ben.post(f"/nights/constant/answer/?question=back&mark={key}", {"value": "yes"})
    assert ConstantMark.objects.get().called_back == ""
    assert "Top of the shoulder" not in words(as_ben.get(ADDRESS)).partition("Another place")[0]


@pytest.mark.parametrize("night", ["", "x", "9999-12-31", "0001-01-01", "2026-02-30"])
def test_an_odd_night_breaks_nothing(as_ada: Client, night: str) -> None:
    assert as_ada.get(ADDRESS, {"night": night}).status_code == 200
    assert mark(as_ada, night=night, muscle="calf").status_code in (200, 422)


CHOSEN = {"muscle": "trapezius_upper", "side": "right", "called_back": "no"}


@pytest.mark.parametrize("name", ["usual", "take_back"])
def test_another_place_stays_chosen_while_a_button_is_touched(
    as_ada: Client, ada: User, name: str
) -> None:
    builders.episode(ada, movement="twitch", muscle="calf", side="left")
    builders.episode(ada, movement="twitch", muscle="biceps", side="left", id="b")
    mark(as_ada, muscle="biceps", side="left")
    form = page_form(as_ada, ADDRESS)
    button = next(one for one in form.buttons if one.name == name)
    page = press(as_ada, form, button, **CHOSEN)
    sent = part(page.content.decode()).sends()
    assert {name: sent[name] for name in CHOSEN} == {name: [is_] for name, is_ in CHOSEN.items()}
    assert '<details class="remember" open>' in page.content.decode()
    marked = {("biceps", "left")} if name == "usual" else set()
    touched = {("calf", "left")} if name == "usual" else set()
    assert {place[1:] for place in marks(ada)} == marked | touched
    save = next(one for one in form.buttons if not one.name)
    assert press(as_ada, part(page.content.decode()), save).status_code == 302
    assert (NIGHT, "trapezius_upper", "right") in marks(ada)


def test_what_was_chosen_stays_where_a_touch_is_refused(as_ada: Client, ada: User) -> None:
    form = page_form(as_ada, ADDRESS)
    sent = {"usual": "knee", **CHOSEN, "opened": form.sends()["opened"][-1]}
    page = as_ada.post(ADDRESS, sent)
    assert page.status_code == 422
    again = part(page.content.decode()).sends()
    assert {name: again[name] for name in CHOSEN} == {name: [is_] for name, is_ in CHOSEN.items()}
    assert marks(ada) == []


def test_an_answer_about_the_back_can_be_taken_off_again(as_ada: Client) -> None:
    assert page_form(as_ada, ADDRESS).sends()["called_back"] == [""]
    page = mark(as_ada, called_back="yes")
    assert part(page.content.decode()).sends()["called_back"] == ["yes"]
    html = page.content.decode()
    assert '<input type="radio" name="called_back" value="">' in html
