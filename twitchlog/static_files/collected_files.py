"""Which static files are collected, ours and of the packages', and which are joined first."""

from __future__ import annotations

from django.contrib.staticfiles.apps import StaticFilesConfig

# Served as one file, made of these in this order: each request costs the pad a turn to the server
# (docs/adr/0077).
_PAD = ("shared", "touches", "strip", "places", "entry", "map", "sending", "fingers", "opening")
# The phone's store and the way from it to the server: for the pad, its worker and pages by day.
_OUTBOX = ("store", "session", "entries", "delivery")
# The same for the screen of a bed partner's link, with a store of its own.
_PARTNER = ("shared", "sightings", "strip", "unsent", "sending", "touches")
# For both, and for neither's worker: what goes to all that use the outbox costs the pad the most.
_MADE_HERE = "js/stamp.js"
# The form of an episode.
_LOG = ("form", "clock", "place", "views", "search")
# What keeps drafts goes with the day pages' own script to whoever is signed in (docs/adr/0108); the
# day pages' worker needs its store and its way to the server alone.
_SENDING = ("store", "handover", "sending")
_DRAFTS = (
    "store",
    "handover",
    "line",
    "fields",
    "forms",
    "keeping",
    "bringing",
    "sending",
    "leaving",
    "opening",
)
JOINED = {
    "js/pad.js": (*(f"js/pad/{part}.js" for part in _PAD), _MADE_HERE),
    "js/outbox.js": tuple(f"js/outbox/{part}.js" for part in ("whose", *_OUTBOX)),
    "js/partner_outbox.js": (
        "js/partner/whose.js",
        *(f"js/outbox/{part}.js" for part in _OUTBOX),
    ),
    "js/partner.js": (*(f"js/partner/{part}.js" for part in _PARTNER), _MADE_HERE),
    "js/diary.js": ("js/day.js", "js/staying.js", *(f"js/drafts/{part}.js" for part in _DRAFTS)),
    "js/phone_setup.js": (
        "js/pad/entry.js",
        _MADE_HERE,
        "js/setup/trial.js",
        "js/setup/checks.js",
    ),
    "js/log.js": tuple(f"js/log/{part}.js" for part in _LOG),
    "js/drafts.js": tuple(f"js/drafts/{part}.js" for part in _SENDING),
}
ALONE = frozenset({"js/day.js"})  # also served by themselves


class Static(StaticFilesConfig):
    """Django's static files without what no page asks for: all of it took five times as long."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "bootstrap-*",
        "bootstrap.css*",
        "bootstrap.rtl*",
        "bootstrap*.js*",
        "ext",
        "htmax-*",
        "htmx-4*",
        "htmx-2.js",
    ]
