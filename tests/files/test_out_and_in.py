"""A diary into a file and from it into another account: the same diary."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.actions.record_diary import StoredDiary, record_all
from journal.diary_file import COLLECTIONS, ExportedEpisode, QuietNight
from journal.entries import Entry
from journal.files.import_diary import store
from journal.models import Episode, NightRecord
from journal.models.episode import Source
from journal.observations import Movement
from tests import builders, strategies
from tests.actions.diary_files import NOW, file_of, stored


def test_json_keeps_when_and_from_where_an_entry_came(ada: User, ben: User) -> None:
    builders.episode(ada, movement=Movement.TWITCH)
    NightRecord.objects.create(
        owner=ada, night_of=date(2026, 7, 5), recorded_at=NOW - timedelta(days=3)
    )
    text = file_of(ada, "json")
    store(ben, io.BytesIO(text.encode()), default_zone="UTC", as_of=datetime.now(UTC))
    assert file_of(ben, "json") == text
    assert Episode.objects.of(ben).get().source == Source.FORM


def test_a_source_of_a_later_version_is_an_import(ada: User) -> None:
    row = '{"id": "a", "happened_at": "2026-07-07T02:15Z", "source": "wristwatch"}'
    stored(ada, f'{{"format": "twitchlog-diary", "version": 1, "episodes": [{row}]}}')
    assert Episode.objects.get().source == Source.IMPORT


def test_the_trash_and_other_peoples_entries_are_not_exported(ada: User, ben: User) -> None:
    builders.episode(ben)
    gone = builders.episode(ada)
    Episode.objects.filter(pk=gone.pk).update(deleted_at=NOW)
    assert len(file_of(ada).splitlines()) == 2
    exported = json.loads(file_of(ada, "json"))
    assert not any(exported.pop("counts").values())
    assert exported == {
        "format": "twitchlog-diary",
        "version": 1,
        "episodes": [],
        "nights": [],
        **{name: [] for name in COLLECTIONS},
    }


def test_an_export_asks_three_times_however_long_the_diary(
    ada: User, django_assert_num_queries: object
) -> None:
    for number in (3, 60):
        record_all(
            ada,
            [ExportedEpisode(builders.entry(), NOW, Source.IMPORT) for _one in range(number)],
            as_of=NOW,
        )
        with django_assert_num_queries(3):  # type: ignore[operator]
            file_of(ada)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    diary=st.lists(strategies.entries(), unique_by=lambda entry: entry.id, max_size=60),
    quiet=st.sets(strategies.nights()),
)
def test_an_empty_account_fed_with_an_export_holds_the_same_diary(
    ada: User, ben: User, diary: list[Entry], quiet: set[date]
) -> None:
    Episode.objects.all().delete()
    NightRecord.objects.all().delete()
    recorded_at = NOW - timedelta(hours=1)
    episodes = [ExportedEpisode(entry, recorded_at, Source.PAD) for entry in diary]
    record_all(ada, [*episodes, *(QuietNight(night, recorded_at) for night in quiet)], as_of=NOW)
    for kind in ("csv", "json"):
        text = file_of(ada, kind)
        Episode.objects.of(ben).delete()
        NightRecord.objects.of(ben).delete()
        assert stored(ben, text, "Asia/Tokyo") == StoredDiary(
            episodes=len(diary), nights=len(quiet)
        )
        assert file_of(ben, kind) == text
        assert stored(ben, text) == StoredDiary(episodes=0, nights=0)
    assert [episode.entry for episode in Episode.objects.of(ben).order_by("pk")] == [
        episode.entry for episode in Episode.objects.of(ada).order_by("happened_at", "pk")
    ]
