"""Server time and SQL statements of pages and of a keystroke save, as ratios to the bare page of the same run.

Requests go in process through the whole middleware stack. Rounds are interleaved: each calls everything once, so that
whatever else the machine does falls on all alike.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.client import ClientHandler

from kinwork.access.models import User

from . import bare
from .data import World, paragraph, sign_in
from .report import Report, middle, percentile

ROUNDS, WARM_UP = 80, 20
CSRF = "k" * 32
Timed = Callable[[], float]  # does something once and says how many seconds the server took
_stack = ClientHandler(enforce_csrf_checks=True)


class Person:
    """Somebody signed in whose requests go straight into the middleware stack."""

    def __init__(self, user: User) -> None:
        headers = {"Accept": "text/html", "X-CSRFToken": CSRF}
        self.requests = RequestFactory(headers=headers, SERVER_NAME="127.0.0.1")
        self.requests.cookies.load(sign_in(user, CSRF))

    def get(self, address: str, expect: int = 200) -> float:
        return self._time(self.requests.get(address).environ, expect)[0]

    def file(self, address: str) -> bytes:
        """What is downloaded from an address."""
        answer: Any = self._time(self.requests.get(address).environ)[1]
        return b"".join(answer) if answer.streaming else answer.content

    def post(self, address: str, said: dict[str, Any]) -> tuple[float, dict[str, Any]]:
        """The time, and what was answered."""
        seconds, answer = self._time(
            self.requests.post(address, json.dumps(said), content_type="application/json").environ
        )
        return seconds, json.loads(answer.content)

    def form(self, address: str, said: dict[str, Any], expect: int = 200) -> float:
        """As a page's form is sent."""
        return self._time(self.requests.post(address, said).environ, expect)[0]

    def _time(self, environ: dict[str, Any], expect: int = 200) -> tuple[float, HttpResponse]:
        start = time.perf_counter()
        answer: HttpResponse = _stack(environ)  # type: ignore[assignment]
        seconds = time.perf_counter() - start
        if answer.status_code != expect:
            raise RuntimeError(f"{environ['PATH_INFO']} answered {answer.status_code}: {answer.content[:300]!r}")
        return seconds, answer


def interleave(calls: dict[str, Timed], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Seconds of each call in each round, in another order every time, after a warm-up that is not counted."""
    names, order = list(calls), random.Random(1)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(WARM_UP + rounds):
        order.shuffle(names)
        for name in names:
            took = calls[name]()
            if number >= WARM_UP:
                seconds[name].append(took)
    return seconds


@contextmanager
def counted(statements: list[str]) -> Iterator[None]:
    """Collect the SQL statements of the block."""

    def note(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        statements.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        yield


def times(seconds: list[float]) -> str:
    return f"median {middle(seconds) * 1000:.2f} ms, p95 {percentile(seconds, 95) * 1000:.2f} ms"


def run(world: World, report: Report) -> None:
    """The pages, each with its target as a ratio and in statements."""
    csw, worker = Person(world.csw), Person(world.worker)
    targets: dict[str, tuple[Timed, float | None, int | None]] = {
        "unit board": (lambda: csw.get(f"/unit/{world.unit_id}/"), 6, 12),
        "discussion page": (lambda: csw.get(f"/discussion/{world.discussion_id}/"), 8, 20),
        "my work": (lambda: worker.get("/my-work/"), 4, 10),
        "family page": (lambda: csw.get(f"/family/{world.family_id}/"), 8, 20),
    }
    report.title("Pages, as ratios to a bare page")
    calls = {name: call for name, (call, _, _) in targets.items()}
    seconds = interleave({"bare page": lambda: csw.get(bare.ADDRESS), **calls})
    report.note(f"bare page: {times(seconds['bare page'])}; {ROUNDS} rounds")
    for name, (_, ratio, _) in targets.items():
        times_bare = middle(seconds[name]) / middle(seconds["bare page"])
        report.figure(name, times_bare, ratio, unit="x", detail=times(seconds[name]))
    report.title("SQL statements, session and user included")
    for name, (call, _, most) in targets.items():
        statements: list[str] = []
        with counted(statements):
            call()
        report.figure(f"{name}, statements", len(statements), most)


def run_family_page(world: World, report: Report) -> None:
    """The family's page, opened while the telephone rings: of a family with four generations and three years behind it.

    Besides the ratio of the medians, the median of the ratios of each round: what slows the machine down for a while
    slows both of a round.
    """
    csw = Person(world.csw)
    report.title("A family’s page, as a ratio to a bare page")
    calls = {"bare page": lambda: csw.get(bare.ADDRESS), "family page": lambda: csw.get(f"/family/{world.family_id}/")}
    seconds = interleave(calls, rounds=3 * ROUNDS)
    report.note(f"bare page: {times(seconds['bare page'])}; {3 * ROUNDS} rounds")
    page, bare_page = seconds["family page"], seconds["bare page"]
    report.figure("family page", middle(page) / middle(bare_page), 8, unit="x", detail=times(page))
    rounds = [one / other for one, other in zip(page, bare_page, strict=True)]
    report.figure("family page, round by round", middle(rounds), 8, unit="x")
    statements: list[str] = []
    with counted(statements):
        calls["family page"]()
    report.figure("family page, statements", len(statements), 20)


def run_save(world: World, report: Report) -> None:
    """A keystroke save: a box of some six hundred characters that grows and shrinks by a word."""
    csw = Person(world.csw)
    texts = [paragraph(random.Random(2), characters=600) + end for end in ("", " And then")]
    # Somebody has the page open already: their first save keeps how the box stood, the others are the usual ones.
    version = 0

    def save() -> float:
        nonlocal version
        said = {
            "box": "passage",
            "id": world.passage_id,
            "text": texts[version % 2],
            "version": version,
            "page": "bench",
        }
        seconds, answer = csw.post(f"/discussion/{world.discussion_id}/save/", said)
        version = answer["version"]
        return seconds

    report.title("A keystroke save, as a ratio to a bare page")
    seconds = interleave({"bare page": lambda: csw.get(bare.ADDRESS), "save": save}, rounds=3 * ROUNDS)
    report.note(f"bare page: {times(seconds['bare page'])}; {3 * ROUNDS} rounds")
    report.figure(
        "keystroke save",
        middle(seconds["save"]) / middle(seconds["bare page"]),
        1.5,
        unit="x",
        detail=times(seconds["save"]),
    )
    statements: list[str] = []
    with counted(statements):
        save()
    report.figure("keystroke save, statements", len(statements))
