"""Loaded by pytest before Django reads its settings: tests keep their secret key and files away from a real diary."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="twitchlog-tests-")
for name in [name for name in os.environ if name.startswith(("TWITCHLOG_", "EMAIL_"))]:
    del os.environ[name]
Path(os.environ["DATA_DIR"], "static").mkdir()
# The browser tests' Playwright keeps an event loop running, which Django would take for a test written with async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
