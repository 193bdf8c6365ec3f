"""Answers given on the dashboard's cards: to an open question, to "too many?", and the decision on
a pattern.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.actions.pattern_decision import answer_too_many, locked_decision, store_decision
from journal.actions.question_answers import AnsweredElsewhereError, answer_all, put_aside
from journal.actions.record import RefusedError
from journal.criteria import BACK_MUSCLES, JERK_WOKE_ME, TOO_MANY
from journal.forms.card_answers import (
    AnswerForm,
    DecisionForm,
    EntryAnswerForm,
    TooManyForm,
    touch_data,
)
from journal.forms.card_merge import (
    answered_elsewhere,
    answered_meanwhile,
    decision_change,
    too_many_elsewhere,
)
from journal.forms.carried_texts import PartNotice
from journal.forms.opened_about import opened_about, opened_by_form
from journal.models import Episode
from journal.open_questions import PUT_ASIDE
from journal.pages.context import person_of, preferences_of
from journal.pages.pattern_rows import NOTE_FIELD
from journal.pages.question_buttons import PLACE_FIELD, SIDE_OF_PLACE
from journal.parsing import LARGEST_KEY
from journal.reading.patterns import entries_of_pattern
from journal.reading.period import latest_answer
from journal.views.touched_cards import accepted, refused, refused_as_sent
from journal.wording.after_saving import answer_saved, question_put_aside


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill one field of an entry of one's own, and of those named with it; 404 unless all of them
    are.
    """
    as_of, form = timezone.now(), EntryAnswerForm(touch_data(request))
    keys = {min(pk, LARGEST_KEY), *form.also}
    episodes = list(Episode.objects.of(person_of(request)).kept().filter(pk__in=keys))
    if len(episodes) != len(keys):
        return _gone(request, form)
    if not form.is_valid():
        return refused_as_sent(request, form, code=_card_of(form))
    return _answer(request, form, pk, episodes, as_of)


def _answer(
    request: HttpRequest, form: AnswerForm, pk: int, episodes: list[Episode], as_of: datetime
) -> HttpResponse:
    code = _card_of(form)
    question, value, side = (form.cleaned_data[name] for name in ("question", "value", "side"))
    box = f"{PLACE_FIELD}{pk}"
    boxes = [box, f"{box}{SIDE_OF_PLACE}"]
    if value == PUT_ASIDE:
        put_aside(episodes, question)
        return accepted(request, form, PartNotice(question_put_aside(), code), boxes)
    try:
        answered = answer_all(episodes, question, value, side=side, as_of=as_of, was=form.was)
    except RefusedError as error:
        text = " ".join(_(problem.text) % problem.values for problem in error.problems)
        return refused(request, form, PartNotice(text, code))
    except AnsweredElsewhereError as error:
        text = answered_elsewhere(question, error.stored, value)
        return refused(request, form, PartNotice(text, code), status=409)
    text = answer_saved(question, value, [episode.observation for episode in answered])
    return accepted(request, form, PartNotice(text, code), boxes)


def _card_of(form: AnswerForm) -> str:
    """The code of the card on which the question stands."""
    on_back = form.data.get("question") in ("back", "muscle")
    return (BACK_MUSCLES if on_back else JERK_WOKE_ME).code


def _gone(request: HttpRequest, form: AnswerForm) -> HttpResponse:
    """An entry that was asked about is gone from the diary. 404 for somebody who was not asked."""
    if opened_by_form(request) is None:
        raise Http404
    text = _("The entry is no longer in your diary: it was deleted meanwhile. Nothing was changed.")
    return refused(request, form, PartNotice(text), status=409)


@login_required
@require_POST
def too_many(request: HttpRequest) -> HttpResponse:
    """Keep an answer to "Do you think you are getting too many twitches?"; earlier ones stay, the
    latest counts.
    """
    form = TooManyForm(request.POST)
    if not form.is_valid():
        return refused_as_sent(request, form, code=TOO_MANY.code)
    person, typed = person_of(request), form.cleaned_data["answer"]
    with transaction.atomic():
        latest = latest_answer(person)
        meanwhile = answered_meanwhile(opened_by_form(request), latest)
        if not meanwhile:
            answer_too_many(person, typed, as_of=timezone.now())
    if meanwhile and latest.answer and latest.answer != typed:
        elsewhere = too_many_elsewhere(latest.answer, typed)
        return refused(request, form, PartNotice(elsewhere, TOO_MANY.code), status=409)
    return accepted(request, form, PartNotice(_("Your answer is saved."), TOO_MANY.code))


@login_required
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Keep a decision on a pattern, with the rules' version and the entries it was taken on."""
    form, as_of, person = DecisionForm(touch_data(request)), timezone.now(), person_of(request)
    if not form.is_valid():
        return refused_as_sent(request, form, pattern=form.key)
    entries = entries_of_pattern(person, preferences_of(request), form.key)
    if entries is None:
        return refused(request, form, PartNotice(_gone_pattern(form), pattern=form.key))
    opened = opened_about(request, {}, {})
    with transaction.atomic():
        change = decision_change(form, opened, locked_decision(person, form.key))
        if not change.elsewhere:
            store_decision(person, form.key, entries, change.values, as_of=as_of)
    if change.elsewhere:
        return refused(request, form, change.elsewhere, status=409)
    saved = PartNotice(_("Your decision is saved."), pattern=form.key)
    return accepted(request, form, saved, [f"{NOTE_FIELD}{form.key}"])


def _gone_pattern(form: DecisionForm) -> str:
    """That no page shows it any more, with the note that was typed about it and has no place."""
    gone = _(
        "This pattern is no longer there: its entries or your answers have changed. "
        "Nothing was saved."
    )
    if not form.cleaned_data.get("note"):
        return gone
    typed = _("You had typed: “%(note)s”") % {"note": form.cleaned_data["note"]}
    return f"{gone} {typed}"
