"""Logging, changing, deleting and restoring an episode in the browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from journal.models import Episode, Preferences
from journal.models.episode import TRASH_KEPT
from journal.observations import CalledBack, Movement, Phase, Woke
from tests import builders

# Tuesday 02:15:42 in Berlin.
NOW = datetime(2026, 7, 7, 0, 15, 42, tzinfo=UTC)
LOG = "/log/"


@pytest.fixture(autouse=True)
def _night(db: None, ada: User) -> Any:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        yield


def told(client: Client, address: str = LOG, **changes: str) -> dict[str, str]:
    """What a browser would send from that page without a touch, but for ``changes``."""
    page = client.get(address).context
    form = page["form"]
    values = {field.html_name: field.value() for field in form}
    sent = {name: f"{value:%Y-%m-%dT%H:%M}" if name == "at" else str(value) for name, value in values.items() if value}
    opened = {"opened": page["opened"].text()} if "opened" in page else {}
    return {**sent, **opened, **changes}


def log(client: Client, **changes: str) -> Any:
    return client.post(LOG, told(client, **{"movement": "twitch", **changes}))


def only() -> Episode:
    return Episode.objects.get()


def errors(answer: Any) -> dict[str, str]:
    """The messages beside the fields."""
    return {name: " ".join(map(str, said)) for name, said in answer.context["form"].errors.items()}


def test_two_answers_are_enough_and_the_rest_stays_not_recorded(as_ada: Client) -> None:
    assert log(as_ada)["Location"] == reverse("diary") + "?quiet=1"
    stored = only()
    assert stored.happened_at == NOW.replace(microsecond=0)
    assert stored.recorded_at == NOW
    assert (stored.time_zone, stored.night_of.isoformat(), stored.source) == (builders.ZONE, "2026-07-06", "form")
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
    assert (stored.muscle, stored.side, stored.duration_seconds, stored.count) == ("neck_back", "both", 90, 40)
    assert (stored.intensity, stored.noticed_by, stored.note) == (7, "partner", "like a wave")


@pytest.mark.parametrize(
    ("ago", "happened_at"),
    [
        ("now", NOW),
        ("5", NOW - timedelta(minutes=5)),
        ("15", NOW - timedelta(minutes=15)),
        ("60", NOW - timedelta(hours=1)),
        # At 02:15 the latest three in the morning was yesterday's.
        ("last_night", datetime(2026, 7, 6, 1, 0, tzinfo=UTC)),
    ],
)
def test_chips_count_back_from_when_the_form_was_opened(as_ada: Client, ago: str, happened_at: datetime) -> None:
    log(as_ada, ago=ago)
    assert only().happened_at == happened_at.replace(microsecond=0)


def test_by_day_last_night_is_three_this_morning(as_ada: Client) -> None:
    with time_machine.travel(datetime(2026, 7, 7, 8, 0, tzinfo=UTC), tick=False):
        assert "“Last night” is stored as Tue 7 July, 03:00." in as_ada.get(LOG).content.decode()
        log(as_ada, ago="last_night")
    assert only().happened_at == datetime(2026, 7, 7, 1, 0, tzinfo=UTC)
    assert only().night_of.isoformat() == "2026-07-06"


def test_a_time_typed_without_touching_a_chip_counts(as_ada: Client) -> None:
    log(as_ada, at="2026-07-06T23:40")
    assert only().happened_at == datetime(2026, 7, 6, 21, 40, tzinfo=UTC)


def test_a_typed_time_against_another_chip_is_asked_about(as_ada: Client) -> None:
    assert "A time was typed" in errors(log(as_ada, at="2026-07-06T23:40", ago="15"))["at"]


def test_a_script_that_fills_the_box_with_the_chips_time_is_understood(as_ada: Client) -> None:
    log(as_ada, at="2026-07-07T02:00", ago="15")
    assert only().happened_at == datetime(2026, 7, 7, 0, 0, 42, tzinfo=UTC)


def test_a_phone_whose_clock_runs_ahead_can_still_log(as_ada: Client) -> None:
    log(as_ada, opened_at="2026-07-07T00:25:00.000Z", at="2026-07-07T02:25")
    assert only().happened_at == NOW


@pytest.mark.parametrize("opened", ["", "soon", "2026-07-07T00:15:00", "9999-12-31T23:59:59Z"])
def test_a_spoilt_opening_time_counts_as_now(as_ada: Client, opened: str) -> None:
    log(as_ada, opened_at=opened)
    assert only().happened_at == NOW


@pytest.mark.parametrize(("at", "night"), [("2026-07-06T11:59", "2026-07-05"), ("2026-07-06T12:00", "2026-07-06")])
def test_noon_divides_the_nights(as_ada: Client, at: str, night: str) -> None:
    log(as_ada, at=at, ago="at")
    assert only().night_of.isoformat() == night


@pytest.mark.parametrize("typed", ["Asia/Tokyo", "asia/tokyo", " ASIA/Tokyo "])
def test_the_browsers_zone_is_kept_with_the_entry(as_ada: Client, typed: str) -> None:
    log(as_ada, time_zone=typed, at="2026-07-07T03:00", ago="at")
    assert (only().time_zone, only().happened_at) == ("Asia/Tokyo", datetime(2026, 7, 6, 18, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("at", "stored", "remark"),
    [
        (
            "2026-03-29T02:30",
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
            "The clocks skipped 02:30 on 29 March 2026, so it was stored as 03:30.",
        ),
        (
            "2025-10-26T02:30",
            datetime(2025, 10, 26, 0, 30, tzinfo=UTC),
            "02:30 came twice on 26 October 2025. The first was stored (02:30 CEST), not the second (02:30 CET).",
        ),
    ],
)
def test_a_local_time_that_is_skipped_or_doubled_is_resolved_and_said(
    as_ada: Client, at: str, stored: datetime, remark: str
) -> None:
    answer = as_ada.post(LOG, told(as_ada, movement="twitch", at=at, ago="at"))
    assert only().happened_at == stored
    assert f"Saved. {remark}" in [str(message) for message in get_messages(answer.wsgi_request)]


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
    sent = told(as_ada, movement="twitch")
    as_ada.post(LOG, sent)
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        again = as_ada.post(LOG, sent)
    assert Episode.objects.count() == 1
    said = [str(message) for message in get_messages(again.wsgi_request)]
    assert "This was already saved. It is in your diary once." in said


def test_the_same_form_sent_with_other_answers_loses_nothing(as_ada: Client) -> None:
    sent = told(as_ada, movement="twitch")
    as_ada.post(LOG, sent)
    answer = as_ada.post(LOG, {**sent, "movement": "cramp", "note": "another"})
    assert "This form was saved before with other answers." in errors(answer)["__all__"]
    form = answer.context["form"]
    assert form["note"].value() == "another"
    as_ada.post(LOG, {**sent, "movement": "cramp", "note": "another", "client_id": form["client_id"].value()})
    assert set(Episode.objects.values_list("movement", flat=True)) == {"twitch", "cramp"}


@pytest.mark.django_db(transaction=True)
def test_logging_stays_within_five_queries(as_ada: Client, django_assert_max_num_queries: Any) -> None:
    log(as_ada)  # the day's first POST also renews the session
    sent = told(as_ada, movement="twitch")
    with django_assert_max_num_queries(5):  # session, person, insert (a transaction of its own), quiet mark
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
    for hours, place in enumerate(["calf:left", "calf:right", "calf:left", "not_sure_where:", "tongue:", ""]):
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
    assert (Episode.objects.latest("pk").muscle, Episode.objects.latest("pk").side) == ("calf", "right")


def test_an_unchanged_time_keeps_its_instant_also_the_second_of_a_doubled_hour(ada: User, as_ada: Client) -> None:
    second = datetime(2025, 10, 26, 1, 30, 17, tzinfo=UTC)  # 02:30 for the second time, and 17 seconds
    stored = builders.episode(ada, happened_at=second)
    address = reverse("edit", args=[stored.pk])
    as_ada.post(address, told(as_ada, address, movement="cramp"))
    stored.refresh_from_db()
    assert (stored.happened_at, stored.movement) == (second, "cramp")
    as_ada.post(address, told(as_ada, address, at="2025-10-26T02:31"))
    stored.refresh_from_db()
    assert stored.happened_at == datetime(2025, 10, 26, 0, 31, tzinfo=UTC)


def test_another_zone_keeps_the_time_on_the_clock(ada: User, as_ada: Client) -> None:
    stored = builders.episode(ada, happened_at=datetime(2026, 7, 6, 1, 2, 3, tzinfo=UTC))
    address = reverse("edit", args=[stored.pk])
    as_ada.post(address, told(as_ada, address, time_zone="Asia/Tokyo"))
    stored.refresh_from_db()
    assert stored.happened_at == datetime(2026, 7, 5, 18, 2, 3, tzinfo=UTC)


def test_editing_shows_what_is_there_and_keeps_what_was_not_recorded(ada: User, as_ada: Client) -> None:
    stored = builders.episode(
        ada, muscle="calf", side="left", phase=Phase.REM, woke=Woke.YES, duration_seconds=120, count=3, note="first"
    )
    before = stored.entry
    address = reverse("edit", args=[stored.pk])
    page = as_ada.get(address).content.decode()
    assert "Dream sleep (from a device)" in page
    as_ada.post(address, told(as_ada, address))
    stored.refresh_from_db()
    assert stored.entry == before


def test_without_scripts_the_page_says_which_place_is_chosen(ada: User, as_ada: Client) -> None:
    address = reverse("edit", args=[builders.episode(ada, muscle="soleus", side="right").pk])
    assert "Chosen so far: Lower calf, deep, right" in as_ada.get(address).content.decode()
    assert "Chosen so far" not in as_ada.get(LOG).content.decode()
    sent = {**told(as_ada, address), "count": "0", "side": "sideways"}
    assert "Chosen so far: Lower calf, deep" in as_ada.post(address, sent).content.decode()


def test_a_device_phase_is_offered_only_where_it_already_is(ada: User, as_ada: Client) -> None:
    stored = builders.episode(ada, phase=Phase.N2)
    offered = re.findall(r'name="phase" value="(\w*)"', as_ada.get(reverse("edit", args=[stored.pk])).content.decode())
    assert {"asleep", "n2"} <= set(offered)
    assert "n3" not in offered  # not anywhere on the page: a form's token may hold these letters
    assert "from a device" not in as_ada.get(LOG).content.decode()


def test_after_a_change_one_is_back_where_one_came_from(ada: User, as_ada: Client) -> None:
    address = reverse("edit", args=[builders.episode(ada).pk])
    sent = told(as_ada, address, movement="twitch", next="/episodes/?movement=twitch")
    assert as_ada.post(address, sent)["Location"] == "/episodes/?movement=twitch"
    assert as_ada.post(address, {**sent, "next": "//evil.example/"})["Location"] == reverse("diary")


def test_deleting_needs_no_question_and_can_be_undone(ada: User, as_ada: Client) -> None:
    stored = builders.episode(ada)
    answer = as_ada.post(reverse("delete", args=[stored.pk]))
    assert not Episode.objects.kept().exists()
    (message,) = get_messages(answer.wsgi_request)
    assert (str(message), message.extra_tags) == ("Moved to the trash.", reverse("restore", args=[stored.pk]))
    as_ada.post(message.extra_tags)
    assert Episode.objects.kept().get() == stored


def test_deleting_twice_does_not_prolong_the_stay_in_the_trash(ada: User, as_ada: Client) -> None:
    stored = builders.episode(ada)
    as_ada.post(reverse("delete", args=[stored.pk]))
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        as_ada.post(reverse("delete", args=[stored.pk]))
    stored.refresh_from_db()
    assert stored.deleted_at == NOW


def test_what_lay_in_the_trash_for_too_long_cannot_be_restored_and_the_next_delete_purges_it(
    ada: User, ben: User, as_ada: Client
) -> None:
    gone, theirs, other = builders.episode(ada), builders.episode(ben), builders.episode(ada)
    Episode.objects.filter(pk__in=[gone.pk, theirs.pk]).update(deleted_at=NOW - TRASH_KEPT - timedelta(seconds=1))
    assert as_ada.post(reverse("restore", args=[gone.pk])).status_code == 404
    as_ada.post(reverse("delete", args=[other.pk]))
    assert set(Episode.objects.values_list("pk", flat=True)) == {theirs.pk, other.pk}


def test_saving_again_what_lies_in_the_trash_offers_to_take_it_out(as_ada: Client) -> None:
    sent = told(as_ada, movement="twitch")
    as_ada.post(LOG, sent)
    as_ada.post(reverse("delete", args=[only().pk]))
    answer = as_ada.post(LOG, sent)
    (*_, message) = get_messages(answer.wsgi_request)
    assert message.extra_tags == reverse("restore", args=[only().pk])
    assert "It is in the trash." in str(message)


@pytest.mark.parametrize("name", ["edit", "delete", "restore"])
def test_episodes_of_others_do_not_exist(ada: User, as_ben: Client, name: str) -> None:
    address = reverse(name, args=[builders.episode(ada).pk])
    assert as_ben.post(address, {"movement": "jerk"}).status_code == 404
    assert as_ben.get(address).status_code == (404 if name == "edit" else 302)
    assert only().movement == ""
    assert only().deleted_at is None


def test_an_entry_in_the_trash_is_not_there_to_be_changed(ada: User, as_ada: Client) -> None:
    stored = builders.episode(ada)
    as_ada.post(reverse("delete", args=[stored.pk]))
    assert as_ada.get(reverse("edit", args=[stored.pk])).status_code == 404


@pytest.mark.parametrize("address", [LOG, "/episodes/1/", "/episodes/1/delete/", "/episodes/1/restore/"])
def test_a_visitor_is_asked_to_sign_in(client: Client, address: str) -> None:
    assert client.post(address)["Location"].startswith(reverse("account_login"))


def test_saving_says_nothing_about_matches(as_ada: Client) -> None:
    answer = log(as_ada, muscle="erector_spinae")
    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["Saved."]
