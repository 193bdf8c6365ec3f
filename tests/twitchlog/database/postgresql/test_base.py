"""One transaction writes at a time; who reads waits for nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection, connections, transaction
from django.db.utils import ConnectionHandler

from journal.models import Episode
from tests.twitchlog.database.postgresql.writers import at_once
from twitchlog.database import storage_errors
from twitchlog.database.postgresql.base import DatabaseWrapper, WrongDatabaseError
from twitchlog.database.storage_errors import Cause, cause_of

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
LOCK_NOT_AVAILABLE = "55P03"


@pytest.fixture
def other() -> Iterator[Any]:
    """A second connection to the same database, as another process has it; not patient."""
    with elsewhere() as wrapper:
        wrapper.settings_dict["OPTIONS"]["timeout"] = 0.05
        yield wrapper


@contextmanager
def elsewhere(**settings: Any) -> Iterator[Any]:
    """A connection of its own, with other settings than the tests' one."""
    told = {**connection.settings_dict, **settings}
    told["OPTIONS"] = dict(told["OPTIONS"])
    with closing(ConnectionHandler({"default": told})["default"]) as wrapper:
        yield wrapper


def test_it_is_our_layer_over_djangos() -> None:
    assert isinstance(connections[connection.alias], DatabaseWrapper)


def test_who_waits_for_another_writer_is_told_in_time_and_can_go_on(other: Any) -> None:
    with transaction.atomic():
        for write in (
            "INSERT INTO auth_group (name) VALUES ('a')",
            "UPDATE auth_group SET name=''",
        ):
            with other.cursor() as cursor, pytest.raises(OperationalError) as told:
                cursor.execute(write)
            assert cause_of(told.value) is Cause.BUSY
    with other.cursor() as cursor:
        cursor.execute("INSERT INTO auth_group (name) VALUES ('a')")


def test_who_reads_waits_for_nobody(other: Any) -> None:
    with transaction.atomic():
        User.objects.create_user("ada")
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM auth_user")
            assert cursor.fetchone() == (0,)


def test_what_was_looked_for_in_a_transaction_stays_so_until_its_end() -> None:
    """Else both would find no account, and both make the first."""

    def make_first(name: str) -> bool:
        with transaction.atomic():
            if User.objects.exists():
                return False
            User.objects.create_user(name)
            return True

    made = at_once(*(lambda name=name: make_first(name) for name in ("ada", "ben", "cleo")))
    assert sorted(made) == [False, False, True]
    assert User.objects.count() == 1


def test_nothing_that_was_set_outlives_its_transaction() -> None:
    """Behind a pool the next one may be somebody else's."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("20s",)
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        assert cursor.fetchone() == (0,)


def test_a_server_that_is_gone_is_told_from_a_fault_of_ours() -> None:
    with elsewhere(PORT="1") as nowhere, pytest.raises(OperationalError) as told:
        nowhere.ensure_connection()
    assert cause_of(told.value) is Cause.AWAY
    assert "DATABASE_URL names does not answer" in storage_errors.sentence(told.value)


def test_a_wrong_password_is_said_without_it() -> None:
    told = psycopg.errors.InvalidPassword('password authentication failed for user "ada"')
    error = OperationalError(str(told))
    error.__cause__ = told
    assert cause_of(error) is Cause.AWAY
    assert "lets nobody in with the name and password" in storage_errors.sentence(error)


def test_a_hung_up_connection_is_away_once_and_then_made_anew(ada: User) -> None:
    [pid] = asked("SELECT pg_backend_pid()")
    with elsewhere() as wrapper, wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    with pytest.raises(OperationalError) as told:
        Episode.objects.of(ada).exists()
    assert cause_of(told.value) is Cause.AWAY
    connection.close_if_unusable_or_obsolete()
    assert not Episode.objects.of(ada).exists()


def asked(query: str) -> Any:
    """The first row."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()


def test_another_encoding_is_refused() -> None:
    with elsewhere(NAME="postgres") as wrapper, wrapper.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS test_latin")
        cursor.execute("CREATE DATABASE test_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
        try:
            refused = pytest.raises(WrongDatabaseError, match=r"LATIN1.*--encoding=UTF8")
            with elsewhere(NAME="test_latin") as latin, refused:
                latin.ensure_connection()
        finally:
            cursor.execute("DROP DATABASE test_latin")
