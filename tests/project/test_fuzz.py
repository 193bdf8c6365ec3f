"""The fuzz in small, with the same input each time; and that its judge would notice."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from journal.models import Episode
from tests.fuzz import api, files, partner, posts, queries, sheets
from tests.fuzz.people import Scene
from tests.fuzz.visitor import Judge, Reply, Visitor

# Every page has tests of its own, which are traced; tracing these as well doubled their time.
pytestmark = [pytest.mark.no_cover, pytest.mark.django_db]
SEED = 9


@pytest.fixture
def scene(settings: Any) -> Scene:
    """Nobody is held up for asking often. How long an answer takes is judged by `make fuzz`: a
    worker of the suite whose lines are traced took ten times as long for the same page.
    """
    settings.API_REQUESTS_A_MINUTE = settings.ENTRIES_A_DAY = 0
    settings.ACCOUNT_RATE_LIMITS = False
    scene = Scene(SEED)
    scene.judge.longest = math.inf
    return scene


@pytest.mark.parametrize(
    ("part", "count"),
    [
        (posts.posts, 50),
        (queries.queries, 100),
        (files.files, 25),
        (sheets.sheets, 12),
        (api.cases, 35),
        (partner.partner, 90),
    ],
    ids=["posts", "queries", "files", "sheets", "api", "partner"],
)
def test_nothing_that_is_sent_breaks_a_page(
    scene: Scene, part: Callable[[Scene, int], None], count: int
) -> None:
    part(scene, count)
    assert scene.judge.problems == [], f"seed {SEED}"


def test_the_same_seed_draws_the_same_input() -> None:
    fields = [("note", "a"), ("count", "1"), ("next", "/nights/")]
    first, again, other = (
        posts.wrapped(dice, posts.bent(dice, fields)) for dice in map(Random, (1, 1, 2))
    )
    assert first == again
    assert first != other


def broken(judge: Judge, ask: Callable[[], Reply]) -> str:
    judge.look("posts", "POST /log/", ask)
    return " ".join(judge.problems)


def test_what_must_not_be_is_noted() -> None:
    def escapes() -> Reply:
        raise ValueError("of no use")

    def logs() -> Reply:
        try:
            escapes()
        except ValueError:
            logging.getLogger("django.request").exception("broke")
        return Reply(200, {}, b"")

    assert "ValueError escaped" in broken(Judge(), escapes)
    assert "a traceback in the log" in broken(Judge(), logs)
    assert "POST /log/: 503" in broken(Judge(), lambda: Reply(503, {}, b""))
    assert broken(Judge(), lambda: Reply(422, {}, b"")) == ""


def test_an_answer_that_takes_long_is_noted() -> None:
    judge = Judge()
    judge.took(6, "GET /episodes/")
    assert judge.problems == ["GET /episodes/: took 6.0 s"]


def test_a_bystander_whose_rows_change_is_noted(scene: Scene) -> None:
    Episode.objects.filter(owner=scene.bystander).first().delete()  # type: ignore[union-attr]
    scene.bystander_is_untouched()
    assert scene.judge.problems == ["the bystander's rows have changed: journal.Episode"]


def test_a_page_that_is_no_longer_shown_is_noted(scene: Scene) -> None:
    scene.visitor = Visitor()
    scene.must_be_shown("posts", "/dashboard/")
    assert scene.judge.problems == ["posts: /dashboard/ answers 302 and no longer 200"]
