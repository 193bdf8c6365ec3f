"""How settings are written: what is understood, what is refused, and what would do instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from twitchlog.configuration import value_grammar
from twitchlog.configuration.environment import Environment


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("a.test, b.test", ["a.test", "b.test"]),
        (" a.test/ ,, B.Test. ", ["a.test", "b.test"]),
        ("a.test b.test;c.test", ["a.test", "b.test", "c.test"]),
        ("::1 [FE80::1] 127.0.0.1", ["[::1]", "[fe80::1]", "127.0.0.1"]),
        (".example.org *", [".example.org", "*"]),
        ("tagebücher.example", ["xn--tagebcher-u9a.example"]),
    ],
)
def test_hosts_that_are_understood(typed: str, names: list[str]) -> None:
    assert Environment({"TWITCHLOG_HOSTS": typed}).hosts("TWITCHLOG_HOSTS", []) == names


@pytest.mark.parametrize(
    ("typed", "would_do"),
    [
        ("https://a.test", "a.test"),
        ("https://a.test:8443/", "a.test"),
        ("a.test:8443", "a.test"),
        ("[::1]:8000", "[::1]"),
        ("a.test/diary", "a.test"),
        ("*.a.test", ".a.test"),
        ("my_diary.test", "my-diary.test"),
        ("https://[::1", "diary.example.org"),
        ("a..test", "a..test"),
    ],
)
def test_hosts_that_are_refused(typed: str, would_do: str) -> None:
    with pytest.raises(ValueError, match="would do") as refused:
        value_grammar.host(typed)
    if would_do != typed:
        assert str(refused.value).endswith(f"{would_do} would do")


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://diary.example.org/", "https://diary.example.org"),
        ("HTTPS://Diary.Example.org:443", "https://diary.example.org"),
        ("https://diary.example.org:8443//", "https://diary.example.org:8443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://*.example.org", "https://*.example.org"),
        ("http://192.168.1.4:80", "http://192.168.1.4"),
    ],
)
def test_origins_that_are_understood(typed: str, origin: str) -> None:
    assert value_grammar.origin(typed) == origin


@pytest.mark.parametrize(
    ("typed", "would_do"),
    [
        ("diary.example.org", "https://diary.example.org"),
        ("diary.example.org:8443/", "https://diary.example.org:8443"),
        ("https://diary.example.org/twitchlog/", "https://diary.example.org"),
        ("https://ada:pw@diary.example.org", "https://diary.example.org"),
        ("ftp://diary.example.org", "https://diary.example.org"),
        ("https://diary.example.org:99999", "https://diary.example.org"),
        ("https://", "https://diary.example.org"),
        ("https://my_diary.test:8443", "https://my-diary.test"),
        ("https://[::1", "https://diary.example.org"),
        ("*", "https://diary.example.org"),
    ],
)
def test_origins_that_are_refused(typed: str, would_do: str) -> None:
    with pytest.raises(ValueError, match="would do") as refused:
        value_grammar.origin(typed)
    assert f"{would_do} would do" in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "would_do"),
    [
        ("Europe/Nowhere", "Europe/"),
        ("berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("+02:00", "Europe/Berlin"),
        ("localtime", "would do"),
        ("Factory", "would do"),
        ("posixrules", "would do"),
        ("right/Europe/Berlin", "Europe/Berlin"),
        ("posix/Europe/Berlin", "Europe/Berlin"),
        ("../../etc/passwd", "would do"),
    ],
)
def test_zones_that_are_no_places_are_refused(typed: str, would_do: str) -> None:
    with pytest.raises(ValueError, match="there is no such time zone") as refused:
        value_grammar.zone(typed)
    assert would_do in str(refused.value)


@pytest.mark.parametrize("typed", ["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"])
def test_zones_that_are_places(typed: str) -> None:
    assert value_grammar.zone(typed) == typed


@pytest.mark.parametrize(
    "typed", ["-1", "1.0", "1_0", "٣", "1e3", "0x10", "+1", "99999999999", "21"]
)
def test_numbers_are_digits_within_bounds(typed: str) -> None:
    with pytest.raises(ValueError, match="not a whole number from 0 to 20; 1 would do"):
        value_grammar.number(typed, 0, 20, 1)
    assert value_grammar.number("20", 0, 20, 1) == 20


@pytest.mark.parametrize("parse", [value_grammar.items, value_grammar.folders])
def test_a_list_of_nothing_is_refused(parse: Callable[[str], object]) -> None:
    """It would let nobody in."""
    with pytest.raises(ValueError, match="an empty list; without this setting it would do"):
        parse(" , ,")


def test_switches() -> None:
    assert [value_grammar.switch(typed) for typed in ("1", "0", "True", "off", "YES", "no")] == [
        True,
        False,
    ] * 3
    with pytest.raises(ValueError, match="1 or 0 would do"):
        value_grammar.switch("2")


@pytest.mark.parametrize(
    ("typed", "would_do"),
    [
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("[::1]:8000", "::1"),
        ("*", "0.0.0.0"),  # noqa: S104 - read, not listened on
        ("my host", "localhost"),
        ("mail.test/inbox", "mail.test"),
    ],
)
def test_where_to_listen_is_a_name_alone(typed: str, would_do: str) -> None:
    with pytest.raises(ValueError, match="would do") as refused:
        value_grammar.machine(typed)
    assert would_do in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "machine"),
    [("[::1]", "::1"), ("localhost/", "localhost"), ("nas_1", "nas_1"), ("10.0.0.1", "10.0.0.1")],
)
def test_where_to_listen_is_understood(typed: str, machine: str) -> None:
    assert value_grammar.machine(typed) == machine


def test_senders() -> None:
    assert value_grammar.sender("Twitchlog <diary@example.org>") == "Twitchlog <diary@example.org>"
    for typed in ("diary", "diary@example.org\r\nBcc: x@y.test", "@example.org"):
        with pytest.raises(ValueError, match=r"diary@example\.org would do"):
            value_grammar.sender(typed)


def test_folders(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    (tmp_path / "my fonts").mkdir()
    assert value_grammar.folder(f"{tmp_path}/new/") == tmp_path / "new"
    assert value_grammar.folder("~") == Path.home()
    assert value_grammar.folders(f"{tmp_path}/my fonts/, {tmp_path}") == [
        tmp_path / "my fonts",
        tmp_path,
    ]
    with pytest.raises(ValueError, match="not a folder but a file"):
        value_grammar.folder(f"{tmp_path}/a file")
    with pytest.raises(ValueError, match="there is no folder"):
        value_grammar.folders(f"{tmp_path}/none")
    with pytest.raises(ValueError, match="of no use"):
        value_grammar.folder("~nobody-of-that-name/x")
