"""What stands before a shared report: limits, and answers that nobody keeps."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from journal.actions.share_link import note_opening
from journal.identity.security_log import not_withheld, note
from journal.models import ShareLink
from journal.models.security_event import Happening
from journal.models.share_link import ShareOpening
from journal.reading.frozen_reports import DamagedError
from journal.reading.share_links import living_link
from journal.request_limits import TooManyError, hit
from journal.sharing.automated_visitors import is_a_person, may_be_shown_later
from twitchlog.http.cache_headers import kept_by_nobody
from twitchlog.http.visitor_address import visitor_address
from twitchlog.lanes import was_moved

logger = logging.getLogger(__name__)
Arguments = ParamSpec("Arguments")
# A minute and address: a person who reads a report, prints it and reloads stays far below.
REQUESTS_A_MINUTE = 60
MISSES_A_MINUTE = 10


def shared_page(
    view: Callable[Concatenate[HttpRequest, ShareLink, Arguments], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view of a shared report: finds the link of its token, within the limits, and keeps the
    token from leaking.

    A token that is unknown, ended or taken back gets the same 404. No CSRF token is asked for: a
    stranger has no session that could be used against them, and a page without a referrer has no
    origin to check.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(
        request: HttpRequest, token: str, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        as_of = timezone.now()
        if may_be_shown_later(request):
            # A browser that is refused a look ahead asks again once the page is wanted, and is
            # counted then.
            return kept_by_nobody(HttpResponse(status=503))
        try:
            answer = view(request, _link_of(request, token, as_of), *args, **kwargs)
        except (Http404, DamagedError) as gone:
            answer = _gone_page(request, gone)
        except TooManyError as too_many:
            answer = _wait_page(request, too_many)
        return kept_by_nobody(answer)

    return guarded


def _gone_page(request: HttpRequest, error: Http404 | DamagedError) -> HttpResponse:
    if isinstance(error, DamagedError):
        logger.error("%s", error)
    return render(request, "journal/shared_gone.html", status=404)


def _wait_page(request: HttpRequest, error: TooManyError) -> HttpResponse:
    page = {"minutes": -(-error.seconds // 60)}
    answer = render(request, "journal/shared_wait.html", page, status=429)
    answer["Retry-After"] = str(error.seconds)
    return answer


def says_if_damaged(
    view: Callable[Concatenate[HttpRequest, Arguments], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view of one's own frozen report: one whose text no longer fits its hash is not shown, and
    said.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DamagedError as damaged:
            logger.error("%s", damaged)
            return render(request, "journal/frozen_damaged.html", {"pk": kwargs["pk"]}, status=422)

    return guarded


def _link_of(request: HttpRequest, token: str, as_of: datetime) -> ShareLink:
    """Raises Http404 for a token without a living link, and TooManyError over a limit."""
    address = visitor_address(request)
    if not was_moved(request):
        hit(f"shared:{address}", most=REQUESTS_A_MINUTE, as_of=as_of)
    link = living_link(token, as_of=as_of)
    if link is None:
        hit(f"shared-miss:{address}", most=MISSES_A_MINUTE, as_of=as_of)
        raise Http404(_("There is nothing here."))
    return link


def note_visit(
    request: HttpRequest, link: ShareLink, part: ShareOpening.What, as_of: datetime
) -> None:
    """Write down for the owner that a person opened the link.

    Not what programs fetch, not the owner's own looks, and not the further pages of a list that is
    already open.
    """
    if is_a_person(request) and link.owner_id != request.user.pk and "page" not in request.GET:
        with not_withheld():
            note_opening(link, part, as_of=as_of)
            note(request, link.owner, Happening.LINK_OPENED)
