"""What is said where an account holds as many reports and links as it may."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.actions.report_limits import MOST_LINKS, Full, NoRoomError


def quota_text(error: NoRoomError) -> str:
    """What there is no room for, and what would make some."""
    if error.full is Full.REPORT:
        return _("This report is too long to be frozen. Choose a shorter period.")
    if error.full is Full.LINKS:
        text = _("%d links work already, the most that can. End one that is no longer needed.")
        return text % MOST_LINKS
    return _(
        "You have frozen as much as can be kept. Delete a frozen report that is no longer needed."
    )
