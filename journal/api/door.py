"""The door itself: its rooms, its published document, and what every answer has in common."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from pydantic.json_schema import models_json_schema

from journal.api import episodes, muscles, nights, session
from journal.api.document import REFERENCE, finished
from journal.api.refusals import answer_refusals, say
from journal.api.schemas import EpisodeIn, OneEpisode, Sending
from journal.marking import gettext_noop

VERSION = "1"
DESCRIPTION = gettext_noop(
    "What the night pad, shortcuts and other programs send to a diary and read from it. To change something from a"
    " signed-in browser, send X-CSRFToken (GET /api/session). X-Twitchlog-Account, if sent, must be the account"
    " there; else the answer is 409."
)


class Door(NinjaAPI):
    """ninja's API, with the two shapes of a sent body added to the document: they are read by hand."""

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """The published document as a plain dictionary."""
        document = super().get_openapi_schema(**kwargs)
        shapes = [(EpisodeIn, "validation"), (OneEpisode, "validation"), (Sending, "validation")]
        _references, definitions = models_json_schema(shapes, ref_template=REFERENCE + "{model}")  # type: ignore[arg-type]
        # pydantic repeats the whole of a shape that it is told not to validate; the document names it instead.
        definitions["$defs"]["Sending"]["properties"]["episodes"]["items"] = {"$ref": REFERENCE + "EpisodeIn"}
        document["components"]["schemas"].update(definitions["$defs"])
        return finished(document)


def in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """``view``, its answers never cached, what it cannot take refused in JSON."""

    @functools.wraps(view)  # keeps csrf_exempt: the door checks the CSRF token itself, for sessions only
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = view(request, *args, **kwargs)
        except Http404:
            answer = nothing_here(request)
        if isinstance(answer, HttpResponseNotAllowed):
            answer = say(405, _("This address does not do that."), headers={"Allow": answer["Allow"]})
        add_never_cache_headers(answer)
        return answer

    return answered


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address under /api/ that there is not."""
    return say(404, _("There is nothing at this address. All addresses: /api/docs"))


door = Door(title="Twitchlog", version=VERSION, description=DESCRIPTION, docs_url=None, urls_namespace="api")
for tag, room in {"episodes": episodes, "nights": nights, "muscles": muscles, "session": session}.items():
    door.add_router("", room.router, tags=[tag])
answer_refusals(door)

urlpatterns, _app, _namespace = door.urls
for _pattern in urlpatterns:
    if isinstance(_pattern, URLPattern):
        _pattern.callback = in_json(_pattern.callback)
