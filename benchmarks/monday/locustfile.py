"""A Monday morning: who is at work, and what they do. Run by ``python -m benchmarks monday``; the figures go to a file.

Who the people are, and what they may see, was written by ``staff.py`` into the file named by ``KINWORK_MONDAY``.
"""

from __future__ import annotations

import json
import os
import random
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import gevent
from browser import Forms, Page, Person
from locust import between, constant_pacing, events, task
from locust.exception import RescheduleTask

MORNING = json.loads(Path(os.environ["KINWORK_MONDAY"]).read_text())
LEFT: dict[str, list[dict[str, Any]]] = MORNING["people"]
COUNTS = {kind: len(people) for kind, people in LEFT.items()}
OPENED: dict[int, str] = {}  # by unit: where its meeting is
PAUSE = 2.5  # seconds of steady typing until a box saves itself
WORDS = MORNING["words"]  # sentences


class Staff(Person):
    """Signs in, or is signed in already; then reads and writes at a person's pace."""

    abstract = True
    wait_time = between(6, 30)
    kind = ""

    def on_start(self) -> None:
        super().on_start()
        self.me = LEFT[self.kind].pop()
        self.chance = random.Random(self.me["id"])
        if self.me["password"]:
            with suppress(RescheduleTask):
                self._sign_in()
        else:
            self.keep_cookies(self.me["cookies"])

    def _sign_in(self) -> None:
        self.open("/sign-in/", "sign-in page", "Sign in to Kinwork")
        form = self.need("sign-in")
        fields = urlencode(form.filled({"login": self.me["email"], "password": self.me["password"]}))
        headers = {"Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded"}
        answer = self.ask("POST", form.action, "signing in", expect=302, data=fields, headers=headers)
        answer = self.ask("GET", answer.headers["location"], "the way in", expect=302, headers={"Accept": "text/html"})
        self.open(answer.headers["location"], "first page", self.me["name"])

    # -- what many do

    def family(self) -> dict[str, Any]:
        return dict(self.chance.choice(self.me["families"]))

    def sentence(self) -> str:
        return str(self.chance.choice(WORDS))

    def think(self, least: float, most: float) -> None:
        gevent.sleep(self.chance.uniform(least, most))

    def look_at_work(self) -> Page:
        return self.open("/my-work/", "my work", "My work")

    def look_at_family(self) -> None:
        one = self.family()
        self.open(f"/family/{one['id']}/", "family page", one["name"])

    def look_at_unit(self) -> None:
        self.open(f"/unit/{self.me['unit']}/", "unit page", self.me["unit_name"])

    def look_at_entries(self) -> None:
        one = self.family()
        self.open(f"/family/{one['id']}/entries/", "record", one["name"])

    def look_at_plan(self) -> None:
        one = self.family()
        self.open(f"/family/{one['id']}/plan/", "plan", one["name"])

    def search(self) -> None:
        """As typed: what is found comes at each pause."""
        self.open("/search/", "search", "Search")
        given, surname = self.chance.choice(MORNING["names"])
        whole = f"{given} {surname}"
        for typed in (whole[: len(given) + 1].strip(), whole[: len(given) + 4], whole):
            self.think(0.5, 1.5)
            fields = [("csrfmiddlewaretoken", self.csrf), ("q", typed), ("unit", ""), ("age", "")]
            self.swap("/search/", fields, "search, as typed", 'id="found"')

    def record_entry(self) -> None:
        one = self.family()
        self.open(f"/family/{one['id']}/entries/new/", "new entry", one["name"])
        form = self.need("^$")
        self.think(20, 60)
        said = {"kind": "telephone", "text": f"{self.sentence()} {self.sentence()}"}
        self.submit(form, said, "saving an entry", then="record", word="Saved to the record")

    def mark_done(self) -> None:
        """The first task of one's list that can be."""
        form = self.look_at_work().form(r"/task/\d+/done/")
        if form is not None:
            self.think(4, 12)
            said = form.filled({"note": "Done on Monday: " + self.sentence()[:200]})
            self.swap(form.action, said, "marking a task done", 'id="work"')

    def give_task(self) -> None:
        one = self.family()
        self.open(f"/family/{one['id']}/new-task/", "new task", one["name"])
        form = self.need("/new-task/$")
        self.think(10, 25)
        said = {"what": self.sentence()[:200], "owner": str(self.me["id"]), "due": "2w"}
        self.submit(form, said, "saving a task", then="family page", word="The task is on the list")


class Worker(Staff):
    """Social workers and child practitioners at their desks."""

    kind, fixed_count = "worker", COUNTS["worker"]
    tasks = {
        Staff.look_at_work: 4,
        Staff.look_at_family: 6,
        Staff.look_at_entries: 3,
        Staff.look_at_plan: 1,
        Staff.record_entry: 3,
        Staff.mark_done: 2,
        Staff.search: 1,
        Staff.look_at_unit: 1,
    }


class Clinician(Staff):
    """Reads more than they write."""

    kind, fixed_count = "clinician", COUNTS["clinician"]
    tasks = {Staff.look_at_work: 2, Staff.look_at_family: 4, Staff.look_at_entries: 3, Staff.record_entry: 1}


class Coordinator(Staff):
    """The unit's telephone: somebody asks for a family, and something is noted down."""

    kind, fixed_count = "coordinator", COUNTS["coordinator"]
    tasks = {
        Staff.look_at_unit: 3,
        Staff.search: 3,
        Staff.look_at_family: 4,
        Staff.give_task: 2,
        Staff.look_at_work: 2,
    }


class Consultant(Staff):
    """Looks over the unit, and approves."""

    kind, fixed_count = "consultant", COUNTS["consultant"]
    tasks = {
        Staff.look_at_unit: 4,
        Staff.look_at_family: 4,
        Staff.look_at_plan: 1,
        Staff.look_at_work: 2,
        Staff.mark_done: 1,
    }

    @task(2)
    def due(self) -> None:
        self.open(f"/unit/{self.me['unit']}/due/", "due in the unit", self.me["unit_name"])

    @task(2)
    def approve(self) -> None:
        form = self.open("/approvals/", "approvals", "What waits for approval").form("^$")
        if form is not None and form.choices.get("approval"):
            self.think(10, 30)
            said = {"approval": form.choices["approval"][0]}
            self.submit(form, said, "approving", then="approvals", word="What waits for approval")


class Manager(Staff):
    """A group manager: several units."""

    kind, fixed_count = "manager", COUNTS["manager"]
    tasks = {Staff.look_at_unit: 3, Staff.look_at_family: 3}

    @task(2)
    def units(self) -> None:
        self.open("/units/", "page of all units", "Units")

    @task(1)
    def contacts(self) -> None:
        self.open("/contacts/", "contacts", "Contacts")


class Head(Staff):
    """The whole service."""

    kind, fixed_count = "head", COUNTS["head"]

    @task(3)
    def units(self) -> None:
        self.open("/units/", "page of all units", "Units")

    @task(2)
    def overdue(self) -> None:
        self.open("/units/overdue/", "what is overdue", "verdue")

    @task(1)
    def flow(self) -> None:
        self.open("/units/flow/", "flow of twelve weeks", "<h1")

    @task(1)
    def all_families(self) -> None:
        self.open("/families/", "families of the whole service", "Families")


class FrontDoor(Staff):
    """Takes calls, and decides about them."""

    kind, fixed_count = "frontdoor", COUNTS["frontdoor"]

    @task(2)
    def contacts(self) -> None:
        self.open("/contacts/", "contacts", "Contacts")

    @task(1)
    def find(self) -> None:
        self.search()

    @task(4)
    def take_call(self) -> None:
        self.open("/contacts/", "contacts", "Contacts")
        self.open("/contacts/new/", "new call", "Take a call")
        form = self.need("/contacts/new/")
        said = dict(form.fields)
        form.action = self._listen(said)
        form.fields = list(said.items())
        page = self.submit(form, {}, "saving a contact", then="contact", word="Saved.")
        self.think(5, 20)
        self._decide(page)

    def _listen(self, said: dict[str, str]) -> str:
        """What is typed from pause to pause; the draft goes to the server at each. Where it is kept."""
        kept: dict[str, Any] = {}
        given, surname = self.chance.choice(MORNING["names"])
        if self.chance.random() < 0.6:  # of nobody who is known
            surname = f"{surname}{self.chance.choice(('by', 'ford', 'wick', 'ham'))}"
        story = [self.sentence() for _ in range(3)]
        pauses: list[dict[str, str]] = [
            {"source": self.chance.choice(("2A", "3B", "6"))},
            {"caller": "Jo Kay", "telephone": "01632 960321"},
            {"a0-given_name": given},
            {"a0-family_name": surname},
            {"a0-born": str(self.chance.randrange(1, 16))},
            *({"said": " ".join(story[: n + 1])} for n in range(len(story))),
            {"wanted": "That somebody goes and sees."},
            {"family_knows": "yes", "consent": "given"},
        ]
        for typed in pauses:
            self.think(2, 7)
            said |= typed
            if any(name in typed for name in ("a0-given_name", "a0-family_name", "a0-born")):
                row = [(name, value) for name, value in said.items() if name.startswith("a0-")]
                self.swap("/contacts/known/", [*row, ("row", "0")], "known people, as typed", "")
            kept = self.send("/contacts/draft/", said, "draft of a call").json()
            said["draft_version"] = str(kept["version"])
        return str(kept["address"])

    def _decide(self, page: Page) -> None:
        self.open(f"{page.address}decide/", "decision", "What becomes of it?")
        form = self.need("^$")
        self.think(10, 30)
        goes_on = self.chance.random() < 0.3
        who = dict(form.fields).get("decided_by") or form.choice("decided_by", self.chance)
        said = {"level": "referral" if goes_on else "advice", "reason": self.sentence(), "consent": "given",
                "decided_by": who}  # fmt: skip
        if not goes_on:
            self.submit(form, said, "saving a decision", then="contact", word="The decision is saved")
            return
        page = self.submit(form, said, "saving a decision", then="finding a unit", word="<h1")
        # Whoever decides without opening families to units is back at the contact.
        form = next((one for one in Forms(page.text).found if one.choices.get("unit")), None)
        if form is not None:
            self.think(8, 25)
            unit = dict(form.fields).get("unit") or form.choices["unit"][0]
            # No other family is called so: else it would be asked whether it is the same.
            name = f"{dict(form.fields).get('name') or 'Monday'} {self.chance.randrange(1_000_000)}"
            # Colleagues open families too: another unit may be suggested by now, and it is asked why not that one.
            said = {"unit": unit, "name": name, "because": "It was the one suggested when I looked."}
            self.submit(form, said, "opening a family to a unit", then="contact", word="<h1")


class Scribe(Staff):
    """Writes the minutes of the unit's meeting, family by family, while everybody looks on."""

    kind, fixed_count = "scribe", COUNTS["scribe"]
    wait_time = between(1, 4)

    def _open_meeting(self) -> None:
        """Of this very day, whichever day of the week the benchmark runs on."""
        unit = self.me["unit"]
        self.open(f"/meeting/of/{unit}/?on={MORNING['today']}", "next meeting", self.me["unit_name"])
        if address := self.page.link(r"/meeting/\d+/"):
            self.open(address, "meeting", "Agenda")
        else:
            self.submit(self.need("/open/$"), {}, "opening a meeting", then="meeting", word="Agenda")
        OPENED[unit] = self.page.address

    def _go_on(self) -> None:
        """To the next family."""
        form = self.page.form(r"/item/\d+/start/")
        if form is not None:
            self.submit(form, {}, "turning to a family", then="discussion", word="data-box")

    @task(12)
    def write(self) -> None:
        """A few sentences into one box, which saves itself at each pause."""
        room = self._room()
        box = self.chance.choice([key for key in room.boxes if key.startswith("passage")])
        room.go_to(box)
        words = self.sentence().split()
        for first in range(0, len(words), 6):
            gevent.sleep(self.chance.uniform(0.8, 1.2) * PAUSE)
            room.type(box, " ".join(words[first : first + 6]))

    @task(2)
    def give_task_in_meeting(self) -> None:
        self._room()
        form = self.page.form("/add/tasks/")
        if form is not None:
            self.think(4, 10)
            said = form.filled({"what": self.sentence()[:200], "owner": form.choice("owner", self.chance), "due": "1w"})
            self.swap(form.action, said, "giving a task in a meeting", 'id="tasks"')

    @task(1)
    def raise_hypothesis(self) -> None:
        self._room()
        form = self.page.form("/add/hypotheses/")
        if form is not None:
            self.swap(form.action, form.filled({}), "raising a hypothesis", 'id="hypotheses"')

    @task(1)
    def next_family(self) -> None:
        self._room()
        self._go_on()

    def _room(self) -> Any:
        if self.me["unit"] not in OPENED:
            self._open_meeting()
        if self.room is None or not self.room.discussion:
            self._go_on()
        if self.room is None or not self.room.discussion:  # every family has been talked of
            self.open(self.page.link(r"/discussion/\d+/"), "discussion", "data-box")
        return self.room


class Attender(Staff):
    """In the meeting with the page open: reads along, writes now and then, looks something up."""

    kind, fixed_count = "attender", COUNTS["attender"]
    wait_time = between(8, 25)

    @task(6)
    def follow(self) -> None:
        """To the family that the meeting is at."""
        meeting = OPENED.get(self.me["unit"])
        if meeting is None:
            self.open(f"/meeting/of/{self.me['unit']}/", "next meeting", self.me["unit_name"])
            return
        now = self.open(meeting, "meeting", "Agenda").link(r"/discussion/\d+/")
        if now:
            self.think(1, 3)
            self.open(now, "discussion", "data-box")
            self.think(20, 60)

    @task(3)
    def write(self) -> None:
        if self.room is None or not self.room.discussion:
            self.follow()
        room = self.room
        boxes = [key for key in room.boxes if key.startswith("passage")] if room is not None else []
        if room is None or not boxes:
            return
        box = self.chance.choice(boxes)
        room.go_to(box)
        words = self.sentence().split()
        for first in range(0, len(words), 6):
            gevent.sleep(self.chance.uniform(0.8, 1.2) * PAUSE)
            if self.room is not room:
                return
            room.type(box, " ".join(words[first : first + 6]))

    @task(1)
    def look_up(self) -> None:
        self.look_at_family()


class Bare(Staff):
    """Asks for nothing but the bare page: what the others are compared with."""

    kind, fixed_count = "bare", COUNTS["bare"]
    wait_time = constant_pacing(2)

    @task
    def bare(self) -> None:
        self.ask("GET", "/bare/", "bare page", word=MORNING["authority"], headers={"Accept": "text/html"})


# -- what is told

errors: dict[str, int] = {}


@events.request.add_listener
def note_errors(request_type: str, name: str, exception: Any, **more: Any) -> None:
    """From the first second on: the figures begin when everybody is there."""
    if exception is not None:
        said = f"{request_type} {name}: {exception}"[:400]
        errors[said] = errors.get(said, 0) + 1


@events.user_error.add_listener
def note_faults(user_instance: Any, exception: Any, tb: Any, **more: Any) -> None:
    said = f"{type(user_instance).__name__}: {exception!r}"[:400]
    errors[said] = errors.get(said, 0) + 1


@events.spawning_complete.add_listener
def everybody_is_there(user_count: int, **more: Any) -> None:
    Path(MORNING["began"]).write_text(str(user_count))


@events.quitting.add_listener
def tell(environment: Any, **more: Any) -> None:
    stats = environment.stats
    kinds = [
        {
            "method": one.method, "name": one.name, "asked": one.num_requests,
            "failed": one.num_failures, "times": one.response_times,
        }
        for one in stats.entries.values()
    ]  # fmt: skip
    seconds = (stats.last_request_timestamp or 0) - stats.start_time
    Path(MORNING["figures"]).write_text(json.dumps({"kinds": kinds, "errors": errors, "seconds": seconds}))
