"""What Twitchlog runs on is there for 64-bit ARM too, unbuilt, with the hashes of the lock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.test_requirements import ROOT

PYTHON = "3.11"  # of the container's base
SYSTEMS = ("manylinux2014_aarch64", "manylinux_2_28_aarch64", "manylinux_2_34_aarch64")


@pytest.mark.skipif(not os.environ.get("CI"), reason="asks the package index; CI does")
def test_every_pinned_package_has_a_wheel_for_arm(tmp_path: Path) -> None:
    """pip is asked what it would install there; it installs nothing, and ends with an error where
    a wheel is missing.
    """
    report = tmp_path / "report.json"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    kinds = [option for system in SYSTEMS for option in ("--platform", system)]
    only = ["--no-deps", "--only-binary=:all:", "--implementation", "cp", "--python-version"]
    files = ["--target", str(tmp_path / "none"), "--report", str(report)]
    subprocess.run(
        [*pip, *only, PYTHON, *kinds, *files, "-r", "requirements.txt"], cwd=ROOT, check=True
    )
    packages = json.loads(report.read_text(encoding="utf-8"))["install"]
    found = {
        package["download_info"]["archive_info"]["hash"].removeprefix("sha256=")
        for package in packages
    }
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert [digest for digest in found if f"--hash=sha256:{digest}" not in lock] == []
