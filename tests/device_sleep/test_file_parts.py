"""Archives and folders: bounded, whatever they say of themselves."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from journal.device_sleep import SleepFileError
from journal.device_sleep.file_parts import parts_in
from journal.device_sleep.sleep_files import device_sleeps
from tests.device_sleep.exports import apple_record, apple_xml, archive, new_reading, sleeps_in

SOUND = apple_xml(apple_record("Asleep", "2026-01-05 23:10:00", "2026-01-05 23:50:00"))


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(SleepFileError, match="far larger"):
        sleeps_in(archive({"export.xml": b"<HealthData>" + b" " * 64 * 1024 * 1024}))


@pytest.mark.parametrize("size", [4, 60, 200])
def test_an_archive_that_is_not_whole(size: int) -> None:
    with pytest.raises(SleepFileError, match="broken"):
        sleeps_in(archive({"export.xml": SOUND})[:size])


def test_a_member_that_is_spoiled() -> None:
    content = bytearray(archive({"export.xml": SOUND}))
    content[60:90] = os.urandom(30)
    with pytest.raises(SleepFileError):
        sleeps_in(bytes(content))


def test_a_list_of_members_that_is_longer_than_the_file() -> None:
    content = bytearray(archive({"export.xml": SOUND}))
    place = content.rfind(b"PK\x05\x06")
    content[place + 12 : place + 16] = b"\xf0\xff\xff\xff"
    with pytest.raises(SleepFileError, match="far larger"):
        sleeps_in(bytes(content))


def test_an_archive_without_sleep() -> None:
    with pytest.raises(SleepFileError, match="no sleep"):
        sleeps_in(archive({"notes.txt": b"hello", "empty.xml": b""}))


def test_a_folder_is_read_and_links_in_it_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "takeout"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "export.xml").write_bytes(SOUND)
    (tmp_path / "other.xml").write_bytes(SOUND)
    (folder / "link.xml").symlink_to(tmp_path / "other.xml")
    parts = parts_in(folder)
    assert [part.name for part in parts] == ["deep/export.xml"]
    assert len(list(device_sleeps(parts, new_reading()))) == 1


def test_a_file_can_be_read_again(tmp_path: Path) -> None:
    file = io.BytesIO(SOUND)
    file.seek(7)
    assert len(sleeps_in(file.getvalue())) == 1
