"""What was typed into a page and not stored when another part of it was touched.

A page of several parts is one form, so that a touch on a part sends along what stands in the
others. Where that is something typed, the answer is the page itself with all of it in place, and
not a redirect, which would forget it (docs/adr/0102). Works without scripts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest

from journal.forms.merge import NAME_SEPARATOR, Conflict, text_of
from journal.forms.opened_about import Opened, opened_by_form
from journal.pages.question_buttons import PLACE_FIELD

AnyForm = TypeVar("AnyForm", bound=forms.BaseForm)
CARRIED_ATTRIBUTE = "_carried"
# Fields that a form draws anew whenever it is shown: nobody typed them.
DRAWN = frozenset({"client_id", "key", "opened_at"})
# Sent with "Remove" or "Delete" where what was typed is to go too.
WITHOUT_TYPED = "without_typed"
SLEEP_PART = "sleep"  # bed and sleep times on the card of last night


@dataclass(frozen=True, slots=True)
class PartNotice:
    """What a page says at the part that was touched: a card by its code, or a pattern by its key.

    ``disputed`` are the names of the fields in dispute, ``conflicts`` those of them that have a
    choice.
    """

    text: str
    code: str = ""
    pattern: str = ""
    disputed: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedTexts:
    """Texts that were typed and are not stored, by field.

    ``opened`` is what their page was opened about, ``notice`` what it has to say.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    opened: Opened | None = None
    notice: PartNotice | None = None

    def notice_but(self, code: str) -> PartNotice | None:
        """What its page has to say, unless the part of that code says it itself."""
        if self.notice and self.notice.code == code:
            return None
        return self.notice

    def into(self, form: AnyForm) -> AnyForm:
        """A form that was not sent itself, with the texts of its fields in place."""
        form.initial = {
            **form.initial,
            **{name: text for name, text in self.texts.items() if name in form.fields},
        }
        return form

    def base(self, fresh: Opened, subject: str = "") -> Opened:
        """What the page is opened about now.

        What was typed goes on being compared with what it was typed against.

        On a page that is about another ``subject`` (a name in ``about``) it is compared with what
        that page shows.
        """
        if self.opened is None or self.opened.about.get(subject) != fresh.about.get(subject):
            return fresh
        disputed = self.notice.disputed if self.notice else ()
        if disputed:
            fresh = fresh.with_about(asked=NAME_SEPARATOR.join(disputed))
        return fresh.with_values_of(self.opened, self.texts.keys() - set(disputed))


def opened_with(request: HttpRequest, person: User, form: forms.BaseForm) -> Opened:
    """What a page is opened about whose ``form`` makes something.

    That is what its fields show; what was typed in them before is put into place.
    """
    fields = {name: field for name, field in form.fields.items() if name not in DRAWN}
    # Not by its bound fields, which would go on showing this.
    initial = {name: form.get_initial_for_field(field, name) for name, field in fields.items()}
    texts = {
        name: _sent_text(fields[name].widget.format_value(value)) for name, value in initial.items()
    }
    carried = carried_by(request)
    if not form.is_bound:
        carried.into(form)
    return carried.base(Opened.by(person, {}, texts))


def _sent_text(formatted: object) -> str:
    """What a browser sends of a field that shows this; widgets with choices name it in a list."""
    if isinstance(formatted, list) and formatted:
        return text_of(formatted[0])
    return text_of(formatted or "")


def carried_by(request: HttpRequest) -> CarriedTexts:
    """What the page that is asked for has to show again; nothing for a page that is opened anew."""
    carried = getattr(request, CARRIED_ATTRIBUTE, None)
    if isinstance(carried, CarriedTexts):
        return carried
    if request.method == "POST":
        return typed_unstored(request)
    return CarriedTexts()


def typed_unstored(request: HttpRequest, stored: Collection[str] = ()) -> CarriedTexts:
    """What was typed in fields that showed something else at first, but those ``stored`` now."""
    opened = opened_by_form(request)
    if opened is None:
        return CarriedTexts()
    sent = {name: request.POST[name] for name in request.POST if name not in stored}
    return CarriedTexts(
        {name: text for name, text in sent.items() if _is_typed(opened, name, text)}, opened
    )


def _is_typed(opened: Opened, name: str, text: str) -> bool:
    if name in opened.values:
        return not opened.shows(name, text)
    # None is named in ``opened``: all begin empty.
    return name.startswith(PLACE_FIELD) and bool(text)
