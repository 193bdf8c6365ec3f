"""From an empty folder to a running server, and what is said when that cannot be."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from twitchlog import copies, server, serving

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens already, ready to share it as the server's workers are."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py as a person does."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_port_in_use_is_said_with_another_to_take(taken: int, tmp_path: Path) -> None:
    ran = run("serve", DATA_DIR=str(tmp_path), PORT=str(taken))
    assert ran.returncode == 1
    assert f"Port {taken} is in use" in ran.stderr
    assert f"PORT={taken + 1}" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = run("serve", DATA_DIR=str(tmp_path / "file" / "data"))
    assert ran.returncode == 1
    assert "DATA_DIR=" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_database_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "twitchlog.sqlite3").write_bytes(b"a diary no more " * 100)
    ran = run("serve", DATA_DIR=str(tmp_path), PORT="8151")
    assert ran.returncode == 1
    assert "file is not a database" in ran.stderr
    assert "manage.py restore" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_a_database_of_somebody_else_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """As after ``sudo manage.py restore``. Root, who may run this test, can write everything."""
    theirs = tmp_path / f"twitchlog.sqlite3{suffix}"
    theirs.touch()
    monkeypatch.setattr(copies, "database", lambda: tmp_path / "twitchlog.sqlite3")
    monkeypatch.setattr(os, "access", lambda path, mode: path != theirs)
    with pytest.raises(serving.NotReadyError, match=f"{theirs} cannot be read and written"):
        serving.check_folder(tmp_path)


def test_a_folder_that_cannot_be_written_is_said() -> None:
    with pytest.raises(serving.NotReadyError, match="cannot be written"):
        serving.check_folder(Path("/proc"))


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [("192.0.2.1", 8000, "HOST=127.0.0.1"), ("no such host", 8000, "HOST="), ("127.0.0.1", 99999, "PORT=8000")],
)
def test_an_address_that_is_not_ours_is_said(host: str, port: int, said: str) -> None:
    with pytest.raises(serving.NotReadyError, match=said):
        serving.check_address(host, port)


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "http://127.0.0.1:80/"), ("0.0.0.0", "http://127.0.0.1:80/"), ("::1", "http://[::1]:80/")],  # noqa: S104
)
def test_the_address_shown_can_be_opened(host: str, shown: str) -> None:
    assert serving.url(host, 80) == shown


@pytest.mark.parametrize(
    ("host", "ours"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("192.0.2.1", False)]
)
def test_loopback_is_known(host: str, ours: bool) -> None:
    assert serving.is_loopback(host) is ours


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_is_left_alone() -> None:
    assert serving.migrate() is False


@pytest.mark.django_db
def test_a_missing_migration_is_noticed_by_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(serving, "_keep_what_was", lambda: None)
    monkeypatch.setattr(serving, "call_command", lambda name, **options: ran.append(name))
    newest = max(path.stem for path in (ROOT / "journal" / "migrations").glob("0*.py"))
    MigrationRecorder(connection).record_unapplied("journal", newest)
    assert serving.migrate() is True
    assert ran == ["migrate"]


def test_rooms_that_are_asked_for_rarely_are_loaded_when_asked(tmp_path: Path) -> None:
    """Each brings a library along that starting should not wait for; their addresses can be made without them."""
    code = (
        "import sys, django; django.setup()\n"
        "from twitchlog import serving; serving.load()\n"
        "from django.urls import resolve, reverse; reverse('report'), reverse('dashboard')\n"
        "print(sorted({'ninja', 'pydantic', 'qrcode', 'journal.paper', 'journal.report'} & set(sys.modules)))\n"
        "print(reverse('api:openapi-json'), resolve('/s/token/').func.csrf_exempt, resolve('/share/').func.csrf_exempt)"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "twitchlog.settings", "DATA_DIR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines() == ["[]", "/api/openapi.json True False"]


def test_static_files_are_collected_once(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    assert serving.collect_static(tmp_path) is True
    (tmp_path / serving.MANIFEST).touch()  # written by the storage of the real settings
    assert serving.collect_static(tmp_path) is False
    (tmp_path / serving.STAMP).write_text("of another version", encoding="ascii")
    assert serving.collect_static(tmp_path) is True


@pytest.mark.django_db
def test_the_command_becomes_the_server(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    became: list[tuple[str, int]] = []
    monkeypatch.setattr(server, "run", lambda host, port: became.append((host, port)))
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setattr(os, "umask", lambda mask: None)
    monkeypatch.setattr(serving, "check_address", lambda host, port: None)
    monkeypatch.setattr(serving, "say_when_it_answers", lambda host, port, text: sys.stdout.write(text))
    settings.STATIC_ROOT = tmp_path
    settings.DEMO = True
    call_command("serve", host="0.0.0.0", port=8151)  # noqa: S104 - nothing listens in this test
    assert became == [("0.0.0.0", 8151)]  # noqa: S104
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8151/" in said
    assert "HTTPS" in said
    assert "demo diary gained" in said


def test_the_command_says_why_not(taken: int) -> None:
    with pytest.raises(CommandError, match="in use"):
        call_command("serve", host="127.0.0.1", port=taken)


def test_the_secret_key_is_made_once_and_for_its_owner(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    code = "import pathlib, sys, twitchlog.secret as s; print(s.secret_key(pathlib.Path(sys.argv[1])))"
    command = [sys.executable, "-c", code, str(folder)]

    def key(_turn: int) -> str:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(key, range(4)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["secret-key"]


def test_an_empty_secret_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    ran = run("check", DATA_DIR=str(tmp_path))
    assert ran.returncode == 1
    assert "delete it" in ran.stderr
