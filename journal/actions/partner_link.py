"""Makes and ends the links under which somebody else writes down what they see at night."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.crypto import salted_hmac

from journal.actions.share_link import TOKEN_BYTES
from journal.models.appointment import Appointment
from journal.models.partner_link import PartnerLink
from journal.models.share_link import link_digest
from journal.models.sighting import Sighting


def partner_token(owner: User, key: str, wanted: str) -> str:
    """The token of the link that a form asks for, the same each time that the form is sent.

    ``key`` was drawn for that form, ``wanted`` is what it says; without a key it is drawn by
    chance. Nobody can work it out without the server's secret key.
    """
    if not key:
        return secrets.token_urlsafe(TOKEN_BYTES)
    mac = salted_hmac("journal.partner_link", f"{owner.pk}\n{key}\n{wanted}", algorithm="sha256")
    return urlsafe_b64encode(mac.digest()[:TOKEN_BYTES]).decode()


def make_partner_link(
    owner: User,
    token: str,
    *,
    watcher: str,
    visit: Appointment | None,
    ends_at: datetime,
    as_of: datetime,
) -> PartnerLink:
    """A link to write sightings by; its token is kept nowhere.

    Raises IntegrityError for a token that was made before.
    """
    return PartnerLink.objects.create(
        owner=owner,
        token_sha256=link_digest(token),
        watcher=watcher,
        visit=visit,
        ends_at=ends_at,
        made_at=as_of,
    )


def revoke_partner_link(link: PartnerLink, as_of: datetime, *, with_waiting: bool) -> int:
    """End the link; with ``with_waiting`` what waits of it is deleted. How many were."""
    with transaction.atomic():
        PartnerLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=as_of)
        if not with_waiting:
            return 0
        return Sighting.objects.filter(link=link).waiting().delete()[0]
