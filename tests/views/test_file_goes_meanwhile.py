"""A file that is put away, or replaced, while it is worked on: nothing of it comes back, and
nothing is stored that nobody has looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from journal.account_deletion import delete_account
from journal.files.pending_import import (
    SLEEP_PLACE,
    WAITING_PLACES,
    NoFileWaitsError,
    PendingImport,
)
from journal.files.sheet_state import read_state
from journal.files.sheet_work import SheetStage, do_work
from journal.files.sleep_state import read_sleep_state
from journal.files.sleep_work import SleepStage, do_sleep_work
from journal.files.waiting_files import folder
from journal.models import Episode, FinishedImport, NightRecord
from journal.models.stored_sleep import StoredSleep
from tests.forms import post_forms
from tests.sheet_files import SHAPES
from tests.sheet_steps import SHEET, Steps
from tests.views.brought_diary import FILE
from tests.views.brought_sheet import PICKED
from tests.views.brought_sleep import NIGHT_TABLE, SLEEP, WATCH_EXPORT

NOW = datetime(2026, 7, 8, 12, tzinfo=UTC)
SECOND_DIARY = FILE + "c,2026-07-08T03:15+02:00,,cramp,,\n"


@dataclass(frozen=True)
class Kind:
    """One kind of file: the page it is sent to and the one it waits on, and two files of it."""

    brings: str
    page: str
    first: tuple[str, bytes]
    second: tuple[str, bytes]

    def bring(self, client: Client, file: tuple[str, bytes]) -> str:
        answer = client.post(self.brings, {"file": SimpleUploadedFile(*file)}, follow=True)
        return answer.content.decode()

    def drop(self, client: Client) -> str:
        """Whoever looks at the page at this moment puts away the file that it shows."""
        shown = post_forms(client.get(self.page).content.decode())
        forms = [form for form in shown if form.sends().get("step") == ["drop"]]
        sent: dict[str, Any] = forms[0].sends() if forms else {"step": "drop"}
        return client.post(self.page, sent, follow=True).content.decode()

    def to_preview(self, client: Client) -> None:
        self.bring(client, self.first)
        if self.page == SHEET:
            Steps(client, PICKED, html=client.get(SHEET).content.decode()).to_preview()

    def store(self, client: Client) -> str:
        shown = post_forms(client.get(self.page).content.decode())
        form = next(form for form in shown if form.sends().get("step") == ["store"])
        return client.post(self.page, form.sends(), follow=True).content.decode()


def _sheet(shape: str) -> tuple[str, bytes]:
    name, content = SHAPES[shape]
    return name, content()


KINDS = {
    "diary": Kind(
        "/import/", "/import/", ("first.csv", FILE.encode()), ("second.csv", SECOND_DIARY.encode())
    ),
    "sheet": Kind("/import/", SHEET, _sheet("german_excel"), _sheet("daylio")),
    "sleep": Kind(SLEEP, SLEEP, ("first.zip", WATCH_EXPORT), ("second.csv", NIGHT_TABLE)),
}


@pytest.fixture(params=KINDS)
def kind(request: Any) -> Kind:
    return KINDS[request.param]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Has something done as soon as the work first says how far it is."""

    def arrange(act: Callable[[], object]) -> None:
        tell, waiting = PendingImport.tell, [act]

        def telling(self: PendingImport, stage: str, done: int, of: int) -> None:
            tell(self, stage, done, of)
            if waiting:
                waiting.pop()()

        monkeypatch.setattr(PendingImport, "tell", telling)

    return arrange


def stored() -> int:
    return sum(model.objects.count() for model in (Episode, NightRecord, StoredSleep))


def test_what_is_put_away_while_it_is_read_stays_away(
    kind: Kind, as_ada: Client, meanwhile: Any
) -> None:
    said: list[str] = []
    meanwhile(lambda: said.append(kind.drop(as_ada)))
    kind.bring(as_ada, kind.first)
    assert "was put away" in said[0]
    assert list(folder().glob("*")) == []
    page = as_ada.get(kind.page, follow=True).content.decode()
    assert 'type="file"' in page
    assert kind.first[0] not in page


def test_a_file_that_takes_its_place_is_the_one_that_is_shown(
    kind: Kind, as_ada: Client, meanwhile: Any
) -> None:
    meanwhile(lambda: kind.bring(as_ada, kind.second))
    page = kind.bring(as_ada, kind.first)
    assert kind.second[0] in page
    assert kind.first[0] not in page
    assert "Refresh" not in as_ada.get(kind.page)


def test_a_file_that_is_being_stored_is_not_put_away(
    kind: Kind, as_ada: Client, meanwhile: Any
) -> None:
    kind.to_preview(as_ada)
    said: list[str] = []
    meanwhile(lambda: said.append(kind.drop(as_ada)))
    kind.store(as_ada)
    assert "can be taken back in one step" in said[0]
    assert stored()
    assert FinishedImport.objects.count() == 1


def test_no_other_file_takes_the_place_of_one_that_is_being_stored(
    kind: Kind, as_ada: Client, meanwhile: Any
) -> None:
    kind.to_preview(as_ada)
    said: list[str] = []
    meanwhile(lambda: said.append(kind.bring(as_ada, kind.second)))
    kind.store(as_ada)
    assert "A file is being stored just now." in said[0]
    assert FinishedImport.objects.count() == 1


def test_a_deleted_account_gets_no_note_again(
    kind: Kind,
    as_ada: Client,
    ada: User,
    meanwhile: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def delete() -> None:
        with django_capture_on_commit_callbacks(execute=False) as callbacks:
            delete_account(ada)
        for callback in callbacks[: len(WAITING_PLACES)]:
            callback()

    meanwhile(delete)
    kind.bring(as_ada, kind.first)
    assert list(folder().glob("*")) == []


def test_work_asked_for_about_another_table_stores_nothing(as_ada: Client, ada: User) -> None:
    KINDS["sheet"].to_preview(as_ada)
    pending = PendingImport(ada)
    state = read_state(pending, NOW)
    assert state
    for about in ({**state.about, "file": "0" * 64}, {**state.about, "version": "other"}):
        for stage in SheetStage:
            assert not do_work(ada, pending, stage, about=about, as_of=timezone.now())
    assert not stored()
    assert do_work(ada, pending, SheetStage.STORING, about=state.about, as_of=timezone.now())


def test_work_asked_for_about_other_sleep_stores_nothing(as_ada: Client, ada: User) -> None:
    KINDS["sleep"].to_preview(as_ada)
    pending = PendingImport(ada, SLEEP_PLACE)
    state = read_sleep_state(pending, NOW)
    assert state
    for about in ({**state.about, "file": "0" * 64}, {**state.about, "zone": "Asia/Tokyo"}):
        for stage in SleepStage:
            assert not do_sleep_work(ada, pending, stage, about=about, as_of=timezone.now())
    assert not stored()
    assert do_sleep_work(ada, pending, SleepStage.STORING, about=state.about, as_of=timezone.now())


def test_a_note_of_a_file_that_is_gone_is_refused_and_leaves_nothing(ada: User) -> None:
    pending = PendingImport(ada)
    pending.keep([b"first"])
    with pending.work("reading") as (own, _file):
        pending.keep([b"second"])
        notes: tuple[Callable[[], None], ...] = (
            lambda: own.note({}, NOW),
            lambda: own.note_sheet({}, NOW),
            lambda: own.tell("reading", 1, 2),
        )
        for note in notes:
            with pytest.raises(NoFileWaitsError):
                note()
        own.drop_content()
        own.remove()
        pending.tell("reading", 1, 2)
    with pending.open() as file:
        assert file.read() == b"second"
    assert pending.progress()["percent"] == 50


def test_nothing_waits_for_one_who_has_brought_nothing(ada: User) -> None:
    pending = PendingImport(ada)
    asks: tuple[Callable[[], object], ...] = (
        pending.open,
        pending.size,
        lambda: pending.note({}, NOW),
    )
    for ask in asks:
        with pytest.raises(NoFileWaitsError):
            ask()
    assert pending.preview(NOW) is pending.sheet(NOW) is None
    assert (pending.progress(), pending.is_at_work(NOW)) == ({}, False)
