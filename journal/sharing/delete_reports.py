"""Deletes frozen reports: a frozen report is never altered, and what was deleted from the diary for
good leads to those that still show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from journal.actions.freeze_report import delete_report
from journal.actions.report_limits import MOST_REPORTS
from journal.models import FrozenReport
from journal.paper.frozen_files import remove_files_of
from journal.parsing import address_number
from journal.reading.frozen_reports import links_open
from journal.wording.frozen_reports import report_deleted_text, reports_deleted_text

# The name in an address under which the keys of reports stand that still show what was deleted.
STILL = "still"


def address_of_reports(keys: Sequence[int]) -> str:
    """The page that names these reports and offers to delete them."""
    query = urlencode({STILL: "-".join(map(str, keys[:MOST_REPORTS]))})
    return f"{reverse('frozen_reports')}?{query}"


def keys_in(text: str) -> list[int]:
    """The keys that such an address names; whatever else stands there is left out."""
    return [key for part in text.split("-")[:MOST_REPORTS] if (key := address_number(part))]


def delete_with_files(frozen: FrozenReport, as_of: datetime) -> str:
    """Delete the report, what was made of it, its links and the list of their openings; what was
    done, in words.
    """
    links, key = links_open(frozen, as_of), frozen.pk
    delete_report(frozen)
    transaction.on_commit(partial(remove_files_of, [key]))
    return report_deleted_text(frozen.first_night, frozen.last_night, links)


def delete_several(person: User, keys: Sequence[int], as_of: datetime) -> tuple[int, str]:
    """Delete these reports of the person with what was made of them and their links.

    How many there were, and what was done in words.
    """
    mine = list(FrozenReport.objects.of(person).filter(pk__in=keys).defer("content"))
    links = 0
    for frozen in mine:  # each by itself, so that nobody waits for all of them
        links += links_open(frozen, as_of)
        key = frozen.pk
        delete_report(frozen)
        remove_files_of([key])
    return len(mine), reports_deleted_text(len(mine), links)
