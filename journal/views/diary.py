"""The diary, newest night first, and the trash."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from journal.forms.diary import DiaryFilter
from journal.forms.opened import Opened, opened_by_form
from journal.forms.pages import night_opened
from journal.models import Episode
from journal.nights import night_of
from journal.pages.context import person_of, preferences_of
from journal.pages.diary import nights_of, span_of
from journal.pages.notices import say
from journal.pages.paging import Page, Position, first_page, page_after, page_before
from journal.pages.rows import row
from journal.parsing import address_number

MOST_IN_TRASH = 100


@login_required
@require_safe
def diary(request: HttpRequest) -> HttpResponse:
    """Entries by night, as the filter in the address says."""
    preferences, quiet = preferences_of(request), "quiet" in request.GET
    form = DiaryFilter(request.GET, show_matches=preferences.show_matches)
    onward = form.address + ("quiet=1&" if quiet else "")
    told: dict[str, Any] = {"form": form, "onward": onward, "hidden_matches": quiet and preferences.show_matches}
    if form.is_valid():
        told |= _page(request, form, show_matches=preferences.show_matches and not quiet)
    return render(request, "journal/diary.html", told)


def _page(request: HttpRequest, form: DiaryFilter, *, show_matches: bool) -> dict[str, Any]:
    as_of, person, zone = timezone.now(), person_of(request), preferences_of(request).zone
    page, lost = _asked_for(request, form, tonight=night_of(as_of, zone))
    period = {name: form.cleaned_data[name] for name in ("first", "last")}
    span = None if form.picks_entries else span_of(page, **period, as_of=as_of, zone=zone)
    nights = nights_of(page, span, person=person, as_of=as_of, zone=zone, show_matches=show_matches)
    empty = not (page.episodes or form.answers or page.newer)
    opened = night_opened(request, as_of)
    return {"page": page, "nights": nights, "lost": lost, "empty": empty, "opened": opened}


def _asked_for(request: HttpRequest, form: DiaryFilter, *, tonight: date) -> tuple[Page, bool]:
    """The page that a link leads to, and whether its position could not be read: then it is the first page."""
    entries = form.narrow(Episode.objects.of(person_of(request)).kept())
    try:
        if "older" in request.GET:
            return page_after(entries, Position.read(request.GET["older"], tonight=tonight)), False
        if "newer" in request.GET:
            return page_before(entries, Position.read(request.GET["newer"], tonight=tonight)), False
    except ValueError:
        return first_page(entries), True
    return first_page(entries), False


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def trash(request: HttpRequest) -> HttpResponse:
    """What was deleted in the last thirty days. POST deletes one entry, or all that the page showed, for good."""
    as_of, mine = timezone.now(), Episode.objects.of(person_of(request)).trashed()
    if request.method == "POST":
        opened = opened_by_form(request)
        shown_at = datetime.fromisoformat(opened.about.get("at", as_of.isoformat())) if opened else as_of
        mine = mine.filter(deleted_at__lte=shown_at)  # what came since was not seen there
        forgotten = address_number(request.POST.get("forget", ""))
        gone = mine if "empty" in request.POST else mine.filter(pk__in=[forgotten or 0])
        number, _by_model = gone.delete()
        mine.expired(as_of).delete()
        say(request, _deleted_for_good(number))
        return redirect("trash")
    found = list(mine.restorable(as_of)[: MOST_IN_TRASH + 1])
    rows = [row(one, zone=preferences_of(request).time_zone, show_matches=False) for one in found[:MOST_IN_TRASH]]
    opened = Opened.by(person_of(request), {"at": as_of.isoformat()})
    page = {"rows": rows, "more": len(found) > MOST_IN_TRASH, "opened": opened}
    return render(request, "journal/trash.html", page)


def _deleted_for_good(number: int) -> str:
    if not number:  # touched twice, or in another window before
        return _("Nothing more was there to delete.")
    return ngettext("%(n)d entry deleted for good.", "%(n)d entries deleted for good.", number) % {"n": number}
