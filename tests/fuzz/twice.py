"""The same thing several times at the same instant, before the real server: a double click, two
windows, a phone that tries again.

Whichever comes first, none of the answers is a page that broke.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from random import Random

from django.conf import settings

from bench.servers import free_port
from tests import builders
from tests.forms import PageForm, post_forms
from tests.fuzz.people import Scene
from tests.fuzz.posts import urlencoded
from tests.fuzz.real import Remote, said_no_traceback, serving
from tests.fuzz.visitor import FORM, Reply

AT_ONCE = 5
AGAIN = 25  # forms until the pages are walked anew
TYPED = {
    "name": "phone",
    "note": "a",
    "password": builders.PASSWORD,
    "email": "again@fuzz.test",
    "with_whom": "Dr Noll",
}


def twice(scene: Scene, count: int) -> None:
    """That many forms, each ``AT_ONCE`` times at once; and accounts, entries and nights in
    between.
    """
    port, log = free_port(), settings.DATA_DIR.parent / f"{settings.DATA_DIR.name}.log"
    with (
        serving(port, log, TWITCHLOG_SIGN_UP_OPEN="1", TWITCHLOG_PROXIES="1"),
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        visitor = scene.visitor = Remote(port, scene.visitor.session)
        forms: list[tuple[str, PageForm]] = []
        for number in range(count):
            if number % AGAIN == 0:
                forms = [
                    (page, form)
                    for page, html in scene.walk("twice").items()
                    for form in post_forms(html)
                ]
                forms = [
                    (page, form) for page, form in forms if "logout" not in (form.action or page)
                ]
            what, ask = _thing(scene, visitor, number, forms)
            at_once(scene, pool, what, ask)
        scene.walk("twice")
    scene.bystander_is_untouched()
    said_no_traceback(scene, log)


def at_once(scene: Scene, pool: ThreadPoolExecutor, what: str, ask: Callable[[], Reply]) -> None:
    """Ask by all threads, and look at every answer."""
    for asked in [pool.submit(ask) for _turn in range(AT_ONCE)]:
        scene.judge.look("twice", what, asked.result)


def _thing(
    scene: Scene, visitor: Remote, number: int, forms: list[tuple[str, PageForm]]
) -> tuple[str, Callable[[], Reply]]:
    """Mostly a form of a page; now and then an account, an entry or a night."""
    match number % 8:
        case 5:
            name = f"twice{number}x{scene.seed}"
            fields = [
                ("username", name),
                ("password1", builders.PASSWORD),
            ]
            place = {"X-Forwarded-For": f"192.0.2.{number % 250}"}
            nobody = Remote(visitor.port, "")
            return f"sign-up of {name}", lambda: nobody.ask(
                "POST", "/account/signup/", urlencoded(fields), FORM, place
            )
        case 6:
            entry = f'{{"id": "twice-{number}", "movement": "twitch", "muscle": "calf"}}'.encode()
            return "an entry", lambda: visitor.ask(
                "POST", "/api/episodes", entry, "application/json"
            )
        case 7:
            method, night = (
                scene.dice.choice(("PUT", "DELETE")),
                (datetime.now(UTC) - timedelta(days=scene.dice.randrange(7))).date(),
            )
            return f"{method} of {night}", lambda: visitor.ask(method, f"/api/nights/{night}")
        case _:
            return _form(scene.dice, visitor, *scene.dice.choice(forms))


def _form(
    dice: Random, visitor: Remote, page: str, form: PageForm
) -> tuple[str, Callable[[], Reply]]:
    button = dice.choice(form.buttons) if form.buttons else None
    address = ((button.action if button else "") or form.action or page).partition("#")[0]
    sent = {
        name: values for name, values in form.sends(button).items() if name != "csrfmiddlewaretoken"
    }
    fields = [
        (name, _typed(dice, name, value)) for name, values in sent.items() for value in values
    ]
    body = urlencoded(fields)
    return f"POST {address} {body[:500]!r}", lambda: visitor.ask("POST", address, body, FORM)


def _typed(dice: Random, name: str, value: str) -> str:
    """Empty fields get something now and then, so that there is something to store."""
    return TYPED.get(name, value) if not value or dice.random() < 0.3 else value
