"""Loaded by pytest before Django reads its settings: tests keep their secret key and files away
from a real diary.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

FOLDER = tempfile.mkdtemp(prefix="twitchlog-tests-")
os.environ["DATA_DIR"] = FOLDER
for name in [name for name in os.environ if name.startswith(("TWITCHLOG_", "EMAIL_"))]:
    del os.environ[name]
for folder in ("static", "under-way"):
    Path(os.environ["DATA_DIR"], folder).mkdir()
# The browser tests' Playwright keeps an event loop running, which Django would take for a test
# written with async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_unconfigure() -> None:
    """Each process that runs tests takes its own folder along."""
    shutil.rmtree(FOLDER, ignore_errors=True)
