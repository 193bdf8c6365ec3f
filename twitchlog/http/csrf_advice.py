"""Why a form is not taken for one of our pages', and which of our settings would let it in."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import gettext as _

from twitchlog.http.refusal_advice import MOST_SHOWN_OF_ADDRESS, Advice

PROXY_SAYS_HTTPS = "X-Forwarded-Proto: https"


def of_form(request: HttpRequest, reason: str) -> Advice:
    """Why a form is not taken for one of our pages'; ``reason`` is what Django's check says."""
    origin, referer = request.headers.get("Origin", ""), request.headers.get("Referer", "")
    title = _("Please send it again")
    if reason.startswith("Origin") and origin == "null":
        return _nowhere(title)
    if reason.startswith("Origin"):
        return _from_elsewhere(request, title, origin)
    parts = _parts(referer)
    if reason.startswith("Referer") and parts.netloc:
        return _from_elsewhere(request, title, f"{parts.scheme}://{parts.netloc}")
    if reason.startswith("Referer"):
        text = _(
            "The browser kept back which page the form came from."
            " Allow it to say so to this address."
        )
        log = "a form whose page the browser kept back (no Origin, no Referer)"
        return Advice(title, text, "", log)
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
        "The browser did not say which page the form came from. It does so where a form is sent on"
        " from http to https, or stands within another page: open the address itself, in a window"
        " of its own, with https if it has that."
    )
    return Advice(title, text, "", "a form from nowhere (Origin: null), which no setting takes")


def _from_elsewhere(request: HttpRequest, title: str, origin: str) -> Advice:
    """From a page whose address is not the one under which the server believes to be asked."""
    beginning = origin[:MOST_SHOWN_OF_ADDRESS]
    if _parts(origin).hostname == split_domain_port(request.get_host())[0].strip("[]"):
        text = _("The form came from “%(origin)s”, but the proxy in front says another address.")
    else:
        text = _(
            "The form came from “%(origin)s”. Forms are taken only from pages of this diary, so"
            " that no other site can write into it."
        )
    would_do, log = _settings_for(request, beginning)
    setting = _("If that is this diary's address, whoever runs it starts it with: %(settings)s") % {
        "settings": would_do
    }
    if log.endswith(PROXY_SAYS_HTTPS):
        setting += " " + _("Or has the proxy say: %(header)s") % {"header": PROXY_SAYS_HTTPS}
    return Advice(title, text % {"origin": beginning}, setting, log)


def _settings_for(request: HttpRequest, origin: str) -> tuple[str, str]:
    """The settings with which a form from that page would be taken: for the page, for the log."""
    for_page, for_log = [], []
    scheme = "http"
    if origin.startswith("https:"):
        scheme = "https"
    if scheme == "https" and not settings.HTTPS:
        for_page.append("TWITCHLOG_HTTPS=1")
        for_log.append("TWITCHLOG_HTTPS=1")
    # With that, a proxy that says X-Forwarded-Proto needs nothing more, if it also passes on name
    # and port.
    if origin != f"{scheme}://{request.get_host()}" or not for_page:
        for_page.append(f"TWITCHLOG_ORIGINS={origin}")
        origins = ",".join([*settings.CSRF_TRUSTED_ORIGINS, origin])
        for_log.append(f"TWITCHLOG_ORIGINS={origins}")
    log = f"a form from {origin!r}, asked as {request.scheme}://{request.get_host()}. "
    log += f"{' '.join(for_log)} would do"
    if scheme == "https" and settings.HTTPS and not request.is_secure():
        log += f", or a proxy that says {PROXY_SAYS_HTTPS}"
    return " ".join(for_page), log


def _without_cookie(request: HttpRequest, title: str) -> Advice:
    if settings.HTTPS and not request.is_secure():
        text = _(
            "This page was opened without HTTPS, where the browser keeps no cookies of this diary."
            " Open %(address)s"
        ) % {"address": f"https://{request.get_host()}/"}
        setting = _("Where there is no HTTPS, whoever runs it starts it with: %(settings)s")
        setting %= {"settings": "TWITCHLOG_HTTPS=0"}
        log = "no cookie: asked over http, but TWITCHLOG_HTTPS=1 keeps cookies to https. https in"
        log += " front that says X-Forwarded-Proto: https, or TWITCHLOG_HTTPS=0 would do"
        return Advice(title, text, setting, log)
    text = _("The browser sent no cookie along. Allow cookies for this address.")
    log = "no cookie: the browser keeps none, or has just thrown them away"
    return Advice(title, text, "", log)
