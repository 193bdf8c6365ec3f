"""Run as a process of its own: a diary in a real file, to which something happens between two
requests.

``python -m tests.real_database HARM`` prints a line of JSON for each request: what was asked, and
the answer.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import uuid
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from journal.actions.api_tokens import make_token  # noqa: E402
from journal.models import Episode  # noqa: E402
from journal.models.api_token import Scope  # noqa: E402
from twitchlog.database import backups, schema  # noqa: E402

SMALL = 4096


def fill_the_disk() -> None:
    """No file may grow any more in this process: writing fails as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, resource.RLIM_INFINITY))


def make_room() -> None:
    """It may again."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def rename() -> None:
    """The file goes elsewhere."""
    backups.database().rename(backups.database().with_name("elsewhere"))


def bring_back() -> None:
    """And comes back."""
    backups.database().with_name("elsewhere").rename(backups.database())


def spoil() -> None:
    """Every page of the file but the first is overwritten, its log put into it before."""
    connection.close()
    file = backups.database()
    with file.open("r+b") as opened:
        opened.seek(SMALL)
        opened.write(b"\xa5" * (file.stat().st_size - SMALL))


def nothing() -> None:
    """Nothing happens."""


HARMS = {
    "full": (fill_the_disk, make_room),
    "gone": (rename, bring_back),
    "damaged": (spoil, nothing),
}


def show(name: str, answer: Any) -> None:
    """One line."""
    retry = answer.headers.get("Retry-After", "")
    database = answer.headers.get("Twitchlog-Database", "")
    line = {
        "name": name,
        "database": database,
        "status": answer.status_code,
        "retry": retry,
        "text": answer.content.decode(),
    }
    sys.stdout.write(json.dumps(line) + "\n")


def main(harm: str) -> None:
    """Ask before, meanwhile and afterwards."""
    schema.migrate()
    ada = User.objects.create_user("ada")
    _token, text = make_token(ada, name="test", scope=Scope.ALL, as_of=timezone.now())
    browser = Client(raise_request_exception=False)
    browser.force_login(ada)
    before, after = HARMS[harm]

    def touch(name: str) -> None:
        body = {"id": str(uuid.uuid4()), "movement": "twitch"}
        headers = {"Authorization": f"Bearer {text}"}
        show(
            name,
            browser.post(
                "/api/episodes", json.dumps(body), content_type="application/json", headers=headers
            ),
        )

    touch("touch before")
    before()
    touch("touch")
    typed = {
        "note": "as I typed it",
        "date": "2026-11-01",
        "time": "02:15",
        "count": "17",
        "movement": "twitch",
    }
    show("form", browser.post("/log/", typed))
    after()
    if harm != "damaged":
        touch("touch after")
        show("entries", browser.get("/help/"))
        sys.stdout.write(json.dumps({"name": "stored", "number": Episode.objects.count()}) + "\n")


if __name__ == "__main__":
    os.umask(0o077)
    Path(settings.DATA_DIR, "static").mkdir(parents=True, exist_ok=True)
    setup_test_environment()
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES={**settings.STORAGES, **plain}):
        main(sys.argv[1])
