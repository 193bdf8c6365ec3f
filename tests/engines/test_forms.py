"""The forms of the day in each engine: every kind of field is filled in, sent, stored and shown
again.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.browser.faulty_proxy import ShakySite
from tests.browser.pad_page import diary, until
from tests.browser.site import PASSWORD, Person
from tests.engines.window import Window

EPISODE = "form.episode"
SAVE = f"{EPISODE} .save-bar button"
SUBMIT = "[type=submit][name=save]"

# What another window or device does meanwhile: it opens the form, changes fields and sends it.
ELSEWHERE = """async (path, changes) => {
  const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
  const typed = new FormData(page.querySelector("form.episode"));
  for (const [name, value] of Object.entries(changes)) typed.set(name, value);
  const answer = await fetch(path, {method: "POST", body: new URLSearchParams(typed)});
  return answer.ok && answer.redirected;
}"""
ADD = """() => [...document.querySelectorAll("main button, main [type=submit]")]
  .find((one) => `${one.value} ${one.textContent}`.includes("Add all")).setAttribute("data-add",
    "")"""


def saved(window: Window, button: str = SUBMIT) -> None:
    """Press a form's button, and wait for the page that follows."""
    with window.next_page():
        window.touch(button)


@pytest.mark.small
def test_signing_in_by_the_form_and_out_again(window: Window, somebody: Person) -> None:
    window.open("/account/login/")
    window.write("[name=login]", somebody.name)
    window.write("[name=password]", PASSWORD)
    saved(window, "main form button[type=submit]")
    window.until("() => location.pathname !== '/account/login/'")
    window.open("/more/")
    assert window.path == "/more/"
    window.ask("() => { document.querySelector('form.sign-out button').click(); }")
    window.until(
        "() => document.readyState === 'complete' && !document.querySelector('form.sign-out')"
    )
    window.open("/more/")
    assert window.path.startswith("/account/login/")


@pytest.mark.small
def test_an_episode_with_all_its_details(theirs: Window, site: ShakySite, somebody: Person) -> None:
    theirs.open("/log/")
    theirs.choose("movement", "twitch")
    theirs.choose("ago", "15")
    theirs.touch(".views button:last-child")
    theirs.touch(".touch-map .zone[data-side=left][data-muscles~=calf]")
    theirs.says("Calf, left", ".chosen-place")
    theirs.choose("phase", "sleep_onset")
    theirs.choose("woke", "no")
    theirs.choose("noticed_by", "partner")
    theirs.write("[name=count]", "6")
    theirs.write("[name=duration]", "4")
    theirs.write("[name=intensity]", "3")
    theirs.write("[name=note]", "naïve café, ½ asleep")
    before = datetime.now(UTC)
    saved(theirs, SAVE)
    theirs.says("naïve café, ½ asleep")
    [entry] = diary(site, somebody)
    assert (entry["movement"], entry["muscle"], entry["side"]) == ("twitch", "calf", "left")
    assert (entry["phase"], entry["woke"], entry["count"], entry["duration_seconds"]) == (
        "sleep_onset",
        "no",
        6,
        4,
    )
    assert (
        timedelta(minutes=13)
        < before - datetime.fromisoformat(entry["happened_at"])
        < timedelta(minutes=17)
    )
    assert entry["time_zone"] == "Europe/Berlin"


def test_a_place_by_its_name(theirs: Window, site: ShakySite, somebody: Person) -> None:
    theirs.open("/log/")
    theirs.choose("movement", "unsure")
    theirs.write(".find input", "masseter")
    theirs.until(
        "() => [...document.querySelectorAll('.region')].filter((one) => !one.hidden).length === 1"
    )
    theirs.touch(".region:not([hidden]) .chip:not([hidden])")
    saved(theirs, SAVE)
    assert [entry["muscle"] for entry in diary(site, somebody)] == ["jaw"]


def test_a_number_that_means_two_things_is_asked_about_and_nothing_typed_goes(
    theirs: Window, site: ShakySite, somebody: Person
) -> None:
    theirs.open("/log/")
    theirs.choose("movement", "twitch")
    theirs.write("[name=count]", "1.000")
    theirs.write("[name=note]", "still here")
    saved(theirs, SAVE)
    assert (theirs.value("count"), theirs.value("note")) == ("1.000", "still here")
    assert theirs.value("movement") == "twitch"
    assert diary(site, somebody) == []
    theirs.write("[name=count]", "2")
    saved(theirs, SAVE)
    assert [entry["count"] for entry in diary(site, somebody)] == [2]


def test_the_morning(theirs: Window) -> None:
    theirs.open("/morning/")
    theirs.put("[name=bed]", "23:10")
    theirs.put("[name=woke]", "06:50")
    theirs.choose("caffeine", "yes")
    theirs.choose("stress", "no")
    theirs.write("[name=note]", "Slept on the sofa")
    saved(theirs)
    theirs.open("/morning/")
    shown = [theirs.value(name) for name in ("bed", "woke", "caffeine", "stress", "note")]
    assert [str(one)[:5] for one in shown[:2]] == ["23:10", "06:50"]
    assert shown[2:] == ["yes", "no", "Slept on the sofa"]


def test_the_appointment(theirs: Window) -> None:
    day = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
    theirs.open("/appointment/")
    theirs.put("[name=on_date]", day)
    theirs.write("[name=with_whom]", "Dr Example")
    theirs.write("[name=worry]", "The left calf")
    theirs.put("[name=questions]", "One?\nTwo?\nThree?")
    saved(theirs)
    theirs.open("/appointment/")
    shown = [theirs.value(name) for name in ("on_date", "with_whom", "worry", "questions")]
    assert shown == [day, "Dr Example", "The left calf", "One?\nTwo?\nThree?"]


def test_settings(theirs: Window) -> None:
    theirs.open("/settings/")
    theirs.put("[name=time_zone]", "Asia/Tokyo")
    theirs.choose("theme", "dark")
    theirs.choose("limited", "on")
    theirs.write("[name=limit]", "12")
    saved(theirs)
    theirs.open("/settings/")
    assert [theirs.value(name) for name in ("time_zone", "theme", "limit")] == [
        "Asia/Tokyo",
        "dark",
        "12",
    ]


def test_a_file_is_looked_at_and_added(
    theirs: Window, site: ShakySite, somebody: Person, tmp_path: Path
) -> None:
    file = tmp_path / "diary.csv"
    file.write_text(
        "happened_at,movement,muscle,side,note\n2026-01-05T23:40Z,twitch,calf,left,kept "
        "elsewhere\n",
        encoding="utf-8",
    )
    theirs.open("/import/")
    theirs.attach("[type=file]", file)
    saved(theirs, "[name=look]")
    theirs.says("What this file would add")
    theirs.ask(ADD)
    saved(theirs, "[data-add]")
    until(lambda: [entry["muscle"] for entry in diary(site, somebody)] == ["calf"])
    theirs.open("/episodes/")
    theirs.says("kept elsewhere")


@pytest.mark.small
def test_the_same_note_is_changed_elsewhere_and_both_texts_are_shown(
    theirs: Window, site: ShakySite, somebody: Person
) -> None:
    key = site.episode(somebody, movement="twitch", note="as it was")
    theirs.open(f"/episodes/{key}/")
    assert theirs.ask(ELSEWHERE, f"/episodes/{key}/", {"note": "of the second window"})
    theirs.write("[name=note]", "of the first window")
    theirs.write("[name=count]", "3")
    saved(theirs, SAVE)
    theirs.says("of the second window", "#conflicts")
    theirs.says("of the first window", "#conflicts")
    assert [entry["count"] for entry in diary(site, somebody)] == [1]
    theirs.ask("() => { document.querySelector('#conflicts [value=mine]').click(); }")
    saved(theirs, SAVE)
    assert [entry["count"] for entry in diary(site, somebody)] == [3]
    theirs.open(f"/episodes/{key}/")
    assert theirs.value("note") == "of the first window"


def test_a_question_is_answered_and_undone_on_the_dashboard(
    theirs: Window, site: ShakySite, somebody: Person
) -> None:
    site.episode(somebody, movement="jerk")
    theirs.open("/dashboard/")
    theirs.says("Open question", ".points")
    theirs.touch("#jerk_woke_me-title")
    theirs.touch("#jerk_woke_me button[value=asleep]")
    theirs.until("() => !document.querySelector('#jerk_woke_me button[value=asleep]')")
    until(lambda: [entry["woke"] for entry in diary(site, somebody)] == ["asleep"])
