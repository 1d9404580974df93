"""Whatever comes back and holds something of a family's record is in the log of that family: every address is asked, by
every method that it takes, with nothing and with nonsense, by people who get in by different ways.

Two families, each with a mark of its own in every text and name. The memory of what was noted just now is emptied
before each request, and what each request changed is taken back after it.
"""

import copy
import re
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.access.sql import tuples
from kinwork.accounts.bootstrap import service_team
from kinwork.confidentiality import access_grants
from kinwork.families.models import FamilyMember
from kinwork.meetings.actions import closing
from kinwork.meetings.models import Minute
from kinwork.operations.checks import views_of
from kinwork.record.sharing import share
from kinwork.units.actions import pair_as_buddies
from tests.everything import family_with_everything
from tests.factories import (
    actor,
    meeting_of,
    put_in_post,
    study_that,
    unit_with_staff,
    user,
)
from tests.what_was_read import Reached

pytestmark = pytest.mark.django_db
VIEWS = [
    (address, view)
    for address, view in views_of(get_resolver().url_patterns)
    if view.needs_sign_in and not address.startswith("/my-account/")
]
MARKS = {"one": "Quirlmark", "other": "Zwirnmark"}
NONSENSE = {"what": "x" * 400, "owner": "-1", "due": "31/31", "q": "mark", "reason": "?", "words": "x", "do": "save"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS = ("application/pdf", "image/png", "application/zip", WORD)
# These tell that something changed, and whose box somebody is in; never what it says.
STREAMS = ("/live/",)


@pytest.fixture(scope="module")
def made(one_scene):
    unit, members = unit_with_staff()
    rowan = SimpleNamespace(unit=unit, **members)
    meeting = meeting_of(rowan.unit, rowan.maureen)
    made = {name: family_with_everything(rowan, mark, meeting) for name, mark in MARKS.items()}
    families = {name: family for name, (family, _) in made.items()}
    ids, others = (made[name][1] for name in MARKS)
    ids["other_id"] = others["person_id"]
    # Somebody who belongs to both: what their page says of either is noted for both.
    FamilyMember.objects.create(family=families["other"], person_id=ids["mother"], role="aunt", position=10)
    study = study_that(user("head"), evaluators=[user("evaluator")])
    partner = user("partner")
    put_in_post(partner, service_team(), "partner")
    share(
        actor(rowan.grace), families["one"].pk, rowan.unit.pk, user_id=partner.pk, entry_ids={ids["entries"]},
        words="Core group", until=timezone.localdate(),
    )  # fmt: skip
    hazel, hers = unit_with_staff("Hazel", "h")
    pair_as_buddies(rowan.unit, hazel)
    _, theirs = unit_with_staff("Oak", "o")
    opened = access_grants.open_with_reason(
        actor(theirs["tom"]), families["one"].pk, reason="duty", words="They rang about the child."
    )
    ids |= {"study_id": study.pk, "opening_id": opened.pk, "agency_id": 1}
    ids |= {"merging": 1, "version": 1}
    staff = {
        "csw": rowan.grace, "buddy": hers["grace"], "opened": theirs["tom"], "stranger": theirs["grace"],
        "head of service": user("hos"), "partner": partner,
    }  # fmt: skip
    put_in_post(staff["head of service"], service_team(), "hos")
    return rowan, meeting, families, ids, staff


@pytest.fixture
def scene(made, db):
    return copy.deepcopy(made)


SLUGS = {"kind": ["task"], "verb": ["done", "minutes"], "name": ["tasks", "hypotheses"], "who": ["p{person_id}"]}


def paths(address: str, ids: dict[str, int]):
    """Every form of an address: with each word that it may hold, and the ids of the family."""
    parts = [
        part for part in ("name", "address", "confidential", "contact", "warning") if "<slug:what>/<id:pk>" in address
    ]
    for part in parts or [""]:
        path = address.replace("<slug:what>/<id:pk>", f"{part}/{ids[part]}") if part else address
        path = path.replace("confidential/<id:pk>", f"confidential/{ids['confidential']}")
        path = path.replace("<str:box>/<id:pk>", f"hypothesis.statement/{ids['hypothesis']}")
        whats = ["child", "address", "back", "end", "authority"] if "<slug:what>" in path else [""]
        for what in whats:
            for verb in SLUGS["verb"] if "<slug:verb>" in path else [""]:
                for name in SLUGS["name"] if "<slug:name>" in path else [""]:
                    said = path.replace("<slug:what>", what).replace("<slug:verb>", verb).replace("<slug:name>", name)
                    said = said.replace("<slug:kind>", "task").replace("<slug:who>", f"p{ids['person_id']}")
                    said = re.sub(r"<slug:\w+>", "authority", said)
                    thing = next((key for key in ids if f"/{key}/" in address), "task")
                    yield re.sub(r"<id:(\w+)>", lambda m, t=thing: str(ids.get(m[1], ids[t])), said)


def noted_since(event: int, who) -> set[int]:
    """The families of which the log says something since an event."""
    events = list(AuditEvent.objects.filter(pk__gt=event, actor=who).values_list("pk", "family_id"))
    shown = tuples("SELECT family_id FROM kinwork_shown(%(events)s::bigint[])", events=[pk for pk, _ in events])
    return {family for _, family in events if family} | {family for (family,) in shown}


@pytest.fixture
def reached(monkeypatch):
    reached = Reached()
    for address, view in VIEWS:
        reached.watch(address, view, monkeypatch)
    return reached


def unnoted(client: Client, who, method: str, path: str, said: dict, families):
    """What came back, and what it held that the log does not tell of; everything that was done is taken back."""
    cookies = copy.deepcopy(client.cookies)
    cache.clear()
    with transaction.atomic():
        last = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        answer = getattr(client, method)(path, said)
        assert answer.status_code < 500, (method, path)
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        is_paper = kind in PAPERS and answer.status_code == 200
        page = "" if is_paper else b"".join(answer if answer.streaming else [answer.content]).decode(errors="replace")
        held = {families[name].pk for name, mark in MARKS.items() if mark in page}
        noted = set()
        if held or is_paper:  # of the rest nobody needs to ask the log
            actor(who)
            noted = noted_since(last, who)
        transaction.set_rollback(True)
    client.cookies = cookies
    if is_paper:
        return answer, "" if noted else f"{method} {path}: a paper, and nothing is noted"
    return answer, "" if held <= noted else f"{method} {path} ({answer.status_code})"


@pytest.mark.parametrize("open_meeting", [True, False])
@pytest.mark.parametrize("key", ["csw", "buddy", "opened", "stranger", "head of service", "partner"])
def test_every_answer_that_holds_something_of_a_family_is_in_its_log(key, open_meeting, scene, reached):
    rowan, meeting, families, ids, staff = scene
    if not open_meeting:
        closing.close_meeting(actor(rowan.grace), meeting)
        assert Minute.objects.count() == 2
    client = Client(HTTP_ACCEPT="text/html")
    client.force_login(staff[key], backend="allauth.account.auth_backends.AuthenticationBackend")
    wrong, asked = [], 0
    for address, view in VIEWS:
        if address.endswith(STREAMS) or (not open_meeting and "<id:discussion_id>" not in address):
            continue
        for path in paths(address, ids):
            tries = [("get", {"q": "mark"})] if "GET" in view.methods else []
            tries += [("post", {}), ("post", NONSENSE)] if "POST" in view.methods else []
            asked += len(tries)
            for method, said in tries:
                before = len(reached)
                answer, what = unnoted(client, staff[key], method, path, said, families)
                wrong.append(what)
                is_all_one = method == "post" and reached.is_all_one(before, NONSENSE)
                if is_all_one or reached.is_unread(view, answer, before):
                    break
    assert asked > 30
    assert [one for one in wrong if one] == []
