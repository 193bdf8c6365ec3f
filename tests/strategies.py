"""Entries, observations and nights of all kinds, for tests that hold for any diary."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from journal.anatomy import MUSCLES, Side
from journal.entries import (
    DAY_SECONDS,
    LONGEST_ID,
    LONGEST_NOTE,
    MOST_COUNT,
    MOST_INTENSITY,
    Entry,
    problems,
)
from journal.observations import (
    CalledBack,
    EasedBy,
    Movement,
    NoticedBy,
    Observation,
    Perceived,
    Phase,
    Spread,
    TimeTold,
    Woke,
)

LATEST = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Australia/Lord_Howe",
    "UTC",
)
PLAIN = Entry(
    id="plain", happened_at=datetime(2026, 7, 7, 0, 15, tzinfo=UTC), time_zone="Europe/Berlin"
)
# Whatever a database stores, with more than a fair share of what files stumble over.
TEXT = st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from(
    "'=+-@,;\"\r\n\t ＝\ufeff"
)


def entries() -> st.SearchStrategy[Entry]:
    """Sound entries."""
    return st.builds(
        Entry,
        id=st.text(TEXT, min_size=1, max_size=LONGEST_ID),
        happened_at=st.datetimes(
            datetime(1900, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
            LATEST.replace(tzinfo=None),
            timezones=st.just(UTC),
        ),
        time_zone=st.sampled_from(ZONES),
        movement=st.none() | st.sampled_from(Movement),
        muscle=st.none() | st.sampled_from([one.id for one in MUSCLES]),
        side=st.none() | st.sampled_from(Side),
        phase=st.none() | st.sampled_from(Phase),
        woke=st.none() | st.sampled_from(Woke),
        duration_seconds=st.none() | st.integers(0, DAY_SECONDS),
        count=st.integers(1, MOST_COUNT),
        noticed_by=st.sampled_from(NoticedBy),
        called_back=st.none() | st.sampled_from(CalledBack),
        intensity=st.none() | st.integers(0, MOST_INTENSITY),
        note=st.text(TEXT, max_size=60) | st.just("x" * LONGEST_NOTE),
        perceived=st.none() | st.sampled_from(Perceived),
        spread=st.none() | st.sampled_from(Spread),
        eased_by=st.lists(st.sampled_from(EasedBy), max_size=3).map(tuple),
        time_told=st.none() | st.sampled_from(TimeTold),
    ).filter(lambda entry: not problems(entry, as_of=LATEST))


def nights() -> st.SearchStrategy[date]:
    """Dates of nights."""
    return st.dates(date(1900, 1, 1), date(2026, 7, 19))


def observations() -> st.SearchStrategy[Observation]:
    """Whatever the rules may see of an episode, also places in a person's own words."""
    return st.builds(
        Observation,
        movement=st.none() | st.sampled_from(Movement),
        muscle=st.none()
        | st.sampled_from([one.id for one in MUSCLES])
        | st.just("behind the knee"),
        called_back=st.none() | st.sampled_from(CalledBack),
        phase=st.none() | st.sampled_from(Phase),
        woke=st.none() | st.sampled_from(Woke),
        noticed_by=st.none() | st.sampled_from(NoticedBy),
        count=st.none() | st.integers(1, 20),
        night_of=st.none() | st.dates(date(2026, 7, 1), date(2026, 7, 5)),
        key=st.integers(0, 1000),
    )
