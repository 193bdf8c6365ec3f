"""A whole diary out of one account and into another: nothing is lost, nothing comes twice, nothing is overwritten."""

from __future__ import annotations

import io
import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from journal.diary_file import KINDS
from journal.files.exporting import export, extent
from journal.files.importing import look, store
from journal.models import (
    Appointment,
    DayContext,
    Episode,
    Morning,
    NightRecord,
    OtherThingAnswer,
    TooManyAnswer,
    recording_all,
)
from journal.models.besides import MODELS
from journal.models.recording import RefusedError
from journal.models.recording_all import Stored
from tests import belongings, builders
from tests.forms import step
from tests.test_besides import SOUND, diary

NIGHT = date(2026, 7, 6)
SAID = datetime(2026, 7, 7, 8, 0, 0, 123456, tzinfo=UTC)
AS_OF = datetime(2026, 12, 1, tzinfo=UTC)
SCRIPTS = 'Füße, γάμπα, икра, שוק, ساق, पिंडली, ふくらはぎ 🌙\n\'=1+1, "quoted"\t\\u00e9'
NUMBERS = {"mornings": 2, "days": 2, "appointments": 2, "answers": 2, "other_things": 1}


def fill(owner: User) -> None:
    """Everything that a diary file can hold."""
    builders.episode(owner, note=SCRIPTS)
    NightRecord.objects.create(owner=owner, night_of=NIGHT, recorded_at=SAID)
    bed, woke = SAID - timedelta(hours=10), SAID - timedelta(hours=1)
    Morning.objects.create(owner=owner, night_of=NIGHT, bed_at=bed, woke_at=woke, recorded_at=SAID)
    Morning.objects.create(owner=owner, night_of=date(2026, 7, 5), does_not_know=True, recorded_at=SAID)
    DayContext.objects.create(owner=owner, night_of=NIGHT, caffeine="yes", stress="no", note=SCRIPTS, recorded_at=SAID)
    DayContext.objects.create(owner=owner, night_of=date(2026, 7, 5), recorded_at=SAID)
    texts = {name: f"{name}: {SCRIPTS}" for name in ("worry", "questions", "medicines", "changes", "next_step")}
    Appointment.objects.create(owner=owner, on_date=date(2027, 8, 3), created_at=SAID, with_whom="Dr. Wren", **texts)
    Appointment.objects.create(owner=owner, on_date=NIGHT, created_at=SAID, closed_at=SAID, said_afterwards=SCRIPTS)
    for hour, answer in enumerate(("not-sure", "no")):
        TooManyAnswer.objects.create(owner=owner, answer=answer, answered_at=SAID + timedelta(hours=hour))
    OtherThingAnswer.objects.create(owner=owner, thing="thinner", answer="not_sure", since="spring", answered_at=SAID)


def file_of(owner: User) -> str:
    """The whole diary as JSON."""
    return "".join(export(owner, "json"))


def stored(owner: User, text: str) -> Stored:
    """Store a file's text."""
    return store(owner, io.BytesIO(text.encode("utf-8", "surrogatepass")), default_zone="UTC", as_of=AS_OF)


def rows(owner: User) -> dict[str, int]:
    """How many of each kind are the owner's."""
    return dict(extent(owner).besides)


def test_an_empty_account_fed_with_an_export_holds_the_same_diary(ada: User, ben: User) -> None:
    fill(ada)
    text = file_of(ada)
    assert stored(ben, text) == Stored(episodes=1, nights=1, besides=Counter(NUMBERS))
    assert file_of(ben) == text
    for name, kind in KINDS.items():
        theirs, own = (MODELS[name]._default_manager.filter(owner=one).values(*kind.fields) for one in (ada, ben))
        order = kind.same
        assert list(own.order_by(*order)) == list(theirs.order_by(*order)), name


def test_a_second_time_adds_nothing(ada: User, ben: User) -> None:
    fill(ada)
    text = file_of(ada)
    for owner in (ada, ben, ben):
        stored(owner, text)
    assert stored(ben, text) == Stored(episodes=0, nights=0)
    assert rows(ada) == rows(ben) == NUMBERS
    assert file_of(ada) == file_of(ben) == text


def test_a_look_says_what_is_new_and_what_is_there(ada: User, ben: User) -> None:
    fill(ada)
    text = file_of(ada)
    Morning.objects.create(owner=ben, night_of=NIGHT, recorded_at=SAID)
    Appointment.objects.create(owner=ben, on_date=NIGHT, created_at=SAID + timedelta(microseconds=1))
    TooManyAnswer.objects.create(owner=ben, answer="yes", answered_at=SAID)
    seen = look(ben, io.BytesIO(text.encode()), default_zone="UTC", as_of=AS_OF)
    assert (seen.wrong, seen.unknown, seen.new) == ([], [], 2 + 7)
    assert [(new, known) for _title, new, known in seen.amounts] == [(1, 1), (2, 0), (2, 0), (1, 1), (1, 0)]
    assert rows(ben) == {"mornings": 1, "days": 0, "appointments": 1, "answers": 1, "other_things": 0}


def test_what_is_there_already_stays_as_it_is(ada: User, ben: User) -> None:
    fill(ada)
    text = file_of(ada)
    Morning.objects.create(owner=ben, night_of=NIGHT, recorded_at=SAID)
    DayContext.objects.create(owner=ben, night_of=NIGHT, caffeine="no", note="mine", recorded_at=SAID)
    Appointment.objects.create(owner=ben, on_date=NIGHT, created_at=SAID, with_whom="mine")
    TooManyAnswer.objects.create(owner=ben, answer="yes", answered_at=SAID)
    OtherThingAnswer.objects.create(owner=ben, thing="thinner", answer="no", since="mine", answered_at=AS_OF)
    before = {name: list(MODELS[name]._default_manager.filter(owner=ben).values()) for name in KINDS}
    assert stored(ben, text).besides == Counter({name: number - 1 for name, number in NUMBERS.items()})
    assert rows(ben) == NUMBERS
    for name, kept in before.items():
        assert list(MODELS[name]._default_manager.filter(pk__in=[one["id"] for one in kept]).values()) == kept


def test_nothing_of_anybody_else_is_exported(ada: User, ben: User) -> None:
    fill(ben)
    belongings.fill(ben)
    assert {name: made for name, made in json.loads(file_of(ada)).items() if made} == {
        "format": "twitchlog-diary",
        "version": 1,
    }
    assert set(rows(ada).values()) == {0}


def test_what_others_have_is_new_to_oneself(ada: User, ben: User) -> None:
    fill(ada)
    seen = look(ben, io.BytesIO(file_of(ada).encode()), default_zone="UTC", as_of=AS_OF)
    assert seen.known_besides.total() == 0


def test_settings_decisions_tokens_links_and_reports_stay_out(ada: User) -> None:
    belongings.fill(ada)
    told = json.loads(file_of(ada))
    assert list(told) == ["format", "version", "episodes", "nights", *KINDS]
    assert not any("frozen" in name for one in told["appointments"] for name in one)


def test_null_stays_null(ada: User) -> None:
    text = diary(days=[SOUND["days"]], mornings=[{"night_of": "2026-07-06", "bed_at": None, "woke_at": None}])
    stored(ada, text)
    told = json.loads(file_of(ada))
    [day], [morning] = told["days"], told["mornings"]
    assert (day["caffeine"], day["alcohol"], day["stress"], day["exercise"]) == ("yes", "no", None, None)
    assert (morning["bed_at"], morning["woke_at"], morning["does_not_know"]) == (None, None, False)


def test_a_diary_of_episodes_and_nights_alone_is_still_one(ada: User) -> None:
    text = diary(episodes=[{"id": "a", "happened_at": "2026-07-07T02:15Z"}], nights=[{"night_of": "2026-07-05"}])
    assert stored(ada, text) == Stored(episodes=1, nights=1)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("mornings", {"woke_at": "2026-07-06T20:00+02:00"}),
        ("days", {"note": "x" * 501}),
        ("appointments", {"on_date": "2226-08-03"}),
        ("answers", {"answer": "often"}),
        ("other_things", {"thing": "grip"}),
        ("answers", {"answered_at": ["never"]}),
    ],
)
def test_one_wrong_record_and_nothing_is_stored(ada: User, kind: str, wrong: dict[str, Any]) -> None:
    lists = {name: [record] for name, record in SOUND.items()} | {kind: [{**SOUND[kind], **wrong}]}
    text = diary(episodes=[{"id": "a", "happened_at": "2026-07-07T02:15Z"}], **lists)
    with pytest.raises(RefusedError):
        stored(ada, text)
    assert Episode.objects.count() == 0
    assert set(rows(ada).values()) == {0}
    seen = look(ada, io.BytesIO(text.encode()), default_zone="UTC", as_of=AS_OF)
    assert (seen.wrong_rows, seen.can_be_stored, len(seen.wrong)) == (1, False, 1)


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
    monkeypatch.setattr(recording_all, "BATCH", 2)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for number in (1, 2, 5):
        answers = [{"answer": "no", "answered_at": (at + timedelta(days=day)).isoformat()} for day in range(number)]
        before = TooManyAnswer.objects.count()
        assert stored(ada, diary(answers=answers)).besides == Counter(answers=number - before)
        assert TooManyAnswer.objects.of(ada).count() == number


def test_many_answers_are_counted_a_batch_at_a_time(ada: User, django_assert_max_num_queries: Any) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    answers = [{"answer": "no", "answered_at": (at + timedelta(minutes=one)).isoformat()} for one in range(4_100)]
    stored(ada, diary(answers=answers[:3_000]))
    with django_assert_max_num_queries(12):
        seen = look(ada, io.BytesIO(diary(answers=answers).encode()), default_zone="UTC", as_of=AS_OF)
    assert (seen.new_besides["answers"], seen.known_besides["answers"]) == (1_100, 3_000)


def test_the_command_says_so_and_stores_it(ada: User, ben: User, tmp_path: Path) -> None:
    fill(ada)
    path, out = tmp_path / "diary.json", io.StringIO()
    path.write_bytes(file_of(ada).encode())
    call_command("import_diary", "ben", str(path), "--preview", stdout=out)
    assert "Mornings (to bed, up again): 2 new, 0 already there." in out.getvalue()
    assert set(rows(ben).values()) == {0}
    call_command("import_diary", "ben", str(path), stdout=out)
    assert "Nights without twitches: 1. Mornings (to bed, up again): 2. Days" in out.getvalue()
    call_command("import_diary", "ben", str(path), "--preview", stdout=(again := io.StringIO()))
    assert "Answers to “too many twitches?”: 0 new, 2 already there." in again.getvalue()
    assert file_of(ben) == file_of(ada)


def test_the_page_says_so_and_stores_it(as_ben: Client, ada: User, ben: User, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    fill(ada)
    text = file_of(ada)
    Morning.objects.create(owner=ben, night_of=NIGHT, recorded_at=SAID)

    def bring() -> str:
        sent = {"file": SimpleUploadedFile("diary.json", text.encode())}
        return as_ben.post("/import/", sent, follow=True).content.decode()

    page = bring()
    assert "<dt>Mornings (to bed, up again)</dt><dd>1 new, 1 already there</dd>" in page
    assert "<dt>Appointments</dt><dd>2 new</dd>" in page
    assert "What is already there stays as it is." in page
    page = as_ben.post("/import/", step(as_ben, "store"), follow=True).content.decode()
    assert (
        "1 night without twitches. Mornings (to bed, up again): 1. Days (caffeine, exercise and the like): 2." in page
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
