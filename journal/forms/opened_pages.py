"""What pages of several parts are opened about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from journal.entries import EARLIEST_YEAR
from journal.forms.carried_texts import CarriedTexts, carried_by
from journal.forms.diary_end import ENDING, ending_text
from journal.forms.opened_about import Opened, opened_by_form
from journal.nights import last_night, night_of
from journal.pages.context import person_of, preferences_of
from journal.parsing import UnreadableError, iso_day
from journal.reading.period import USUAL_WEEKS, WEEKS
from journal.reading.week import last_week
from journal.time_zones import zone_named, zone_names

# Pages about the night that their address names; the others ask about last night alone.
NAMED_NIGHTS = ("morning", "sleep")


def night_meant(request: HttpRequest, as_of: datetime) -> tuple[date, ZoneInfo]:
    """The night that a page is about and the zone in which it was told.

    As the page that was sent says, else the one that its address names (``?night=``, of the last
    week or the one that is on; of its sleep any that has begun), else last night where the person
    is now.
    """
    opened = carried_by(request).opened
    if request.method == "POST":
        opened = opened_by_form(request)
    about = opened.about if opened else {}
    if about.get("night") and about.get("zone") in zone_names():
        return date.fromisoformat(about["night"]), zone_named(about["zone"])
    zone = preferences_of(request).zone
    return _named_in_address(request, as_of, zone) or last_night(as_of, zone), zone


def _named_in_address(request: HttpRequest, as_of: datetime, zone: ZoneInfo) -> date | None:
    match = request.resolver_match
    if match is None or match.url_name not in NAMED_NIGHTS:
        return None
    try:
        night = iso_day(request.GET.get("night", ""))
    except UnreadableError:
        return None
    earliest = date(EARLIEST_YEAR, 1, 1)
    if match.url_name == "morning":  # asks what is remembered best
        earliest = last_week(as_of, zone)[0]
    if earliest <= night <= night_of(as_of, zone):
        return night
    return None


def weeks_asked_for(request: HttpRequest) -> str:
    """The key of ``WEEKS`` that the address names, else the usual one. 404 for another."""
    weeks = request.GET.get("weeks", USUAL_WEEKS)
    if weeks not in WEEKS:
        raise Http404(_("There is no such period."))
    return weeks


def opened_parts(
    request: HttpRequest, texts: Mapping[str, str], carried: CarriedTexts, **about: object
) -> Opened:
    """What the dashboard or the page of patterns is opened about.

    ``texts`` is what its fields show, ``carried`` what was typed there before.
    """
    texts = {**texts, ENDING: ending_text(preferences_of(request))}
    return carried.base(Opened.by(person_of(request), about, texts))


def dashboard_about(request: HttpRequest, weeks: str, as_of: datetime) -> dict[str, object]:
    """What a dashboard is about: a period, and the night that it asks about.

    The zone is the one in which that was last night.
    """
    night, zone = night_meant(request, as_of)
    return {"period": weeks, "night": night, "zone": zone.key}


def night_opened(request: HttpRequest, as_of: datetime) -> Opened:
    """What a page is opened about that offers nights to be marked.

    The last of them is last night where the person is now.
    """
    night, zone = night_meant(request, as_of)
    return Opened.by(person_of(request), {"night": night, "zone": zone.key})
