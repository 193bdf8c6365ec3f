"""A form that the server's front refused before any view saw it, as it was sent.

Nothing typed is lost where a lane is full: the page that says so shows the form, with what sends it
once more (docs/adr/0250).
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware

from journal.forms.opened_about import opened_by_form
from journal.forms.sealed_form import (
    KEY,
    SEALED,
    SECRETS,
    SECRETS_OF_ACCOUNTS,
    UnsavedForm,
    is_form,
)
from journal.forms.unsaved_page import ShownForm, shown_form
from journal.identity.accounts import account_of
from twitchlog.lanes import ServerNotice


class _TokenCheck(CsrfViewMiddleware):
    """Django's check of a form's token, which says what is wrong and makes no page of it."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


class RefusedForm:
    """What was sent to ``request``'s address; ``person`` is who is signed in, None for nobody."""

    def __init__(self, sent: HttpRequest, person: User | None) -> None:
        self._sent, self._person = sent, person

    @classmethod
    def of(cls, request: HttpRequest, notice: ServerNotice) -> RefusedForm | None:
        """The form that a notice brings along.

        None for what is no form, or came from no page of ours to whoever sends it now: another site
        must not show its own words here.
        """
        if not notice.body:
            return None
        sent, person = _as_sent(request, notice), request.user
        try:
            if not is_form(sent) or _TokenCheck(_nothing).process_view(sent, _nothing, (), {}):
                return None
            opened = opened_by_form(sent)
        except (SuspiciousOperation, MultiPartParserError):  # more, or worse, than any page sends
            return None
        known = person if isinstance(person, User) else None
        if known and opened and opened.account != account_of(known):
            return None
        return cls(sent, known)

    @property
    def seal(self) -> str:
        """Of a form that travels through signing in, which would end with this one; "" for none."""
        seal: str = self._sent.POST.get(SEALED, "")
        return seal if self._person is None and UnsavedForm.unsealed(seal) else ""

    def shown(self) -> ShownForm:
        """Its fields in words, and what sends it once more.

        What is said to a clinician by phone is the person's own, and comes back to them.
        """
        account, left_out = "", SECRETS
        if self._person:
            account, left_out = account_of(self._person), SECRETS_OF_ACCOUNTS
        form = UnsavedForm.with_account(self._sent, account, left_out=left_out)
        return shown_form(form, self._sent.POST.get(KEY, ""))


def _as_sent(request: HttpRequest, notice: ServerNotice) -> WSGIRequest:
    """The request as it came, beside the one that the front asks its own view with."""
    head: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": notice.content_type,
        "CONTENT_LENGTH": str(len(notice.body)),
        "wsgi.input": BytesIO(notice.body),
    }
    request_class = type(request) if isinstance(request, WSGIRequest) else WSGIRequest
    return request_class({**request.META, **head})


def _nothing(request: HttpRequest) -> HttpResponse:
    raise AssertionError("nobody asks this view")
