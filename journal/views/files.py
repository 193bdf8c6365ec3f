"""A diary out of a file and into one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from journal.diary_file import COLUMNS, FileError
from journal.diary_file import KINDS as KINDS_BESIDE
from journal.files.exporting import CONTENT_TYPES, KINDS, export, extent
from journal.files.importing import look, store
from journal.files.waiting import Waiting, file_digest, sweep
from journal.forms.files import ImportForm
from journal.forms.opened import Opened, opened_by_form
from journal.models.recording import RefusedError
from journal.models.recording_all import Stored
from journal.pages.context import person_of, preferences_of
from journal.pages.found import in_words
from journal.pages.notices import say


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_diary(request: HttpRequest) -> HttpResponse:
    """GET asks for a file or shows what the waiting one would add. POST takes one, stores it or drops it."""
    if request.method != "POST":
        found = Waiting(person_of(request)).found(timezone.now())
        about = {name: (found or {}).get(name, "") for name in ("file", "zone")}
        opened = Opened.by(person_of(request), about)
        page = {"found": found, "form": ImportForm(), "columns": COLUMNS, "opened": opened}
        return render(request, "journal/import_diary.html", page)
    sweep(timezone.now())
    step = {"store": _store, "drop": _drop}.get(request.POST.get("step", ""), _take)
    return step(request, Waiting(person_of(request)))


def _take(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    """Keep the file that was sent and look into it."""
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        if _by_script(request):
            return JsonResponse({"errors": form.errors["file"]}, status=422)
        return render(request, "journal/import_diary.html", {"form": form, "columns": COLUMNS}, status=422)
    given = form.cleaned_data["file"]
    waiting.keep(given.chunks())
    _look(request, waiting, given.name)
    return _go(request, "import_diary")


def _look(request: HttpRequest, waiting: Waiting, name: str) -> None:
    person, zone, as_of = person_of(request), preferences_of(request).time_zone, timezone.now()
    with waiting.open() as file:
        size, digest = os.fstat(file.fileno()).st_size, file_digest(file)
        waiting.tell("reading", 0, size)
        seen = look(
            person, file, default_zone=zone, as_of=as_of, so_far=lambda: waiting.tell("reading", file.tell(), size)
        )
    words = in_words(seen, person, name=name, zone=zone, as_of=as_of)
    waiting.note({**words, "file": digest, "zone": zone}, as_of)
    waiting.rest()


def _store(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    """Store the file that the page showed, all or nothing."""
    try:
        stored = _store_all(request, waiting)
        if stored is None:
            return _another(request, waiting)
    except FileNotFoundError:
        say(request, _("No file is waiting. Choose it again."))
        return _go(request, "import_diary")
    except (RefusedError, FileError):
        # The look had found nothing wrong: something has changed since. Look again, so that the page says what.
        found = waiting.found(timezone.now()) or {}
        _look(request, waiting, found.get("name", ""))
        return _go(request, "import_diary")
    marked = (waiting.found(timezone.now()) or {}).get("marked_nights", 0)
    waiting.remove()
    say(request, f"{_added(stored)} {_marked(marked)}".rstrip())
    return _go(request, "diary")


def _store_all(request: HttpRequest, waiting: Waiting) -> Stored | None:
    """Store it as it was looked at, with the zone that was the person's then; None if another file waits by now."""
    about = _about(request)
    with waiting.open() as file:
        if file_digest(file) != about.get("file"):
            return None
        size = os.fstat(file.fileno()).st_size
        return store(
            person_of(request),
            file,
            default_zone=about.get("zone") or preferences_of(request).time_zone,
            as_of=timezone.now(),
            so_far=lambda: waiting.tell("checking", file.tell(), size),
            stored_so_far=lambda done, of: waiting.tell("storing", done, of),
        )


def _added(stored: Stored) -> str:
    episodes = ngettext("%(number)d episode", "%(number)d episodes", stored.episodes) % {"number": stored.episodes}
    nights = ngettext("%(number)d night without twitches", "%(number)d nights without twitches", stored.nights)
    nights %= {"number": stored.nights}
    others = [f"{_(KINDS_BESIDE[name].title)}: {number}." for name, number in stored.besides.items()]
    return " ".join([_("Added: %(episodes)s and %(nights)s.") % {"episodes": episodes, "nights": nights}, *others])


def _marked(nights: int) -> str:
    """That some nights have a mark and entries now; "" if none."""
    if not nights:
        return ""
    text = ngettext(
        "%d night is marked “no twitches” and has entries too; the entries count.",
        "%d nights are marked “no twitches” and have entries too; the entries count.",
        nights,
    )
    return text % nights


def _about(request: HttpRequest) -> Mapping[str, str]:
    opened = opened_by_form(request)
    return opened.about if opened else {}


def _another(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    """Say that the page showed another file than the one that waits, and show that one."""
    found = waiting.found(timezone.now()) or {}
    if "file" not in found:  # looked at before such a page said which file it shows
        _look(request, waiting, found.get("name", ""))
    text = _("By now another file is waiting than the one on that page. Nothing was stored. It is this one: %(name)s")
    say(request, text % {"name": found.get("name", "")})
    return _go(request, "import_diary")


def _drop(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    """Put the file away that the page showed, and no other."""
    shown, waits = _about(request).get("file"), (waiting.found(timezone.now()) or {}).get("file")
    if waits and shown != waits:
        return _another(request, waiting)
    waiting.remove()
    say(request, _("The file was put away. Nothing was stored."))
    return _go(request, "import_diary")


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _go(request: HttpRequest, name: str) -> HttpResponse:
    """To a page; a script is told its address, so that a notice waits for the page and not for the script."""
    return JsonResponse({"next": reverse(name)}) if _by_script(request) else redirect(name)


@login_required
@never_cache
@require_safe
def import_progress(request: HttpRequest) -> JsonResponse:
    """How far the work on one's own file is: ``stage`` and ``percent``, or {} if none is under way."""
    return JsonResponse(Waiting(person_of(request)).progress())


@login_required
@require_safe
def export_page(request: HttpRequest) -> HttpResponse:
    """What an export holds, and in which form one wants it."""
    told: dict[str, Any] = {"extent": extent(person_of(request))}
    return render(request, "journal/export_page.html", told)


@login_required
@require_safe
def export_diary(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The whole diary as a download, sent while it is read."""
    if kind not in KINDS:
        raise Http404
    today = timezone.now().astimezone(preferences_of(request).zone).date()
    return StreamingHttpResponse(
        export(person_of(request), kind),
        content_type=CONTENT_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="twitchlog-diary-{today}.{kind}"',
            "Cache-Control": "no-store",
        },
    )
