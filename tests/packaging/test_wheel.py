"""The wheel holds all of the program and nothing else, and runs where there is no repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from bench.servers import free_port
from tests.packaging.plain_browser import PATIENCE, PlainBrowser
from tests.project.test_requirements import ROOT, pinned
from twitchlog.release import RELEASE

INSIDE = ("journal", "twitchlog")
# Beside the package in the repository, inside it in a wheel.
MOVED = ("templates", "static", "locale")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `make wheel` builds it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the wheel, and with what it needs from this one's."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    place = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([python, "-c", place], check=True, capture_output=True, text=True)
    needed = Path(packages.stdout.strip(), "needed.pth")
    needed.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    return folder / "bin"


def metadata(wheel: Path) -> Message:
    """What the wheel says of itself."""
    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/METADATA"))
        return message_from_bytes(archive.read(name))


def of_home(home: Path, **settings: str) -> dict[str, str]:
    """The environment of an account that has set nothing."""
    return {"HOME": str(home), "PATH": os.environ["PATH"], **settings}


def test_it_holds_the_program_and_nothing_else(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-zco", "--exclude-standard", *INSIDE, *MOVED],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    tracked = [name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()]
    expected = {
        name if name.startswith(INSIDE) else f"twitchlog/{name}" for name in tracked if name
    }
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    about = {name for name in names if name.startswith(f"twitchlog-{RELEASE}.dist-info/")}
    assert names - about == expected
    assert {name.partition("/")[2] for name in about} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }


def test_it_is_of_this_release_and_needs_what_is_pinned(wheel: Path) -> None:
    about = metadata(wheel)
    assert about["Version"] == RELEASE
    needs = {str(Requirement(text)).lower() for text in about.get_all("Requires-Dist", [])}
    listed = pinned("requirements.txt").values()
    assert needs == {str(one).lower().replace("_", "-") for one in listed}


def test_built_twice_it_is_the_same(wheel: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_its_commands_are_ours(programs: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [programs / "twitchlog", "check_server", "--no-network"],
        cwd=tmp_path,
        env=of_home(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    place = tmp_path / ".local" / "share" / "twitchlog"
    assert f"{place}/twitchlog.sqlite3" in ran.stdout + ran.stderr
    assert not place.exists()


@pytest.fixture
def address(programs: Path, tmp_path: Path) -> Iterator[str]:
    """Of a server that `twitchlog serve` has started, in a folder that is no repository."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    log = tmp_path / "log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            [programs / "twitchlog", "serve"],
            cwd=tmp_path,
            env=of_home(tmp_path, PORT=str(port)),
            stdout=written,
            stderr=written,
        )
    try:
        until = time.monotonic() + PATIENCE
        while url not in log.read_text("utf-8") and server.poll() is None:
            assert time.monotonic() < until
            time.sleep(0.05)
        assert f"in {tmp_path}/.local/share/twitchlog." in log.read_text("utf-8")
        yield url
    finally:
        server.terminate()
        ended = server.wait(PATIENCE)
    assert ended == 0, log.read_text("utf-8")
    assert "Traceback" not in log.read_text("utf-8")


@pytest.mark.server
def test_installed_it_takes_an_entry_and_makes_a_report(
    address: str, programs: Path, tmp_path: Path
) -> None:
    browser = PlainBrowser(address)
    browser.send("/account/signup/", username="ada", password1="a-quiet-night-4")
    browser.send("/log/", movement="jerk", note="from a wheel")
    assert b"from a wheel" in browser.get("/episodes/")
    for sheet in re.findall(rb'href="(/static/[^"]+\.css)"', browser.get("/episodes/")):
        assert browser.get(sheet.decode())
    assert browser.get("/report/report.pdf").startswith(b"%PDF-")
    backup = subprocess.run(
        [programs / "twitchlog", "backup"],
        env=of_home(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(backup.stdout.strip()).is_file()
