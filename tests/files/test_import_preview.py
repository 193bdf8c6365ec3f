"""What a file would bring is said before anything is stored."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import User

from journal.diary_file import FileError
from journal.files.import_preview import MOST_SAID, preview
from journal.models import Episode
from tests.actions.diary_files import FILE, NOW, stored


def test_the_look_before(ada: User) -> None:
    stored(ada, FILE)
    text = (
        FILE.replace("id,", "mood,id,")
        .replace("\na,", "\n,a,")
        .replace("\nb,", "\n,b,")
        .replace("\n,2026", "\n,,2026")
    )
    text += (
        ",c,2026-07-09T02:15+09:00,Europe/Berlin,twitch,\n,c,2026-07-09T02:15+09:00,Europe/"
        "Berlin,twitch,\n"
    )
    text += ",,2026-07-04,,none,\n,d,never,,hop,\n"
    look = preview(ada, io.BytesIO(text.encode()), default_zone="UTC", as_of=NOW)
    assert (look.new_episodes, look.known_episodes, look.new_nights, look.known_nights) == (
        1,
        2,
        1,
        1,
    )
    assert (look.repeats, look.wrong_rows, look.unknown, look.can_be_stored) == (
        1,
        1,
        ["mood"],
        False,
    )
    assert [(message.line, message.column) for message in look.wrong] == [
        (8, "happened_at"),
        (8, "movement"),
    ]
    assert [(message.line, message.column) for message in look.remarks] == [
        (5, "time_zone"),
        (6, "time_zone"),
    ]
    assert [entry.id for entry in look.first] == ["a", "b", "c"]
    assert Episode.objects.count() == 2


def test_a_look_at_what_is_no_diary(ada: User) -> None:
    look = preview(ada, io.BytesIO(b"movement\ntwitch\n"), default_zone="UTC", as_of=NOW)
    assert [(message.line, message.text) for message in look.wrong] == [
        (1, "There is no column “happened_at”, and an entry needs a time.")
    ]
    assert not look.can_be_stored


def test_a_table_without_times_is_looked_through_all_the_same(ada: User) -> None:
    text = "\nsep=;\nmovement;count\ntwitch;3\nhop;0\nnone;\n"
    look = preview(ada, io.BytesIO(text.encode()), default_zone="UTC", as_of=NOW)
    assert [(message.line, message.column) for message in look.wrong] == [
        (3, ""),
        (5, "movement"),
        (5, "count"),
    ]
    assert (look.wrong_rows, look.new, look.can_be_stored) == (2, 0, False)
    with pytest.raises(FileError, match="line 3: There is no column"):
        stored(ada, text)


def test_a_file_wrong_throughout_is_not_looked_at_to_its_end(ada: User) -> None:
    text = "happened_at\n" + "never\n" * MOST_SAID
    for more, looked_at in (
        ("", None),
        ("never\n" * 5, MOST_SAID),
        ("2026-07-07T02:15Z\n", MOST_SAID),
    ):
        look = preview(ada, io.BytesIO((text + more).encode()), default_zone="UTC", as_of=NOW)
        assert (look.wrong_rows, len(look.wrong), look.looked_at) == (
            MOST_SAID,
            MOST_SAID,
            looked_at,
        )


def test_a_long_look_says_how_far_it_is(ada: User) -> None:
    text = "happened_at,note\n" + "".join(
        f"2026-07-07T02:15Z,{number}\n" for number in range(4_100)
    )
    heard: list[int] = []
    look = preview(
        ada,
        io.BytesIO(text.encode()),
        default_zone="UTC",
        as_of=NOW,
        so_far=lambda: heard.append(len(heard)),
    )
    assert (look.new_episodes, heard) == (4_100, [0, 1])
