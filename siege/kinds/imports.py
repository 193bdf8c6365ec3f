"""Files through the page, as a person brings them: look, then store."""

from __future__ import annotations

import asyncio

from bench.pages import fields
from siege.attackers import Attacker, kind, multipart
from siege.kinds.hostile_files import HOSTILE_FILES, content, sound
from siege.kinds.hostile_sheets import HOSTILE_SHEETS, sheet_content
from siege.raw_http import RawAnswer, request

MOST_LOOKS = 120
MOST_PAGE_BYTES = 400_000
MOST_STEPS = 8
IMPORTED_ROWS = 100_000


async def send_file(attacker: Attacker, name: str, content: bytes) -> None:
    """Send a file by the page's form."""
    person = attacker.person
    form = await attacker.get("/import/", person, most_kept=MOST_PAGE_BYTES)
    form_fields = fields(form.body.decode(errors="replace"))
    form_fields.pop("step", None)
    sort, body = multipart(name, content, **form_fields)
    await attacker.send(
        request("POST", "/import/", attacker.headers(person, {"Content-Type": sort}), body)
    )


async def bring(attacker: Attacker, name: str, content: bytes) -> RawAnswer:
    """Send a file; the answer is the page that says what is in it, once there is one."""
    person = attacker.person
    await send_file(attacker, name, content)
    for _turn in range(MOST_LOOKS):
        page = await attacker.get("/import/", person, most_kept=MOST_PAGE_BYTES)
        if b'name="step"' in page.body:
            break
        await asyncio.sleep(0.5)
    return page


async def look_and_store(attacker: Attacker, name: str, content: bytes) -> None:
    """Bring a file, and store all that is in it in the attacker's own diary."""
    page = await bring(attacker, name, content)
    if b'value="store"' not in page.body:
        attacker.counts["nothing to store"] += 1
        return
    form = {**fields(page.body.decode(errors="replace")), "step": "store"}
    await attacker.post("/import/", form, attacker.person)
    attacker.counts["stored or under way"] += 1


@kind(f"imports of {IMPORTED_ROWS:,} entries, CSV and JSON")
async def imports(attacker: Attacker) -> None:
    """Files of 100,000 entries, looked at and then stored."""
    sort = ("csv", "json")[attacker.number % 2]
    await look_and_store(
        attacker, f"diary.{sort}", await asyncio.to_thread(sound, IMPORTED_ROWS, sort)
    )


@kind("imports of 1,000 entries, one after the other")
async def small_imports(attacker: Attacker) -> None:
    """Files of 1,000 entries, as many as one can bring."""
    await look_and_store(attacker, "diary.csv", sound(1_000, "csv"))


@kind("the three files of A2")
async def slow_files(attacker: Attacker) -> None:
    """Unknown names, wrong rows, wrong episodes."""
    name = list(HOSTILE_FILES)[attacker.number % 3]
    await bring(attacker, name, await asyncio.to_thread(content, name))


@kind("hostile files of other shapes")
async def hostile_files(attacker: Attacker) -> None:
    """Each attacker with a file of their own, then the next."""
    names = list(HOSTILE_FILES)[3:]
    name = names[(attacker.number + attacker.requests) % len(names)]
    await bring(attacker, name, await asyncio.to_thread(content, name))


@kind("hostile tables of one's own: workbooks, archives, text")
async def hostile_sheets(attacker: Attacker) -> None:
    """Each attacker with a file of their own, through all steps as they are guessed; then the
    next.
    """
    names = list(HOSTILE_SHEETS)
    name = names[(attacker.number + attacker.requests) % len(names)]
    await send_file(attacker, name, await asyncio.to_thread(sheet_content, name))
    for _step in range(MOST_STEPS):
        page = await read_sheet(attacker)
        form = fields(page.body.decode(errors="replace"))
        if not form.get("step"):
            attacker.counts["refused or over"] += 1
            return
        await attacker.post("/import/sheet/", form, attacker.person)
    form = fields((await read_sheet(attacker)).body.decode(errors="replace"))
    await attacker.post("/import/sheet/", {**form, "step": "drop"}, attacker.person)


async def read_sheet(attacker: Attacker) -> RawAnswer:
    """The page of the waiting table's next step, once nobody works on it."""
    for _turn in range(MOST_LOOKS):
        page = await attacker.get("/import/sheet/", attacker.person, most_kept=MOST_PAGE_BYTES)
        if b'class="under-way"' not in page.body:
            break
        await asyncio.sleep(0.5)
    return page
