"""What is typed and not stored, in each engine: it survives, it waits without a server, and the
page says so.
"""

from __future__ import annotations

import pytest

from tests.browser.faulty_proxy import ShakySite
from tests.browser.pad_page import diary, until
from tests.browser.site import Person
from tests.engines.line import Line
from tests.engines.window import Window

BACK = "is back. It is not saved yet."
WORRY = "[name=worry]"
WRITTEN = """async (number) => (await DraftStore.every()).length === number"""
GOVERNED = """async () => (await navigator.serviceWorker.getRegistrations())
  .some((one) => one.active && !one.scope.endsWith("/pad/"))"""


def typed(window: Window, text: str) -> None:
    """Something typed into the appointment's form, and written down."""
    window.open("/appointment/")
    window.write(WORRY, text)
    window.until(WRITTEN, 1)


@pytest.mark.small
def test_typed_text_survives_a_reload_and_the_way_back(theirs: Window) -> None:
    typed(theirs, "The left calf")
    theirs.reload()
    theirs.says(BACK)
    assert theirs.value("worry") == "The left calf"
    theirs.open("/help/")
    with theirs.next_page():
        theirs.ask("() => { setTimeout(() => history.back()); }")
    theirs.until("() => document.querySelector('[name=worry]')?.value === 'The left calf'")


def test_text_typed_just_before_the_page_is_left_survives(theirs: Window) -> None:
    theirs.open("/appointment/")
    theirs.write(WORRY, "In a hurry")
    theirs.until("() => document.querySelector('[name=worry]').value === 'In a hurry'")
    theirs.open("/help/")
    theirs.open("/appointment/")
    theirs.says(BACK)
    assert theirs.value("worry") == "In a hurry"


def test_typed_text_survives_the_end_of_the_session(
    theirs: Window, site: ShakySite, somebody: Person
) -> None:
    typed(theirs, "While it ended")
    site.do("sign_out", key=somebody.session)
    theirs.open("/appointment/")
    assert theirs.path.startswith("/account/login/")
    assert "While it ended" not in theirs.words()
    theirs.sign_in(Person(somebody.name, site.do("sign_in", name=somebody.name)))
    theirs.open("/appointment/")
    theirs.says(BACK)
    assert theirs.value("worry") == "While it ended"


@pytest.mark.small
def test_without_a_server_a_form_waits_and_is_stored_once(
    theirs: Window, line: Line, site: ShakySite, somebody: Person
) -> None:
    theirs.open("/log/")
    theirs.choose("movement", "cramp")
    theirs.write("[name=note]", "On the train")
    line.cut()
    theirs.touch("form.episode .save-bar button")
    theirs.says("No connection. What you typed is kept on this phone and is sent")
    assert theirs.value("note") == "On the train"
    assert diary(site, somebody) == []
    line.mend()
    until(lambda: [entry["movement"] for entry in diary(site, somebody)] == ["cramp"])
    theirs.until(
        "async () => typeof DraftStore !== 'undefined' && !(await DraftStore.every()).length"
    )


def test_without_a_server_a_page_says_so_and_how_much_waits(theirs: Window, line: Line) -> None:
    typed(theirs, "Before the tunnel")
    theirs.until(GOVERNED)
    theirs.open("/help/")
    line.cut()
    theirs.open("/dashboard/")
    theirs.says("No connection")
    theirs.says("Forms you typed into and did not save: 1")
    line.mend()
    theirs.open("/appointment/")
    theirs.says(BACK)
