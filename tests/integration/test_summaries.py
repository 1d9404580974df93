"""Where things stand: versions that stay, entries taken up and never leaked, two at once, and how much is recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import Authority
from kinwork.cases.queries import latest_involvement
from kinwork.children.models import Enquiry
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.meetings.actions.writing import Outdated
from kinwork.meetings.history import Typed
from kinwork.meetings.models import Passage
from kinwork.record.actions import Audience, Happened, amend_entry, change_audience, write_entry
from kinwork.summaries import levels, queries
from kinwork.summaries.actions import writing
from kinwork.summaries.actions.levels import agree_level, decline_level, propose_level
from kinwork.summaries.models import Level, Part, RecordingLevel, Summary, SummaryPassage
from tests.factories import PersonFactory, actor, discussion_of, family_in, meeting_of, unit_with_staff

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
REFUGE = "They moved to the refuge in Alder Street."
BREAD = "Ada bakes bread with both children on Sundays."
EVERYBODY = Audience()
HTML = {"HTTP_ACCEPT": "text/html"}
COLLEAGUE = "The uncle works in our own payroll office."


@pytest.fixture
def stone(rowan):
    """A family of Rowan with Ada, two children, and the father Mark; and three entries."""
    family = family_in(rowan.unit, "Quarrystone")
    rowan.mark = PersonFactory(given_name="Mark", family_name="Quarrystone")
    FamilyMember.objects.create(family=family, person=rowan.mark, role="father", lives_here=False, position=9)
    rowan.family = family
    rowan.bread = wrote(rowan, BREAD)
    rowan.refuge = wrote(rowan, REFUGE, audience=Audience(hidden_from=frozenset([rowan.mark.pk])))
    named = Audience(is_limited=True, readers=frozenset([rowan.grace.pk]), why="It is about a colleague.")
    rowan.colleague = wrote(rowan, COLLEAGUE, audience=named)
    return rowan


def wrote(scene, text: str, *, audience=EVERYBODY, **more):
    me = actor(scene.tom)
    return write_entry(me, scene.family.pk, scene.unit.pk, Happened("note", TODAY - 3 * DAY, text, **more), audience)


def by(scene, who) -> HeldFamily:
    return HeldFamily(scene.family, scene.unit.pk, actor(who))


def write(scene, who, part: str, text: str) -> None:
    """As a page does it, at a pause in typing."""
    held = by(scene, who)
    writing.begin(held)
    box = queries.draft_of(held.actor, held.pk)[part].own
    writing.save_passage(held, box.pk, box.version, Typed(text, held.actor.name))


def plain_sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(verb, *args, **more) -> str:
    with pytest.raises(ValidationError) as wrong, transaction.atomic():
        verb(*args, **more)
    return " ".join(wrong.value.messages)


def test_a_version_stands_as_it_is_and_the_next_one_begins_as_it_read(stone):
    tom, grace = by(stone, stone.tom), by(stone, stone.grace)
    assert "Say first how things stand" in refused(lambda: (writing.begin(tom), writing.make_standing(tom)))
    write(stone, stone.tom, Part.SITUATION, "Ada and the children live with her sister.")
    write(stone, stone.tom, Part.RISK, "# Now\nMark knows the school.")
    writing.fold_in(tom, stone.bread.pk, Part.STRENGTHS)
    writing.link(tom, stone.bread.pk, Part.RISK)
    assert queries.standing(tom.actor, tom.pk) is None, "a draft is no summary yet"
    first = writing.make_standing(tom)
    stands = queries.standing(grace.actor, grace.pk)
    assert (stands.pk, stands.on, stands.by) == (first.pk, TODAY, tom.actor.name)
    assert stands[Part.STRENGTHS].text == BREAD
    assert [one.pk for one in stands[Part.RISK].sources] == [stone.bread.pk]
    assert [part.text for part in (stands[Part.ANALYSIS], stands[Part.PLAN])] == ["", ""], "nothing is compulsory"

    # Nothing of it changes any more, by whatever way.
    passage = stands[Part.RISK].own
    typed = Typed("All is well.", tom.actor.name)
    assert "copy it into the next one" in refused(writing.save_passage, tom, passage.pk, passage.version, typed)
    for table, change in (("summarypassage", "text = 'All is well.'"), ("summarylink", "taken_out_at = now()")):
        with pytest.raises(IntegrityError, match="a standing summary stays"), transaction.atomic():
            plain_sql(f"UPDATE summaries_{table} SET {change} WHERE summary_id = %s", first.pk)

    # The next begins as this one reads; only what changed differs, and the earlier day can still be asked for.
    write(stone, stone.grace, Part.RISK, "# Now\nMark knows the school and the bus.")
    second = writing.make_standing(grace)
    assert second.number == first.number + 1
    now = queries.standing(tom.actor, tom.pk)
    assert now[Part.STRENGTHS].text == BREAD
    assert now[Part.SITUATION].text == stands[Part.SITUATION].text
    before = queries.version_before(tom.actor, now)
    assert before.pk == first.pk
    assert before[Part.RISK].text == "# Now\nMark knows the school."
    assert [one.by for one in queries.versions_of(tom.pk)] == [grace.actor.name, tom.actor.name]
    assert queries.standing(tom.actor, tom.pk, on=TODAY - DAY) is None


def test_two_who_write_at_once_lose_no_word_and_what_is_sent_twice_stands_once(stone):
    tom, priya = by(stone, stone.tom), by(stone, stone.priya)
    write(stone, stone.tom, Part.RISK, "Mark knows the school.")
    box = queries.draft_of(tom.actor, tom.pk)[Part.RISK].own
    hers = Typed("Ada is afraid. Mark knows the school.", priya.actor.name)
    writing.save_passage(by(stone, stone.priya), box.pk, box.version, hers)
    mine = Typed("Mark knows the school and the bus.", tom.actor.name, key="k1")
    saved = writing.save_passage(by(stone, stone.tom), box.pk, box.version, mine)
    assert saved.text == "Ada is afraid. Mark knows the school and the bus."
    assert saved.merged
    again = Typed(mine.text, mine.by, key="k2", tried=["k1"])
    assert writing.save_passage(by(stone, stone.tom), box.pk, box.version, again).text == saved.text
    # From a version that the history does not know, the page is asked for what it began from.
    with pytest.raises(Outdated), transaction.atomic():
        writing.save_passage(by(stone, stone.tom), box.pk, saved.version + 3, mine)
    # A third who makes it standing meanwhile: what comes too late is refused in words.
    writing.make_standing(priya)
    assert "What you typed is still here" in refused(writing.save_passage, tom, box.pk, saved.version, mine)


def test_words_of_an_entry_go_no_further_than_the_entry(stone, as_owner):
    tom = by(stone, stone.tom)
    write(stone, stone.tom, Part.RISK, "Mark does not know where they are.")
    writing.fold_in(tom, stone.refuge.pk, Part.SITUATION)
    writing.fold_in(tom, stone.bread.pk, Part.STRENGTHS)
    assert "its words stay in it" in refused(writing.fold_in, tom, stone.colleague.pk, Part.RISK)
    writing.link(tom, stone.colleague.pk, Part.RISK)
    writing.link(tom, stone.refuge.pk, Part.RISK)
    writing.make_standing(tom)

    # Hidden from Mark: in nothing that is made for him, and whoever makes that is told to look.
    for_mark = queries.standing_for(tom.actor, tom.pk, [stone.mark.pk])
    assert for_mark[Part.SITUATION].text == ""
    assert for_mark[Part.STRENGTHS].text == BREAD
    assert for_mark[Part.RISK].sources == []
    assert for_mark[Part.RISK].leans_on_hidden
    assert not for_mark[Part.STRENGTHS].leans_on_hidden
    for_nobody = queries.standing_for(tom.actor, tom.pk, [])
    assert for_nobody[Part.SITUATION].text == REFUGE
    assert [one.pk for one in for_nobody[Part.RISK].sources] == [stone.refuge.pk], "nothing limited in what is made"

    # Limited: the link is there for who is named, and for nobody else, whether asked here or by plain SQL.
    assert stone.colleague.pk in queries.standing(by(stone, stone.grace).actor, tom.pk).entry_ids
    priya = by(stone, stone.priya)
    assert stone.colleague.pk not in queries.standing(priya.actor, tom.pk).entry_ids
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM summaries_summarylink WHERE entry_id = %s", [stone.colleague.pk])
        assert cursor.fetchone() == (0,)

    # Restricted only later: what was folded in weeks ago follows, in the standing version and its history.
    tom = by(stone, stone.tom)
    change_audience(
        tom.actor, stone.bread, stone.unit.pk,
        Audience(is_limited=True, readers=frozenset([stone.grace.pk]), why="The neighbour must not be known."),
    )  # fmt: skip
    priya = by(stone, stone.priya)
    assert BREAD not in queries.standing(priya.actor, tom.pk).words
    assert not SummaryPassage.objects.filter(entry_id=stone.bread.pk).exists()
    # The next version is begun by who does not know: without. By who knows: as a link, for its words are no one else's.
    writing.begin(priya)
    assert stone.bread.pk not in queries.draft_of(by(stone, stone.tom).actor, tom.pk).entry_ids
    writing.make_standing(by(stone, stone.priya))
    tom = by(stone, stone.tom)
    with pytest.raises(IntegrityError, match="words of an entry for named staff"), transaction.atomic():
        SummaryPassage.objects.create(
            summary=writing.begin(tom), part=Part.RISK, entry=stone.colleague, text=COLLEAGUE,
            put_by=stone.tom, put_at=timezone.now(),
        )  # fmt: skip


def test_an_entry_of_another_family_is_not_taken_up_and_who_has_no_business_here_writes_nothing(stone):
    tom = by(stone, stone.tom)
    other = family_in(stone.unit, "Otherfam")
    theirs = write_entry(tom.actor, other.pk, stone.unit.pk, Happened("note", TODAY, "Elsewhere."))
    assert "not in the family’s record" in refused(writing.link, tom, theirs.pk, Part.RISK)
    with pytest.raises(IntegrityError, match="its own family"), transaction.atomic():
        writing.begin(tom).links.create(part=Part.RISK, entry=theirs, put_by=stone.tom, put_at=timezone.now())
    _, elm = unit_with_staff("Elm", "elm-")
    with pytest.raises(NotAllowed):
        writing.begin(by(stone, elm["tom"]))
    # What is taken out can be taken up again; nothing is deleted.
    tom = by(stone, stone.tom)
    writing.fold_in(tom, stone.bread.pk, Part.RISK)
    amend_entry(tom.actor, stone.bread, stone.unit.pk, text="It was Saturdays.")
    [folded] = queries.draft_of(tom.actor, tom.pk)[Part.RISK].folded
    assert folded.source.is_amended
    writing.take_out(tom, stone.bread.pk, Part.RISK)
    assert queries.draft_of(tom.actor, tom.pk)[Part.RISK].folded == []
    writing.fold_in(tom, stone.bread.pk, Part.RISK)
    assert queries.draft_of(tom.actor, tom.pk)[Part.RISK].text == f"{BREAD}\n\nIt was Saturdays."
    assert Summary.objects.count() == 1


def test_a_level_is_proposed_by_anyone_and_signed_by_who_decides(stone):
    tom, grace = by(stone, stone.tom), by(stone, stone.grace)
    assert levels.recording_of(tom.pk, TODAY).level == Level.FULL
    assert "Say why this level" in refused(propose_level, tom, Level.SUMMARY, because=" ")
    proposal = propose_level(tom, Level.SUMMARY, because="Steady work.")
    stands = levels.recording_of(tom.pk, TODAY)
    assert stands.agreed is None
    assert stands.waiting.proposed_by == tom.actor.name
    assert stands.level == Level.FULL
    with pytest.raises(NotAllowed):
        agree_level(tom, proposal.pk)
    assert "Say why not" in refused(decline_level, grace, proposal.pk, because="")
    decline_level(grace, proposal.pk, because="Not before the conference.")
    assert "answered in the meantime" in refused(agree_level, grace, proposal.pk)

    # Whoever decides agrees with the same press; from a later day it holds from then.
    propose_level(grace, Level.SUMMARY, because="The plan works, and three of us see them.")
    propose_level(grace, Level.FULL, because="A conference is near", from_on=TODAY + 7 * DAY)
    stands = levels.recording_of(tom.pk, TODAY)
    assert stands.level == Level.SUMMARY
    assert not stands.contradicts
    words = f"analytic summary, agreed by {grace.actor.name} on"
    assert stands.words(TODAY).startswith(words)
    assert "because the plan works, and three of us see them." in stands.words(TODAY)
    assert levels.recording_of(tom.pk, TODAY + 7 * DAY).level == Level.FULL

    # An enquiry: what was agreed stands, with a flag; without an agreement the full log would hold.
    child = stone.family.members.filter(is_child=True).first().person
    Enquiry.objects.create(
        person=child, involvement=latest_involvement(tom.pk), started_on=TODAY - DAY, recorded_by=stone.grace,
        recorded_at=timezone.now(),
    )  # fmt: skip
    stands = levels.recording_of(tom.pk, TODAY)
    assert stands.contradicts
    assert "section 47 enquiry" in stands.grounds[0]
    Authority.objects.update(recording=Level.SUMMARY)
    fresh = family_in(stone.unit, "Freshfam")
    assert levels.recording_of(fresh.pk, TODAY).level == Level.SUMMARY
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE summaries_recordinglevel SET answered_because = 'x' WHERE id = %s", [proposal.pk])


def test_the_pages_lead_from_what_was_said_and_recorded_to_what_stands(stone, sign_in):
    """Sentences of the meeting are taken over, an entry is put in by a key, the version stands, the minute says so."""
    talk = discussion_of(stone.family, meeting_of(stone.unit, stone.maureen), stone.maureen)
    sentences = {"situation": "Ada is at her sister’s with both.", "current_risk": "Mark may find the school."}
    for part, text in sentences.items():
        Passage.objects.filter(discussion=talk, part=part).update(text=text)
    at = f"/family/{stone.family.pk}"
    tom = sign_in(stone.tom)
    assert "No summary has been written yet" in tom.get(f"{at}/").content.decode()
    assert "Use both sentences in the summary" in tom.get(f"/discussion/{talk.pk}/").content.decode()
    answer = tom.post(f"{at}/summary/take-over/", {"discussion": talk.pk}, headers={"HX-Request": "true"})
    assert "They are in the summary now" in answer.content.decode()
    with CaptureQueriesContext(connection) as few:
        editor = tom.get(f"{at}/summary/write/").content.decode()
    assert BREAD in editor
    assert "Said in the meeting" not in editor, "it says so already"
    assert "named staff only" in editor, "Tom wrote it"
    answer = tom.post(
        f"{at}/summary/entry/{stone.bread.pk}/fold/", {"part": "strengths"}, headers={"HX-Request": "true"}
    )
    assert "In strengths" in answer.content.decode()
    answer = tom.post(
        f"{at}/summary/entry/{stone.colleague.pk}/fold/", {"part": "risk"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 422
    assert "its words stay in it" in answer.content.decode()
    box = queries.draft_of(by(stone, stone.tom).actor, stone.family.pk)[Part.PLAN].own
    said = {"box": "summary", "id": box.pk, "version": box.version, "text": "Ask her sister."}
    answer = tom.post(f"{at}/summary/save/", said, content_type="application/json")
    assert answer.json() == {"version": box.version + 1}
    assert tom.post(f"{at}/summary/save/", {"box": "x"}, content_type="application/json").status_code == 400
    assert tom.get(f"{at}/summary/box/summary/{box.pk}/?since=0").json()["text"] == "Ask her sister."
    assert "Ask her sister." in tom.get(f"{at}/summary/history/{box.pk}/").content.decode()
    for n in range(30):
        wrote(stone, f"Something more, {n}.")
    with CaptureQueriesContext(connection) as many:
        tom.get(f"{at}/summary/write/")
    assert len(many) <= len(few) + 1, "however much there is"
    assert tom.post(f"{at}/summary/stand/").status_code == 302

    # It is read by whoever answers the telephone; with all that is recorded since, it is out of date.
    grace = sign_in(stone.grace)
    for path in ("/", "/summary/"):
        page = grace.get(at + path).content.decode()
        assert "Ada is at her sister’s with both." in page
        assert stone.tom.full_name in page
    wrote(stone, "And one more.")
    minute = grace.get(f"/discussion/{talk.pk}/minute/").content.decode()
    assert "What changed in the summary" in minute
    assert "<ins>Ask her sister.</ins>" in minute
    assert BREAD not in minute, "what comes of an entry goes no further than the entry"
    Authority.objects.update(summary_entries=1)
    assert "It is out of date" in grace.get(f"{at}/").content.decode()
    unit = grace.get(f"/unit/{stone.unit.pk}/summaries/").content.decode()
    assert "Quarrystone" in unit
    assert grace.get(f"{at}/summary.pdf").content.startswith(b"%PDF")

    # Who proposes, who signs.
    proposed = {"level": "summary", "because": "Steady work.", "from_on": ""}
    assert sign_in(stone.tom).post(f"{at}/recording/", {**proposed, "because": ""}).status_code == 422
    assert sign_in(stone.tom).post(f"{at}/recording/", proposed).status_code == 302
    [waiting] = RecordingLevel.objects.filter(answer="")
    assert sign_in(stone.tom).post(f"{at}/recording/answer/{waiting.pk}/agree/", **HTML).status_code == 403
    assert "Analytic summary is proposed" in sign_in(stone.grace).get(f"{at}/").content.decode()
    assert sign_in(stone.grace).post(f"{at}/recording/answer/{waiting.pk}/decline/", {}).status_code == 422
    assert sign_in(stone.grace).post(f"{at}/recording/answer/{waiting.pk}/agree/").status_code == 302
    for path in ("/", "/entries/", "/entries/new/"):
        assert "analytic summary, agreed by Grace" in sign_in(stone.priya).get(at + path).content.decode()
    assert "agreed by" in sign_in(stone.priya).get(f"{at}/recording/").content.decode()
