"""What the server's front says instead of a page: a turn that comes, and what was not taken or not
finished.
"""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory

from journal.observations import Movement
from journal.views.server_notice import server_notice
from tests import builders
from twitchlog import lanes
from twitchlog.lanes import FrontEvent, OtherLane, ServerNotice

PDF = "/report/report.pdf?period=all"
SHARED = f"/s/{'A' * 32}/report.pdf"


def told(path: str, notice: ServerNotice, method: str = "GET", **headers: str) -> Any:
    request = RequestFactory().get(path, headers=headers)
    request.META |= {"twitchlog.front": notice, "twitchlog.method": method}
    return server_notice(request)


@pytest.mark.parametrize("path", [PDF, SHARED])
def test_a_page_that_waits_says_so_and_asks_again_without_a_script(path: str) -> None:
    page = told(path, ServerNotice(FrontEvent.WAITING, before=2))
    text = page.content.decode()
    assert (page.status_code, page["Refresh"], page["Retry-After"]) == (503, "3", "3")
    assert "This takes a moment" in text
    assert "2 other things come first" in text
    assert "It is being made now." in told(path, ServerNotice(FrontEvent.WAITING)).content.decode()
    if path == SHARED:
        assert (page["Referrer-Policy"], page["Cache-Control"]) == (
            "no-referrer",
            "no-store, private",
        )
        assert "<script" not in text
        assert "noindex" in page["X-Robots-Tag"]


def test_to_wait_is_no_fault_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    told(PDF, ServerNotice(FrontEvent.WAITING))
    assert [one.levelno for one in caplog.records if one.levelno > logging.INFO] == []


@pytest.mark.parametrize(
    ("happening", "method", "status", "says"),
    [
        (
            FrontEvent.TOO_LARGE,
            "POST",
            413,
            "Here at most 100 MB can be sent at once; this was more. Nothing was saved.",
        ),
        (FrontEvent.BUSY, "POST", 503, "Wait a minute, then try again. Nothing was saved."),
        (FrontEvent.BUSY, "GET", 503, "Wait a minute, then try again."),
        (FrontEvent.BROKEN_OFF, "POST", 503, "Something may have been saved."),
        (FrontEvent.BROKEN_OFF, "GET", 503, "Try again, perhaps with a shorter period."),
        (FrontEvent.FAILED, "POST", 500, "Something broke here"),
    ],
)
def test_what_was_not_done_is_said(
    happening: FrontEvent, method: str, status: int, says: str
) -> None:
    notice = ServerNotice(happening, bound=100 << 20)
    page = told("/import/", notice, method)
    assert page.status_code == status
    assert says in page.content.decode()
    assert page.has_header("Retry-After") == (status == 503)
    if happening is not FrontEvent.FAILED:
        program = told("/api/episodes", notice, method)
        assert program.status_code == status
        said = json.loads(program.content)
        assert says in said["message"]
        assert said["problems"] == []


def test_only_a_light_worker_moves_on(monkeypatch: pytest.MonkeyPatch) -> None:
    lanes.move_to("heavy")
    assert list(lanes.weighed(range(lanes.MOST_ROWS_OF_A_PAGE + 1)))
    monkeypatch.setattr(lanes, "LIGHT", True)
    with pytest.raises(OtherLane, match="heavy"):
        lanes.move_to("heavy")
    assert len(list(lanes.weighed(range(lanes.MOST_ROWS_OF_A_PAGE)))) == lanes.MOST_ROWS_OF_A_PAGE
    with pytest.raises(OtherLane, match="long"):
        list(lanes.weighed(range(lanes.MOST_ROWS_OF_A_PAGE + 1)))


@pytest.mark.parametrize(
    "path", ["/report/", "/report/report.fhir.json", "/dashboard/", "/patterns/"]
)
def test_a_dense_diary_is_no_matter_for_a_light_worker(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for _turn in range(3):
        builders.episode(ada, movement=Movement.TWITCH, muscle="calf")
    monkeypatch.setattr(lanes, "LIGHT", True)
    monkeypatch.setattr(lanes, "MOST_ROWS_OF_A_PAGE", 3)
    assert as_ada.get(path).status_code == 200
    builders.episode(ada, movement=Movement.TWITCH, muscle="calf")
    with pytest.raises(OtherLane):
        as_ada.get(path)


def test_a_frozen_report_is_set_elsewhere_and_sent_from_here(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    settings.DATA_DIR = tmp_path
    builders.episode(ada, movement=Movement.TWITCH, muscle="calf", note="x")
    page = as_ada.post("/report/freeze/", {"period": "4"})["Location"]
    monkeypatch.setattr("journal.paper.frozen_page.LONG_REPORT", 10)
    for path in (page, f"{page}report.pdf"):
        monkeypatch.setattr(lanes, "LIGHT", True)
        with pytest.raises(OtherLane):
            as_ada.get(path)
        monkeypatch.setattr(lanes, "LIGHT", False)
        first = as_ada.get(path)
        monkeypatch.setattr(lanes, "LIGHT", True)
        assert as_ada.get(path).status_code == first.status_code == 200
