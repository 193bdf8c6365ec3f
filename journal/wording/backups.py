"""What pages say of the server's backups."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from journal.wording.dates import instant_in


def last_backup_text(made_at: datetime | None, zone: ZoneInfo, *, is_nightly: bool) -> str:
    """When the last one was made, on the clock of ``zone``.

    "" where there is none and the server was told to make none: whoever runs it may have a way of
    their own.
    """
    if made_at:
        return _("Last backup of this server: %(at)s.") % {"at": instant_in(made_at, zone)}
    if is_nightly:
        return _("This server makes a backup a day by itself; the first is still to come.")
    return ""


def lack_of_backups_text(made_at: datetime | None, zone: ZoneInfo) -> str:
    """For whoever runs the server, where the last one is too old; None: there is none."""
    remedy = _("The server’s log says why.")
    if made_at is None:
        return f"{_('There is no backup of this server yet.')} {remedy}"
    text = _("The last backup of this server was made on %(at)s.")
    return f"{text % {'at': instant_in(made_at, zone)}} {remedy}"
