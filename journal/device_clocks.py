"""When something happened, told by a device whose clock may be wrong.

A phone that has been off for a week, or whose battery was empty, shows any time at all. It says
with what it sends what its clock shows at that moment; the difference to the server's clock is the
error, and every time it noted is moved by as much. What the device said is kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from journal.entries import EARLIEST_YEAR

# Sending takes time on a slow line, and clocks differ a little: within this, the device is
# believed.
AGREED = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class ServerClock:
    """What the server knows of its own clock (all instants are aware).

    ``arrived_at``: when the first of the request came, by that clock; a body may take long.
    ``slept``: for how long just before the server answered nobody. ``set_by``: by how much it
    differs from what it showed before it was set. ``last_seen``: the latest that it has ever shown,
    None if that is not known.
    """

    now: datetime
    arrived_at: datetime
    slept: timedelta = timedelta()
    set_by: tuple[timedelta, ...] = ()
    last_seen: datetime | None = None


def received(server: ServerClock, sent_at: datetime | None) -> datetime:
    """When the request came in, by whichever clock is right; to be compared with ``sent_at``, what
    the device says.

    The device is believed where the server's clock, or a sleep of the server, explains the
    difference: a clock that was set a moment ago, or that shows less than it has shown before.
    """
    if sent_at is None:
        return server.now
    late = server.arrived_at - sent_at
    if timedelta() <= late <= AGREED + server.slept:
        return sent_at if late > AGREED else server.arrived_at
    for error in server.set_by:
        if -AGREED <= late - error <= AGREED + server.slept:
            return sent_at
    if server.last_seen and server.now < server.last_seen - AGREED <= sent_at:
        return sent_at
    return server.arrived_at


@dataclass(frozen=True, slots=True)
class Settled:
    """``happened_at`` as it is stored, and what the device said if that differs (both aware)."""

    happened_at: datetime
    device_said: datetime | None = None


def settle(
    device_time: datetime, *, sent_at: datetime | None, received_at: datetime, never_refuse: bool
) -> Settled:
    """The instant to store for one that a device said; all instants are aware.

    ``sent_at`` is what the device's clock showed on sending (None: it did not say, so its clock is
    taken as right). With ``never_refuse``, an instant in the future or before any that can be
    stored becomes ``received_at``: nobody who touches the night pad can mend a clock. Without it
    such an instant is left for ``journal.entries`` to refuse.
    """
    happened_at: datetime | None = device_time
    if sent_at:
        happened_at = _moved(device_time, sent_at, received_at)
    shifted = sent_at is not None and abs(received_at - sent_at) > AGREED
    if happened_at is None or (happened_at > received_at and (shifted or never_refuse)):
        happened_at = received_at
    if never_refuse and happened_at.year < EARLIEST_YEAR:
        happened_at = received_at
    return Settled(happened_at, device_time if happened_at != device_time else None)


def _moved(device_time: datetime, sent_at: datetime, received_at: datetime) -> datetime | None:
    """``device_time`` moved by the error of the clock; None if that leaves the calendar."""
    if abs(received_at - sent_at) <= AGREED:
        return device_time
    try:
        return device_time + (received_at - sent_at)
    except OverflowError:
        return None
