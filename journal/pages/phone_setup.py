"""The page "Put it on your phone": its address as a code, and what is ready, each with its remedy.

What the server sees is here; what only the phone knows, its script looks at.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from journal.address_reach import Reach, reach


class CheckAnswer(StrEnum):
    """Whether something is as it has to be."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class SetupCheck:
    """One thing that was looked at: how it is, and what helps where it is not as it has to be."""

    code: str
    title: str
    answer: CheckAnswer
    text: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class PhoneSetupPage:
    """``address`` is what a phone opens, "" where there is none; ``drawing`` its code as SVG."""

    address: str
    drawing: str
    checks: tuple[SetupCheck, ...]


def setup_checks(host: str, *, is_secure: bool, name: str) -> tuple[SetupCheck, ...]:
    """What the server sees of a request for ``host``; ``name`` is who is signed in, or ""."""
    return (_name_check(host), _https_check(is_secure=is_secure), _account_check(name))


def _name_check(host: str) -> SetupCheck:
    title, found = _("A name that the phone finds"), {"host": host}
    match reach(host):
        case Reach.MACHINE:
            text = _("You opened it at %(host)s. That means “this computer” on every computer.")
            remedy = _(
                "Give it a name in your network. The README says how, under “At home, with HTTPS”."
            )
            return SetupCheck("name", title, CheckAnswer.NO, text % found, remedy)
        case Reach.NETWORK:
            text = _(
                "%(host)s, in your own network. Away from home, touches wait on the phone and are"
                " sent when you are back."
            )
        case Reach.ANYWHERE:
            text = _("%(host)s")
    return SetupCheck("name", title, CheckAnswer.YES, text % found)


def _https_check(*, is_secure: bool) -> SetupCheck:
    title = _("HTTPS")
    if is_secure:
        text = _("The address begins with https. Nobody on the way can read along.")
        return SetupCheck("https", title, CheckAnswer.YES, text)
    text = _(
        "Without it a phone installs nothing, the pad does not open without a connection, there are"
        " no passkeys, and whoever is in the same network can read along."
    )
    remedy = _(
        "Put a proxy in front. The README has four lines for it, under “At home, with HTTPS”."
    )
    return SetupCheck("https", title, CheckAnswer.NO, text, remedy)


def _account_check(name: str) -> SetupCheck:
    title = _("Signed in here")
    if name:
        return SetupCheck("account", title, CheckAnswer.YES, _("As %(name)s.") % {"name": name})
    text = _("Nobody is. Touches wait on this phone until somebody signs in.")
    return SetupCheck("account", title, CheckAnswer.NO, text)
