"""A whole diary into an account, or nothing of it: wrong records, errors, batches."""

from __future__ import annotations

import io
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from journal.actions import row_file
from journal.actions.record import RefusedError
from journal.files.import_diary import store
from journal.files.import_preview import preview
from journal.models import (
    Episode,
    Morning,
    TooManyAnswer,
)
from tests.diary_file.sound_records import SOUND, diary
from tests.files.whole_diary import AS_OF, NIGHT, SAID, file_of, fill, rows, stored
from tests.forms import step


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("mornings", {"woke_at": "2026-07-06T20:00+02:00"}),
        ("days", {"note": "x" * 501}),
        ("appointments", {"on_date": "2226-08-03"}),
        ("answers", {"answer": "often"}),
        ("other_things", {"thing": "grip"}),
        ("answers", {"answered_at": ["never"]}),
        ("medicines", {"name": " "}),
        ("medicines", {"until_date": "2026-04", "ongoing": True}),
        ("medicines", {"until_date": "2026-02-28", "ongoing": False}),
        ("medicines", {"from_date": "03/2026", "ongoing": False}),
        ("tests", {"on_date": "2027"}),
        ("tests", {"kind": "x-ray"}),
        ("beginnings", {"on_date": "2026-13"}),
        ("statements", {"on_date": "1899"}),
    ],
)
def test_one_wrong_record_and_nothing_is_stored(
    ada: User, kind: str, wrong: dict[str, Any]
) -> None:
    lists = {name: [record] for name, record in SOUND.items()} | {kind: [{**SOUND[kind], **wrong}]}
    text = diary(episodes=[{"id": "a", "happened_at": "2026-07-07T02:15Z"}], **lists)
    with pytest.raises(RefusedError):
        stored(ada, text)
    assert Episode.objects.count() == 0
    assert set(rows(ada).values()) == {0}
    look = preview(ada, io.BytesIO(text.encode()), default_zone="UTC", as_of=AS_OF)
    assert (look.wrong_rows, look.can_be_stored, len(look.wrong)) == (1, False, 1)


def test_an_error_halfway_through_leaves_nothing(ada: User, ben: User) -> None:
    fill(ada)

    def broken(done: int, of: int) -> None:
        if done == of:
            raise OSError("the disk is full")

    file = io.BytesIO(file_of(ada).encode())
    with pytest.raises(OSError, match="full"):
        store(ben, file, default_zone="UTC", as_of=AS_OF, stored_so_far=broken)
    assert Episode.objects.of(ben).count() == 0
    assert set(rows(ben).values()) == {0}


def test_batches_of_every_length(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_file, "ROWS_IN_MEMORY", 2)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for number in (1, 2, 5):
        answers = [
            {"answer": "no", "answered_at": (at + timedelta(days=day)).isoformat()}
            for day in range(number)
        ]
        before = TooManyAnswer.objects.count()
        assert stored(ada, diary(answers=answers)).records == Counter(answers=number - before)
        assert TooManyAnswer.objects.of(ada).count() == number


def test_many_answers_are_counted_a_batch_at_a_time(
    ada: User, django_assert_max_num_queries: Any
) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    answers = [
        {"answer": "no", "answered_at": (at + timedelta(minutes=minute)).isoformat()}
        for minute in range(4_100)
    ]
    stored(ada, diary(answers=answers[:3_000]))
    with django_assert_max_num_queries(12):
        look = preview(
            ada, io.BytesIO(diary(answers=answers).encode()), default_zone="UTC", as_of=AS_OF
        )
    assert (look.new_records["answers"], look.known_records["answers"]) == (1_100, 3_000)


def test_the_command_says_so_and_stores_it(ada: User, ben: User, tmp_path: Path) -> None:
    fill(ada)
    path, out = tmp_path / "diary.json", io.StringIO()
    path.write_bytes(file_of(ada).encode())
    call_command("import_diary", "ben", str(path), "--preview", stdout=out)
    assert "Mornings (how you slept): 2 new, 0 already there." in out.getvalue()
    assert set(rows(ben).values()) == {0}
    call_command("import_diary", "ben", str(path), stdout=out)
    assert "Nights without twitches: 1. Mornings (how you slept): 2. Days" in out.getvalue()
    call_command("import_diary", "ben", str(path), "--preview", stdout=(again := io.StringIO()))
    assert "Answers to “too many twitches?”: 0 new, 2 already there." in again.getvalue()
    assert file_of(ben) == file_of(ada)


def test_the_page_says_so_and_stores_it(
    as_ben: Client, ada: User, ben: User, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    fill(ada)
    text = file_of(ada)
    Morning.objects.create(owner=ben, night_of=NIGHT, recorded_at=SAID)

    def bring() -> str:
        sent = {"file": SimpleUploadedFile("diary.json", text.encode())}
        return as_ben.post("/import/", sent, follow=True).content.decode()

    page = bring()
    assert "<dt>Mornings (how you slept)</dt><dd>1 new, 1 already there</dd>" in page
    assert "<dt>Appointments</dt><dd>2 new</dd>" in page
    assert "What is already there stays as it is." in page
    page = as_ben.post("/import/", step(as_ben, "store"), follow=True).content.decode()
    assert (
        "1 night without twitches. Mornings (how you slept): 1. "
        "Days (caffeine, exercise and the like): 2." in page
    )
    page = bring()
    assert "<dt>Appointments</dt><dd>2 already there</dd>" in page
    assert "Nothing new in this file" in page
    assert 'value="store"' not in page


def test_the_page_says_which_record_is_wrong(as_ben: Client, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    text = diary(answers=[SOUND["answers"], {**SOUND["answers"], "answer": "often"}])
    sent = {"file": SimpleUploadedFile("diary.json", text.encode())}
    page = as_ben.post("/import/", sent, follow=True).content.decode()
    for words in ("cannot be read", "Line 4", "<code>answer</code>", "“often” is not an answer"):
        assert words in page
