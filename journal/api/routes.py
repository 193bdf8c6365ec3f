"""The API itself: its modules, its published document, and what every answer has in common."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from journal.api import (
    background,
    device_sleep,
    episodes,
    muscles,
    nights,
    session,
    sleep,
    sleep_as_android,
    usual_places,
)
from journal.api.background_shapes import SHAPES_IN
from journal.api.device_sleep_shapes import HealthAutoExportIn, SleepAsAndroidIn
from journal.api.errors import answer_errors, error_response
from journal.api.openapi_finish import REFERENCE, finish
from journal.api.schemas_in import ConstantPlaceIn, EpisodeIn, OneEpisode, Sending, SleepIn
from journal.i18n import gettext_noop

VERSION = "1"
# Where the API lies below the path of the app, which belongs to the document's server.
API_PATH = "/api/"
# Which database answered. Another than before has been restored: what was sent may not be in it
# (docs/adr/0169).
DATABASE_HEADER = "Twitchlog-Database"
DESCRIPTION = gettext_noop(
    "What the night pad, shortcuts and other programs send to a diary and read from it. To change"
    " something from a signed-in browser, send X-CSRFToken (GET /api/session)."
    " X-Twitchlog-Account, if sent, must be the account there; else the answer is 409."
)


class DiaryApi(NinjaAPI):
    """ninja's API, with the shapes of a sent body in its document: those are read by hand."""

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """The published document as a plain dictionary."""
        kwargs["path_prefix"] = API_PATH
        document = super().get_openapi_schema(**kwargs)
        read_by_hand: list[type[BaseModel]] = [
            *(ConstantPlaceIn, EpisodeIn, OneEpisode, Sending, SleepIn),
            *(HealthAutoExportIn, SleepAsAndroidIn),
        ]
        shapes: list[tuple[type[BaseModel], JsonSchemaMode]] = [
            (shape, "validation") for shape in (*read_by_hand, *SHAPES_IN.values())
        ]
        _references, definitions = models_json_schema(shapes, ref_template=REFERENCE + "{model}")
        # pydantic repeats the whole of a shape that it is told not to validate; the document names
        # it instead.
        definitions["$defs"]["Sending"]["properties"]["episodes"]["items"] = {
            "$ref": REFERENCE + "EpisodeIn"
        }
        document["components"]["schemas"].update(definitions["$defs"])
        return finish(document)


def in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """``view``, its answers never cached, what it cannot take refused in JSON."""

    @functools.wraps(
        view
    )  # keeps csrf_exempt: the API checks the CSRF token itself, for sessions only
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = view(request, *args, **kwargs)
        except Http404:
            answer = nothing_here(request)
        if isinstance(answer, HttpResponseNotAllowed):
            answer = error_response(
                405, _("This address does not do that."), headers={"Allow": answer["Allow"]}
            )
        add_never_cache_headers(answer)
        if identity := getattr(connection, "identity", ""):
            answer[DATABASE_HEADER] = identity
        return answer

    return answered


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address under /api/ that there is not."""
    text = _("There is nothing at this address. All addresses: %(page)s")
    return error_response(404, text % {"page": reverse("api_docs")})


api = DiaryApi(
    title="Twitchlog", version=VERSION, description=DESCRIPTION, docs_url=None, urls_namespace="api"
)
for tag, room in (
    ("episodes", episodes),
    ("nights", nights),
    ("sleep", sleep),
    ("device-sleep", device_sleep),
    ("device-sleep", sleep_as_android),
    ("background", background),
    ("muscles", muscles),
    ("places", usual_places),
    ("session", session),
):
    api.add_router("", room.router, tags=[tag])
answer_errors(api)

urlpatterns, _app, _namespace = api.urls
for _pattern in urlpatterns:
    if isinstance(_pattern, URLPattern):
        _pattern.callback = in_json(_pattern.callback)
urlpatterns.append(path("<path:rest>", nothing_here))
