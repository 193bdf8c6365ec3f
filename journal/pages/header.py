"""The five places in the header, the one in which the reader is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from journal.i18n import gettext_noop

# In the header's order: the URL name of each place, and its word.
PLACES: Mapping[str, str] = {
    "dashboard": gettext_noop("Today"),
    "diary": gettext_noop("Diary"),
    "appointment": gettext_noop("Appointment"),
    "report": gettext_noop("Report"),
    "more": gettext_noop("More"),
}
# Pages a level down, by their URL names: the place from which one comes to them.
BELOW: Mapping[str, frozenset[str]] = {
    "dashboard": frozenset({"morning", "remember", "rest_of_night"}),
    "diary": frozenset({"edit"}),
    "appointment": frozenset(
        {
            *("afterwards", "background", "background_row", "checklist", "earlier_words"),
            *("blank_sheet", "other_things", "partner", "share", "typed_sheet"),
        }
    ),
    "report": frozenset({"frozen_reports", "frozen", "portal_text"}),
    "more": frozenset(
        {
            "article",
            "patterns",
            "constant",
            "nights",
            "sleep",
            "trash",
            "import_diary",
            "import_sheet",
            "device_sleep",
            "earlier_imports",
            "export_page",
            "tokens",
            "api_docs",
            "sign_ins",
            "security_log",
            "settings",
            "delete_account",
            "phone",
            "help",
        }
    ),
}
# So begin the URL names of allauth's pages about one's own account.
ACCOUNT_PAGES = ("account_", "mfa_")


@dataclass(frozen=True, slots=True)
class HeaderPlace:
    """``mark`` is what ``aria-current`` says: "page" here, "true" a level down, else ""."""

    route: str
    name: str
    mark: str


def header_places(here: str) -> tuple[HeaderPlace, ...]:
    """All five, for the page of the URL name ``here``."""
    return tuple(HeaderPlace(route, _(word), _mark(route, here)) for route, word in PLACES.items())


def _mark(route: str, here: str) -> str:
    if here == route:
        return "page"
    is_below = here in BELOW[route] or (route == "more" and here.startswith(ACCOUNT_PAGES))
    return "true" if is_below else ""
