"""A diary out of a file: looked at first, stored when the person says so."""

from __future__ import annotations

import os
from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from journal.actions.import_spans import ImportUnderWayError
from journal.actions.record import RefusedError
from journal.actions.record_diary import StoredDiary
from journal.diary_file import FileError, is_own_diary
from journal.files.import_diary import store
from journal.files.import_preview import preview
from journal.files.pending_import import NoFileWaitsError, PendingImport
from journal.files.sheet_state import table_waits
from journal.files.sheet_work import SheetStage, take_in
from journal.files.waiting_files import file_digest, sweep
from journal.forms.import_diary import ImportForm
from journal.forms.opened_about import Opened, opened_by_form
from journal.identity.security_log import note
from journal.models.security_event import Happening
from journal.pages.context import person_of, preferences_of
from journal.pages.import_diary import ImportDiaryPage
from journal.pages.import_preview import ImportPreviewPage, import_preview_page
from journal.pages.notices import say
from journal.views.import_sheet import begin_sheet_work
from journal.views.waiting_work import put_away, refuse_while_storing, say_none_waits
from journal.wording.after_import import can_be_taken_back, import_kept_waiting, import_stored


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_diary(request: HttpRequest) -> HttpResponse:
    """GET asks for a file or shows what the waiting one would add.

    POST takes one, stores it or drops it.
    """
    person = person_of(request)
    pending = PendingImport(person)
    if request.method == "POST":
        return _answer(request, pending)
    if table_waits(pending, timezone.now()):
        return redirect("import_sheet")
    noted = _noted(pending)
    about = {"file": noted.file, "zone": noted.zone}
    context = {
        "page": ImportDiaryPage(noted),
        "form": ImportForm(),
        "opened": Opened.by(person, about),
    }
    return render(request, "journal/import_diary.html", context)


@login_required
@never_cache
@require_safe
def import_progress(request: HttpRequest) -> JsonResponse:
    """How far the work on one's own file is: ``stage`` and ``percent``, {} if none is under way."""
    return JsonResponse(PendingImport(person_of(request)).progress())


def _answer(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    """Take a file, or do a step of the one that waits."""
    sweep(timezone.now())
    step = {"store": _store, "drop": _drop}.get(request.POST.get("step", ""), _take)
    try:
        return step(request, pending)
    except NoFileWaitsError:
        say_none_waits(request)
        return _go(request, "import_diary")


def _take(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    """Keep what was sent and look into it: a diary of ours, or a table of the person's own."""
    form = ImportForm(request.POST, request.FILES)
    refuse_while_storing(form, pending, timezone.now())
    if not form.is_valid():
        return _refuse(request, form)
    pending.keep(form.pieces)
    with pending.open() as file:
        is_ours = is_own_diary(file)
    if is_ours:
        _look(request, pending, form.name)
        return _go(request, "import_diary")
    zone, as_of = preferences_of(request).time_zone, timezone.now()
    take_in(pending, name=form.name, zone=zone, as_of=as_of)
    begin_sheet_work(request, pending, SheetStage.READING)
    return _go(request, "import_sheet")


def _refuse(request: HttpRequest, form: ImportForm) -> HttpResponse:
    if _by_script(request):
        errors = [text for texts in form.errors.values() for text in texts]
        return JsonResponse({"errors": errors}, status=422)
    context = {"page": ImportDiaryPage(ImportPreviewPage()), "form": form}
    return render(request, "journal/import_diary.html", context, status=422)


def _look(request: HttpRequest, pending: PendingImport, name: str) -> None:
    """Note what the file would add, for the page that shows it."""
    zone, as_of = preferences_of(request).time_zone, timezone.now()
    with pending.work("reading") as (own, file):
        size, digest = os.fstat(file.fileno()).st_size, file_digest(file)
        result = preview(
            person_of(request),
            file,
            default_zone=zone,
            as_of=as_of,
            so_far=lambda: own.tell("reading", file.tell(), size),
        )
        page = import_preview_page(result, name=name, file=digest, zone=zone)
        own.note(page.note(), as_of)


def _look_again(request: HttpRequest, pending: PendingImport) -> None:
    _look(request, pending, _noted(pending).name)


def _store(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    """Store the file that the page showed, all or nothing."""
    try:
        stored = _store_all(request, pending)
        if stored is None:
            return _another(request, pending)
    except ImportUnderWayError as error:
        say(request, import_kept_waiting(by_undo=error.by_undo))
        return _go(request, "import_diary")
    except (RefusedError, FileError):
        # Something has changed since it was looked at. Look again, so that the page says what.
        _look_again(request, pending)
        return _go(request, "import_diary")
    _say_stored(request, pending, stored)
    return _go(request, "diary")


def _store_all(request: HttpRequest, pending: PendingImport) -> StoredDiary | None:
    """Store it as it was looked at; None if another file waits by now.

    The zone is the one that was the person's when they looked.
    """
    about = _about(request)
    with pending.work("checking", stores=True) as (own, file):
        if file_digest(file) != about.get("file"):
            return None
        size = os.fstat(file.fileno()).st_size
        return store(
            person_of(request),
            file,
            default_zone=about.get("zone") or preferences_of(request).time_zone,
            as_of=timezone.now(),
            name=_noted(pending).name,
            so_far=lambda: own.tell("checking", file.tell(), size),
            stored_so_far=lambda done, of: own.tell("storing", done, of),
        )


def _say_stored(request: HttpRequest, pending: PendingImport, stored: StoredDiary) -> None:
    marked_nights = _noted(pending).marked_nights
    pending.remove()
    note(request, person_of(request), Happening.IMPORTED)
    text = import_stored(
        stored.episodes, stored.nights, stored.records, marked_nights=marked_nights
    )
    if stored.is_anything:
        text += " " + can_be_taken_back()
    say(request, text)


def _another(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    """Say that the page showed another file than the one that waits, and show that one."""
    noted = _noted(pending)
    if not noted.file:  # looked at before such a page said which file it shows
        _look(request, pending, noted.name)
    text = _(
        "By now another file is waiting than the one on that page. "
        "Nothing was stored. It is this one: %(name)s"
    )
    say(request, text % {"name": noted.name})
    return _go(request, "import_diary")


def _drop(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    """Put the file away that the page showed, and no other."""
    waiting = _noted(pending).file
    if waiting and waiting != _about(request).get("file"):
        return _another(request, pending)
    put_away(request, pending, timezone.now())
    return _go(request, "import_diary")


def _noted(pending: PendingImport) -> ImportPreviewPage:
    """What the waiting file would add; an empty page if none waits."""
    return ImportPreviewPage.of_note(pending.preview(timezone.now()) or {})


def _about(request: HttpRequest) -> Mapping[str, str]:
    opened = opened_by_form(request)
    if opened is None:
        return {}
    return opened.about


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _go(request: HttpRequest, name: str) -> HttpResponse:
    """Lead on to a page.

    A script is told its address, so that a notice waits for the page and not for the script.
    """
    if _by_script(request):
        return JsonResponse({"next": reverse(name)})
    return redirect(name)
