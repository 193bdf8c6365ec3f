"""A filled sheet is typed in: a night a row."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from journal.entries import EARLIEST_YEAR
from journal.forms.new_episode import new_id
from journal.forms.opened_about import Opened, opened_about, opened_by_form
from journal.forms.redirects import OWN_SAVE_BUTTON
from journal.forms.typed_sheet import TypedSheet
from journal.nights import last_night
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.pages.typed_sheet import typed_sheet_page
from journal.parsing import UnreadableError, day
from journal.time_zones import zone_named, zone_names
from journal.wording.after_saving import sheet_saved
from journal.wording.blank_sheet import last_first_night, sheet_nights
from twitchlog.http.draft_cookie import end_draft


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def typed_sheet(request: HttpRequest) -> HttpResponse:
    """The nights of a sheet (``?first=``); POST stores each row that can be stored."""
    as_of = timezone.now()
    first, zone = _meant(request, as_of)
    data = request.POST if request.method == "POST" else None
    key = request.POST.get("key", "")
    nights = [night for night in sheet_nights(first) if night <= last_night(as_of, zone)]
    sheet = TypedSheet(person_of(request), nights, zone=zone, as_of=as_of, key=key, data=data)
    opened = opened_about(request, {"first": first, "zone": zone.key}, sheet.texts)
    if data is None:
        return _page(request, sheet, opened)
    sheet.open(opened)
    is_whole = sheet.store()
    say(request, sheet_saved(len(sheet.saved), len(sheet.wrong), sheet.remarks))
    if is_whole:
        end_draft(request)
        return redirect(f"{reverse('typed_sheet')}?first={first}#{OWN_SAVE_BUTTON}")
    return _page(request, sheet, sheet.opened_now(opened))


def _page(request: HttpRequest, sheet: TypedSheet, opened: Opened) -> HttpResponse:
    sheet.empty_saved_lines()
    page = typed_sheet_page(date.fromisoformat(opened.about["first"]))
    context = {"page": page, "sheet": sheet, "opened": opened, "key": new_id()}
    return render(request, "journal/typed_sheet.html", context, status=sheet.status)


def _meant(request: HttpRequest, as_of: datetime) -> tuple[date, ZoneInfo]:
    """The first night and the zone, as the page that was sent says, else of the address, else the
    two weeks that end with last night, where the person is now.
    """
    opened = opened_by_form(request)
    about = opened.about if opened else {}
    if about.get("first") and about.get("zone") in zone_names():
        return date.fromisoformat(about["first"]), zone_named(about["zone"])
    zone = preferences_of(request).zone
    latest = last_night(as_of, zone)
    return _named_in_address(request, latest) or last_first_night(latest), zone


def _named_in_address(request: HttpRequest, latest: date) -> date | None:
    """A night that is over; None for any other text."""
    try:
        first = day(request.GET.get("first", "")).value
    except UnreadableError:
        return None
    return first if date(EARLIEST_YEAR, 1, 1) <= first <= latest else None
