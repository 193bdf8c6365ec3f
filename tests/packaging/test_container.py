"""The container is made of what there is, runs as nobody, and asks the server how it is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
import yaml
from django.test import Client

from bench.servers import free_port
from tests.project.test_requirements import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
FOLDER = ROOT / "deploy" / "container"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "container.md").read_text(encoding="utf-8")


def steps(word: str) -> list[str]:
    """What stands behind that word in the Dockerfile, in one line each."""
    lines = DOCKERFILE.replace("\\\n", " ").splitlines()
    return [line.removeprefix(f"{word} ") for line in lines if line.startswith(f"{word} ")]


def test_it_runs_as_nobody_with_one_folder() -> None:
    users = steps("USER")
    assert users == ["10001:10001"]
    assert steps("VOLUME") == ["/data"]
    assert "DATA_DIR=/data" in steps("ENV")[0]


def test_its_base_can_be_another() -> None:
    assert steps("ARG")[0].startswith("BASE=")
    assert [line.split()[0] for line in steps("FROM")] == ["${BASE}", "${BASE}"]


def test_what_it_copies_is_let_in_and_no_diary_is() -> None:
    let_in = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    assert [name for name in let_in if not (ROOT / name).exists()] == []
    copied = " ".join(line for line in steps("COPY") if not line.startswith("--from")).split()
    files = {name for name in copied if (ROOT / name).is_file()}
    assert files <= let_in
    assert not let_in & {"data", "demo-data", ".git", ".venv", "tests", "docs"}


def test_packages_are_installed_by_hash() -> None:
    for command in re.findall(r"pip install ([^&]+)", " ".join(steps("RUN"))):
        assert "--require-hashes --no-deps" in command or "--no-index --no-deps" in command


def test_compose_leads_caddy_to_the_server() -> None:
    services = COMPOSE["services"]
    port = re.search(r"\bPORT=(\d+)", steps("ENV")[0])
    assert port
    caddy = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
    assert f"reverse_proxy twitchlog:{port[1]}\n" in caddy
    assert set(services) == {"twitchlog", "caddy"}
    server = services["twitchlog"]
    assert (FOLDER / server["build"]["context"]).resolve() == ROOT
    assert "ports" not in server
    assert (server["read_only"], server["cap_drop"]) == (True, ["ALL"])
    assert {volume.split(":")[1] for volume in server["volumes"]} == set(steps("VOLUME"))


def test_the_page_names_what_there_is() -> None:
    for path in re.findall(r"deploy/container/[\w.]+", PAGE):
        assert (ROOT / path).exists(), path
    for name in re.findall(r"--build-arg (\w+)=", PAGE):
        assert any(line.startswith(f"{name}=") for line in steps("ARG")), name


class Ready(BaseHTTPRequestHandler):
    """A server that says at the one address whether it is ready."""

    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/health/ready/" else 404)
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        """Nothing."""


@contextmanager
def serving(status: int) -> Iterator[int]:
    """The port of a server that is ready or not."""
    handler = type("Handler", (Ready,), {"status": status})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def health(port: int) -> int:
    """How the image's check ends."""
    command = [sys.executable, str(FOLDER / "health.py")]
    environment = {"PATH": os.environ["PATH"], "PORT": str(port)}
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode


@pytest.mark.parametrize(("status", "ended"), [(200, 0), (503, 1), (404, 1)])
def test_the_check_ends_with_an_error_unless_the_server_is_ready(status: int, ended: int) -> None:
    with serving(status) as port:
        assert health(port) == ended


def test_the_check_ends_with_an_error_where_nobody_answers() -> None:
    assert health(free_port()) != 0


@pytest.mark.django_db
def test_the_check_asks_where_the_app_answers(client: Client) -> None:
    path = re.search(r'"(/health/[^"]*)"', (FOLDER / "health.py").read_text(encoding="utf-8"))
    assert path
    assert client.get(path[1], HTTP_HOST="127.0.0.1:8000").status_code == 200
