"""The dashboard's cards of matches: each explains itself, stands once, and is decided once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal import article_quotes
from journal.anatomy import Side
from journal.criteria import RED_FLAG_SENTENCE, TooMany
from journal.models import PatternDecision, Preferences, TooManyAnswer
from journal.observations import Movement, Phase, Woke
from tests import builders
from tests.views.shown_dashboard import NO_MATCH, NOW, _july, berlin, codes, log, many, show, words

__all__ = ["_july", "berlin"]
MATCH = (
    "This is a match with a sentence in an article by a journalist quoting one neurologist. "
    "It is not a medical finding. Worth mentioning at your appointment."
)


def card(html: str, code: str) -> str:
    """The words of one card."""
    card = re.search(rf'<article class="point" aria-labelledby="{code}-title".*?</article>', html)
    assert card
    return words("<main>" + card[0])


def test_the_sentence_stands_once_and_each_point_has_our_reading(as_ada: Client, ada: User) -> None:
    many(ada, 12)
    html = show(as_ada)
    text = words(html)
    assert text.count(RED_FLAG_SENTENCE) == 1
    assert text.count("Anthony P. Geraci, MD, quoted by Lorra Garrick") == 1
    assert codes(html) == ["too_many", "back_muscles", "jerk_woke_me"]
    for code in codes(html):
        text = card(html, code)
        assert "Our reading:" in text
        assert "No clinician has reviewed this reading." in text


def test_a_match_explains_itself(as_ada: Client, ada: User, berlin: Preferences) -> None:
    when = datetime(2026, 7, 7, 0, 15, tzinfo=UTC)
    key = log(
        ada, happened_at=when, movement=Movement.TWITCH, muscle="erector_spinae", side=Side.LEFT
    )
    html = show(as_ada)
    text = card(html, "back_muscles")
    assert "Matches" in text
    assert "1 entry matches, on 1 of 1 recorded nights." in text
    assert "Mon to Tue, 6–7 Jul, 02:15 Twitch, Along the spine, left" in text
    assert f'href="{reverse("edit", args=[key])}"' in html
    assert "1 entry on 1 of 1 nights" in text
    assert words(html).count(MATCH) == 1
    assert words(html).count(article_quotes.CHECKS_OUT_FINE.text) == 1
    assert "What would you like to do with it?" in text
    assert NO_MATCH not in words(html)
    assert "No entry of this period matches." in card(html, "jerk_woke_me")


def test_no_match_says_that_this_is_no_check_up(as_ada: Client, ada: User) -> None:
    log(ada, happened_at=NOW - timedelta(hours=8), movement=Movement.TWITCH, muscle="calf")
    html = show(as_ada)
    assert NO_MATCH in words(html)
    assert MATCH not in words(html)
    assert "No match No entry" not in words(html)
    assert "No entry of this period matches." in card(html, "back_muscles")


def test_an_open_question_is_no_match(as_ada: Client, ada: User) -> None:
    key = log(ada, happened_at=NOW - timedelta(hours=8), movement=Movement.JERK, woke=Woke.UNSURE)
    html = show(as_ada)
    text = card(html, "jerk_woke_me")
    assert "Open question" in text
    assert "No entry matches so far. 1 entry leaves a question open." in text
    assert "Did it wake you?" in text
    assert f'formaction="{reverse("answer", args=[key])}?question=woke' in html
    assert NO_MATCH in words(html)


@pytest.mark.parametrize(
    ("answer", "limit", "twitches", "label", "sentence"),
    [
        (
            None,
            None,
            60,
            "Not asked yet",
            "You have not answered yet. No number decides this for you.",
        ),
        (None, 10, 10, "Not asked yet", "No night went over your own limit of 10 twitches."),
        (
            None,
            10,
            11,
            "Matches",
            "On 1 of 1 recorded nights you went over your own limit of 10 twitches",
        ),
        (TooMany.NO, 10, 11, "No match", "You answered no on 19 July 2026."),
        (TooMany.YES, None, 1, "Matches", "You answered yes on 19 July 2026."),
        (TooMany.NOT_SURE, None, 60, "Open question", "You answered “not sure” on 19 July 2026."),
        (TooMany.NOT_SURE, 10, 11, "Matches", "you went over your own limit of 10 twitches"),
    ],
)
def test_too_many_in_words(  # noqa: PLR0917
    as_ada: Client,
    ada: User,
    answer: TooMany | None,
    limit: int | None,
    twitches: int,
    label: str,
    sentence: str,
) -> None:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE, limit=limit)
    log(
        ada,
        happened_at=NOW - timedelta(hours=8),
        movement=Movement.TWITCH,
        muscle="calf",
        count=twitches,
    )
    if answer:
        TooManyAnswer.objects.create(
            owner=ada, answer=answer, answered_at=datetime(2026, 7, 18, 22, 30, tzinfo=UTC)
        )
    html = show(as_ada)
    text = card(html, "too_many")
    assert text.startswith(f"“If you think you are getting too many twitches” {label}")
    assert sentence in text
    assert (MATCH in words(html)) == (label == "Matches")


def test_the_latest_answer_decides(as_ada: Client, ada: User) -> None:
    log(ada, happened_at=NOW - timedelta(hours=8))
    for days, answer in ((3, TooMany.YES), (1, TooMany.NO)):
        TooManyAnswer.objects.create(
            owner=ada, answer=answer, answered_at=NOW - timedelta(days=days)
        )
    assert "You answered no" in card(show(as_ada), "too_many")


def test_many_matches_are_shortened_and_lead_to_the_diary(as_ada: Client, ada: User) -> None:
    for n in range(9):
        log(
            ada,
            happened_at=NOW - timedelta(days=n, hours=8),
            movement=Movement.TWITCH,
            muscle="lower_back",
        )
    html = show(as_ada)
    assert "9 entries match, on 9 of 9 recorded nights." in card(html, "back_muscles")
    assert "and 5 more" in card(html, "back_muscles")
    link = re.search(r'href="(/episodes/\?[^"]*match=back_muscles[^"]*)"', html)
    assert link
    assert as_ada.get(link[1].replace("&amp;", "&")).status_code == 200


def test_more_open_questions_lead_to_the_diary(as_ada: Client, ada: User) -> None:
    for n in range(7):
        log(ada, happened_at=NOW - timedelta(days=n, hours=8), movement=Movement.JERK)
    html = show(as_ada)
    assert html.count("Did it wake you?</legend>") == 3
    assert "and 4 more open questions" in card(html, "jerk_woke_me")


def test_one_answer_for_all_entries_of_a_place_that_may_be_the_back(
    as_ada: Client, ada: User
) -> None:
    keys = [
        log(
            ada,
            happened_at=NOW - timedelta(days=n, hours=8),
            movement=Movement.TWITCH,
            muscle="trapezius_upper",
        )
        for n in range(3)
    ]
    html = show(as_ada)
    assert "Top of shoulder: one answer for these 3 entries" in card(html, "back_muscles")
    assert card(html, "back_muscles").count("Would you call this your back?") == 1
    assert [int(key) for key in re.findall(r"also=(\d+)", html)] == 2 * keys[1:]


def test_the_usual_is_quoted_with_its_author_and_counted(as_ada: Client, ada: User) -> None:
    log(
        ada,
        happened_at=NOW - timedelta(hours=8),
        movement=Movement.TWITCH,
        muscle="calf",
        phase=Phase.SLEEP_ONSET,
    )
    log(
        ada,
        happened_at=NOW - timedelta(days=1, hours=8),
        movement=Movement.JERK,
        woke=Woke.DROPPING_OFF,
    )
    text = words(show(as_ada))
    assert article_quotes.ANY_MUSCLE.text in text
    assert "typical place , upper arm or calf, on 1 of 2 recorded nights." in text
    assert "typical time , awake in bed or dropping off, on 1 of 2 recorded nights." in text
    assert "sleep start , was on 1 of 2 recorded nights." in text


def test_what_no_entry_says_is_not_counted_as_none(as_ada: Client, ada: User) -> None:
    log(ada, happened_at=NOW - timedelta(hours=8), note="something")
    text = words(show(as_ada))
    assert "Where yours were is not recorded." in text
    assert "Whether you were awake or asleep is not recorded." in text
    assert "typical place" not in text
    assert "typical time" not in text


def test_matches_can_be_switched_off(as_ada: Client, ada: User) -> None:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE, show_matches=False)
    many(ada, 12)
    html = show(as_ada)
    assert "<article" not in html
    assert "Matches are switched off." in html
    assert html.count('class="chart ') == 4


def test_a_decision_is_shown_with_its_date(as_ada: Client, ada: User, berlin: Preferences) -> None:
    log(ada, happened_at=NOW - timedelta(hours=8), movement=Movement.TWITCH, muscle="lower_back")
    PatternDecision.objects.create(
        owner=ada,
        criterion="back_muscles",
        pattern="back_muscles/lower_back/-",
        decision="raise",
        note="Left side, at night",
        decided_at=NOW,
        rules_version="0",
    )
    text = card(show(as_ada), "back_muscles")
    assert "Raise it at the appointment You decided this on 20 July 2026." in text
    assert "Left side, at night" in text
    assert "Our reading of the article has changed since" in text
