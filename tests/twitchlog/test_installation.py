"""A clone keeps its diary beside it, a package in the folder for data of the account."""

from __future__ import annotations

from pathlib import Path

import pytest

from twitchlog import installation

ROOT = Path(__file__).resolve().parent.parent.parent


def test_this_is_a_clone() -> None:
    assert installation.IS_PACKAGE is False
    assert installation.files_folder() == ROOT
    assert installation.data_folder({"XDG_DATA_HOME": "/srv"}) == ROOT / "data"
    assert installation.command("backup --keep 3") == "manage.py backup --keep 3"


def test_a_package_has_its_files_inside() -> None:
    assert installation.files_folder(is_package=True) == ROOT / "twitchlog"
    assert installation.command("restore FILE", is_package=True) == "twitchlog restore FILE"


@pytest.mark.parametrize(
    ("named", "folder"),
    [
        ({}, "/home/ada/.local/share/twitchlog"),
        ({"XDG_DATA_HOME": ""}, "/home/ada/.local/share/twitchlog"),
        ({"XDG_DATA_HOME": "not/absolute"}, "/home/ada/.local/share/twitchlog"),
        ({"XDG_DATA_HOME": "/srv/data"}, "/srv/data/twitchlog"),
    ],
)
def test_a_packages_diary_is_the_accounts(
    named: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert installation.data_folder(named, is_package=True) == Path(folder)


def test_without_a_home_it_is_where_it_was_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    monkeypatch.chdir(tmp_path)
    assert installation.data_folder({}, is_package=True) == tmp_path / "twitchlog-data"
