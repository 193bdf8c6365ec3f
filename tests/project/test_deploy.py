"""The units of systemd start what there is, may nothing else, and are what the page says."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
UNITS = ROOT / "deploy" / "systemd"
PAGE = (ROOT / "docs" / "systemd.md").read_text(encoding="utf-8")
SERVICES = sorted(UNITS.glob("*.service"))
# What would open most, were it left out.
HELD = [
    "CapabilityBoundingSet=",
    "NoNewPrivileges=yes",
    "PrivateUsers=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "IPAddressDeny=any",
    "SystemCallFilter=~@privileged",
    "UMask=0077",
    "StateDirectoryMode=0700",
]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_a_service_has_an_account_of_its_own_and_no_rights(unit: Path) -> None:
    lines = unit.read_text(encoding="utf-8").splitlines()
    assert [line for line in [*HELD, "User=twitchlog"] if line not in lines] == []
    assert not any(line.startswith("Environment=") and "KEY" in line for line in lines)


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_it_starts_a_command_that_there_is(unit: Path) -> None:
    command = re.search(r"^ExecStart=\S+ manage\.py (\w+)", unit.read_text("utf-8"), re.MULTILINE)
    assert command
    assert (ROOT / "journal" / "management" / "commands" / f"{command[1]}.py").exists()


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_itself_finds_it_safe(unit: Path) -> None:
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=30", "--no-pager", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout[-2000:] + judged.stderr


def test_the_page_names_what_there_is() -> None:
    assert "twitchlog-backup.timer" in PAGE
    for path in re.findall(r"deploy/systemd/[\w.*-]+", PAGE):
        assert list(ROOT.glob(path)), path
    service = (UNITS / "twitchlog.service").read_text(encoding="utf-8")
    for place in ("/opt/twitchlog", "/var/lib/twitchlog", "/etc/twitchlog.conf"):
        assert place in PAGE
        assert place in service
