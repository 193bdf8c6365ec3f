"""A frozen report's PDF and pages: gone with the report, making room, or not to be set at all."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from journal.models import FrozenReport
from journal.paper import frozen_files, pdf_response
from journal.paper.pdf import PdfError
from tests import builders
from tests.paper.frozen_report import NOW, _folder, files, frozen, link_to

__all__ = ["_folder", "frozen"]


def test_it_goes_with_its_report(
    as_ada: Client, frozen: FrozenReport, django_capture_on_commit_callbacks: Any
) -> None:
    other = FrozenReport.objects.create(
        owner=frozen.owner,
        made_at=NOW,
        first_night=NOW.date(),
        last_night=NOW.date(),
        rules_version="2",
        content="{}",
        sha256="0" * 64,
    )
    for one in (frozen, other):
        frozen_files.make_once(one, "a4.pdf", lambda: b"set")
    with django_capture_on_commit_callbacks(execute=True):
        as_ada.post(reverse("delete_frozen", args=[frozen.pk]))
    assert [file.name.partition("-")[0] for file in files()] == [str(other.pk)]
    with django_capture_on_commit_callbacks() as after:
        as_ada.post(reverse("delete_account"), {"password": builders.PASSWORD})
    for one in after:
        if getattr(one, "func", None) is frozen_files.remove_files_of:
            one()
    assert files() == []


def test_one_that_was_deleted_while_it_was_set_leaves_nothing(frozen: FrozenReport) -> None:
    def make() -> bytes:
        FrozenReport.objects.all().delete()
        return b"set"

    assert frozen_files.make_once(frozen, "a4.pdf", make) == b"set"
    assert files() == []


def test_the_nightly_purge_takes_what_nobody_is_left_to_ask_for(frozen: FrozenReport) -> None:
    frozen_files.make_once(frozen, "a4.pdf", lambda: b"set")
    [file] = files()
    file.with_name(f"{file.name}.draft").write_bytes(b"half")
    file.with_name("999-a4-0123.pdf").write_bytes(b"of a report that is gone")
    file.with_name("another-thing.txt").write_bytes(b"not ours")
    call_command("purge_trash", verbosity=0)
    assert [one.name for one in files()] == [file.name, "another-thing.txt"]


def test_the_oldest_make_room(frozen: FrozenReport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen_files, "MOST_BYTES", 250)
    for number, part in enumerate(("a4.pdf", "letter.pdf", "1.page")):
        frozen_files.make_once(frozen, part, lambda: b"x" * 35)
        newest = frozen_files.kept_part(frozen, part)
        assert newest
        path = max(files(), key=lambda one: one.stat().st_mtime_ns)
        os.utime(path, (number, number))
    assert frozen_files.kept_part(frozen, "a4.pdf") is None
    assert frozen_files.kept_part(frozen, "1.page")


@pytest.mark.parametrize("too_long", [True, False])
def test_what_cannot_be_set_is_said_on_a_page(
    as_ada: Client,
    client: Client,
    frozen: FrozenReport,
    monkeypatch: pytest.MonkeyPatch,
    too_long: bool,
) -> None:
    path = link_to(as_ada)

    def fail(*_given: Any, **_named: Any) -> bytes:
        raise PdfError("for the log", too_long=too_long)

    monkeypatch.setattr(pdf_response, "render_pdf", fail)
    own, frozen_one, shared = (
        browser.get(address)
        for browser, address in (
            (as_ada, reverse("report_pdf")),
            (as_ada, reverse("frozen_pdf", args=[frozen.pk])),
            (client, f"{path}report.pdf"),
        )
    )
    for page in (own, frozen_one, shared):
        assert (page.status_code, page.has_header("Retry-After")) == (
            422 if too_long else 503,
            not too_long,
        )
        text = page.content.decode()
        assert "could not be made into a PDF" in text
        assert ("It holds more than fits into one PDF." in text) == too_long
        assert ("Ask for the PDF again in a few minutes." in text) == (not too_long)
        assert ("a shorter period" in text) == (too_long and page is own)
    assert files() == []
