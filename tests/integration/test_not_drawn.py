"""A picture that fails takes nothing with it: the page stands, says so, and everybody is there in words."""

from __future__ import annotations

import inspect
import itertools
import logging
import re
import sys
from functools import partial
from io import BytesIO

import pytest
from django.urls import get_resolver
from pypdf import PdfReader

from kinwork import paper
from kinwork.families import drawing
from kinwork.families.actions import EditContext, add_child, add_partner, last_change_sets
from kinwork.families.models import ChangeSet, Partnership, Tie, in_force
from kinwork.families.network import ties_of
from kinwork.genogram.patience import TookTooLong
from kinwork.genograms.forms import FORMS
from kinwork.genograms.presenters import drawing as drawing_of
from kinwork.operations.checks import views_of
from kinwork.people.models import Person
from tests.factories import actor, discussion_of, family_in, meeting_of

pytestmark = pytest.mark.django_db
SECRET = "Ada Scenesecret"  # stands in what the faults say, as a name may
ADDRESSES = [address for address, _ in views_of(get_resolver().url_patterns) if address != "/sign-out/"]
HTMX = {"HTTP_HX_REQUEST": "true"}


def is_engine(module: str) -> bool:
    """Of the pure room, not of the pages that show what it draws (``kinwork.genograms``)."""
    return module == "kinwork.genogram" or module.startswith("kinwork.genogram.")


def used_of_the_engine() -> dict[str, list]:
    """Every function of the engine that anything else of Kinwork calls, with the modules that know it by name."""
    found: dict[str, list] = {}
    for name, module in list(sys.modules.items()):
        if module is None or not name.startswith("kinwork.") or is_engine(name):
            continue
        for known, thing in vars(module).items():
            if inspect.isfunction(thing) and is_engine(thing.__module__):
                found.setdefault(known, []).append(module)
    return {name: modules for name, modules in found.items() if name != "patience"}


ENGINE = used_of_the_engine()


def fails(*args, **kwargs):
    raise ValueError(f"'{SECRET}' is not in list")


@pytest.fixture
def scene(rowan, sign_in):
    """Ada with two children, one of them tied to her and Ben; Nan around them; a discussion under way."""
    rowan.family = family_in(rowan.unit, "Scene")
    rowan.ada, rowan.first, rowan.second = [one.person for one in rowan.family.members.all()]
    rowan.at = EditContext(rowan.family, rowan.unit.pk, actor(rowan.tom), source="Ada")
    rowan.ben = Person(given_name="Ben", sex="male")
    add_partner(rowan.at, rowan.ada, rowan.ben, kind="married")
    add_child(rowan.at, [rowan.ada, rowan.ben], rowan.first)
    rowan.talk = discussion_of(rowan.family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    rowan.client = sign_in(rowan.tom)
    rowan.path = f"/family/{rowan.family.pk}/"
    said = {"tie-part": "community", "tie-name": "Nan Okafor", "tie-support": "strong", "tie-closeness": "close"}
    assert rowan.client.post(f"{rowan.path}network/add/", said).status_code == 302
    rowan.tie = ties_of(rowan.family.pk)[0]
    rowan.names = [one.name for one in (rowan.ada, rowan.ben, rowan.first, rowan.second)]
    drawing_of._laid_out.cache_clear()
    yield rowan
    drawing_of._laid_out.cache_clear()


def break_(monkeypatch, *names: str, fault=fails) -> None:
    for name in names or ENGINE:
        for module in ENGINE[name]:
            monkeypatch.setattr(module, name, fault)


def words_of(answer) -> str:
    """What can be read in an answer, page or paper, in one line."""
    kind = answer.headers["Content-Type"]
    if kind == "application/pdf":
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    else:
        assert kind.startswith("text/html"), kind
        text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.replace("&#39;", "'").split())


def addresses(scene):
    """Every address of the site that the scene has ids for."""
    ids = {
        "family_id": scene.family.pk, "unit_id": scene.unit.pk, "meeting_id": scene.talk.meeting_id,
        "discussion_id": scene.talk.pk, "person_id": scene.first.pk, "other_id": scene.second.pk,
        "user_id": scene.tom.pk, "tie_id": scene.tie.pk, "pk": scene.ada.memberships.get().pk,
    }  # fmt: skip
    for address in ADDRESSES:
        if address.endswith("/live/"):
            continue  # a stream of what changed: names of parts, no picture
        path = re.sub(r"<id:(\w+)>", lambda found: str(ids.get(found[1], 1)), address)
        path = path.replace("<slug:who>", f"p{scene.ada.pk}")
        for what in ("child", "end") if "<slug:" in path else [""]:
            yield address, re.sub(r"<\w+:\w+>", what, path)


def those_that_draw(scene, monkeypatch) -> dict[str, str]:
    """Addresses that ask the engine for anything when they are looked at."""
    called: list[bool] = []

    def told(real, *args, **kwargs):
        called.append(True)
        return real(*args, **kwargs)

    with monkeypatch.context() as patched:
        for name, modules in ENGINE.items():
            for module in modules:
                patched.setattr(module, name, partial(told, getattr(module, name)))
        found = {}
        for address, path in addresses(scene):
            called.clear()
            answer = scene.client.get(path)
            assert answer.status_code < 500, path
            if called:
                found[address] = path
    drawing_of._laid_out.cache_clear()
    return found


def test_every_address_that_draws_stands_without_the_engine(scene, monkeypatch):
    draw = those_that_draw(scene, monkeypatch)
    known = {
        "/family/<id:family_id>/",
        "/family/<id:family_id>/genogram/",
        "/family/<id:family_id>/genogram/pdf/",
        "/family/<id:family_id>/genogram/png/",
        "/family/<id:family_id>/network/",
        "/family/<id:family_id>/network/pdf/",
        "/family/<id:family_id>/network/ecomap/pdf/",
        "/person/<id:person_id>/",
    }
    assert known <= set(draw), "the walk finds what draws"
    break_(monkeypatch)
    for address, path in draw.items():
        answer = scene.client.get(path)
        assert answer.status_code == 200, address
        words = words_of(answer)
        if address == "/person/<id:person_id>/":
            assert all(name in words for name in scene.names[:3]), "who they are related to, though not as what"
            continue
        assert "cannot be drawn at the moment" in words, address
        if not address.endswith("/network/pdf/"):
            assert all(name in words for name in scene.names), address
            assert f"{scene.ben.name} is parent of {scene.first.name}" in words, address
        if "/network/" in address:
            assert "Nan Okafor" in words, address
            assert "Support: strong" in words, address


def test_the_page_in_a_meeting_follows_what_others_draw_without_a_picture(scene, monkeypatch):
    break_(monkeypatch)
    answer = scene.client.get(f"{scene.path}genogram/", HTTP_X_KINWORK_BACKGROUND="1", **HTMX)
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert scene.ben.name in words_of(answer)
    assert 'id="genogram-by"' in answer.content.decode(), "what is drawn from somebody opens here too"


@pytest.mark.parametrize("query", ["?on=2012", "?on=5/2013&known=then", "?on=1700", "?on=1/1/2090"])
def test_through_time_too(scene, monkeypatch, query):
    break_(monkeypatch)
    for path in ("genogram/", "genogram/pdf/", "genogram/png/", "network/", "network/ecomap/pdf/"):
        answer = scene.client.get(f"{scene.path}{path}{query}")
        assert answer.status_code in (200, 422), path  # 422: the date itself was not taken
        if answer.status_code == 200 and "known" not in query:
            assert scene.ada.name in words_of(answer), path


@pytest.mark.parametrize("name", ENGINE)
def test_whichever_part_of_the_engine_fails(scene, monkeypatch, name):
    break_(monkeypatch, name)
    for path in ("", "genogram/", "network/"):
        answer = scene.client.get(scene.path + path)
        assert answer.status_code == 200, path
        words = words_of(answer)
        # the list of people is on these pages in any case: what is asked is that the picture or its stand-in is there
        assert "<svg" in answer.content.decode() or "cannot be drawn" in words
        assert all(one in words for one in scene.names[:1]), path
    assert scene.client.get(f"/person/{scene.first.pk}/").status_code == 200


class PanicException(BaseException):
    """As a library in Rust panics."""


@pytest.mark.parametrize("kind", [ValueError, RecursionError, MemoryError, AssertionError, KeyError, PanicException])
def test_whatever_the_fault_is(scene, monkeypatch, kind):
    def fault(*args, **kwargs):
        raise kind(SECRET)

    break_(monkeypatch, "lay_out", "draw_network", fault=fault)
    for path in ("genogram/", "network/"):
        assert "cannot be drawn at the moment" in words_of(scene.client.get(scene.path + path))


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_a_wish_to_stop_is_no_fault(kind):
    def stop():
        raise kind

    with pytest.raises(kind):
        drawing.attempt("the genogram", 1, stop)


# ---- what is drawn is kept -----------------------------------------------------------------------------------------


def verbs(scene) -> dict[str, dict]:
    """Something to say with each form that draws."""
    ada, second = scene.ada.pk, scene.second.pk
    return {
        "partner": {"person": ada, "given_name": "Cal", "sex": "male", "kind": "cohabiting"},
        "child": {"person": ada, "other": second, "kind": "birth"},
        "parent": {"person": ada, "given_name": "Gran", "kind": "birth", "born_on": "1960"},
        "sibling": {"person": scene.first.pk, "other": second},
        "twin": {"person": second, "given_name": "Tia", "kind": "identical"},
        "pregnancy": {"person": ada, "due": "2w"},
        "loss": {"person": ada, "kind": "stillbirth", "name": "Skye", "on": "2015"},
        "part": {"person": ada, "couple": Partnership.objects.get().pk, "how": "separated", "on": "2020"},
        "bond": {"person": ada, "other": second, "kind": "close"},
        "move": {"person": ada, "name": "Refuge", "on": "2020"},
    }


def test_every_verb_keeps_what_was_drawn_and_answers_with_the_list(scene, monkeypatch):
    said = verbs(scene)
    assert set(said) == set(FORMS), "a new verb is tried here too"
    break_(monkeypatch)
    for what, one in said.items():
        for headers in (HTMX, {}):
            before = ChangeSet.objects.count()
            data = {f"{what}-{name}": value for name, value in one.items()}
            answer = scene.client.post(f"{scene.path}genogram/draw/{what}/", data, **headers)
            if not headers:
                answer = scene.client.get(answer.headers["Location"]) if answer.status_code == 302 else answer
            assert answer.status_code == 200, (what, words_of(answer)[-1500:])
            words = words_of(answer)
            assert "cannot be drawn at the moment" in words, what
            assert ChangeSet.objects.count() == before + 1, what
            assert last_change_sets(scene.family.pk)[0].words in words, what
            assert scene.client.post(f"{scene.path}genogram/turn/back/").status_code == 302, what


def test_taken_back_put_back_and_taken_away_without_a_picture(scene, monkeypatch):
    break_(monkeypatch)
    couple = Partnership.objects.get()
    for address in ("turn/back/", "turn/again/", f"take/partnership/{couple.pk}/", f"take/person/{scene.ben.pk}/"):
        answer = scene.client.post(f"{scene.path}genogram/{address}", {"because": "Another family."}, **HTMX)
        assert answer.status_code == 200, address
        assert "cannot be drawn at the moment" in words_of(answer), address
    assert not Partnership.objects.filter(in_force()).exists()
    assert scene.ben.name not in words_of(answer).split("Undo")[0]


def test_who_is_around_them_is_noted_without_a_picture(scene, monkeypatch):
    break_(monkeypatch)
    before = Tie.objects.count()
    said = {"tie-part": "community", "tie-name": "Pat Hill", "tie-support": "low"}
    for address, data in [
        ("network/add/", said),
        ("network/turn/back/", {}),
        ("network/turn/again/", {}),
        (f"network/{scene.tie.pk}/heard/", {"seen": scene.tie.last.pk, "heard": "today"}),
    ]:
        answer = scene.client.post(scene.path + address, data, **HTMX)
        assert answer.status_code == 200, (address, words_of(answer)[-1500:])
        assert "cannot be drawn at the moment" in words_of(answer), address
        assert "Pat Hill" in words_of(answer) or address.endswith("back/"), address
    assert Tie.objects.count() == before + 2


def test_every_address_that_changes_a_drawing_is_tried_above():
    tried = {
        "/family/<id:family_id>/genogram/draw/<slug:what>/",
        "/family/<id:family_id>/genogram/turn/<slug:what>/",
        "/family/<id:family_id>/genogram/take/<slug:kind>/<id:pk>/",
        "/family/<id:family_id>/network/add/",
        "/family/<id:family_id>/network/turn/<slug:what>/",
        "/family/<id:family_id>/network/<id:tie_id>/<slug:what>/",
        # these have forms and lists of their own, and draw nothing
        "/family/<id:family_id>/genogram/by/<slug:who>/",
        "/family/<id:family_id>/genogram/by/<slug:who>/<slug:what>/",
        "/family/<id:family_id>/network/<id:tie_id>/",
    }
    pages = {f"/family/<id:family_id>/{one}/" for one in
             ("genogram", "network", "genogram/pdf", "genogram/png", "network/pdf", "network/ecomap/pdf")}  # fmt: skip
    assert {one for one in ADDRESSES if "/genogram/" in one or "/network/" in one} == tried | pages


def test_drawn_again_as_soon_as_it_can_be(scene, monkeypatch):
    """What was told without a picture is in the next one."""
    with monkeypatch.context() as patched:
        break_(patched)
        data = {"partner-person": scene.ada.pk, "partner-given_name": "Cal", "partner-kind": "dating"}
        assert scene.client.post(f"{scene.path}genogram/draw/partner/", data, **HTMX).status_code == 200
    page = scene.client.get(f"{scene.path}genogram/").content.decode()
    assert "data-picture" in page
    assert f'data-person="p{Person.objects.get(given_name="Cal").pk}"' in page


# ---- paper ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["genogram/pdf/", "genogram/png/", "network/pdf/", "network/ecomap/pdf/"])
def test_where_paper_fails_a_page_says_the_same(scene, monkeypatch, path):
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith(("kinwork.genograms.", "kinwork.networks.")):
            for name in ("as_pdf", "as_png"):
                if hasattr(module, name):
                    monkeypatch.setattr(module, name, fails)
    answer = scene.client.get(scene.path + path)
    assert answer.status_code == 200
    words = words_of(answer)
    assert "cannot be drawn at the moment" in words
    assert ("Nan Okafor" if path == "network/pdf/" else scene.ben.name) in words


@pytest.mark.parametrize("path", ["genogram/pdf/", "network/pdf/", "network/ecomap/pdf/"])
def test_where_paper_does_not_bear_the_drawing_it_bears_the_list(scene, monkeypatch, path):
    from kinwork.genograms import documents

    def picky(page, real=documents.as_pdf):
        return real(page) if "<svg" not in page else fails()

    monkeypatch.setattr(documents, "as_pdf", picky)
    answer = scene.client.get(scene.path + path)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "cannot be drawn at the moment" in words_of(answer)


@pytest.mark.parametrize("path", ["genogram/pdf/", "genogram/png/", "network/pdf/"])
def test_a_drawing_that_no_paper_bears_is_told_in_words(scene, monkeypatch, path):
    pages = {name: len(scene.client.get(f"{scene.path}{name}/").content) for name in ("genogram", "network")}
    assert all(5_000 < size < paper.MOST_LETTERS / 4 for size in pages.values()), "nothing usual is refused"
    monkeypatch.setattr(paper, "MOST_LETTERS", 1_000)
    answer = scene.client.get(scene.path + path)
    assert answer.status_code == 200
    assert "cannot be drawn at the moment" in words_of(answer)


# ---- how long anybody waits, and what the log is told ----------------------------------------------------------------


def test_a_drawing_that_takes_too_long_is_given_up(scene, monkeypatch, caplog):
    """The clock is one that leaps a second at each look: no drawing of anything is done in five of them."""
    seconds = itertools.count()
    monkeypatch.setattr(drawing, "clock", lambda: next(seconds))
    for path in ("genogram/", "network/", "genogram/pdf/"):
        answer = scene.client.get(scene.path + path)
        assert answer.status_code == 200, path
        assert "cannot be drawn at the moment" in words_of(answer), path
    assert TookTooLong.__name__ in caplog.text
    before = ChangeSet.objects.count()
    data = {"bond-person": scene.ada.pk, "bond-other": scene.second.pk, "bond-kind": "close"}
    assert scene.client.post(f"{scene.path}genogram/draw/bond/", data, **HTMX).status_code == 200
    assert ChangeSet.objects.count() == before + 1, "kept, however long its picture takes"


def test_a_drawing_within_the_bound_is_drawn(scene, monkeypatch):
    looks = itertools.count()
    monkeypatch.setattr(drawing, "clock", lambda: next(looks) * 1e-6)
    assert "data-picture" in scene.client.get(f"{scene.path}genogram/").content.decode()
    assert next(looks) > 10, "it was asked for, though"


def test_the_log_says_what_failed_of_which_family_and_where_but_no_name(scene, monkeypatch, caplog):
    break_(monkeypatch, "lay_out")
    with caplog.at_level(logging.ERROR):
        scene.client.get(scene.path)
    (said,) = [one for one in caplog.records if one.name == "kinwork.families.drawing"]
    assert said.levelname == "ERROR"
    told = said.getMessage()
    assert told.startswith(f"the genogram of family {scene.family.pk} could not be made: ValueError at genograms/")
    assert "presenters/drawing.py, line " in told
    assert said.exc_info is None
    for name in (SECRET, *scene.names):
        assert name not in caplog.text
