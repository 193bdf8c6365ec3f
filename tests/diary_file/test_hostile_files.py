"""Files that nobody wrote as a diary: whatever they hold, what is done and kept of them is bounded
and said.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from journal.diary_file import FileError, decoded_lines, open_rows, parsed_rows, read
from journal.diary_file.csv_rows import _fills_one
from journal.diary_file.decoded_lines import DecodedLines
from journal.diary_file.file_format import LONGEST_CELL
from journal.diary_file.json_rows import MOST_NAMES
from journal.diary_file.unknown_names import MOST_COUNTED, MOST_SHOWN
from journal.files.import_preview import MOST_SAID, preview
from tests.views.brought_diary import bring

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 8, 12, tzinfo=UTC)
HEAD = '{"format": "twitchlog-diary", "version": 1, '
SOUND = '{"happened_at": "2026-07-07T02:15Z"}'


def opened(text: str) -> Iterator[Any]:
    return read(open_rows(io.BytesIO(text.encode())), default_zone="UTC", as_of=NOW)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def page_text(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", response.content.decode()).split())


def test_unknown_names_are_counted_and_only_the_first_are_shown(ada: User) -> None:
    names = {f"k{number}": 1 for number in range(2 * MOST_COUNTED)}
    in_rows = HEAD + f'"episodes": [{json.dumps(names)}], "nights": []}}'
    in_header = "happened_at," + ",".join(names) + "\n"
    for text in (in_rows, in_header):
        seen = preview(ada, io.BytesIO(text.encode()), default_zone="UTC", as_of=NOW)
        assert seen.unknown == [f"k{number}" for number in range(MOST_SHOWN)]
        assert seen.more_unknown == MOST_COUNTED - MOST_SHOWN


def test_the_page_names_some_unknown_columns_and_counts_the_others(as_ada: Client) -> None:
    text = (
        "happened_at,"
        + ",".join(f"k{number}" for number in range(MOST_SHOWN + 7))
        + "\n2026-07-07T02:15Z\n"
    )
    page = page_text(bring(as_ada, text))
    assert "k99 and 7 more" in page
    assert "k100" not in page


def test_the_page_says_that_rows_were_not_looked_at(as_ada: Client) -> None:
    text = "happened_at\n" + "x\n" * 5 * MOST_SAID
    page = page_text(bring(as_ada, text))
    assert "1000 rows were looked at; the file has more. Nothing is said of those." in page


def test_rows_of_a_table_without_a_time_are_not_looked_at_to_the_end(ada: User) -> None:
    seen = preview(
        ada, io.BytesIO(b"movement\n" + b"twitch\n" * 5 * MOST_SAID), default_zone="UTC", as_of=NOW
    )
    assert seen.looked_at == MOST_SAID


def test_entries_that_are_no_objects_end_the_look(ada: User) -> None:
    text = HEAD + f'"episodes": [{", ".join(["1"] * 5 * MOST_SAID)}], "nights": []}}'
    seen = preview(ada, io.BytesIO(text.encode()), default_zone="UTC", as_of=NOW)
    assert (seen.wrong_rows, seen.looked_at) == (MOST_SAID, MOST_SAID)


def test_a_file_has_so_many_rows_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed_rows, "MOST_ROWS", 3)
    night = '{"night_of": "2026-07-01"}'
    for three, four in (
        ("happened_at\n" + "2026-07-07T02:15Z\n" * 3, "2026-07-07T02:15Z\n"),
        (HEAD + f'"episodes": [{SOUND}], "nights": [{night}, {night}', f", {night}"),
    ):
        end = "]}" if three.startswith("{") else ""
        assert len(list(opened(three + end))) == 3
        with pytest.raises(FileError, match="at most 3 rows"):
            list(opened(three + four + end))


def test_a_file_has_so_many_lines_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoded_lines, "MOST_LINES", 5)
    text = "happened_at\n2026-07-07T02:15Z\n\n\n\n"
    assert len(list(opened(text))) == 1
    for more in (text + "\n", "\n" * 6):
        with pytest.raises(FileError, match="at most 5 lines"):
            list(opened(more))


def test_what_a_diary_does_not_know_is_passed_over_and_not_kept() -> None:
    many = ", ".join(f'"k{number}": 1' for number in range(MOST_NAMES))
    with pytest.raises(FileError, match="too many names"):
        list(opened(HEAD + many + ', "episodes": [], "nights": []}'))
    few = ", ".join(f'"k{number}": [[1], {{}}]' for number in range(MOST_NAMES - 4))
    assert list(opened(HEAD + few + ', "episodes": [], "nights": []}')) == []


def test_a_header_with_half_a_million_empty_columns_costs_a_short_row_nothing() -> None:
    asked: list[int] = []

    class Columns(list[int]):
        def __iter__(self) -> Iterator[int]:
            for number in super().__iter__():
                asked.append(number)
                yield number

    assert not _fills_one(["x", "", ""], Columns(range(1, 500_000)))
    assert asked == [1, 2, 3]


def test_a_header_names_only_some_of_what_stands_twice() -> None:
    twice = ",".join(f"k{number}" for number in range(50))
    with pytest.raises(FileError) as raised:
        open_rows(io.BytesIO(f"happened_at,{twice},{twice}\n".encode()))
    assert str(raised.value).count("”") == 5


@pytest.mark.parametrize("column", ["happened_at", "time_zone", "movement", "count", "recorded_at"])
def test_a_cell_that_is_far_too_long_is_not_read(column: str) -> None:
    entry = {"happened_at": "2026-07-07T02:15Z", column: "7 " * LONGEST_CELL}
    [told] = opened(HEAD + f'"episodes": [{json.dumps(entry)}], "nights": []}}')
    assert [(one.field, str(one)) for one in told.wrong] == [
        (
            column,
            f"What stands here is far too long for this column: {2 * LONGEST_CELL} characters.",
        )
    ]


def test_a_long_text_says_how_much_room_there_is() -> None:
    entry = {"happened_at": "2026-07-07T02:15Z", "note": "x" * 2 * LONGEST_CELL}
    [told] = opened(HEAD + f'"episodes": [{json.dumps(entry)}], "nights": []}}')
    [problem] = told.wrong
    assert "2000 characters" in str(problem)


def test_the_words_of_a_line_that_nothing_can_read_are_looked_for_once() -> None:
    line = b"a" * 100_000 + b"\x80\xd0 b\xd0c\n"
    with pytest.raises(FileError, match=r"its letters are not plain: “a{40,}"):
        list(DecodedLines(io.BytesIO(line)))
