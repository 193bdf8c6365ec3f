"""``check_server``: a line each, with its remedy; 1 where something is to be mended."""

from __future__ import annotations

import http.client
import json
import os
import smtplib
import ssl
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.core.management import CommandError, call_command

from journal.management import font_check
from tests.twitchlog.database.test_backups import database
from twitchlog.filesystem import disk_space
from twitchlog.not_ready import NotReadyError
from twitchlog.server_check import quick_checks, slow_checks
from twitchlog.server_check.check_line import CheckLine, CheckState, faults_of

__all__ = ["database"]  # a fixture
GOOD, NOTE, FAULT = CheckState.GOOD, CheckState.NOTE, CheckState.FAULT
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_server(database: Path, settings: Any) -> None:
    settings.NIGHTLY_BACKUPS = 14


def behind_https(settings: Any, *names: str) -> None:
    settings.HTTPS, settings.ALLOWED_HOSTS = True, ["localhost", *names]


def test_a_line_has_its_remedy_below() -> None:
    line = CheckLine("disk", FAULT, "Only 1 MB.", "Make room")
    assert str(line) == "disk      mend  Only 1 MB.\n                Make room"
    assert str(CheckLine("clock", GOOD, "right")) == "clock     ok    right"
    assert faults_of([line, CheckLine("clock", NOTE, "")]) == [line]


def test_a_name_that_others_can_use(settings: Any) -> None:
    assert quick_checks.hosts_line().state is GOOD
    settings.HTTPS, settings.ALLOWED_HOSTS = True, ["localhost", "127.0.0.1", "[::1]"]
    line = quick_checks.hosts_line()
    assert (line.state, "TWITCHLOG_HOSTS=" in line.remedy) == (FAULT, True)
    behind_https(settings, "diary.home.arpa")
    assert quick_checks.hosts_line().state is GOOD


@pytest.mark.parametrize(
    ("host", "https", "state"),
    [("127.0.0.1", False, GOOD), ("0.0.0.0", False, FAULT), ("0.0.0.0", True, GOOD)],  # noqa: S104
)
def test_who_can_read_along(settings: Any, host: str, https: bool, state: CheckState) -> None:
    settings.HOST, settings.HTTPS = host, https
    assert quick_checks.reach_line().state is state


def test_an_open_door_is_noted(settings: Any) -> None:
    assert quick_checks.sign_up_line().state is GOOD
    settings.SIGN_UP_OPEN = True
    assert quick_checks.sign_up_line().state is NOTE


def backup(folder: Path, age: timedelta) -> None:
    """One of that age."""
    (folder / "backups").mkdir(exist_ok=True)
    file = folder / "backups" / "nightly-2026-11-01-030000.sqlite3"
    file.touch()
    made = (NOW - age).timestamp()
    os.utime(file, (made, made))


def test_backups_by_their_age(settings: Any, tmp_path: Path) -> None:
    assert quick_checks.backups_line(NOW).state is NOTE  # a server that has just begun
    (tmp_path / "backup-tried").touch()
    assert quick_checks.backups_line(NOW).state is FAULT
    backup(tmp_path, timedelta(days=4))
    line = quick_checks.backups_line(NOW)
    assert (line.state, "manage.py backup" in line.remedy) == (FAULT, True)
    settings.NIGHTLY_BACKUPS = 0
    assert quick_checks.backups_line(NOW).state is NOTE
    backup(tmp_path, timedelta(days=2))
    assert quick_checks.backups_line(NOW).state is GOOD


@pytest.mark.parametrize(
    ("noted", "state"),
    [
        (NOW - timedelta(hours=1), GOOD),
        (NOW + timedelta(seconds=20), GOOD),
        (NOW + timedelta(days=1), FAULT),
    ],
)
def test_a_clock_that_goes_back(tmp_path: Path, noted: datetime, state: CheckState) -> None:
    assert quick_checks.clock_line(NOW).state is GOOD
    content = {"seen": noted.timestamp()}
    (tmp_path / "clock").write_text(json.dumps(content), encoding="ascii")
    assert quick_checks.clock_line(NOW).state is state


@pytest.mark.parametrize("content", ["", "[]", '{"seen": "x"}', '{"seen": 1e300}', "{}"])
def test_a_note_of_the_clock_that_says_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "clock").write_text(content, encoding="ascii")
    assert quick_checks.clock_line(NOW).state is GOOD
    assert quick_checks.clock_line(datetime(1970, 1, 2, tzinfo=UTC)).state is FAULT


def test_a_disk_that_fills(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    for free, state in ((disk_space.ROOM_TO_WRITE * 2, GOOD), (1_000_000, FAULT)):
        monkeypatch.setattr(disk_space, "free_bytes", lambda folder, free=free: free)
        assert quick_checks.disk_line().state is state
    monkeypatch.undo()
    settings.DATA_DIR = tmp_path / "nowhere"
    assert quick_checks.disk_line().state is FAULT


def test_the_database_is_read_whole(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twitchlog.database.schema.check_diaries", lambda: None)
    assert slow_checks.database_line().state is GOOD
    database.write_bytes(b"not a database, " * 500)
    assert slow_checks.database_line().state is FAULT

    def not_ready() -> None:
        raise NotReadyError("There is no database.")

    monkeypatch.setattr("twitchlog.database.schema.check_diaries", not_ready)
    assert slow_checks.database_line().text == "There is no database."


def test_a_mail_server_is_asked_whether_it_lets_this_one_in(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert slow_checks.mail_line().state is NOTE
    settings.MAIL_IS_SET_UP, settings.EMAIL_HOST = True, "mail.example.org"
    refused = smtplib.SMTPAuthenticationError(535, b"no")
    for error, state in ((None, GOOD), (refused, FAULT), (OSError("timed out"), FAULT)):

        def connect(self: object, error: Exception | None = error) -> None:
            if error:
                raise error

        monkeypatch.setattr(EmailBackend, "open", connect)
        assert slow_checks.mail_line().state is state


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        ((200, b"<title>Sign in - Twitchlog"), GOOD, "leads here"),
        ((200, b"<title>A router"), FAULT, "something else"),
        ((502, b""), FAULT, "nobody is behind it"),
        ((400, b"This name is not known here"), FAULT, "something else"),
        (ssl.SSLCertVerificationError("self-signed"), NOTE, "does not trust"),
        (OSError("no route"), FAULT, "cannot be reached"),
        (http.client.BadStatusLine("x"), FAULT, "cannot be reached"),
    ],
)
def test_the_way_in_by_https(
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    answer: tuple[int, bytes] | Exception,
    state: CheckState,
    words: str,
) -> None:
    def ask(name: str) -> tuple[int, bytes]:
        assert name == "diary.home.arpa"
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(slow_checks, "_answer", ask)
    assert slow_checks.proxy_line().state is NOTE  # no HTTPS
    behind_https(settings)
    assert slow_checks.proxy_line().state is FAULT  # no name
    behind_https(settings, "diary.home.arpa")
    line = slow_checks.proxy_line()
    assert line.state is state
    assert words in line.text


def test_fonts_that_are_missing_are_named(settings: Any, tmp_path: Path) -> None:
    settings.FONT_FOLDERS = [tmp_path]
    line = font_check.fonts_line()
    assert line.state is NOTE
    assert "Arabic, Devanagari, Thai, Chinese, emoji" in line.text


def run() -> str:
    """What the command printed."""
    out = StringIO()
    call_command("check_server", "--no-network", stdout=out)
    return out.getvalue()


def test_the_command_prints_a_line_each_and_says_how_many_are_to_be_mended(
    monkeypatch: pytest.MonkeyPatch, settings: Any, db: None
) -> None:
    subjects = [line.split()[0] for line in run().splitlines() if not line.startswith(" ")]
    assert subjects == [*["settings"] * 3, "database", "backups", "clock", "disk", "fonts"]
    monkeypatch.setattr(disk_space, "free_bytes", lambda folder: 0)
    with pytest.raises(CommandError, match="To be mended: 1") as refused:
        run()
    assert refused.value.returncode == 1
