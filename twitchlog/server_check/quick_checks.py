"""What is looked at without a network and without opening the database, also at each start."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from twitchlog import machine_clock
from twitchlog.database import backups
from twitchlog.database.kinds import lies_on_a_server
from twitchlog.database.latest_backup import BACKUP_GROWS_OLD, latest_backup
from twitchlog.filesystem import disk_space
from twitchlog.installation import command
from twitchlog.server import nightly_backup
from twitchlog.server.readiness import is_loopback
from twitchlog.server_check.check_line import CheckLine, CheckState

# A clock may be set back a little whenever it is set.
SET_BACK = timedelta(minutes=1)
# Nobody can have started this release before.
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)


def start_lines(as_of: datetime) -> list[CheckLine]:
    """What a start says, as far as it is to be mended."""
    return [hosts_line(), backups_line(as_of), clock_line(as_of), disk_line()]


def hosts_line() -> CheckLine:
    """Whether the server answers to a name that others can use, if a proxy leads to it."""
    names = ", ".join(settings.ALLOWED_HOSTS)
    if settings.HTTPS and not names_outside():
        return CheckLine(
            "settings",
            CheckState.FAULT,
            f"HTTPS is on, but the server answers to {names} alone.",
            "Name what stands in the address: TWITCHLOG_HOSTS=diary.example.org",
        )
    return CheckLine("settings", CheckState.GOOD, f"understood; answers to {names}")


def names_outside() -> list[str]:
    """The names of this server that are not this machine's own for itself."""
    return [name for name in settings.ALLOWED_HOSTS if not is_loopback(name.strip("[]"))]


def reach_line() -> CheckLine:
    """Who can reach the server, and who can read along."""
    where = f"listens on {settings.HOST}, port {settings.PORT}"
    if is_loopback(settings.HOST) or settings.HTTPS:
        return CheckLine("settings", CheckState.GOOD, where)
    return CheckLine(
        "settings",
        CheckState.FAULT,
        f"{where}: who is on the same network can reach it and read along.",
        'Put it behind HTTPS: README, "At home, with HTTPS"',
    )


def sign_up_line() -> CheckLine:
    """Who can make an account."""
    if not settings.SIGN_UP_OPEN:
        return CheckLine("settings", CheckState.GOOD, "sign-up is closed after the first account")
    return CheckLine(
        "settings",
        CheckState.NOTE,
        "Anybody who reaches the server can make an account.",
        f"Closed again without TWITCHLOG_SIGN_UP_OPEN; {command('create_account')} makes one",
    )


def backups_line(as_of: datetime) -> CheckLine:
    """Whether there is a backup that is young enough."""
    if lies_on_a_server():
        text = "none by this server: the database is PostgreSQL's, whose own pg_dump copies it"
        return CheckLine("backups", CheckState.NOTE, text, "docs/postgresql.md has a line for cron")
    folder = Path(settings.DATA_DIR) / "backups"
    latest = latest_backup(folder, as_of)
    if latest and as_of - latest.made_at < BACKUP_GROWS_OLD:
        text = f"the last one is of {latest.made_at:%Y-%m-%d %H:%M} UTC, {latest.name}"
        return CheckLine("backups", CheckState.GOOD, text)
    if not settings.NIGHTLY_BACKUPS:
        text = "The server was told to make none, and none is younger than three days."
        return CheckLine("backups", CheckState.NOTE, text, f"{command('backup')} makes one now")
    if latest is None and not nightly_backup.was_tried():
        text = "none yet; the server makes one ten minutes after its start, if it has an account"
        return CheckLine("backups", CheckState.NOTE, text)
    text = f"None in {folder} is younger than three days."
    remedy = f"A running server makes one soon; {command('backup')} makes one now, or says why not"
    return CheckLine("backups", CheckState.FAULT, text, remedy)


def clock_line(as_of: datetime) -> CheckLine:
    """Whether the clock shows a time that there can be."""
    earliest = max(machine_clock.latest_noted(Path(settings.DATA_DIR)) - SET_BACK, EARLIEST)
    if as_of >= earliest:
        return CheckLine("clock", CheckState.GOOD, f"{as_of:%Y-%m-%d %H:%M} UTC")
    return CheckLine(
        "clock",
        CheckState.FAULT,
        f"It shows {as_of:%Y-%m-%d %H:%M} UTC; it must be past {earliest:%Y-%m-%d %H:%M}.",
        "Set it: timedatectl set-ntp true. If it is right, and was ahead: remove DATA_DIR/clock",
    )


def disk_line() -> CheckLine:
    """Whether there is room for the next backup and for what people write."""
    folder = Path(settings.DATA_DIR)
    needed = disk_space.ROOM_TO_WRITE
    if not lies_on_a_server():
        needed += nightly_backup.SIZES_FREE * backups.size(backups.database())
    try:
        free = disk_space.free_bytes(folder)
    except OSError as error:
        text = f"{folder} cannot be looked at ({error.strerror})."
        return CheckLine("disk", CheckState.FAULT, text, "Name the folder: DATA_DIR=...")
    text = f"{disk_space.megabytes(free)} MB are free for {folder}"
    if free >= needed:
        return CheckLine("disk", CheckState.GOOD, text)
    remedy = f"Make room: {disk_space.megabytes(needed)} MB would do"
    return CheckLine("disk", CheckState.FAULT, f"Only {text}.", remedy)
