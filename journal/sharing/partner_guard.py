"""What stands before the screen of a bed partner's link: limits, and answers that tell nothing.

Whoever has the link can write, and reads nothing: every link that works is answered alike, and so
is every one that is unknown, ended or taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from journal.actions.sightings import LinkEndedError
from journal.models import PartnerLink
from journal.reading.partner_links import living_partner_link
from journal.request_limits import TooManyError, hit_if_counted
from journal.sharing.automated_visitors import may_be_shown_later
from twitchlog.http.cache_headers import kept_by_nobody
from twitchlog.http.visitor_address import visitor_address

# A minute and address, and a minute and link whoever asks: a phone that comes back after a week
# sends all it has in a few requests.
PARTNER_REQUESTS_A_MINUTE = 240
LINK_REQUESTS_A_MINUTE = 240
PARTNER_MISSES_A_MINUTE = 10
# As the API names it (journal.api.routes): after a restore a phone sends once more what it has.
DATABASE_ANSWERED = "Twitchlog-Database"

View = Callable[[HttpRequest, PartnerLink], HttpResponse]


def partner_page(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """A view of the screen: finds the link of its token within the limits; a page for all else.

    No CSRF token is asked for: a stranger has no session that could be used against them.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        if may_be_shown_later(request):
            return kept_by_nobody(HttpResponse(status=503))
        try:
            answer = view(request, _link_of(request, token, timezone.now()))
        except (Http404, LinkEndedError):
            answer = render(request, "journal/partner_pad_gone.html", status=404)
        except TooManyError as too_many:
            page = {"minutes": -(-too_many.seconds // 60)}
            answer = render(request, "journal/partner_pad_wait.html", page, status=429)
            answer["Retry-After"] = str(too_many.seconds)
        return kept_by_nobody(answer)

    return guarded


def partner_answer(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """The same for what the screen's script asks, in JSON; a link that is over is 401."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        try:
            answer = view(request, _link_of(request, token, timezone.now()))
        except (Http404, LinkEndedError):
            answer = message_answer(401, _("This link has ended."))
        except TooManyError as too_many:
            answer = message_answer(429, _("Too many at once. Wait a little."))
            answer["Retry-After"] = str(too_many.seconds)
        if identity := getattr(connection, "identity", ""):
            answer[DATABASE_ANSWERED] = identity
        return kept_by_nobody(answer)

    return guarded


def message_answer(status: int, text: str) -> HttpResponse:
    """A refusal in JSON."""
    return JsonResponse({"message": text}, status=status)


def _link_of(request: HttpRequest, token: str, as_of: datetime) -> PartnerLink:
    """Raises Http404 for a token without a link that works, and TooManyError over a limit."""
    address = visitor_address(request)
    hit_if_counted(f"partner:{address}", most=PARTNER_REQUESTS_A_MINUTE, as_of=as_of)
    link = living_partner_link(token, as_of=as_of)
    if link is None:
        hit_if_counted(f"partner-miss:{address}", most=PARTNER_MISSES_A_MINUTE, as_of=as_of)
        raise Http404
    hit_if_counted(f"partner-link:{link.pk}", most=LINK_REQUESTS_A_MINUTE, as_of=as_of)
    return link
