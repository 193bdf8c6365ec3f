"""The dashboard: three cards in words, the charts, the period, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal import article
from journal.anatomy import Side
from journal.criteria import RED_FLAG_SENTENCE, TooMany
from journal.models import NightRecord, PatternDecision, Preferences, TooManyAnswer
from journal.observations import CalledBack, Movement, Observation, Phase, Woke
from journal.pages.drawing import drawn
from journal.pages.keeping import Keeper
from journal.pages.period import Period
from journal.summary import Moment
from tests import builders
from tests.calm import alarming

NOW = datetime(2026, 7, 20, 8, 0, tzinfo=UTC)  # Monday, ten in the morning in Berlin: last night is the 19th
MATCH = (
    "This is a match with a sentence in an article by a journalist quoting one neurologist. "
    "It is not a medical finding. Worth mentioning at your appointment."
)
NO_MATCH = "No entry matches the article's three points. That is not a check-up."


@pytest.fixture(autouse=True)
def _july() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def berlin(ada: User) -> Preferences:
    return Preferences.objects.create(owner=ada, time_zone=builders.ZONE)


def show(client: Client, weeks: str = "") -> str:
    """The page's HTML, spaces folded."""
    page = client.get(reverse("dashboard"), {"weeks": weeks} if weeks else {})
    assert page.status_code == 200
    return re.sub(r"\s+", " ", page.content.decode())


def words(html: str) -> str:
    """What a reader reads: no markup, no head."""
    body = html[html.index("<main") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("&#x27;", "'").replace("&quot;", '"').split())


def card(html: str, code: str) -> str:
    """The words of one card."""
    found = re.search(rf'<article id="{code}".*?</article>', html)
    assert found
    return words("<main>" + found[0])


def log(owner: User, **fields: Any) -> int:
    return builders.episode(owner, **fields).pk


def many(owner: User, number: int) -> None:
    """A believable diary: matches, open questions and ordinary twitches, all in the last four weeks."""
    muscles = ["calf", "biceps", "erector_spinae", "trapezius_upper", None, "whole_body"]
    for n in range(number):
        log(
            owner,
            happened_at=NOW - timedelta(hours=10 * n + 2),
            movement=(Movement.TWITCH, Movement.TWITCH, Movement.JERK, None)[n % 4],
            muscle=muscles[n % 6],
            woke=(None, Woke.ASLEEP, Woke.UNSURE)[n % 3],
            phase=(Phase.SLEEP_ONSET, None, Phase.ASLEEP)[n % 3],
        )


def test_only_who_is_signed_in_sees_it(client: Client, db: None) -> None:
    assert client.get(reverse("dashboard")).status_code == 302


def test_it_is_a_page_to_read(as_ada: Client) -> None:
    assert as_ada.post(reverse("dashboard")).status_code == 405


@pytest.mark.parametrize(("weeks", "begin"), [("2", "6 July"), ("4", "22 June"), ("8", "25 May"), ("12", "27 April")])
def test_the_period_ends_with_last_night(
    as_ada: Client, ada: User, berlin: Preferences, weeks: str, begin: str
) -> None:
    NightRecord.objects.create(owner=ada, night_of=date(2026, 1, 1), recorded_at=NOW)
    html = show(as_ada, weeks)
    assert f"{begin} 2026 – 19 July 2026" in html
    assert f'href="?weeks={weeks}" aria-current="true"' in html


def test_four_weeks_are_usual(as_ada: Client, berlin: Preferences) -> None:
    assert 'href="?weeks=4" aria-current="true"' in show(as_ada)


@pytest.mark.parametrize("weeks", ["3", "0", "-4", "ALL", "4 "])
def test_another_period_is_not_found(as_ada: Client, weeks: str) -> None:
    assert as_ada.get(reverse("dashboard"), {"weeks": weeks}).status_code == 404


def test_everything_goes_back_to_the_first_night(as_ada: Client, ada: User, berlin: Preferences) -> None:
    log(ada, happened_at=datetime(2024, 3, 1, 2, 0, tzinfo=UTC))
    NightRecord.objects.create(owner=ada, night_of=date(2024, 1, 31), recorded_at=NOW)
    html = show(as_ada, "all")
    assert "31 January 2024 – 19 July 2026" in html
    assert "Only the last 12 weeks are drawn" in html
    assert "Year by year" in html


def test_tonight_counts_once_something_is_written_down(as_ada: Client, ada: User, berlin: Preferences) -> None:
    NightRecord.objects.create(owner=ada, night_of=date(2026, 1, 1), recorded_at=NOW)
    with time_machine.travel(NOW.replace(hour=21)):
        assert "22 June 2026 – 19 July 2026" in show(as_ada)
        log(ada, happened_at=NOW.replace(hour=20))
        assert "23 June 2026 – 20 July 2026" in show(as_ada)


def test_the_first_day_says_what_to_do(as_ada: Client) -> None:
    html = show(as_ada)
    assert "Your diary begins here" in html
    assert reverse("log") in html
    assert 'class="chart' not in html
    assert re.findall(r'<article id="(\w+)"', html) == ["too_many"]
    assert NO_MATCH in words(html)


def test_the_same_nights_look_the_same_and_others_do_not(as_ada: Client, ada: User, berlin: Preferences) -> None:
    key = log(ada, happened_at=datetime(2026, 7, 7, 0, 15, tzinfo=UTC), muscle="calf")
    assert "<td>Tue 7 Jul 02:15 Movement not recorded, Calf</td>" in show(as_ada)
    as_ada.post(reverse("answer", args=[key]), {"question": "type", "value": "jerk"})
    assert "<td>Tue 7 Jul 02:15 Jerk, Calf</td>" in show(as_ada)
    Preferences.objects.update(time_zone="Asia/Tokyo")
    assert "25 hours" not in show(as_ada)


def test_what_is_kept_of_a_page_has_each_answers_own_token(as_ada: Client, ada: User, berlin: Preferences) -> None:
    log(ada, movement=Movement.TWITCH, muscle="erector_spinae")
    as_ada.get(reverse("dashboard"))
    answers = [as_ada.get(reverse("dashboard")) for _turn in range(2)]
    for answer in answers:
        tokens = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode())
        assert len(tokens) == 1
        assert set(tokens) == {str(answer.context["csrf_token"])}
    assert answers[0].context["csrf_token"] != answers[1].context["csrf_token"]


def test_the_last_drawings_are_kept_and_older_ones_let_go() -> None:
    keeper: Keeper[str] = Keeper(2)
    made: list[str] = []

    def make(name: str) -> str:
        return keeper.get(name, lambda: made.append(name) or name)  # type: ignore[func-returns-value]

    assert [make(name) for name in ("one", "two", "one", "three", "one", "two")] == [
        *("one", "two", "one", "three", "one", "two")
    ]
    assert made == ["one", "two", "three", "two"]


def test_a_very_full_period_is_drawn_too(ada: User, berlin: Preferences) -> None:
    moments = [Moment(Observation(movement=Movement.TWITCH), date(2026, 7, 1), n % 1440) for n in range(1500)]
    last = date(2026, 7, 19)
    period = Period("4", builders.zone(), date(2026, 6, 30), last, moments, [], None, None)
    assert len(drawn(period, {}, lambda: {"period": period}).charts) < 120_000


def test_an_empty_period_of_a_begun_diary_leads_to_the_rest(as_ada: Client, ada: User) -> None:
    log(ada, happened_at=datetime(2025, 1, 1, tzinfo=UTC))
    html = show(as_ada)
    assert "Nothing is written down of these nights" in html
    assert 'href="?weeks=all"' in html


def test_nights_without_a_record_are_not_quiet_ones(as_ada: Client, ada: User, berlin: Preferences) -> None:
    log(ada, happened_at=NOW - timedelta(hours=8))
    for night in (date(2026, 1, 1), date(2026, 7, 18)):
        NightRecord.objects.create(owner=ada, night_of=night, recorded_at=NOW)
    assert "2 of 28 nights are recorded: 1 with entries, 1 without twitches." in words(show(as_ada))


def test_every_card_has_the_sentence_its_author_and_our_reading(as_ada: Client, ada: User) -> None:
    many(ada, 12)
    html = show(as_ada)
    codes = re.findall(r'<article id="(\w+)"', html)
    assert codes == ["too_many", "back_muscles", "jerk_woke_me"]
    for code in codes:
        text = card(html, code)
        assert RED_FLAG_SENTENCE in text.replace(" , ", ", ")
        assert "Anthony P. Geraci, MD, quoted by Lorra Garrick" in text
        assert "Our reading:" in text
        assert "No clinician has reviewed this reading." in text


def test_a_match_explains_itself(as_ada: Client, ada: User, berlin: Preferences) -> None:
    when = datetime(2026, 7, 7, 0, 15, tzinfo=UTC)
    key = log(ada, happened_at=when, movement=Movement.TWITCH, muscle="erector_spinae", side=Side.LEFT)
    html = show(as_ada)
    text = card(html, "back_muscles")
    assert "Matches" in text
    assert "1 entry matches, on 1 of 1 recorded nights." in text
    assert "Night of Mon 6 Jul, Tue 7 Jul 02:15 Twitch, Along the spine, left" in text
    assert f'href="{reverse("edit", args=[key])}"' in html
    assert MATCH in text
    assert article.CHECKS_OUT_FINE.text in text
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
    ("said", "limit", "twitches", "label", "says"),
    [
        (None, None, 60, "Not asked yet", "You have not answered yet. No number decides this for you."),
        (None, 10, 10, "Not asked yet", "No night went over your own limit of 10 twitches."),
        (None, 10, 11, "Matches", "On 1 of 1 recorded nights you went over your own limit of 10 twitches"),
        (TooMany.NO, 10, 11, "No match", "You answered no on 19 July 2026."),
        (TooMany.YES, None, 1, "Matches", "You answered yes on 19 July 2026."),
        (TooMany.NOT_SURE, None, 60, "Open question", "You answered “not sure” on 19 July 2026."),
        (TooMany.NOT_SURE, 10, 11, "Matches", "you went over your own limit of 10 twitches"),
    ],
)
def test_too_many_in_words(  # noqa: PLR0917
    as_ada: Client, ada: User, said: TooMany | None, limit: int | None, twitches: int, label: str, says: str
) -> None:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE, limit=limit)
    log(ada, happened_at=NOW - timedelta(hours=8), movement=Movement.TWITCH, muscle="calf", count=twitches)
    if said:
        TooManyAnswer.objects.create(owner=ada, answer=said, answered_at=datetime(2026, 7, 18, 22, 30, tzinfo=UTC))
    text = card(show(as_ada), "too_many")
    assert text.startswith(f"Too many twitches, in your own view {label}")
    assert says in text
    assert (MATCH in text) == (label == "Matches")


def test_the_latest_answer_decides(as_ada: Client, ada: User) -> None:
    for days, said in ((3, TooMany.YES), (1, TooMany.NO)):
        TooManyAnswer.objects.create(owner=ada, answer=said, answered_at=NOW - timedelta(days=days))
    assert "You answered no" in card(show(as_ada), "too_many")


def test_many_matches_are_shortened_and_lead_to_the_diary(as_ada: Client, ada: User) -> None:
    for n in range(9):
        log(ada, happened_at=NOW - timedelta(days=n, hours=8), movement=Movement.TWITCH, muscle="lower_back")
    html = show(as_ada)
    assert "9 entries match, on 9 of 9 recorded nights." in card(html, "back_muscles")
    assert "and 5 more" in card(html, "back_muscles")
    found = re.search(r'href="(/episodes/\?[^"]*match=back_muscles[^"]*)"', html)
    assert found
    assert as_ada.get(found[1].replace("&amp;", "&")).status_code == 200


def test_more_open_questions_lead_to_the_diary(as_ada: Client, ada: User) -> None:
    for n in range(7):
        log(ada, happened_at=NOW - timedelta(days=n, hours=8), movement=Movement.JERK)
    html = show(as_ada)
    assert html.count("Did it wake you?</legend>") == 3
    assert "and 4 more open questions" in card(html, "jerk_woke_me")


def test_one_answer_for_all_entries_of_a_place_that_may_be_the_back(as_ada: Client, ada: User) -> None:
    keys = [
        log(ada, happened_at=NOW - timedelta(days=n, hours=8), movement=Movement.TWITCH, muscle="trapezius_upper")
        for n in range(3)
    ]
    html = show(as_ada)
    assert "Top of shoulder: one answer for these 3 entries" in card(html, "back_muscles")
    assert html.count("Would you call this your back?") == 1
    assert [int(key) for key in re.findall(r"also=(\d+)", html)] == 2 * keys[1:]


def test_the_usual_is_quoted_with_its_author_and_counted(as_ada: Client, ada: User) -> None:
    log(ada, happened_at=NOW - timedelta(hours=8), movement=Movement.TWITCH, muscle="calf", phase=Phase.SLEEP_ONSET)
    log(ada, happened_at=NOW - timedelta(days=1, hours=8), movement=Movement.JERK, woke=Woke.DROPPING_OFF)
    text = words(show(as_ada))
    assert article.ANY_MUSCLE.text in text
    assert "typical place , upper arm or calf, on 1 of 2 recorded nights." in text
    assert "typical time , awake in bed or dropping off, on 1 of 2 recorded nights." in text
    assert "sleep start , was on 1 of 2 recorded nights." in text


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


def test_each_chart_has_a_title_a_sentence_and_a_table(as_ada: Client, ada: User) -> None:
    many(ada, 20)
    html = show(as_ada)
    for name in ("clock", "body", "phases", "weeks"):
        labelled = f'role="img" aria-labelledby="chart-{name}-title chart-{name}-says"'
        assert labelled in html
        assert f'<h2 id="chart-{name}-title">' in html
        assert f'<p class="chart-says" id="chart-{name}-says">' in html
    assert html.count("<table>") == 4
    assert html.count("<th scope=") > 28


def test_the_tables_say_what_the_charts_show(as_ada: Client, ada: User, berlin: Preferences) -> None:
    log(ada, happened_at=datetime(2026, 7, 7, 0, 15, tzinfo=UTC), movement=Movement.TWITCH, muscle="calf", count=4)
    NightRecord.objects.create(owner=ada, night_of=date(2026, 7, 7), recorded_at=NOW)
    html = show(as_ada)
    assert '<th scope="row">Mon 6 Jul</th><td>Entries</td><td>Tue 7 Jul 02:15 Twitch, Calf</td>' in html
    assert '<th scope="row">Tue 7 Jul</th><td>No twitches</td><td></td>' in html
    assert '<th scope="row">Wed 8 Jul</th><td>Not recorded</td><td></td>' in html
    assert '<th scope="row">Calf</th><td>1</td><td>1</td><td>4</td>' in html
    assert '<th scope="row">6 July 2026</th><td>7</td><td>2</td><td>1</td><td>1</td><td>1</td>' in html


def test_a_night_on_which_the_clocks_change_is_said(as_ada: Client, ada: User, berlin: Preferences) -> None:
    with time_machine.travel(datetime(2026, 10, 26, 9, 0, tzinfo=UTC)):
        for hour in (0, 1):
            log(ada, happened_at=datetime(2026, 10, 25, hour, 30, tzinfo=UTC), movement=Movement.JERK)
        html = show(as_ada)
    entries = "Sun 25 Oct 02:30 Jerk; Sun 25 Oct 02:30 (the second time) Jerk"
    assert f"Entries; the clocks changed, 25 hours</td><td>{entries}</td>" in html


def test_nobody_sees_the_entries_of_another(as_ada: Client, ben: User) -> None:
    log(ben, happened_at=NOW - timedelta(hours=8), movement=Movement.TWITCH, muscle="lower_back")
    TooManyAnswer.objects.create(owner=ben, answer=TooMany.YES, answered_at=NOW)
    html = show(as_ada)
    assert "Your diary begins here" in html
    assert "You answered" not in html


def test_no_forbidden_word_is_on_the_page(as_ada: Client, ada: User) -> None:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE, limit=1)
    many(ada, 60)
    log(ada, happened_at=NOW - timedelta(hours=3), muscle="infraspinatus", called_back=CalledBack.YES)
    TooManyAnswer.objects.create(owner=ada, answer=TooMany.NOT_SURE, answered_at=NOW)
    for page in (show(as_ada), show(as_ada, "all")):
        assert alarming(words(page)) == []


@pytest.mark.parametrize("number", [3, 60])
@pytest.mark.parametrize("weeks", ["4", "12"])
def test_queries_do_not_grow(  # noqa: PLR0917
    as_ada: Client, ada: User, berlin: Preferences, number: int, weeks: str, django_assert_num_queries: Any
) -> None:
    many(ada, number)
    as_ada.get(reverse("dashboard"))
    with django_assert_num_queries(8):
        show(as_ada, weeks)


def test_queries_of_everything(as_ada: Client, ada: User, django_assert_num_queries: Any) -> None:
    many(ada, 60)
    as_ada.get(reverse("dashboard"))
    with django_assert_num_queries(8):
        show(as_ada, "all")


def test_queries_of_an_empty_page(as_ada: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(8):
        show(as_ada)
