"""Every field that takes a number stores the plain reading of what was typed, or refuses it beside
the field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.entries import DAY_SECONDS, MOST_COUNT
from journal.models import Episode, Preferences
from tests import builders
from tests.forms import post_forms
from tests.parsing.test_numbers import NO_NUMBERS, PLAIN, TWO_READINGS

MORNING = datetime(2026, 7, 7, 7, 0, tzinfo=UTC)
# Nothing typed is "not recorded", which is no fault of a number; a duration may carry its unit.
UNREADABLE = [typed for typed in NO_NUMBERS if typed.strip() and typed not in ("5 s", "1:30")]


@pytest.fixture(autouse=True)
def _in_the_morning() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


@dataclass(frozen=True)
class NumberField:
    """A field of a page, how it is sent, what is stored then (None: nothing), and the least and
    most that is taken.
    """

    name: str
    send: Callable[[Client, str], Any]
    stored: Callable[[User], int | None]
    least: int
    most: int
    factor: int = 1
    whole: bool = True

    def meaning(self, plain: str) -> int | None:
        """What has to be stored for a number, None if the field must refuse it."""
        value = Decimal(plain) * self.factor
        rounded = int(value.to_integral_value("ROUND_HALF_UP"))
        sound = self.least <= value <= self.most and (value == rounded or not self.whole)
        return rounded if sound else None


def log(client: Client, **fields: str) -> Any:
    Episode.objects.all().delete()
    return client.post(reverse("log"), {"movement": "twitch", "ago": "now", **fields}, follow=True)


def rest(client: Client, typed: str) -> Any:
    Episode.objects.all().delete()
    builders.episode(User.objects.get(username="ada"), happened_at=builders.WHEN)
    return client.post(reverse("rest_of_night"), {"count": typed, "muscle": ""}, follow=True)


def limit(client: Client, typed: str) -> Any:
    Preferences.objects.all().delete()
    data = {"time_zone": "UTC", "theme": "auto", "limited": "on", "limit": typed}
    return client.post(reverse("settings"), data, follow=True)


def of_entry(name: str) -> Callable[[User], int | None]:
    return lambda person: Episode.objects.of(person).values_list(name, flat=True).first()


def of_rest(person: User) -> int | None:
    return (
        Episode.objects.of(person)
        .filter(client_id__startswith="rest-of-")
        .values_list("count", flat=True)
        .first()
    )


FIELDS = [
    NumberField(
        "count", lambda client, typed: log(client, count=typed), of_entry("count"), 1, MOST_COUNT
    ),
    NumberField(
        "intensity",
        lambda client, typed: log(client, intensity=typed),
        of_entry("intensity"),
        0,
        10,
    ),
    NumberField(
        "duration",
        lambda client, typed: log(client, duration=typed, duration_unit="s"),
        of_entry("duration_seconds"),
        0,
        DAY_SECONDS,
        whole=False,
    ),
    NumberField(
        "duration",
        lambda client, typed: log(client, duration=typed, duration_unit="min"),
        of_entry("duration_seconds"),
        0,
        DAY_SECONDS,
        factor=60,
        whole=False,
    ),
    NumberField("count", rest, of_rest, 1, MOST_COUNT),
    NumberField("limit", limit, lambda person: Preferences.of(person).limit, 1, MOST_COUNT - 1),
]
NAMES = ["count", "intensity", "seconds", "minutes", "rest of the night", "own limit"]


@pytest.mark.parametrize("field", FIELDS, ids=NAMES)
def test_what_is_plain_is_stored_or_its_limit_is_said(
    as_ada: Client, ada: User, field: NumberField
) -> None:
    for typed, plain in PLAIN.items():
        page = field.send(as_ada, typed).content.decode()
        assert field.stored(ada) == field.meaning(plain), typed
        assert ("Saved" in page) == (field.meaning(plain) is not None), typed


@pytest.mark.parametrize("field", FIELDS, ids=NAMES)
def test_what_may_mean_two_things_is_asked_beside_the_field(
    as_ada: Client, ada: User, field: NumberField
) -> None:
    for typed, sentence in TWO_READINGS.items():
        page = unescape(field.send(as_ada, typed).content.decode())
        assert field.stored(ada) is None, typed
        assert sentence in page, typed


@pytest.mark.parametrize("field", FIELDS, ids=NAMES)
def test_what_is_no_number_is_refused_with_an_example(
    as_ada: Client, ada: User, field: NumberField
) -> None:
    for typed in [*UNREADABLE, "9" * 5000]:
        page = unescape(field.send(as_ada, typed).content.decode())
        assert field.stored(ada) is None, typed
        assert "Write a " in page or "too many digits" in page, typed


@pytest.mark.parametrize(
    ("typed", "unit", "seconds", "sentence"),
    [
        ("90.5", "s", 91, "“90.5” is stored in whole seconds, as 1 min 31 s."),
        ("5 min", "s", 300, None),
        ("5min", "s", 300, "“5min” is stored as 5 min."),
        ("90 s", "min", 90, "“90 s” is stored as 1 min 30 s."),
        ("1:30", "min", None, "Please write 90 s or 90 min."),
        ("1 min 30 s", "min", 90, None),
    ],
)
def test_how_a_duration_was_understood_is_said(
    as_ada: Client, typed: str, unit: str, seconds: int | None, sentence: str | None
) -> None:
    page = unescape(log(as_ada, duration=typed, duration_unit=unit).content.decode())
    assert Episode.objects.values_list("duration_seconds", flat=True).first() == seconds
    main = page.partition("<main")[2]  # its scripts have words of their own
    assert sentence in main if sentence else "stored" not in main


def test_what_was_understood_stands_beside_the_field_while_another_one_is_wrong(
    as_ada: Client,
) -> None:
    page = unescape(log(as_ada, duration="90.5", duration_unit="s", count="many").content.decode())
    beside = page.split('id="id_duration_helptext"')[1].split("<")[0]
    assert "“90.5” is stored in whole seconds, as 1 min 31 s." in beside


@pytest.mark.parametrize(
    ("seconds", "fields"),
    [(90, ("90", "s")), (120, ("2", "min")), (0, ("0", "s")), (86400, ("1440", "min"))],
)
def test_a_form_that_is_opened_again_means_the_same(
    as_ada: Client, ada: User, seconds: int, fields: tuple[str, str]
) -> None:
    episode = builders.episode(ada, duration_seconds=seconds, count=1000)
    page = as_ada.get(reverse("edit", args=[episode.pk])).content.decode()
    assert f'name="duration" value="{fields[0]}"' in page
    assert f'<option value="{fields[1]}" selected>' in page
    assert 'name="count" value="1000"' in page


@pytest.mark.parametrize("text", ["２", "1_0", "-1", "0", "x", "9" * 30])
def test_a_page_number_that_we_did_not_write_leads_to_the_first_page(
    as_ada: Client, text: str
) -> None:
    assert as_ada.get(reverse("report"), {"page": text}).status_code == 200


def test_the_rest_of_the_night_is_refused_beside_its_number(as_ada: Client, ada: User) -> None:
    for number in range(10):
        builders.episode(ada, happened_at=builders.WHEN.replace(minute=number))
    form = next(
        form
        for form in post_forms(as_ada.get(reverse("morning")).content.decode())
        if form.id == "page-form"
    )
    answer = as_ada.post(
        reverse("rest_of_night"), {**form.sends(), "count": "1.000", "note": "typed"}
    )
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    beside = page.split('id="rest-count-error">')[1].split("<")[0]
    assert beside == "“1.000” can mean 1 or 1000. Please write 1000 or 1."
    assert 'name="count" value="1.000"' in page
    assert 'value="typed"' in page
    assert page.count(beside) == 1
