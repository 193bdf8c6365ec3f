"""The sleep of devices: an export is looked at first and stored when the person says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.actions.device_sleep import delete_device_sleep
from journal.actions.import_spans import ImportUnderWayError
from journal.actions.preferences import change_preferences
from journal.files.pending_import import SLEEP_PLACE, NoFileWaitsError, PendingImport
from journal.files.sleep_state import SleepFileState, SleepFileStep, read_sleep_state
from journal.files.sleep_work import SleepStage, do_sleep_work, take_sleep_file
from journal.files.waiting_files import sweep
from journal.forms.device_sleep import DeviceSleepForm, sleep_zone_sent
from journal.forms.opened_about import Opened, opened_by_form
from journal.pages.context import person_of, preferences_of
from journal.pages.device_sleep import DeviceSleepPage, device_sleep_page, working_sleep_page
from journal.pages.notices import say
from journal.reading.device_sleep import sleep_under_way, stored_sources
from journal.tasks import work_on_sleep_file
from journal.views.import_sheet import AGAIN_AFTER
from journal.views.waiting_work import begin_work, put_away, refuse_while_storing, say_none_waits
from journal.wording.device_sleep import sleep_deleted_text


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def device_sleep(request: HttpRequest) -> HttpResponse:
    """GET asks for a file or shows what the waiting one holds; POST takes, stores or drops one."""
    as_of, pending = timezone.now(), PendingImport(person_of(request), SLEEP_PLACE)
    if request.method == "POST":
        sweep(as_of)
        try:
            return _answer(request, pending, as_of)
        except NoFileWaitsError:
            say_none_waits(request)
            return _go(request)
    state = read_sleep_state(pending, as_of)
    if state is None or not pending.is_at_work(as_of):
        return _page(request, state)
    answer = _shown(request, working_sleep_page(state, pending.progress()), state)
    answer["Refresh"] = str(AGAIN_AFTER)
    return answer


@login_required
@never_cache
@require_safe
def device_sleep_progress(request: HttpRequest) -> JsonResponse:
    """How far the work on the export is: ``stage`` and ``percent``, {} if none is under way."""
    return JsonResponse(PendingImport(person_of(request), SLEEP_PLACE).progress())


@login_required
@require_POST
def forget_device_sleep(request: HttpRequest) -> HttpResponse:
    """Delete for good all that devices said of the person's sleep; their own words stay."""
    person = person_of(request)
    try:
        number = delete_device_sleep(person)
    except ImportUnderWayError:
        say(request, _("An import into your diary is under way. Nothing was deleted."))
        return redirect("device_sleep")
    PendingImport(person, SLEEP_PLACE).remove()
    say(request, sleep_deleted_text(number))
    return redirect("device_sleep")


@login_required
@require_POST
def sleep_source(request: HttpRequest) -> HttpResponse:
    """Keep whose sleep is shown where several sources wrote a night; "" is for the one that says
    most.
    """
    person, chosen = person_of(request), request.POST.get("source", "")
    if chosen and chosen not in {source.key for source in stored_sources(person)}:
        say(request, _("This source is not there any more. Nothing was changed."))
        return redirect("device_sleep")
    change_preferences(person, sleep_source=chosen)
    say(request, _("Saved."))
    return redirect("device_sleep")


def _page(
    request: HttpRequest,
    state: SleepFileState | None,
    form: DeviceSleepForm | None = None,
    error: str = "",
) -> HttpResponse:
    person, preferences = person_of(request), preferences_of(request)
    page = device_sleep_page(
        state,
        stored_sources(person),
        zone=preferences.zone,
        under_way=sleep_under_way(person),
        chosen=preferences.sleep_source,
        error=error,
    )
    return _shown(request, page, state, form, status=422 if form or error else 200)


def _shown(
    request: HttpRequest,
    page: DeviceSleepPage,
    state: SleepFileState | None,
    form: DeviceSleepForm | None = None,
    status: int = 200,
) -> HttpResponse:
    opened = Opened.by(person_of(request), state.about if state else {})
    context = {"page": page, "form": form or DeviceSleepForm(), "opened": opened}
    return render(request, "journal/device_sleep.html", context, status=status)


def _answer(request: HttpRequest, pending: PendingImport, as_of: datetime) -> HttpResponse:
    """Take a file, or do a step of the one that the page showed and no other."""
    step = request.POST.get("step", "")
    if step not in SLEEP_FILE_STEPS:
        return _take(request, pending, as_of)
    state, opened = read_sleep_state(pending, as_of), opened_by_form(request)
    if state is None:
        raise NoFileWaitsError
    if opened is None or opened.about != state.about:
        text = _("By now another file is waiting than the one on that page. It is this one: %s")
        say(request, text % state.name)
        return _go(request)
    is_busy = pending.is_at_work(as_of) or state.step is SleepFileStep.STORED
    if is_busy and step != "drop":
        return _go(request)
    return SLEEP_FILE_STEPS[step](request, pending, state, as_of)


def _take(request: HttpRequest, pending: PendingImport, as_of: datetime) -> HttpResponse:
    form = DeviceSleepForm(request.POST, request.FILES)
    refuse_while_storing(form, pending, as_of)
    if not form.is_valid():
        if _by_script(request):
            errors = [text for texts in form.errors.values() for text in texts]
            return JsonResponse({"errors": errors}, status=422)
        return _page(request, None, form)
    file, zone = form.cleaned_data["file"], preferences_of(request).time_zone
    pending.keep(file.chunks())
    state = take_sleep_file(pending, name=file.name or "", zone=zone, as_of=as_of)
    return _work(request, pending, state, SleepStage.READING)


def _zone(
    request: HttpRequest, pending: PendingImport, state: SleepFileState, as_of: datetime
) -> HttpResponse:
    """Times that do not say where they were are read in another zone."""
    own = preferences_of(request).time_zone
    try:
        zone = sleep_zone_sent(request.POST.get("time_zone", ""), own)
    except ValidationError as error:
        return _page(request, state, error=" ".join(error.messages))
    other = state.to_be_read(zone)
    pending.note_sheet(other.note(), as_of)
    return _work(request, pending, other, SleepStage.READING)


def _again(
    request: HttpRequest, pending: PendingImport, state: SleepFileState, as_of: datetime
) -> HttpResponse:
    """Go through a file once more whose work has ended early."""
    again = state.to_be_read()
    pending.note_sheet(again.note(), as_of)
    return _work(request, pending, again, SleepStage.READING)


def _store(
    request: HttpRequest, pending: PendingImport, state: SleepFileState, as_of: datetime
) -> HttpResponse:
    """All or nothing; only what was looked at."""
    if state.step is not SleepFileStep.PREVIEW:
        return _go(request)
    return _work(request, pending, state, SleepStage.STORING)


def _drop(
    request: HttpRequest, pending: PendingImport, state: SleepFileState, as_of: datetime
) -> HttpResponse:
    put_away(request, pending, as_of)
    return _go(request)


SleepFileAnswer = Callable[[HttpRequest, PendingImport, SleepFileState, datetime], HttpResponse]
SLEEP_FILE_STEPS: dict[str, SleepFileAnswer] = {
    "zone": _zone,
    "again": _again,
    "store": _store,
    "drop": _drop,
}


def _work(
    request: HttpRequest, pending: PendingImport, state: SleepFileState, stage: SleepStage
) -> HttpResponse:
    """Do a part of the work on the file, or have it done."""
    person, about = person_of(request), state.about
    begin_work(
        request,
        pending,
        stage.value,
        about=about,
        stores=stage is SleepStage.STORING,
        at_once=lambda: do_sleep_work(person, pending, stage, about=about, as_of=timezone.now()),
        task=work_on_sleep_file,
    )
    return _go(request)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _go(request: HttpRequest) -> HttpResponse:
    """Lead on to the page. A script is told its address, so that a notice waits for the page."""
    if _by_script(request):
        return JsonResponse({"next": reverse("device_sleep")})
    return redirect("device_sleep")
