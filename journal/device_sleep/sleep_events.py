"""Sleep as Android's messages as they come: what it had of a sleep at the moment of each.

A message has no time in it, so that of its receipt counts. The app says itself that its stages of
the moment are not those that it draws of the whole night. Source: its documentation, "Automation"
and "Custom webhooks".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal.device_sleep.codes import KIND_OF_CODE
from journal.device_sleep.reading_sleep import LONGEST_SLEEP
from journal.device_sleep.sleep_data import (
    DeviceInterval,
    DeviceSleep,
    SleepFormat,
    SleepKind,
    sleep_of,
)

STARTED = "sleep_tracking_started"
STOPPED = "sleep_tracking_stopped"
RESUMED = "sleep_tracking_resumed"
# All others, alarms and sounds among them, say nothing of sleep and are not kept.
SLEEP_EVENTS = (
    *(STARTED, STOPPED, RESUMED),
    *KIND_OF_CODE[SleepFormat.SLEEP_AS_ANDROID_WEB],
)
# The same message again so soon is one that was sent twice.
SENT_TWICE_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SleepEvent:
    """A message, and when it was received (aware)."""

    event: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class EventSessions:
    """Messages of sleeps that are over, and of the one that is under way."""

    ended: tuple[tuple[SleepEvent, ...], ...]
    under_way: tuple[SleepEvent, ...]


def is_sent_twice(event: SleepEvent, before: Sequence[SleepEvent]) -> bool:
    """Whether the last one before it was the same, a moment ago."""
    if not before or before[-1].event != event.event:
        return False
    return event.received_at - before[-1].received_at < SENT_TWICE_WITHIN


def event_sessions(events: Iterable[SleepEvent], as_of: datetime) -> EventSessions:
    """The sleeps that these messages, in order of time, are of.

    A sleep is over when its end is told. Without one it is when the next begins, or 16 hours after
    its beginning; its last message is then its end. One whose beginning did not come begins with
    its first message.
    """
    ended: list[tuple[SleepEvent, ...]] = []
    session: list[SleepEvent] = []
    for event in events:
        if session and (event.event == STARTED or _is_over(session, event.received_at)):
            ended.append(tuple(session))
            session = []
        if session or event.event != STOPPED:
            session.append(event)
        if session and event.event == STOPPED:
            ended.append(tuple(session))
            session = []
    if session and _is_over(session, as_of):
        ended.append(tuple(session))
        session = []
    return EventSessions(tuple(ended), tuple(session))


def _is_over(session: Sequence[SleepEvent], as_of: datetime) -> bool:
    return as_of - session[0].received_at > LONGEST_SLEEP


def sleep_of_events(session: Sequence[SleepEvent], time_zone: str) -> DeviceSleep | None:
    """The sleep of these messages, to the second; None for one of no length.

    ``time_zone`` is the person's own, an IANA name: the messages tell none. What a message says
    lasts until the next says something else; before the first stage, and after a pause, there is no
    data. It has no source but its format, whose name says that times are those of receipt.
    """
    kinds = KIND_OF_CODE[SleepFormat.SLEEP_AS_ANDROID_WEB]
    times = [event.received_at.replace(microsecond=0) for event in session]
    if times[-1] <= times[0]:
        return None
    parts = [DeviceInterval(times[0], times[-1], SleepKind.IN_BED, "")]
    code, since = "", times[0]
    for event, at in zip(session, times, strict=True):
        if event.event == code:
            continue
        if code in kinds and at > since:
            parts.append(DeviceInterval(since, at, kinds[code], code))
        code, since = event.event, at
    if code in kinds and times[-1] > since:
        parts.append(DeviceInterval(since, times[-1], kinds[code], code))
    return sleep_of(SleepFormat.SLEEP_AS_ANDROID_WEB, "", time_zone, parts)
