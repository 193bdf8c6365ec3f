"""Which static files are collected: ours, and of the packages' only what pages use; and what is put together first."""

from __future__ import annotations

from django.contrib.staticfiles.apps import StaticFilesConfig

# Served as one file, made of these in this order: each request costs the pad a turn to the server (docs/adr/0077).
_PAD = ("shared", "touches", "strip", "places", "map", "sending", "fingers", "opening")
JOINED = {"js/pad.js": tuple(f"js/pad/{part}.js" for part in _PAD)}


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
