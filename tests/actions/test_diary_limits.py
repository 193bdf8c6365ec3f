"""What an account stores is bounded, whichever way it comes through; what is over a bound is not
lost.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from journal import daily_limits, entries
from journal.actions import diary_limits, record_diary
from journal.actions.api_tokens import make_token, revoke
from journal.actions.record import RefusedError
from journal.api.schemas_in import MOST_AT_ONCE
from journal.diary_file import file_format, unknown_names
from journal.diary_file.json_rows import MOST_NAMES
from journal.files.import_diary import store
from journal.files.import_preview import MOST_SAID
from journal.forms.tokens import TokenForm
from journal.models import ApiToken, Episode
from journal.models.api_token import MOST_TOKENS, Scope
from tests.log_form import sent_from
from tests.project.rooms import ROOT
from tests.views.brought_diary import bring

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 7, 20, 12, 0, tzinfo=UTC)
FULL = "You have reached the limit of entries for today."


@pytest.fixture(autouse=True)
def _three_a_day(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.API_COUNTS = tmp_path
    settings.ENTRIES_A_DAY = 4
    monkeypatch.setattr(daily_limits, "BY_ADDING_TOKEN", 2)


def send(client: Client, *ids: str, note: str = "", **headers: str) -> Any:
    fields = {"happened_at": "2026-07-07T02:15Z", "time_zone": "Europe/Berlin", "note": note}
    body = {"episodes": [{"id": entry_id, **fields} for entry_id in ids]}
    return client.post("/api/episodes", body, content_type="application/json", headers=headers)


def bearer(person: User, scope: Scope) -> dict[str, str]:
    return {
        "Authorization": f"Bearer "
        f"{make_token(person, name=scope, scope=scope, as_of=timezone.now())[1]}"
    }


def test_a_day_has_room_for_so_many_and_the_next_day_again(
    as_ada: Client, ada: User, as_ben: Client
) -> None:
    with time_machine.travel(NOON, tick=False):
        assert send(as_ada, "a", "b", "c").status_code == 200
        assert send(as_ada, "a", "b", "c").status_code == 200  # known, and not counted again
        assert send(as_ada, "d").status_code == 200
        answer = send(as_ada, "e")
        assert (answer.status_code, answer["Retry-After"]) == (429, str(12 * 60 * 60 + 1))
        assert FULL in answer.json()["message"]
        assert send(as_ben, "e").status_code == 200
    with time_machine.travel(NOON + timedelta(hours=13), tick=False):
        assert send(as_ada, "e").status_code == 200
    assert Episode.objects.of(ada).count() == 5


def test_a_token_that_can_only_add_has_less_and_leaves_the_person_their_own(
    as_ada: Client, ada: User
) -> None:
    adding, other = bearer(ada, Scope.ADD), bearer(ada, Scope.ALL)
    assert send(Client(), "a", "b", **adding).status_code == 200
    assert send(Client(), "c", **adding).status_code == 429
    assert send(Client(), "c", **other).status_code == 200
    assert send(as_ada, "d").status_code == 200
    assert send(as_ada, "e").status_code == 429


def test_a_long_note_counts_like_several(as_ada: Client) -> None:
    assert send(as_ada, "a", note="x" * 2000).status_code == 200
    assert send(as_ada, "b").status_code == 429


def test_the_form_keeps_what_was_typed(as_ada: Client, ada: User) -> None:
    send(as_ada, "a", "b", "c", "d")
    page = as_ada.post(
        "/log/", sent_from(as_ada, movement="twitch", note="My own words")
    ).content.decode()
    assert FULL in page
    assert "My own words" in page
    assert Episode.objects.of(ada).count() == 4


def test_the_bound_can_be_lifted(as_ada: Client, settings: Any) -> None:
    settings.ENTRIES_A_DAY = 0
    assert send(as_ada, *map(str, range(9))).status_code == 200
    assert send(as_ada, "a").status_code == 200


def test_counts_of_earlier_days_go_and_name_nobody(as_ada: Client, tmp_path: Path) -> None:
    (tmp_path / "days").mkdir()
    (tmp_path / "days" / "2026-07-19-abc").touch()  # as the release before named them
    for days in (0, 1):
        with time_machine.travel(NOON + timedelta(days=days), tick=False):
            send(as_ada, f"day {days}")
    [day] = (tmp_path / "days").iterdir()
    [count] = day.iterdir()
    assert day.name == str(date(2026, 7, 21).toordinal())
    assert re.fullmatch("[0-9a-f]{32}", count.name)
    assert count.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_counted_a_touch_is_stored(as_ada: Client, tmp_path: Path) -> None:
    (tmp_path / "days").write_text("no folder", encoding="utf-8")
    assert send(as_ada, "a").status_code == 200


def test_an_account_has_so_many_tokens(ada: User, as_ada: Client) -> None:
    for number in range(MOST_TOKENS):
        make_token(ada, name=f"{number}", scope=Scope.ADD, as_of=NOON)
    form = TokenForm({"name": "one more", "scope": "add", "key": "k" * 22}, person=ada)
    assert form.errors["__all__"] == [
        "You have 50 tokens, and there is room for no more. Revoke one that no program uses."
    ]
    revoke(ApiToken.objects.of(ada).latest("pk"), NOON)
    assert TokenForm({"name": "one more", "scope": "add", "key": "k" * 22}, person=ada).is_valid()


def test_of_revoked_tokens_the_last_are_remembered(ada: User) -> None:
    for number in range(MOST_TOKENS + 5):
        token, _text = make_token(ada, name="x", scope=Scope.ADD, as_of=NOON)
        revoke(token, NOON + timedelta(hours=number))
    make_token(ada, name="x", scope=Scope.ADD, as_of=NOON)
    times = ApiToken.objects.of(ada).exclude(revoked_at=None).values_list("revoked_at", flat=True)
    assert (len(times), min(filter(None, times))) == (MOST_TOKENS, NOON + timedelta(hours=5))


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(731, ""), (733, "more than two years away"), (-733, "more than two years")],
)
def test_an_appointment_is_at_most_two_years_away(as_ada: Client, ahead: int, words: str) -> None:
    day = date.today() + timedelta(days=ahead)  # noqa: DTZ011 - either side of the bound by more than a day
    page = as_ada.post("/appointment/", {"on_date": day.isoformat()}, follow=True).content.decode()
    assert ("more than two years" in page) == bool(words)


def test_the_document_says_the_bounds_that_the_program_has() -> None:
    text = (ROOT / "docs" / "bounds.md").read_text(encoding="utf-8")
    lines = {
        f"| lines | {file_format.MOST_LINES:,} |",
        f"all else together | {file_format.MOST_ROWS:,} |",
        f"one entry of JSON | {file_format.LONGEST_LINE:,} |",
        f"(time, place, number) | {file_format.LONGEST_CELL:,} |",
        f"| wrong rows | {MOST_SAID:,} |",
        (
            f"{unknown_names.MOST_SHOWN} are shown | the others are counted, up to "
            f"{unknown_names.MOST_COUNTED:,} in all"
        ),
        f"outermost object of JSON | {MOST_NAMES:,} |",
        "| 2,000 a token |",
        f"| tokens that open something | {MOST_TOKENS} |",
        f"| entries in one request | {MOST_AT_ONCE}, and 2 MB |",
        f"characters in a note | {entries.LONGEST_NOTE:,} |",
        f"twitches in an entry | {entries.MOST_COUNT:,} |",
    }
    assert {line for line in lines if line not in text} == set()


def test_a_full_diary_takes_no_file_and_says_why(
    as_ada: Client, ada: User, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setitem(diary_limits.MOST_OF_A_COLLECTION, "episodes", 2)
    send(as_ada, "a", "b")
    text = "id,happened_at\nnew,2026-07-07T02:15Z\n"
    page = bring(as_ada, text).content.decode()
    assert "There is no room for this file" in page
    assert (
        "A diary holds at most 2 records of the list “episodes”. With this file it would hold more."
        in page
    )
    assert 'value="store"' not in page
    with pytest.raises(RefusedError, match="would hold more"):
        store(ada, io.BytesIO(text.encode()), default_zone="UTC", as_of=timezone.now())
    page = bring(as_ada, "id,happened_at\na,2026-07-07T02:15Z\n").content.decode()
    assert "There is no room" not in page


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.django_db(transaction=True)
def test_what_comes_counts_and_what_is_there_does_not(
    ada: User, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    monkeypatch.setattr(record_diary, "MOST_IN_PIECE", 500 if at_once else 0)
    monkeypatch.setitem(diary_limits.MOST_OF_A_COLLECTION, "episodes", 3)

    def bring_all(*ids: str) -> None:
        text = "".join(f"{entry_id},2026-07-07T02:15Z\n" for entry_id in ids)
        file = io.BytesIO(f"id,happened_at\n{text}".encode())
        store(ada, file, default_zone="UTC", as_of=timezone.now())

    bring_all("a", "b")
    with pytest.raises(RefusedError, match="would hold more"):
        bring_all("a", "c", "d")
    assert Episode._base_manager.count() == 2
    bring_all("a", "b", "c")
    bring_all("a", "b", "c")
    monkeypatch.setitem(
        diary_limits.MOST_OF_A_COLLECTION, "episodes", 2
    )  # as by touches, which are never refused for it
    bring_all("c")
    assert Episode.objects.of(ada).count() == 3


def test_a_diary_has_room_for_so_many_appointments(
    as_ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(diary_limits.MOST_OF_A_COLLECTION, "appointments", 0)
    day = timezone.now().date() + timedelta(days=20)
    page = as_ada.post(
        "/appointment/", {"on_date": day.isoformat(), "worry": "My own words"}
    ).content.decode()
    assert "There is room for no more appointments." in page
    assert "My own words" in page
