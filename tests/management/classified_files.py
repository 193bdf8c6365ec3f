"""``manage.py classify`` as tests run it, and files for it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "tests" / "data" / "criteria_examples.csv"


def run(path: Path, *options: str, fails: bool = False) -> tuple[list[dict[str, Any]], list[str]]:
    """The lines printed, read, and the messages."""
    out, err = io.StringIO(), io.StringIO()
    if fails:
        with pytest.raises(SystemExit) as ended:
            call_command("classify", str(path), *options, stdout=out, stderr=err)
        assert ended.value.code == 1
    else:
        call_command("classify", str(path), *options, stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines()


def written(folder: Path, text: str) -> Path:
    """A file with that text."""
    path = folder / "diary.csv"
    path.write_bytes(text.encode())
    return path
