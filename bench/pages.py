"""Which pages are measured, and what is sent to those that store something."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

Known = Mapping[str, str]


class _Fields(HTMLParser):
    """What a browser would send of the forms on a page if nothing in them were touched."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Inputs, and the option that is chosen."""
        given = dict(attrs)
        name = given.get("name") or ""
        if (
            tag == "input"
            and name
            and (given.get("type") not in {"radio", "checkbox"} or "checked" in given)
        ):
            self.values[name] = given.get("value") or ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.values[self._select] = given.get("value") or ""


def fields(html: str) -> dict[str, str]:
    """The values of a page's form fields, by name."""
    parser = _Fields()
    parser.feed(html)
    return parser.values


def nothing(form: str, known: Known) -> None:
    """A page that is only read."""


def entry_form(form: str, known: Known) -> str:
    """A new entry from the full form: the page's own fields, a movement and a muscle."""
    return urlencode(
        {**fields(form), "client_id": str(uuid.uuid4()), "movement": "twitch", "muscle": "calf"}
    )


def entry_json(form: str, known: Known) -> str:
    """The same as a program would send it."""
    return json.dumps({"id": str(uuid.uuid4()), "movement": "twitch", "muscle": "calf"})


@dataclass(frozen=True)
class Page:
    """One row of the table; those that store something come last and are compared with the floor's
    INSERT.
    """

    name: str
    path: str
    body: Callable[[str, Known], str | None] = nothing
    kind: str = FORM
    most: int = 1000  # rounds; fewer for what takes seconds
    after: Page | None = None  # asked for before each time, and not timed

    @property
    def stores(self) -> bool:
        """Whether it changes the diary."""
        return self.body is not nothing

    def headers(self, known: Known) -> dict[str, str]:
        """What it needs beside the session's cookie."""
        return {"Authorization": f"Bearer {known['token']}"} if self.kind == JSON else {}


def filled(path: str, known: Known) -> str:
    """A page's address for one diary."""
    return path.format(**known)


API_POST = Page("API, POST", "/api/episodes", entry_json, JSON)
PAGES = [
    Page("dashboard", "/dashboard/"),
    Page("diary, first page", "/episodes/"),
    Page("diary, in the middle", "/episodes/?older={deep}"),
    Page("log form", "/log/"),
    Page("night pad", "/pad/"),
    Page("last nights", "/nights/"),
    Page("settings", "/settings/"),
    Page("export, CSV", "/export/diary.csv", most=3),
    Page("log, POST", "/log/", entry_form),
    API_POST,
    # Nothing that was drawn before serves here; last, because each time leaves one more entry in
    # the weeks shown.
    Page("dashboard, first look after an entry", "/dashboard/", most=40, after=API_POST),
]
# Their assets are fetched too, as a browser does that has been here never before.
FIRST_VISITS = ["/pad/", "/log/", "/dashboard/", "/episodes/"]
