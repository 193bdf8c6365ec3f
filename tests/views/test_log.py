"""Logging an episode by day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from journal.models import Episode
from journal.observations import CalledBack, Movement, Woke
from tests import builders
from tests.log_form import LOG, NOW, errors, log, only, sent_from
from tests.views.log_night import _night

__all__ = ["_night"]


def test_two_answers_are_enough_and_the_rest_stays_not_recorded(as_ada: Client) -> None:
    assert log(as_ada)["Location"] == reverse("diary") + "?quiet=1"
    stored = only()
    assert stored.happened_at == NOW.replace(microsecond=0)
    assert stored.recorded_at == NOW
    assert (stored.time_zone, stored.night_of.isoformat(), stored.source) == (
        builders.ZONE,
        "2026-07-06",
        "form",
    )
    assert stored.entry == builders.entry(
        id=stored.client_id, happened_at=NOW.replace(microsecond=0), movement=Movement.TWITCH
    )


def test_everything_that_is_told_is_stored(as_ada: Client) -> None:
    log(
        as_ada,
        movement="jerk",
        muscle="neck_back",
        side="both",
        called_back="yes",
        phase="asleep",
        woke="asleep",
        duration="1,5",
        duration_unit="min",
        count="40",
        intensity="7",
        noticed_by="partner",
        note="  like a wave  ",
    )
    stored = only().entry
    assert stored.called_back is CalledBack.YES
    assert stored.woke is Woke.ASLEEP
    assert (stored.muscle, stored.side, stored.duration_seconds, stored.count) == (
        "neck_back",
        "both",
        90,
        40,
    )
    assert (stored.intensity, stored.noticed_by, stored.note) == (7, "partner", "like a wave")


BAD = [
    ({"at": "2026-07-07T02:30", "ago": "at"}, "at", "This time is in the future."),
    ({"at": "1899-07-07T02:30", "ago": "at"}, "at", "This time is before the year 1900."),
    ({"at": "2026-07-06T24:00", "ago": "at"}, "at", "Midnight is 00:00 of the next day."),
    ({"at": "2026-07-06T02:30+02:00", "ago": "at"}, "at", "Write the date and time like"),
    ({"at": "0001-01-01T00:00", "ago": "at"}, "at", "There is no such year in a diary."),
    ({"at": "", "ago": "at"}, "at", "Say when it was."),
    ({"ago": "yesterday"}, "ago", "“yesterday” is not one of the choices."),
    ({"movement": ""}, "movement", "Choose one. “Not sure” is an answer too."),
    ({"movement": "tic"}, "movement", "“tic” is not one of the choices."),
    ({"muscle": "elbow"}, "muscle", "“elbow” is not in the list of muscles."),
    ({"muscle": "tongue", "side": "left"}, "side", "has no left or right"),
    ({"phase": "rem"}, "phase", "“rem” is not one of the choices."),
    ({"woke": "yes"}, "woke", "“yes” is not one of the choices."),
    ({"duration": "-1"}, "duration", "A duration cannot be below zero."),
    ({"duration": "-0.1"}, "duration", "A duration cannot be below zero."),
    ({"duration": "1441", "duration_unit": "min"}, "duration", "A duration is at most one day."),
    ({"duration": "long"}, "duration", "Write a number, like 30 or 1.5."),
    ({"duration": "1e999999"}, "duration", "Write a number, like 30 or 1.5."),
    ({"duration": "NaN"}, "duration", "Write a number, like 30 or 1.5."),
    ({"count": "0"}, "count", "An entry stands for at least one twitch."),
    ({"count": "10001"}, "count", "An entry stands for at most 10000 twitches."),
    ({"count": "many"}, "count", "Write a whole number, like 3."),
    ({"intensity": "11"}, "intensity", "Strength goes from 0 to 10."),
    ({"note": "x" * 2001}, "note", "A note has at most 2000 characters; this one has 2001."),
    ({"time_zone": "Mars/Base"}, "time_zone", "There is no time zone “Mars/Base”."),
]


@pytest.mark.parametrize(("wrong", "field", "sentence"), BAD, ids=lambda value: str(value)[:40])
def test_bad_input_gets_a_sentence_beside_its_field_and_keeps_what_was_typed(
    as_ada: Client, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = log(as_ada, **{"note": "still here", "duration": "12", **wrong})
    assert sentence in errors(answer)[field]
    assert not Episode.objects.exists()
    form = answer.context["form"]
    assert form[field].value() == wrong.get(field, form[field].value())
    if "note" not in wrong:
        assert form["note"].value() == "still here"
    page = answer.content.decode()
    assert f'id="id_{field}_error"' in page
    assert "Not saved yet." in page


def test_several_wrong_things_are_all_said_at_once(as_ada: Client) -> None:
    answer = log(as_ada, count="0", intensity="99", at="2027-01-01T00:00", movement="")
    assert set(errors(answer)) == {"count", "intensity", "at", "movement"}


def test_a_day_is_a_duration_and_a_second_more_is_not(as_ada: Client) -> None:
    log(as_ada, duration="1440", duration_unit="min")
    assert only().duration_seconds == 86_400
    assert "duration" in errors(log(as_ada, duration="86401"))


def test_the_answer_about_the_back_is_kept_only_where_it_matters(as_ada: Client) -> None:
    log(as_ada, muscle="calf", called_back="yes")
    assert only().called_back == ""


def test_a_double_submit_stores_once_and_says_so(as_ada: Client) -> None:
    sent = sent_from(as_ada, movement="twitch")
    as_ada.post(LOG, sent)
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        again = as_ada.post(LOG, sent)
    assert Episode.objects.count() == 1
    texts = [str(message) for message in get_messages(again.wsgi_request)]
    assert "This was already saved. It is in your diary once." in texts


def test_the_same_form_sent_with_other_answers_loses_nothing(as_ada: Client) -> None:
    sent = sent_from(as_ada, movement="twitch")
    as_ada.post(LOG, sent)
    answer = as_ada.post(LOG, {**sent, "movement": "cramp", "note": "another"})
    assert "This form was saved before with other answers." in errors(answer)["__all__"]
    form = answer.context["form"]
    assert form["note"].value() == "another"
    as_ada.post(
        LOG,
        {**sent, "movement": "cramp", "note": "another", "client_id": form["client_id"].value()},
    )
    assert set(Episode.objects.values_list("movement", flat=True)) == {"twitch", "cramp"}


@pytest.mark.django_db(transaction=True)
def test_logging_stays_within_five_queries(
    as_ada: Client, django_assert_max_num_queries: Any
) -> None:
    log(as_ada)  # the day's first POST also renews the session
    sent = sent_from(as_ada, movement="twitch")
    with django_assert_max_num_queries(
        5
    ):  # session, person, insert (a transaction of its own), quiet mark
        as_ada.post(LOG, sent)
    assert Episode.objects.count() == 2


@pytest.mark.parametrize("number", [3, 60])
def test_the_form_costs_the_same_whatever_the_diarys_length(
    ada: User, as_ada: Client, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        builders.episode(ada, muscle="calf", side="left")
    with django_assert_num_queries(3):  # session, person with preferences, recent places
        as_ada.get(LOG)


def test_recent_places_come_first_once_each_and_set_the_side(ada: User, as_ada: Client) -> None:
    for hours, place in enumerate(
        ["calf:left", "calf:right", "calf:left", "not_sure_where:", "tongue:", ""]
    ):
        muscle, _, side = place.partition(":")
        when = builders.WHEN - timedelta(hours=hours)
        builders.episode(ada, happened_at=when, muscle=muscle or None, side=side or None)
    recent = as_ada.get(LOG).context["form"].fields["muscle"].recent
    assert [(place.value, place.name) for place in recent] == [
        ("calf:left", "Calf, left"),
        ("calf:right", "Calf, right"),
        ("tongue", "Tongue"),
    ]
    log(as_ada, muscle="calf:right")
    assert (Episode.objects.latest("pk").muscle, Episode.objects.latest("pk").side) == (
        "calf",
        "right",
    )


def test_saving_says_nothing_about_matches(as_ada: Client) -> None:
    answer = log(as_ada, muscle="erector_spinae")
    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["Saved."]
