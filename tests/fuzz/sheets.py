"""Tables and notes of strangers, bent, through every step of the page and through the command."""

from __future__ import annotations

from random import Random

from journal.diary_file.sheets import presets
from journal.models import Episode
from tests import builders
from tests.forms import Control, PageForm, post_forms
from tests.fuzz import odd
from tests.fuzz.bent_files import bent_file
from tests.fuzz.files import LARGEST, through_the_command, through_the_page
from tests.fuzz.people import Scene
from tests.sheet_files import SHAPES

STEPS = "/import/sheet/"
# No table asks more: each of its questions once, and the columns and words again now and then.
MOST_STEPS = 25
AGAIN = 100  # files until all pages must be shown, and the diary is short again


def sheets(scene: Scene, count: int) -> None:
    """Bring that many tables, and answer what the pages ask, as the guess is or at random."""
    dice, commanded = scene.dice, builders.person("commanded")
    sound = {name: content() for name, content in SHAPES.values()}
    recipes = list(presets())
    for number in range(count):
        name = dice.choice(list(sound))
        content = sound[name]
        if number >= len(sound):
            content = bent_file(dice, content, list(sound.values()))[:LARGEST]
        through_the_page(scene, name, content)
        what = f"table {name} {content[:400]!r} ({len(content)} bytes)"
        _through_the_steps(scene, what)
        recipe = dice.choice(recipes)
        through_the_command(scene, commanded, content, preview=number % 3 == 0, recipe=recipe)
        if number % AGAIN == AGAIN - 1:
            scene.walk("sheets")
            scene.forget_entries()
            Episode.objects.filter(owner=commanded).delete()
    scene.walk("sheets")
    scene.bystander_is_untouched()


def _through_the_steps(scene: Scene, what: str) -> None:
    """Answer until nothing is asked any more; the page is shown after each answer, and at the end a
    waiting file can be put away.
    """
    dice, judge, visitor = scene.dice, scene.judge, scene.visitor
    wild = dice.random() < 0.3
    for _turn in range(MOST_STEPS):
        page = judge.look("sheets, asked", what, lambda: visitor.get(STEPS))
        forms = _forms(page.text) if page else []
        if not forms:
            return
        sent = _answers(dice, forms[0], wild=wild)
        said = f"{sent} to {what}"
        judge.look(
            f"sheets, {sent['step'][-1]}",
            said,
            lambda sent=sent: visitor.post(STEPS, sent),  # type: ignore[misc]
        )
    page = judge.look("sheets, asked", what, lambda: visitor.get(STEPS))
    away = _forms(page.text)[-1].sends() if page and _forms(page.text) else {}
    if away.get("step") != ["drop"]:
        judge.problems.append(f"after {MOST_STEPS} steps it cannot be put away: {what}")
        return
    judge.look("sheets, drop", what, lambda: visitor.post(STEPS, away))
    gone = judge.look("sheets, dropped", what, lambda: visitor.get(STEPS))
    if gone and gone.status != 302:
        judge.problems.append(f"it was put away and waits still: {what}")


def _forms(html: str) -> list[PageForm]:
    return [form for form in post_forms(html) if form.action == STEPS]


def _answers(dice: Random, form: PageForm, *, wild: bool) -> dict[str, list[str]]:
    """What the form sends; in a wild turn some of it is another choice, or none at all."""
    button = dice.choice(form.buttons) if wild and form.buttons else _next_button(form)
    sent = form.sends(button)
    for control in form.fields:
        if control.type in ("radio", "checkbox") and control.name not in sent and not wild:
            alike = [other.value for other in form.fields if other.name == control.name]
            sent[control.name] = [dice.choice(alike)]
    for control in form.fields:
        if wild and control.name in sent and control.type != "hidden" and dice.random() < 0.2:
            sent[control.name] = [_other_answer(dice, control)]
    return sent


def _next_button(form: PageForm) -> Control | None:
    return next((button for button in form.buttons if button.name != "again"), None)


def _other_answer(dice: Random, control: Control) -> str:
    choices = [value for value, _chosen in control.options]
    return dice.choice(choices) if choices and dice.random() < 0.8 else odd.value(dice)
