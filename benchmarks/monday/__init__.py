"""A Monday morning: two hundred people at work on one server and two cores, with meetings live and the front door busy.

``staff.py`` says who they are; ``locustfile.py``, run by locust in an environment of its own, what they do; this, what
it cost. The bare page is asked for by a few more people all the while, so that the ratios are of the same minutes.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import psutil

from kinwork.large.size import Size

from .. import bare
from ..live import server
from ..report import Report, percentile
from . import staff
from .memory import Watch, growth

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SPAWNED = 5  # people a second
# Large enough for two hundred people at work, and loaded in half a minute; with `--full`, and beside the part `large`,
# it is the whole of the large authority.
SIZE = Size(children=60_000, families=3_000, areas=2, units=1, years=3, meetings=0.4)
RATIO = 10  # times the bare page's p95
FLAT = 1.05  # the last third's memory beside the second third's
LEAST = 20  # answers of a kind before its p95 says anything
PAGES = ("GET", "POST")
SLOW_ON_PURPOSE = ("signing in",)  # a password's hash takes its time
BARE = "bare page"
WARM_UP, ALONE = 20, 100  # times that the bare page is asked for before anybody comes


def run(report: Report, *, minutes: float, people: int = staff.PEOPLE) -> None:
    """Everybody comes, works, and what was seen is told. In a database that holds a large authority."""
    folder = ROOT / "var" / "monday"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    morning = {
        **staff.morning(people), "began": str(folder / "began"), "figures": str(folder / "figures.json"),
    }  # fmt: skip
    (folder / "morning.json").write_text(json.dumps(morning))
    counts = {kind: len(some) for kind, some in morning["people"].items()}
    locust = subprocess.run(
        ["sh", str(ROOT / "scripts" / "locust.sh")], check=True, stdout=subprocess.PIPE, text=True
    ).stdout.strip()
    report.title(f"A Monday morning: {sum(counts.values()) - counts['bare']} people for {minutes:g} minutes")
    report.note(", ".join(f"{number} {kind}" for kind, number in counts.items() if kind != "bare"))
    with (folder / "server.log").open("wb") as log, server("benchmarks.bare_settings", log) as (address, process):
        alone = _bare_alone(address, morning["people"]["bare"][0]["cookies"])
        watch = Watch(process, _postgres())
        busy, since = _processor(process), time.perf_counter()
        _work(locust, address, sum(counts.values()), minutes, folder, watch)
        share = (_processor(process) - busy) / (time.perf_counter() - since)
        watch.end()
    report.note(f"bare page before anybody came: p95 {alone * 1000:.0f} ms")
    _tell(report, json.loads((folder / "figures.json").read_text()), (folder / "server.log").read_text())
    report.note(f"the server's own share of a core: {share:.0%}")
    _tell_memory(report, watch)


def _work(locust: str, address: str, people: int, minutes: float, folder: Path, watch: Watch) -> None:
    """The people come one after another; the figures begin when all are there."""
    coming = people / SPAWNED
    command = [
        locust, "-f", str(HERE / "locustfile.py"), "--headless", "--host", address, "--users", str(people),
        "--spawn-rate", str(SPAWNED), "--run-time", f"{round(coming + minutes * 60)}s", "--reset-stats",
        "--stop-timeout", "10", "--only-summary", "--loglevel", "ERROR",
    ]  # fmt: skip
    with (folder / "locust.log").open("wb") as log:
        environment = {**os.environ, "KINWORK_MONDAY": str(folder / "morning.json")}
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            while process.poll() is None:
                if watch.of_server and (folder / "began").exists():
                    (folder / "began").unlink()
                    watch.begin_anew()
                time.sleep(0.5)
        finally:
            process.terminate()
            process.wait(30)
    if not (folder / "figures.json").exists():
        raise RuntimeError(f"locust ended without figures:\n{(folder / 'locust.log').read_text()[-2000:]}")


def _bare_alone(address: str, cookies: dict[str, str]) -> float:
    """The p95 of the bare page while nobody else asks for anything, in seconds."""
    seconds = []
    with httpx.Client(base_url=address, cookies=cookies, headers={"Accept": "text/html"}) as client:
        for number in range(WARM_UP + ALONE):
            start = time.perf_counter()
            client.get(bare.ADDRESS).raise_for_status()
            if number >= WARM_UP:
                seconds.append(time.perf_counter() - start)
    return percentile(seconds, 95)


def _postgres() -> psutil.Process | None:
    """The server process of the database, where it runs on this machine."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    try:
        return psutil.Process(pid).parent()
    except psutil.NoSuchProcess:
        return None


def _processor(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _tell(report: Report, figures: dict[str, Any], log: str) -> None:
    kinds = [one for one in figures["kinds"] if one["asked"]]
    pages = sorted((one for one in kinds if one["method"] in PAGES), key=lambda one: one["name"])
    [of_bare] = [_at(one["times"], 95) for one in pages if one["name"] == BARE]
    whole: Counter[str] = Counter()
    for one in pages:
        if one["name"] not in SLOW_ON_PURPOSE:
            whole.update(one["times"])
    asked = sum(one["asked"] for one in pages)
    report.note(
        f"{asked:,} requests, {asked / figures['seconds']:.0f} a second; bare page meanwhile: p95 {of_bare:.0f} ms"
    )
    for one in pages:
        told = one["name"] in SLOW_ON_PURPOSE or one["asked"] < LEAST
        report.figure(
            one["name"],
            _at(one["times"], 95) / of_bare,
            None if told else RATIO,
            unit="x",
            detail=f"p50 {_at(one['times'], 50):.0f} ms, p95 {_at(one['times'], 95):.0f} ms, {one['asked']:,} times",
        )
    report.figure("all of them, p95", _at(whole, 95) / of_bare, RATIO, unit="x", detail=f"p95 {_at(whole, 95):.0f} ms")
    for one in kinds:
        if one["method"] not in PAGES:
            report.note(
                f"{one['name']}, {one['method'].lower()}: p50 {_at(one['times'], 50):.0f} ms, "
                f"p95 {_at(one['times'], 95):.0f} ms, {one['asked']:,} times"
            )
    report.figure("errors", sum(figures["errors"].values()) + log.count("Traceback"), 0)
    for words, number in sorted(figures["errors"].items(), key=lambda one: -one[1])[:20]:
        report.note(f"{number:>5} {words}")
    if "Traceback" in log:
        report.note(f"the server said: {log[log.rindex('Traceback') :][-1500:]}")


def _at(times: dict[str, int], percent: float) -> float:
    """A percentile of locust's own count of times, in milliseconds."""
    return percentile([float(time) for time, number in times.items() for _ in range(number)], percent)


def _tell_memory(report: Report, watch: Watch) -> None:
    for name, samples, target in (
        ("the server's memory, last third", watch.of_server, FLAT),
        ("PostgreSQL's own memory, last third", watch.of_database, None),
    ):
        if samples:
            detail = f"{samples[0]:.0f} MB, at the end {samples[-1]:.0f} MB, most {max(samples):.0f} MB"
            report.figure(name, growth(samples), target, unit="x", detail=detail)
    report.note(f"PostgreSQL's processes: {watch.most_connections} at most")
