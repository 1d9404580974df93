"""What a browser does for somebody: forms with their tokens, lines that stay open, boxes that save as people type.

Runs under locust, which is installed apart (scripts/locust.sh), and knows nothing of Kinwork but its pages.
"""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from http.cookiejar import Cookie
from itertools import count
from typing import Any
from urllib.parse import urlencode, urlsplit

import gevent
from locust import FastHttpUser
from locust.exception import RescheduleTask

HERE_EVERY = 15  # seconds
AGAIN = 1  # seconds until a line that ended is opened anew
SILENCE = 40  # seconds without a word, after which a line is dead: the server says something every fifteen
PATIENCE = 60  # seconds for an answer
_ids = count(1)
Said = dict[str, str]


@dataclass
class Form:
    """A form as it stands on a page: what would be sent if nothing more were typed."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)  # what could be chosen

    def filled(self, said: Said) -> list[tuple[str, str]]:
        """As it is sent. What is said replaces what stands there."""
        return [one for one in self.fields if one[0] not in said] + list(said.items())

    def choice(self, name: str, chance: Any) -> str:
        """One of what can be chosen."""
        return str(chance.choice([value for value in self.choices.get(name, []) if value] or [""]))


class Forms(HTMLParser):
    """All forms of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._select = self._area = ""
        self._first = ""
        self._is_chosen = False
        self._words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(said.get("action", ""))
            self.found.append(self._form)
        if self._form is None:
            return
        name = said.get("name", "")
        if tag == "input" and name:
            self._input(name, said)
        elif tag == "select":
            self._select, self._first, self._is_chosen = name, "", False
        elif tag == "option" and self._select:
            value = said.get("value", "")
            known = self._form.choices.setdefault(self._select, [])
            self._first = value if not known else self._first
            known.append(value)
            if "selected" in said:
                self._form.fields.append((self._select, value))
                self._is_chosen = True
        elif tag == "textarea" and name:
            self._area, self._words = name, []

    def _input(self, name: str, said: Said) -> None:
        assert self._form is not None
        kind, value = said.get("type", "text"), said.get("value", "")
        if kind in ("radio", "checkbox"):
            self._form.choices.setdefault(name, []).append(value or "on")
            if "checked" in said:
                self._form.fields.append((name, value or "on"))
        elif kind not in ("submit", "button", "file"):
            self._form.fields.append((name, value))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._form is None:
            return
        if tag == "select" and self._select:
            if not self._is_chosen and self._form.choices.get(self._select):
                self._form.fields.append((self._select, self._first))
            self._select = ""
        elif tag == "textarea" and self._area:
            self._form.fields.append((self._area, "".join(self._words).removeprefix("\n")))
            self._area = ""
        elif tag == "form":
            self._form = None


@dataclass
class Page:
    """What somebody has before them."""

    address: str
    text: str

    def form(self, action: str) -> Form | None:
        """The first form that goes to an address like this (a regular expression)."""
        found = (one for one in Forms(self.text).found if re.search(action, one.action))
        return next(found, None)

    def link(self, pattern: str) -> str:
        """The first address on the page like this (a regular expression)."""
        found = re.search(f'href="({pattern})"', self.text)
        return html.unescape(found[1]) if found else ""

    def attribute(self, name: str) -> str:
        found = re.search(f'{name}="([^"]*)"', self.text)
        return html.unescape(found[1]) if found else ""


class Person(FastHttpUser):
    """Somebody at a browser with one window."""

    abstract = True
    network_timeout = connection_timeout = PATIENCE
    default_headers = {"Connection": "close"}  # as nginx asks, which keeps no lines to the server (docs/operating.md)
    page: Page
    news: Line | None = None
    room: Room | None = None
    csrf = ""

    def on_start(self) -> None:
        self.client.client.redirect_response_codes = frozenset()  # followed here, so that each answer has its name
        self.page_id = f"page{next(_ids)}"

    def on_stop(self) -> None:
        self.leave()

    # -- cookies

    def keep_cookies(self, cookies: Said) -> None:
        host = str(self.place.hostname)
        for name, value in cookies.items():
            cookie = Cookie(
                0, name, value, None, False, host, False, False, "/", True, False, None, True, None, None, {}
            )
            self.client.cookiejar.set_cookie(cookie)

    @property
    def cookies(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.client.cookiejar)

    @property
    def place(self) -> Any:
        return urlsplit(str(self.host))

    def need(self, action: str) -> Form:
        """A form that must be on the page."""
        form = self.page.form(action)
        if form is None:
            self.tell(
                "FORM", f"{action} on {re.sub('[0-9]+', '…', self.page.address)}", problem=LookupError("is not there")
            )
            raise RescheduleTask
        return form

    # -- requests

    def ask(self, method: str, address: str, kind: str, *, word: str = "", expect: int = 200, **more: Any) -> Any:
        """One request, whose answer is checked: an unexpected one is an error, and ends what the person was doing."""
        with self.client.request(method, address, name=kind, catch_response=True, **more) as answer:
            text = answer.text or ""
            if answer.status_code != expect:
                answer.failure(f"{answer.status_code} instead of {expect} {_gist(text)}")
            elif word and word not in text and word not in html.unescape(text):
                answer.failure(f"without {word!r} {_gist(text)}")
            else:
                return answer
        raise RescheduleTask

    def open(self, address: str, kind: str, word: str) -> Page:
        """A whole page, and what its script then does."""
        self.leave()
        answer = self.ask("GET", address, kind, word=word, headers={"Accept": "text/html"})
        self.page = Page(address, answer.text)
        self.csrf = self.page.attribute("data-csrf")
        if self.page.attribute("data-listen") and self.news is None:
            self.news = Line(self, self.page.attribute("data-listen"), "what is new", self._hear_news)
        if self.page.attribute("data-live"):
            self.room = Room(self, self.page)
        return self.page

    def leave(self) -> None:
        """The page goes, and its lines with it."""
        if self.room is not None:
            self.room.leave()
        if self.news is not None:
            self.news.close()
        self.room = self.news = None

    def _hear_news(self, message: dict[str, Any]) -> None:
        if message["what"] in ("hello", "notices"):
            headers = {"Accept": "application/json", "X-Kinwork-Background": "1"}
            self.by_itself("GET", self.page.attribute("data-count"), "count of what is new", '"count"', headers)

    def by_itself(self, method: str, address: str, kind: str, word: str, headers: Said, **more: Any) -> Any:
        """What a script asks for; its failing ends nothing."""
        with suppress(RescheduleTask):
            return self.ask(method, address, kind, word=word, headers=headers, **more)
        return None

    def submit(self, form: Form, said: Said, kind: str, *, then: str, word: str, by: str = "") -> Page:
        """A form sent as browsers do; then the page to which that leads."""
        headers = {
            "Accept": "text/html",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"{self.place.scheme}://{self.place.netloc}",
        }
        to = form.action or by or self.page.address
        answer = self.ask("POST", to, kind, expect=302, data=urlencode(form.filled(said)), headers=headers)
        return self.open(answer.headers["location"], then, word)

    def swap(self, address: str, fields: list[tuple[str, str]], kind: str, word: str) -> str:
        """A part of the page is fetched by a form (htmx)."""
        headers = {
            "Accept": "*/*", "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true",
            "HX-Current-URL": f"{self.host}{self.page.address}", "X-CSRFToken": self.csrf,
        }  # fmt: skip
        return str(self.ask("POST", address, kind, word=word, data=urlencode(fields), headers=headers).text)

    def send(self, address: str, said: Any, kind: str, *, expect: int = 200, **more: Any) -> Any:
        """JSON, as scripts send it."""
        headers = {"Accept": "application/json", "Content-Type": "application/json", "X-CSRFToken": self.csrf}
        return self.ask("POST", address, kind, expect=expect, data=json.dumps(said), headers=headers, **more)

    def tell(self, kind: str, name: str, seconds: float = 0, problem: Exception | None = None) -> None:
        """A figure, or an error, of something that is no request."""
        self.environment.events.request.fire(
            request_type=kind, name=name, response_time=seconds * 1000, response_length=0, exception=problem, context={}
        )


def _gist(text: str) -> str:
    """Enough of a page that was not expected to see which it was."""
    said = re.findall(
        r"(?s)<h1[^>]*>(.*?)</h1>|kw-flash--error[^>]*>(.*?)</div>|error-summary__list[^>]*>(.*?)</ul", text
    )
    words = " / ".join(re.sub(r"<[^>]+>|\s+", " ", "".join(one)).strip() for one in said) or text[:120]
    return f"({words[:200]})"


class Line:
    """Server-Sent Events as browsers hear them: opened anew when it ends, until the page is left."""

    def __init__(self, person: Person, address: str, name: str, heard: Callable[[dict[str, Any]], None]) -> None:
        self.person, self.address, self.name, self.heard = person, address, name, heard
        self._listening = gevent.spawn(self._listen)

    def close(self) -> None:
        if self._listening is gevent.getcurrent():
            return
        self._listening.kill()

    def _listen(self) -> None:
        while True:
            start, is_open = time.perf_counter(), False
            connection = HTTPConnection(str(self.person.place.netloc), timeout=SILENCE)
            try:
                headers = {"Accept": "text/event-stream", "Cookie": self.person.cookies}
                connection.request("GET", self.address, headers=headers)
                answer = connection.getresponse()
                if answer.status != 200:
                    raise HTTPException(f"{answer.status} instead of 200")
                for line in answer:
                    if not line.startswith(b"data: "):
                        continue
                    message = json.loads(line[6:])
                    if not is_open:
                        is_open = True
                        self.person.tell("LINE", self.name, time.perf_counter() - start)
                    self.heard(message)
                if not is_open:
                    raise HTTPException("ended before it began")
            except (OSError, HTTPException, ValueError) as problem:
                self.person.tell("LINE", self.name, problem=problem)
            finally:
                connection.close()
            gevent.sleep(AGAIN)


@dataclass
class Box:
    """A text that saves itself."""

    kind: str
    pk: int
    version: int
    text: str
    newest: int = 0
    is_busy: bool = False  # being typed in, or fetched


SENT: dict[tuple[str, int], float] = {}  # when each version of a box was sent, by whoever sent it


class Room:
    """A page of a meeting: hears what others do, says where its reader is, saves what is typed."""

    def __init__(self, person: Person, page: Page) -> None:
        self.person, self.page = person, page
        self.discussion = int(page.attribute("data-discussion") or 0)
        self.here, self.saves = page.attribute("data-here"), page.attribute("data-save")
        self.sections: Said = json.loads(page.attribute("data-sections") or "{}")
        self.boxes = {
            f"{kind}:{pk}": Box(kind, int(pk), int(version), html.unescape(text))
            for kind, pk, version, text in re.findall(
                r'(?s)data-box="([^:"]+):(\d+)"\s+data-version="(\d+)".*?>\n?(.*?)</textarea>', page.text
            )
        }
        self.writes_in = ""
        self._working = [gevent.spawn(self._say_here)]
        self._line = Line(person, page.attribute("data-live"), "a meeting", self._hear)

    def leave(self) -> None:
        self._line.close()
        gevent.killall([one for one in self._working if one is not gevent.getcurrent()])
        self._say(gone=True)

    def _say_here(self) -> None:
        while True:
            gevent.sleep(HERE_EVERY)
            self._say()

    def _say(self, **more: Any) -> None:
        said = {"page": self.person.page_id, "box": self.writes_in, "discussion": self.discussion or None, **more}
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.person.csrf}
        self.person.by_itself("POST", self.here, "who is here", "", headers, data=json.dumps(said), expect=204)

    def go_to(self, box: str) -> None:
        """The caret is in another box."""
        self.writes_in = box
        self._say()

    def _hear(self, message: dict[str, Any]) -> None:
        what = message["what"]
        if what == "hello":
            self._do(self._say)
        elif what == "text" and message.get("page") != self.person.page_id:
            self._hear_of(str(message["box"]), int(message["version"]))
        elif what == "section" and message.get("discussion") == self.discussion:
            self._do(self._refresh, str(message["name"]))
        elif what == "agenda":
            self._do(self._refresh, "gone-on")
            self._do(self._refresh, "agenda")
        elif what == "attendance":
            self._do(self._refresh, "attendance")

    def _do(self, what: Callable[..., None], *with_: Any) -> None:
        self._working = [one for one in self._working if not one.dead]
        self._working.append(gevent.spawn(what, *with_))

    def _refresh(self, name: str) -> None:
        if address := self.sections.get(name):
            headers = {"Accept": "*/*", "HX-Request": "true"}
            self.person.by_itself("GET", address, "part of a meeting’s page", "", headers)

    def _hear_of(self, key: str, version: int) -> None:
        if sent := SENT.get((key, version)):
            self.person.tell("HEARD", "a colleague’s words", time.perf_counter() - sent)
        box = self.boxes.get(key)
        if box is not None:
            box.newest = max(box.newest, version)
            if not box.is_busy:
                self._do(self._fetch, box)

    def _fetch(self, box: Box) -> None:
        box.is_busy = True
        try:
            while box.newest > box.version:
                to = re.sub(r"save/$", f"box/{box.kind}/{box.pk}/?since={box.version}", self.saves)
                answer = self.person.by_itself(
                    "GET", to, "what a colleague typed", '"text"', {"Accept": "application/json"}
                )
                if answer is None:
                    return
                said = answer.json()
                box.version, box.text = said["version"], said["text"]
        finally:
            box.is_busy = False

    def type(self, key: str, words: str) -> None:
        """What was typed until this pause, at the end of what stands there. Conflicts are sent again, as pages do."""
        box = self.boxes[key]
        more = f" {words}" if box.text else words
        save: dict[str, Any] = {
            "key": f"{self.person.page_id}k{next(_ids)}", "version": box.version, "text": box.text + more,
            "changes": [[len(box.text), "", [[more, len(box.text)]]]], "tried": "", "box": box.kind, "id": box.pk,
            "page": self.person.page_id,
        }  # fmt: skip
        box.is_busy = True
        try:
            SENT[key, box.version + 1] = time.perf_counter()
            said = self.person.send(self.saves, save, "typing in a meeting").json()
            box.version, box.text = said["version"], said.get("text", save["text"])
        finally:
            box.is_busy = False
