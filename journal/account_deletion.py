"""Deleting an account with everything of it, in the database and on the disk."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.models import User
from django.db import transaction

from journal.actions.delete_account import mark_deleted
from journal.files.pending_import import WAITING_PLACES, PendingImport
from journal.models import FrozenReport
from journal.tasks import erase_account


def delete_account(person: User) -> None:
    """Delete the person with everything that is theirs; cannot be undone (docs/adr/0141).

    When this returns nobody can sign in, whoever was signed in is not any more, links and tokens
    are dead, and name and addresses are free for somebody else. The file that waits to be imported
    and the kept PDFs go at once; the rows go in pieces by a task, and what it leaves if it is
    ended goes with the daily purge.
    """
    # This module is loaded at the start, reports are not.
    from journal.paper.frozen_files import remove_files_of  # noqa: PLC0415

    waiting = [PendingImport(person, place) for place in WAITING_PLACES]
    reports = list(FrozenReport.objects.of(person).values_list("pk", flat=True))
    with transaction.atomic():
        mark_deleted(person)
        for file in waiting:
            transaction.on_commit(file.remove)
        transaction.on_commit(partial(remove_files_of, reports))
        erase_account.enqueue(person.pk)  # a row of this transaction: never lost, never too early
