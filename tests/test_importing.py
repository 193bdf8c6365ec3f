"""A file into a diary and a diary into a file: by the commands, all or nothing, twice the same as once."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.diary_file import KINDS, FileError, Kept, QuietNight
from journal.entries import Entry
from journal.files.exporting import export
from journal.files.importing import MOST_SAID, look, store
from journal.models import Episode, NightRecord
from journal.models import recording_all as recording_all_module
from journal.models.episode import Source
from journal.models.recording import RefusedError
from journal.models.recording_all import Stored, record_all
from journal.observations import Movement
from tests import builders, strategies

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
FILE = (
    "id,happened_at,time_zone,movement,muscle\n"
    "a,2026-07-07T02:15+02:00,Europe/Berlin,twitch,calf\n"
    "b,2026-07-08T02:15+02:00,,jerk,\n"
    ",2026-07-05,,none,\n"
)


def stored(owner: User, text: str, zone: str = "Europe/Berlin") -> Stored:
    """Store a file's text."""
    return store(owner, io.BytesIO(text.encode()), default_zone=zone, as_of=NOW)


def file_of(owner: User, kind: str = "csv") -> str:
    """The whole diary as a file."""
    return "".join(export(owner, kind))


def test_episodes_and_nights_are_stored(ada: User) -> None:
    assert stored(ada, FILE) == Stored(episodes=2, nights=1)
    first, second = Episode.objects.of(ada).order_by("happened_at")
    assert (first.client_id, first.movement, first.muscle, first.night_of) == ("a", "twitch", "calf", date(2026, 7, 6))
    assert (second.source, second.recorded_at, second.time_zone) == (Source.IMPORT, NOW, "Europe/Berlin")
    assert [one.night_of for one in NightRecord.objects.of(ada)] == [date(2026, 7, 5)]


def test_a_file_stores_what_the_form_would(ada: User, ben: User) -> None:
    """Both ways in fill every column alike."""
    entry = builders.entry(note="Füße", count=3, side=None)
    by_form = builders.episode(ada, **{name: getattr(entry, name) for name in ("id", "note", "count")})
    record_all(ben, [Kept(entry, by_form.recorded_at, by_form.source)], as_of=datetime.now(UTC))
    by_file = Episode.objects.of(ben).get()
    for field in Episode._meta.concrete_fields:
        if field.name not in {"id", "owner"}:
            assert getattr(by_file, field.attname) == getattr(Episode.objects.of(ada).get(), field.attname), field


def test_a_second_time_adds_nothing(ada: User) -> None:
    stored(ada, FILE)
    assert stored(ada, FILE) == Stored(episodes=0, nights=0)
    assert (Episode.objects.count(), NightRecord.objects.count()) == (2, 1)


def test_what_lies_in_the_trash_is_left_there(ada: User) -> None:
    stored(ada, FILE)
    Episode.objects.of(ada).update(deleted_at=NOW)
    assert stored(ada, FILE).episodes == 0
    assert Episode.objects.of(ada).kept().count() == 0


def test_the_same_file_for_two_people(ada: User, ben: User) -> None:
    assert stored(ada, FILE) == stored(ben, FILE)


def test_one_wrong_row_and_nothing_is_stored(ada: User) -> None:
    with pytest.raises(RefusedError):
        stored(ada, FILE + "c,2026-07-09T02:15Z,,hop,\n")
    assert (Episode.objects.count(), NightRecord.objects.count()) == (0, 0)


def test_an_unsound_entry_is_refused_wherever_it_comes_from(ada: User) -> None:
    with pytest.raises(RefusedError, match="at least one"):
        record_all(ada, [Kept(builders.entry(count=0), NOW, Source.IMPORT)], as_of=NOW)
    assert Episode.objects.count() == 0


def test_an_error_halfway_through_leaves_nothing(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording_all_module, "BATCH", 2)
    kept = [Kept(builders.entry(), NOW, Source.IMPORT) for _number in range(5)]

    def broken(done: int, of: int) -> None:
        if done >= 4:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        record_all(ada, kept, as_of=NOW, stored_so_far=broken)
    assert Episode.objects.count() == 0


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 5])
def test_batches_of_every_length(ada: User, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(recording_all_module, "BATCH", 2)
    seen: list[tuple[int, int]] = []
    kept = [Kept(builders.entry(), NOW, Source.IMPORT) for _number in range(number)]
    nights = [QuietNight(date(2026, 7, 1), NOW)]
    done = record_all(ada, [*kept, *nights], as_of=NOW, stored_so_far=lambda done, of: seen.append((done, of)))
    assert done == Stored(episodes=number, nights=1)
    assert Episode.objects.of(ada).count() == number
    assert seen[-1] == (number + 1, number + 1)


def test_the_look_before(ada: User) -> None:
    stored(ada, FILE)
    text = (
        FILE.replace("id,", "mood,id,").replace("\na,", "\n,a,").replace("\nb,", "\n,b,").replace("\n,2026", "\n,,2026")
    )
    text += ",c,2026-07-09T02:15+09:00,Europe/Berlin,twitch,\n,c,2026-07-09T02:15+09:00,Europe/Berlin,twitch,\n"
    text += ",,2026-07-04,,none,\n,d,never,,hop,\n"
    seen = look(ada, io.BytesIO(text.encode()), default_zone="UTC", as_of=NOW)
    assert (seen.new_episodes, seen.known_episodes, seen.new_nights, seen.known_nights) == (1, 2, 1, 1)
    assert (seen.repeats, seen.wrong_rows, seen.unknown, seen.can_be_stored) == (1, 1, ["mood"], False)
    assert [(one.line, one.column) for one in seen.wrong] == [(8, "happened_at"), (8, "movement")]
    assert [(one.line, one.column) for one in seen.remarks] == [(5, "time_zone"), (6, "time_zone")]
    assert [entry.id for entry in seen.first] == ["a", "b", "c"]
    assert Episode.objects.count() == 2


def test_a_look_at_what_is_no_diary(ada: User) -> None:
    seen = look(ada, io.BytesIO(b"movement\ntwitch\n"), default_zone="UTC", as_of=NOW)
    assert [(one.line, one.text) for one in seen.wrong] == [
        (1, "There is no column “happened_at”, and an entry needs a time.")
    ]
    assert not seen.can_be_stored


def test_a_table_without_times_is_looked_through_all_the_same(ada: User) -> None:
    text = "\nsep=;\nmovement;count\ntwitch;3\nhop;0\nnone;\n"
    seen = look(ada, io.BytesIO(text.encode()), default_zone="UTC", as_of=NOW)
    assert [(one.line, one.column) for one in seen.wrong] == [(3, ""), (5, "movement"), (5, "count")]
    assert (seen.wrong_rows, seen.new, seen.can_be_stored) == (2, 0, False)
    with pytest.raises(FileError, match="line 3: There is no column"):
        stored(ada, text)


def test_a_file_wrong_throughout_is_counted_and_not_all_told(ada: User) -> None:
    text = "happened_at\n" + "never\n" * (MOST_SAID + 5)
    seen = look(ada, io.BytesIO(text.encode()), default_zone="UTC", as_of=NOW)
    assert (seen.wrong_rows, len(seen.wrong)) == (MOST_SAID + 5, MOST_SAID)


def test_a_long_look_says_how_far_it_is(ada: User) -> None:
    text = "happened_at,note\n" + "".join(f"2026-07-07T02:15Z,{number}\n" for number in range(4_100))
    heard: list[int] = []
    seen = look(ada, io.BytesIO(text.encode()), default_zone="UTC", as_of=NOW, so_far=lambda: heard.append(len(heard)))
    assert (seen.new_episodes, heard) == (4_100, [0, 1])


def test_json_keeps_when_and_from_where_an_entry_came(ada: User, ben: User) -> None:
    builders.episode(ada, movement=Movement.TWITCH)
    NightRecord.objects.create(owner=ada, night_of=date(2026, 7, 5), recorded_at=NOW - timedelta(days=3))
    text = file_of(ada, "json")
    store(ben, io.BytesIO(text.encode()), default_zone="UTC", as_of=datetime.now(UTC))
    assert file_of(ben, "json") == text
    assert Episode.objects.of(ben).get().source == Source.FORM


def test_a_source_of_a_later_version_is_an_import(ada: User) -> None:
    row = '{"id": "a", "happened_at": "2026-07-07T02:15Z", "source": "wristwatch"}'
    stored(ada, f'{{"format": "twitchlog-diary", "version": 1, "episodes": [{row}]}}')
    assert Episode.objects.get().source == Source.IMPORT


def test_the_trash_and_other_peoples_entries_are_not_exported(ada: User, ben: User) -> None:
    builders.episode(ben)
    gone = builders.episode(ada)
    Episode.objects.filter(pk=gone.pk).update(deleted_at=NOW)
    assert len(file_of(ada).splitlines()) == 1
    told = json.loads(file_of(ada, "json"))
    assert told == {
        "format": "twitchlog-diary",
        "version": 1,
        "episodes": [],
        "nights": [],
        **{name: [] for name in KINDS},
    }


def test_an_export_asks_twice_however_long_the_diary(ada: User, django_assert_num_queries: object) -> None:
    for number in (3, 60):
        record_all(ada, [Kept(builders.entry(), NOW, Source.IMPORT) for _one in range(number)], as_of=NOW)
        with django_assert_num_queries(2):  # type: ignore[operator]
            file_of(ada)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    diary=st.lists(strategies.entries(), unique_by=lambda entry: entry.id, max_size=60),
    quiet=st.sets(strategies.nights()),
)
def test_an_empty_account_fed_with_an_export_holds_the_same_diary(
    ada: User, ben: User, diary: list[Entry], quiet: set[date]
) -> None:
    Episode.objects.all().delete()
    NightRecord.objects.all().delete()
    recorded_at = NOW - timedelta(hours=1)
    kept = [Kept(entry, recorded_at, Source.PAD) for entry in diary]
    record_all(ada, [*kept, *(QuietNight(night, recorded_at) for night in quiet)], as_of=NOW)
    for kind in ("csv", "json"):
        text = file_of(ada, kind)
        Episode.objects.of(ben).delete()
        NightRecord.objects.of(ben).delete()
        assert stored(ben, text, "Asia/Tokyo") == Stored(episodes=len(diary), nights=len(quiet))
        assert file_of(ben, kind) == text
        assert stored(ben, text) == Stored(episodes=0, nights=0)
    assert [one.entry for one in Episode.objects.of(ben).order_by("pk")] == [
        one.entry for one in Episode.objects.of(ada).order_by("happened_at", "pk")
    ]


def command(*arguments: str, fails: bool = False) -> tuple[str, str]:
    """What a command prints, and its messages."""
    out, err = io.StringIO(), io.StringIO()
    if fails:
        with pytest.raises(SystemExit) as ended:
            call_command(*arguments, stdout=out, stderr=err)
        assert ended.value.code == 1
    else:
        call_command(*arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def diary_csv(tmp_path: Path) -> Path:
    path = tmp_path / "diary.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_import_diary_says_first_and_stores_then(ada: User, diary_csv: Path) -> None:
    out, err = command("import_diary", "ada", str(diary_csv))
    assert out.splitlines() == [
        "Episodes: 2 new, 0 already there.",
        "Nights without twitches: 1 new, 0 already there.",
        "Wrong rows: 0.",
        "Stored. Episodes: 2. Nights without twitches: 1.",
    ]
    assert err == ""
    out, _err = command("import_diary", "ada", str(diary_csv))
    assert "Episodes: 0 new, 2 already there." in out
    assert out.endswith("Stored. Episodes: 0. Nights without twitches: 0.\n")


def test_import_diary_preview_stores_nothing(ada: User, diary_csv: Path) -> None:
    out, _err = command("import_diary", "ada", str(diary_csv), "--preview")
    assert "2 new" in out
    assert Episode.objects.count() == 0


def test_import_diary_with_a_wrong_row_ends_with_1(ada: User, diary_csv: Path) -> None:
    diary_csv.write_text(FILE + "d,never,,twitch,\n" * 2 + "e,2026-07-07T02:15+01:00,Asia/Tokyo,,\n", encoding="utf-8")
    for options in ([], ["--preview"]):
        out, err = command("import_diary", "ada", str(diary_csv), *options, fails=True)
        assert "Wrong rows: 2." in out
        assert "line 7, time_zone: The offset does not fit Asia/Tokyo" in out
        assert err.splitlines()[0].startswith("line 5, happened_at: “never” is not a time.")
        assert err.splitlines()[-1] == "Nothing was stored."
    assert (Episode.objects.count(), NightRecord.objects.count()) == (0, 0)


def test_import_diary_tells_what_is_left_out_and_cuts_long_lists(ada: User, diary_csv: Path) -> None:
    odd = "2026-03-29T02:30,Europe/Berlin,never mind\n"
    diary_csv.write_text("happened_at,time_zone,mood\n" + odd * (MOST_SAID + 3), encoding="utf-8")
    out, _err = command("import_diary", "ada", str(diary_csv), "--preview")
    assert out.startswith("Columns that no diary has, kept out: mood\n")
    assert f"Of {MOST_SAID + 3} rows with a remark only the first were shown." in out
    diary_csv.write_text(
        "id,happened_at\n" + "a,2026-07-07T02:15Z\n" * 2 + ",never\n" * (MOST_SAID + 3), encoding="utf-8"
    )
    out, err = command("import_diary", "ada", str(diary_csv), fails=True)
    assert "Rows that repeat an earlier one: 1." in out
    assert f"Of {MOST_SAID + 3} wrong rows only the first were shown." in err


def test_a_column_that_no_model_has_is_an_error() -> None:
    with pytest.raises(KeyError, match="mood"):
        recording_all_module._Table(NightRecord, io.BytesIO()).add(mood=3)


def test_standard_input_and_output_carry_the_file_to_the_letter(tmp_path: Path) -> None:
    """The two programs with pipes between them, where the locale knows no letter but A to Z."""
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }

    def manage(*arguments: str, given: bytes = b"") -> bytes:
        ran = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            input=given,
            capture_output=True,
            check=True,
        )
        return ran.stdout

    manage("migrate", "-v0")
    manage("shell", "-c", "from django.contrib.auth.models import User; User.objects.create_user('ada')")
    text = 'id,happened_at,time_zone,note\r\na,2026-07-07T02:15Z,Europe/Berlin,"Füße\nund mehr 🌙"\r\n'.encode()
    manage("import_diary", "ada", "-", given=text)
    exported = manage("export_diary", "ada", "--format", "csv")
    assert '"Füße\nund mehr 🌙"\r\n'.encode() in exported
    assert exported.count(b"\r\n") == 2


def test_import_diary_takes_the_place_from_the_person_or_the_option(ada: User, ben: User, diary_csv: Path) -> None:
    command("import_diary", "ada", str(diary_csv))
    command("import_diary", "ben", str(diary_csv), "--time-zone", "Asia/Tokyo")
    zones = {one.owner.username: one.time_zone for one in Episode.objects.filter(client_id="b").select_related("owner")}
    assert zones == {"ada": "UTC", "ben": "Asia/Tokyo"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import_diary", "nobody", "FILE"], "There is no account “nobody”"),
        (["import_diary", "ada", "missing.csv"], "cannot be read"),
        (["import_diary", "ada", "FILE", "--time-zone", "Mars"], "There is no time zone “Mars”"),
        (["export_diary", "nobody", "--format", "csv"], "There is no account “nobody”"),
        (["export_diary", "ada", "--format", "pdf"], "invalid choice"),
    ],
)
def test_commands_that_cannot_be_done(ada: User, diary_csv: Path, arguments: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command(*[str(diary_csv) if one == "FILE" else one for one in arguments])


def test_export_diary_prints_the_file(ada: User, diary_csv: Path) -> None:
    command("import_diary", "ada", str(diary_csv))
    for kind in ("csv", "json"):
        assert command("export_diary", "ada", "--format", kind)[0] == file_of(ada, kind)


LOCAL = "happened_at,movement\n2026-07-07T02:15,twitch\n2026-07-08 04:40,jerk\n2026-07-08T04:40Z,jerk\n"
LOCAL_JSON = json.dumps(
    {"format": "twitchlog-diary", "version": 1, "episodes": [{"id": "l", "happened_at": "2026-07-07T02:15"}]}
)


@pytest.mark.parametrize(("text", "number"), [(LOCAL, 2), (LOCAL_JSON, 1)])
def test_times_without_a_place_are_those_of_the_persons_own_zone(ada: User, text: str, number: int) -> None:
    seen = look(ada, io.BytesIO(text.encode()), default_zone="Asia/Tokyo", as_of=NOW)
    assert (seen.wrong_rows, seen.own_zone) == (0, number)
    stored(ada, text, "Asia/Tokyo")
    first = Episode.objects.of(ada).order_by("happened_at").first()
    assert first
    assert (first.happened_at, first.time_zone) == (datetime(2026, 7, 6, 17, 15, tzinfo=UTC), "Asia/Tokyo")


def test_the_same_file_after_a_move_adds_nothing(ada: User) -> None:
    assert stored(ada, LOCAL, "Asia/Tokyo").episodes == 3
    assert stored(ada, LOCAL, "Europe/Berlin").episodes == 0


def test_the_command_says_on_whose_clock_it_read(ada: User, diary_csv: Path) -> None:
    diary_csv.write_text(LOCAL, encoding="utf-8")
    out, _err = command("import_diary", "ada", str(diary_csv), "--time-zone", "Asia/Tokyo", "--preview")
    assert "Entries without a time zone, read in Asia/Tokyo: 2." in out


def test_the_command_says_how_letters_were_read(ada: User, diary_csv: Path) -> None:
    diary_csv.write_bytes("happened_at;note\n2026-07-07T02:15Z;Füße\n".encode("cp1252"))
    out, _err = command("import_diary", "ada", str(diary_csv), "--preview")
    assert "Its letters are read as Windows-1252, as in “Füße”." in out
    _out, err = command("classify", str(diary_csv))
    assert "Its letters are read as Windows-1252, as in “Füße”." in err
