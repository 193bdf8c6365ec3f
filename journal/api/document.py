"""The published document as OpenAPI 3.1 has it, from what ninja and pydantic write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journal.marking import gettext_noop as _

Part = dict[str, Any]
REFERENCE = "#/components/schemas/"
# The paths begin with a slash: they are looked for where the document itself came from.
SERVERS = [{"url": "/", "description": _("The server that this document came from.")}]
CONTACT = {"name": _("Whoever runs this Twitchlog")}
TAGS = [
    {"name": "episodes", "description": _("What was noticed, one entry at a time.")},
    {"name": "muscles", "description": _("The places that an entry can name.")},
    {"name": "nights", "description": _("What is known of each night.")},
    {"name": "session", "description": _("For a page in the browser.")},
]

# In an address there is no place to say it.
PARAMETERS = {"night": _("The date on which the night begins.")}


def finished(document: Part) -> Part:
    """The same document, mended where its makers write what OpenAPI does not have, and without shapes nobody names."""
    document["servers"] = SERVERS
    document["info"]["contact"] = CONTACT
    document["tags"] = TAGS
    for operation in operations(document):
        for parameter in operation["parameters"]:
            # Beside a parameter's schema examples are a table of names; in the schema they stand as well.
            parameter.pop("examples", None)
            if parameter["name"] in PARAMETERS:
                parameter["description"] = parameter["schema"]["description"] = PARAMETERS[parameter["name"]]
    for shape in document["components"]["schemas"].values():
        # What is left out stays as it is said to be; makers of clients take a default for something to be sent.
        for field in shape.get("properties", {}).values():
            field.pop("default", None)
    _leave_out_what_nobody_names(document)
    return document


def operations(document: Part) -> Iterator[Part]:
    """Each thing that the door does."""
    return (operation for rooms in document["paths"].values() for operation in rooms.values())


def _leave_out_what_nobody_names(document: Part) -> None:
    shapes = document["components"]["schemas"]
    named: set[str] = set()
    waiting = list(_names(document["paths"]))
    while waiting:
        name = waiting.pop()
        if name not in named:
            named.add(name)
            waiting += _names(shapes[name])
    document["components"]["schemas"] = {name: shape for name, shape in shapes.items() if name in named}


def _names(held: Any) -> Iterator[str]:
    """The shapes that a part of the document names."""
    if isinstance(held, dict):
        if isinstance(held.get("$ref"), str):
            yield held["$ref"].removeprefix(REFERENCE)
        for one in held.values():
            yield from _names(one)
    elif isinstance(held, list):
        for one in held:
            yield from _names(one)
