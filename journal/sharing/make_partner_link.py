"""Makes the link of a form; its address is shown now and never again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse

from journal.actions.partner_link import make_partner_link, partner_token
from journal.identity.security_log import note
from journal.models import PartnerLink, Preferences
from journal.models.security_event import Happening
from journal.pages.partner import MadePartnerLink
from journal.reading.appointments import next_appointment
from journal.reading.partner_links import (
    MOST_PARTNER_LINKS,
    end_of_link,
    end_of_new_link,
    partner_link_with_token,
    partner_links_of,
)
from journal.sharing.link_code import code_of
from journal.wording.sightings import partner_link_state


def link_of_form(
    request: HttpRequest,
    person: User,
    preferences: Preferences,
    wanted: Mapping[str, Any],
    *,
    as_of: datetime,
) -> MadePartnerLink | None:
    """A link by which somebody else can write; the same form sent twice shows the one link twice.

    None for a form whose link was made and works no longer.
    """
    token = partner_token(person, wanted["key"], wanted["watcher"])
    link = partner_link_with_token(person, token)
    if link is None:
        link = _new(person, preferences, token, wanted["watcher"], as_of)
        note(request, person, Happening.PARTNER_LINK_MADE)
    end = end_of_link(link, preferences.zone)
    if link.revoked_at is not None or end <= as_of:
        return None
    address = request.build_absolute_uri(reverse("partner_pad", args=[token]))
    until = partner_link_state(None, end, preferences.zone, as_of)
    return MadePartnerLink(address, code_of(address), until)


def room_for_link(
    person: User, preferences: Preferences, wanted: Mapping[str, Any], as_of: datetime
) -> bool:
    """Whether one more link may work; True for a form whose link was made already."""
    token = partner_token(person, wanted["key"], wanted["watcher"])
    if partner_link_with_token(person, token):
        return True
    links = partner_links_of(person, preferences.zone, as_of)
    return sum(link.works(as_of) for link in links) < MOST_PARTNER_LINKS


def _new(
    person: User, preferences: Preferences, token: str, watcher: str, as_of: datetime
) -> PartnerLink:
    """A new link, or the one that a second touch has made meanwhile."""
    visit = next_appointment(person, as_of.astimezone(preferences.zone).date())
    ends_at = end_of_new_link(visit, preferences.zone, as_of)
    try:
        with transaction.atomic():
            return make_partner_link(
                person, token, watcher=watcher, visit=visit, ends_at=ends_at, as_of=as_of
            )
    except IntegrityError:
        made_meanwhile = partner_link_with_token(person, token)
        if made_meanwhile is None:
            raise
        return made_meanwhile
