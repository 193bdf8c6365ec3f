"""Which static files are collected: ours, and of the packages' only what pages use."""

from __future__ import annotations

from django.contrib.staticfiles.apps import StaticFilesConfig


class Static(StaticFilesConfig):
    """Django's static files without what no page asks for; collecting all of it took five times as long."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "admin",
        "pad",  # travels inside its page
        "pad.css",
        "bootstrap-*",
        "bootstrap.css*",
        "bootstrap.rtl*",
        "bootstrap*.js*",
        "ext",
        "htmax-*",
        "htmx-4*",
        "htmx-2.js",
    ]
