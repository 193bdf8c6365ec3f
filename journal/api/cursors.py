"""Pages by cursor: each begins where the one before ended, whatever came or went in between."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from journal.api.errors import ApiError
from journal.models import Episode


def cursor_of(episode: Episode) -> str:
    """Where a page ended, as text that is safe in an address."""
    text = f"{episode.happened_at.astimezone(UTC).isoformat()} {episode.pk}"
    return base64.urlsafe_b64encode(text.encode()).decode()


def after(cursor: str) -> Q:
    """The episodes that come after the one of ``cursor``, newest first.

    Raises :class:`ApiError` for any other text.
    """
    try:
        instant, _space, number = (
            base64.b64decode(cursor.encode(), b"-_", validate=True).decode().partition(" ")
        )
        happened_at, pk = datetime.fromisoformat(instant), int(number)
        if happened_at.tzinfo != UTC or not 0 <= pk < 2**63:
            raise ValueError(cursor)
    except (ValueError, binascii.Error) as error:
        raise ApiError(
            400, _("This cursor is not one that was handed out. Begin without one.")
        ) from error
    # Two conditions instead of one "or": the first lets the index find where to begin.
    return Q(happened_at__lte=happened_at) & (Q(happened_at__lt=happened_at) | Q(pk__lt=pk))
