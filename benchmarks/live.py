"""Forty people live in eight meetings on one server process: how soon they see a change, and what it keeps in memory.

The people listen and save over HTTP on the loopback, as pages do. Reaching everyone is measured at the pace of a real
meeting. Memory is measured over as many saves and signs of presence as three hours bring, sent without the pauses.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import httpx
import psutil

from .data import World, paragraph, sign_in
from .report import Report, middle, percentile

ROOT = Path(__file__).resolve().parents[1]
CSRF = "k" * 32
PAUSE, SAVES_EACH = 0.6, 75  # seconds between saves of a writer; saves of each at this pace
HOURS, PAUSE_OF_A_MEETING, HERE_EVERY = 3, 2, 15  # one writer pauses every 2 s; each of five pages is there every 15 s
SAVES_OF_A_MEETING = HOURS * 3600 // PAUSE_OF_A_MEETING
SIGNS_PER_SAVE = PAUSE_OF_A_MEETING / HERE_EVERY  # of each page
MOST_SECONDS = 150  # of the simulated meeting, unless --full
SETTLE = 0.1  # of the simulated meeting: warm-up


@contextmanager
def server(settings: str = "", log: IO[bytes] | None = None) -> Iterator[tuple[str, psutil.Process]]:
    """One ``kinwork serve`` on the benchmark's database; its address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("kinwork")), "serve", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if settings:
        environment["DJANGO_SETTINGS_MODULE"] = settings
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process)
            yield address, psutil.Process(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        with suppress(httpx.TransportError):
            if httpx.get(f"{address}/health/").status_code == 200:
                return
        time.sleep(0.2)
    raise RuntimeError("the server does not answer")


@dataclass
class Page:
    """A person with the meeting open. ``heard`` holds when each version of the box arrived here."""

    client: httpx.AsyncClient
    cookies: str
    meeting_id: int
    name: str
    heard: dict[int, float] = field(default_factory=dict)
    ended: int = 0
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        """Until cancelled; connects again when the server hangs up, as a browser would."""
        url, headers = f"/meeting/{self.meeting_id}/live/", {"Cookie": self.cookies}
        while True:
            async with self.client.stream("GET", url, headers=headers, timeout=30) as stream:
                stream.raise_for_status()
                rest = b""
                async for chunk in stream.aiter_raw():
                    arrived = time.perf_counter()
                    *events, rest = (rest + chunk).split(b"\n\n")
                    for event in events:
                        self._hear(event, arrived)
            self.ended += 1

    def _hear(self, event: bytes, arrived: float) -> None:
        if not event.startswith(b"data: "):
            return
        message = json.loads(event[6:])
        if message["what"] == "hello":
            self.ready.set()
        elif message["what"] == "text":
            self.heard[message["version"]] = arrived

    async def post(self, address: str, said: dict[str, Any]) -> httpx.Response:
        headers = {"Cookie": self.cookies, "X-CSRFToken": CSRF}
        answer = await self.client.post(address, json=said, headers=headers, timeout=30)
        answer.raise_for_status()
        return answer

    async def here(self) -> None:
        await self.post(f"/meeting/{self.meeting_id}/here/", {"page": self.name, "box": ""})


@dataclass
class Meeting:
    """A room with its pages; the first person writes. ``sent`` holds when each version was sent."""

    discussion_id: int
    passage_id: int
    pages: list[Page]
    texts: list[str]
    version: int = 0
    sent: dict[int, float] = field(default_factory=dict)

    async def save(self) -> None:
        said = {
            "box": "passage",
            "id": self.passage_id,
            "version": self.version,
            "text": self.texts[self.version % len(self.texts)],
            "page": self.pages[0].name,
        }
        self.sent[self.version + 1] = time.perf_counter()
        answer = await self.pages[0].post(f"/discussion/{self.discussion_id}/save/", said)
        self.version = answer.json()["version"]

    def delays(self) -> list[float]:
        """Seconds from sending to arrival, for each save at each page but the writer's."""
        return [
            page.heard[version] - sent
            for page in self.pages[1:]
            for version, sent in self.sent.items()
            if version in page.heard
        ]

    @property
    def expected(self) -> int:
        return len(self.sent) * (len(self.pages) - 1)

    def forget(self) -> None:
        self.sent.clear()
        for page in self.pages:
            page.heard.clear()


@asynccontextmanager
async def everyone(world: World, cookies: dict[int, str], address: str) -> AsyncIterator[list[Meeting]]:
    """All meetings with all their pages listening."""
    chance = random.Random(3)
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=40)
    async with httpx.AsyncClient(base_url=address, limits=limits) as client:
        meetings = [
            Meeting(
                room.discussion_id,
                room.passage_id,
                [Page(client, cookies[user.pk], room.meeting_id, f"page-{user.pk}") for user in room.people],
                [paragraph(chance, characters=length) for length in range(500, 700, 20)],
            )
            for room in world.rooms
        ]
        pages = [page for meeting in meetings for page in meeting.pages]
        listening = [asyncio.create_task(page.listen()) for page in pages]
        try:
            await asyncio.wait_for(asyncio.gather(*(page.ready.wait() for page in pages)), 30)
            yield meetings
        finally:
            for task in listening:
                task.cancel()
            ended = await asyncio.gather(*listening, return_exceptions=True)
        for problem in ended:
            if isinstance(problem, Exception):
                raise problem


async def settle(meetings: list[Meeting]) -> None:
    """Wait until everything has arrived, or nothing more has for three seconds."""
    got, last = -1, time.perf_counter()
    while got < sum(meeting.expected for meeting in meetings):
        await asyncio.sleep(0.1)
        now = sum(len(meeting.delays()) for meeting in meetings)
        if now != got:
            got, last = now, time.perf_counter()
        elif time.perf_counter() - last > 3:
            return


async def reach(meetings: list[Meeting], report: Report) -> None:
    """At the pace of a meeting: how soon everyone else sees a change."""

    async def write(meeting: Meeting, chance: random.Random) -> None:
        await asyncio.sleep(chance.uniform(0, PAUSE))
        for _ in range(SAVES_EACH):
            pause = asyncio.create_task(asyncio.sleep(PAUSE * chance.uniform(0.7, 1.3)))
            await meeting.save()
            await pause

    await asyncio.gather(*(write(meeting, random.Random(n)) for n, meeting in enumerate(meetings)))
    await settle(meetings)
    delays = [delay for meeting in meetings for delay in meeting.delays()]
    expected = sum(meeting.expected for meeting in meetings)
    report.title("A change reaches everyone: 40 people, 8 meetings, one process")
    report.note(
        f"{expected // 4} saves, each to 4 others: p50 {middle(delays) * 1000:.0f} ms, "
        f"p99 {percentile(delays, 99) * 1000:.0f} ms, slowest {max(delays) * 1000:.0f} ms"
    )
    report.figure("from save to screen, p95", percentile(delays, 95), 1, unit=" s")
    report.figure("lost on the way", expected - len(delays), 0, detail=f"{len(delays)} of {expected} arrived")


async def three_hours(meetings: list[Meeting], process: psutil.Process, report: Report, *, full: bool) -> None:
    """The traffic of three hours without its pauses, and the memory of the process meanwhile."""
    start, wanted = time.perf_counter(), SAVES_OF_A_MEETING * len(meetings)
    done, signs = [0], [0]
    samples: list[tuple[int, float]] = []  # saves so far, megabytes

    async def write(meeting: Meeting) -> None:
        due = 0.0
        for _ in range(SAVES_OF_A_MEETING):
            if not full and time.perf_counter() - start > MOST_SECONDS:
                return
            await meeting.save()
            done[0] += 1
            due += SIGNS_PER_SAVE * len(meeting.pages)
            while due >= 1:
                await meeting.pages[signs[0] % len(meeting.pages)].here()
                signs[0] += 1
                due -= 1

    async def watch() -> None:
        while True:
            samples.append((done[0], process.memory_info().rss / 1e6))
            await asyncio.sleep(0.5)

    for meeting in meetings:
        meeting.forget()
    watching = asyncio.create_task(watch())
    await asyncio.gather(*(write(meeting) for meeting in meetings))
    watching.cancel()
    took = time.perf_counter() - start
    await settle(meetings)
    _tell_memory(samples, report, done=done[0], signs=signs[0], wanted=wanted, took=took)
    delays = [delay for meeting in meetings for delay in meeting.delays()]
    expected = sum(meeting.expected for meeting in meetings)
    hung_up = sum(page.ended for meeting in meetings for page in meeting.pages)
    report.note(
        f"meanwhile {len(delays)} of {expected} changes arrived, p95 {percentile(delays, 95):.2f} s; "
        f"the server hung up {hung_up} times on pages that fell behind"
    )


def _tell_memory(
    samples: list[tuple[int, float]], report: Report, *, done: int, signs: int, wanted: int, took: float
) -> None:
    report.title("Memory over a simulated three-hour meeting")
    part = "" if done >= wanted else f" = {done / wanted:.0%} of three hours in the time given (--full sends all)"
    report.note(
        f"{done} saves and {signs} signs of presence in {took:.0f} s, {(done + signs) / took:.0f} a second{part}"
    )
    settled = samples[int(len(samples) * SETTLE) :]
    third = len(settled) // 3
    first, last = (middle([mb for _, mb in some]) for some in (settled[:third], settled[-third:]))
    saves = (settled[-1][0] - settled[0][0]) * 2 / 3  # between the middles of the two thirds
    report.note(
        f"growth: {(last - first) / saves * 1000:+.2f} MB a thousand saves, which would be "
        f"{(last - first) / saves * wanted:+.0f} MB over the three hours"
    )
    report.figure(
        "resident memory, last third to first",
        last / first,
        1.1,
        unit="x",
        detail=f"{first:.0f} MB, then {last:.0f} MB (start {samples[0][1]:.0f}, most {max(m for _, m in samples):.0f})",
    )


def run(world: World, report: Report, *, full: bool) -> None:
    """Start the server, let everyone in, measure."""
    cookies = {user.pk: sign_in(user, CSRF) for room in world.rooms for user in room.people}

    async def measured(address: str, process: psutil.Process) -> None:
        async with everyone(world, cookies, address) as meetings:
            await reach(meetings, report)
            await three_hours(meetings, process, report, full=full)

    with server() as (address, process):
        asyncio.run(measured(address, process))
