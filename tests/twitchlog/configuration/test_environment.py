"""Settings are read strictly: understood, or refused at the start in a sentence that says what
would do.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from twitchlog.configuration.environment import Environment, SettingsError

ROOT = Path(__file__).resolve().parents[3]


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
        "Twitchlog cannot start. TWITCHLOG_PROXIES=many: not a whole number from 0 to 20; 0 would "
        "do.\n"
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
    assert (
        problems({"TWITCHLOG_HTTP": "1"})
        == "TWITCHLOG_HTTP=1: there is no such setting; TWITCHLOG_HTTPS would do."
    )
    assert "; PORT would do" in problems({"TWITCHLOG_PORT": "8000"})
    assert "; TWITCHLOG_HTTPS would do" in problems({"TWITCHLOG_HTTPS_": "1"})
    assert "; EMAIL_HOST would do" in problems({"TWITCHLOG_EMAIL_HOST": "mail.test"})
    assert "the README's table" in problems({"TWITCHLOG_COLOUR": "red"})
    for name in ("TWICHLOG_HTTPS", "twitchlog_https", "TWITCHLOG-HTTPS", "TWITCH_LOG_HTTPS"):
        assert (
            problems({name: "1"})
            == f"{name}=1: there is no such setting; TWITCHLOG_HTTPS would do."
        )
    assert "EMAIL_HOST_USER would do" in problems(
        {"EMAIL_HOST": "mail.test", "EMAIL_HOST_USERS": "ada"}
    )


def test_names_of_other_programs_are_left_alone() -> None:
    env = Environment(
        {"TWITCH_TOKEN": "1", "SWITCHLOG": "1", "HTTPS": "1", "EMAIL_FROM_NAME": "ada"}
    )
    env.switch("TWITCHLOG_HTTPS")
    env.finish()


def test_an_origin_without_https_does_not_go_with_cookies_for_https_alone(tmp_path: Path) -> None:
    ran = manage(
        tmp_path, "check", TWITCHLOG_HTTPS="1", TWITCHLOG_ORIGINS="http://diary.test https://b.test"
    )
    assert "TWITCHLOG_ORIGINS=http://diary.test https://b.test: " in ran.stderr
    assert "http://diary.test is not HTTPS, and TWITCHLOG_HTTPS=1 keeps cookies to it" in ran.stderr
    assert "https://diary.test would do" in ran.stderr


def test_a_secret_is_not_shown() -> None:
    assert "hush" not in problems({"TWITCHLOG_SECRET_KEY": "hush"})


def test_what_is_not_ours_is_left_alone() -> None:
    cluster = {"TWITCHLOG_PORT": "tcp://10.0.0.1:80", "TWITCHLOG_SERVICE_HOST": "10.0.0.1"}
    cluster |= {"TWITCHLOG_SERVICE_PORT_HTTP": "80", "TWITCHLOG_PORT_80_TCP_ADDR": "10.0.0.1"}
    given = {
        "TWITCHLOG_TOKEN": "tw_1",
        "EMAIL_SIGNATURE": "x",
        "PATH": "/bin",
        "TWITCHLOG_OLD": " ",
    }
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
