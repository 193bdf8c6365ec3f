"""Every form of the app, found by walking all pages of a filled diary, so that a new one cannot be
forgotten: opened twice and sent in both orders.
"""

from __future__ import annotations

import re

from django.db import transaction
from django.test import Client

from journal.night_sleep import TIME_FIELDS
from tests.forms import Control, PageForm, post_forms
from tests.forms.walked_forms import _diary, name_of, walk

__all__ = ["_diary"]
# Forms whose fields say what to make or to look at: what is stored is not shown in them.
MAKE = {"log", "share", "tokens", "import_diary", "delete_account", "time_zone"}
MAKE |= {"background", "constant", "device_sleep", "earlier_words", "partner"}
# Two changes of a field that its kind does not give away.
TEXTS = {
    "count": ("3", "4"),
    "duration": ("5", "6"),
    "intensity": ("2", "3"),
    "eased_by": ("moving", "pressing"),
    "limit": ("20", "30"),
    "bed": ("23:10", "23:20"),
    "woke": ("06:50", "06:40"),
    "bed_at": ("23:10", "23:20"),
    "tried_at": ("23:30", "23:40"),
    "minutes_until_sleep": ("5", "6"),
    "jolts": ("0", "7"),
    "wakings": ("2", "3"),
    "minutes_awake": ("20", "25"),
    "last_waking_at": ("06:00", "06:10"),
    "woke_at": ("06:50", "06:40"),
    "at": ("2026-07-07T02:10", "2026-07-07T02:11"),
    "on_date": ("2026-07-02", "2026-07-03"),
    "time_zone": ("Europe/Paris", "Europe/Rome"),
    "birth_year": ("1980", "1981"),
    "from_date": ("2025", "2025-02"),
    "until_date": ("2026-03", "2026-03-14"),
    "videos": ("1", "2"),
}
# Fields that mean something with another only, and those that stand for an action of their own
# page.
PARTS_OF_ONE = ("time_zone", "side", "duration_unit", "called_back", "limited", "ago", "ongoing")


def forms_with_fields(client: Client) -> list[tuple[str, PageForm]]:
    """Those whose fields show what is stored, each with its page."""
    return [
        (address, form)
        for address, html in walk(client).items()
        for form in post_forms(html)
        if form.typed and name_of(address, form) not in MAKE
    ]


def button_for(form: PageForm, name: str) -> Control:
    """The button that stores that field."""
    if name.startswith("note-"):
        key = name.removeprefix("note-").replace("/", "%2F")
        return next(
            button for button in form.buttons if key in button.action and button.name == "decision"
        )
    wanted = "afterwards" if name in ("said_afterwards", "next_step") else ""
    if name in TIME_FIELDS and form.action == "/dashboard/":
        wanted = "/sleep/"
    return next(
        button
        for button in form.buttons
        if (wanted in button.action if wanted else not button.action)
    )


def changes(form: PageForm, name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Two ways to change a field, as a browser sends them."""
    same = [field for field in form.fields if field.name == name]
    kind = re.sub(r"^\d{4}-\d\d-\d\d-", "", name)  # of a row among others, by its night
    if kind in TEXTS and same[0].type not in ("radio",) and same[0].tag != "select":
        return tuple(
            {name: text} | ({"limited": "on"} if name == "limit" else {}) for text in TEXTS[kind]
        )  # type: ignore[return-value]
    if name == "muscle":  # the first ones come with a side
        return {name: "calf"}, {name: "biceps"}
    if same[0].type == "radio":
        others = [field.value for field in same if not field.checked]
        return {name: others[0]}, {name: others[min(1, len(others) - 1)]}
    if same[0].type == "checkbox":
        return {name: "" if same[0].checked else "on"}, {name: "" if same[0].checked else "on"}
    if same[0].tag == "select":
        others = [value for value, chosen in same[0].options if not chosen and value]
        return {name: others[0]}, {name: others[1]}
    return {name: "first change"}, {name: "second change"}


def sent(form: PageForm, name: str, change: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Where and what a browser sends of the form with that change; a switch that is off sends
    nothing.
    """
    button = button_for(form, name)
    data = {field: values[-1] for field, values in form.sends(button).items()} | change
    switches = {field.name for field in form.fields if field.type == "checkbox"}
    return button.action or form.action, {
        field: text for field, text in data.items() if text or field not in switches
    }


def shown(client: Client, page: str, name: str) -> str:
    """What the field shows on a page that is opened now."""
    for form in post_forms(client.get(page).content.decode()):
        if any(field.name == name for field in form.typed):
            return form.sends().get(name, [""])[-1]
    raise AssertionError(f"{page} has no {name}")


def parts(form: PageForm) -> list[str]:
    """The fields that are stored each on its own: at most fourteen of a form, those of the
    checklist are all alike.
    """
    names = list(dict.fromkeys(field.name for field in form.typed))
    alone = [name for name in names if name not in PARTS_OF_ONE and not name.startswith("place-")]
    # what was noticed in a night of a sheet, typed a line each, and its tick make something
    alone = [name for name in alone if not name.endswith(("-lines", "-quiet"))]
    if "bed" in alone:  # the morning's number for the rest of the night makes an entry
        alone = [name for name in alone if name not in ("count", "muscle")]
    return alone[:14]


def test_the_walk_finds_the_forms(as_ada: Client) -> None:
    names = {name_of(page, form) for page, form in forms_with_fields(as_ada)}
    assert names >= {
        "edit",
        "morning",
        "appointment",
        "settings",
        "other_things",
        "dashboard",
        "decide",
    }


def test_two_windows_that_change_different_fields_keep_both(as_ada: Client) -> None:
    for page, form in forms_with_fields(as_ada):
        names = parts(form)
        for name_of_one, other in zip(names, names[1:] + names[:1], strict=True):
            if name_of_one == other:
                continue
            for first, second in ((name_of_one, other), (other, name_of_one)):
                with transaction.atomic():
                    texts = {name: changes(form, name)[0] for name in (first, second)}
                    for name in (first, second):
                        address, data = sent(form, name, texts[name])
                        answer = as_ada.post(address or page, data)
                        assert answer.status_code in (200, 302), (
                            page,
                            first,
                            second,
                            answer.status_code,
                        )
                    for name in (first, second):
                        assert shown(as_ada, page, name) == texts[name][name], (page, first, second)
                    transaction.set_rollback(True)


def test_two_windows_that_change_the_same_field_are_shown_both(as_ada: Client) -> None:
    for page, form in forms_with_fields(as_ada):
        for name in parts(form):
            first, second = changes(form, name)
            if first == second:
                continue
            with transaction.atomic():
                for number, change in enumerate((first, second)):
                    address, data = sent(form, name, change)
                    answer = as_ada.post(address or page, data)
                    assert (
                        answer.status_code == 409 if number else answer.status_code in (200, 302)
                    ), (page, name)
                html = answer.content.decode()
                assert f'name="keep-{name}" value="saved"' in html, (page, name)
                assert shown(as_ada, page, name) == first[name]
                if first[name] == "first change":
                    assert "first change" in html
                    assert "second change" in html
                transaction.set_rollback(True)
