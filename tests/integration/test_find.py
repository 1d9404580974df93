"""Finding what was written: every way of asking, behind both walls, by the index."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.cases.models import Involvement
from kinwork.confidentiality.restrictions import restrict
from kinwork.find.asked import read
from kinwork.find.kept import FINDABLE
from kinwork.find.models import Findable
from kinwork.find.queries import Within, find
from kinwork.front_door.models import About, Addition, Contact
from kinwork.meetings.models import Hypothesis, Passage
from kinwork.record.actions import Audience, Happened, amend_entry, change_audience, write_entry
from kinwork.summaries.models import Part, Summary, SummaryPassage
from tests.factories import (
    actor,
    discussion_of,
    family_in,
    meeting_of,
    put_in_post,
    unit_with_staff,
    user,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
EVERYBODY, EVERYWHERE = Audience(), Within()


@pytest.fixture
def stone(rowan):
    rowan.family = family_in(rowan.unit, "Stonefam")
    rowan.amy = rowan.family.members.filter(is_child=True).first().person
    return rowan


def wrote(scene, text, *, who=None, kind="note", on=TODAY, audience=EVERYBODY, family=None, unit=None, **more):
    family, unit = family or scene.family, unit or scene.unit
    return write_entry(actor(who or scene.tom), family.pk, unit.pk, Happened(kind, on, text, **more), audience)


def ids(who, typed, within=EVERYWHERE, **more) -> list[int]:
    return [one.pk for one in find(actor(who), read(typed), within, **more).texts]


def test_words_phrases_names_and_what_is_left_out(stone):
    visit = wrote(stone, "We visited Zoë O’Brien’s flat in Alder Street; Will was not in.", on=TODAY - DAY)
    school = wrote(stone, "The school in Street, by the Alder, rang about visits. Żółć Nguyễn")
    for typed, found in {
        "visit": [school, visit],
        "VISITING": [school, visit],
        "zoe": [visit],
        "Zoë o'brien": [visit],
        "zolc nguyen": [school],
        "will": [visit],
        '"Alder Street"': [visit],
        "“alder street": [visit],
        "alder street": [school, visit],
        '"visit"': [],
        "visit -school": [visit],
        'visit -"alder street"': [school],
        "visit elephants": [],
        "-school": [],
        "": [],
        "& | ! ( :* \\ '": [],
        "!!! <-> &": [],
    }.items():
        assert ids(stone.tom, typed) == [one.pk for one in found], typed
    assert read("-school").only_leaves_out
    best = wrote(stone, "Visits, visits, visits.", on=TODAY - 9 * DAY)
    assert ids(stone.tom, "visits", best=True)[0] == best.pk
    assert ids(stone.tom, "visits")[-1] == best.pk
    within = Within(kinds=("note",), since=TODAY - DAY, until=TODAY - DAY)
    assert ids(stone.tom, "visit", within) == [visit.pk]
    assert ids(stone.tom, "visit", Within(kinds=("visit",))) == []
    seen = wrote(stone, "She laughed.", kind="visit", who=stone.priya, seen={stone.amy.pk: True})
    assert ids(stone.tom, "laugh", Within(person=stone.amy.pk, writer=stone.priya.pk)) == [seen.pk]
    assert ids(stone.tom, "laugh", Within(writer=stone.tom.pk)) == []


def test_what_is_found_is_marked_where_it_stands_and_nothing_in_it_is_run(stone):
    wrote(stone, "# A heading\nThen **Zoë** said <script>alert(1)</script> & left the visit. \ue000x\ue001")
    [found] = find(actor(stone.tom), read("zoe 'left'")).texts
    said = " ".join(found.excerpts)
    assert "<mark>Zoë</mark>" in said
    assert "<mark>left</mark>" in said
    assert "<script" not in said
    assert "&lt;script&gt;" in said
    [phrase] = find(actor(stone.tom), read('"left the visit"')).texts
    assert "<mark>visit</mark>" in " ".join(phrase.excerpts)


def test_a_phrase_is_looked_for_by_which_word_follows_which(stone):
    """Not by reading everything that has its words: the pairs are in the index, and no text can have their signs."""
    right = wrote(stone, "Then we left the visit early. We left.", on=TODAY - 2 * DAY)
    other = wrote(stone, "Early we left, then: the visit.", on=TODAY - DAY)
    long = wrote(stone, "left the visit " + "and on " * 20_000 + "the end")
    assert ids(stone.tom, '"left the visit"') == [long.pk, right.pk]
    assert ids(stone.tom, '"left the visit" -"and on"') == [right.pk]
    assert ids(stone.tom, '"left"') == [long.pk, other.pk, right.pk]
    assert ids(stone.tom, '"the left visit"') == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT kinwork_pairs(kinwork_findable_text('Left the visit,  left THE'))")
        [(pairs,)] = cursor.fetchall()
        cursor.execute("SELECT kinwork_narrowed('left'::tsquery, ARRAY['left the', 'left'])::text")
        [(narrowed,)] = cursor.fetchall()
    assert pairs[0] == pairs[3]  # left the, the visit, visit left, left the
    assert len(set(pairs)) == 3
    assert narrowed.count("'+") == 1
    assert ids(stone.tom, pairs[0]) == []


def test_what_is_added_is_found_at_once_and_so_is_what_other_rooms_write(stone, as_owner):
    entry = wrote(stone, "A note.")
    assert ids(stone.tom, "crocodile") == []
    amend_entry(actor(stone.tom), entry, stone.unit.pk, text="It was a crocodile.")
    assert ids(stone.tom, "crocodiles") == [entry.pk]
    meeting = meeting_of(stone.unit, stone.maureen)
    talk = discussion_of(stone.family, meeting, stone.maureen)
    Passage.objects.update_or_create(discussion=talk, part="situation", defaults={"text": "The walrus sleeps."})
    thought = Hypothesis.objects.create(
        family=stone.family, raised_in=talk, raised_by=stone.tom, statement="He fears the pelican."
    )
    call = Contact.objects.create(
        received_on=TODAY, source="2B", said="A heron.", family_knows="no", consent="given", taken_by=stone.tom,
        taken_at=timezone.now(),
    )  # fmt: skip
    About.objects.create(contact=call, position=0, who="child", family=stone.family)
    Addition.objects.create(contact=call, text="An egret, rather.", by=stone.tom, at=timezone.now())
    for word, (source, pk) in {
        "walrus": ("discussion", talk.pk), "pelicans": ("hypothesis", thought.pk), "egret": ("contact", call.pk),
    }.items():  # fmt: skip
        assert [(one.source, one.pk) for one in find(actor(stone.tom), read(word)).texts] == [(source, pk)], word
    Hypothesis.objects.filter(pk=thought.pk).update(statement="He fears the gull.")
    assert ids(stone.tom, "pelican") == []
    assert ids(stone.tom, "gull") == [thought.pk]
    with as_owner():
        assert FINDABLE.behind() == 0
        with connection.cursor() as cursor:
            cursor.execute("UPDATE find_findable SET stems = '' WHERE source = 'entry'")
        assert FINDABLE.behind() > 0
        FINDABLE.make_anew()
        assert FINDABLE.behind() == 0
    for statement in ("UPDATE find_findable SET stems = ''", "DELETE FROM find_findable"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_only_what_somebody_may_know_is_found_and_counted(stone, sign_in):
    hazel, staff = unit_with_staff("Hazel", "h")
    other = family_in(hazel, "Otherfam")
    theirs = wrote(stone, "An axolotl.", who=staff["grace"], family=other, unit=hazel)
    few = Audience(is_limited=True, readers=frozenset({stone.grace.pk}), why="A colleague.")
    mine = wrote(stone, "An axolotl and a secret.", audience=few)
    sight = wrote(stone, "Axolotl alone.", kind="visit", seen={stone.amy.pk: True})
    head = user("head")
    put_in_post(head, stone.unit, "gm")
    put_in_post(head, hazel, "gm")
    assert ids(stone.tom, "axolotl") == sorted([mine.pk, sight.pk], key=lambda pk: f"entry-{pk}-{stone.family.pk}")
    assert ids(stone.priya, "axolotl") == [sight.pk], "limited to others"
    assert find(actor(stone.priya), read("axolotl")).total == 1
    assert ids(stone.grace, "secret") == [mine.pk]
    assert ids(staff["grace"], "axolotl") == [theirs.pk], "another unit's"
    assert set(ids(head, "axolotl")) == {sight.pk, theirs.pk}
    change_audience(actor(stone.grace), mine, stone.unit.pk, Audience(), because="He has left.")
    assert ids(stone.priya, "secret") == [mine.pk]
    me = actor(stone.priya)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kinwork.sealed', %s, true)", [f"{{{stone.amy.pk}}}"])
    assert [one.pk for one in find(me, read("axolotl")).texts] == [mine.pk], "of a sealed child"
    restrict(
        actor(head), stone.family.pk, stone.unit.pk, cause="staff", words="A colleague.", guardian_id=head.pk,
        people=[stone.grace.pk],
    )  # fmt: skip
    nobody = find(actor(stone.priya), read("axolotl"))
    assert (nobody.texts, nobody.total, nobody.families) == ([], 0, [])
    assert not Findable.objects.filter(family_id=stone.family.pk).exists()
    assert sign_in(stone.priya).post(f"/family/{stone.family.pk}/find/", {"q": "axolotl"}).status_code == 404


def test_every_search_is_noted_and_words_that_tell_of_something_limited_are_not(stone, sign_in):
    wrote(stone, "The marmot slept.")
    wrote(stone, "A pangolin.", audience=Audience(is_limited=True, why="A colleague."))
    client = sign_in(stone.tom)
    page = client.post("/search/records/", {"q": "marmots", "order": "best"}).content.decode()
    assert "<mark>marmot</mark>" in page
    assert "Found 1 time." in page
    noted = AuditEvent.objects.filter(verb="searched").latest("pk")
    assert (noted.actor_id, noted.words) == (stone.tom.pk, "marmots")
    client.post(f"/family/{stone.family.pk}/find/", {"q": "pangolin"})
    assert AuditEvent.objects.filter(verb="searched").latest("pk").words == ""
    empty = client.post("/search/records/", {"q": '"marmots" slept', "since": "1/1/2020"}).content.decode()
    for words in ("Nothing was found", "Without quotation marks", "Take away the dates", "Try fewer"):
        assert words in empty
    assert "A word with a minus" in client.post("/search/records/", {"q": "-marmot"}).content.decode()
    long = client.post("/search/records/", {"q": "marmot " * 50})
    assert long.status_code == 422
    assert "takes 200 characters" in long.content.decode()


def test_the_index_answers_behind_row_security_and_nothing_is_read_one_by_one(stone, as_owner):
    """As the application: without the function PostgreSQL does not use the index; the function's statement does."""
    wrote(stone, "A capybara.")
    with as_owner(), connection.cursor() as cursor:  # so many that reading all of them is no way
        cursor.execute(
            "INSERT INTO find_findable"
            " (key, source, thing_id, family_id, kind, on_day, is_limited, people, stems, words)"
            " SELECT 'entry-x' || n, 'entry', -n, -n, 'note', current_date - n, false, '{}', said, said"
            " FROM generate_series(1, 5000) n, to_tsvector('simple', 'heron ' || n) said"
        )
        cursor.execute("ANALYZE find_findable")
    actor(stone.tom)
    straight = "EXPLAIN SELECT key FROM find_findable WHERE stems @@ 'capybara'::tsquery"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(straight)
        assert "findable_by_stems" not in str(cursor.fetchall()), "then the function would not be needed"
        cursor.execute(
            "EXPLAIN SELECT t.* FROM find_findable t WHERE t.key = ANY (ARRAY("
            "SELECT kinwork_find('capybara', '', NULL, '{}', NULL, NULL, NULL, NULL, 20)))"
        )
        plan = str(cursor.fetchall())
        assert re.search(r"Index Scan (on|using) find_findable_", plan)
        assert "Seq Scan on find_findable" not in plan
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("SELECT kinwork_find_statement('a', '', NULL, '{}', NULL, NULL, NULL, NULL, 20)")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for asked, index in (
            ("'capybara', '', NULL", "findable_by_stems"),
            ("'', 'capybara', NULL", "findable_by_words"),
            (f"'capybara', '', '{{{stone.family.pk}}}'", "findable_"),
        ):
            cursor.execute(f"SELECT kinwork_find_statement({asked}, '{{}}', NULL, NULL, NULL, NULL, 20)")
            [(statement,)] = cursor.fetchall()
            cursor.execute(f"EXPLAIN {statement}")
            plan = str(cursor.fetchall())
            assert index in plan
            assert "Seq Scan on find_findable" not in plan


def test_the_summary_that_stands_is_found_in_the_units_own_words(stone, as_owner):
    """The one before no longer; what it took up of an entry is found there; and nothing while it is being written."""
    involvement = Involvement.objects.get(family=stone.family)
    entry = wrote(stone, "Elderflower.")
    made = []
    for number, words in enumerate(("Damson jam.", "Quince jelly."), start=1):
        actor(stone.grace)
        at = {"put_by": stone.grace, "put_at": timezone.now()}
        one = Summary.objects.create(
            involvement=involvement, number=number, begun_by=stone.grace, begun_at=timezone.now()
        )
        SummaryPassage.objects.create(summary=one, part=Part.values[0], text=words, **at)
        SummaryPassage.objects.create(summary=one, part=Part.values[0], text="Elderflower.", entry=entry, **at)
        assert ids(stone.tom, words) == []
        actor(stone.grace)
        Summary.objects.filter(pk=one.pk).update(standing_on=TODAY, standing_by=stone.grace, standing_at=timezone.now())
        made.append(one)
        [found] = find(actor(stone.tom), read(words)).texts
        assert (found.source, found.pk, found.what, found.on) == ("summary", one.pk, "Summary", TODAY)
        assert "<mark>" in str(found.excerpts[0])
    assert ids(stone.tom, "damson") == []
    assert ids(stone.tom, "elderflower") == [entry.pk]
    assert ids(stone.tom, "quince", Within(kinds=("summary",))) == [made[1].pk]
    with as_owner():
        assert FINDABLE.behind() == 0


def test_more_than_a_thousand_are_found_and_said_to_be_more(stone, as_owner, sign_in):
    entry = wrote(stone, "Bilberry.")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "INSERT INTO record_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', 7000000 + n))).*"
            " FROM record_entry e, generate_series(1, 1005) n WHERE e.id = %s",
            [entry.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("SELECT kinwork_keep_findable(ARRAY[%s::bigint])", [stone.family.pk])
    found = find(actor(stone.tom), read("bilberry"), page=2)
    assert found.is_more
    assert found.total == 1001
    assert len(found.texts) == 20
    page = sign_in(stone.tom).post(f"/family/{stone.family.pk}/find/", {"q": "bilberry"}).content.decode()
    assert "More than 1,000" in page or "more than 1,000" in page
