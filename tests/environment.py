"""Loaded by pytest before Django reads its settings: tests keep their secret key and files away from a real diary."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="twitchlog-tests-")
for name in [name for name in os.environ if name.startswith(("TWITCHLOG_", "EMAIL_"))]:
    del os.environ[name]
Path(os.environ["DATA_DIR"], "static").mkdir()
