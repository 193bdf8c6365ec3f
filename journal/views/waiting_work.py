"""What takes long of a file that a person has brought: begun for them, at once or by a task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from journal.device_sleep.file_parts import unpacked_size
from journal.devices import device_of
from journal.files.pending_import import PendingImport
from journal.identity.security_log import note
from journal.models.security_event import Happening
from journal.pages.context import person_of
from journal.pages.notices import say

# Bytes of a file that is worked on while its person waits; a larger one is a task, and a page says
# how far it is.
LARGEST_AT_ONCE = 512 * 1024


def begin_work(
    request: HttpRequest,
    pending: PendingImport,
    stage: str,
    *,
    about: Mapping[str, str],
    stores: bool,
    at_once: Callable[[], bool],
    task: Any,
) -> None:
    """Do a part of the work now, or have it done by ``task`` while a page says how far it is.

    ``about`` is what the part is about, ``stores`` whether by it something comes into the diary,
    and ``at_once`` does it and says whether something came. Raises NoFileWaitsError.
    """
    person = person_of(request)
    if _takes_long(pending):
        pending.announce(stage, stores=stores)
        device = device_of(request.headers.get("User-Agent", ""))
        language = get_language() or "en"
        task.enqueue(
            person.pk,
            stage,
            about=about,
            language=language,
            browser=device.browser,
            system=device.system,
        )
    elif at_once():
        note(request, person, Happening.IMPORTED)


def put_away(request: HttpRequest, pending: PendingImport, as_of: datetime) -> bool:
    """Put the file away and say so; False, and that is said, while it is being stored."""
    if pending.is_being_stored(as_of):
        say(
            request,
            _("It is being stored just now. Once it is stored it can be taken back in one step."),
        )
        return False
    pending.remove()
    say(request, _("The file was put away. Nothing was stored."))
    return True


def say_none_waits(request: HttpRequest) -> None:
    """Say that the file is not there any more: put away, or replaced in another window."""
    say(request, _("No file is waiting. Choose it again."))


def refuse_while_storing(form: Form, pending: PendingImport, as_of: datetime) -> None:
    """No other file takes the place of one that is being stored: the form then says so."""
    if pending.is_being_stored(as_of):
        text = _("A file is being stored just now. When that is done, choose the next one.")
        form.add_error("file", text)


def _takes_long(pending: PendingImport) -> bool:
    """Whether the file is large, or one that is packed is, as it says itself."""
    if pending.size() > LARGEST_AT_ONCE:
        return True
    with pending.open() as file:
        return unpacked_size(file) > LARGEST_AT_ONCE
