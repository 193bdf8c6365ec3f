"""A real browser by HTTPS, through a proxy as the README sets one up: cookies are kept, read, and
taken back.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser, Page

from bench.servers import free_port
from tests.browser.drafts import written
from tests.browser.site import PASSWORD, SECRET_KEY, Site, running
from twitchlog.http.cookie_names import cookie_names

NAMES = cookie_names(SECRET_KEY, https=True)


def certificate(folder: Path) -> Path:
    """A certificate for localhost that nobody has signed but itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    )
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(
        now - timedelta(days=1)
    )
    signed = builder.not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "localhost.pem"
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


class Proxy:
    """Speaks TLS to the browser, and passes on what it says; the browser itself says that it came
    by HTTPS.
    """

    def __init__(self, site: Site, file: Path, port: int) -> None:
        self.site, self.port, self.loop = site, port, asyncio.new_event_loop()
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(file)
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self.loop).result(30)

    async def _listen(self) -> None:
        self.server = await asyncio.start_server(
            self._pass_on, "127.0.0.1", self.port, ssl=self.tls
        )

    async def _pass_on(self, asked: asyncio.StreamReader, answered: asyncio.StreamWriter) -> None:
        told, asking = await asyncio.open_connection("127.0.0.1", self.site.port)
        try:
            await asyncio.gather(self._copy(asked, asking), self._copy(told, answered))
        finally:
            for end in (asking, answered):
                end.transport.abort()
            for end in (asking, answered):
                with contextlib.suppress(OSError):
                    await end.wait_closed()

    @staticmethod
    async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while piece := await source.read(65536):
                target.write(piece)
                await target.drain()
        target.close()

    def stop(self) -> None:
        """Whatever is still open ends with it."""
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result(30)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(30)
        self.loop.close()

    async def _end(self) -> None:
        self.server.close()
        open_still = asyncio.all_tasks() - {asyncio.current_task()}
        for one in open_still:
            one.cancel()
        await asyncio.gather(*open_still, return_exceptions=True)


@pytest.fixture
def secure(chromium: Browser, tmp_path: Path, static: Path) -> Iterator[Page]:
    """A page in a browser that reaches a server by HTTPS; somebody has an account there."""
    port = free_port()
    origin = f"https://localhost:{port}"
    settings = {"TWITCHLOG_HTTPS": "1", "TWITCHLOG_HOSTS": "localhost", "TWITCHLOG_ORIGINS": origin}
    with running(tmp_path, STATIC_ROOT=str(static), **settings) as site:
        site.do("person", name="ada", password=PASSWORD, time_zone="UTC")
        proxy = Proxy(site, certificate(tmp_path), port)
        said = {"X-Forwarded-Proto": "https"}
        with chromium.new_context(
            base_url=origin, ignore_https_errors=True, extra_http_headers=said
        ) as context:
            yield context.new_page()
        proxy.stop()


def test_signing_in_writing_and_signing_out(secure: Page) -> None:
    page = secure
    answer = page.goto("/account/login/")
    assert answer
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    page.locator("[name=login]").fill("ada")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/dashboard/")
    page.goto("/settings/")
    page.get_by_label("Dark").check()
    written(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    written(page, 0)
    kept = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert {NAMES.session, NAMES.csrf} <= set(kept)
    assert all(name.startswith("__Host-") for name in kept), kept
    assert not [name for name in kept if "stored" in name], (
        "the script could not take the word back"
    )
    assert all(cookie["secure"] for cookie in kept.values())
    page.goto("/more/")
    page.get_by_role("button", name="Sign out on this device").click()
    page.wait_for_url(re.compile(r"://[^/]+/$"))
    assert NAMES.session not in {cookie["name"] for cookie in page.context.cookies()}
