"""The filters "matches" and "open question" find exactly the rows of which the classifier says
so.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.classifier import match
from journal.criteria import CRITERIA, Question
from journal.models import Episode
from journal.models.rule_filters import POSSIBLE_TEXTS, matching

ABOUT_ONE = [criterion.code for criterion in CRITERIA if criterion.rule]
# Half of the places are ones that a rule treats in its own way: a plain draw would mostly be an arm
# or a leg.
PLACES = st.one_of(
    st.sampled_from(POSSIBLE_TEXTS["muscle"]),
    st.sampled_from(["", "not_sure_where", "neck_back", "latissimus", "calf"]),
)
ROWS = st.fixed_dictionaries(
    {name: st.sampled_from(POSSIBLE_TEXTS[name]) for name in POSSIBLE_TEXTS} | {"muscle": PLACES}
)


def stored(owner: User, rows: list[dict[str, str]]) -> list[Episode]:
    """Rows as they might lie in the table, whatever the forms would say of them."""
    now = datetime.now(UTC)
    common = {
        "owner": owner,
        "happened_at": now,
        "recorded_at": now,
        "night_of": now.date(),
        "time_zone": "UTC",
    }
    return Episode.objects.bulk_create(
        Episode(client_id=str(number), source="import", **common, **row)
        for number, row in enumerate(rows)
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(ROWS, min_size=1, max_size=40))
def test_filters_agree_with_the_classifier(ada: User, rows: list[dict[str, str]]) -> None:
    Episode.objects.of(ada).delete()
    matches = {episode.pk: match(episode.observation) for episode in stored(ada, rows)}
    for code in ABOUT_ONE:
        keys = set(Episode.objects.of(ada).matching(code).values_list("pk", flat=True))
        assert keys == {pk for pk, answers in matches.items() if code in answers.flags}
    for question in Question:
        keys = set(Episode.objects.of(ada).asking(question).values_list("pk", flat=True))
        assert keys == {pk for pk, answers in matches.items() if question in answers.asks}


def test_every_worked_combination_of_a_rule_is_found_or_not(ada: User) -> None:
    rows = [
        {"movement": movement, "muscle": muscle, "called_back": called}
        for movement in POSSIBLE_TEXTS["movement"]
        for muscle in POSSIBLE_TEXTS["muscle"]
        for called in POSSIBLE_TEXTS["called_back"]
    ]
    matches = {episode.pk: match(episode.observation) for episode in stored(ada, rows)}
    keys = set(Episode.objects.matching("back_muscles").values_list("pk", flat=True))
    assert keys == {pk for pk, answers in matches.items() if "back_muscles" in answers.flags}
    assert keys


def test_a_filter_stays_short(db: None) -> None:
    statement = str(Episode.objects.matching("jerk_woke_me").query)
    assert statement.count(" OR ") < 6


def test_a_criterion_about_a_period_is_no_filter() -> None:
    with pytest.raises(ValueError, match="about a period"):
        matching("too_many")
