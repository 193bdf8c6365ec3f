"""Videos that the person wants to show, on their own phone."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.report import Concern
from journal.wording.report.report_text import Fact


def videos(concern: Concern) -> Fact | None:
    """How many, and of what; None where nothing was told."""
    number = "" if concern.videos is None else str(concern.videos)
    text = ", ".join(part for part in (number, concern.videos_of) if part)
    return Fact(_("Videos to show"), text) if text else None
