"""In CI nothing may be skipped."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SKIPS = {
    "mark": "import pytest\n@pytest.mark.skip(reason='later')\ndef test_it(): pass\n",
    "call": "import pytest\ndef test_it(): pytest.skip('later')\n",
    "file": "import pytest\npytest.importorskip('no_such_module')\ndef test_it(): pass\n",
    "expected": "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False\n",
}


def run(folder: Path, *, ci: str) -> str:
    """Run the tests in a folder the way CI does and give the lines about each that did not just
    pass.
    """
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-rfE",
        "-p",
        "tests.no_skips",
        "-p",
        "no:django",
    ]
    # Nothing else of the environment: the outer run tells its own helpers things that way.
    environment = {"PATH": os.environ["PATH"], "CI": ci, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [
            *command,
            "-p",
            "no:cacheprovider",
            "--continue-on-collection-errors",
            "--rootdir",
            str(folder),
            str(folder),
        ],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout + ran.stderr


def test_a_skip_fails_in_ci_and_only_there(tmp_path: Path) -> None:
    for kind, text in SKIPS.items():
        (tmp_path / f"test_{kind}.py").write_text(text, encoding="utf-8")
    in_ci = run(tmp_path, ci="true")
    elsewhere = run(tmp_path, ci="")
    for kind in SKIPS:
        assert re.search(rf"^(FAILED|ERROR) test_{kind}\.py", in_ci, re.MULTILINE), in_ci
    assert "FAILED" not in elsewhere
    assert "ERROR" not in elsewhere
    assert "3 skipped, 1 xfailed" in elsewhere
