"""Put an entry into the trash, take it out again, or delete it for good."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions.trash import bring_back, delete_for_good, discard, purge_some
from journal.forms.missing_entry import missing_entry
from journal.forms.opened_about import Opened, opened_by_form
from journal.forms.redirects import redirect_back
from journal.pages.context import person_of, preferences_of
from journal.pages.marked_nights import mark_holds_text, mark_outweighed_text
from journal.pages.notices import say
from journal.pages.trash import deleted_for_good_text, trash_page
from journal.parsing import address_number
from journal.reading.frozen_reports import reports_that_show
from journal.reading.own_episodes import own_episode, restorable_episode
from journal.reading.trash import read_trash
from journal.sharing.delete_reports import address_of_reports
from journal.views.edited_entry import edit_page, unsaved_edit


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def trash(request: HttpRequest) -> HttpResponse:
    """What was deleted in the last thirty days.

    POST deletes one entry, or all that the page showed, for good.
    """
    as_of, person = timezone.now(), person_of(request)
    if request.method == "POST":
        return _delete_for_good(request, as_of)
    page = trash_page(read_trash(person, as_of), zone=preferences_of(request).time_zone)
    opened = Opened.by(person, {"at": as_of.isoformat()})
    return render(request, "journal/trash.html", {"page": page, "opened": opened})


def _delete_for_good(request: HttpRequest, as_of: datetime) -> HttpResponse:
    """What came into the trash since the page was opened was not seen there, and stays."""
    person, opened, shown_at, pk = person_of(request), opened_by_form(request), as_of, None
    if opened and "at" in opened.about:
        shown_at = datetime.fromisoformat(opened.about["at"])
    if "empty" not in request.POST:
        pk = address_number(request.POST.get("forget", "")) or 0
    deleted = delete_for_good(person, as_of, shown_at=shown_at, pk=pk)
    say(request, deleted_for_good_text(deleted.number))
    return redirect(_where_still_shown(person, deleted.ids) or "trash")


def _where_still_shown(person: User, ids: Collection[str]) -> str:
    """The page that names the frozen reports which show an entry of these ids; "" if none does."""
    reports = reports_that_show(person, ids)
    if not reports:
        return ""
    return address_of_reports(reports)


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Into the trash with what was typed into it, without a question; the next page can undo it."""
    as_of, person = timezone.now(), person_of(request)
    episode = own_episode(person, pk)
    if episode is None:
        return missing_entry(request)
    form = unsaved_edit(request, episode, as_of)
    if form is not None:
        say(request, _("Nothing was deleted: what you typed could not be saved first. Look at it."))
        return edit_page(request, form, pk, asks_again=True)
    discard(episode, as_of)
    purge_some(person, as_of)
    note = mark_holds_text(person, episode.night_of)
    say(request, f"{_('Moved to the trash.')} {note}".rstrip(), undo=reverse("restore", args=[pk]))
    return redirect_back(request, "diary")


@login_required
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of the trash, as it was."""
    as_of, person = timezone.now(), person_of(request)
    episode = restorable_episode(person, pk, as_of)
    if episode is None:
        return missing_entry(request)
    bring_back(episode)
    note = mark_outweighed_text(person, episode.night_of)
    undo = reverse("delete", args=[pk]) if note else ""
    say(request, f"{_('Back in your diary.')} {note}".rstrip(), undo=undo)
    return redirect_back(request, "diary")
