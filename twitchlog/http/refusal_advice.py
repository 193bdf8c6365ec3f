"""Why a request is refused before any page sees it, and which of our settings would let it in."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import split_domain_port
from django.utils.translation import gettext as _

MOST_SHOWN_OF_ADDRESS = 120
# How a proxy says under which path it has put a program.
PREFIXES = ("SCRIPT_NAME", "HTTP_X_FORWARDED_PREFIX", "HTTP_X_SCRIPT_NAME")


@dataclass(frozen=True, slots=True)
class Advice:
    """What a refusal says.

    ``title`` and ``text`` are for everybody, ``setting`` for whoever runs the server; ``log`` is in
    English.
    """

    title: str
    text: str
    setting: str
    log: str


def of_host(request: HttpRequest) -> Advice:
    """Why the server may not be asked under that name."""
    host = request.META.get("HTTP_HOST", request.META.get("SERVER_NAME", ""))
    beginning, name = host[:MOST_SHOWN_OF_ADDRESS], split_domain_port(host)[0]
    title = _("This name is not known here")
    text = _(
        "The server was asked under the name “%(name)s”."
        " It answers only to names that it was given."
    )
    if not name:
        setting = _(
            "No setting takes this one: a host's name has letters, digits, hyphens and dots only."
        )
        log = f"asked as {beginning!r}, which is no name of a host"
        return Advice(title, text % {"name": beginning}, setting, log)
    setting = _("Whoever runs it adds the name to a setting: %(setting)s") % {
        "setting": f"TWITCHLOG_HOSTS={name}"
    }
    whole = ",".join([*settings.ALLOWED_HOSTS, name])
    log = f"asked as {name!r}, a name that it was not given. TWITCHLOG_HOSTS={whole} would do"
    return Advice(title, text % {"name": name[:MOST_SHOWN_OF_ADDRESS]}, setting, log)


def of_path(request: HttpRequest) -> Advice | None:
    """None unless a proxy or the server's program says that all addresses stand under a path, and
    it is not the one that was set.
    """
    for name in PREFIXES:
        path = request.META.get(name, "").strip()
        if path.strip("/") and path.strip("/") != settings.APP_PATH.strip("/"):
            return under_path(path[:MOST_SHOWN_OF_ADDRESS])
    return None


def under_path(path: str) -> Advice:
    """What is said where a proxy names a path that was not set."""
    setting = f"TWITCHLOG_PATH=/{path.strip('/')}/"
    return Advice(
        _("Twitchlog was not told its path"),
        _("A proxy has put it under “%(path)s”, where its pages and links do not lead.")
        % {"path": path},
        _(
            "Whoever runs it names the path in a setting, %(setting)s, and lets the proxy pass"
            " addresses on as they are."
        )
        % {"setting": setting},
        f"a proxy puts it under the path {path!r}; {setting} would do",
    )


def outside_path() -> Advice:
    """What is said at an address that does not begin with the path that was set."""
    path = settings.APP_PATH
    return Advice(
        _("There is nothing here"),
        _("All addresses of this Twitchlog begin with %(path)s after the host's name.")
        % {"path": path},
        _("A proxy in front has to pass addresses on as they are, with that path."),
        f"asked for an address without {path}; a proxy has to leave the path on",
    )


def of_body(exception: BaseException | None) -> Advice:
    """Why what was sent could not be read."""
    nothing_saved = _("Nothing was saved.")
    if isinstance(exception, RequestDataTooBig):
        most = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // 1024**2
        text = _("A form may hold %(most)d MB; this one held more.") % {"most": most}
        return Advice(
            _("This is too large"), f"{text} {nothing_saved}", "", f"a form of more than {most} MB"
        )
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        text = _("It held more fields or files than any form here has.")
        return Advice(
            _("This is too large"),
            f"{text} {nothing_saved}",
            "",
            "more fields or files than a form has",
        )
    if isinstance(exception, MultiPartParserError):
        text = _("What was sent broke off, or was damaged on the way.")
        return Advice(
            _("This could not be read"), f"{text} {nothing_saved}", "", "a form that broke off"
        )
    return Advice(
        _("This could not be read"), nothing_saved, "", f"unreadable ({type(exception).__name__})"
    )


def of_plain_http(address: str) -> Advice:
    """Why what came over http is not taken; ``address`` is the one that is."""
    address = f"{address}{settings.APP_PATH}"
    text = _(
        "This came without HTTPS, where anybody on the way can read it. Nothing was saved."
        " Use %(address)s"
    )
    log = f"sent over http: {address} would do"
    return Advice(_("Please send it again"), text % {"address": address}, "", log)
