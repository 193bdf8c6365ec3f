"""Commands of the operator while others serve and write."""

from __future__ import annotations

import asyncio
import os
import sys

from siege.attackers import Attacker, kind
from siege.kinds.api_clients import singles
from siege.kinds.hostile_files import sound


async def command(attacker: Attacker, *arguments: str, given: bytes = b"") -> None:
    """Run ``manage.py`` of the besieged release on the besieged folder, and count how it ended."""
    order = attacker.cast["command"]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "manage.py",
        *arguments,
        cwd=order["root"],
        env={**os.environ, **order["environment"]},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await process.communicate(given)
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    attacker.counts[f"{arguments[0]}: {process.returncode}"] += 1


async def operate(attacker: Attacker, *arguments: str, given: bytes = b"") -> None:
    """One of the ten is the operator; the others write entries meanwhile."""
    if attacker.number:
        await singles(attacker)
        await asyncio.sleep(0.1)
    else:
        await command(attacker, *arguments, given=given)


@kind("backups, one after the other, while nine others write")
async def backups(attacker: Attacker) -> None:
    """The whole database is copied, again and again."""
    await operate(attacker, "backup", "--keep", "2")


@kind("the command that imports 100,000 entries")
async def import_command(attacker: Attacker) -> None:
    """A file of 100,000 entries, read from standard input."""
    await operate(
        attacker, "import_diary", attacker.person["name"], "-", given=sound(100_000, "csv")
    )


@kind("the command that exports 100,000 entries")
async def export_command(attacker: Attacker) -> None:
    """A diary of 100,000 entries, written as JSON."""
    await operate(attacker, "export_diary", attacker.long_person["name"], "--format", "json")


@kind("the trash purged by command", preparations=("trash",))
async def purges(attacker: Attacker) -> None:
    """Thousands whose thirty days are over."""
    await operate(attacker, "purge_trash")
