"""Forms as they stand on the pages, sent with other fields, ids, files and content types."""

from __future__ import annotations

import json
from random import Random
from urllib.parse import quote_from_bytes, urlsplit

from tests import builders
from tests.forms import PageForm, post_forms
from tests.fuzz import odd
from tests.fuzz.people import Scene
from tests.fuzz.visitor import FORM

AGAIN = 60  # posts until the pages are walked anew
BOUNDARY = "fuzz-3b1c"
FILES = (
    "diary.csv",
    "диар.json",
    "a" * 300 + ".csv",
    "../../x.csv",
    "con",
    ".csv",
    "a\r\nb.csv",
    "\x00.csv",
    'x".csv',
)
EXTRA = (
    "id",
    "pk",
    "owner",
    "owner_id",
    "source",
    "recorded_at",
    "is_staff",
    "next",
    "opened",
    "unsaved",
    "unsaved_key",
    "step",
    "undo",
    "csrfmiddlewaretoken",
    "weeks",
    "period",
    "night",
    "draft",
)
KINDS = (
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=idna",
    "application/x-www-form-urlencoded; charset=rot13",
    "application/x-www-form-urlencoded; charset=undefined",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=" + "x" * 400,
    "multipart/form-data; boundary=ü",
    "multipart/form-data; charset=utf-16; boundary=fuzz-3b1c",
    "application/json",
    "text/plain",
    "",
    "application/x-www-form-urlencoded; charset",
    "a/b" * 200,
    "multipart/mixed; boundary=fuzz-3b1c",
)

Fields = list[tuple[str, str]]


def posts(scene: Scene, count: int) -> None:
    """Send that many forms; every so often all pages of the person must still be shown."""
    dice = scene.dice
    forms: list[tuple[str, PageForm]] = []
    for number in range(count):
        if number % AGAIN == 0:
            forms = [
                (page, form)
                for page, html in scene.walk("posts").items()
                for form in post_forms(html)
            ]
            forms = [(page, form) for page, form in forms if "logout" not in (form.action or page)]
        post(scene, *dice.choice(forms))
        if number % 10 == 9 and not scene.is_there():
            scene.come_back()
    scene.walk("posts")
    scene.bystander_is_untouched()


def post(scene: Scene, page: str, form: PageForm) -> None:
    """One form, bent."""
    dice = scene.dice
    button = dice.choice(form.buttons) if form.buttons else None
    address = (button.action if button else "") or form.action or page
    sent = {
        name: values for name, values in form.sends(button).items() if name != "csrfmiddlewaretoken"
    }  # as a header
    fields = [(name, value) for name, values in sent.items() for value in values]
    address, fields = _address(dice, address), bent(dice, fields)
    kind, body = wrapped(dice, fields)
    what = f"POST {address[:200]} {kind[:80]} {body[:600]!r}"
    reply = scene.judge.look(
        "posts", what, lambda: scene.visitor.ask("POST", address, body, kind, headers(dice))
    )
    location = urlsplit(reply.headers.get("Location", "/")) if reply else urlsplit("/")
    if location.netloc not in ("", "localhost"):
        scene.judge.note(f"posts: {what}: leads to {reply.headers['Location'] if reply else ''}")


def bent(dice: Random, fields: Fields) -> Fields:
    """Some values changed, some fields missing, doubled or new."""
    chosen = []
    for name, value in fields:
        match dice.randrange(12):
            case 0:
                continue
            case 1:
                chosen += [(name, value), (name, odd.value(dice))]
            case 2 | 3 | 4 | 5:
                chosen.append((name, odd.any_value(dice, value)))
            case 6 if "password" in name:
                chosen.append((name, builders.PASSWORD))
            case _:
                chosen.append((name, value))
    for _turn in range(dice.choice((0, 0, 1, 2))):
        chosen.append((dice.choice(EXTRA), odd.value(dice)))
    if dice.random() < 0.02:
        chosen += [(f"f{number}", "x") for number in range(1_200)]
    return chosen


def _address(dice: Random, address: str) -> str:
    """Now and then with another number in it, or a query."""
    address = address.partition("#")[0]
    if dice.random() < 0.15:
        address = "/".join(
            dice.choice((part, part, dice.choice(odd.NUMBERS))) if part.isdigit() else part
            for part in address.split("/")
        )
    if dice.random() < 0.15:
        address += (
            f"{'&' if '?' in address else '?'}{dice.choice(EXTRA)}={encoded(odd.value(dice))}"
        )
    return address.replace("\r", "%0D").replace("\n", "%0A")


def encoded(text: str) -> str:
    """For an address; what no text can hold goes out as the bytes that it would be."""
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"))


def wrapped(dice: Random, fields: Fields) -> tuple[str, bytes]:
    """Content type and body."""
    whole, plain = multipart(dice, fields), urlencoded(fields)
    ways = (
        (f"multipart/form-data; boundary={BOUNDARY}", whole),
        (f"multipart/form-data; boundary={BOUNDARY}", whole[: dice.randrange(len(whole) + 1)]),
        (dice.choice(KINDS), whole),
        (dice.choice(KINDS), plain),
        ("application/json", json.dumps(dict(fields)).encode()),
        (FORM, odd.bent(dice, plain.decode()).encode("utf-8", "surrogatepass")),
        *[(FORM, plain)] * 6,
    )
    return dice.choice(ways)


def urlencoded(fields: Fields) -> bytes:
    """As a browser does it."""
    return "&".join(f"{encoded(name)}={encoded(value)}" for name, value in fields).encode()


def multipart(dice: Random, fields: Fields) -> bytes:
    """With a file as often as not."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields
    ]
    if dice.random() < 0.5:
        disposition = (
            f'form-data; name="{dice.choice(("file", "note", "next"))}"; '
            f'filename="{dice.choice(FILES)}"'
        )
        content = odd.value(dice)
        parts.append(
            f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\nContent-Type: text/csv\r\n\r\n"
            f"{content}\r\n"
        )
    return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode("utf-8", "surrogatepass")


HEADERS = (
    {"Accept": "application/json"},
    {"X-Requested-With": "XMLHttpRequest"},
    {"Origin": "null"},
    {"Origin": "http://[::1"},
    {"Referer": "https://evil.test/x"},
    {"Referer": "//["},
    {"HX-Request": "true"},
    {"HX-Current-URL": "http://[::1"},
    {"X-Twitchlog-Account": "x" * 500},
    {"Accept-Language": "x" * 3_000},
    {"Cookie": "a=" + "\xff" * 50},
    {"Cookie": "=;" * 500},
    {"X-Forwarded-For": "1, " * 500},
    {"X-Forwarded-For": "\x00"},
    {"Authorization": "Bearer " + "x" * 5_000},
    {"Authorization": "Basic ====="},
    {"If-None-Match": '"x'},
    {"If-Modified-Since": "Sat, 29 Oct 99999 19:43:31 GMT"},
    {"Range": "bytes=0-"},
    {"X-Draft": "\xff"},
    {"Accept": "*/" * 500},
    {"Host": "evil.test"},
    {"Host": "localhost:99999"},
    {"Host": "[::1"},
    {"X-Csrftoken": "\xff"},
    {"Accept-Encoding": "gzip;q=x"},
)


def headers(dice: Random) -> dict[str, str]:
    """Mostly none; now and then an odd one."""
    return dict(dice.choice(HEADERS)) if dice.random() < 0.15 else {}
