"""What is deleted for good is in no file any more, and emptying the log keeps nobody waiting."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.project.rooms import ROOT

FORGET = """
import os, sqlite3
from datetime import timedelta
import django
django.setup()
from django.conf import settings
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"] = {"BACKEND": plain}
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from journal.models import Episode
from tests import builders
from twitchlog.database.write_ahead_log import empty_the_log

call_command("migrate", verbosity=0)
ada = builders.person("ada")
for number in range(60):
    builders.episode(ada, note=f"A SECRET NOTE {number} " * 20)
    builders.episode(ada, note=f"A KEPT NOTE {number} " * 20)
gone = Episode.objects.filter(note__contains="SECRET")
gone.update(deleted_at=timezone.now())
"""
BY_PAGE = """
as_ada = Client(headers={"Host": "localhost"})
as_ada.force_login(ada)
assert as_ada.post("/trash/", {"empty": "1"}).status_code == 302
"""
BY_COMMAND = """
gone.update(deleted_at=timezone.now() - 2 * timedelta(days=30))
call_command("purge_trash")
"""
WHILE_READ = """
reader = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
reader.execute("BEGIN")
reader.execute("SELECT COUNT(*) FROM journal_episode").fetchone()
gone.delete()
writer = sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=0, isolation_level=None)

def write(seconds):
    writer.execute("UPDATE journal_episode SET count = 2 WHERE id = 2")  # raises if locked

import time
time.sleep = write
assert not empty_the_log(tries=3)
writer.execute("UPDATE journal_episode SET count = 3 WHERE id = 2")
reader.execute("ROLLBACK")
assert empty_the_log(tries=3)
from django.db import connection
from twitchlog.database.sqlite.base import BUSY_MILLISECONDS
assert connection.cursor().execute("PRAGMA busy_timeout").fetchone() == (BUSY_MILLISECONDS,)
assert connection.cursor().execute("PRAGMA secure_delete").fetchone() == (1,)
"""
END = (
    "os._exit(0)  # as a server that goes on running: whoever closes the database last would "
    "tidy its log"
)


def left(folder: Path, how: str) -> bytes:
    """All bytes in the data folder, after a process of its own has forgotten some notes that
    way.
    """
    place = {**os.environ, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "twitchlog.settings"}
    subprocess.run(
        [sys.executable, "-c", FORGET + how + END],
        cwd=ROOT,
        env=place,
        check=True,
        stdout=sys.stderr,
    )
    there = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    assert sqlite3.connect(folder / "twitchlog.sqlite3").execute(
        "PRAGMA integrity_check"
    ).fetchone() == ("ok",)
    return there


def test_the_trash_page_leaves_no_word(tmp_path: Path) -> None:
    there = left(tmp_path, BY_PAGE)
    assert b"A KEPT NOTE" in there
    assert b"A SECRET NOTE" not in there


def test_the_command_leaves_no_word(tmp_path: Path) -> None:
    assert b"A SECRET NOTE" not in left(tmp_path, BY_COMMAND)


def test_a_long_read_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    assert b"A SECRET NOTE" not in left(tmp_path, WHILE_READ)
