"""Which sleeps of a file were there already, in little memory."""

from __future__ import annotations

from hashlib import blake2b

from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import MOST_SLEEPS_OF_A_FILE

_KEY_BYTES = 12


class SeenKeys:
    """Says of the key of a sleep whether it is new; however long keys are, a few bytes are held.

    Raises SleepFileError for more than ``MOST_SLEEPS_OF_A_FILE``.
    """

    def __init__(self, reading: SleepReading) -> None:
        self._reading = reading
        self._keys: set[bytes] = set()

    def is_new(self, key: str) -> bool:
        """Whether nobody has asked for this one before."""
        digest = blake2b(key.encode(errors="surrogatepass"), digest_size=_KEY_BYTES).digest()
        if digest in self._keys:
            return False
        if len(self._keys) >= MOST_SLEEPS_OF_A_FILE:
            raise self._reading.too_much()
        self._keys.add(digest)
        return True
