"""What is typed and not stored, over a longer way in each engine: back, sign-in, a dead server,
sign-out.
"""

from __future__ import annotations

import pytest

from tests.browser.drafts import BACK
from tests.browser.faulty_proxy import ShakySite
from tests.browser.pad_page import diary, until
from tests.browser.site import PASSWORD, Person
from tests.engines.window import Window

WAITS = "No connection. What you typed is kept on this phone and is sent"
SAVE = "form.episode .save-bar button"
WORRY = "[name=worry]"
# How many drafts the phone holds. Firefox's driver sees what belongs to the window, and the
# scripts' own names do not.
HELD = """async (number) => {
  const there = await indexedDB.databases();
  if (!there.some((one) => one.name === "twitchlog-drafts")) return number === 0;
  const heard = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const database = await heard(indexedDB.open("twitchlog-drafts"));
  const [store] = database.objectStoreNames;
  const count = store ? await heard(database.transaction(store).objectStore(store).count()) : 0;
  database.close();
  return count === number;
}"""


def drafts(window: Window, number: int) -> None:
    """Wait until the phone holds so many drafts."""
    window.until(HELD, number)


def typed(window: Window) -> Window:
    """The appointment's page, into which something was typed that is nowhere else yet."""
    window.open("/appointment/")
    window.write(WORRY, "The left calf, at night")
    return window


def is_back(window: Window) -> None:
    """Wait until it is in its field again, and said to be unsaved."""
    window.says(BACK)
    assert window.value("worry") == "The left calf, at night"


def test_it_survives_back_and_forward(theirs: Window) -> None:
    theirs.open("/settings/")
    drafts(typed(theirs), 1)
    theirs.driver.back()
    theirs.until("() => location.pathname === '/settings/' && document.readyState === 'complete'")
    theirs.driver.forward()
    theirs.until(
        "() => location.pathname === '/appointment/' && document.readyState === 'complete'"
    )
    theirs.until("() => document.querySelector('[name=worry]').value === 'The left calf, at night'")


@pytest.mark.small
def test_it_survives_the_end_of_the_session(
    theirs: Window, site: ShakySite, somebody: Person
) -> None:
    drafts(typed(theirs), 1)
    theirs.put("[name=on_date]", "2027-03-01")
    site.do("sign_out", key=somebody.session)
    with theirs.next_page():
        theirs.touch("[type=submit][name=save]")
    theirs.write("[name=login]", somebody.name)
    theirs.write("[name=password]", PASSWORD)
    with theirs.next_page():
        theirs.touch("main form button[type=submit]")
    theirs.open("/appointment/")
    until(
        lambda: (
            (theirs.value("worry"), theirs.value("on_date"))
            == ("The left calf, at night", "2027-03-01")
        )
    )


def test_where_the_server_is_gone_it_waits_too(
    theirs: Window, site: ShakySite, somebody: Person
) -> None:
    theirs.open("/log/")
    theirs.choose("movement", "cramp")
    theirs.write("[name=note]", "On the train")
    site.kill()
    try:
        theirs.touch(SAVE)
        theirs.says(WAITS)
    finally:
        site.start()
    theirs.open("/help/")
    until(lambda: [entry["movement"] for entry in diary(site, somebody)] == ["cramp"])
    drafts(theirs, 0)


def test_the_entry_under_way_comes_back_with_its_place(
    theirs: Window, site: ShakySite, somebody: Person
) -> None:
    theirs.open("/log/")
    theirs.choose("movement", "twitch")
    theirs.touch(".views button:last-child")
    theirs.touch(".touch-map .zone[data-side=left][data-muscles~=calf]")
    drafts(theirs, 1)
    theirs.reload()
    theirs.says(BACK)
    theirs.says("Calf, left", ".chosen-place")
    assert theirs.value("movement") == "twitch"
    with theirs.next_page():
        theirs.touch(SAVE)
    until(
        lambda: (
            [(one["movement"], one["muscle"]) for one in diary(site, somebody)]
            == [("twitch", "calf")]
        )
    )
    drafts(theirs, 0)


def test_nothing_of_one_account_is_shown_to_another(
    theirs: Window, site: ShakySite, somebody: Person
) -> None:
    drafts(typed(theirs), 1)
    theirs.driver.forget()
    theirs.sign_in(site.person())
    theirs.open("/appointment/")
    assert (theirs.value("worry"), BACK in theirs.words()) == ("", False)


def test_at_sign_out_the_person_is_asked(theirs: Window, somebody: Person) -> None:
    drafts(typed(theirs), 1)
    theirs.open("/more/")
    theirs.touch("form.sign-out button")
    theirs.says("Your appointment, ", "#leave-question")
    with theirs.next_page():
        theirs.touch("#leave-question [value=keep]")
    theirs.until(
        "() => document.readyState === 'complete' && !document.querySelector('form.sign-out')"
    )
    theirs.driver.forget()
    theirs.open("/account/login/")
    theirs.write("[name=login]", somebody.name)
    theirs.write("[name=password]", PASSWORD)
    with theirs.next_page():
        theirs.touch("main form button[type=submit]")
    theirs.open("/appointment/")
    is_back(theirs)
