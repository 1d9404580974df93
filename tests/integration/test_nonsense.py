"""Nonsense sent to every address as somebody who is let in: an answer in words, never a breakdown.

In ``make test`` each address meets a third of it, its neighbours the other thirds: each kind of body some two hundred
addresses, each value what many forms ask for. All of it goes to all of them in ``make acceptance``
(``KINWORK_WHOLE_CRAWL``).
"""

import copy
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import cycle, islice
from math import ceil
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import get_resolver

import kinwork
from kinwork.access.models import User
from kinwork.access.policies import Guarded
from kinwork.meetings.actions import discussing, tasks
from kinwork.meetings.models import Discussion
from kinwork.operations.checks import views_of
from kinwork.persons.forms import FORMS
from tests.everything import Places, everything, family_with_everything, sealed_record, with_every_role
from tests.factories import actor, meeting_of, study_that, unit_with_staff, user
from tests.pages import Client
from tests.what_was_read import Reached

FORM = "application/x-www-form-urlencoded"
AS_PAGE_AND_SCRIPT: list[dict[str, str]] = [{}, {"HTTP_HX_REQUEST": "true"}]
VIEWS = list(views_of(get_resolver().url_patterns))
NAMES = [
    "what", "owner", "agency", "due", "to", "note", "effect", "back", "on", "because", "minutes", "learning_minutes",
    "learning_topic", "status", "name", "role", "family", "reason", "statement", "state", "people", "with_others",
    "lead", "reflect", "by_when", "tests", "kind", "words", "text", "features", "rater", "post", "user", "start",
    "last_day", "first_day", "given_name", "family_name", "born_on", "born_kind", "sex", "is_child", "died_on",
    "why_open", "expected_end", "decided_by", "key_worker", "changed", "opened_on", "m0-given_name", "m0-born_on",
    "born", "died", "value", "begun", "ended", "source", "lines", "postcode", "code", "review_on", "safe", "how", "do",
    "purpose", "begins", "ends", "evaluators", "study", "answer", "said_by", "sure",
    "template", "question", "days_to", "age_from", "each", "groups", "drawn_by", "wave1", "wave1_after", "wording",
    "seed", "lost_on", "why", "task", "who", "token", "unit", "children", "age", "withhold",
    "is_confidential", "born_source", "whose", "needs_interpreter", "source", "said", "received_on", "consent",
    "family_knows", "request", "a0-given_name", "a0-born", "a0-who", "a0-known", "level", "about", "passed_to",
    "decided_on",
]  # fmt: skip
NONSENSE = [
    "",
    "-1",
    "0",
    "9" * 17,
    "9" * 40,
    "NaN",
    "12/3",
    "30/2",
    "\x00",
    "😀" * 30,
    "<svg onload=1>",
    "' OR 1=1 --",
    "x" * 5000,
    "²",
    "9" * 5000,
    "20٢٦",
    "٢",
    "٢٠٢٦-٠١-٠١",
    "1_000",
    "1e400",
    "\u202e\ufeff",
    "1/1/" + "9" * 5000,
]


# Each form turns the values on by one, so that over all of them each name meets each value.
TURNED = [[*NONSENSE[turn:], *NONSENSE[:turn]] for turn in range(len(NONSENSE))]
FORMS_SENT = [urlencode(dict(zip(NAMES, cycle(values), strict=False))) for values in TURNED]


@pytest.fixture(scope="module")
def world(one_scene):
    """A unit in the middle of its meeting, with something of everything: the ids that addresses ask for, things that
    can be acted on, where the rest is; and a manager who holds every other post too.
    """
    unit, staff = unit_with_staff()
    rowan = SimpleNamespace(unit=unit, **staff)
    manager = with_every_role(user("manager"), unit)
    meeting = meeting_of(rowan.unit, rowan.maureen)
    family, ids = family_with_everything(rowan, "Quirlmark", meeting)
    me = actor(rowan.grace)
    talk = Discussion.objects.get(pk=ids["discussion_id"])
    study = study_that(user("head"), evaluators=[user("evaluator")])
    ids |= {"other_id": family.members.last().person_id, "study_id": study.pk}
    things = {
        "task": tasks.give_task(me, rowan.unit.pk, family.pk, what="x", owner_id=rowan.tom.pk).pk,
        "conversation": discussing.plan_conversation(me, talk).pk,
        "hypothesis": discussing.raise_hypothesis(me, talk).pk,
        "decision": discussing.draft_decision(me, talk).pk,
        "member": ids["member"],
        "people": rowan.tom.holdings.get().pk,
    }
    places = everything(rowan, meeting, family, ids, manager)
    sealed = sealed_record(rowan, manager, Client(HTTP_ACCEPT="text/html"))
    places.at("/sealed/", pk=sealed.pk)
    ids = {name: value for name, value in ids.items() if name.endswith("_id")}
    return ids, things, places


def noted(ids: dict[str, int]) -> dict[str, int]:
    """One of each kind that can be noted of a person, by kind."""
    made = {}
    for what, form in FORMS.items():
        said = {
            "name": {"given_name": "A"}, "number": {"kind": "other", "value": "1"}, "address": {"lines": "A"},
            "contact": {"value": "1"}, "warning": {"kind": "dogs", "words": "A", "review_on": date(2030, 1, 1)},
        }.get(what, {"code": "2001", "words": "A"})  # fmt: skip
        thing = form.model.objects.create(
            person_id=ids["person_id"], family_id=ids["family_id"], **{**said, **form.fixed}
        )
        made[what] = thing.pk
    return made


def paths(address: str, ids: dict[str, int], things: dict[str, int], places: Places):
    """The address with ids that are there, and with ids that cannot be."""
    if "<id:family_id>/person/" in address and "<slug:what>" in address:
        for what, pk in noted(ids).items():
            path = address.replace("<slug:what>", what).replace("<id:pk>", str(pk))
            yield re.sub(r"<id:(\w+)>", lambda m: str(ids.get(m[1], ids["person_id"])), path)
        return
    if places.knows(address):
        yield from places.paths(address)
    else:
        verbs = ["done", "carry", "hand", "arrange", "decide", "move", "minutes", "postpone", "nothing"]
        for verb in verbs if "<slug:verb>" in address else [""]:
            for kind in ("task", "conversation") if "<slug:kind>" in address else [""]:
                thing = kind or next((name for name in things if f"/{name}/" in address), "task")
                path = address.replace("<slug:verb>", verb).replace("<slug:kind>", kind)
                path = path.replace("<slug:name>", "tasks")
                yield re.sub(r"<id:(\w+)>", lambda m, t=thing: str(ids.get(m[1], things[t])), path)
    yield re.sub(r"<id:\w+>", "9" * 18, re.sub(r"<slug:\w+>", "task", address))
    yield re.sub(r"<id:\w+>", "9" * 30, re.sub(r"<slug:\w+>", "task", address))


@pytest.fixture(scope="module")
def signed_in(world):
    """The manager, who is let in almost everywhere; and what their browser keeps for it."""
    client = Client(raise_request_exception=True, HTTP_ACCEPT="text/html")
    manager = User.objects.get(email="manager@example.org")
    client.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client, copy.deepcopy(client.cookies)


@pytest.fixture
def somebody(signed_in, db):
    """Signed in anew for each test, as the session of the one before was taken back with all that it did."""
    client, cookies = signed_in
    client.cookies = copy.deepcopy(cookies)
    return client


NEVER_REACHED = {
    "/sign-in/demo/<id:user_id>/": "Only in a demo: there test_demo.py goes.",
    "/answering/<id:pk>/": "Only on a tablet that was handed over: there test_measures.py goes.",
    "/answering/<id:pk>/<slug:step>/": "The same.",
    # Nobody who is signed in comes so far, only systems with a token: there test_partner_api.py goes.
    **{address: "Only with a token." for address, _ in VIEWS if address.startswith("/api/v1/")},
}


@pytest.fixture(scope="module")
def ever_reached():
    """The addresses of which a view was asked, over all tests of the file."""
    return set()


@pytest.fixture
def reached(address, view, ever_reached, monkeypatch):
    """How often what was sent came as far as the view, and what it read."""
    reached = Reached()
    reached.watch(address, view, monkeypatch, ever_reached)
    return reached


WALKED = [(address, view) for address, view in VIEWS if address != "/sign-out/" and not address.endswith("/live/")]
SHARES = 1 if os.environ.get("KINWORK_WHOLE_CRAWL") else 3
SHARE = {address: number % SHARES for number, (address, _) in enumerate(WALKED)}


def share_of(address: str, what: Sequence[Any]) -> list[Any]:
    """What this address meets of all that could be sent."""
    return list(what[SHARE[address] :: SHARES])


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "view"), WALKED, ids=[address for address, _ in WALKED])
def test_nothing_breaks(address, view, world, somebody, reached):
    """Two forms go to each path of an address, as a page sends them and as a script does; the others to any of them."""
    its_forms = share_of(address, FORMS_SENT)
    tried = list(dict.fromkeys(paths(address, *world)))
    could_be = [path for path in tried if "9" * 18 not in path]
    enough = max(3, ceil(len(its_forms) / len(could_be)))
    forms, either = cycle(its_forms), cycle(AS_PAGE_AND_SCRIPT)
    for path in tried:
        asked = {"on": "\x00", "q": "\x00x", "page": "-9", "sort": "x", "typed": "9" * 99}
        assert somebody.get(path, asked).status_code < 500
        before = len(reached)
        for number, sent in enumerate(islice(forms, enough if path in could_be else 2)):
            for more in AS_PAGE_AND_SCRIPT if number < 2 else [next(either)]:
                response = somebody.post(path, sent, FORM, **more)
                assert response.status_code < 500, (path, sent[:400])
                location = response.headers.get("Location", "/")
                assert location.startswith("/"), location
                assert not location.startswith("//"), location
            if reached.is_unread(view, response, before) or (number and reached.is_all_one(before, NAMES)):
                break


ROOMS = Path(kinwork.__file__).parent
READ = re.compile(r"""(?:GET|POST)(?:\.get(?:list)?\(|\[|, )["']([\w-]+)["']""")
READ_NAMES = sorted({name for file in ROOMS.rglob("*.py") for name in READ.findall(file.read_text())})
EVERY_NAME = sorted({*NAMES, *READ_NAMES})


def form_of(value: bytes, names: Iterable[str] = EVERY_NAME) -> bytes:
    """A form in which each name that anything reads has this value, already quoted as it is sent."""
    return b"&".join(name.encode() + b"=" + value for name in names)


def json_of(value: str) -> bytes:
    names = ("box", "id", "text", "version", "base", "page", "gone", "discussion", "name", "response")
    return ("{" + ", ".join(f'"{name}": {value}' for name in names) + "}").encode()


PART = b'--x\r\nContent-Disposition: form-data; name="words"; filename="%s"\r\nContent-Type: text/plain\r\n\r\n%s\r\n'
RAW = {
    "half characters": (FORM, form_of(b"%ED%A0%80")),
    "no UTF-8": (FORM, form_of(b"%ff%fe")),
    "NUL": (FORM, form_of(b"a%00b")),
    "many digits": (FORM, form_of(b"9" * 4400, ("to", "minutes", "people", "page", "owner", "opening_hours", "born"))),
    "the same name twice": (FORM, form_of(b"1") + b"&" + form_of(b"x")),
    "brackets": (FORM, b"&".join(name.encode() + b"[]=1" for name in EVERY_NAME)),
    "no pairs": (FORM, b"&&&=;=&%%%&%zz"),
    "too many fields": (FORM, b"&".join(b"a=1" for _ in range(3000))),
    "another encoding": (FORM + "; charset=utf-7", form_of(b"+ADw-")),
    "an encoding that is none": (FORM + "; charset=nonsense", form_of(b"1")),
    "parts without a boundary": ("multipart/form-data", b"nonsense"),
    "parts that do not end": ("multipart/form-data; boundary=x", PART % (b"a", b"b")),
    "a file where words were expected": (
        "multipart/form-data; boundary=x", PART % (b"../../etc/\x00passwd", b"\x00\xff") + b"--x--\r\n"
    ),
    "base64 that is none": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="words"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n*\r\n--x--\r\n",
    ),
    "deep JSON": ("application/json", b"[" * 100_000),
    "deep objects": ("application/json", b'{"a":' * 50_000 + b"1" + b"}" * 50_000),
    "JSON of lists": ("application/json", json_of("[]")),
    "JSON of objects": ("application/json", json_of('{"a": 1}')),
    "JSON of null": ("application/json", json_of("null")),
    "JSON of halves": ("application/json", json_of('"\\ud800"')),
    "JSON of NUL": ("application/json", json_of('"\\u0000"')),
    "JSON of many digits": ("application/json", json_of("9" * 5000)),
    "JSON of big numbers": ("application/json", json_of("9" * 40)),
    "JSON of endless numbers": ("application/json", json_of("1e400")),
    "JSON of no numbers": ("application/json", json_of("NaN")),
    "JSON of fractions": ("application/json", json_of("0.5")),
    "JSON of truth": ("application/json", json_of("true")),
    "JSON twice": ("application/json", json_of("1")[:-1] + b", " + json_of('"x"')[1:]),
    "a box and halves": (
        "application/json", b'{"box": "passage", "id": 1, "version": 0, "text": "\\ud800", "page": "\\udfff"}'
    ),
    "a box with other digits": (
        "application/json", '{"box": "passage", "id": "٢", "version": "٠", "text": "a"}'.encode()
    ),
    "JSON that is a list": ("application/json", b"[]"),
    "JSON that is a number": ("application/json", b"7"),
    "JSON that is no UTF-8": ("application/json", b'{"box": "\xff"}'),
    "another kind": ("text/xml", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"),
    "no kind": ("", b"\x00\xff"),
    "a kind that is none": ("\u00e9/;;=\x01", b"a=1"),
}  # fmt: skip
HEADERS = [
    {"HTTP_REFERER": "http://[", "HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://[::1"},
    {"HTTP_HOST": "[", "HTTP_REFERER": "\u00e9"},
    {"HTTP_ACCEPT": ",;q=x", "HTTP_ACCEPT_LANGUAGE": "x" * 5000, "HTTP_RANGE": "bytes=9-1"},
    {"HTTP_IF_MODIFIED_SINCE": "nonsense", "HTTP_IF_NONE_MATCH": "*,,", "HTTP_ACCEPT_ENCODING": ";;"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "\u00e9" * 99, "HTTP_HX_PROMPT": "%ff", "HTTP_HX_TRIGGER": "x"},
    {"HTTP_USER_AGENT": "\u00ff" * 3000, "HTTP_X_REQUESTED_WITH": "x", "HTTP_ORIGIN": "null"},
    {"REMOTE_ADDR": "nonsense", "HTTP_X_FORWARDED_FOR": "nonsense"},
    {"REMOTE_ADDR": ""},
    {"HTTP_COOKIE": "kinwork_session=\"\\\\000\"; messages=\"\\\\000\"; kinwork_device=....; a; =; \u00e9=\u00e9"},
    {"HTTP_COOKIE": "messages=" + "9" * 5000 + "; kinwork_csrf=\u00e9; kinwork_device=" + "\u00e9." * 99},
    {"HTTP_COOKIE": "messages=W1siX19qc29uX21lc3NhZ2UiXV0:1:x; kinwork_session=" + "a" * 32},
]  # fmt: skip
QUERIES = [form_of(value) for value in (b"%00", b"9" * 400, b"%ED%A0%80", b"%ff", "٢".encode(), b"[]", b"-1", b"1e9")]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "view"), WALKED, ids=[address for address, _ in WALKED])
def test_nothing_breaks_by_bodies_and_queries_of_any_kind(address, view, world, somebody, reached):
    path = next(paths(address, *world))
    as_page_and_script = cycle([{}, {"HTTP_ACCEPT": "application/json", "HTTP_HX_REQUEST": "true"}])
    before = len(reached)
    unread = 0  # bodies in JSON that the view did not look at: where it looks neither as a page nor as a script, never
    for kind, (content_type, body) in share_of(address, list(RAW.items())):
        if unread == 2 and content_type == "application/json":
            continue
        at = len(reached)
        answer = somebody.generic("POST", path, body, content_type, **next(as_page_and_script))
        assert answer.status_code < 500, (path, kind)
        if reached.is_unread(view, answer, before):
            break
        unread += content_type == "application/json" and len(reached) > at and not reached.read.body
    before = len(reached)
    for query in share_of(address, QUERIES):
        answer = somebody.get(path, QUERY_STRING=query.decode("latin-1"))
        assert answer.status_code < 500, (path, query[:40])
        if reached.is_unread(view, answer, before) or reached.is_all_one(before, EVERY_NAME):
            break


def test_each_form_and_each_body_meets_many_addresses():
    for kinds in (FORMS_SENT, RAW, QUERIES):
        met = Counter(number for address, _ in WALKED for number in share_of(address, range(len(kinds))))
        assert len(met) == len(kinds)
        assert min(met.values()) > 100


@pytest.mark.django_db
def test_nearly_every_address_is_reached(world, somebody, ever_reached, monkeypatch):
    """Or the tests above would be content with pages that say that nothing is there, or that it is not for them.

    Only what those did not reach is asked here; a new address needs its place in ``tests/everything.py``.
    """
    guarded = [(address, view) for address, view in WALKED if isinstance(view, Guarded)]
    cookies = copy.deepcopy(somebody.cookies)
    for address, view in guarded:
        if address in ever_reached:
            continue
        Reached().watch(address, view, monkeypatch, ever_reached)
        for path in paths(address, *world):
            for method in () if address in ever_reached else view.methods:
                with transaction.atomic():
                    somebody.generic(method, path)
                    transaction.set_rollback(True)
                somebody.cookies = copy.deepcopy(cookies)
    assert {address for address, _ in guarded} - ever_reached == set(NEVER_REACHED)


@pytest.mark.django_db
@pytest.mark.parametrize("headers", HEADERS)
def test_nothing_breaks_by_headers_and_cookies(headers, world, somebody):
    """These are read before any view; a few pages stand for all."""
    ids, *_ = world
    for path in ("/sign-in/", "/sign-in/forgotten/", "/my-work/", f"/family/{ids['family_id']}/", "/no-such-page/"):
        for client in (somebody, Client()):
            assert client.get(path, **headers).status_code < 500, path
            assert client.post(path, {"login": "a", "email": "a"}, **headers).status_code < 500, path


def test_more_boxes_than_a_form_can_have_are_refused_in_words_and_one_line(world, somebody, caplog):
    many = "&".join(f"child{n}=1" for n in range(1_001))
    said = {"content_type": "application/x-www-form-urlencoded"}
    page = somebody.post("/notices/", many, **said, headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert "What was sent has more than 1,000 boxes. Nothing was saved." in page.content.decode()
    script = somebody.post("/notices/", many, **said, headers={"Accept": "application/json"})
    assert (script.status_code, "1,000 boxes" in script.json()["error"]) == (400, True)
    assert somebody.get(f"/notices/?{many}").status_code == 400
    large = somebody.post("/notices/", "x=" + "a" * 2_500_001, **said)
    assert "larger than 2.5 MB" in large.content.decode()
    assert [(one.levelname, one.exc_info) for one in caplog.records] == [("WARNING", None)] * 4


def test_numbers_from_outside_are_read_in_one_way():
    """``int`` on what somebody typed raises at five thousand digits, and takes digits that PostgreSQL does not."""
    pure = ("audit", "genogram", "statistics", "instruments", "clocks")
    asks = re.compile(r"\.is(?:decimal|digit|numeric)\b[^\n]*\bint\(|\bint\([^\n]*\.is(?:decimal|digit|numeric)\b"
                      r"|\bint\((?:request|said|typed)\b(?!\[\")")  # fmt: skip
    for file in ROOMS.rglob("*.py"):
        if file.relative_to(ROOMS).parts[0] not in pure and file.name != "whole_numbers.py":
            found = asks.search(file.read_text())
            assert found is None, f"{file.relative_to(ROOMS)}: {found}: use kinwork.whole_numbers.whole"
