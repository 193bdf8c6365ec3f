"""Earlier imports by command: listed, and taken back by the same action as on the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser, OutputWrapper
from django.utils import timezone

from journal.actions.import_spans import ImportUnderWayError
from journal.actions.import_undo import go_on_with_undo, take_import_back
from journal.models import FinishedImport, Preferences
from journal.parsing import printable
from journal.reading.finished_imports import FinishedFacts, UndoState, recent_imports
from journal.wording.after_import import import_stored, import_undone, undo_interrupted


def kept_waiting(error: ImportUnderWayError) -> CommandError:
    """Why a command stores nothing now, and what to do."""
    if error.by_undo:
        return CommandError(
            "An earlier import into this diary is being taken back. Nothing was stored; try again"
            " once that is over. import_diary USER --list says how far it is, and --undo goes on"
            " with one that was interrupted."
        )
    return CommandError(
        "Another import into this diary is still under way."
        " Nothing was stored; try again in a minute."
    )


def add_earlier_arguments(parser: CommandParser) -> None:
    """What takes the place of a file."""
    earlier = parser.add_mutually_exclusive_group()
    earlier.add_argument("--list", action="store_true", help="list the imports of the last 30 days")
    earlier.add_argument(
        "--undo", type=int, metavar="N", help="take back the import with that number in the list"
    )


def about_earlier(
    person: User, file: str | None, options: Mapping[str, Any], out: OutputWrapper
) -> bool:
    """Do what is asked about earlier imports; False if a file is to be brought.

    Raises CommandError for both, or neither, and for an import that cannot be taken back.
    """
    is_asked = options["list"] or options["undo"] is not None
    if is_asked == bool(file):
        raise CommandError("Name a file, or --list, or --undo N: one of the three.")
    if options["list"]:
        _print_list(person, out)
    elif is_asked:
        out.write(_undo(person, options["undo"]))
    return bool(is_asked)


def _print_list(person: User, out: OutputWrapper) -> None:
    zone = Preferences.of(person).zone
    imports = recent_imports(person, timezone.now())
    for facts in imports:
        when = f"{facts.finished_at.astimezone(zone):%Y-%m-%d %H:%M}"
        name = printable(facts.name) or "a file without a name"
        added = import_stored(facts.episodes, facts.nights, facts.records, marked_nights=0)
        out.write(f"{facts.pk}: {when}, {name}. {added} {_undo_text(facts)}".rstrip())
    if not imports:
        out.write("No import of the last 30 days.")


def _undo_text(facts: FinishedFacts) -> str:
    texts = {
        UndoState.POSSIBLE: "",
        UndoState.UNDER_WAY: f"Being taken back: {facts.percent} %.",
        UndoState.INTERRUPTED: undo_interrupted(),
        UndoState.OVER: import_undone(facts.removed, facts.changed),
    }
    return texts[facts.undo]


def _undo(person: User, number: int) -> str:
    """Take it back to the end, and say how that went."""
    as_of = timezone.now()
    finished = FinishedImport.objects.of(person).undoable(as_of).filter(pk=number).first()
    if finished is None:
        raise CommandError(
            f"No import {number} of this person’s can be taken back. --list has those that can."
        )
    try:
        take_import_back(finished, as_of)
    except ImportUnderWayError as error:
        raise CommandError(
            "An import into this diary is under way, or another one is being taken back."
            " Nothing was taken back; try again in a minute."
        ) from error
    if finished.undone_at is None:
        # the server goes on with it as well, should it run: each bears that
        go_on_with_undo(finished.pk)
        finished.refresh_from_db()
    if finished.undone_at is None:
        return "It is being taken back. --list says how far it is."
    return import_undone(finished.removed, finished.changed)
