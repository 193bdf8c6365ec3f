"""A page instead of nothing where an address is opened that only takes what a form sends."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from journal.forms.post_only_addresses import PAGE_OF
from twitchlog.http.security_log import log_security


class MethodNotAllowedPage:
    """Django's 405 is blank; somebody who reloads after a form, or signs in again, would stand
    before an empty page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead whoever only looks to the page that the address belongs to; fill any other empty 405
        with a page.

        A limit that was reached, whichever page has it, is a line in the log.
        """
        response = self.get_response(request)
        if response.status_code == 429:
            log_security("limit_reached", request=request, account=None, result="refused")
        if response.status_code != 405 or response.streaming or response.content:
            return response
        match = request.resolver_match
        if match and match.url_name in PAGE_OF and request.method in ("GET", "HEAD"):
            return redirect(PAGE_OF[match.url_name])
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page
