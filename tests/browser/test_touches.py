"""What a touch writes on the phone, also when the page is wrong about what lies there
(docs/adr/0077).
"""

from __future__ import annotations

import pytest

from tests.browser.pad_page import Pad

# What another tab, the sender or a sign-out may do between two touches of a page, which then
# believes what is gone.
BETWEEN = {
    "nothing": ("async () => {}", [2], None),
    "another tab touched": (
        "store((all) => all.forEach((one) => { one.told.count += 4; }))",
        [6],
        None,
    ),
    "another tab took it back": ("(entries) => PhoneStore.value(entries.clear())", [1], None),
    "it is on its way": (
        "store((all) => all.forEach((one) => { delete one.open; }))",
        [1, 1],
        None,
    ),
    "it was sent": (
        (
            "store((all) => all.forEach((one) => { delete one.open; delete one.waiting; "
            "one.state = 'sent'; }))"
        ),
        [1, 1],
        None,
    ),
    "somebody else signed in": (
        "(entries, settings) => PhoneStore.value(settings.put('ben', 'account'))",
        [1, 1],
        "ben",
    ),
    "nobody is signed in": (
        "(entries, settings) => PhoneStore.value(settings.delete('account'))",
        [1, 1],
        None,
    ),
}
STORE = """(change) => async (entries) => {
  const all = await PhoneStore.value(entries.getAll());
  change(all);
  for (const one of all) await PhoneStore.value(entries.put(one));
}"""
ZONE_OF = '{movement: "twitch", woke: null, muscle: "calf", side: "left", zone: "calf"}'


@pytest.mark.parametrize("what", BETWEEN)
def test_what_the_page_believes_wrongly_is_put_right_within_the_touch(
    still: Pad, what: str
) -> None:
    change, counts, account = BETWEEN[what]
    page = still.page
    mine = page.evaluate("Session.account()")
    # By the page's own clock, which stands still: of an entry from long ago the sender would take
    # leave as soon as something wakes it.
    now = page.evaluate("Date.now()")
    page.evaluate(f"Touches.touch({ZONE_OF}, {now}).then(() => true)")
    [first] = still.entries()
    page.evaluate(f"(() => {{ const store = {STORE}; return PhoneStore.change({change}); }})()")
    between = still.entries()
    said = page.evaluate(f"Touches.touch({ZONE_OF}, {now + 5000})")
    entries = still.entries()
    assert [one["told"]["count"] for one in entries] == counts
    assert entries[-1] == said["entry"]
    assert said["before"] == (between[0] if len(counts) == 1 and between else None)
    if len(counts) == 2:  # the one before is as it was found
        assert entries[0] == between[0]
        expected = {"somebody else signed in": account, "nobody is signed in": None}.get(what, mine)
        assert (entries[0]["account"], entries[1]["account"]) == (mine, expected)
        assert entries[0]["told"]["id"] == first["told"]["id"] != entries[1]["told"]["id"]


def test_touches_taken_back_in_two_tabs_leave_nothing(still: Pad) -> None:
    page = still.page
    now = page.evaluate("Date.now()")
    first, second = (page.evaluate(f"Touches.touch({ZONE_OF}, {at})") for at in (now, now + 1000))
    left = []
    for touch in (first, second):
        assert page.evaluate(
            "([entry, before]) => Touches.undo(entry, before)", [touch["entry"], touch["before"]]
        )
        left.append([one["told"]["count"] for one in still.entries()])
    assert left == [[1], []]
