"""What was typed into a page and not stored, when another part of that page was touched: it is shown again.

A page of several parts is one form, so that a touch on a part sends along what stands in the others. Where that is
something typed, the answer is the page itself with all of it in place, and not a redirect, which would forget it
(docs/adr/0102). Works without scripts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import TypeVar, cast
from urllib.parse import urlsplit

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from journal.forms.merge import SEPARATOR, Conflict, text_of
from journal.forms.opened import Opened, opened_by_form
from twitchlog.drafts import end_draft, keep_draft

AnyForm = TypeVar("AnyForm", bound=forms.BaseForm)
# A box to choose a place for an open question, by its entry; none is named in ``opened``, all begin empty.
PLACE = "place-"
ATTRIBUTE = "_carried"
PAGES_OF_PARTS = ("appointment", "dashboard", "log", "morning", "patterns", "share", "tokens")
# Fields that a form draws anew whenever it is shown: nobody typed them.
DRAWN = frozenset({"client_id", "key", "opened_at"})


@dataclass(frozen=True, slots=True)
class PartNotice:
    """What a page says at the part that was touched: a card by its code, or a pattern by its key.

    ``asked`` are the fields in dispute, ``conflicts`` those of them that have a choice.
    """

    text: str
    code: str = ""
    pattern: str = ""
    asked: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedTexts:
    """Texts that were typed and are not stored, by field; what their page was opened about; what it has to say."""

    texts: Mapping[str, str] = field(default_factory=dict)
    opened: Opened | None = None
    notice: PartNotice | None = None

    def into(self, form: AnyForm) -> AnyForm:
        """A form that was not sent itself, with the texts of its fields in place."""
        form.initial = {**form.initial, **{name: text for name, text in self.texts.items() if name in form.fields}}
        return form

    def base(self, fresh: Opened, subject: str = "") -> Opened:
        """What the page is opened about now: what was typed goes on being compared with what it was typed against.

        On a page that is about another ``subject`` (a name in ``about``) it is compared with what that page shows.
        """
        if self.opened is None or self.opened.about.get(subject) != fresh.about.get(subject):
            return fresh
        asked = self.notice.asked if self.notice else ()
        about = fresh.with_about(asked=SEPARATOR.join(asked)) if asked else fresh
        return about.with_values_of(self.opened, self.texts.keys() - set(asked))


def opened_with(request: HttpRequest, person: User, form: forms.BaseForm) -> Opened:
    """For a page whose ``form`` makes something: what its fields show, and what was typed in them before in place."""
    seen = {name: field for name, field in form.fields.items() if name not in DRAWN}
    # Not by its bound fields, which would go on showing this.
    initial = {name: form.get_initial_for_field(field, name) for name, field in seen.items()}
    shown = {name: _sent(seen[name].widget.format_value(value)) for name, value in initial.items()}
    carried = carried_by(request)
    if not form.is_bound:
        carried.into(form)
    return carried.base(Opened.by(person, {}, shown))


def _sent(formatted: object) -> str:
    """What a browser sends of a field that shows this; widgets with choices name it in a list."""
    return text_of(formatted[0] if isinstance(formatted, list) and formatted else formatted or "")


def carried_by(request: HttpRequest) -> CarriedTexts:
    """What the page that is asked for has to show again; nothing for a page that is opened anew."""
    carried = getattr(request, ATTRIBUTE, None)
    if isinstance(carried, CarriedTexts):
        return carried
    return typed_unstored(request) if request.method == "POST" else CarriedTexts()


def typed_unstored(request: HttpRequest, stored: Collection[str] = ()) -> CarriedTexts:
    """What a form was sent with in fields that show something else than at first, but for those ``stored`` now."""
    opened = opened_by_form(request)
    if opened is None:
        return CarriedTexts()
    sent = {name: request.POST[name] for name in request.POST if name not in stored}
    return CarriedTexts({name: text for name, text in sent.items() if _is_typed(opened, name, text)}, opened)


def _is_typed(opened: Opened, name: str, text: str) -> bool:
    if name in opened.values:
        return not opened.shows(name, text)
    return name.startswith(PLACE) and bool(text)


def back(request: HttpRequest, otherwise: str, *, stored: Collection[str] = ()) -> HttpResponse:
    """To the page that the form named in ``next``, if it is one of ours; else to the URL name ``otherwise``.

    With something typed that is not among the fields ``stored``, that page is the answer.
    """
    there, carried = _ours(request, request.POST.get("next", ""), otherwise), typed_unstored(request, stored)
    if carried.opened and carried.opened.values and not carried.texts:
        end_draft(request)
    shows_again = carried.texts and _match(there).url_name in PAGES_OF_PARTS
    return page_again(request, there, otherwise, carried) if shows_again else redirect(there)


def _match(there: str) -> ResolverMatch:
    """The view at an address of ours. Raises Resolver404."""
    return resolve("/" + urlsplit(there).path.removeprefix(get_script_prefix()))


def _ours(request: HttpRequest, there: str, otherwise: str) -> str:
    """The address, if it is one of ours; else that of the URL name ``otherwise``."""
    host = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(there, host, require_https=request.is_secure())
    ours = safe and there.startswith("/")  # anything else would be taken for the name of a page
    try:
        _match(there)
    except Resolver404:
        ours = False
    return there if ours else reverse(otherwise)


def page_again(
    request: HttpRequest, there: str, otherwise: str, carried: CarriedTexts, *, status: int = 200
) -> HttpResponse:
    """The page at the address ``there``, or else of the URL name ``otherwise``, with what was typed in place.

    It is asked for as by a browser that follows a redirect, without the way by the browser, which would forget.
    """
    there = _ours(request, there, otherwise)
    keep_draft(request, carried.texts)
    address, match = urlsplit(there), _match(there)
    again = copy(request)
    again.method, again.path, again.resolver_match = "GET", address.path, match
    again.META = {**request.META, "REQUEST_METHOD": "GET", "QUERY_STRING": address.query}
    again.GET, again.POST = QueryDict(address.query), QueryDict()
    setattr(again, ATTRIBUTE, carried)
    answer = cast("HttpResponse", match.func(again, *match.args, **match.kwargs))
    answer.status_code = status if answer.status_code == 200 else answer.status_code
    return answer
