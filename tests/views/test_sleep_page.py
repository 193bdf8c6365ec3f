"""Sleep on the morning's page: written down whole, also across noon, with the night in which it
began.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from journal.models import Episode, Morning, Preferences
from journal.reading.report_input import read_report_input
from journal.sleep_figures import night_figures
from tests.forms import post_forms

BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)


@pytest.fixture(autouse=True)
def berlin(ada: User) -> Preferences:
    """Ada lives in Berlin, and works at night."""
    return Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")


@pytest.fixture
def _evening() -> Iterator[None]:
    with time_machine.travel(at(26, 21), tick=False):
        yield


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in Berlin, late in November."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def write(client: Client, address: str = "", **typed: str) -> str:
    """Open the page, fill in what is typed, save; what the next page says."""
    page = client.get(reverse("morning") + address).content.decode()
    form = next(candidate for candidate in post_forms(page) if candidate.id == "page-form")
    answer: Any = client.post(form.action, {**form.sends(), **typed}, follow=True)
    return unescape(answer.content.decode())


def times() -> list[tuple[date, datetime | None, datetime | None]]:
    return list(Morning.objects.order_by("night_of").values_list("night_of", "bed_at", "woke_at"))


@dataclass(frozen=True)
class TypedSleep:
    """Two times as they are typed, when the sleep was, and what the page says of it."""

    bed: str
    woke: str
    began: datetime
    ended: datetime
    said: str

    @property
    def typed(self) -> dict[str, str]:
        return {"bed": self.bed, "woke": self.woke}


WHOLE = "The whole sleep is kept with Wed to Thu, 25–26 Nov."
SLEEPS = [
    TypedSleep(
        "23:10", "06:45", at(25, 23, 10), at(26, 6, 45), "To bed 23:10, up again Thu 26 Nov, 06:45."
    ),
    TypedSleep(
        "23:00",
        "13:00",
        at(25, 23),
        at(26, 13),
        f"To bed 23:00, up again Thu 26 Nov, 13:00. {WHOLE}",
    ),
    TypedSleep(
        "09:00",
        "16:00",
        at(26, 9),
        at(26, 16),
        f"To bed Thu 26 Nov, 09:00, up again Thu 26 Nov, 16:00. {WHOLE}",
    ),
    TypedSleep(
        "13:00",
        "14:30",
        at(25, 13),
        at(25, 14, 30),
        "To bed Wed 25 Nov, 13:00, up again Wed 25 Nov, 14:30.",
    ),
    TypedSleep(
        "02:00",
        "12:00",
        at(26, 2),
        at(26, 12),
        f"To bed 02:00, up again Thu 26 Nov, 12:00. {WHOLE}",
    ),
]
NAMES = [f"{sleep.bed} to {sleep.woke}" for sleep in SLEEPS]


@pytest.mark.usefixtures("_evening")
@pytest.mark.parametrize("sleep", SLEEPS, ids=NAMES)
def test_a_whole_sleep_is_stored_and_said(as_ada: Client, sleep: TypedSleep) -> None:
    assert f"Saved. {sleep.said}" in write(as_ada, **sleep.typed)
    assert times() == [(WEDNESDAY, sleep.began, sleep.ended)]


@pytest.mark.usefixtures("_evening")
@pytest.mark.parametrize("sleep", SLEEPS, ids=NAMES)
def test_a_form_that_is_opened_again_means_the_same(as_ada: Client, sleep: TypedSleep) -> None:
    write(as_ada, **sleep.typed)
    page = write(as_ada, note="a note")
    assert times() == [(WEDNESDAY, sleep.began, sleep.ended)]
    assert f'value="{sleep.bed}"' in page
    assert f'value="{sleep.woke}"' in page
    assert (sleep.said in page) == (WHOLE in sleep.said)


@pytest.mark.usefixtures("_evening")
@pytest.mark.parametrize("sleep", SLEEPS, ids=NAMES)
def test_a_whole_sleep_goes_out_and_in_again(
    as_ada: Client, as_ben: Client, ben: User, sleep: TypedSleep
) -> None:
    write(as_ada, **sleep.typed)
    answer: Any = as_ada.get(reverse("export_diary", args=["json"]))
    as_ben.post(
        reverse("import_diary"),
        {"file": SimpleUploadedFile("diary.json", b"".join(answer.streaming_content))},
    )
    forms = post_forms(as_ben.get(reverse("import_diary")).content.decode())
    store = next(candidate for candidate in forms if candidate.sends().get("step") == ["store"])
    as_ben.post(reverse("import_diary"), store.sends())
    stored = Morning.objects.get(owner=ben)
    assert (stored.night_of, stored.bed_at, stored.woke_at) == (WEDNESDAY, sleep.began, sleep.ended)


@pytest.mark.usefixtures("_evening")
def test_waking_alone_may_be_past_noon(as_ada: Client) -> None:
    assert "Up again Thu 26 Nov, 13:00. The whole sleep is kept with" in write(as_ada, woke="13:00")
    assert times() == [(WEDNESDAY, None, at(26, 13))]


@pytest.mark.usefixtures("_evening")
def test_a_sleep_since_noon_is_written_under_the_night_that_has_begun(as_ada: Client) -> None:
    page = unescape(as_ada.get(reverse("morning")).content.decode())
    assert "To bed after noon today? That sleep begins Thu to Fri, 26–27 Nov." in page
    assert 'href="?night=2026-11-26"' in page
    page = write(as_ada, "?night=2026-11-26", bed="13:00", woke="20:00")
    assert times() == [(THURSDAY, at(26, 13), at(26, 20))]
    assert "Saved for Thu to Fri, 26–27 Nov. To bed Thu 26 Nov, 13:00, up again 20:00." in page
    assert '<h2 id="night">Thu to Fri, 26–27 Nov</h2>' in page
    assert "No twitches last night" not in page


@pytest.mark.parametrize(
    "address", ["?night=2026-11-26", "?night=2026-11-01", "?night=tomorrow", "?night="]
)
def test_a_night_that_is_not_on_or_long_over_is_not_asked_about(
    as_ada: Client, address: str
) -> None:
    with time_machine.travel(at(26, 11), tick=False):
        page = as_ada.get(reverse("morning") + address).content.decode()
    assert "Last night, Wed to Thu, 25–26 Nov" in page
    last = f"{reverse('constant')}?night=2026-11-25"
    assert "?night=" not in page.replace(address, "").replace(last, "")


@pytest.mark.usefixtures("_evening")
@pytest.mark.parametrize(
    ("bed", "woke", "sentence"),
    [
        ("23:00", "22:00", "Understood as Thu 26 Nov, 22:00, which is in the future."),
        (
            "12:30",
            "11:30",
            "This would be 23 hours after you went to bed. Is one of the times wrong?",
        ),
        ("23:00", "23:00", "which is in the future"),
        ("", "21:30", "Understood as Thu 26 Nov, 21:30, which is in the future."),
    ],
)
def test_what_can_hardly_be_is_said_with_the_day_that_was_understood(
    as_ada: Client, bed: str, woke: str, sentence: str
) -> None:
    assert sentence in write(as_ada, bed=bed, woke=woke)
    assert times() == []


@pytest.mark.usefixtures("_evening")
def test_the_other_time_from_another_window_is_taken_along(as_ada: Client, ada: User) -> None:
    page = as_ada.get(reverse("morning")).content.decode()
    form = next(candidate for candidate in post_forms(page) if candidate.id == "page-form")
    write(as_ada, bed="13:00")
    as_ada.post(form.action, {**form.sends(), "woke": "20:00"})
    assert times() == [(WEDNESDAY, at(25, 13), at(25, 20))]


@pytest.mark.parametrize(
    ("night", "bed", "sentence"),
    [
        (date(2026, 10, 24), "02:30", "02:30 came twice on 25 October 2026."),
        (
            date(2026, 3, 28),
            "02:30",
            "The clocks skipped 02:30 on 29 March 2026, so it was stored as 03:30.",
        ),
    ],
)
def test_that_the_clocks_were_changed_is_said_once(
    as_ada: Client, night: date, bed: str, sentence: str
) -> None:
    with time_machine.travel(
        datetime(night.year, night.month, night.day + 1, 10, tzinfo=BERLIN), tick=False
    ):
        assert sentence in write(as_ada, bed=bed)
        assert sentence not in write(as_ada, note="later")


@pytest.mark.usefixtures("_evening")
def test_what_is_remembered_on_waking_says_in_which_night_it_lies(as_ada: Client) -> None:
    write(as_ada, bed="23:00", woke="13:00")
    page = unescape(
        as_ada.post(
            reverse("remember"), {"part": "waking", "key": "k"}, follow=True
        ).content.decode()
    )
    assert "Saved: Thu 26 Nov, about 13:00." in page
    assert Episode.objects.get().night_of == THURSDAY
    assert Episode.objects.get().happened_at == at(26, 13).astimezone(UTC)


@pytest.mark.usefixtures("_evening")
def test_minutes_in_bed_count_the_whole_sleep(as_ada: Client, ada: User) -> None:
    write(as_ada, bed="09:00", woke="16:00")
    diary = read_report_input(ada, Preferences.of(ada), "4", as_of=at(26, 21))
    assert [night_figures(sleep).in_bed for sleep in diary.sleeps] == [420]
