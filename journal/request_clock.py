"""What this process knows of the machine's clock while it answers a request."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest

from journal.device_clocks import ServerClock
from twitchlog import machine_clock

LONGEST_BODY = timedelta(hours=1)  # no body takes longer: the clock was set meanwhile


def server_clock(request: HttpRequest, now: datetime) -> ServerClock:
    """What is known of the machine's clock, and when the head of the request came."""
    arrived = request.META.get("twitchlog.arrived_at")
    since = timedelta()
    if isinstance(arrived, float):
        since = timedelta(seconds=max(0.0, time.time() - arrived))
    last_seen = machine_clock.WATCH.last_seen
    return ServerClock(
        now=now,
        arrived_at=now - min(since, LONGEST_BODY),
        slept=timedelta(seconds=machine_clock.WATCH.asleep_seconds()),
        set_by=tuple(timedelta(seconds=error) for error in machine_clock.WATCH.set_by()),
        last_seen=datetime.fromtimestamp(last_seen, UTC) if last_seen else None,
    )
