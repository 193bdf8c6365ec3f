"""Loaded by pytest before Django reads its settings: tests keep their secret key and files away
from a real diary.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

FOLDER = tempfile.mkdtemp(prefix="twitchlog-tests-")
os.environ["DATA_DIR"] = FOLDER
for name in [name for name in os.environ if name.startswith(("TWITCHLOG_", "EMAIL_"))]:
    del os.environ[name]
for folder in ("static", "under-way"):
    Path(os.environ["DATA_DIR"], folder).mkdir()
# Which server of PostgreSQL's the tests run on, if one is named (docs/postgresql.md). Read now, and
# then kept from what tests start as processes of their own: those have SQLite in a folder of the
# test's, and none may come near the database that is named.
if server := os.environ.pop("DATABASE_URL", "") or os.environ.get("TESTS_DATABASE_URL", ""):
    os.environ["TESTS_DATABASE_URL"] = os.environ["DATABASE_URL"] = server
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twitchlog.settings")
    settings.DATABASES  # noqa: B018 - is what reads them
    del os.environ["DATABASE_URL"]
# The browser tests' Playwright keeps an event loop running, which Django would take for a test
# written with async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_unconfigure() -> None:
    """Each process that runs tests takes its own folder along."""
    shutil.rmtree(FOLDER, ignore_errors=True)
