"""Settings are read strictly: understood, or refused at the start in a sentence that says what would do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from twitchlog import grammar
from twitchlog.environment import Environment, SettingsError

ROOT = Path(__file__).resolve().parent.parent


def manage(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py as a person does, with a data folder that is not there yet."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(folder / "data"), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_made(tmp_path: Path) -> None:
    wrong = {
        "TWITCHLOG_TIME_ZONE": "Europe/Nowhere",
        "TWITCHLOG_ORIGINS": "diary.example.org",
        "TWITCHLOG_HTTPS": "perhaps",
        "PORT": "80 00",
        "TWITCHLOG_HOST": "diary.example.org",
    }
    ran = manage(tmp_path, "serve", **wrong)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    for name, value in wrong.items():
        assert f"{name}={value}: " in ran.stderr
    assert "https://diary.example.org would do" in ran.stderr
    assert "TWITCHLOG_HOSTS or HOST would do" in ran.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["check", "migrate", "backup", "export_diary", "classify"])
def test_every_command_refuses_as_the_server_does(tmp_path: Path, command: str) -> None:
    ran = manage(tmp_path, command, TWITCHLOG_PROXIES="many")
    assert ran.returncode == 1
    assert ran.stderr == (
        "Twitchlog cannot start. TWITCHLOG_PROXIES=many: not a whole number from 0 to 20; 0 would do.\n"
    )


def test_another_server_program_refuses_too(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import twitchlog.wsgi"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path), "TWITCHLOG_DEMO": "2"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (
        1,
        "Twitchlog cannot start. TWITCHLOG_DEMO=2: neither on nor off; 1 or 0 would do.\n",
    )


def test_static_files_that_cannot_be_written_are_said(tmp_path: Path) -> None:
    ran = manage(tmp_path, "serve", STATIC_ROOT="/proc/nothing", PORT="8149")
    assert ran.returncode == 1
    assert "STATIC_ROOT=..." in ran.stderr
    assert "Traceback" not in ran.stderr
    ran = manage(tmp_path, "check", STATIC_ROOT="static/")
    assert "STATIC_ROOT=static/: the files are taken from there" in ran.stderr


def test_mail_that_would_be_encrypted_twice_is_refused(tmp_path: Path) -> None:
    ran = manage(tmp_path, "check", EMAIL_HOST="mail.test", EMAIL_PORT="465", EMAIL_USE_TLS="1")
    assert "EMAIL_USE_TLS=1: the connection begins encrypted already; 0 would do" in ran.stderr


def problems(given: dict[str, str]) -> str:
    """What is said of an environment from which one switch is read."""
    env = Environment(given)
    env.switch("TWITCHLOG_HTTPS")
    env.machine("EMAIL_HOST", "")
    env.port("PORT", 8000)
    env.text("EMAIL_HOST_USER")
    with pytest.raises(SettingsError) as refused:
        env.finish()
    return str(refused.value)


def test_a_name_that_is_no_setting_is_said() -> None:
    assert problems({"TWITCHLOG_HTTP": "1"}) == "TWITCHLOG_HTTP=1: there is no such setting; TWITCHLOG_HTTPS would do."
    assert "; PORT would do" in problems({"TWITCHLOG_PORT": "8000"})
    assert "; TWITCHLOG_HTTPS would do" in problems({"TWITCHLOG_HTTPS_": "1"})
    assert "; EMAIL_HOST would do" in problems({"TWITCHLOG_EMAIL_HOST": "mail.test"})
    assert "the README's table" in problems({"TWITCHLOG_COLOUR": "red"})
    assert "EMAIL_HOST_USER would do" in problems({"EMAIL_HOST": "mail.test", "EMAIL_HOST_USERS": "ada"})


def test_a_secret_is_not_shown() -> None:
    assert "hush" not in problems({"TWITCHLOG_SECRET_KEY": "hush"})


def test_what_is_not_ours_is_left_alone() -> None:
    cluster = {"TWITCHLOG_PORT": "tcp://10.0.0.1:80", "TWITCHLOG_SERVICE_HOST": "10.0.0.1"}
    cluster |= {"TWITCHLOG_SERVICE_PORT_HTTP": "80", "TWITCHLOG_PORT_80_TCP_ADDR": "10.0.0.1"}
    given = {"TWITCHLOG_TOKEN": "tw_1", "EMAIL_SIGNATURE": "x", "PATH": "/bin", "TWITCHLOG_OLD": " "}
    env = Environment(given | cluster)
    env.machine("EMAIL_HOST", "")
    env.finish()


def test_nothing_but_spaces_is_not_set_and_a_password_keeps_its_own() -> None:
    env = Environment({"PORT": "  ", "EMAIL_HOST_PASSWORD": " hush "})
    assert env.port("PORT", 8000) == 8000
    assert env.text("EMAIL_HOST_PASSWORD") == " hush "
    env.finish()


def test_what_cannot_be_printed_is_shown_as_it_is_written() -> None:
    assert "TWITCHLOG_HTTPS=1\\n\\x1b[2J: " in problems({"TWITCHLOG_HTTPS": "1\n\x1b[2J"})


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
        ("a..test", "a..test"),
    ],
)
def test_hosts_that_are_refused(typed: str, would_do: str) -> None:
    with pytest.raises(ValueError, match="would do") as refused:
        grammar.host(typed)
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
    assert grammar.origin(typed) == origin


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
        ("*", "https://diary.example.org"),
    ],
)
def test_origins_that_are_refused(typed: str, would_do: str) -> None:
    with pytest.raises(ValueError, match="would do") as refused:
        grammar.origin(typed)
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
        grammar.zone(typed)
    assert would_do in str(refused.value)


@pytest.mark.parametrize("typed", ["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"])
def test_zones_that_are_places(typed: str) -> None:
    assert grammar.zone(typed) == typed


@pytest.mark.parametrize("typed", ["-1", "1.0", "1_0", "٣", "1e3", "0x10", "+1", "99999999999", "21"])
def test_numbers_are_digits_within_bounds(typed: str) -> None:
    with pytest.raises(ValueError, match="not a whole number from 0 to 20; 1 would do"):
        grammar.number(typed, 0, 20, 1)
    assert grammar.number("20", 0, 20, 1) == 20


def test_switches() -> None:
    assert [grammar.switch(typed) for typed in ("1", "0", "True", "off", "YES", "no")] == [True, False] * 3
    with pytest.raises(ValueError, match="1 or 0 would do"):
        grammar.switch("2")


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
        grammar.machine(typed)
    assert would_do in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "machine"), [("[::1]", "::1"), ("localhost/", "localhost"), ("nas_1", "nas_1"), ("10.0.0.1", "10.0.0.1")]
)
def test_where_to_listen_is_understood(typed: str, machine: str) -> None:
    assert grammar.machine(typed) == machine


def test_senders() -> None:
    assert grammar.sender("Twitchlog <diary@example.org>") == "Twitchlog <diary@example.org>"
    for typed in ("diary", "diary@example.org\r\nBcc: x@y.test", "@example.org"):
        with pytest.raises(ValueError, match=r"diary@example\.org would do"):
            grammar.sender(typed)


def test_folders(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    (tmp_path / "my fonts").mkdir()
    assert grammar.folder(f"{tmp_path}/new/") == tmp_path / "new"
    assert grammar.folder("~") == Path.home()
    assert grammar.folders(f"{tmp_path}/my fonts/, {tmp_path}") == [tmp_path / "my fonts", tmp_path]
    with pytest.raises(ValueError, match="not a folder but a file"):
        grammar.folder(f"{tmp_path}/a file")
    with pytest.raises(ValueError, match="there is no folder"):
        grammar.folders(f"{tmp_path}/none")
    with pytest.raises(ValueError, match="of no use"):
        grammar.folder("~nobody-of-that-name/x")
