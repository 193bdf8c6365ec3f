"""An entry changed from two windows: what neither touched stays, what both touched is asked about,
nothing is lost.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.actions.trash import discard
from journal.field_digests import plain
from journal.forms.episode import EpisodeForm
from journal.forms.episode_parts import EPISODE_PARTS, entry_texts, sent_of
from journal.forms.opened_about import Opened
from journal.models import Episode
from tests import builders
from tests.forms import post_forms

# What each part is changed to, by the fields of the form; the next is another change of the same
# part.
CHANGES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "at": ({"at": "2026-07-07T02:10"}, {"at": "2026-07-07T02:12"}),
    "time_zone": ({"time_zone": "Europe/London"}, {"at": "2026-07-07T02:12"}),
    "movement": ({"movement": "jerk"}, {"movement": "cramp"}),
    "muscle": ({"muscle": "neck_back"}, {"muscle": "biceps"}),
    "side": ({"side": "left"}, {"side": "right"}),
    "phase": ({"phase": "asleep"}, {"phase": "sleep_onset"}),
    "woke": ({"woke": "no"}, {"woke": "unsure"}),
    "duration": (
        {"duration": "5", "duration_unit": "min"},
        {"duration": "7", "duration_unit": "s"},
    ),
    "count": ({"count": "3"}, {"count": "4"}),
    "intensity": ({"intensity": "2"}, {"intensity": "9"}),
    "noticed_by": ({"noticed_by": "partner"}, {"count": "9", "noticed_by": "partner"}),
    "note": ({"note": "first\r\nnote"}, {"note": "second note"}),
}
# A place and its side are one thing, and so are a time and its zone.
ALONE = [name for name in CHANGES if name not in ("side", "time_zone")]
# Each beside the next, in both orders.
PAIRS = [
    pair for one, other in pairwise([*ALONE, ALONE[0]]) for pair in ((one, other), (other, one))
]


@pytest.fixture
def episode(ada: User) -> Episode:
    return builders.episode(ada, happened_at=builders.WHEN.replace(second=42), note="old", count=2)


def page(client: Client, episode: Episode) -> dict[str, str]:
    """What a window that is opened now sends untouched."""
    html = client.get(reverse("edit", args=[episode.pk])).content.decode()
    form = next(
        form for form in post_forms(html) if any(field.name == "movement" for field in form.fields)
    )
    return {name: values[-1] for name, values in form.sends().items()}


def send(client: Client, episode: Episode, opened: dict[str, str], **changes: str) -> Any:
    return client.post(reverse("edit", args=[episode.pk]), {**opened, **changes})


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_two_windows_that_change_different_parts_both_count(
    as_ada: Client, episode: Episode, first: str, second: str
) -> None:
    windows = [page(as_ada, episode), page(as_ada, episode)]
    for window, name in zip(windows, (first, second), strict=True):
        assert send(as_ada, episode, window, **CHANGES[name][0]).status_code == 302
    now = page(as_ada, episode)
    for name in (first, second):
        for field, text in CHANGES[name][0].items():
            assert plain(now[field]) == plain(text)


def test_a_window_that_changes_nothing_writes_nothing(as_ada: Client, episode: Episode) -> None:
    first, second = page(as_ada, episode), page(as_ada, episode)
    send(as_ada, episode, first, note="new", at="2026-07-07T02:10")
    stored = Episode.objects.get().entry
    assert send(as_ada, episode, second).status_code == 302
    assert Episode.objects.get().entry == stored


def test_the_same_part_changed_twice_shows_both_and_stores_nothing(
    as_ada: Client, episode: Episode
) -> None:
    first, second = page(as_ada, episode), page(as_ada, episode)
    send(as_ada, episode, first, note="from the phone", count="5")
    answer = send(as_ada, episode, second, note="from the laptop", intensity="3")
    assert answer.status_code == 409
    assert "from the phone" in answer.content.decode()
    assert (
        answer.content.decode().count("from the laptop") == 2
    )  # beside the other, and in its field
    stored = Episode.objects.get()
    assert (stored.note, stored.count, stored.intensity) == ("from the phone", 5, None)


@pytest.mark.parametrize(
    ("choice", "note"), [("mine", "from the laptop"), ("saved", "from the phone")]
)
def test_the_choice_decides_and_the_rest_goes_with_it(
    as_ada: Client, episode: Episode, choice: str, note: str
) -> None:
    first, second = page(as_ada, episode), page(as_ada, episode)
    send(as_ada, episode, first, note="from the phone", count="5")
    answer = send(as_ada, episode, second, note="from the laptop", intensity="3")
    form = next(form for form in post_forms(answer.content.decode()) if form.typed)
    again = {name: values[-1] for name, values in form.sends().items()}
    assert again["count"] == "5"  # untouched: what is stored now is shown
    assert send(as_ada, episode, again).status_code == 409  # no choice yet
    assert send(as_ada, episode, {**again, "keep-note": choice}).status_code == 302
    stored = Episode.objects.get()
    assert (stored.note, stored.count, stored.intensity) == (note, 5, 3)


def test_a_third_change_while_one_chooses_is_asked_again(as_ada: Client, episode: Episode) -> None:
    first, second, third = (page(as_ada, episode) for _ in range(3))
    send(as_ada, episode, first, note="one")
    answer = send(as_ada, episode, second, note="two")
    again = {
        name: values[-1]
        for name, values in next(post_forms(answer.content.decode())).sends().items()
    }
    Episode.objects.update(note="three")
    assert send(as_ada, episode, {**again, "keep-note": "saved"}).status_code == 409
    assert send(as_ada, episode, {**again, "keep-note": "mine"}).status_code == 409
    assert Episode.objects.get().note == "three"
    assert third["note"] == "old"


def test_a_page_from_before_asks_about_every_difference(as_ada: Client, episode: Episode) -> None:
    before = {name: text for name, text in page(as_ada, episode).items() if name != "opened"}
    assert send(as_ada, episode, before).status_code == 302
    assert send(as_ada, episode, before, note="new").status_code == 409
    assert Episode.objects.get().note == "old"


def test_an_answer_about_the_back_goes_with_its_place(as_ada: Client, ada: User) -> None:
    entry = builders.episode(ada, movement="twitch", muscle="neck_back")
    window = page(as_ada, entry)
    as_ada.post(reverse("answer", args=[entry.pk]), {"question": "back", "value": "yes"})
    assert send(as_ada, entry, window, side="left").status_code == 302
    assert send(as_ada, entry, page(as_ada, entry), muscle="calf").status_code == 302
    stored = Episode.objects.get()
    assert (stored.muscle, stored.side, stored.called_back) == ("calf", "left", "")


def test_parts_that_do_not_go_together_are_not_stored(as_ada: Client, episode: Episode) -> None:
    window = page(as_ada, episode)
    assert send(as_ada, episode, window, muscle="sternum", side="left").status_code == 422
    assert Episode.objects.get().muscle == ""


def test_what_was_typed_into_a_deleted_entry_brings_it_back(
    as_ada: Client, episode: Episode
) -> None:
    window = page(as_ada, episode)
    discard(episode, datetime.now(UTC))
    answer = send(as_ada, episode, window, note="typed meanwhile")
    assert answer.status_code == 409
    assert "moved to the trash meanwhile" in answer.content.decode()
    assert "typed meanwhile" in answer.content.decode()
    stored = Episode.objects.get()
    assert (stored.note, stored.deleted_at is None) == ("old", False)
    assert send(as_ada, episode, window, note="typed meanwhile", bring_back="1").status_code == 302
    stored = Episode.objects.get()
    assert (stored.note, stored.deleted_at) == ("typed meanwhile", None)


def test_what_was_typed_into_an_entry_deleted_for_good_becomes_a_new_one(
    as_ada: Client, episode: Episode
) -> None:
    window = page(as_ada, episode)
    Episode.objects.all().delete()
    answer = send(as_ada, episode, window, note="typed meanwhile", movement="twitch")
    assert answer.status_code == 409
    form = next(form for form in post_forms(answer.content.decode()) if form.action == "/log/")
    again = {name: values[-1] for name, values in form.sends().items()}
    for _ in range(2):  # a second touch stores it once
        assert as_ada.post("/log/", again).status_code == 302
    stored = Episode.objects.get()
    assert (stored.note, stored.count, f"{stored.happened_at:%H:%M}") == (
        "typed meanwhile",
        2,
        "00:15",
    )


def test_an_entry_that_never_was_is_404(as_ada: Client, episode: Episode) -> None:
    assert send(as_ada, episode, {}).status_code != 404
    window = page(as_ada, episode)
    assert as_ada.post(reverse("edit", args=[episode.pk + 1]), window).status_code == 404


def test_what_is_saved_while_a_form_is_being_checked_is_seen_too(
    ada: User, episode: Episode
) -> None:
    opened = Opened.by(ada, {"entry": episode.pk}, entry_texts(episode.entry))
    sent = {field: str(text) for field, text in sent_of(episode.entry, EPISODE_PARTS).items()}
    sent |= {"note": "mine", "movement": "jerk"}
    form = EpisodeForm(
        sent, zone=builders.ZONE, as_of=datetime.now(UTC), episode=episode, opened=opened
    )
    assert form.is_valid()
    Episode.objects.update(note="theirs")
    assert form.store(ada) is None
    assert [(conflict.typed, conflict.stored) for conflict in form.conflicts] == [
        ("mine", "theirs")
    ]
    assert Episode.objects.get().note == "theirs"
