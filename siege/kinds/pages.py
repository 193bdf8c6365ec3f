"""Pages and downloads that cost the server most, of long diaries."""

from __future__ import annotations

from urllib.parse import quote

from siege.attackers import Attacker, kind, new_id
from siege.raw_http import request


@kind("exports of 100,000 entries")
async def exports(attacker: Attacker) -> None:
    """A long diary as CSV and as JSON."""
    sort = ("csv", "json")[attacker.number % 2]
    await attacker.get(f"/export/diary.{sort}", attacker.long_person)


@kind("FHIR of 100,000 entries")
async def fhir(attacker: Attacker) -> None:
    """The whole of a long diary as FHIR."""
    await attacker.get("/report/report.fhir.json?period=all", attacker.long_person)


@kind("PDFs of 10,000 entries")
async def pdfs(attacker: Attacker) -> None:
    """Signed in, each their own."""
    await attacker.get(
        f"/report/report.pdf?period=all&paper={attacker.dice.choice(('a4', 'letter'))}",
        attacker.person,
    )


@kind("PDFs of 10,000 entries by a shared link", preparations=("links",))
async def shared_pdfs(attacker: Attacker) -> None:
    """PDFs behind a link, asked for without an account."""
    await attacker.get(
        f"/s/{attacker.cast['links'][0]}/report.pdf?paper={attacker.dice.choice(('a4', 'letter'))}"
    )


@kind("a shared report's page", preparations=("links",))
async def shared_pages(attacker: Attacker) -> None:
    """Without an account, all its pages."""
    await attacker.get(f"/s/{attacker.cast['links'][0]}/?page={attacker.dice.randrange(1, 60)}")


@kind("reports frozen and links made")
async def freezing(attacker: Attacker) -> None:
    """Of everything, one after the other."""
    if attacker.dice.random() < 0.5:
        await attacker.post("/report/freeze/", {"period": "all"}, attacker.person)
    else:
        ends_on = "2030-01-01"
        await attacker.post(
            "/share/", {"period": "all", "for_whom": "x", "ends_on": ends_on}, attacker.person
        )


EVERYTHING = (
    "/dashboard/?weeks=all",
    "/patterns/?weeks=all",
    "/report/?period=all",
    "/report/?period=all&page=40",
    "/episodes/?first=1900-01-01",
    "/episodes/?first=1900-01-01&last=2026-12-31&movement=twitch",
    "/episodes/?older=2016-12-01_0_1",
    "/episodes/?newer=2016-12-01_0_1",
    "/episodes/?match=back_muscles",
    "/episodes/?asks=back&first=1900-01-01",
    "/nights/",
    "/appointment/",
    "/trash/",
    "/import/",
    "/export/",
    "/article/other-things/",
    "/settings/delete-account/",
    "/share/",
    "/morning/",
)


@kind("“everything” on all pages, of 100,000 entries")
async def everything(attacker: Attacker) -> None:
    """The longest span that each page knows."""
    await attacker.get(attacker.dice.choice(EVERYTHING), attacker.long_person)


SEARCHED_WORDS = (
    "a",
    "night",
    "%",
    "_",
    "Ä",
    "zzzz",
    "(a+)+$",
    "a b c d e f g h i j k l m n o p",
    "n" * 500,
    "\u0301" * 200,
    "x " * 300,
)


@kind("searches through 100,000 entries")
async def searches(attacker: Attacker) -> None:
    """Words that are in every note, in none, and that are no words."""
    await attacker.get(
        f"/episodes/?q={quote(attacker.dice.choice(SEARCHED_WORDS))}", attacker.long_person
    )


@kind("the API's lists of 100,000 entries")
async def api_lists(attacker: Attacker) -> None:
    """With a session, all that may be asked for at once."""
    first = attacker.dice.choice(("1900-01-01", "2016-01-01", "2026-01-01"))
    paths = (
        f"/api/episodes?limit=200&from={first}",
        f"/api/nights?from={first}&to={first[:4]}-12-31",
        "/api/muscles",
        "/api/places",
    )
    path = attacker.dice.choice(paths)
    await attacker.get(path, attacker.long_person)


PLAIN_PAGES = (
    "/",
    "/help/",
    "/article/",
    "/checklist/",
    "/account/login/",
    "/pad/",
    "/static/nothing.css",
    "/robots.txt",
    "/nowhere/",
    "/sw.js",
)


@kind("a flood of plain pages of strangers", at_once=40)
async def strangers(attacker: Attacker) -> None:
    """As fast as four hundred visitors without an account can ask, each over a connection of its
    own.
    """
    await attacker.get(attacker.dice.choice(PLAIN_PAGES))


@kind("PDFs and exports by keys that are made up", at_once=26)
async def made_up_keys(attacker: Attacker) -> None:
    """Another session, token or link each time."""
    path = attacker.dice.choice(
        ("/report/report.pdf", "/export/diary.csv", "/dashboard/?weeks=all", f"/s/{new_id()}/")
    )
    cookies = f"{attacker.cast['session_cookie']}={new_id().replace('-', '')}"
    headers = {
        "Cookie": cookies,
        "Authorization": f"Bearer {new_id()}",
        "X-Forwarded-For": attacker.address(),
    }
    await attacker.send(request("GET", path, headers))


@kind("PDFs of one session that shows a token each time as well", at_once=6)
async def many_keys(attacker: Attacker) -> None:
    """So that one person would look like many."""
    headers = attacker.headers(attacker.person, {"Authorization": f"Bearer {new_id()}"})
    await attacker.send(request("GET", f"/report/report.pdf?period=all&key={new_id()}", headers))
