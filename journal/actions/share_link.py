"""Makes the links under which somebody without an account may read a frozen report."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.utils.crypto import salted_hmac

from journal.actions.report_limits import check_room_for_link
from journal.models.frozen_report import FrozenReport
from journal.models.share_link import ShareLink, ShareOpening, link_digest

# 192 bits of chance: 128 would do, and the link stays short enough to be typed from paper.
TOKEN_BYTES = 24
# Openings of a link that are kept for its owner, the latest.
OPENINGS_KEPT = 100


def link_token(owner: User, key: str, wanted: str) -> str:
    """The token of the link that a form asks for.

    ``key`` was drawn for that form, ``wanted`` is what it says. The same form sent twice gives
    the same token, which nobody can work out without the server's
    secret key. Without a key it is drawn by chance.
    """
    if not key:
        return secrets.token_urlsafe(TOKEN_BYTES)
    mac = salted_hmac("journal.models.sharing", f"{owner.pk}\n{key}\n{wanted}", algorithm="sha256")
    return urlsafe_b64encode(mac.digest()[:TOKEN_BYTES]).decode()


def passphrase_hash(passphrase: str) -> str:
    """The hash that a link's row holds; "" for none.

    ``passphrase`` is normal (``journal.passphrase``).
    """
    if not passphrase:
        return ""
    return make_password(passphrase)


def make_link(
    frozen: FrozenReport,
    token: str,
    *,
    for_whom: str,
    passphrase: str,
    ends_at: datetime,
    as_of: datetime,
) -> ShareLink:
    """A link to the frozen report; its token is kept nowhere.

    ``passphrase`` is hashed (``passphrase_hash``).

    Raises :class:`journal.actions.report_limits.NoRoomError`.
    """
    check_room_for_link(frozen.owner, as_of)
    return ShareLink.objects.create(
        owner=frozen.owner,
        frozen=frozen,
        for_whom=for_whom,
        token_sha256=link_digest(token),
        passphrase=passphrase,
        made_at=as_of,
        ends_at=ends_at,
    )


def revoke_link(link: ShareLink, as_of: datetime) -> None:
    """Take a link back; it stays in its owner's list with its openings."""
    link.revoked_at = as_of
    link.save(update_fields=["revoked_at"])


def store_tries(link: ShareLink) -> None:
    """Store the counts of wrong passphrases that were written into the row, read for update."""
    link.save(update_fields=["wrong_tries", "tries_today", "tried_at"])


def note_opening(link: ShareLink, part: str, *, as_of: datetime) -> None:
    """Note for the owner that the link was opened, and nothing of who did; the latest are kept.

    ``part`` is one of ``ShareOpening.What``.
    """
    ShareOpening.objects.create(link=link, opened_at=as_of, what=part)
    openings = ShareOpening.objects.filter(link=link).latest_first().values("pk")
    too_old = openings[OPENINGS_KEPT : OPENINGS_KEPT + 100]
    ShareOpening.objects.filter(pk__in=[row["pk"] for row in too_old]).delete()
