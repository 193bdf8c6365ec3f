"""Health Connect's ``health_connect_export.db``, the database that Android exports on a schedule.

Times are milliseconds since 1970, offsets are seconds. Stages have no offset of their own: it is
their session's. Several apps write into it, each a source; one that corrects a night later may
leave the old session behind, so of two of a source that overlap the one that was changed last
counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journal.device_sleep.copied_database import DATABASE_BEGINS, CopiedDatabase, copied_database
from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.interval_pile import MOST_NAMES_OF_A_KIND, IntervalPile
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import (
    MOST_INTERVALS,
    MOST_SLEEPS_OF_A_FILE,
    DeviceInterval,
    DeviceSleep,
    SleepFileError,
    SleepFormat,
    SleepKind,
    epoch_instant,
    source_name,
)
from journal.device_sleep.zones import offset_of_minutes
from journal.i18n import gettext_noop as _

_HEALTH_CONNECT = "Health Connect"
_APPS, _SESSIONS, _STAGES = (
    "application_info_table",
    "sleep_session_record_table",
    "sleep_stages_table",
)
_HEALTH_COLUMNS: Mapping[str, Sequence[str]] = {
    _APPS: ("row_id", "package_name"),
    _SESSIONS: (
        "row_id",
        "app_info_id",
        "start_time",
        "end_time",
        "start_zone_offset",
        "recording_method",
        "last_modified_time",
    ),
    _STAGES: ("parent_key", "stage_start_time", "stage_end_time", "stage_type"),
}
_TYPED_METHOD = 3
_MOST_ROWS = {
    _APPS: MOST_NAMES_OF_A_KIND,
    _SESSIONS: MOST_SLEEPS_OF_A_FILE,
    _STAGES: MOST_INTERVALS,
}


@dataclass(frozen=True, slots=True)
class _Session:
    """A session as it is stored; ``modified`` is only compared."""

    span: DeviceInterval
    source: str
    zone: str
    by_hand: bool
    modified: int


def is_health_connect(head: bytes) -> bool:
    """Whether a part that begins so is a database; its tables are looked at when it is read."""
    return head.startswith(DATABASE_BEGINS)


def health_connect_sleeps(
    parts: Sequence[FilePart], reading: SleepReading
) -> Iterator[DeviceSleep]:
    """The sleeps of each app that wrote into it.

    Raises SleepFileError, also where no database is one of Health Connect.
    """
    pile = IntervalPile(SleepFormat.HEALTH_CONNECT, reading)
    number = 0
    for part in parts:
        reading.part = part.name
        with copied_database(part, reading.folder, _HEALTH_COLUMNS) as database:
            if database is not None:
                number += 1
                _pile_up(database, pile, reading)
    if not number:
        raise SleepFileError(_("This database is none of Health Connect: it has no sleep."))
    yield from pile.sleeps()


def _pile_up(database: CopiedDatabase, pile: IntervalPile, reading: SleepReading) -> None:
    sessions = _sessions(database, reading)
    for counting in sessions.values():
        pile.add(counting.source, counting.zone, counting.span, by_hand=counting.by_hand)
    for key, start, end, stage_type in _rows(database, _STAGES):
        session = sessions.get(key)
        if session is None:
            continue
        kind = reading.kind(SleepFormat.HEALTH_CONNECT, str(stage_type))
        stage = _interval(start, end, kind, str(stage_type), reading) if kind else None
        if stage is not None:
            pile.add(session.source, session.zone, stage, by_hand=session.by_hand)


def _rows(database: CopiedDatabase, table: str) -> Iterator[Sequence[Any]]:
    return database.rows(table, _HEALTH_COLUMNS[table], _MOST_ROWS[table])


def _sessions(database: CopiedDatabase, reading: SleepReading) -> dict[object, _Session]:
    """The sessions that count, by their row."""
    names = {row_id: source_name(str(name or "")) for row_id, name in _rows(database, _APPS)}
    sessions: dict[object, _Session] = {}
    for row in _rows(database, _SESSIONS):
        row_id, app_id, start, end, offset, method, modified = row
        span = _interval(start, end, SleepKind.IN_BED, "", reading)
        if span is not None:
            sessions[row_id] = _Session(
                span,
                names.get(app_id) or _HEALTH_CONNECT,
                offset_of_minutes(offset // 60) if isinstance(offset, int) else "",
                method == _TYPED_METHOD,
                modified if isinstance(modified, int) else 0,
            )
    counting = set(map(id, _latest(sessions.values())))
    return {row_id: session for row_id, session in sessions.items() if id(session) in counting}


def _latest(sessions: Iterable[_Session]) -> Iterator[_Session]:
    """Of sessions of a source that overlap those that were changed last."""
    by_source: dict[tuple[str, bool], list[_Session]] = {}
    for session in sorted(sessions, key=lambda session: session.span.starts_at):
        latest = by_source.setdefault((session.source, session.by_hand), [])
        while latest and _goes_before(session, latest[-1]):
            latest.pop()
        if not latest or not _goes_before(latest[-1], session):
            latest.append(session)
    for latest in by_source.values():
        yield from latest


def _goes_before(session: _Session, other: _Session) -> bool:
    """Whether it is about the same time as the other, and was changed later."""
    first = max(session.span.starts_at, other.span.starts_at)
    last = min(session.span.ends_at, other.span.ends_at)
    return first < last and session.modified > other.modified


def _interval(
    start: Any, end: Any, kind: SleepKind, code: str, reading: SleepReading
) -> DeviceInterval | None:
    """Between two times in milliseconds; None, with a remark, for what is none."""
    try:
        if not isinstance(start, int) or not isinstance(end, int):
            raise TypeError(start)
        first, last = epoch_instant(start // 1000), epoch_instant(end // 1000)
    except (TypeError, ValueError):
        reading.no_times(str(start), str(end))
        return None
    return reading.interval(first, last, kind, code)
