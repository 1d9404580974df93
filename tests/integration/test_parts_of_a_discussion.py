"""A part of a discussion is declared once, and then stands on the page, in the minute, on paper and in its history."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from pypdf import PdfReader

from kinwork.meetings import parts
from kinwork.meetings.actions import closing, discussing
from kinwork.meetings.models import Minute, Passage
from kinwork.meetings.parts import PARTS, TURNS, Frame, InMinute, Part
from kinwork.meetings.presenters.minute import minute_body
from kinwork.meetings.queries.discussion import discussion_in_full
from kinwork.record.models import Entry
from tests.factories import actor, discussion_of, family_in, meeting_of

pytestmark = pytest.mark.django_db

WEATHER = Part(
    "weather", "The weather at home", turn="risk", in_minute=InMinute.NARRATIVE, hint="Is it cold?", begins=("Rain",)
)


@pytest.fixture
def talk(rowan):
    return discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)


@pytest.fixture
def declared(monkeypatch, as_owner):
    """Declare other parts than there are, as an upgrade would: with the constraint that knows them."""

    def declare(those: tuple[Part, ...]) -> None:
        monkeypatch.setattr(parts, "PARTS", those)
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table is not altered while a check of it waits
            cursor.execute("ALTER TABLE meetings_passage DROP CONSTRAINT IF EXISTS passage_part_is_known")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return declare


def words_in(part: str) -> str:
    return f"said of {part}."


def write_in_all(talk) -> None:
    for passage in Passage.objects.filter(discussion=talk):
        passage.text = words_in(passage.part)
        passage.save()


def read(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def on_paper(client, path: str) -> str:
    pages = PdfReader(BytesIO(client.get(path).content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def in_turn(page: str, number: int) -> str:
    """What stands below one question of the page, up to the next."""
    found = re.search(rf'aria-labelledby="t{number}".*?(?=aria-labelledby="(?:t\d+|how)")', page, re.DOTALL)
    assert found is not None
    return found[0]


def check_everywhere(talk, client) -> None:
    """Every part that is declared, with its label, its hint and its words, once, where it belongs."""
    path = f"/discussion/{talk.pk}/"
    page = read(client, path)
    passages = {passage.part: passage for passage in Passage.objects.filter(discussion=talk).order_by("pk")}
    assert list(passages) == [part.key for part in sorted(parts.PARTS, key=lambda one: passages[one.key].pk)]
    for part in parts.PARTS:
        box = f'data-box="passage:{passages[part.key].pk}"'
        turn = in_turn(page, parts.turn(part.turn).number)
        assert page.count(box) == turn.count(box) == 1, part.key
        assert part.hint in turn
        assert (part.label_on_page or part.label) in turn
        for words in part.begins:
            assert f'data-begin="{words}"' in turn
        history = read(client, f"{path}box/passage/{passages[part.key].pk}/history/")
        assert part.label in history
    write_in_all(talk)
    for shown in (
        read(client, f"{path}minute/"),
        on_paper(client, f"{path}minute.pdf"),
        read(client, f"/meeting/{talk.meeting_id}/minutes/"),
        on_paper(client, f"/meeting/{talk.meeting_id}/minutes.pdf"),
    ):
        for part in parts.PARTS:
            assert shown.count(words_in(part.key)) == 1, part.key
            assert (part.title_in_minute or part.label) in shown


def test_every_part_reaches_the_page_the_minute_and_the_paper(rowan, talk, sign_in):
    client = sign_in(rowan.grace)
    check_everywhere(talk, client)
    closing.close_meeting(actor(rowan.grace), talk.meeting)
    body = Minute.objects.get(discussion=talk).body
    written = [(line["part"], line["text"]) for place in InMinute for line in body[place]]
    assert sorted(written) == sorted((part.key, words_in(part.key)) for part in PARTS)
    shown = read(client, f"/discussion/{talk.pk}/minute/"), on_paper(client, f"/discussion/{talk.pk}/minute.pdf")
    assert all(page.count(words_in(part.key)) == 1 for page in shown for part in PARTS)


def test_a_part_may_be_declared_in_every_turn_at_every_place_of_the_minute_in_every_frame(
    rowan, talk, sign_in, declared
):
    places = [(turn, place, frame) for turn in TURNS for place in InMinute for frame in Frame]
    added = tuple(
        Part(f"n{n}", f"Part number {n},", turn=turn.key, in_minute=place, hint=f"Hint number {n},", frame=frame)
        for n, (turn, place, frame) in enumerate(places)
    )
    declared((*PARTS, *added))
    check_everywhere(talk, sign_in(rowan.grace))


def test_every_part_stands_in_a_turn_that_there_is_and_no_key_stands_twice():
    assert {part.turn for part in PARTS} <= {turn.key for turn in TURNS}
    assert len({part.key for part in PARTS}) == len(PARTS)
    assert len({turn.key for turn in TURNS}) == len(TURNS)
    assert all(len(part.key) <= Passage._meta.get_field("part").max_length for part in PARTS)


def test_an_open_meeting_goes_on_when_a_part_is_added(rowan, talk, sign_in, declared):
    write_in_all(talk)
    tom, grace = sign_in(rowan.tom), sign_in(rowan.grace)
    before = read(tom, f"/discussion/{talk.pk}/")
    declared((*PARTS, WEATHER))
    # A page that was open before asks for what others changed, and is answered.
    for turn in (one for one in TURNS if one.is_refreshed):
        assert read(tom, f"/discussion/{talk.pk}/part/{turn.key}/")
    assert WEATHER.label not in read(tom, f"/discussion/{talk.pk}/minute/")
    page = read(tom, f"/discussion/{talk.pk}/")
    assert WEATHER.label in page
    assert WEATHER.label not in before
    passage = Passage.objects.get(discussion=talk, part="weather")
    assert f'data-box="passage:{passage.pk}"' in page
    body = json.dumps({"box": "passage", "id": passage.pk, "version": 0, "text": "Snow inside."})
    assert tom.post(f"/discussion/{talk.pk}/save/", body, content_type="application/json").status_code == 200
    assert "Snow inside." in read(grace, f"/discussion/{talk.pk}/")
    closing.close_meeting(actor(rowan.grace), talk.meeting)
    minute = read(grace, f"/discussion/{talk.pk}/minute/")
    assert "Snow inside." in minute
    assert all(words_in(part.key) in minute for part in PARTS)
    assert Passage.objects.filter(discussion=talk).count() == len(PARTS) + 1


def test_two_who_come_at_the_same_time_make_one_box(talk, declared):
    declared((*PARTS, WEATHER))
    first, second = discussion_in_full(talk.pk), discussion_in_full(talk.pk)
    assert "weather" not in first.passages
    assert "weather" not in second.passages
    discussing.add_missing_passages(first)
    discussing.add_missing_passages(second)
    assert first.passages["weather"].pk == second.passages["weather"].pk


def test_a_discussion_in_which_nothing_is_missing_costs_no_statement_more(talk, django_assert_num_queries):
    full = discussion_in_full(talk.pk)
    assert full.passages
    with django_assert_num_queries(0):
        discussing.add_missing_passages(full)


def test_a_closed_meeting_is_not_asked_about_a_part_that_came_later(rowan, talk, sign_in, declared):
    write_in_all(talk)
    closing.close_meeting(actor(rowan.grace), talk.meeting)
    declared((*PARTS, replace(WEATHER, turn="last-time")))
    client = sign_in(rowan.grace)
    assert client.get(f"/discussion/{talk.pk}/").headers["Location"] == f"/discussion/{talk.pk}/minute/"
    assert WEATHER.label not in read(client, f"/discussion/{talk.pk}/part/last-time/")
    assert not Passage.objects.filter(part="weather").exists()


def test_a_frozen_minute_shows_as_it_was_whatever_becomes_of_its_parts(rowan, talk, sign_in, declared):
    write_in_all(talk)
    closing.close_meeting(actor(rowan.grace), talk.meeting)
    client = sign_in(rowan.grace)
    path = f"/discussion/{talk.pk}/minute/"

    def minute() -> str:
        return read(client, path).split('<article class="kw-minute">')[1].split("</article>")[0]

    before, paper = minute(), on_paper(client, f"/discussion/{talk.pk}/minute.pdf")
    assert words_in("gaps") in before
    others = (replace(PARTS[0], label="Another name", title_in_minute="", in_minute=InMinute.SUMMARY), WEATHER)
    declared(others)
    assert minute() == before
    assert on_paper(client, f"/discussion/{talk.pk}/minute.pdf") == paper
    assert minute_body(discussion_in_full(talk.pk))["summary"][0]["title"] == "Another name"  # a draft of today


def test_a_passage_of_a_part_that_is_not_declared_is_refused_by_the_database(talk):
    with pytest.raises(IntegrityError, match="passage_part_is_known"):
        Passage.objects.create(discussion=talk, part="weather")


def test_the_list_of_parts_says_what_is_written_already(rowan, talk, sign_in):
    def marks() -> dict[str, bool]:
        page = read(sign_in(rowan.maureen), f"/discussion/{talk.pk}/")
        listed = page[page.index('aria-label="Parts of the discussion"') : page.index("</nav>", page.index("kw-parts"))]
        found = re.findall(r'href="#t(\d+)" data-to-part>(.*?)</a>', listed, re.DOTALL)
        assert [int(number) for number, _ in found] == [turn.number for turn in TURNS]
        return {turn.key: "hidden>" not in line for turn, (_, line) in zip(TURNS, found, strict=True)}

    assert not any(marks().values())
    Passage.objects.filter(discussion=talk, part="safety").update(text="Gran is there.")
    discussing.raise_hypothesis(actor(rowan.maureen), talk, statement="The move frightens her.")
    written = {key for key, is_so in marks().items() if is_so}
    assert written == {"risk", "hypotheses"}


def test_a_reason_is_asked_for_when_a_hypothesis_is_weighed_and_never_required(rowan, talk, sign_in):
    client = sign_in(rowan.maureen)
    hypothesis = discussing.raise_hypothesis(actor(rowan.maureen), talk, statement="The move frightens her.")

    def press(**said: str) -> tuple[str, str]:
        there = f"/discussion/{talk.pk}/hypothesis/{hypothesis.pk}/"
        page = client.post(there, said, headers={"HX-Request": "true"}).content.decode()
        hypothesis.refresh_from_db()
        return hypothesis.state, page

    state, page = press(state="supported", because=" ")
    assert state == "open"
    assert "What supports it?" in page
    assert 'name="asked" value="supported"' in page
    state, page = press(state="weakened", asked="supported", because="")
    assert (state, "What weakens it?" in page) == ("open", True), "another verdict is asked about anew"
    assert press(state="supported", asked="supported", because="")[0] == "supported", "pressed again it stands without"
    assert press(state="weakened", because="She asked to go.")[0] == "weakened", "who says why is not asked"
    assert press(state="open")[0] == "open", "nor who opens it again"
    assert [one.because for one in hypothesis.changes.order_by("id")] == ["", "She asked to go.", ""]


def test_who_has_seen_the_child_is_one_fact_in_the_meeting_and_in_the_record(rowan, talk, sign_in):
    client = sign_in(rowan.maureen)
    child = next(m.person for m in talk.family.members.select_related("person").order_by("id") if m.is_child)
    yesterday = timezone.localdate() - timedelta(days=1)
    box = Passage.objects.filter(discussion=talk, part="seen")
    offered = "It counts as seen once it is recorded"
    assert offered not in read(client, f"/discussion/{talk.pk}/")
    box.update(text="She was drawing, and spoke of the dog.")
    page = " ".join(read(client, f"/discussion/{talk.pk}/").split())
    assert offered in page, "words in the box alone leave the child not seen"
    assert re.search(r'id="who-was-seen"\s*open\s*>\s*<summary>Record this as a visit', page)

    def say(**said: str) -> str:
        there = f"/discussion/{talk.pk}/add/child/"
        return unescape(client.post(there, said, headers={"HX-Request": "true"}).content.decode())

    assert "Choose at least one child who was seen." in say(how="visit", seen_on="yesterday")
    assert "Say when" in say(**{f"seen-{child.pk}": "alone", "how": "visit"})
    assert "in the future" in say(**{f"seen-{child.pk}": "alone", "how": "visit", "seen_on": "1/1/2099"})
    assert "Choose where the child was seen." in say(**{f"seen-{child.pk}": "seen", "how": "telephone"})
    assert "Choose children in this family." in say(**{"seen-1": "seen", "how": "visit", "seen_on": "yesterday"})
    assert not Entry.objects.exists(), "nothing half said"

    part = say(
        **{f"seen-{child.pk}": "alone", "how": "visit", "seen_on": "yesterday", "who": str(rowan.tom.pk)},
    )
    assert re.search(rf"{child.short_name}</strong>\s*last seen [^<]*, alone", part)
    entry = Entry.objects.get()
    assert (entry.happened_on, entry.said_by) == (yesterday, "Tom Hollis")
    assert entry.text.endswith("seen by Tom Hollis.\nShe was drawing, and spoke of the dog.")
    page = read(client, f"/family/{talk.family_id}/")
    assert re.search(rf"{child.name}</strong>\s*last seen", page)
    others = [m.person_id for m in talk.family.members.all() if m.is_child and m.person_id != child.pk]
    if others:
        assert offered in " ".join(part.split()), "not of all children yet"
        part = say(**{f"seen-{pk}": "seen" for pk in others}, how="visit", seen_on="yesterday")
    assert offered not in " ".join(part.split())
