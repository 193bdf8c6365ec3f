"""Makes a link to a report of the diary as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest

from journal.actions.freeze_report import draft_report, store_draft
from journal.actions.report_limits import check_room_for_link
from journal.actions.share_link import link_token, make_link, passphrase_hash
from journal.identity.security_log import note
from journal.models import Preferences, ShareLink
from journal.models.security_event import Happening
from journal.pages.share import MadeLink
from journal.reading.report_input import read_report_input
from journal.reading.share_links import end_of_day, link_with_token
from journal.report import build
from journal.sharing.link_code import link_address

# What a form says of the link that it asks for.
ASKED_FIELDS = ("period", "for_whom", "ends_on", "passphrase")


def freeze_and_link(
    request: HttpRequest,
    person: User,
    preferences: Preferences,
    wanted: Mapping[str, Any],
    *,
    as_of: datetime,
) -> MadeLink | None:
    """Freeze the report of the period and make a link to it; its address is shown now and never
    again.

    The same form sent twice, by a second touch, shows the one link twice; None for a form whose
    link was made and has ended since: nothing is made then. Raises
    :class:`journal.actions.report_limits.NoRoomError`.
    """
    token = link_token(person, wanted["key"], "\n".join(f"{wanted[name]}" for name in ASKED_FIELDS))
    link = link_with_token(person, token) or _new(person, preferences, token, wanted, as_of)
    if link.revoked_at is not None or link.ends_at <= as_of:
        return None
    if link.made_at == as_of:  # and not by a first touch
        note(request, person, Happening.LINK_MADE)
    return MadeLink(link.frozen_id, token, link_address(request, token))


def _new(
    person: User, preferences: Preferences, token: str, wanted: Mapping[str, Any], as_of: datetime
) -> ShareLink:
    """A new link, or the one that a second touch has made meanwhile.

    A long diary is read before anybody must wait.
    """
    check_room_for_link(person, as_of)
    period = read_report_input(person, preferences, wanted["period"], as_of=as_of)
    draft = draft_report(person, build(period, as_of=as_of), as_of=as_of)
    passphrase = passphrase_hash(wanted["passphrase"])
    with transaction.atomic():
        made_meanwhile = link_with_token(person, token)
        if made_meanwhile:
            return made_meanwhile
        store_draft(draft)
        return make_link(
            draft,
            token,
            for_whom=wanted["for_whom"],
            passphrase=passphrase,
            ends_at=end_of_day(wanted["ends_on"], preferences.zone),
            as_of=as_of,
        )
