"""Annex A, the daily API and the dataset on the same pages as the two returns of a year: looked at, explained, kept.

And whatever is kept: a restart half-way leaves it whole, once.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import openpyxl
import pytest
from asgiref.sync import async_to_sync
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from typer.testing import CliRunner

from kinwork.bundles.background import begin_again
from kinwork.children.models import Disabilities, Episode, ProtectionPlan
from kinwork.national_returns import actions, looking, sending, writing
from kinwork.national_returns.models import Explanation, Finding, Look, Sent, SentFile, Which
from kinwork.national_returns.queries import where_mended
from kinwork.national_returns.reading import untold
from kinwork.operations.commands import returns as commands
from kinwork.people.models import Particular
from kinwork.returns import csc_api, ssd
from kinwork.returns.years import year_on
from tests.factories import actor, put_in_post, user

from .test_returns_pages import LATE, fact, good, looked, made, open_child, scene

__all__ = ["made", "scene"]  # its scene
pytestmark = pytest.mark.django_db
DAILY = (Which.ANNEX_A, Which.API, Which.SSD)
NEVER_CODED = "ZZZZ"


def found(which: Which, **more: object) -> list[Finding]:
    return list(Finding.objects.filter(which=which, **more))


def test_all_five_stand_on_both_pages(scene):
    look = looked(scene)
    assert {which: look.numbers[which]["children"] for which in Which} == {
        Which.CIN: 3, Which.LAC: 0, Which.ANNEX_A: 3, Which.API: 3, Which.SSD: 3,
    }  # fmt: skip
    assert {"table": "List 4", "lines": 3} in look.numbers["annex-a"]["tables"]
    assert {"table": "child_and_family_assessments", "lines": 3} in look.numbers["csc-api"]["tables"]
    assert {"table": "ssd_cin_episodes", "lines": 3} in look.numbers["ssd"]["tables"]
    # Without a table of postcodes nothing is asked of where placements lie, and that is said.
    assert look.numbers["annex-a"]["silent"] == 2
    shown = " ".join(scene.as_(scene.analyst).get("/returns/").content.decode().split())
    for words in ("Annex A", "Daily API", "Standard Safeguarding Dataset", "Nothing is recorded here",
                  "In: Does the Child have a Disability", "List 4: 3 lines"):  # fmt: skip
        assert words in shown, words
    for name in ("Iolanthe", "Peregrine", "Araminta", "Quillfeather"):
        assert name not in shown
    hazel = user("hazelreads")
    put_in_post(hazel, scene.other, "sw")
    unit = " ".join(scene.as_(hazel).get(f"/unit/{scene.other.pk}/returns/").content.decode().split())
    assert "Nothing is recorded here. Should be: a value in every line. (Does the Child have a Disability)" in unit
    mended = f"/family/{scene.far.family.pk}/facts/disabilities/?child={scene.far.child.pk}"
    assert unit.count(mended) == 2, "one for the census, one for the list"
    assert "Iolanthe" not in unit
    assert "Disability" not in scene.as_(scene.tom).get(f"/unit/{scene.unit.pk}/returns/").content.decode()


def test_what_is_found_leads_to_the_fact_it_is_of(scene):
    """An unknown code in a payload, a plan without an episode of need in the dataset: each to its page."""
    actor(scene.tom)
    one, two = scene.one, scene.two
    Particular.objects.create(person=one.child, what="ethnicity", code=NEVER_CODED)
    plan = fact(
        ProtectionPlan, two.child, two.involvement, scene.tom, started_on=LATE, category="NEG", previous_plans=0
    )
    Episode.objects.filter(person=two.child).update(
        withdrawn_at=timezone.now(), withdrawn_by=scene.tom, withdrawn_because="Not this child."
    )
    looked(scene)
    actor(scene.tom)
    [code] = found(Which.API)
    assert (code.rule, code.cause, code.severity, code.person_id) == (
        "no code", "child_details.ethnicity", "error", one.child.pk,
    )  # fmt: skip
    assert code.said == f"child_details.ethnicity {NEVER_CODED}"
    [alone] = found(Which.SSD, rule="not in need")
    assert (alone.person_id, alone.fact_kind, alone.fact_id) == (two.child.pk, "protectionplan", plan.pk)
    assert alone.family_id == two.family.pk
    [same] = found(Which.ANNEX_A, rule="not in need")
    assert (same.person_id, same.fact_kind, same.fact_id) == (two.child.pk, "protectionplan", plan.pk)
    page = scene.as_(scene.tom).get(f"/unit/{scene.unit.pk}/returns/").content.decode()
    assert f"/family/{one.family.pk}/person/{one.child.pk}/" in page
    # What is missing is an episode, and is recorded as one, whichever of the three returns asks.
    assert page.count(f"/family/{two.family.pk}/facts/episode/?child={two.child.pk}") == 3
    wrong = where_mended("annex-a", "order", "CIN Closure Date", "episode", 5, two.family.pk, two.child.pk)
    assert wrong == f"/family/{two.family.pk}/facts/episode/5/", "a fact that is wrong is corrected itself"
    empty = where_mended("annex-a", "empty", "Allocated Worker", "episode", 5, two.family.pk, two.child.pk)
    assert empty == f"/family/{two.family.pk}/facts/named_worker/?child={two.child.pk}"
    # What the department would refuse is not kept; what was found is there all the same.
    look = looked(scene, keeps="csc-api")
    assert (look.state, Sent.objects.count()) == ("done", 0)
    assert "department would refuse it" in scene.as_(scene.analyst).get("/returns/").content.decode()


def test_a_query_of_a_list_is_explained_an_error_of_it_is_not(scene):
    looked(scene)
    actor(scene.analyst)
    [asked] = found(Which.ANNEX_A)
    hazel = user("hazelsays")
    put_in_post(hazel, scene.other, "sw")
    hazel_page = scene.as_(hazel)
    address = f"/unit/{scene.other.pk}/returns/{asked.pk}/explain/"
    assert hazel_page.post(address, {"words": "The family would rather not say."}).status_code == 302
    look = looked(scene, only="annex-a")
    [line] = look.numbers["annex-a"]["lines"]
    assert (line["rule"], line["children"], line["explained"]) == ("empty", 1, 1)
    shown = scene.as_(hazel).get(f"/unit/{scene.other.pk}/returns/").content.decode()
    assert "Right because: The family would rather not say." in shown
    assert Explanation.objects.get().which == "annex-a"
    actor(scene.tom)
    Particular.objects.create(person=scene.one.child, what="ethnicity", code=NEVER_CODED)
    looked(scene)
    actor(scene.tom)
    [wrong] = found(Which.API)
    with pytest.raises(ValidationError, match="This is an error"):
        actions.explain(actor(scene.tom), scene.unit.pk, wrong.pk, "It is right.")


def test_one_return_is_looked_at_alone_and_the_others_stay(scene):
    all_of_them = looked(scene)
    actor(scene.tom)
    fact(Disabilities, scene.far.child, scene.far.involvement, scene.tom, on=LATE, codes=["NONE"])
    alone = looked(scene, only="annex-a")
    assert (alone.done, alone.total) == (3, 3)
    assert alone.numbers["annex-a"]["lines"] == []
    assert alone.numbers["cin"] == all_of_them.numbers["cin"], "as it was found before"
    hazel = user("hazelsees")
    put_in_post(hazel, scene.other, "sw")
    shown = scene.as_(hazel).get(f"/unit/{scene.other.pk}/returns/").content.decode()
    assert "no valid disability code" in shown
    assert "Nothing is recorded here" not in shown
    assert {one["unit"] for one in alone.numbers["units"]} == {"Rowan", "Hazel"}
    page = scene.as_(scene.analyst).post("/returns/look/", {"which": "ofsted"})
    assert page.status_code == 422
    assert "Choose which return" in page.content.decode()
    assert scene.as_(scene.analyst).post("/returns/look/", {"which": "ssd"}).status_code == 302
    assert Look.objects.latest("id").only == "ssd"


def _has(which: Which, content: bytes, tmp_path) -> set[str]:
    """By which numbers children stand in what was kept."""
    if which == Which.ANNEX_A:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return {str(row[0]) for row in book["List 4"].iter_rows(min_row=2, values_only=True)}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(tmp_path)
    if which == Which.API:
        [path] = tmp_path.glob("payload-*.json")
        return {one["la_child_id"] for one in csc_api.read(path)}
    assert json.dumps(ssd.check(tmp_path)) == "[]"
    return {row["pers_person_id"] for row in ssd.read(tmp_path)["ssd_person"]}


@pytest.mark.parametrize("which", DAILY)
def test_each_is_kept_as_sent_fetched_and_compared(scene, tmp_path, which):
    look = looked(scene, keeps=which.value, note="For the inspectors")
    sent = Sent.objects.get()
    assert (sent.which, sent.children, sent.on, sent.note) == (which, 3, timezone.localdate(), "For the inspectors")
    assert look.numbers[which]["since"] == []
    answer = scene.as_(scene.analyst).get(f"/returns/sent/{sent.pk}/")
    assert sha256(answer.content).hexdigest() == sent.sha256
    assert f'{which.value}-{sent.on}.{sending.ENDING[which]}"' in answer["Content-Disposition"]
    numbers = {f"K{one.child.pk:07d}" for one in (scene.one, scene.two, scene.far)}
    assert _has(which, answer.content, tmp_path) == numbers
    assert scene.as_(scene.tom).get(f"/returns/sent/{sent.pk}/").status_code == 403
    # A child comes, and one disability: so many lines are others now, of so many children.
    actor(scene.tom)
    fact(Disabilities, scene.far.child, scene.far.involvement, scene.tom, on=LATE, codes=["AUT"])
    open_child(scene.unit, scene.tom, "Leontine", upn=good("P001000000007"))
    since = {one["table"]: one for one in looked(scene, only=which.value).numbers[which]["since"]}
    changed = {
        Which.ANNEX_A: {"table": "List 4", "new": 2, "gone": 1, "children": 2},
        Which.API: {"table": "child_details", "new": 2, "gone": 1, "children": 2},
        Which.SSD: {"table": "ssd_disability", "new": 1, "gone": 0, "children": 1},
    }[which]
    assert since[changed["table"]] == changed
    shown = " ".join(scene.as_(scene.analyst).get("/returns/").content.decode().split())
    new = f"{changed['new']} line{'s' if changed['new'] > 1 else ''} new"
    assert f"{changed['table']}: {new}, {changed['gone']} no longer there" in shown


def test_statements_of_a_look_do_not_grow_with_children(scene):
    looked(scene)

    def asked() -> int:
        look = actions.look_now(actor(scene.analyst))
        with CaptureQueriesContext(connection) as ran:
            looking.look(look.pk)
        return len(ran)

    few = asked()
    actor(scene.tom)
    for number in range(4, 7):
        open_child(scene.unit, scene.tom, f"Nth{number}", upn=good(f"P00100000000{number}"), disability=False)
    assert asked() == few


def test_statements_of_the_page_do_not_grow_with_what_is_found_and_kept(scene):
    client = scene.as_(scene.analyst)

    def asked() -> int:
        client.get("/returns/")
        with CaptureQueriesContext(connection) as ran:
            assert client.get("/returns/").status_code == 200
        return len(ran)

    looked(scene, keeps="annex-a")
    few = asked()
    actor(scene.tom)
    open_child(scene.unit, scene.tom, "Nth4", upn=good("P001000000004"), disability=False)
    for which in DAILY:
        looked(scene, keeps=which.value)
    assert Sent.objects.count() == 4
    assert asked() == few


def test_what_a_killed_worker_left_on_the_disk_goes(scene, tmp_path, monkeypatch):
    monkeypatch.setattr(sending, "gettempdir", lambda: str(tmp_path))
    old, going_on, of_another = (tmp_path / name for name in ("kinwork-return-a", "kinwork-return-b", "other-a"))
    for folder in (old, going_on, of_another):
        folder.mkdir()
        (folder / "ssd_person.csv").write_text("K1,Iolanthe")
    for folder in (old, of_another):
        os.utime(folder, (0, 0))
    looked(scene, only="cin")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["kinwork-return-b", "other-a"]


def test_of_a_restricted_family_there_is_a_band_and_no_number(scene, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_restriction (family_id, cause, words, imposed_at, guardian_id, imposed_by_id, "
            "lifted_because) VALUES (%s, 'staff', 'Known here.', now(), %s, %s, '')",
            [scene.far.family.pk, scene.grace.pk, scene.grace.pk],
        )
    look = looked(scene)
    assert (look.numbers["annex-a"]["lines"], look.numbers["annex-a"]["apart"]) == ([], "fewer than five")
    assert look.numbers["annex-a"]["children"] == 3, "the file has it, by number"
    hazel = user("hazelnot")
    put_in_post(hazel, scene.other, "sw")
    assert "Araminta" not in scene.as_(hazel).get(f"/unit/{scene.other.pk}/returns/").content.decode()


@pytest.fixture
def command(scene, monkeypatch):
    """``kinwork returns write …`` over what the test sees."""

    @contextmanager
    def from_record(_: str) -> Iterator[Any]:
        yield writing, untold

    monkeypatch.setattr(commands, "_from_record", from_record)

    def run(*words: object) -> tuple[int, str, str]:
        ran = CliRunner().invoke(commands.returns, ["write", *map(str, words)])
        return ran.exit_code, ran.stdout, ran.stderr

    return run


def test_what_was_written_says_what_our_own_check_finds_in_it(scene, command, tmp_path, monkeypatch):
    actor(scene.tom)
    today, year = timezone.localdate(), year_on(timezone.localdate())
    workbook, census = tmp_path / "annex a.xlsx", tmp_path / "cin.xml"
    assert command("annex-a", "--on", today, "--out", workbook) == (
        0, "", "Our own check finds 2 queries in it. To see them: "
        f"kinwork returns check annex-a '{workbook}' --on {today}\n",
    )  # fmt: skip
    assert command("cin", "--year", year, "--out", census) == (
        0, "", "Our own check finds 2 errors and 8 queries in it. To see them: "
        f"kinwork returns check cin {census} --year {year}\n",
    )  # fmt: skip
    for which in ("ssd", "csc-api"):
        done = command(which, "--on", today, "--out", tmp_path / which)
        assert done == (0, "", "Our own check finds nothing in it.\n")
    assert command("903", "--year", year, "--out", tmp_path / "903")[2] == "Our own check finds nothing in it.\n"
    # What is long is not checked unless that is asked for; what is not wanted is left out. The file is there anyway.
    monkeypatch.setitem(commands.SHORT, "annex-a", 100)
    long = command("annex-a", "--on", today, "--out", tmp_path / "long.xlsx")
    assert long[2].startswith("It is long, so it was not checked. What is found in it: kinwork returns check annex-a ")
    assert "2 queries" in command("annex-a", "--on", today, "--out", tmp_path / "long.xlsx", "--check")[2]
    assert command("annex-a", "--on", today, "--out", tmp_path / "quiet.xlsx", "--no-check") == (0, "", "")
    assert (tmp_path / "long.xlsx").read_bytes()[:2] == (tmp_path / "quiet.xlsx").read_bytes()[:2] == b"PK"


class _Gone(BaseException):
    """The process is no more: nothing after it runs."""


@pytest.mark.parametrize("which", [Which.CIN, Which.SSD])
@pytest.mark.parametrize("cut", ["reading", "keeping"])
def test_what_was_cut_off_by_a_restart_is_taken_up_again_and_kept_whole_and_once(scene, monkeypatch, which, cut):
    look = actions.look_now(actor(scene.analyst), keeps=which.value)

    def gone(*_: object, **__: object) -> None:
        raise _Gone

    with monkeypatch.context() as dying:
        if cut == "keeping":  # the last thing that happens, when the file is in its row already
            dying.setattr(looking, "_units", gone)
        with pytest.raises(_Gone):
            looking.look(look.pk, gone if cut == "reading" else lambda: False)
    look.refresh_from_db()
    assert (look.state, Sent.objects.count(), Finding.objects.count()) == ("working", 0, 0), "nothing of it is there"
    # Its worker gives no sign of life: the job goes back to the queue, and whoever takes it ends it.
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')")
        cursor.execute("SELECT max(id) FROM procrastinate_workers")
        [worker] = cursor.fetchone()
        mine = "task_name = 'kinwork.national_returns.look' AND args->>'look_id' = %s"
        cursor.execute(
            f"UPDATE procrastinate_jobs SET status = 'doing', attempts = 1, worker_id = %s WHERE {mine}",
            [worker, str(look.pk)],
        )
        assert async_to_sync(begin_again)() == 1
        cursor.execute(f"SELECT status FROM procrastinate_jobs WHERE {mine}", [str(look.pk)])
        assert cursor.fetchall() == [("todo",)]
    looking.look(look.pk)
    looking.look(look.pk)  # should the queue hand it out twice
    look.refresh_from_db()
    assert look.state == "done"
    sent = Sent.objects.get()
    content = sending.content_of(sent)
    assert (sent.children, sent.size, sent.sha256) == (3, len(content), sha256(content).hexdigest())
    assert SentFile.objects.count() <= 1


def test_two_who_work_at_the_same_keep_it_once(scene, monkeypatch):
    """The first was only slow, taken for dead; the second has ended it when the first comes to its end."""
    look = actions.look_now(actor(scene.analyst), keeps="annex-a")
    really = sending.written

    def slow(*said):
        content = really(*said)
        monkeypatch.setattr(sending, "written", really)
        looking.look(look.pk)
        return content

    monkeypatch.setattr(sending, "written", slow)
    looking.look(look.pk)
    look.refresh_from_db()
    assert (look.state, Sent.objects.count()) == ("done", 1)
