"""The owner's page of links: what it shows, and making one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import qrcode
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from journal.entries import stored_zone
from journal.models import Appointment, FrozenReport, Preferences, ShareLink, ShareOpening
from journal.models.sharing import freeze, freeze_once, link_made, link_of, new_link, token_for
from journal.pages.appointments import current
from journal.paper.handing import read_diary
from journal.paper.press import Link
from journal.paper.sheet.numbers import instant
from journal.reach import Reach, reach
from journal.report import Report, build
from journal.sharing.ending import end_of, ends_too_soon
from journal.sharing.frozen import nights_of

MOST_OPENINGS = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A link in the list: its state in words, and when it was opened, the latest first."""

    link: ShareLink
    name: str
    nights: str
    state: str
    works: bool
    too_short: str
    openings: list[str]
    more: int


def links_page(
    request: HttpRequest, person: User, zone: ZoneInfo, visit: Appointment | None, as_of: datetime
) -> dict[str, Any]:
    """All links, the newest first, in two queries; and from where a link made here can be opened.

    ``visit`` is the appointment that is still to come.
    """
    links = list(ShareLink.objects.of(person).select_related("frozen").defer("frozen__content").latest_first())
    opened: defaultdict[int, list[str]] = defaultdict(list)
    for one in ShareOpening.objects.filter(link__owner=person).order_by("-opened_at", "-pk"):
        opened[one.link_id].append(f"{instant(one.opened_at, zone)}: {one.get_what_display()}")
    host = request.get_host()
    return {
        "links": [_row(link, opened[link.pk], zone, visit, as_of) for link in links],
        "host": host,
        "reach": reach(host),
        "open_on_the_way": not request.is_secure() and reach(host) is not Reach.MACHINE,
    }


def _row(link: ShareLink, openings: list[str], zone: ZoneInfo, visit: Appointment | None, as_of: datetime) -> Row:
    if link.revoked_at is not None:
        state = _("Taken back on %s") % instant(link.revoked_at, zone)
    elif link.ends_at <= as_of:
        state = _("Ended on %s") % instant(link.ends_at, zone)
    else:
        state = _("Works until %s") % instant(link.ends_at, zone)
    works = link.revoked_at is None and link.ends_at > as_of
    return Row(
        link=link,
        name=link.for_whom or _("Link of %s") % instant(link.made_at, zone),
        nights=nights_of(link.frozen),
        state=state,
        works=works,
        too_short=ends_too_soon(link, visit, zone) if works else "",
        openings=openings[:MOST_OPENINGS],
        more=max(len(openings) - MOST_OPENINGS, 0),
    )


def freeze_for_visit(person: User, report: Report, *, as_of: datetime) -> FrozenReport:
    """Freeze the report, and lay it beside the appointment that is being prepared, if there is one."""
    with transaction.atomic():
        frozen = freeze_once(person, report, as_of=as_of)
        visit = current(person)
        if visit is not None:
            visit.frozen_report = frozen
            visit.save(update_fields=["frozen_report"])
    return frozen


def made_link(
    request: HttpRequest, person: User, preferences: Preferences, wanted: Mapping[str, Any], *, as_of: datetime
) -> dict[str, Any]:
    """Freeze the report of the period and make a link to it; its address is shown now and never again.

    The same form sent twice, by a second touch, shows the one link twice; nothing is made for a form whose link was
    made and has ended since.
    """
    told = "\n".join(f"{wanted[name]}" for name in ("period", "for_whom", "ends_on", "passphrase"))
    token = token_for(person, wanted["key"], told)
    link = link_made(person, token) or _new(person, preferences, token, wanted, as_of)
    if link.revoked_at is not None or link.ends_at <= as_of:
        return {"gone": True}
    return {"made": link, "token": token, "address": _address(request, token)}


def _new(person: User, preferences: Preferences, token: str, wanted: Mapping[str, Any], as_of: datetime) -> ShareLink:
    """A new link, or the one that a second touch has made meanwhile. A long diary is read before anybody must wait."""
    report = build(read_diary(person, preferences, wanted["period"], as_of=as_of), as_of=as_of)
    with transaction.atomic():
        return link_made(person, token) or new_link(
            freeze(person, report, as_of=as_of),
            token,
            for_whom=wanted["for_whom"],
            passphrase=wanted["passphrase"],
            ends_at=end_of(wanted["ends_on"], preferences.zone),
            as_of=as_of,
        )


def until(link: ShareLink, report: Report) -> str:
    """When the link ends, on the clock of the report."""
    return f"{instant(link.ends_at, stored_zone(report.header.time_zone))} ({report.header.time_zone})"


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("shared", args=[token]))


def qr_of(request: HttpRequest, frozen: FrozenReport, *, as_of: datetime) -> Link | None:
    """The link of the posted token with its code to be scanned; None unless it opens this very report."""
    token = request.POST.get("token", "")
    found = link_of(token, as_of=as_of)
    if found is None or found.frozen_id != frozen.pk:
        return None
    address = _address(request, token)
    return Link(address, qrcode.make(address, image_factory=SvgPathImage, border=0).to_string(encoding="unicode"))
