"""Whether somebody opens a shared report, or a program fetches it: a preview, a look ahead, a
search engine.

A program is known by what it says of itself. One that says nothing, or calls itself a browser,
counts as a person: no opening may be hidden from the owner by a guess.
"""

from __future__ import annotations

import re

from django.http import HttpRequest

# Browsers say "Mozilla/5.0 ..." since 1994; those that show text alone, and old Opera, say their
# own names.
_BROWSER = re.compile(r"(mozilla|opera|lynx|links|elinks|w3m|netsurf|dillo)\b", re.IGNORECASE)
# Programs that call themselves a browser as well, and then say what they are. In-app browsers
# (FBAV, Instagram, Line, Teams) stand in none of these names: behind them sits a person. Cubot is a
# telephone.
_PROGRAM = re.compile(
    r"(?<!cu)bot\b|bots\b|crawl|spider|scrap|slurp|preview|prefetch|unfurl|embedly|iframely|"
    r"facebookexternalhit|facebookcatalog|meta-external|whatsapp/|skypeuri|ms-office|msoffice|"
    r"microsoft office|microsoft outlook|outlook-ios|outlook-android|safelinks|linkscan|"
    r"link-?check|urlscan|imageproxy|mailproxy|google-|googleother|mediapartners|apple-pubsub|"
    r"com\.apple\.|cfnetwork|pingdom|uptime|monitor|validator|lighthouse|wappalyzer|nextcloud|"
    r"mattermost|rocket\.chat|vkshare|qwantify|archive\.org|python|java/|curl/|wget/|go-http|"
    r"okhttp|axios|node-fetch",
    re.IGNORECASE,
)
_AHEAD = ("prefetch", "prerender", "preview", "instant")


def is_ahead_of_time(request: HttpRequest) -> bool:
    """Whether a browser or a mail program fetches the page before anybody asked to see it."""
    headers = request.headers
    purposes = (headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"))
    return any(word in purpose.lower() for purpose in purposes for word in _AHEAD)


def may_be_shown_later(request: HttpRequest) -> bool:
    """Whether a browser keeps what it fetches now, to show it without asking again: it can be told
    to come back.
    """
    return "prefetch" in request.headers.get("Sec-Purpose", "").lower()


def is_a_person(request: HttpRequest) -> bool:
    """Whether this request is somebody's who opens the page or the paper."""
    agent = request.headers.get("User-Agent", "").strip()
    named = bool(agent) and (not _BROWSER.match(agent) or bool(_PROGRAM.search(agent)))
    return request.method == "GET" and not named and not is_ahead_of_time(request)
