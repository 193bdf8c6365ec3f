"""What the server says instead of a page (``twitchlog.lanes.ServerNotice``), in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twitchlog.http.refusal_advice import Advice
from twitchlog.lanes import FrontEvent, ServerNotice


def advice_of(notice: ServerNotice, *, was_sent: bool) -> Advice:
    """Title and text.

    ``was_sent``: it is said of a form or a file, not of a page that was asked for.
    """
    if notice.happening is FrontEvent.TOO_LARGE:
        return _too_large(notice.bound)
    if notice.happening is FrontEvent.BUSY:
        text = _("The server is busy just now. Wait a minute, then try again.")
        if was_sent:
            text = f"{text} {_('Nothing was saved.')}"
        return Advice(_("Not now"), text, "", "too much waits already")
    if notice.happening is FrontEvent.WAITING:
        return Advice(_("This takes a moment"), turn_text(notice), "", "waits its turn")
    return _broken_off(was_sent=was_sent)


def _too_large(bound: int) -> Advice:
    text = _("Here at most %(most)s can be sent at once; this was more. Nothing was saved.")
    return Advice(
        _("This is too large"),
        text % {"most": _size(bound)},
        "",
        "more than may be sent at once",
    )


def _broken_off(*, was_sent: bool) -> Advice:
    text = _("This was not finished: it took too long, or the server had to stop it.")
    again = _("Try again, perhaps with a shorter period.")
    if was_sent:
        again = _("Something may have been saved. Look before you send it again.")
    return Advice(_("This was not finished"), f"{text} {again}", "", "broken off")


def turn_text(notice: ServerNotice) -> str:
    """How far it is with a job that somebody waits for."""
    if not notice.before:
        return _("It is being made now.")
    text = ngettext(
        "%d other thing comes first: long ones are made one after the other.",
        "%d other things come first: long ones are made one after the other.",
        notice.before,
    )
    return text % notice.before


def _size(most: int) -> str:
    """A number of bytes, rounded down."""
    if most >= 1 << 20:
        return _("%d MB") % (most >> 20)
    return _("%d kB") % (most >> 10)
