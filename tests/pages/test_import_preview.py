"""What a diary file would add, as it is noted while the file waits."""

from __future__ import annotations

import json
from dataclasses import replace

from journal.pages.import_preview import FileSentence, ImportPreviewPage, RecordCounts
from journal.wording.entries import EntryWords

WORDS = EntryWords("7 Jul 2026", "", "02:15", "Twitch", "Calf, left", "Asleep", "hm")
PAGE = ImportPreviewPage(
    noted_at=1.5,
    name="diary.csv",
    file="digest",
    zone="Europe/Berlin",
    new=3,
    new_episodes=2,
    wrong_rows=1,
    looked_at=7,
    full=True,
    unknown=("colour",),
    about=("Read as it stands.",),
    records=(RecordCounts("Mornings", 1, 0),),
    known_records=4,
    wrong=(FileSentence(2, "count", "Too many."),),
    remarks=(FileSentence(None, "", "No zone."),),
    first=(WORDS,),
)
# As a release before this one wrote it, and one before that, which did not say whose file it was.
NOTE = """{"name": "diary.csv", "file": "digest", "zone": "Europe/Berlin", "new": 3,
"new_episodes": 2, "wrong_rows": 1, "looked_at": 7, "full": true, "unknown": ["colour"],
"about": ["Read as it stands."],
"besides": [{"title": "Mornings", "new": 1, "known": 0}], "known_besides": 4,
"wrong": [{"line": 2, "column": "count", "text": "Too many."}],
"remarks": [{"line": null, "column": "", "text": "No zone."}],
"first": [{"day": "7 Jul 2026", "time": "02:15", "what": "Twitch", "place": "Calf, left",
"details": "Asleep", "note": "hm"}], "noted_at": 1.5}"""


def test_a_note_gives_the_page_again() -> None:
    assert ImportPreviewPage.of_note(json.loads(json.dumps(PAGE.note()))) == PAGE


def test_a_note_of_an_earlier_release_is_read() -> None:
    note = json.loads(NOTE)
    assert ImportPreviewPage.of_note(note) == PAGE
    del note["file"], note["zone"]
    assert ImportPreviewPage.of_note(note) == replace(PAGE, file="", zone="")


def test_an_earlier_release_finds_what_it_shows() -> None:
    note = PAGE.note()
    missing = json.loads(NOTE).keys() - note.keys()
    assert not missing
    assert note["first"][0]["what"] == "Twitch"


def test_no_note_is_an_empty_page() -> None:
    assert not ImportPreviewPage.of_note({}).noted_at
