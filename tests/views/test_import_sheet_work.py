"""What takes long of a table of one's own: who does it, and what its page says meanwhile."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.files import sheet_work
from journal.files.pending_import import PendingImport
from journal.models import (
    Episode,
    SecurityEvent,
)
from journal.models.security_event import Happening
from journal.views import waiting_work as view
from tests.sheet_steps import SHEET, Steps
from tests.views.brought_sheet import _own_folder, brought

__all__ = ["_own_folder"]


def test_a_large_file_is_worked_on_by_a_task_and_the_page_says_how_far_it_is(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "LARGEST_AT_ONCE", 0)
    pages: list[tuple[str, str]] = []
    tell = PendingImport.tell

    def listening(self: PendingImport, stage: str, done: int, of: int) -> None:
        tell(self, stage, done, of)
        answer = as_ada.get(SHEET)
        if answer.status_code == 200:
            pages.append((stage, answer.get("Refresh", "")))

    monkeypatch.setattr(PendingImport, "tell", listening)
    brought(as_ada).store()
    assert {stage for stage, _again in pages} == {"reading", "checking", "storing"}
    assert {again for _stage, again in pages} == {"2"}
    assert Episode.objects.of(ada).count() == 5


@pytest.mark.parametrize("largest_at_once", [0, 10**6])
def test_an_import_is_noted_once_with_its_browser_whoever_does_the_work(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch, largest_at_once: int
) -> None:
    monkeypatch.setattr(view, "LARGEST_AT_ONCE", largest_at_once)
    as_ada.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"
    steps = brought(as_ada).to_preview()
    kept = SecurityEvent.objects.filter(owner=ada, kind=Happening.IMPORTED)
    assert not kept.exists()
    sent = steps.sends()
    steps.answer()
    as_ada.post(SHEET, sent)
    assert [(event.browser, event.system) for event in kept] == [("Firefox", "Linux")]


def test_work_that_has_ended_early_can_be_gone_on_with(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as context:
        context.setattr(sheet_work, "open_sheets", _killed)
        with pytest.raises(MemoryError):
            brought(as_ada)
    steps = Steps(as_ada, html=as_ada.get(SHEET).content.decode())
    assert "has ended early" in steps.html
    assert steps.step == "again"
    steps.store()
    assert Episode.objects.of(ada).count() == 5


def _killed(*_arguments: object) -> None:
    raise MemoryError
