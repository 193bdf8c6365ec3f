"""Pages of several parts: touching one stores that one, and what was typed in the others stays
where it was typed.
"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.actions.api_tokens import make_token
from journal.models import (
    DayContext,
    Morning,
    PatternDecision,
)
from tests.forms import forms_of
from tests.single_rows import link
from tests.views.pressed_parts import KEYS, NOW, _diary, page_form, part, press

__all__ = ["_diary"]
TYPED: dict[str, dict[str, str]] = {
    "/morning/": {
        "bed": "23:10",
        "woke": "06:50",
        "note": "typed",
        "caffeine": "yes",
        "count": "7",
    },
    "/patterns/": {f"note-{KEYS[0]}": "about the first", f"note-{KEYS[1]}": "about the second"},
    "/dashboard/": {f"note-{KEYS[0]}": "about the first", f"note-{KEYS[1]}": "about the second"},
}


@pytest.mark.parametrize("address", TYPED)
def test_every_button_of_a_page_keeps_what_was_typed_in_its_other_parts(
    as_ada: Client, address: str
) -> None:
    typed = TYPED[address]
    form = page_form(as_ada, address)
    kinds = {
        (button.action.partition("?")[0].partition("#")[0], button.name): button
        for button in form.buttons
        if button.action
    }
    assert kinds
    for button in kinds.values():
        answer = press(as_ada, form, button, **typed)
        if button.name == "decision":  # that note goes with its decision
            assert answer.status_code == 200
            left = {
                name: text
                for name, text in typed.items()
                if PatternDecision.objects.get().pattern not in name
            }
        elif "rest" in button.action:
            left = {name: text for name, text in typed.items() if name != "count"}
        else:
            left = typed
        texts = {name: sent[-1] for name, sent in part(answer.content.decode()).sends().items()}
        assert left.items() <= texts.items(), button
    assert not Morning.objects.exclude(bed_at=None).exists()
    assert not DayContext.objects.exists()


@pytest.mark.parametrize(
    ("address", "field"), [("/share/", "for_whom"), ("/settings/tokens/", "name")]
)
def test_taking_one_back_keeps_what_was_typed_for_a_new_one(
    as_ada: Client, ada: User, address: str, field: str
) -> None:
    link(ada)
    make_token(ada, name="phone", scope="add", as_of=NOW)
    form = page_form(as_ada, address)
    [button] = [button for button in form.buttons if "revoke" in button.action]
    assert press(as_ada, form, button).status_code == 302  # nothing typed
    answer = press(as_ada, form, button, **{field: "typed"})
    assert part(answer.content.decode()).sends()[field] == ["typed"]
    assert not any("revoke" in button.action for button in part(answer.content.decode()).buttons)


def test_another_clock_leaves_what_was_typed_into_a_new_entry(as_ada: Client) -> None:
    form = next(
        item for item in forms_of(as_ada.get("/log/").content.decode()) if item.action == "/log/"
    )
    [button] = [item for item in form.buttons if "time-zone" in item.action]
    typed = {
        "zone": "Asia/Tokyo",
        "note": "typed",
        "movement": "jerk",
        "muscle": "calf",
        "side": "left",
    }
    html = press(as_ada, form, button, **typed).content.decode()
    assert "Nights now go by the time in Asia/Tokyo." in html
    again = next(item for item in forms_of(html) if item.action == "/log/").sends()
    assert {name: again[name] for name in ("note", "movement", "muscle", "side")} == {
        name: [typed[name]] for name in ("note", "movement", "muscle", "side")
    }


def test_with_scripts_the_cards_alone_come_back_with_the_other_notes(as_ada: Client) -> None:
    form = page_form(as_ada, "/dashboard/")
    sent = (
        {name: data[-1] for name, data in form.sends().items()}
        | TYPED["/dashboard/"]
        | {"decision": "raise"}
    )
    answer = as_ada.post(f"/decide/?pattern={KEYS[0]}", sent, headers={"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#points"
    html = answer.content.decode()
    data = {
        name: text[-1] for name, text in part(f'<form id="page-form">{html}</form>').sends().items()
    }
    assert data[f"note-{KEYS[1]}"] == "about the second"
    assert PatternDecision.objects.get().note == "about the first"
    # The note that waits is compared with what it was typed against, the one that was stored with
    # what it is now.
    PatternDecision.objects.create(
        owner_id=PatternDecision.objects.get().owner_id, pattern=KEYS[1], decision="unsure",
        note="theirs", criterion="back_muscles", decided_at=NOW, rules_version="1",
    )  # fmt: skip
    again = as_ada.post(
        f"/decide/?pattern={KEYS[1]}",
        {**data, "decision": "unsure"},
        headers={"HX-Request": "true"},
    )
    assert again.status_code == 409
    assert "theirs" in again.content.decode()
    assert "about the second" in again.content.decode()
    changed = as_ada.post(
        f"/decide/?pattern={KEYS[0]}", {**data, f"note-{KEYS[0]}": "new", "decision": "raise"}
    )
    assert changed.status_code in (200, 302)
    assert PatternDecision.objects.get(pattern=KEYS[0]).note == "new"
