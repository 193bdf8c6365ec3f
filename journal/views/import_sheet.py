"""A table of one's own into the diary: a page for each step, nothing stored before the last one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from journal.files.pending_import import NoFileWaitsError, PendingImport
from journal.files.sheet_state import (
    COLUMN_ROLES,
    PREVIEW,
    REFUSED,
    STORED,
    TABLE,
    SheetState,
    read_state,
)
from journal.files.sheet_work import SheetStage, do_work, show_sample
from journal.files.waiting_files import sweep
from journal.forms.import_sheet import answer_sent, columns_sent, zone_sent
from journal.forms.opened_about import Opened, opened_by_form
from journal.pages.context import person_of
from journal.pages.import_sheet import INTERRUPTED, import_sheet_page, working_page
from journal.pages.notices import say
from journal.tasks import work_on_sheet
from journal.views.waiting_work import begin_work, put_away, say_none_waits
from twitchlog.http.draft_cookie import end_draft

# Seconds after which the page of a file that is worked on asks again, also without a script.
AGAIN_AFTER = 2
# The part of the columns' page that shows the first rows.
FIRST_ROWS = "first"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_sheet(request: HttpRequest) -> HttpResponse:
    """GET shows the next step of the waiting table, or the one that is named; POST answers one."""
    as_of, pending = timezone.now(), PendingImport(person_of(request))
    if request.method == "POST":
        sweep(as_of)
        try:
            return _answer(request, pending, as_of)
        except NoFileWaitsError:
            say_none_waits(request)
            return redirect("import_diary")
    state = read_state(pending, as_of)
    if state is None:
        return redirect("import_diary")
    if pending.is_at_work(as_of):
        return _at_work(request, state, pending)
    return _page(request, state, _wanted_step(request, state, as_of), as_of)


def _wanted_step(request: HttpRequest, state: SheetState, as_of: datetime) -> str:
    """The step that is named, if one can go back to it, else the next one."""
    step = state.step(as_of)
    if step in (REFUSED, STORED):
        return step
    if state.survey is None or (step == PREVIEW and state.preview is None):
        return INTERRUPTED
    steps = {COLUMN_ROLES, *(doubt.kind.value for doubt in state.doubts(as_of))}
    wanted = request.GET.get("step", "")
    return wanted if wanted in steps and step != TABLE else step


def _at_work(request: HttpRequest, state: SheetState, pending: PendingImport) -> HttpResponse:
    page = working_page(state, pending.progress())
    context = {"page": page, "opened": Opened.by(person_of(request), state.about)}
    answer = render(request, "journal/import_sheet.html", context)
    answer["Refresh"] = str(AGAIN_AFTER)
    return answer


def _page(
    request: HttpRequest, state: SheetState, step: str, as_of: datetime, error: str = ""
) -> HttpResponse:
    """The page of a step; with an ``error`` what was sent is shown in it again."""
    sent = request.POST.dict() if error else None
    every_word = "all" in request.GET
    page = import_sheet_page(
        state, step, as_of=as_of, sent=sent, error=error, every_word=every_word
    )
    context = {"page": page, "opened": Opened.by(person_of(request), state.about)}
    return render(request, "journal/import_sheet.html", context, status=422 if error else 200)


def _answer(request: HttpRequest, pending: PendingImport, as_of: datetime) -> HttpResponse:
    """Take an answer, unless the page showed another file or other answers."""
    state, opened = read_state(pending, as_of), opened_by_form(request)
    if state is None:
        raise NoFileWaitsError
    step = request.POST.get("step", "")
    if stale := _stale_text(state, opened.about if opened else {}, dropping=step == "drop"):
        say(request, stale)
        return redirect("import_sheet")
    if step == "drop":
        if not put_away(request, pending, as_of):
            return redirect("import_sheet")
        end_draft(request)
        return redirect("import_diary")
    if pending.is_at_work(as_of):
        return redirect("import_sheet")
    answer = STEPS.get(step, _doubt)(request, pending, state, as_of)
    if answer.status_code == 302:  # it was not refused
        end_draft(request)
    return answer


def _stale_text(state: SheetState, about: Mapping[str, str], *, dropping: bool) -> str:
    """What is said to a page that showed another file, or other answers about it; "" for none."""
    if about.get("file") != state.file:
        text = _("By now another file is waiting than the one on that page. It is this one: %s")
        return text % state.name
    if not dropping and about.get("version") != state.version:
        return _("Meanwhile this was answered in another window. Here is how it stands.")
    return ""


def _table(
    request: HttpRequest, pending: PendingImport, state: SheetState, as_of: datetime
) -> HttpResponse:
    """Another table of the file is gone through from its beginning."""
    chosen = request.POST.get("answer", "")
    numbers = {str(table.number): table.number for table in state.tables}
    if chosen not in numbers:
        return _page(request, state, TABLE, as_of, _("Choose one of these."))
    if numbers[chosen] == state.table:
        return _keep(request, pending, state.answered(TABLE), as_of)
    other = state.answered(TABLE, table=numbers[chosen], survey=None, sample=None)
    pending.note_sheet(other.note(), as_of)
    return _work(request, pending, SheetStage.READING)


def _columns(
    request: HttpRequest, pending: PendingImport, state: SheetState, as_of: datetime
) -> HttpResponse:
    """What the columns tell; ``again`` shows the first rows with it."""
    sent = request.POST.dict()
    headers = state.survey.table.header if state.survey else ()
    try:
        recipe = columns_sent(state.recipe, headers, sent)
        recipe = zone_sent(recipe, sent, state.zone)
    except ValidationError as error:
        return _page(request, state, COLUMN_ROLES, as_of, " ".join(error.messages))
    if "again" in sent:
        sampled = replace(state, recipe=recipe, preview=None)
        pending.note_sheet(sampled.note(), as_of)
        show_sample(person_of(request), pending, about=sampled.about, as_of=as_of)
        return redirect(f"{request.path}?step={COLUMN_ROLES}#{FIRST_ROWS}")
    return _keep(request, pending, state.answered(COLUMN_ROLES, recipe=recipe), as_of)


def _doubt(
    request: HttpRequest, pending: PendingImport, state: SheetState, as_of: datetime
) -> HttpResponse:
    """The answer to a question of the reader's; one that is no longer asked is passed over."""
    step = request.POST.get("step", "")
    doubt = next((doubt for doubt in state.doubts(as_of) if doubt.kind.value == step), None)
    if doubt is None:
        return redirect("import_sheet")
    try:
        picked = request.POST.getlist("picked")
        recipe = answer_sent(doubt, state.recipe, request.POST.dict(), picked)
    except ValidationError as error:
        return _page(request, state, step, as_of, " ".join(error.messages))
    return _keep(request, pending, state.answered(step, recipe=recipe), as_of)


def _keep(
    request: HttpRequest, pending: PendingImport, state: SheetState, as_of: datetime
) -> HttpResponse:
    """Note the answers, and look at what the table would add once nothing is left to ask."""
    pending.note_sheet(state.note(), as_of)
    if state.step(as_of) == PREVIEW:
        return _work(request, pending, SheetStage.CHECKING)
    return redirect("import_sheet")


def _leave_wrong(
    request: HttpRequest, pending: PendingImport, state: SheetState, as_of: datetime
) -> HttpResponse:
    """Rows that cannot be read are to stay out; they are listed."""
    pending.note_sheet(replace(state, leaves_wrong=True).note(), as_of)
    return redirect("import_sheet")


def _again(
    request: HttpRequest, pending: PendingImport, state: SheetState, as_of: datetime
) -> HttpResponse:
    """Begin a part of the work once more that has ended early."""
    stage = SheetStage.READING if state.survey is None else SheetStage.CHECKING
    return _work(request, pending, stage)


def _store(
    request: HttpRequest, pending: PendingImport, state: SheetState, as_of: datetime
) -> HttpResponse:
    """All or nothing; only what was looked at."""
    if state.preview is None:
        return redirect("import_sheet")
    if state.is_kept_waiting:
        pending.note_sheet(
            replace(state, is_kept_waiting=False, waits_for_undo=False).note(), as_of
        )
    return _work(request, pending, SheetStage.STORING)


STEPS: dict[str, Callable[[HttpRequest, PendingImport, SheetState, datetime], HttpResponse]] = {
    TABLE: _table,
    COLUMN_ROLES: _columns,
    "leave_wrong": _leave_wrong,
    "again": _again,
    "store": _store,
}


def _work(request: HttpRequest, pending: PendingImport, stage: SheetStage) -> HttpResponse:
    begin_sheet_work(request, pending, stage)
    return redirect("import_sheet")


def begin_sheet_work(request: HttpRequest, pending: PendingImport, stage: SheetStage) -> None:
    """Do a part of the work on the table as it was answered, or have it done."""
    as_of, person, language = timezone.now(), person_of(request), get_language() or "en"
    state = read_state(pending, as_of)
    about = state.about if state else {}
    begin_work(
        request,
        pending,
        stage.value,
        about=about,
        stores=stage is SheetStage.STORING,
        at_once=lambda: do_work(
            person, pending, stage, about=about, languages=[language], as_of=as_of
        ),
        task=work_on_sheet,
    )
