"""Notes what happens to an account, for its owner and in the server's log (docs/adr/0158)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import OperationalError
from django.http import HttpRequest
from django.utils import timezone

from journal.actions.security_events import note_event
from journal.devices import Device, device_of
from journal.identity.demo_account import is_demo
from journal.models.security_event import Happening
from twitchlog.http.security_log import log_security

logger = logging.getLogger(__name__)
REFUSALS = frozenset(
    {Happening.WRONG_PASSWORD, Happening.WRONG_CODE, Happening.WRONG_ANSWER, Happening.LINK_WRONG}
)
# Done by whoever has a link: the owner is told nothing of who that was.
BY_OTHERS = frozenset({Happening.LINK_OPENED, Happening.LINK_WRONG})


@contextmanager
def not_withheld() -> Iterator[None]:
    """Around notes of what is only read.

    On a full disk it is shown all the same, and the log says so.
    """
    try:
        yield
    except OperationalError as error:
        logger.error("what was read could not be noted: %s", error)


def note(
    request: HttpRequest | None,
    person: User,
    kind: Happening,
    *,
    about: str = "",
    number: int = 1,
    device: Device | None = None,
) -> None:
    """Write down that this happened to the person's account, now.

    ``request`` is None where no browser did it; ``device`` is then the one that had asked for it.
    The demo's account is everybody's: its visitors are
    noted for the server alone.
    """
    log_security(
        kind, request=request, account=person.pk, result="refused" if kind in REFUSALS else "done"
    )
    if is_demo(person):
        return
    device = device or Device()
    if request is not None and kind not in BY_OTHERS:
        device = device_of(request.headers.get("User-Agent", ""))
    note_event(person.pk, kind, timezone.now(), device=device, about=about, number=number)
