"""Whatever a page must never do: errors in the console, a request to somebody else, an answer that
failed.
"""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# Chromium reports every status from 400 up this way too; ``_response`` judges those by what was
# asked for.
STATUS_IN_CONSOLE = "Failed to load resource: the server responded with a status of"


class Watch:
    """Looks on while pages are used in a browser context, and keeps ``problems``."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.home = home
        self.problems: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(STATUS_IN_CONSOLE):
            self.problems.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.problems.append(f"script: {error.error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:", "blob:")):
            self.problems.append(f"request to another origin: {request.url}")

    def _failed(self, request: Request) -> None:
        reason = request.failure or ""
        if "ERR_ABORTED" not in reason:  # a download, or a page that was left while it loaded
            self.problems.append(f"no answer to {request.url}: {reason}")

    def _response(self, response: Response) -> None:
        # A form that was sent back, to be mended or decided about; where a worker governs the page,
        # its answer is no navigation's.
        sent_back = response.status in (409, 422)
        expected = response.request.is_navigation_request() or sent_back
        if response.status >= 500 or (response.status >= 400 and not expected):
            self.problems.append(f"{response.status} from {response.url}")
