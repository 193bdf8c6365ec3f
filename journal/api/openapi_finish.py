"""Finishes the OpenAPI document: what ninja and pydantic write, mended to be OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from journal.i18n import gettext_noop as _

Part = dict[str, Any]
REFERENCE = "#/components/schemas/"
# Of the one server that the document names: an address without a host is that of the document.
SERVER = _("The server that this document came from.")
CONTACT = {"name": _("Whoever runs this Twitchlog")}
TAGS = [
    {"name": "background", "description": _("What you bring along to the doctor.")},
    {"name": "device-sleep", "description": _("What devices wrote of sleep, beside your words.")},
    {"name": "episodes", "description": _("What was noticed, one entry at a time.")},
    {"name": "muscles", "description": _("The places that an entry can name.")},
    {"name": "nights", "description": _("What is known of each night.")},
    {"name": "places", "description": _("Where your twitches usually are.")},
    {"name": "session", "description": _("For a page in the browser.")},
    {"name": "sleep", "description": _("How you slept, as you wrote it.")},
]

# In an address there is no place to say it.
PARAMETERS = {
    "night": _("The date on which the night begins."),
    "row_id": _("The id that you gave the row."),
    "key": _("The token of its own kind that works in this address alone."),
}


def finish(document: Part) -> Part:
    """The document mended where its makers write what OpenAPI does not have; shapes that nobody
    names are left out.
    """
    document["servers"] = [{"url": settings.FORCE_SCRIPT_NAME or "/", "description": SERVER}]
    document["info"]["contact"] = CONTACT
    document["tags"] = TAGS
    for operation in operations(document):
        for parameter in operation["parameters"]:
            _mend_parameter(parameter)
    for shape in document["components"]["schemas"].values():
        # What is left out stays as it is said to be; makers of clients take a default for something
        # to be sent.
        for field in shape.get("properties", {}).values():
            field.pop("default", None)
    _leave_out_what_nobody_names(document)
    return _named_by_title(document)


def _mend_parameter(parameter: Part) -> None:
    # Beside a parameter's schema examples are a table of names; in the schema they stand as well.
    parameter.pop("examples", None)
    if parameter["name"] in PARAMETERS:
        description = PARAMETERS[parameter["name"]]
        parameter["description"] = parameter["schema"]["description"] = description


def _named_by_title(document: Part) -> Part:
    """The document in which each shape is named by its title: by that it is known to the programs
    of others, whatever we call its class.
    """
    shapes = document["components"]["schemas"]
    names = {f"{REFERENCE}{name}": f"{REFERENCE}{shape['title']}" for name, shape in shapes.items()}
    renamed: Part = _renamed(document, names)
    renamed["components"]["schemas"] = {
        shape["title"]: shape for shape in renamed["components"]["schemas"].values()
    }
    return renamed


def operations(document: Part) -> Iterator[Part]:
    """Each thing that the API does."""
    return (operation for rooms in document["paths"].values() for operation in rooms.values())


def _renamed(part: Any, names: dict[str, str]) -> Any:
    """A part of the document with other references, by the ones that it has."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            return part | {"$ref": names.get(part["$ref"], part["$ref"])}
        return {key: _renamed(value, names) for key, value in part.items()}
    if isinstance(part, list):
        return [_renamed(item, names) for item in part]
    return part


def _leave_out_what_nobody_names(document: Part) -> None:
    shapes = document["components"]["schemas"]
    named: set[str] = set()
    waiting = list(_names(document["paths"]))
    while waiting:
        name = waiting.pop()
        if name not in named:
            named.add(name)
            waiting += _names(shapes[name])
    document["components"]["schemas"] = {
        name: shape for name, shape in shapes.items() if name in named
    }


def _names(held: Any) -> Iterator[str]:
    """The shapes that a part of the document names."""
    if isinstance(held, dict):
        if isinstance(held.get("$ref"), str):
            yield held["$ref"].removeprefix(REFERENCE)
        for value in held.values():
            yield from _names(value)
    elif isinstance(held, list):
        for value in held:
            yield from _names(value)
