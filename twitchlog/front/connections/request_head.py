"""A request's head: what is refused in it, and the WSGI environ that it makes."""

from __future__ import annotations

import sys
import time
from asyncio import Transport
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

import httptools

from twitchlog.front.bounds import ADDRESS_BYTES, HEADERS
from twitchlog.http.app_path import split_path

Environ = dict[str, Any]
# The same in every environ, here and in a lane.
CONSTANT: Environ = {
    "wsgi.version": (1, 0),
    "wsgi.multithread": False,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}
Pairs = list[tuple[bytes, bytes]]


class HeadError(Exception):
    """A head that is refused; ``status`` is the number and the words of the answer."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


@lru_cache(maxsize=256)
def _name(header: bytes) -> str:
    """A header's name in the environ; "" for one that is left out.

    With underscores it would get the name of the header with hyphens, and so speak for a proxy.
    """
    if b"_" in header:
        return ""
    name = header.upper().replace(b"-", b"_").decode("latin-1")
    if name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        return name
    return f"HTTP_{name}"


def environ_of(method: str, target: bytes, version: str, headers: Pairs, ends: Environ) -> Environ:
    """The environ of a request. ``ends`` are the names that both ends of its connection give to it.

    Raises :class:`HeadError` for what nobody should guess the meaning of.
    """
    if len(target) > ADDRESS_BYTES:
        raise HeadError("414 URI Too Long")
    if version not in ("1.0", "1.1"):
        raise HeadError("505 HTTP Version Not Supported")
    if len(headers) > HEADERS:
        raise HeadError("431 Request Header Fields Too Large")
    environ = {
        **ends,
        **CONSTANT,
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "twitchlog.arrived_at": time.time(),
        "SERVER_PROTOCOL": f"HTTP/{version}",
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
    }
    _add_headers(environ, headers)
    _add_address(environ, method, target)
    if version == "1.1" and "HTTP_HOST" not in environ:
        raise HeadError("400 Bad Request")
    if "HTTP_TRANSFER_ENCODING" in environ and ("CONTENT_LENGTH" in environ or version == "1.0"):
        raise HeadError("400 Bad Request")
    return environ


def _add_headers(environ: Environ, headers: Pairs) -> None:
    for header, value in headers:
        name = _name(header)
        if not name:
            continue
        text = value.decode("latin-1").strip(" \t")
        if name not in environ:
            environ[name] = text
        elif name in ("HTTP_HOST", "CONTENT_LENGTH", "CONTENT_TYPE", "HTTP_AUTHORIZATION"):
            raise HeadError("400 Bad Request")
        elif name == "HTTP_COOKIE":
            environ[name] += f"; {text}"
        else:
            environ[name] += f",{text}"


def _add_address(environ: Environ, method: str, target: bytes) -> None:
    """Path and query. Of an address with scheme and host the host is believed, as HTTP asks for."""
    if target[:1] == b"/":
        path, _mark, query = target.partition(b"#")[0].partition(b"?")
    elif method == "CONNECT":
        raise HeadError("405 Method Not Allowed")
    elif target == b"*":
        path, query = b"*", b""
    else:
        path, query = _absolute(environ, target)
    if b"%" in path:
        path = unquote_to_bytes(path)
    environ["PATH_INFO"] = path.decode("latin-1")
    environ["QUERY_STRING"] = query.decode("latin-1")
    split_path(environ)


def _absolute(environ: Environ, target: bytes) -> tuple[bytes, bytes]:
    try:
        address = httptools.parse_url(target)
    except httptools.HttpParserInvalidURLError as error:
        raise HeadError("400 Bad Request") from error
    if address.schema not in (b"http", b"https") or not address.host or address.userinfo:
        raise HeadError("400 Bad Request")
    host = address.host.decode("latin-1")
    if ":" in host:
        host = f"[{host}]"
    if address.port:
        host = f"{host}:{address.port}"
    environ["HTTP_HOST"] = host
    return address.path or b"/", address.query or b""


def ends_of(transport: Transport) -> Environ:
    """Who asks, and which of our addresses is asked."""
    no_end = ("", "")
    peer = transport.get_extra_info("peername") or no_end
    here = transport.get_extra_info("sockname") or no_end
    address = str(peer[0])
    if "." in address:
        address = address.removeprefix("::ffff:")
    return {
        "REMOTE_ADDR": address,
        "REMOTE_PORT": str(peer[1]),
        "SERVER_NAME": str(here[0]),
        "SERVER_PORT": str(here[1]),
    }
