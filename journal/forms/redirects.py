"""Where a form leads: back to its page, or to that page again with what was typed in place."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from typing import cast
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from journal.forms.carried_texts import CARRIED_ATTRIBUTE, CarriedTexts, typed_unstored
from twitchlog.http.draft_cookie import end_draft, keep_draft

PAGES_OF_PARTS = (
    "appointment",
    "dashboard",
    "log",
    "morning",
    "partner",
    "patterns",
    "share",
    "sleep",
    "tokens",
)
# What saves the whole of a page, at its end: crispy's button has this id, our own the other.
SAVE_BUTTON, OWN_SAVE_BUTTON = "submit-id-save", "save"
# Those that say at the part that was touched what became of it.
PAGES_WITH_NOTICES = ("dashboard", "morning", "patterns", "sleep")


def redirect_back(
    request: HttpRequest, otherwise: str, *, stored: Collection[str] = (), part: str = ""
) -> HttpResponse:
    """To the page of ours that the form named in ``next``, else to the URL name ``otherwise``; to
    its part with the id ``part``, "" for its top.

    With something typed that is not among the fields ``stored``, that page is the answer.
    """
    address, carried = (
        _ours(request, request.POST.get("next", ""), otherwise),
        typed_unstored(request, stored),
    )
    if carried.opened and carried.opened.values and not carried.texts:
        end_draft(request)
    if carried.texts and _match(address).url_name in PAGES_OF_PARTS:
        return page_again(request, address, otherwise, carried)
    return redirect(f"{address}#{part}" if part else address)


def _match(address: str) -> ResolverMatch:
    """The view at an address of ours.

    Raises Resolver404, also for what is no address at all (``//[``).
    """
    try:
        path = urlsplit(address).path
    except ValueError as error:
        raise Resolver404({"path": address}) from error
    return resolve("/" + path.removeprefix(get_script_prefix()))


def _ours(request: HttpRequest, address: str, otherwise: str) -> str:
    """The address, if it is one of ours; else that of the URL name ``otherwise``."""
    host = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(address, host, require_https=request.is_secure())
    ours = safe and address.startswith("/")  # anything else would be taken for the name of a page
    try:
        _match(address)
    except Resolver404:
        ours = False
    if ours:
        return address
    return reverse(otherwise)


def page_again(
    request: HttpRequest, address: str, otherwise: str, carried: CarriedTexts, *, status: int = 200
) -> HttpResponse:
    """The page at ``address``, or else of ``otherwise``, with what was typed in place.

    It is asked for as by a browser that follows a redirect, without the way by the browser, which
    would forget.
    """
    address = _ours(request, address, otherwise)
    if carried.notice and _match(address).url_name not in PAGES_WITH_NOTICES:
        address = reverse(otherwise)
    keep_draft(request, carried.texts)
    parts, match = urlsplit(address), _match(address)
    again = copy(request)
    again.method, again.path, again.resolver_match = "GET", parts.path, match
    again.META = {**request.META, "REQUEST_METHOD": "GET", "QUERY_STRING": parts.query}
    again.GET, again.POST = QueryDict(parts.query), QueryDict()
    setattr(again, CARRIED_ATTRIBUTE, carried)
    answer = cast("HttpResponse", match.func(again, *match.args, **match.kwargs))
    if answer.status_code == 200:
        answer.status_code = status
    return answer
