"""Which static files are collected: ours, and of the packages' only what pages use; and what is put together first."""

from __future__ import annotations

from django.contrib.staticfiles.apps import StaticFilesConfig

# Served as one file, made of these in this order: each request costs the pad a turn to the server (docs/adr/0077).
_PAD = ("shared", "touches", "strip", "places", "map", "sending", "fingers", "opening")
# What keeps drafts goes with the day pages' own script to whoever is signed in (docs/adr/0108); the day pages' worker
# needs its store and its way to the server alone.
_SENDING = ("store", "sending")
_DRAFTS = ("store", "line", "fields", "forms", "keeping", "bringing", "sending", "leaving", "opening")
JOINED = {
    "js/pad.js": tuple(f"js/pad/{part}.js" for part in _PAD),
    "js/diary.js": ("js/day.js", *(f"js/drafts/{part}.js" for part in _DRAFTS)),
    "js/drafts.js": tuple(f"js/drafts/{part}.js" for part in _SENDING),
}
ALONE = frozenset({"js/day.js"})  # also served by themselves


class Static(StaticFilesConfig):
    """Django's static files without what no page asks for; collecting all of it took five times as long."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "admin",
        "bootstrap-*",
        "bootstrap.css*",
        "bootstrap.rtl*",
        "bootstrap*.js*",
        "ext",
        "htmax-*",
        "htmx-4*",
        "htmx-2.js",
    ]
