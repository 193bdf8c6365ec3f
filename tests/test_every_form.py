"""Every form of the app, found by walking all pages of a filled diary, so that a new one cannot be forgotten: opened
twice and sent in both orders, and sent after the world has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from journal.models import Appointment, Episode, OtherThingAnswer, Preferences
from journal.other_things import THINGS
from tests import builders
from tests.addresses import OWN
from tests.belongings import counts, fill
from tests.forms import Control, PageForm, post_forms

NOW = datetime(2026, 7, 7, 8, 0, tzinfo=UTC)  # ten in the morning in Berlin: last night is the 6th
KEY = "back_muscles/erector_spinae/left"
# Not the diary's: allauth's pages, and a passkey that no test can hold.
ELSEWHERE = ("/account/", "/api/", "/s/", "/pad/", "/export/")
# Forms whose fields say what to make or to look at: what is stored is not shown in them.
MAKE = {"log", "share", "tokens", "import_diary", "delete_account", "time_zone"}
# Two changes of a field that its kind does not give away.
TEXTS = {
    "count": ("3", "4"),
    "duration": ("5", "6"),
    "intensity": ("2", "3"),
    "limit": ("20", "30"),
    "bed": ("23:10", "23:20"),
    "woke": ("06:50", "06:40"),
    "at": ("2026-07-07T02:10", "2026-07-07T02:11"),
    "on_date": ("2026-07-02", "2026-07-03"),
    "time_zone": ("Europe/Paris", "Europe/Rome"),
}
# Fields that mean something with another only, and those that stand for an action of their own page.
PARTS_OF_ONE = ("time_zone", "side", "duration_unit", "called_back", "limited", "ago")


@pytest.fixture(autouse=True)
def _diary(ada: User) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        fill(ada)
        Preferences.objects.filter(owner=ada).update(time_zone=builders.ZONE, limit=10)
        Appointment.objects.filter(owner=ada).update(on_date=date(2026, 7, 1))
        for code in THINGS:
            OtherThingAnswer.objects.create(owner=ada, thing=code, answer="yes", since="May", answered_at=NOW)
        builders.episode(ada, movement="twitch", muscle="erector_spinae", side="left", note="a note")
        for minutes in range(10):
            builders.episode(ada, happened_at=builders.WHEN + timedelta(minutes=minutes), movement="jerk")
        builders.episode(ada).discard(NOW)
        yield


def walk(client: Client) -> dict[str, str]:
    """The markup of each page that the pages lead to, one for each route."""
    waiting, found, routes = ["/dashboard/", *(there for there in OWN.values() if "<" not in there)], {}, set()
    while waiting:
        address = waiting.pop(0).partition("#")[0]
        try:
            match = resolve(urlsplit(address).path)
        except Resolver404:
            continue
        if address.startswith(ELSEWHERE) or match.route in routes:
            continue
        routes.add(match.route)
        answer = client.get(address)
        if answer.status_code != 200 or answer.streaming or "text/html" not in answer["Content-Type"]:
            continue
        found[address] = answer.content.decode()
        waiting += [unescape(there) for there in re.findall(r'href="(/[^"]*)"', found[address])]
    return found


def name_of(page: str, form: PageForm) -> str:
    return str(resolve(urlsplit(form.action or page).path).url_name)


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
        return next(one for one in form.buttons if key in one.action and one.name == "decision")
    wanted = "afterwards" if name in ("said_afterwards", "next_step") else ""
    return next(one for one in form.buttons if (wanted in one.action if wanted else not one.action))


def changes(form: PageForm, name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Two ways to change a field, as a browser sends them."""
    same = [one for one in form.fields if one.name == name]
    if name in TEXTS and same[0].type not in ("radio",):
        return tuple({name: text} | ({"limited": "on"} if name == "limit" else {}) for text in TEXTS[name])  # type: ignore[return-value]
    if name == "muscle":  # the first ones come with a side
        return {name: "calf"}, {name: "biceps"}
    if same[0].type == "radio":
        others = [one.value for one in same if not one.checked]
        return {name: others[0]}, {name: others[min(1, len(others) - 1)]}
    if same[0].type == "checkbox":
        return {name: "" if same[0].checked else "on"}, {name: "" if same[0].checked else "on"}
    if same[0].tag == "select":
        others = [value for value, chosen in same[0].options if not chosen and value]
        return {name: others[0]}, {name: others[1]}
    return {name: "first change"}, {name: "second change"}


def sent(form: PageForm, name: str, change: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Where and what a browser sends of the form with that change; a switch that is off sends nothing."""
    button = button_for(form, name)
    told = {field: values[-1] for field, values in form.sends(button).items()} | change
    switches = {one.name for one in form.fields if one.type == "checkbox"}
    return button.action or form.action, {field: text for field, text in told.items() if text or field not in switches}


def shown(client: Client, page: str, name: str) -> str:
    """What the field shows on a page that is opened now."""
    for form in post_forms(client.get(page).content.decode()):
        if any(one.name == name for one in form.typed):
            return form.sends().get(name, [""])[-1]
    raise AssertionError(f"{page} has no {name}")


def parts(form: PageForm) -> list[str]:
    """The fields that are stored each on its own: at most a dozen of a form, those of the checklist are all alike."""
    names = list(dict.fromkeys(one.name for one in form.typed))
    alone = [name for name in names if name not in PARTS_OF_ONE and not name.startswith("place-")]
    if "bed" in alone:  # the morning's number for the rest of the night makes an entry
        alone = [name for name in alone if name not in ("count", "muscle")]
    return alone[:12]


def test_the_walk_finds_the_forms(as_ada: Client) -> None:
    found = {name_of(page, form) for page, form in forms_with_fields(as_ada)}
    assert found >= {"edit", "morning", "appointment", "settings", "other_things", "dashboard", "decide"}


def test_two_windows_that_change_different_fields_keep_both(as_ada: Client) -> None:
    for page, form in forms_with_fields(as_ada):
        names = parts(form)
        for one, other in zip(names, names[1:] + names[:1], strict=True):
            if one == other:
                continue
            for first, second in ((one, other), (other, one)):
                with transaction.atomic():
                    told = {name: changes(form, name)[0] for name in (first, second)}
                    for name in (first, second):
                        address, data = sent(form, name, told[name])
                        answer = as_ada.post(address or page, data)
                        assert answer.status_code in (200, 302), (page, first, second, answer.status_code)
                    for name in (first, second):
                        assert shown(as_ada, page, name) == told[name][name], (page, first, second)
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
                    assert answer.status_code == 409 if number else answer.status_code in (200, 302), (page, name)
                html = answer.content.decode()
                assert f'name="keep-{name}" value="saved"' in html, (page, name)
                assert shown(as_ada, page, name) == first[name]
                if first[name] == "first change":
                    assert "first change" in html
                    assert "second change" in html
                transaction.set_rollback(True)


def every_form(client: Client) -> Iterator[tuple[str, PageForm, Control]]:
    """Each form of each page with each kind of its buttons."""
    for page, html in walk(client).items():
        for form in post_forms(html):
            if name_of(page, form) in ("account_logout", "delete_account"):
                continue
            kinds = {(one.action.partition("?")[0], one.name, form.action): one for one in form.buttons}
            for button in kinds.values() or [Control("button", "", "")]:
                yield page, form, button


def press(client: Client, page: str, form: PageForm, button: Control) -> Any:
    return client.post(button.action or form.action or page, form.sends(button))


def rows(person: User) -> object:
    return counts(person.pk), list(Episode.objects.of(person).order_by("pk").values())


def test_no_form_writes_into_the_diary_of_the_next_who_signs_in(ada: User, ben: User, as_ada: Client) -> None:
    forms = list(every_form(as_ada))
    before = rows(ada), rows(ben)
    as_ada.force_login(ben)
    for page, form, button in forms:
        assert press(as_ada, page, form, button).status_code == 409, (page, button)
    assert (rows(ada), rows(ben)) == before


def test_whoever_signs_in_again_sends_every_form_as_before(ada: User, as_ada: Client) -> None:
    forms = list(every_form(as_ada))
    as_ada.logout()
    as_ada.force_login(ada)
    for page, form, button in forms:
        with transaction.atomic():
            answer = press(as_ada, page, form, button)
            assert answer.status_code in (200, 302, 422), (page, button, answer.status_code)
            transaction.set_rollback(True)
        as_ada.force_login(ada)


@pytest.mark.parametrize("change", ["deleted", "deleted for good", "a day later", "zone"])
def test_every_form_can_be_sent_after_the_world_has_changed(ada: User, as_ada: Client, change: str) -> None:
    forms = list(every_form(as_ada))
    if change == "deleted":
        Episode.objects.update(deleted_at=NOW)
    if change == "deleted for good":
        Episode.objects.all().delete()
        Appointment.objects.all().delete()
    if change == "zone":
        Preferences.objects.update(time_zone="Pacific/Kiritimati")
    with time_machine.travel(NOW + timedelta(days=change == "a day later"), tick=False):
        for page, form, button in forms:
            with transaction.atomic():
                answer = press(as_ada, page, form, button)
                assert answer.status_code in (200, 302, 409, 422), (page, button, answer.status_code)
                transaction.set_rollback(True)
        as_ada.force_login(ada)
