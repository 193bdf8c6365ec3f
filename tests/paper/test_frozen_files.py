"""A frozen report's PDF and pages are set once, kept as files, and gone with the report."""

from __future__ import annotations

import logging
import os
import threading
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import FrozenReport, ShareLink
from journal.paper import frozen_files, frozen_page, pdf_response
from tests import pdf
from tests.paper.frozen_report import _folder, files, frozen, link_to

__all__ = ["_folder", "frozen"]


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> Any:
    """From where it is called on, nothing can be set any more: what is answered was kept."""

    def stop() -> None:
        def refuse(*_given: Any, **_named: Any) -> bytes:
            raise AssertionError("set once more")

        for name in ("render_pdf", "load_report"):
            monkeypatch.setattr(pdf_response, name, refuse)
        for name in ("report_page", "load_report"):
            monkeypatch.setattr(frozen_page, name, refuse)

    return stop


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_pdf_is_set_once(as_ada: Client, frozen: FrozenReport, unset: Any, paper: str) -> None:
    address = reverse("frozen_pdf", args=[frozen.pk])
    first = as_ada.get(address, {"paper": paper})
    unset()
    again = as_ada.get(address, {"paper": paper}, headers={"Accept-Encoding": "gzip"})
    assert again.content == first.content
    assert "after running" in pdf.text(again.content)
    assert "Content-Encoding" not in again.headers
    assert again["Content-Disposition"] == first["Content-Disposition"]


def test_a_page_is_set_once_for_its_owner_and_for_whoever_has_the_link(
    as_ada: Client, client: Client, frozen: FrozenReport, unset: Any
) -> None:
    path = link_to(as_ada)
    first, own = (
        client.get(path),
        as_ada.get(reverse("frozen", args=[ShareLink.objects.get().frozen_id])),
    )
    unset()
    assert client.get(path).content == first.content
    assert client.get(path, {"page": "1"}).content == first.content
    assert "after running" in first.content.decode()
    assert "after running" in own.content.decode()
    with pytest.raises(AssertionError, match="set once more"):
        client.get(path, {"page": "999999"})
    assert len(files()) == 1


def test_the_files_are_the_servers_own(as_ada: Client, frozen: FrozenReport) -> None:
    as_ada.get(reverse("frozen_pdf", args=[frozen.pk]))
    [file] = files()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("drawn", ["-a" * 16, "a-" * 16, "_a" * 16])
def test_a_pdf_with_a_links_token_is_kept_nowhere(
    as_ada: Client, frozen: FrozenReport, monkeypatch: pytest.MonkeyPatch, drawn: str
) -> None:
    monkeypatch.setattr("secrets.token_urlsafe", lambda _bytes: drawn)
    token = link_to(as_ada).split("/")[2]
    own = ShareLink.objects.get().frozen_id
    paper = as_ada.post(reverse("frozen_pdf", args=[own]), {"token": token})
    assert token == drawn
    assert f"/s/{token}/" in pdf.letters(paper.content, 1, 1)
    assert files() == []


@pytest.mark.parametrize("harm", [b"", b"%PDF-1.7 cut off", None])
def test_a_damaged_or_missing_file_is_set_anew(
    as_ada: Client, frozen: FrozenReport, harm: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    address = reverse("frozen_pdf", args=[frozen.pk])
    first = as_ada.get(address).content
    [file] = files()
    if harm is None:
        file.unlink()
    else:
        file.write_bytes(harm)
    caplog.set_level(logging.ERROR)
    assert as_ada.get(address).content == first
    assert as_ada.get(address).content == first
    assert len([one for one in caplog.records if "damaged" in one.message]) == (harm is not None)
    assert files() == [file]


def test_what_a_killed_process_left_is_taken_over(as_ada: Client, frozen: FrozenReport) -> None:
    address = reverse("frozen_pdf", args=[frozen.pk])
    first = as_ada.get(address).content
    [file] = files()
    file.rename(file.with_name(file.name + ".draft"))
    assert as_ada.get(address).content == first
    assert files() == [file]


def test_several_at_once_set_it_once(frozen: FrozenReport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen_files, "_is_gone", lambda _frozen: False)
    together, made, seen = threading.Barrier(6, timeout=60), [], []

    def make() -> bytes:
        made.append(1)
        return b"set"

    def ask() -> None:
        together.wait()
        seen.append(frozen_files.make_once(frozen, "a4.pdf", make))

    threads = [threading.Thread(target=ask) for _turn in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (seen, made) == ([b"set"] * 6, [1])
    assert len(files()) == 1


def test_a_full_disk_keeps_nobody_from_the_pdf(
    frozen: FrozenReport, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_given: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert frozen_files.make_once(frozen, "a4.pdf", lambda: b"set") == b"set"
    assert "No space left" in caplog.text
    assert files() == []


def test_another_release_sets_it_anew_in_the_place_of_the_old(
    frozen: FrozenReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen_files.make_once(frozen, "a4.pdf", lambda: b"old")
    monkeypatch.setattr(frozen_files, "_release", lambda: "another")
    assert frozen_files.make_once(frozen, "a4.pdf", lambda: b"new") == b"new"
    assert len(files()) == 1
