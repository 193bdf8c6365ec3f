"""Who holds SQLite's write lock, how long at a stretch, and what lies in the temporary folder.

The lock is looked at every millisecond and not taken: the kernel says which process has it. Twice
the same process without a gap counts as one stretch, since whoever waits for it had no chance in
between. A process of its own, told on standard input where to look; at the end of its input it
prints what it saw as JSON.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import struct
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from select import select
from typing import Any

from siege.besieged_server import family

LOCK_LOOK_SECONDS = 0.001
LATE = 0.02  # after this long without a look nobody knows whether the lock was free meanwhile
SEEN_EVERY = 0.2  # seconds between two looks at temporary files
# In the file beside the database: sqlite.org/walformat.html, "WAL_WRITE_LOCK".
WRITE_LOCK = 120
FLOCK = "hhqqi4x"  # struct flock of Linux on 64 bits


@dataclass
class LockReport:
    """The longest stretch in seconds and whose it was; bytes in the temporary folder.

    ``long_ones``: how many were over a tenth. ``stretch``: of which process, since when, and how
    long that had waited for the processor by then. Time in which the holder had work and no
    processor is the machine's doing and is taken off; ``longest_with`` is the longest with it.
    """

    longest: float = 0.0
    longest_with: float = 0.0
    whose: str = ""
    long_ones: int = 0
    temporary: int = 0
    stretch: tuple[int, float, float] = (0, 0.0, 0.0)
    looked: float = 0.0

    def note(self, pid: int, now: float) -> None:
        """Process ``pid`` has the lock now, 0 for nobody."""
        holder, since, waited = self.stretch
        late, self.looked = now - self.looked > LATE, now
        if pid == holder and not late:
            return
        if holder and not late:
            held = now - since
            alone = max(0.0, held - (waited_for_processor(holder) - waited))
            self.long_ones += alone > 0.1
            self.longest_with = max(self.longest_with, held)
            if alone > self.longest:
                self.longest, self.whose = alone, name_of(holder)
        self.stretch = (pid, now, waited_for_processor(pid))


def waited_for_processor(pid: int) -> float:
    """Seconds for which a process's first thread had work and no processor; 0 once it has ended."""
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    return 0.0


def holder(file: int) -> int:
    """The process that has the write lock, 0 for none."""
    wanted = struct.pack(FLOCK, fcntl.F_WRLCK, os.SEEK_SET, WRITE_LOCK, 1, 0)
    kind, _whence, _start, _length, pid = struct.unpack(
        FLOCK, fcntl.fcntl(file, fcntl.F_GETLK, wanted)
    )
    if kind == fcntl.F_UNLCK:
        return 0
    return int(pid)


def name_of(pid: int) -> str:
    """Its number, its niceness and the end of its command."""
    with contextlib.suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        command = words.replace("\0", " ").strip()[-40:]
        return f"process {pid}, nice {os.getpriority(os.PRIO_PROCESS, pid)}: …{command}"
    return f"process {pid}, which has ended"


def temporary(folder: Path, server: int) -> int:
    """Bytes in that folder, also of files that have no name any more and are held open."""
    files = {path for path in folder.rglob("*") if path.is_file()}
    files |= {
        link
        for pid in family(server)
        for link in Path(f"/proc/{pid}/fd").glob("*")
        if _leads_into(link, folder)
    }
    total = 0
    for file in files:
        with contextlib.suppress(OSError):
            total += file.stat().st_size
    return total


def _leads_into(link: Path, folder: Path) -> bool:
    with contextlib.suppress(OSError):
        return str(link.readlink()).startswith(f"{folder}/")
    return False


def watch(order: dict[str, Any]) -> LockReport:
    """Look until nobody listens any more."""
    report, looked = LockReport(), 0.0
    file = os.open(f"{order['database']}-shm", os.O_RDWR)
    while not select([sys.stdin], [], [], LOCK_LOOK_SECONDS)[0]:
        now = time.perf_counter()
        report.note(holder(file), now)
        if now - looked > SEEN_EVERY:
            looked = now
            report.temporary = max(
                report.temporary, temporary(Path(order["outside"]), order["server"])
            )
    report.note(0, time.perf_counter())
    return report


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(watch(json.loads(sys.stdin.readline())))) + "\n")
