"""When something happened, told by a device whose clock may be wrong.

A phone that has been off for a week, or whose battery was empty, shows any time at all. It says with what it sends what
its clock shows at that moment; the difference to the server's clock is the error, and every time it noted is moved by
as much. What the device said is kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from journal.entries import EARLIEST_YEAR

# Sending takes time on a slow line, and clocks differ a little: within this, the device is believed.
AGREED = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Settled:
    """``happened_at`` as it is stored, and what the device said if that differs (both aware)."""

    happened_at: datetime
    device_said: datetime | None = None


def settle(said: datetime, *, sent_at: datetime | None, received_at: datetime, never_refuse: bool) -> Settled:
    """The instant to store for one that a device said; all instants are aware.

    ``sent_at`` is what the device's clock showed on sending (None: it did not say, so its clock is taken as right).
    With ``never_refuse``, an instant in the future or before any that can be stored becomes ``received_at``: nobody
    who touches the night pad can mend a clock. Without it such an instant is left for ``journal.entries`` to refuse.
    """
    happened_at = _moved(said, sent_at, received_at) if sent_at else said
    shifted = sent_at is not None and abs(received_at - sent_at) > AGREED
    if happened_at is None or (happened_at > received_at and (shifted or never_refuse)):
        happened_at = received_at
    if never_refuse and happened_at.year < EARLIEST_YEAR:
        happened_at = received_at
    return Settled(happened_at, said if happened_at != said else None)


def _moved(said: datetime, sent_at: datetime, received_at: datetime) -> datetime | None:
    """``said`` moved by the error of the clock; None if that leaves the calendar."""
    if abs(received_at - sent_at) <= AGREED:
        return said
    try:
        return said + (received_at - sent_at)
    except OverflowError:
        return None
