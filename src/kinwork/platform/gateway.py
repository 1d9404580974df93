"""The gateway: what holds for every request before Django has seen it.

Who is at the other end, how much they may send, and how long they may take over it. Whoever is not signed in may send
what a sign-in form holds and no more: nothing of theirs is ever spooled to the disk.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from django.http import HttpRequest

from kinwork.files.kinds import MOST as MOST_OF_A_FILE
from kinwork.files.long_sounds import MOST as MOST_OF_A_RECORDING
from kinwork.whole_numbers import whole

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]

SMALL = 64 * 1024  # bytes: every form of somebody who is not signed in, many times over
MOST = 2_600_000  # a hundred thousand characters with accents, as JSON; less than Django would put on the disk
# A file, and what stands in the form around it: at these addresses alone.
TAKES_FILES = re.compile(r"/family/\d{1,19}/entries/(new|files|\d{1,19}/amend)/")
MOST_WITH_FILE = MOST_OF_A_FILE + 1_000_000
# A recording of practice, which may be of hours.
TAKES_RECORDINGS = re.compile(r"/(family/\d{1,19}/observations|coding/simulated)/\d{1,19}/recording/")
MOST_WITH_RECORDING = MOST_OF_A_RECORDING + 1_000_000
# An answer of somebody outside who is not signed in: twenty thousand characters of any script, as a form sends them.
BY_LINK = "/link/"
MOST_BY_LINK = 256 * 1024
# A system of a partner (``api``): it is never signed in, and sends no more than a contact holds.
BY_SYSTEM = "/api/"
MOST_BY_SYSTEM = 256 * 1024
OPEN_TO_ALL = ("/sign-in/", "/set-password/", "/sign-out/", "/health/")
SMALL_ENDINGS = ("/here/", "/stay/")
BETWEEN_PIECES = 15.0  # seconds until more of a body has come
WHOLE_BODY = 60.0  # seconds until all of it has
WHOLE_FILE = 900.0  # the same for a photo from a doorstep
WHOLE_RECORDING = 3600.0
LINGER = 2.0  # seconds for which a body that was refused is still taken in, so that the sender reads the answer
TOLD_BY_PROXIES = frozenset({b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"x-forwarded-port",
                             b"forwarded", b"x-real-ip"})  # fmt: skip

TOO_LONG = "This is too long to send in one go. What you typed is still on your page: send it in parts."
TOO_LARGE = (
    f"This is more than {MOST_OF_A_FILE / 1_000_000:g} MB, which is the most for a file. Videos are not kept here: say "
    "in the entry what it shows. What you typed is still on the page before this one."
)
TOO_LONG_A_RECORDING = (
    f"This recording has more than {MOST_OF_A_RECORDING / 1_000_000:g} MB, which is the most. Three hours fit as M4A "
    "or Ogg, not as WAV: convert it first. Nothing was kept."
)
TOO_LONG_BY_LINK = (
    "This is more than fits, and was not sent. What you wrote is still on the page before this one: go back to it, "
    "copy it, and say it shorter."
)
TOO_LONG_BY_SYSTEM = f"What was sent is too large: {MOST_BY_SYSTEM:,} bytes fit."
TOO_SLOW_BY_SYSTEM = "This took too long to send. Nothing was saved: send it again."
TOO_SLOW = "This took too long to send. What you typed is still on your page: send it again."
VISIT = "kinwork.visit"


class Refused(Exception):
    """A body that the gateway does not take."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


@dataclass
class Visit:
    """What the pages behind tell the gateway about one request."""

    is_failure: bool = False


def slow_down(request: HttpRequest) -> None:
    """A try that failed, or something that is costly to ask for: the answer waits when many came from one address."""
    visit = getattr(request, "scope", {}).get(VISIT)
    if visit is not None:
        visit.is_failure = True


@dataclass
class Crowd:
    """How long the next failure from an address waits: ten at once are free, then one a second, up to ten seconds.

    Nobody is refused for their address, as a whole office may have only one: who is right is answered at once.
    """

    free: int = 10
    apart: float = 1.0
    longest: float = 10.0
    _next: dict[str, float] = field(default_factory=dict)

    def wait(self, address: str, now: float) -> float:
        if len(self._next) > 10_000:
            self._next = {known: due for known, due in self._next.items() if due > now}
        due = max(self._next.get(address, 0.0), now) + self.apart
        due = min(due, now + self.free * self.apart + self.longest)
        self._next[address] = due
        return max(0.0, due - now - self.free * self.apart)


def neighbourhood(address: str) -> str:
    """The address, or of IPv6 the network of a household or office, which may choose among as many as it likes."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)


class Gateway:
    """ASGI: stands before the application. ``knows_peer``: the server told who really is at the other end.

    Servers that believe forwarded addresses by themselves (uvicorn does, from this machine) hide the other end. Where
    that may have happened the address is nobody's, rather than whatever somebody wrote.
    """

    def __init__(self, app: App, *, proxies: Iterable[str], is_signed_in: Callable[[str], Awaitable[bool]]) -> None:
        self.app = app
        self.proxies: list[IPv4Network | IPv6Network] = [ip_network(proxy, strict=False) for proxy in proxies]
        self.is_signed_in = is_signed_in
        self.knows_peer = False
        self.crowd = Crowd()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        visit = Visit()
        scope = {**self.honest(scope), VISIT: visit}
        body = _Body(self, scope, receive)
        held: list[Message] = []
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            started = True
            # Held back until Django has let go of its thread and database connection: waiting costs us nothing.
            await (send(message) if not visit.is_failure else _keep(held, message))

        try:
            body.check_declared()
            await self.app(scope, body.take, answer)
        except Refused as refused:
            if not started:
                await _refuse(scope, receive, send, refused.status)
        if held:
            client = scope.get("client")
            await asyncio.sleep(self.crowd.wait(neighbourhood(client[0] if client else ""), time.monotonic()))
            for message in held:
                await send(message)

    def honest(self, scope: Scope) -> Scope:
        """The scope with the client and scheme that are true, and without what anybody may write about them."""
        client, scheme = scope.get("client"), scope.get("scheme", "http")
        told = [(name, value.decode("latin-1")) for name, value in scope["headers"] if name in TOLD_BY_PROXIES]
        if client and self._is_proxy(client[0]):
            said = _last(told, b"x-forwarded-for")
            client = (said, 0) if _is_address(said) else None
            scheme = "https" if _last(told, b"x-forwarded-proto").lower() == "https" else "http"
        elif told and not self.knows_peer:
            client, scheme = None, "http"
        headers = [header for header in scope["headers"] if header[0] not in TOLD_BY_PROXIES]
        return {**scope, "client": client, "scheme": scheme, "headers": headers}

    def _is_proxy(self, host: str) -> bool:
        return _is_address(host) and any(ip_address(host) in network for network in self.proxies)


class _Body:
    """What a request may send, counted while it comes."""

    def __init__(self, gateway: Gateway, scope: Scope, receive: Receive) -> None:
        self.gateway, self.scope, self.receive = gateway, scope, receive
        path = str(scope["path"])
        is_small = path.startswith(OPEN_TO_ALL) or path.endswith(SMALL_ENDINGS)
        has_file, has_recording = takes_files(scope), takes_recordings(scope)
        self.needs_no_sign_in = path.startswith((BY_LINK, BY_SYSTEM))
        self.most = SMALL if is_small else MOST_WITH_FILE if has_file else MOST
        if self.needs_no_sign_in:
            self.most = MOST_BY_LINK if path.startswith(BY_LINK) else MOST_BY_SYSTEM
        if has_recording:
            self.most = MOST_WITH_RECORDING
        self.got = 0
        self.is_known = False
        self.is_over = False
        within = WHOLE_RECORDING if has_recording else WHOLE_FILE if has_file else WHOLE_BODY
        self.until = time.monotonic() + within

    def check_declared(self) -> None:
        declared = header_of(self.scope, b"content-length")
        if declared and whole(declared, most=self.most) is None:
            raise Refused(413)

    async def take(self) -> Message:
        if self.is_over:
            return await self.receive()
        left = min(BETWEEN_PIECES, self.until - time.monotonic())
        try:
            message = await asyncio.wait_for(self.receive(), max(left, 0))
        except TimeoutError:
            raise Refused(408) from None
        if message["type"] == "http.request":
            self.got += len(message.get("body", b""))
            self.is_over = not message.get("more_body", False)
            if self.got > self.most:
                raise Refused(413)
            if self.got > SMALL and not self.is_known and not self.needs_no_sign_in:
                self.is_known = await self.gateway.is_signed_in(header_of(self.scope, b"cookie"))
                if not self.is_known:
                    raise Refused(401 if self.is_over else 413)
        return message


async def _keep(held: list[Message], message: Message) -> None:
    held.append(message)


def takes_files(scope: Scope) -> bool:
    """Whether a file may come with this: what is no form with files stays as small as any other."""
    return TAKES_FILES.fullmatch(str(scope["path"])) is not None and _has_files(scope)


def takes_recordings(scope: Scope) -> bool:
    """The same of a recording of practice."""
    return TAKES_RECORDINGS.fullmatch(str(scope["path"])) is not None and _has_files(scope)


def _has_files(scope: Scope) -> bool:
    return header_of(scope, b"content-type").split(";")[0].strip().lower() == "multipart/form-data"


def header_of(scope: Scope, name: bytes) -> str:
    return "; ".join(value.decode("latin-1") for found, value in scope["headers"] if found == name)


def _last(told: list[tuple[bytes, str]], name: bytes) -> str:
    """The last entry is the proxy's own word; those before it are whatever the sender wrote."""
    return ",".join(value for found, value in told if found == name).rpartition(",")[2].strip()


def _is_address(said: str) -> bool:
    try:
        ip_address(said)
    except ValueError:
        return False
    return True


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int) -> None:
    """Answer in words, take in for a moment what is still on its way, and hang up."""
    by_link = str(scope["path"]).startswith(BY_LINK)
    too_long = TOO_LONG_BY_LINK if by_link else TOO_LARGE if takes_files(scope) else TOO_LONG
    if takes_recordings(scope):
        too_long = TOO_LONG_A_RECORDING
    sentence = TOO_SLOW if status == 408 else too_long
    if str(scope["path"]).startswith(BY_SYSTEM):
        kind, words = b"application/problem+json", _problem(status)
    elif status == 401:
        kind, words = b"application/json", json.dumps({"signed_out": True})
    elif by_link or "text/html" in header_of(scope, b"accept"):
        kind = b"text/html; charset=utf-8"
        words = f"<!doctype html><html lang=en><title>Not saved</title><h1>Not saved</h1><p>{sentence}</p></html>"
    else:
        kind, words = b"application/json", json.dumps({"error": sentence})
    said = words.encode()
    headers: list[Header] = [
        (b"content-type", kind),
        (b"content-length", str(len(said)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
        (b"content-security-policy", b"default-src 'none'"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": said, "more_body": True})
    if status == 413:
        await _drain(receive)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _problem(status: int) -> str:
    """The same for a machine (RFC 9457)."""
    kind, title, detail = (
        ("too-slow", "Too slow", TOO_SLOW_BY_SYSTEM)
        if status == 408
        else ("too-large", "Too large", TOO_LONG_BY_SYSTEM)
    )
    return json.dumps({"type": f"urn:kinwork:problem:{kind}", "title": title, "status": status, "detail": detail})


async def _drain(receive: Receive) -> None:
    """Hanging up on somebody who is still sending would lose the answer on its way."""
    until = time.monotonic() + LINGER
    while (left := until - time.monotonic()) > 0:
        try:
            message = await asyncio.wait_for(receive(), left)
        except TimeoutError:
            return
        if message["type"] != "http.request" or not message.get("more_body", False):
            return
