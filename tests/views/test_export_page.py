"""The page that hands the diary out, and the download."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from journal.models import Episode, NightRecord, TooManyAnswer
from tests import builders


def download(client: Client, kind: str) -> tuple[StreamingHttpResponse, str]:
    """The answer and its text."""
    answer = client.get(reverse("export_diary", args=[kind]))
    assert isinstance(answer, StreamingHttpResponse)
    return answer, b"".join(answer.streaming_content).decode()


@pytest.fixture
def a_small_diary(ada: User, ben: User) -> None:
    builders.episode(ada, id="first", note="=1+1")
    builders.episode(ben, id="somebody else's")
    NightRecord.objects.create(
        owner=ada, night_of=date(2026, 7, 5), recorded_at=datetime(2026, 7, 6, tzinfo=UTC)
    )


@pytest.mark.usefixtures("a_small_diary")
def test_the_page_says_what_is_in_the_file(as_ada: Client) -> None:
    text = as_ada.get(reverse("export_page")).content.decode()
    assert "6 Jul 2026" in text
    assert reverse("export_diary", args=["csv"]) in text
    assert reverse("export_diary", args=["json"]) in text


def test_the_page_counts_what_only_json_holds(as_ada: Client, ada: User, ben: User) -> None:
    for person, number in ((ada, 3), (ben, 5)):
        for minute in range(number):
            at = datetime(2026, 7, 6, 8, minute, tzinfo=UTC)
            TooManyAnswer.objects.create(owner=person, answer="no", answered_at=at)
    text = as_ada.get(reverse("export_page")).content.decode()
    assert "<dt>Answers to “too many twitches?”</dt><dd>3</dd>" in text
    assert "<dt>Appointments</dt><dd>0</dd>" in text
    assert "only in the JSON" in text


def test_an_empty_diary_has_a_page_too(as_ada: Client) -> None:
    assert as_ada.get(reverse("export_page")).status_code == 200
    _answer, text = download(as_ada, "csv")
    assert text.splitlines()[1:] == ["end-of-diary,,,end,,,,,,0,,,,,,,,"]


@pytest.mark.usefixtures("a_small_diary")
def test_csv(as_ada: Client) -> None:
    answer, text = download(as_ada, "csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"].startswith('attachment; filename="twitchlog-diary-20')
    assert answer["Content-Disposition"].endswith('.csv"')
    lines = text.split("\r\n")
    assert lines[1].startswith("first,2026-07-07T02:15:00+02:00,Europe/Berlin")
    assert lines[1].endswith(",'=1+1,,,,")
    assert "somebody" not in text


@pytest.mark.usefixtures("a_small_diary")
def test_json(as_ada: Client) -> None:
    answer, text = download(as_ada, "json")
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    diary = json.loads(text)
    assert [episode["id"] for episode in diary["episodes"]] == ["first"]
    assert diary["nights"] == [{"night_of": "2026-07-05", "recorded_at": "2026-07-06T00:00:00Z"}]


@pytest.mark.usefixtures("a_small_diary")
@pytest.mark.parametrize("content", ["nights", "rows"])
def test_tables_of_nights_and_rows(as_ada: Client, content: str) -> None:
    answer, text = download(as_ada, f"{content}.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    name = re.search(r'filename="(.*)"', answer["Content-Disposition"])
    assert name
    assert re.fullmatch(rf"twitchlog-{content}-20\d\d-\d\d-\d\d\.csv", name[1])
    assert "somebody" not in text
    assert (
        reverse("export_diary", args=[f"{content}.csv"]) in as_ada.get("/export/").content.decode()
    )


def test_another_form_is_not_found(as_ada: Client) -> None:
    assert as_ada.get("/export/diary.exe").status_code == 404


def test_a_visitor_gets_nothing(client: Client) -> None:
    assert client.get(reverse("export_diary", args=["csv"])).status_code == 302


def test_queries_are_the_same_for_any_length(
    as_ada: Client, ada: User, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    for number in (3, 60):
        for _one in range(number):
            builders.episode(ada)
        with django_assert_num_queries(18):
            as_ada.get(reverse("export_page"))
        # One a kind of row; four or five are the security log's, which notes the first of a day
        # otherwise than the next.
        with django_assert_max_num_queries(23):
            download(as_ada, "json")
        with django_assert_max_num_queries(10):
            download(as_ada, "csv")
        with django_assert_max_num_queries(13):
            download(as_ada, "nights.csv")
    assert Episode.objects.count() == 63


@pytest.mark.usefixtures("a_small_diary")
def test_page_and_command_give_the_same_table_with_its_mark(as_ada: Client) -> None:
    answer = as_ada.get("/export/diary.csv")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"\xef\xbb\xbfid,")
    out = io.StringIO()
    call_command("export_diary", "ADA", "--format", "csv", stdout=out)
    assert out.getvalue().encode() == content
