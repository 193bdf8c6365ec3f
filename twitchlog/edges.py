"""What a request was refused for before any page saw it, and which of our settings would let it in.

The page names the setting and the value, for whoever runs the server may be the one who reads it; it lists nothing that
is set now. The log has a line with the whole value.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import split_domain_port
from django.shortcuts import render
from django.utils.log import log_response
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)
MOST_SHOWN = 120
PROXY_SAYS_HTTPS = "X-Forwarded-Proto: https"
# How a proxy says under which path it has put a program.
PREFIXES = ("SCRIPT_NAME", "HTTP_X_FORWARDED_PREFIX", "HTTP_X_SCRIPT_NAME")


@dataclass(frozen=True, slots=True)
class Advice:
    """``title`` and ``text`` for everybody, ``setting`` for whoever runs the server; ``log`` is in English."""

    title: str
    text: str
    setting: str
    log: str


def as_set_up(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: refuses what is asked under a path. An unknown host is found by the first that asks for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        advice = of_path(request)
        return refusal(request, advice, 400) if advice else get_response(request)

    return middleware


def refusal(
    request: HttpRequest, advice: Advice, status: int, page: Mapping[str, object] | None = None
) -> HttpResponse:
    """The page, or JSON for a program; and a line in the log."""
    if request.path.startswith("/api/"):
        words = " ".join(text for text in (advice.text, advice.setting) if text)
        answer: HttpResponse = JsonResponse({"message": words, "problems": []}, status=status)
    elif request.headers.get("Accept") == "application/json":  # a script of ours that sends a form
        answer = JsonResponse({"errors": [f"{advice.text} {advice.setting}".strip()]}, status=status)
    else:
        answer = render(request, "refused.html", {"advice": advice, **(page or {})}, status=status)
    log_response("%s: %s", request.path, advice.log, response=answer, request=request, logger=logger)
    return answer


def of_host(request: HttpRequest) -> Advice:
    """Why the server may not be asked under that name."""
    asked = request.META.get("HTTP_HOST", request.META.get("SERVER_NAME", ""))
    shown, name = asked[:MOST_SHOWN], split_domain_port(asked)[0]
    title = _("This name is not known here")
    text = _("The server was asked under the name “%(name)s”. It answers only to names that it was given.")
    if not name:
        setting = _("No setting takes this one: a host's name has letters, digits, hyphens and dots only.")
        return Advice(title, text % {"name": shown}, setting, f"asked as {shown!r}, which is no name of a host")
    setting = _("Whoever runs it adds the name to a setting: %(setting)s") % {"setting": f"TWITCHLOG_HOSTS={name}"}
    whole = ",".join([*settings.ALLOWED_HOSTS, name])
    log = f"asked as {name!r}, a name that it was not given. TWITCHLOG_HOSTS={whole} would do"
    return Advice(title, text % {"name": name[:MOST_SHOWN]}, setting, log)


def of_path(request: HttpRequest) -> Advice | None:
    """None unless a proxy or the server's own program says that all addresses stand under a path."""
    under = next((path for name in PREFIXES if (path := request.META.get(name, "").strip()).strip("/")), "")
    return under_path(under[:MOST_SHOWN]) if under else None


def under_path(path: str) -> Advice:
    """What is said of a server that stands under a path."""
    return Advice(
        _("Twitchlog cannot live under a path yet"),
        _("A proxy has put it under “%(path)s”, where its pages and links do not lead.") % {"path": path},
        _("Give it a host name of its own, such as diary.example.org, and name that in the setting TWITCHLOG_HOSTS."),
        f"a proxy puts it under the path {path!r}, which no setting allows yet; a host name of its own would do",
    )


def of_body(exception: BaseException | None) -> Advice:
    """Why what was sent could not be read."""
    nothing_saved = _("Nothing was saved.")
    if isinstance(exception, RequestDataTooBig):
        most = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // 1024**2
        text = _("A form may hold %(most)d MB; this one held more.") % {"most": most}
        return Advice(_("This is too large"), f"{text} {nothing_saved}", "", f"a form of more than {most} MB")
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        text = _("It held more fields or files than any form here has.")
        return Advice(_("This is too large"), f"{text} {nothing_saved}", "", "more fields or files than a form has")
    if isinstance(exception, MultiPartParserError):
        text = _("What was sent broke off, or was damaged on the way.")
        return Advice(_("This could not be read"), f"{text} {nothing_saved}", "", "a form that broke off")
    return Advice(_("This could not be read"), nothing_saved, "", f"unreadable ({type(exception).__name__})")


def of_form(request: HttpRequest, reason: str) -> Advice:
    """Why a form is not taken for one of our pages'; ``reason`` is what Django's check says."""
    origin, referer = request.headers.get("Origin", ""), request.headers.get("Referer", "")
    title = _("Please send it again")
    if reason.startswith("Origin"):
        return _nowhere(title) if origin == "null" else _from_elsewhere(request, title, origin)
    parts = _parts(referer)
    if reason.startswith("Referer") and parts.netloc:
        return _from_elsewhere(request, title, f"{parts.scheme}://{parts.netloc}")
    if reason.startswith("Referer"):
        text = _("The browser kept back which page the form came from. Allow it to say so to this address.")
        return Advice(title, text, "", "a form whose page the browser kept back (no Origin, no Referer)")
    if reason.startswith("CSRF cookie"):
        return _without_cookie(request, title)
    text = _("This page was opened before somebody signed in or out in another window.")
    return Advice(title, text, "", "a form from before a sign-in or sign-out")


def _parts(address: str) -> SplitResult:
    """The parts of an address that a header holds; of nothing, if it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _nowhere(title: str) -> Advice:
    text = _(
        "The browser did not say which page the form came from. It does so where a form is sent on from http to https,"
        " or stands within another page: open the address itself, in a window of its own, with https if it has that."
    )
    return Advice(title, text, "", "a form from nowhere (Origin: null), which no setting takes")


def _from_elsewhere(request: HttpRequest, title: str, origin: str) -> Advice:
    """From a page whose address is not the one under which the server believes to be asked."""
    shown = origin[:MOST_SHOWN]
    if _parts(origin).hostname == split_domain_port(request.get_host())[0].strip("[]"):
        text = _("The form came from “%(origin)s”, but the proxy in front says another address.") % {"origin": shown}
    else:
        text = _(
            "The form came from “%(origin)s”. Forms are taken only from pages of this diary, so that no other site"
            " can write into it."
        ) % {"origin": shown}
    would_do, log = _settings_for(request, shown)
    setting = _("If that is this diary's address, whoever runs it starts it with: %(settings)s") % {
        "settings": would_do
    }
    if log.endswith(PROXY_SAYS_HTTPS):
        setting += " " + _("Or has the proxy say: %(header)s") % {"header": PROXY_SAYS_HTTPS}
    return Advice(title, text, setting, log)


def _settings_for(request: HttpRequest, origin: str) -> tuple[str, str]:
    """The settings with which a form from that page would be taken, for the page and for the log."""
    new, whole = [], []
    https = origin.startswith("https:")
    if https and not settings.HTTPS:
        new.append("TWITCHLOG_HTTPS=1")
    # With that, a proxy that says X-Forwarded-Proto needs nothing more, if it also passes on name and port.
    if origin != f"{'https' if https else 'http'}://{request.get_host()}" or not new:
        new.append(f"TWITCHLOG_ORIGINS={origin}")
        whole = [*settings.CSRF_TRUSTED_ORIGINS, origin]
    log = f"a form from {origin!r}, asked as {request.scheme}://{request.get_host()}. "
    log += " ".join([*new[:-1], f"TWITCHLOG_ORIGINS={','.join(whole)}"] if whole else new) + " would do"
    if https and settings.HTTPS and not request.is_secure():
        log += f", or a proxy that says {PROXY_SAYS_HTTPS}"
    return " ".join(new), log


def _without_cookie(request: HttpRequest, title: str) -> Advice:
    if settings.HTTPS and not request.is_secure():
        there = f"https://{request.get_host()}/"
        text = _(
            "This page was opened without HTTPS, where the browser keeps no cookies of this diary. Open %(address)s"
        )
        setting = _("Where there is no HTTPS, whoever runs it starts it with: %(settings)s")
        log = "no cookie: asked over http, but TWITCHLOG_HTTPS=1 keeps cookies to https. https in front that says"
        log += " X-Forwarded-Proto: https, or TWITCHLOG_HTTPS=0 would do"
        return Advice(title, text % {"address": there}, setting % {"settings": "TWITCHLOG_HTTPS=0"}, log)
    text = _("The browser sent no cookie along. Allow cookies for this address.")
    return Advice(title, text, "", "no cookie: the browser keeps none, or has just thrown them away")
