"""Whether this machine's clock can be believed, as far as the machine itself can tell.

Beside the clock on the wall runs one that nobody sets (CLOCK_BOOTTIME). If the two drift apart, the
clock was set: it was wrong before, or is wrong now. If nobody looked for a while, the program, or
the whole machine, was asleep. And ``DATA_DIR/clock`` says what the clock showed when it was last
looked at.
"""

from __future__ import annotations

import json
import logging
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from twitchlog.filesystem import atomic_files

logger = logging.getLogger(__name__)
CLOCK_FILE = "clock"
# Seconds by which the clock was set at least, to be noticed; slower ones are how clocks are kept
# right.
NOTICED = 60.0
# Between two looks, which come every second; after more of them it was asleep.
AWAKE_SECONDS = 5.0
AFTERWARDS = 60.0  # seconds for which a sleep explains why something was under way so long
WRITTEN = 300.0  # seconds between two notes of what the clock shows
MOST_SETTINGS = 8  # settings of the clock that are remembered
_BOOT = Path("/proc/sys/kernel/random/boot_id")


def _steady() -> float:
    """Seconds of the clock that nobody sets; goes on while the machine is asleep."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@dataclass
class Watch:
    """What one process has noticed.

    ``offsets``: the clock less the steady one, at each time it was set anew. ``last_seen``: the
    latest that the clock ever showed, in seconds since 1970; 0: not known.
    """

    offsets: list[float] = field(default_factory=list)
    last_seen: float = 0.0
    looked_at: float | None = None
    slept: float = 0.0
    woke_at: float = 0.0
    file: Path | None = None
    written_at: float = 0.0

    def begin(self, folder: Path) -> None:
        """Take over what an earlier process of this machine has noticed.

        Called before the workers part.
        """
        self.file = folder / CLOCK_FILE
        before = _read(self.file)
        offset, latest = before.get("offset"), before.get("seen")
        if before.get("boot") == _boot() and isinstance(offset, float):
            self.offsets.append(offset)
        if isinstance(latest, float):
            self.last_seen = latest
        self._note_offset()
        self._write()

    def look(self) -> None:
        """Called every second by whoever is awake."""
        self.slept, self.woke_at = self._sleep()
        self.looked_at = _steady()
        self._note_offset()
        if self.file is not None and self.looked_at - self.written_at > WRITTEN:
            self._write()
        self.last_seen = max(self.last_seen, time.time())

    def asleep_seconds(self) -> float:
        """For how long nothing was answered just before; 0 if that is long past."""
        slept, woke_at = self._sleep()
        if _steady() - woke_at >= AFTERWARDS:
            return 0.0
        return slept

    def set_by(self) -> list[float]:
        """Seconds by which the clock is not what it would be, had it not been set since a time.

        One for each earlier time at which it was set by more than a minute.
        """
        offset = time.time() - _steady()
        return [offset - before for before in self.offsets if abs(offset - before) > NOTICED]

    def _sleep(self) -> tuple[float, float]:
        """How long it was, and when it ended."""
        now = _steady()
        if self.looked_at is not None and now - self.looked_at > AWAKE_SECONDS:
            return now - self.looked_at, now
        return self.slept, self.woke_at

    def _note_offset(self) -> None:
        offset = time.time() - _steady()
        if self.offsets and abs(offset - self.offsets[-1]) <= NOTICED:
            return
        if self.offsets:
            change = offset - self.offsets[-1]
            logger.warning("this machine's clock was set by %.0f seconds", change)
        self.offsets = [*self.offsets, offset][-MOST_SETTINGS:]

    def _write(self) -> None:
        """A note that cannot be written keeps nobody out."""
        self.written_at = _steady()
        latest = max(self.last_seen, time.time())
        content = {"boot": _boot(), "offset": time.time() - self.written_at, "seen": latest}
        try:
            if self.file is not None:
                atomic_files.write(self.file, json.dumps(content).encode())
        except OSError as error:
            logger.warning("what the clock shows cannot be noted: %s", error)


WATCH = Watch()


def latest_noted(folder: Path) -> datetime:
    """The latest (UTC) that the clock ever showed a server of that folder; 1970 if none did."""
    latest = _read(folder / CLOCK_FILE).get("seen")
    if not isinstance(latest, float):
        latest = 0.0
    try:
        return datetime.fromtimestamp(latest, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _read(file: Path) -> dict[str, object]:
    try:
        content = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return content


def _boot() -> str:
    """Which start of the machine this is; "" where that cannot be told."""
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return ""
