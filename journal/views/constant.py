"""“It went on and on”: a mark for a night and a place, by day and in the morning."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions.constant import answer_marks, mark_constant, unmark_constant
from journal.actions.record import RefusedError
from journal.criteria import BACK_MUSCLES
from journal.forms.card_answers import AnswerForm, touch_data
from journal.forms.carried_texts import PartNotice, carried_by, typed_unstored
from journal.forms.constant import ConstantForm
from journal.forms.opened_about import Opened
from journal.forms.opened_pages import night_meant
from journal.forms.redirects import page_again
from journal.nights import night_of
from journal.pages.constant import constant_page
from journal.pages.context import person_of
from journal.pages.entry_lines import constant_url
from journal.pages.notices import say
from journal.pages.question_buttons import PLACE_FIELD, SIDE_OF_PLACE
from journal.parsing import LARGEST_KEY, UnreadableError, address_number, iso_day
from journal.reading.marked_nights import is_marked
from journal.reading.night_marks import read_constant
from journal.reading.own_episodes import recent_places
from journal.views.touched_cards import accepted, refused_as_sent
from journal.wording.constant import constant_saved, constant_taken_back
from twitchlog.http.draft_cookie import end_draft

# What is chosen for a place that no button has, and the names of the buttons that have one.
CHOSEN_FIELDS = ("muscle", "side", "called_back")
PLACE_BUTTONS = ("take_back", "usual")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def constant(request: HttpRequest) -> HttpResponse:
    """The page of one night; POST marks a place of it, or takes one back."""
    as_of = timezone.now()
    night, zone = _night(request, as_of)
    if request.method != "POST":
        return _page(request, night, zone)
    form = ConstantForm(_touched(request) or request.POST, night=night, as_of=as_of, zone=zone)
    if not form.is_valid():
        return _page(request, night, zone, form)
    if "take_back" in request.POST:
        unmark_constant(person_of(request), form.place)
        say(request, constant_taken_back(form.place))
        return _again(request, night)
    return _mark(request, form)


def _touched(request: HttpRequest) -> dict[str, str]:
    """The place of the button that was touched; nothing where “Save” was, for what is chosen."""
    return next(
        ({"muscle": request.POST[name]} for name in PLACE_BUTTONS if name in request.POST), {}
    )


def _again(request: HttpRequest, night: date) -> HttpResponse:
    """The night's page, with what was chosen in it and not saved."""
    carried = typed_unstored(request, () if _touched(request) else CHOSEN_FIELDS)
    if carried.texts:
        return page_again(request, constant_url(night), "constant", carried)
    end_draft(request)
    return redirect(constant_url(night))


def _mark(request: HttpRequest, form: ConstantForm) -> HttpResponse:
    person = person_of(request)
    was_quiet = is_marked(person, form.night) and not read_constant(person, form.night, form.night)
    try:
        mark_constant(person, form.place, form.as_of)
    except RefusedError as error:
        form.add_error(None, " ".join(_(one.text) % one.values for one in error.problems))
        return _page(request, form.night, form.zone, form)
    say(request, constant_saved(form.place, was_quiet=was_quiet))
    return _again(request, form.night)


def _night(request: HttpRequest, as_of: datetime) -> tuple[date, ZoneInfo]:
    """The night of the form, else the one that the address names, else last night."""
    night, zone = night_meant(request, as_of)
    if request.method == "POST":
        return night, zone
    try:
        named = iso_day(request.GET.get("night", ""))
    except UnreadableError:
        return night, zone
    return min(named, night_of(as_of, zone)), zone


def _page(
    request: HttpRequest, night: date, zone: ZoneInfo, form: ConstantForm | None = None
) -> HttpResponse:
    person = person_of(request)
    page = constant_page(
        night,
        read_constant(person, night, night),
        recent_places(person),
        was_quiet=is_marked(person, night),
    )
    carried = carried_by(request)
    opened = Opened.by(person, {"night": night, "zone": zone.key}, dict.fromkeys(CHOSEN_FIELDS, ""))
    typed = {name: request.POST.get(name, "") for name in CHOSEN_FIELDS} if form else carried.texts
    context = {"page": page, "form": form, "opened": carried.base(opened, "night"), "typed": typed}
    return render(request, "journal/constant.html", context, status=422 if form else 200)


@login_required
@require_POST
def answer_constant(request: HttpRequest) -> HttpResponse:
    """An open question about places where it went on and on, answered on a card."""
    form = AnswerForm(touch_data(request))
    if not form.is_valid():
        return refused_as_sent(request, form, code=BACK_MUSCLES.code)
    marks = [min(key, LARGEST_KEY) for key in map(address_number, form.data.getlist("mark")) if key]
    cleaned = form.cleaned_data
    answered = answer_marks(
        person_of(request), marks, cleaned["question"], cleaned["value"], cleaned["side"] or ""
    )
    text = ngettext("Saved for %d place.", "Saved for %d places.", answered) % answered
    boxes = [f"{PLACE_FIELD}{-key}{part}" for key in marks for part in ("", SIDE_OF_PLACE)]
    return accepted(request, form, PartNotice(text, BACK_MUSCLES.code), boxes)
