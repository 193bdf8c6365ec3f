"""The rooms of the house: which there are, whom each may use, and the modules in them."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
JOURNAL = ROOT / "journal"
# What kept libraries read of strangers' files, and the one room that may use them.
SHEET_LIBRARIES = {"babel", "charset_normalizer", "defusedxml", "openpyxl"}
SHEETS = JOURNAL / "diary_file" / "sheets"
# Each pure room and the rooms of the diary that it may use. Standard library only beside these.
PURE: dict[str, set[str]] = {
    "i18n": set(),
    "answer_kinds": set(),
    "constant_places": {"anatomy", "moments", "observations"},
    "devices": set(),
    "second_step": set(),
    "field_digests": {"parsing"},
    "anatomy": {"i18n"},
    "observations": set(),
    "sightings": {"anatomy", "entries", "i18n", "observations"},
    "open_questions": {"anatomy", "classifier", "criteria", "observations"},
    "nights": set(),
    "parsing": {"i18n", "partial_dates"},
    "partial_dates": set(),
    "background": {"entries", "i18n", "parsing", "partial_dates"},
    "sleep_times": {"nights"},
    "night_sleep": {"entries", "i18n", "sleep_times"},
    "sleep_figures": {"intervals", "night_sleep"},
    "birth_years": {"entries", "i18n"},
    "videos": {"entries", "i18n"},
    "criteria": {"anatomy", "i18n", "observations"},
    "article_quotes": {"criteria", "i18n"},
    "classifier": {"constant_places", "criteria", "observations"},
    "labels": {"anatomy", "background", "criteria", "i18n", "observations"},
    "demo": {
        "anatomy",
        "background",
        "demo",
        "entries",
        "day_factors",
        "i18n",
        "night_sleep",
        "nights",
        "observations",
        "partial_dates",
    },
    "checklist": {"i18n"},
    "visit_steps": set(),
    "patterns": {"anatomy", "classifier", "criteria", "intervals", "moments"},
    "entries": {"anatomy", "answer_kinds", "i18n", "observations", "parsing", "time_zones"},
    "time_zones": set(),
    "device_clocks": {"entries"},
    "passphrase": set(),
    "address_reach": set(),
    "diary_file": {
        "anatomy",
        "answer_kinds",
        "background",
        "birth_years",
        "device_sleep",
        "videos",
        "criteria",
        "entries",
        "day_factors",
        "i18n",
        "night_sleep",
        "nights",
        "observations",
        "checklist",
        "parsing",
        "partial_dates",
        "sightings",
        "time_zones",
    },
    "day_factors": {"i18n"},
    "device_sleep": {"i18n", "nights", "parsing", "time_zones"},
    "search_text": set(),
    "intervals": set(),
    "report": {
        "constant_places",
        "anatomy",
        "background",
        "calendar_parts",
        "classifier",
        "criteria",
        "entries",
        "day_factors",
        "device_sleep",
        "intervals",
        "i18n",
        "moments",
        "night_sleep",
        "nights",
        "observations",
        "checklist",
        "report",
        "sleep_figures",
        "summary",
        "labels",
        "time_zones",
    },
    "moments": {"anatomy", "nights", "observations"},
    "summary": {"constant_places", "anatomy", "criteria", "moments", "nights", "observations"},
    "calendar_parts": {"nights", "summary"},
    "geometry": {
        "device_sleep",
        "constant_places",
        "anatomy",
        "background",
        "calendar_parts",
        "geometry",
        "i18n",
        "moments",
        "night_sleep",
        "nights",
        "observations",
        "sleep_figures",
        "summary",
    },
}
# The rooms that know Django, each with those it may use. What is not named here is the pure half,
# or stands above all.
ROOMS: dict[str, set[str]] = {
    "models": set(),
    "actions": {"models"},
    "reading": {"models"},
    "wording": set(),
    "identity": {"actions", "models", "reading"},
    "files": {"actions", "models", "reading"},
    "pages": {"files", "identity", "models", "reading", "wording"},
    "paper": {"models", "pages", "reading", "wording"},
    "forms": {"actions", "identity", "models", "pages", "paper", "reading", "wording"},
    "middleware": {"actions", "forms", "identity", "models", "reading", "wording"},
    "sharing": {"actions", "identity", "models", "pages", "paper", "reading", "wording"},
    "api": {"actions", "forms", "identity", "models", "pages", "reading", "wording"},
    "views": {
        "actions",
        "api",
        "files",
        "forms",
        "identity",
        "middleware",
        "models",
        "pages",
        "paper",
        "reading",
        "sharing",
        "wording",
    },
    "templatetags": {"forms", "identity", "models", "pages", "wording"},
    "management": {"actions", "files", "identity", "models", "paper", "reading", "wording"},
}


def modules() -> list[Path]:
    """Every module of the app that we wrote."""
    return [path for path in JOURNAL.rglob("*.py") if "migrations" not in path.parts]


def imports(path: Path) -> set[str]:
    """Absolute names that a module imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def files_of(room: str) -> list[Path]:
    """The module of that name, or all modules of the package that it outgrew into."""
    return sorted((JOURNAL / room).rglob("*.py")) or [JOURNAL / f"{room}.py"]


# The rooms of the project, each with those that it may use; "journal" is the diary.
PROJECT: dict[str, set[str]] = {
    "configuration": {"filesystem", "journal"},
    "counting": set(),
    "database": {"filesystem"},
    "filesystem": set(),
    "front": {"http", "logs"},
    "http": {"filesystem", "journal"},
    "logs": set(),
    "server": {"database", "filesystem", "front"},
    "server_check": {"database", "filesystem", "server"},
    "static_files": {"filesystem"},
}
