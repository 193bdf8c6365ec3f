"""From an empty folder to a running server, and what is said when that cannot be."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from twitchlog.database import backups, schema
from twitchlog.not_ready import NotReadyError
from twitchlog.server import readiness, start

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens already, ready to share it as the server's workers are."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def free() -> int:
    """A port on which nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


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


def test_a_database_that_cannot_be_read_is_said(tmp_path: Path, free: int) -> None:
    (tmp_path / "twitchlog.sqlite3").write_bytes(b"a diary no more " * 100)
    ran = run("serve", DATA_DIR=str(tmp_path), PORT=str(free))
    assert ran.returncode == 1
    assert "file is not a database" in ran.stderr
    assert "manage.py restore" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_a_database_of_somebody_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """As after ``sudo manage.py restore``. Root, who may run this test, can write everything."""
    theirs = tmp_path / f"twitchlog.sqlite3{suffix}"
    theirs.touch()
    monkeypatch.setattr(backups, "database", lambda: tmp_path / "twitchlog.sqlite3")
    monkeypatch.setattr(os, "access", lambda path, mode: path != theirs)
    with pytest.raises(NotReadyError, match=f"{theirs} cannot be read and written"):
        readiness.check_folder(tmp_path)


def test_a_folder_that_cannot_be_written_is_said() -> None:
    with pytest.raises(NotReadyError, match="cannot be written"):
        readiness.check_folder(Path("/proc"))


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("192.0.2.1", 8000, "HOST=127.0.0.1"),
        ("no such host", 8000, "HOST="),
        ("127.0.0.1", 99999, "PORT=8000"),
    ],
)
def test_an_address_that_is_not_ours_is_said(host: str, port: int, said: str) -> None:
    with pytest.raises(NotReadyError, match=said):
        readiness.check_address(host, port)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:80/"),
        ("0.0.0.0", "http://127.0.0.1:80/"),  # noqa: S104
        ("::1", "http://[::1]:80/"),
    ],
)
def test_the_address_shown_can_be_opened(host: str, shown: str) -> None:
    assert readiness.url(host, 80) == shown


@pytest.mark.parametrize(
    ("host", "ours"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("192.0.2.1", False)],
)
def test_loopback_is_known(host: str, ours: bool) -> None:
    assert readiness.is_loopback(host) is ours


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_is_left_alone() -> None:
    assert schema.migrate() is False


@pytest.mark.django_db
def test_a_missing_migration_is_noticed_by_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(schema, "_keep_what_was", lambda at: None)
    monkeypatch.setattr(schema, "call_command", lambda name, **options: ran.append(name))
    newest = max(path.stem for path in (ROOT / "journal" / "migrations").glob("0*.py"))
    MigrationRecorder(connection).record_unapplied("journal", newest)
    assert schema.migrate() is True
    assert ran == ["migrate"]


def test_libraries_that_few_requests_need_are_loaded_when_asked_for(tmp_path: Path) -> None:
    """Starting does not wait for them, and addresses are made without them (docs/adr/0193)."""
    code = (
        "import sys, django; django.setup()\n"
        "from twitchlog.server import readiness; readiness.load()\n"
        "from django.urls import resolve, reverse; reverse('report'), reverse('dashboard')\n"
        "print(sorted({'ninja', 'pydantic', 'qrcode', 'PIL', 'typst'} & set(sys.modules)))\n"
        "exempt = [getattr(resolve(path).func, 'csrf_exempt', False) for path in ('/s/token/', '/"
        "share/')]\n"
        "print(reverse('api:openapi-json'), *exempt)"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
        "DATA_DIR": str(tmp_path),
    }
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines() == ["[]", "/api/openapi.json True False"]


@pytest.mark.django_db
def test_the_command_becomes_the_server(
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    became: list[tuple[str, int]] = []
    monkeypatch.setattr(start, "run", lambda host, port: became.append((host, port)))
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setattr(os, "umask", lambda mask: None)
    monkeypatch.setattr(start, "hear_from_the_start", lambda: None)
    monkeypatch.setattr(readiness, "check_address", lambda host, port: None)
    monkeypatch.setattr(
        readiness, "say_when_it_answers", lambda host, port, text: sys.stdout.write(text())
    )
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
