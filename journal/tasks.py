"""Work that nobody waits for: a row each until it is done (docs/adr/0130).

Each bears being run twice. The queue names them by this module and their names: both stay. What
they need is loaded when they are worked off, not at every start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django_tasks import task

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.contrib.auth.models import User


@task()
def erase_account(key: int) -> None:
    """Delete the rows of an account that was deleted."""
    from journal.actions.delete_account import erase  # noqa: PLC0415

    erase(key)


@task()
def clear_log() -> None:
    """Empty the database's log, however long somebody reads what it holds."""
    from twitchlog.database.write_ahead_log import empty_the_log  # noqa: PLC0415

    empty_the_log(tries=600)


@task()
def tidy_up() -> None:
    """Delete everything that goes by itself with time."""
    from journal.retention import delete_expired  # noqa: PLC0415

    delete_expired()


@task()
def undo_import(key: int) -> None:
    """Take back the import with that key, if its person has asked for it."""
    from journal.actions.import_undo import go_on_with_undo  # noqa: PLC0415

    go_on_with_undo(key)


@task()
def work_on_sleep_file(
    key: int,
    stage: str,
    *,
    about: dict[str, str],
    language: str,
    browser: str = "",
    system: str = "",
) -> None:
    """Do a part of the work on the large export that the account with that key has brought.

    ``about`` says of which file and zone it was asked for; of another one nothing is done.
    """
    from journal.files.pending_import import SLEEP_PLACE, PendingImport  # noqa: PLC0415
    from journal.files.sleep_work import SleepStage, do_sleep_work  # noqa: PLC0415

    def work(person: User, as_of: datetime) -> bool:
        pending = PendingImport(person, SLEEP_PLACE)
        return do_sleep_work(person, pending, SleepStage(stage), about=about, as_of=as_of)

    _bring(key, work, language, (browser, system))


@task()
def work_on_sheet(
    key: int,
    stage: str,
    *,
    about: dict[str, str],
    language: str,
    browser: str = "",
    system: str = "",
) -> None:
    """Do a part of the work on the large table that the account with that key has brought.

    ``about`` says of which file and answers it was asked for; of others nothing is done.
    """
    from journal.files.pending_import import PendingImport  # noqa: PLC0415
    from journal.files.sheet_work import SheetStage, do_work  # noqa: PLC0415

    def work(person: User, as_of: datetime) -> bool:
        pending, part = PendingImport(person), SheetStage(stage)
        return do_work(person, pending, part, about=about, languages=[language], as_of=as_of)

    _bring(key, work, language, (browser, system))


def _bring(
    key: int, work: Callable[[User, datetime], bool], language: str, device: tuple[str, str]
) -> None:
    """Do ``work`` for the account with that key, in its language; if by it something came into the
    diary, that is noted with the browser and the system of the device on which it was asked for.
    """
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415
    from django.utils.translation import override  # noqa: PLC0415

    from journal.devices import Device  # noqa: PLC0415
    from journal.identity.security_log import note  # noqa: PLC0415
    from journal.models.security_event import Happening  # noqa: PLC0415

    person = get_user_model().objects.filter(pk=key, is_active=True).first()
    if person is None:
        return  # the account was deleted meanwhile
    with override(language):
        is_stored = work(person, timezone.now())
    if is_stored:
        note(None, person, Happening.IMPORTED, device=Device(*device))
