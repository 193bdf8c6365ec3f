"""Forms as a browser finds them on a page, and what it would send from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client

VOID_TYPES = ("submit", "button", "reset", "image")


@dataclass
class Control:
    """A field or a button of a form; ``options`` are those of a select box."""

    tag: str
    name: str
    value: str
    type: str = ""
    checked: bool = False
    action: str = ""
    options: list[tuple[str, bool]] = field(default_factory=list)


@dataclass
class PageForm:
    """One form of a page: where it goes, its fields in the order of the page, and its buttons."""

    id: str
    method: str
    action: str
    fields: list[Control] = field(default_factory=list)
    buttons: list[Control] = field(default_factory=list)

    @property
    def typed(self) -> list[Control]:
        """The fields that a person can see."""
        return [control for control in self.fields if control.type != "hidden" and control.name]

    def sends(self, button: Control | None = None) -> dict[str, list[str]]:
        """What a browser sends when that button is pressed and nothing was touched before."""
        values: dict[str, list[str]] = {}
        for control in [*self.fields, *([button] if button and button.name else [])]:
            if not control.name or (control.type in ("radio", "checkbox") and not control.checked):
                continue
            value = control.value
            if control.tag == "select":
                chosen = [text for text, selected in control.options if selected] or [
                    text for text, _no in control.options
                ]
                value = chosen[0] if chosen else ""
            values.setdefault(control.name, []).append(value)
        return values


def opened(client: Client, address: str, field: str = "") -> dict[str, str]:
    """What the page at that address says it was opened about, to be sent along; of the form with
    that ``field``.
    """
    forms = post_forms(client.get(address).content.decode())
    form = next(
        form for form in forms if not field or any(control.name == field for control in form.typed)
    )
    return {"opened": form.sends()["opened"][-1]}


def untouched(html: str, field: str) -> dict[str, str]:
    """What a browser sends of the form with that field if nothing of it is touched."""
    form = next(
        form for form in post_forms(html) if any(control.name == field for control in form.typed)
    )
    return {name: values[-1] for name, values in form.sends().items()}


def step(client: Client, name: str) -> dict[str, str]:
    """What a button of the page that shows a waiting file sends."""
    return {"step": name, **opened(client, "/import/")}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[PageForm] = []
        self.owned: list[tuple[str, Control]] = []
        self.open: PageForm | None = None
        self.control: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = PageForm(
                attributes.get("id", ""),
                attributes.get("method", "get").lower(),
                attributes.get("action", ""),
            )
            self.forms.append(self.open)
        elif tag == "option" and self.control is not None:
            self.control.options.append((attributes.get("value", ""), "selected" in attributes))
        elif tag in ("input", "textarea", "select", "button"):
            self._take(tag, attributes)

    def _take(self, tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get(
            "type", "submit" if tag == "button" else "text" if tag == "input" else ""
        )
        control = Control(
            tag,
            attributes.get("name", ""),
            attributes.get("value", ""),
            kind,
            "checked" in attributes,
        )
        control.action = attributes.get("formaction", "")
        if kind == "checkbox" and "value" not in attributes:
            control.value = "on"
        self.control = control if tag in ("textarea", "select") else self.control
        if "form" in attributes:
            self.owned.append((attributes["form"], control))
        elif self.open is not None:
            _add(self.open, control)

    def handle_data(self, data: str) -> None:
        if self.control is not None and self.control.tag == "textarea":
            self.control.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif self.control is not None and tag == self.control.tag:
            # The first line end after the tag is not part of the text.
            self.control.value = self.control.value.removeprefix("\r\n").removeprefix("\n")
            self.control = None


def _add(form: PageForm, control: Control) -> None:
    (form.buttons if control.type in VOID_TYPES else form.fields).append(control)


def forms_of(html: str) -> list[PageForm]:
    """All forms of a page, with the fields and buttons that say by ``form`` to which of them they
    belong.
    """
    reader = _Reader()
    reader.feed(html)
    for name, control in reader.owned:
        for form in reader.forms:
            if form.id == name:
                _add(form, control)
    return reader.forms


def post_forms(html: str) -> Iterator[PageForm]:
    """Those that change something."""
    return (form for form in forms_of(html) if form.method == "post")
