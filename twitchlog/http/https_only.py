"""With TWITCHLOG_HTTPS=1 nothing is read or written in the clear, as far as the server can tell
(docs/adr/0162).

Django's own SECURE_SSL_REDIRECT would lead a browser round in circles behind a proxy that does not
say ``X-Forwarded-Proto``, lose what a form holds, and hide from a program that it sends its token
readably.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port

from twitchlog.http import refusal_advice, refusals

SAFE = ("GET", "HEAD")


def https_only(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what came over http is sent to https, or refused in words where that would lose
    something.

    Raises MiddlewareNotUsed, which is Django's way to be left out, where there is no HTTPS.
    """
    if not settings.HTTPS:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.is_secure():
            return get_response(request)
        # by the proxy: it knows that this came over http
        proxy_says_http = "HTTP_X_FORWARDED_PROTO" in request.META
        if request.method in SAFE and not request.path_info.startswith("/api/"):
            if proxy_says_http or not (_on_this_machine(request) or _seen_as_secure(request)):
                return HttpResponsePermanentRedirect(
                    https_address(request) + request.get_full_path()
                )
        elif proxy_says_http:
            return refusals.refusal(
                request, refusal_advice.of_plain_http(https_address(request)), 403
            )
        return get_response(request)

    return middleware


def https_address(request: HttpRequest) -> str:
    """Where the same server is over https: at the origin that the settings name for that host, else
    at the usual port.

    Raises DisallowedHost for a name that the server was not given.
    """
    return https_origin(split_domain_port(request.get_host())[0])


def https_origin(name: str) -> str:
    """Where the server is over https under a host's name, from scheme to port."""
    origins = (
        origin
        for origin in settings.CSRF_TRUSTED_ORIGINS
        if urlsplit(origin).hostname == name.strip("[]")
    )
    return next(origins, f"https://{name}")


def _on_this_machine(request: HttpRequest) -> bool:
    """Asked by its own machine, past the proxy: somebody looks whether the server is up, and
    nothing leaves it.
    """
    name = split_domain_port(request.get_host())[0].strip("[]")
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _seen_as_secure(request: HttpRequest) -> bool:
    """Browsers say how they fetch to https alone: the proxy speaks it and does not tell.

    Forms say what to do.
    """
    return "HTTP_SEC_FETCH_MODE" in request.META
