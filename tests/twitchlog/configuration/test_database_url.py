"""The address of a server's database: understood, or refused without a word of its password."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from twitchlog.configuration.database_url import postgresql
from twitchlog.configuration.environment import Environment, SettingsError

UNSET: dict[str, Any] = {}
SECRET = "s3cr3t-of-ada"


def test_each_part_is_where_django_looks_for_it() -> None:
    told = postgresql("postgres://ada:p%40ss%2Fword@db.example.org:6432/my%20diary")
    parts = {name: told[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert parts == {
        "NAME": "my diary",
        "USER": "ada",
        "PASSWORD": "p@ss/word",
        "HOST": "db.example.org",
        "PORT": "6432",
    }
    assert told["ENGINE"] == "twitchlog.database.postgresql"


def test_a_folder_with_a_socket_may_stand_for_the_host() -> None:
    assert postgresql("postgresql://%2Frun%2Fpostgresql/diary")["HOST"] == "/run/postgresql"
    assert postgresql("postgresql:///diary")["HOST"] == ""


@pytest.mark.parametrize(
    ("host", "mode"), [("db.example.org", "require"), ("localhost", None), ("[::1]", None)]
)
def test_no_diary_crosses_a_network_in_the_clear_unasked(host: str, mode: str | None) -> None:
    assert postgresql(f"postgres://ada@{host}/diary")["OPTIONS"].get("sslmode") == mode
    plain = postgresql(f"postgres://ada@{host}/diary?sslmode=disable")
    assert plain["OPTIONS"]["sslmode"] == "disable"


def test_certificates_are_files_that_are_there(tmp_path: Path) -> None:
    file = tmp_path / "root.crt"
    address = f"postgres://ada@db/diary?sslmode=verify-full&sslrootcert={file}"
    with pytest.raises(ValueError, match="the file that sslrootcert names is not there"):
        postgresql(address)
    file.touch()
    assert postgresql(address)["OPTIONS"]["sslrootcert"] == str(file)


def test_behind_a_pool_no_cursor_outlives_its_transaction() -> None:
    pooled = postgresql("postgres://ada@localhost/diary?pool=transaction")
    assert pooled["DISABLE_SERVER_SIDE_CURSORS"]
    assert "pool" not in pooled["OPTIONS"]
    assert not postgresql("postgres://ada@localhost/diary")["DISABLE_SERVER_SIDE_CURSORS"]


@pytest.mark.parametrize(
    "address",
    [
        f"mysql://ada:{SECRET}@db/diary",
        f"sqlite:///{SECRET}",
        f"postgres://ada:{SECRET}@db",
        f"postgres://ada:{SECRET}@db/diary/more",
        f"postgres://ada:{SECRET}@db:port/diary",
        f"postgres://ada:{SECRET}@db:99999/diary",
        f"postgres://ada:#{SECRET}@db/diary",
        f"postgres://ada:/{SECRET}@db/diary",
        f"postgres://ada:?{SECRET}@db/diary",
        f"postgres://ada:[{SECRET}@db/diary",
        f"postgres://ada:{SECRET}@db one/diary",
        f"postgres://ada@db/diary?password={SECRET}",
        f"postgres://ada@db/diary?sslmode={SECRET}",
        f"postgres://ada@db/diary?sslkey={SECRET}",
        f"postgres://ada@db/diary?pool={SECRET}",
        f"postgres://ada@db/diary?{SECRET}",
        SECRET,
    ],
)
def test_what_is_refused_says_what_would_do_and_never_the_password(address: str) -> None:
    environment = Environment({"DATABASE_URL": address})
    environment.meant("DATABASE_URL", postgresql, UNSET)
    with pytest.raises(SettingsError, match=r"^DATABASE_URL=…: .* would do\.$") as refused:
        environment.finish()
    assert SECRET not in str(refused.value)


def test_unset_it_is_the_file() -> None:
    file = {"NAME": "file"}
    assert Environment({"DATABASE_URL": " "}).meant("DATABASE_URL", postgresql, file) is file
