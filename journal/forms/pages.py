"""What pages of several parts are opened about, with what was typed on them and not stored in place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from journal import entries
from journal.forms.carrying import CarriedTexts, PartNotice, carried_by
from journal.forms.ending import ENDING, ending_text
from journal.forms.opened import Opened, opened_by_form
from journal.nights import last_night, night_of
from journal.pages.context import person_of, preferences_of
from journal.pages.reviewing import NOTE
from journal.pages.week import last_week
from journal.parsing import UnreadableError, iso_day


def night_meant(request: HttpRequest, as_of: datetime) -> tuple[date, ZoneInfo]:
    """The night that a page is about and the zone in which it was told: as the page that was sent says, else the one
    that its address names (``?night=``, of the last week or the one that is on), else last night where the person is
    now."""
    opened = opened_by_form(request) if request.method == "POST" else carried_by(request).opened
    about = opened.about if opened else {}
    if about.get("night") and about.get("zone") in entries.zone_names():
        return date.fromisoformat(about["night"]), entries.zone(about["zone"])
    zone = preferences_of(request).zone
    return _asked_for(request, as_of, zone) or last_night(as_of, zone), zone


def _asked_for(request: HttpRequest, as_of: datetime, zone: ZoneInfo) -> date | None:
    match = request.resolver_match
    if match is None or match.url_name != "morning":  # the other pages ask about last night alone
        return None
    try:
        night = iso_day(request.GET.get("night", ""))
    except UnreadableError:
        return None
    return night if last_week(as_of, zone)[0] <= night <= night_of(as_of, zone) else None


def shown_on(request: HttpRequest, page: Mapping[str, Any], carried: CarriedTexts, **about: object) -> dict[str, Any]:
    """For the template of the dashboard or of the patterns: what it is opened about, and what was typed there before.

    ``page["texts"]`` is what its fields show.
    """
    texts = {**page["texts"], ENDING: ending_text(preferences_of(request))}
    opened = carried.base(Opened.by(person_of(request), about, texts))
    notes = {name.removeprefix(NOTE) for name in carried.texts if name.startswith(NOTE)}
    return {"opened": opened, "carried": carried, "notes": notes, **_said(page, carried.notice)}


def _said(page: Mapping[str, Any], notice: PartNotice | None) -> dict[str, Any]:
    """What the page says, beside the pattern or on the card that it is about, if that is shown."""
    if notice is None:
        return {}
    code = notice.code or notice.pattern.partition("/")[0]
    rows = {name.removeprefix(NOTE) for name in page["texts"] if name.startswith(NOTE)}
    on_card = code if any(card.criterion.code == code for card in page.get("cards", ())) else ""
    pattern = notice.pattern if notice.pattern in rows else ""
    return {"notice": notice.text, "on_card": on_card, "on_pattern": pattern, "dispute": notice}


def dashboard_about(request: HttpRequest, weeks: str, as_of: datetime) -> dict[str, object]:
    """What a dashboard is about: a period, and the night that it asks about, in the zone where that was last night."""
    night, zone = night_meant(request, as_of)
    return {"period": weeks, "night": night, "zone": zone.key}


def night_opened(request: HttpRequest, as_of: datetime) -> Opened:
    """For a page that offers nights to be marked, the last of which is last night where the person is now."""
    night, zone = night_meant(request, as_of)
    return Opened.by(person_of(request), {"night": night, "zone": zone.key})
