"""The commands that bring a diary file in and write one: what they say, and their exit codes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from journal.files.import_preview import MOST_SAID
from journal.models import Episode, FinishedImport, NightRecord
from tests.actions.diary_files import FILE, LOCAL, file_of

ROOT = Path(__file__).resolve().parent.parent.parent


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
        "For 30 days all of it can be taken back: page Import, or --list and --undo.",
    ]
    assert err == ""
    assert FinishedImport.objects.of(ada).get().name == diary_csv.name
    out, _err = command("import_diary", "ada", str(diary_csv))
    assert "Episodes: 0 new, 2 already there." in out
    assert out.endswith("Stored. Episodes: 0. Nights without twitches: 0.\n")


def test_import_diary_preview_stores_nothing(ada: User, diary_csv: Path) -> None:
    out, _err = command("import_diary", "ada", str(diary_csv), "--preview")
    assert "2 new" in out
    assert Episode.objects.count() == 0


def test_import_diary_with_a_wrong_row_ends_with_1(ada: User, diary_csv: Path) -> None:
    diary_csv.write_text(
        FILE + "d,never,,twitch,\n" * 2 + "e,2026-07-07T02:15+01:00,Asia/Tokyo,,\n",
        encoding="utf-8",
    )
    for options in ([], ["--preview"]):
        out, err = command("import_diary", "ada", str(diary_csv), *options, fails=True)
        assert "Wrong rows: 2." in out
        assert "line 7, time_zone: The offset does not fit Asia/Tokyo" in out
        assert err.splitlines()[0].startswith("line 5, happened_at: “never” is not a time.")
        assert err.splitlines()[-1] == "Nothing was stored."
    assert (Episode.objects.count(), NightRecord.objects.count()) == (0, 0)


def test_import_diary_tells_what_is_left_out_and_cuts_long_lists(
    ada: User, diary_csv: Path
) -> None:
    odd = "2026-03-29T02:30,Europe/Berlin,never mind\n"
    diary_csv.write_text("happened_at,time_zone,mood\n" + odd * (MOST_SAID + 3), encoding="utf-8")
    out, _err = command("import_diary", "ada", str(diary_csv), "--preview")
    assert out.startswith("Columns that no diary has, kept out: mood\n")
    assert f"Of {MOST_SAID + 3} rows with a remark only the first were shown." in out
    diary_csv.write_text(
        "id,happened_at\n" + "a,2026-07-07T02:15Z\n" * 2 + ",never\n" * (MOST_SAID + 3),
        encoding="utf-8",
    )
    out, err = command("import_diary", "ada", str(diary_csv), fails=True)
    assert "Rows that repeat an earlier one: 1." in out
    assert (
        f"{MOST_SAID + 2} rows were looked at; the file has more. Nothing is said of those." in err
    )


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
    manage(
        "shell",
        "-c",
        "from django.contrib.auth.models import User; User.objects.create_user('ada')",
    )
    text = (
        'id,happened_at,time_zone,note\r\na,2026-07-07T02:15Z,Europe/Berlin,"Füße\nund mehr 🌙"\r\n'
    ).encode()
    manage("import_diary", "ada", "-", given=text)
    exported = manage("export_diary", "ada", "--format", "csv")
    assert '"Füße\nund mehr 🌙",,,,\r\n'.encode() in exported
    assert exported.count(b"\r\n") == 3


def test_import_diary_takes_the_place_from_the_person_or_the_option(
    ada: User, ben: User, diary_csv: Path
) -> None:
    command("import_diary", "ada", str(diary_csv))
    command("import_diary", "ben", str(diary_csv), "--time-zone", "Asia/Tokyo")
    zones = {
        episode.owner.username: episode.time_zone
        for episode in Episode.objects.filter(client_id="b").select_related("owner")
    }
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
def test_commands_that_cannot_be_done(
    ada: User, diary_csv: Path, arguments: list[str], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        call_command(
            *[str(diary_csv) if argument == "FILE" else argument for argument in arguments]
        )


def test_export_diary_prints_the_file(ada: User, diary_csv: Path) -> None:
    command("import_diary", "ada", str(diary_csv))
    for kind in ("csv", "json"):
        assert command("export_diary", "ada", "--format", kind)[0] == file_of(ada, kind)


def test_the_command_says_on_whose_clock_it_read(ada: User, diary_csv: Path) -> None:
    diary_csv.write_text(LOCAL, encoding="utf-8")
    out, _err = command(
        "import_diary", "ada", str(diary_csv), "--time-zone", "Asia/Tokyo", "--preview"
    )
    assert "Entries without a time zone, read in Asia/Tokyo: 2." in out


def test_the_command_says_how_letters_were_read(ada: User, diary_csv: Path) -> None:
    diary_csv.write_bytes("happened_at;note\n2026-07-07T02:15Z;Füße\n".encode("cp1252"))
    out, _err = command("import_diary", "ada", str(diary_csv), "--preview")
    assert "Its letters are read as Windows-1252, as in “Füße”." in out
    _out, err = command("classify", str(diary_csv))
    assert "Its letters are read as Windows-1252, as in “Füße”." in err
