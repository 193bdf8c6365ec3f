"""What light workers show in shared memory: that they live, and how busy they are."""

from __future__ import annotations

import mmap
import struct
import time

_SLOT = struct.Struct("dd")  # a beat, in seconds of the monotonic clock; connections under way


class WorkerPulse:
    """One slot a worker.

    Made before the fork; a slot is written by its worker, and by the parent at its start.
    """

    def __init__(self, workers: int) -> None:
        self._memory = mmap.mmap(-1, _SLOT.size * workers)
        self._workers = workers

    def beat(self, worker: int, connections: int = 0) -> None:
        """Say that this worker's loop has come round."""
        _SLOT.pack_into(self._memory, worker * _SLOT.size, time.monotonic(), connections)

    def silent_for(self, worker: int) -> float:
        """Seconds since its last beat."""
        beat: float = _SLOT.unpack_from(self._memory, worker * _SLOT.size)[0]
        return time.monotonic() - beat

    def fewest_elsewhere(self, worker: int) -> float:
        """Connections of the other worker that has the fewest; infinite if there is no other."""
        others = (other for other in range(self._workers) if other != worker)
        connections = (_SLOT.unpack_from(self._memory, other * _SLOT.size)[1] for other in others)
        return min(connections, default=float("inf"))
