"""What stands before and around a shared report: limits, the passphrase, and answers that nobody keeps."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from journal.limits import TooManyError, spend
from journal.models import ShareLink
from journal.models.frozen import ShareOpening
from journal.models.sharing import DamagedError, link_of, note_opening
from journal.sharing.programs import is_a_person, may_be_shown_later

logger = logging.getLogger(__name__)
Rest = ParamSpec("Rest")
# A minute and address: a person who reads a report, prints it and reloads stays far below.
REQUESTS_A_MINUTE = 60
MISSES_A_MINUTE = 10
# A minute and link, from wherever they come.
PASSPHRASES_A_MINUTE = 5
# How long a right passphrase is remembered by the browser that gave it.
OPEN_SECONDS = 60 * 60
COOKIE = "twitchlog_shared"


def shared_page(
    view: Callable[Concatenate[HttpRequest, ShareLink, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view of a shared report: finds the link of its token, within the limits, and keeps the token from leaking.

    A token that is unknown, ended or taken back gets the same 404. No CSRF token is asked for: a stranger has no
    session that could be used against them, and a page without a referrer has no origin to check.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, token: str, *rest: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        as_of = timezone.now()
        if may_be_shown_later(request):
            # A browser that is refused a look ahead asks again once the page is wanted, and is counted then.
            return _private(HttpResponse(status=503))
        try:
            answer = view(request, _found(request, token, as_of), *rest, **named)
        except (Http404, DamagedError) as gone:
            if isinstance(gone, DamagedError):
                logger.error("%s", gone)
            answer = render(request, "journal/shared_gone.html", status=404)
        except TooManyError as too_many:
            answer = render(request, "429.html", status=429)
            answer["Retry-After"] = str(too_many.seconds)
        return _private(answer)

    return guarded


def says_if_damaged(
    view: Callable[Concatenate[HttpRequest, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view of one's own frozen report: one whose text no longer fits its hash is not shown, and said."""

    @wraps(view)
    def guarded(request: HttpRequest, *rest: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *rest, **named)
        except DamagedError as damaged:
            logger.error("%s", damaged)
            return render(request, "journal/frozen_damaged.html", {"pk": named["pk"]}, status=422)

    return guarded


def _found(request: HttpRequest, token: str, as_of: datetime) -> ShareLink:
    """Raises Http404 for a token without a living link, and TooManyError over a limit."""
    address = _address(request)
    spend(f"shared:{address}", most=REQUESTS_A_MINUTE, as_of=as_of)
    link = link_of(token, as_of=as_of)
    if link is None:
        spend(f"shared-miss:{address}", most=MISSES_A_MINUTE, as_of=as_of)
        raise Http404(_("There is nothing here."))
    return link


def _address(request: HttpRequest) -> str:
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return "unknown"


def _private(answer: HttpResponse) -> HttpResponse:
    """Kept by no cache and no search engine; and the address, which holds the token, is told to no other site."""
    answer["Cache-Control"] = "no-store, private"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


def note_visit(request: HttpRequest, link: ShareLink, what: ShareOpening.What, as_of: datetime) -> None:
    """Write down for the owner that a person opened the link.

    Not what programs fetch, not the owner's own looks, and not the further pages of a list that is already open.
    """
    if is_a_person(request) and link.owner_id != request.user.pk and "page" not in request.GET:
        note_opening(link, what, as_of=as_of)


def spend_passphrase(link: ShareLink, as_of: datetime) -> None:
    """Count one try. Raises TooManyError over the limit, whoever tried."""
    spend(f"shared-passphrase:{link.pk}", most=PASSPHRASES_A_MINUTE, as_of=as_of)


def is_open(request: HttpRequest, link: ShareLink) -> bool:
    """Whether this browser has given the passphrase of the link, or none is asked."""
    if not link.passphrase:
        return True
    try:
        return _signer(link).unsign(request.COOKIES.get(COOKIE, ""), max_age=OPEN_SECONDS) == str(link.pk)
    except signing.BadSignature:
        return False


def remember(answer: HttpResponse, request: HttpRequest, link: ShareLink) -> None:
    """Let this browser in for an hour: a signed cookie that is sent to this link's own addresses only."""
    answer.set_cookie(
        COOKIE,
        _signer(link).sign(str(link.pk)),
        max_age=OPEN_SECONDS,
        path=request.path,
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )


def _signer(link: ShareLink) -> signing.TimestampSigner:
    """Bound to the link and its passphrase: a cookie of another link, or of an older passphrase, is worth nothing."""
    return signing.TimestampSigner(salt=f"shared:{link.token_sha256}:{link.passphrase}")
