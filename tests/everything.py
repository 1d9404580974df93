"""A scene in which there is something of everything, and one person who may do all: for the crawls over all addresses.

``PARTS`` of an address are its words between angle brackets; a scene says by which value each is filled, for all
addresses that begin alike (``Places``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.models import GraveChange, User
from kinwork.access.roles import ROLES
from kinwork.accounts.bootstrap import service_team
from kinwork.api import actions as partner_systems
from kinwork.approvals.models import Approval
from kinwork.bundles import actions as bundles
from kinwork.cases.actions import note_date
from kinwork.cases.models import Involvement
from kinwork.children.deciding import DecidedStatus, decide_status
from kinwork.children.kinds import KINDS
from kinwork.children.models import AdopterHousehold, Sealing
from kinwork.children.recording import end_fact, record_facts
from kinwork.confidentiality import access_grants
from kinwork.documents import actions as documents
from kinwork.evaluation.actions import note_answer
from kinwork.faces import actions as faces
from kinwork.faces import keeping, linking
from kinwork.families import actions as relations
from kinwork.families import ties
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family, FamilyMember
from kinwork.formal_meetings.actions import arranging
from kinwork.formal_meetings.actions.arranging import Arranged
from kinwork.formal_meetings.models import Invitation
from kinwork.front_door.actions import contacts, decisions, drafts
from kinwork.front_door.models import About
from kinwork.measures import actions as measures
from kinwork.measures.planning import plan_measure
from kinwork.meetings.actions import discussing, tasks
from kinwork.meetings.actions.meeting import bring_to_next_meeting
from kinwork.meetings.models import AgendaItem, Meeting
from kinwork.national_returns import actions as returns
from kinwork.national_returns import looking
from kinwork.national_returns.models import Finding, Sent
from kinwork.obligations.actions import set_period
from kinwork.obligations.calendar_days import add_closing_days, add_term
from kinwork.obligations.models import Obligation
from kinwork.obligations.rebuilding import begin_recounting
from kinwork.observation import actions as observing
from kinwork.observation import coding
from kinwork.observation import rules as observing_rules
from kinwork.observation.models import As as CodesAs
from kinwork.observation.models import Coding, Feedback
from kinwork.origins.actions import bringing
from kinwork.origins.reading import Read
from kinwork.people import actions as people
from kinwork.people.models import Address, Contact, OtherName, Person, SafetyWarning
from kinwork.plans.actions import agreeing, planning, steps
from kinwork.record.actions import Happened, write_entry
from kinwork.record.sharing import share
from kinwork.retention import actions as retention
from kinwork.search import merging
from kinwork.service_figures import actions as service_figures
from kinwork.studies import planning as planning_a_study
from kinwork.studies.models import InRelease, Plan, Release
from kinwork.summaries.actions.levels import propose_level
from kinwork.surveys import actions as surveys
from kinwork.training import actions as training
from kinwork.training import coaching
from kinwork.training.shipped import programmes
from kinwork.transfers import actions as transfers
from kinwork.units.actions import name_deputy
from kinwork.units.authority_templates import AUTHORITY_TEMPLATES
from kinwork.units.models import Absence, DutyTurn, Unit
from tests.factories import PersonFactory, actor, discussion_of, family_in, put_in_post, tone, unit_with_staff, user


def family_with_everything(rowan, mark: str, meeting):
    """A family in whose every text and name there is the mark; and the ids by which addresses name parts of it."""
    me, family = actor(rowan.grace), family_in(rowan.unit, mark, children=0)
    child = PersonFactory(given_name=f"{mark}kid", family_name=mark)
    mother = PersonFactory(given_name=f"{mark}mum", family_name=mark, born_on=date(1988, 4, 1))
    FamilyMember.objects.create(family=family, person=child, role="child", is_child=True, position=8)
    FamilyMember.objects.create(family=family, person=mother, role=mark, position=9)
    talk = discussion_of(family, meeting, rowan.maureen)
    hypothesis = discussing.raise_hypothesis(me, talk, statement=mark)
    conversation = discussing.plan_conversation(me, talk, purpose=mark)
    decision = discussing.draft_decision(me, talk, words=mark, reason=mark)
    task = tasks.give_task(me, rowan.unit.pk, family.pk, what=mark, owner_id=rowan.grace.pk, discussion=talk)
    at = relations.EditContext(family, rowan.unit.pk, me, mark)
    relations.add_child(at, [mother], child)
    tie = ties.add_tie(at, ties.Said(on=timezone.localdate().isoformat(), part="community", name=mark, role=mark))
    name, address, secret, contact, warning, *_ = people.note(
        people.InRecord(me, family.pk, rowan.unit.pk),
        [
            OtherName(person=child, given_name=f"{mark}o"),
            Address(person=child, lines=mark),
            Address(person=child, lines=f"{mark} hidden", is_confidential=True),
            Contact(person=child, kind="other", value=mark, safe="no"),
            SafetyWarning(person=child, kind="dogs", words=mark, review_on=meeting.held_on),
        ],
    )
    entry = write_entry(me, family.pk, rowan.unit.pk, Happened("note", timezone.localdate(), mark))
    held = HeldFamily(family, rowan.unit.pk, me)
    document = documents.begin(
        held, layout_key="first_visit_pack", child_ids=[child.pk], reader_ids=[], token=uuid4()
    )  # fmt: skip
    said = documents.comment(held, document, section="why", text=mark)
    face = faces.begin(held, kind="letter", person_id=mother.pk, token=uuid4())
    faces.write(held, face, "letter", f"{mark}letter", leans_on=(), version=0)
    spoken = faces.comment(held, face, section="letter", text=mark, said_by=mark)
    given = faces.give(
        held, face, on=timezone.localdate(), how=mark, is_draft=True, language="",
        seen=faces.composed(held, face).print(),
    )  # fmt: skip
    keeping.keep(
        held, child, text=f"{mark}den", title=mark, whose=mark, said_on=timezone.localdate(), for_others=False,
        token=uuid4(),
    )  # fmt: skip
    bring_to_next_meeting(HeldFamily(family, rowan.unit.pk, me), kind="crisis", words=mark)
    until = timezone.localdate()
    sent = linking.ask_by_link(held, name=mark, agency=mark, asks=mark, until=until, face=face)
    ids = {
        "links": sent.link.pk,
        "family_id": family.pk, "unit_id": rowan.unit.pk, "meeting_id": meeting.pk, "discussion_id": talk.pk,
        "item_id": AgendaItem.objects.get(family=family).pk, "user_id": rowan.tom.pk, "person_id": child.pk,
        "attendance_id": meeting.attendance.first().pk, "hypothesis": hypothesis.pk, "decision": decision.pk,
        "conversation": conversation.pk, "task": task.pk, "member": child.memberships.get().pk, "tie_id": tie.pk,
        "name": name.pk, "address": address.pk, "confidential": secret.pk, "contact": contact.pk,
        "documents": document.pk, "comment": said.pk, "writing": 1, "warning": warning.pk,
        "plain": face.pk, "spoken": spoken.pk, "given": given.pk,
        "entries": entry.pk, "mother": mother.pk,
    }  # fmt: skip
    return family, ids


def with_every_role(who: User, unit: Unit) -> User:
    """In each post: of the unit where it lets its holder do something there, else of the whole service."""
    for key, role in ROLES.items():
        put_in_post(who, unit if role.permissions else service_team(), key)
    return who


def planned_study(who: User, family: Family) -> Plan:
    """A study for which this family was drawn and agreed, with data that was given."""
    today, me = timezone.localdate(), actor(who)
    plan = planning_a_study.plan_study(
        me, template="2014-families-over-time", name="Families over time", purpose="To know.", begins=today,
        ends=today + timedelta(days=420),
    )  # fmt: skip
    planning_a_study.change_design(me, plan.study, plan.design | {"rules": []})
    planning_a_study.write_wording(me, plan.study, "You need not take part.")
    planning_a_study.start(me, plan.study)
    plan = planning_a_study.draw(me, plan.study, 1)
    assert plan.study.participants.filter(family=family).exists()
    drawn = plan.study.participants.get(family=family)
    note_answer(me, plan.study, family.pk, drawn.unit_id, answer="agreed", on=today, said_by="Ada")
    made = Release.objects.create(
        study=plan.study, number=1, choices={}, findings=[], families=5, withheld=0, sha256="0" * 64, content=b"",
        by=who, at=timezone.now(),
    )  # fmt: skip
    InRelease.objects.create(release=made, participant=drawn)
    return plan


def _before(days: int) -> str:
    day = timezone.localdate() - timedelta(days=days)
    return f"{day.day}/{day.month}/{day.year}"


def sealed_record(rowan: SimpleNamespace, guardian: User, client: Any) -> Sealing:
    """The record of a child who was adopted, sealed; told on the pages, step by step."""
    family = family_in(rowan.unit, "Thornfield", opened=timezone.localdate() - timedelta(days=500))
    child = family.members.filter(is_child=True).first().person
    Person.objects.filter(pk=child.pk).update(born_on=timezone.localdate() - timedelta(days=1200), sex="female")
    client.force_login(rowan.tom, backend="allauth.account.auth_backends.AuthenticationBackend")
    at = f"/family/{family.pk}"
    about = {"children": [child.pk]}

    def told(path: str, said: dict[str, Any]) -> None:
        answer = client.post(f"{at}{path}", said)
        assert answer.status_code == 302, (path, re.sub(r"\s+", " ", answer.content.decode())[:9000])

    told("/facts/episode/", {**about, "started_on": _before(400), "source": "6", "need": "N1"})
    status = {"person": child.pk, "decided_by": "The court", "reason": "Placement order.", "status": "lac"}
    told("/status/", {**status, "category": "E1", "placed": "Odalys", "on": _before(300)})
    told("/facts/adoption_decision/", {**about, "started_on": _before(290)})
    told("/adopters/", {
        "first_given_name": "Odalys", "first_family_name": "Zephyrine", "first_sex": "female",
        "second_given_name": "Quill", "second_family_name": "Zephyrine", "second_sex": "male",
        "adopters_status": "L11", "approved_on": _before(320), "enquired_on": _before(600),
    })  # fmt: skip
    household = AdopterHousehold.objects.get()
    told("/facts/adoption_match/", {**about, "household_id": household.pk, "on": _before(280)})
    told(f"/child/{child.pk}/adopted/", {
        "on": _before(3), "household_id": household.pk, "court": "The family court", "new_given_name": "Wren",
        "new_family_name": "Zephyrine", "guardian": guardian.pk,
    })  # fmt: skip
    actor(guardian)
    return Sealing.objects.get()


class Places:
    """By what each word in angle brackets of an address is filled: as the longest beginning of the address says."""

    def __init__(self, ids: dict[str, Any]) -> None:
        self.ids, self.said = ids, {}

    def at(self, start: str, **values: Any) -> None:
        self.said.setdefault(start, {}).update(values)

    def knows(self, address: str) -> bool:
        """Whether it was said by what each of its words is filled."""
        return "<" in address and next(self.paths(address), None) is not None

    def paths(self, address: str) -> Iterator[str]:
        """The address with each of the values of its words; nothing where a word is not known."""
        words = re.findall(r"<\w+:(\w+)>", address)
        found = []
        for word in words:
            starts = [start for start, values in self.said.items() if address.startswith(start) and word in values]
            if not starts and word not in self.ids:
                return
            value = self.said[max(starts, key=len)][word] if starts else self.ids[word]
            found.append(value if isinstance(value, list) else [value])
        for values in product(*found):
            filled = dict(zip(words, values, strict=True))
            yield re.sub(r"<\w+:(\w+)>", lambda m, filled=filled: str(filled[m[1]]), address)


def everything(rowan: SimpleNamespace, meeting: Meeting, family: Family, ids: dict[str, Any], who: User) -> Places:
    """What the other rooms hold of a ``family_with_everything``, for somebody ``with_every_role``; and where it is."""
    today, day = timezone.localdate(), timedelta(days=1)
    child, mother = Person.objects.get(pk=ids["person_id"]), Person.objects.get(pk=ids["mother"])
    me, tom, grace = actor(who), actor(rowan.tom), actor(rowan.grace)
    actor(rowan.grace)
    held = HeldFamily(family, rowan.unit.pk, grace)
    involvement = Involvement.objects.get(family=family)
    of = "/family/<id:family_id>"
    places = Places({name: value for name, value in ids.items() if name.endswith("_id")})

    # What the authority sets, and whom it employs
    actor(who)
    term = add_term(me, name="Autumn", first=today - 30 * day, last=today + 30 * day)
    [closing, *_] = add_closing_days(me, name="Closed", first=today + 40 * day, last=today + 46 * day)
    rule = set_period(me, "CP-VISIT", period="10 working days", source="Procedures", from_=today - 90 * day)
    counted = begin_recounting(me, "a period changed")
    days = DateRange(today, today + 7 * day)
    turn = DutyTurn.objects.create(unit=rowan.unit, during=days)
    deputy = name_deputy(grace, rowan.unit, rowan.tom, first_day=today, last_day=today + 7 * day)
    away = Absence.objects.create(unit=rowan.unit, user=rowan.priya, arranged_by=who, during=days)
    places.at("/authority/periods/", pk=rule.pk)
    places.at("/authority/terms/", what=["term", "closed"], pk=[term.pk, closing.pk])
    places.at("/authority/working-out/", pk=counted.pk)
    places.at("/authority/duty/", pk=turn.pk)
    places.at("/authority/template/", key=next(iter(AUTHORITY_TEMPLATES)))
    places.at("/authority/unit/<id:unit_id>/posts/", pk=rowan.tom.holdings.get().post_id)
    places.at("/unit/<id:unit_id>/people/", pk=rowan.tom.holdings.get().pk)
    places.at("/unit/<id:unit_id>/people/deputy/", pk=deputy.pk)
    places.at("/unit/<id:unit_id>/people/absence/", pk=away.pk)
    places.at("/unit/<id:unit_id>/fidelity/", key=["met", "there"])
    places.at("/unit/<id:unit_id>/chain/", key=["clinician", "training"])
    places.at("/units/chain/", key=["clinician", "training"])
    programme = training.take_up(me, programmes()["elsewhere"])
    training.note_days(me, programme, [(rowan.tom.pk, 1, today)])
    kind = {"user_id": who.pk, "with_user_id": None, "with_name": "Coach", "kind": "coaching", "on": today}
    places.at("/training/", programme_id=programme.pk, pk=programme.days.get().attendances.get().pk)
    places.at("/training/take-up/", key="family-approach")
    places.at("/my-training/", pk=training.note_session(me, **kind).pk)
    practised = coaching.agree(
        me, user_id=who.pk, with_user_id=None, with_name="Coach", what="Circular questions", due=today
    )
    places.at("/my-training/practise/", pk=practised.pk)
    put_in_post(joined := user("joined"), rowan.unit, "sw", since=today)
    places.at("/unit/<id:unit_id>/training/", user_id=joined.pk)
    places.at("/accounts/", user_id=rowan.leah.pk, verb=["disable", "enable", "invite"])
    places.at("/layouts/", key="conference_report")
    system = partner_systems.make_system(me, {
        "name": "Sentinel", "organisation": "Fenmoor Police", "answers_for_it": "Ann Day",
        "reach_them": "01223 496 0101", "purpose": "To ask.", "agreement": "ISA 12", "source": "6",
        "calls_a_minute": 60,
    })  # fmt: skip
    partner_systems.agree(me, system, ["families:read"])
    issued = partner_systems.issue_token(me, system, scopes=["families:read"], ends_on=today + 9 * day, networks=[])
    places.at("/authority/systems/", pk=system.pk, token_id=issued.token.pk)
    figure = service_figures.enter_figure(me, figure="population", on=today, value=Decimal(90), source="Estimate")
    milestone = service_figures.enter_milestone(me, on=today - 400 * day, words="Began", is_start=True)
    service_figures.count_now(me)
    places.at("/indicators/", key=["discussed", "agency"])
    places.at("/indicators/figures/", figure_id=figure.pk, milestone_id=milestone.pk)
    places.at(f"{of}/person/<id:person_id>/confidential/", pk=ids["confidential"])
    for start in (f"{of}/entries/", f"{of}/chronology/entry/"):
        places.at(start, pk=ids["entries"])
    for start in ("/meeting/<id:meeting_id>/box/", "/discussion/<id:discussion_id>/box/"):
        places.at(start, box="hypothesis.statement", pk=ids["hypothesis"], version=1)

    # The child's own record
    actor(rowan.grace)
    [assessed] = record_facts(held, involvement, KINDS["assessment"], [child.pk], {"started_on": today - 50 * day})
    places.at(f"{of}/facts/", key="assessment", pk=assessed.pk)
    decided = decide_status(
        grace, involvement, rowan.unit.pk,
        DecidedStatus(
            person_id=child.pk, status="cp", category="NEG", placed="", on=today - 9 * day,
            decided_by="A conference", reason="Agreed there.",
        ),
    )  # fmt: skip
    places.at(f"{of}/status/", pk=decided.pk)
    actor(rowan.tom)
    brother = family.members.create(person=PersonFactory(), role="child", is_child=True, position=12).person
    looked = HeldFamily(family, rowan.unit.pk, tom)
    [other] = record_facts(looked, involvement, KINDS["assessment"], [brother.pk], {"started_on": today - 40 * day})
    end_fact(looked, KINDS["assessment"], other, on=today, said_by="", values={"factors": []})
    approval = Approval.objects.latest("pk")
    places.at("/approvals/", pk=approval.pk)
    actor(who)
    change = GraveChange.objects.latest("pk")
    places.at("/changes/", pk=change.pk)
    owed = Obligation.objects.filter(involvement=involvement, is_open=True).first()
    places.at(f"{of}/due/", rule=owed.rule)
    places.at(f"{of}/genogram/", what="child", who=f"p{child.pk}", kind="tie")
    places.at(f"{of}/genogram/draw/", what=["child", "partner", "parent", "sibling"])
    places.at(f"{of}/genogram/turn/", what=["back", "again"])
    places.at(f"{of}/network/", what=["end", "heard", "never"])
    places.at(f"{of}/network/turn/", what=["back", "again"])

    # Meetings with others, plans, summaries
    arranged = arranging.arrange(
        held, involvement,
        Arranged(kind="core_group", children=[child.pk], on=today + 5 * day, place="Town hall",
                 asked=[]), token=uuid4(),
    )  # fmt: skip
    asked = Invitation.objects.create(
        meeting=arranged, person=mother, name="Ada", reach="07700 900377", part="family", invited_by=rowan.tom,
        invited_at=timezone.now(),
    )  # fmt: skip
    mine = Invitation.objects.create(
        meeting=arranged, user=who, name="Manager", part="manager", invited_by=rowan.tom, invited_at=timezone.now()
    )
    places.at(
        f"{of}/meetings/", pk=arranged.pk, part=["about", "people", "reports", "views", "agreed", "after"],
        invitation_id=asked.pk, box="formal.notes", row_id=arranged.pk, version=1, kind=arranged.row.next[0],
    )  # fmt: skip
    places.at("/my-meetings/", pk=mine.pk)
    noted = note_date(held, involvement, kind="court", on=today + 9 * day, note="Town hall")
    places.at(f"{of}/date/", pk=noted.pk)
    aim = planning.add_aim(held, words="We sleep at night.", said_by="Ada")
    agreed = agreeing.agree(held, on=today, agreed_with="Ada")
    places.at(f"{of}/plan/", pk=agreed.plan_id)
    places.at(f"{of}/plan/agreed/", pk=agreed.pk)
    places.at(f"{of}/plan/<slug:what>/", what="agreed", pk=agreed.pk)
    places.at(f"{of}/plan/aim/", pk=aim.pk)
    step = steps.make_step(held, aim.pk, what="Ring the aunt", owner_id=rowan.tom.pk)
    places.at(f"{of}/plan/step/", pk=step.pk)
    level = propose_level(looked, "summary", because="Little happens.")
    places.at(f"{of}/recording/answer/", pk=level.pk, answer=["agree", "decline"])
    places.at(f"{of}/summary/entry/", pk=ids["entries"], how=["link", "fold", "out"])
    places.at(f"{of}/child/<id:person_id>/own-page/", kind=["txt", "html"])

    # What is written
    places.at(
        f"{of}/documents/", pk=ids["documents"], section="why", comment=ids["comment"], writing=ids["writing"]
    )  # fmt: skip
    places.at(f"{of}/plain/", pk=ids["plain"], section="letter", comment=ids["spoken"], given=ids["given"])
    places.at(f"{of}/links/", pk=ids["links"])
    text = bringing.bring_in(
        tom, family.pk, rowan.unit.pk, uuid4(),
        bringing.Brought(kind="transcript", on=today - day, passages=[Read("One."), Read("Two.")]), bringing.EVERYBODY,
    )  # fmt: skip
    places.at(
        f"{of}/brought-in/", pk=text.pk, passage=text.passages.first().pk, verb=["kept", "corrected", "struck", "undo"]
    )

    # From the front door to the archive
    said = {"received_on": today, "source": "2B", "agency_name": "", "said": "A bruise.", "family_knows": "no",
            "consent": "given"}  # fmt: skip
    contact, asking = (
        contacts.take_contact(
            me, uuid4(),
            contacts.Taken(said, "Jean", "01632", [About(who="child", given_name="Mia", family_name="Kestrel")], {}),
        ) for _ in "12"
    )  # fmt: skip
    reason = decisions.Decided(level="referral", reason="To be seen.", on=today, by_id=who.pk, consent="given")
    decisions.decide(me, contact, [one.pk for one in contact.about.all()], reason)
    places.at("/contacts/", pk=asking.pk, about_id=asking.about.get().pk)
    places.at("/contacts/<id:pk>/unit/", pk=contact.pk, about_id=contact.about.get().pk)
    draft = drafts.keep_draft(me, uuid4(), {"said": "A bruise."}, page="one", version=0)
    places.at("/contacts/draft/", pk=draft.pk)
    birch, others = unit_with_staff("Birch", "b")
    offered = transfers.offer(held, involvement, birch, why="They moved.", wanted_from=today)
    places.at("/transfers/", pk=offered.pk)
    shared = share(
        grace, family.pk, rowan.unit.pk, user_id=who.pk, entry_ids={ids["entries"]}, words="Core group",
        until=today + 9 * day,
    )  # fmt: skip
    places.at(f"{of}/sharing/", pk=shared.pk)
    opened = access_grants.open_with_reason(actor(others["tom"]), family.pk, reason="duty", words="They rang.")
    places.at("/reviews/", opening_id=opened.pk)
    actor(who)
    hold = retention.place_hold(me, scope="family", asked_by="The inquiry", reason="Asked for.", family_id=family.pk)
    places.at("/records/holds/", hold_id=hold.pk)
    asked_for = bundles.register_request(
        me, child, bundles.Asked(asked_by="Mia", asked_as="self", received_on=today, handler_id=rowan.tom.pk)
    )
    bundles.prepare(tom, asked_for)
    places.at("/access-request/", request_id=asked_for.pk, do=["handler", "check", "end", "make", "prepare"])
    court = bundles.make_court_bundle(
        grace, family.pk, rowan.unit.pk, title="Final hearing", court="ZW26C00123",
        chosen=[bundles.Chosen("entries", "F", (today.year * 100 + today.month,))],
    )  # fmt: skip
    places.at("/bundle/", bundle_id=court.pk)
    looked = returns.look_now(me, keeps="cin")
    looking.look(looked.pk)
    places.at("/returns/sent/", pk=Sent.objects.latest("pk").pk)
    finding = Finding.objects.filter(family=family).latest("pk")
    places.at("/unit/<id:unit_id>/returns/", pk=finding.pk)
    one, same = (PersonFactory(given_name="Same", family_name="One") for _ in "12")
    for person in (one, same):
        family.members.create(person=person, role="aunt", position=11)
    merged = merging.merge(me, one, same)
    places.at("/merging/", pk=merged.pk)
    refused, asked = (
        measures.begin(
            held, instrument=key, who=str(mother.pk), about=None, occasion="start", how="interview", interpreter="",
            language="", token=uuid4(),
        )
        for key in ("life-rating", "score-15")
    )  # fmt: skip
    refusal = measures.would_rather_not(grace, refused)
    assert refusal is not None
    places.at(f"{of}/measures/", pk=asked.pk, step=["1", "all", "end"], instrument="score-15", refusal=refusal.pk)
    planned = plan_measure(
        grace, rowan.unit, instrument="score-15", asked_of="parent", at_start=True, at_review=True, at_end=True,
        every_weeks="12",
    )  # fmt: skip
    survey = surveys.make_round(
        me, name="Our work", purpose="To learn.", instruments=["swwff-staff-experiences", "time-use"],
        unit_ids=[rowan.unit.pk], roles=["csw", "sw", "cp", "clinician", "uc"], asks_words=True, opens_on=None,
        closes_on=today + timedelta(days=9), remind_on=None,
    )  # fmt: skip
    places.at("/surveys/", pk=survey.pk)
    places.at("/questionnaires/", key="ghq-12")
    places.at(f"/unit/{rowan.unit.pk}/measures/", pk=planned.pk)
    places.at("/answering/", pk=asked.pk, step="1")
    drawn = planned_study(who, family)
    for page in ("plan/", "flow/", "flow.svg", "response/", "reminders/", "releases/", "key/", "families/"):
        places.at(f"/study/<id:study_id>/{page}", study_id=drawn.study_id, pk=drawn.study.releases.get().pk)
    places.at(f"{of}/study/", study_id=drawn.study_id)
    places.at("/answer/", token="x" * 20, step="1")
    _observed(places, held, who, rowan, mother.pk)
    return places


def _observed(places: Places, held: HeldFamily, who: User, rowan: SimpleNamespace, mother: int) -> None:
    """A visit that they observed and code; one of theirs that was coded; an interview with an actor."""
    today = timezone.localdate()
    wording = observing_rules.wordings()[0].version
    seen, own = (
        observing.note(
            held, kind="observed", worker=worker.pk, observer=observer.pk, held_on=today, people=[mother], for_them={},
            others=[], asked_by=worker.pk, asked_on=None, wording=wording, may_train=False, all_agreed=True, notes="",
            token=uuid4(),
        )
        for worker, observer in ((rowan.tom, who), (who, rowan.tom))
    )  # fmt: skip
    sound = observing.keep_recording(held.actor, seen, held.unit_id, SimpleUploadedFile("visit.wav", tone()))
    asked_for = bundles.register_request(
        actor(who), Person.objects.get(pk=mother),
        bundles.Asked(asked_by="Their mother", asked_as="self", received_on=today, handler_id=rowan.tom.pk),
    )  # fmt: skip
    bundles.prepare(actor(rowan.tom), asked_for)
    places.at("/access-request/<id:request_id>/sound/", request_id=asked_for.pk, pk=sound.pk)
    coded = coding.code_live(actor(who), seen)
    coding.mark(actor(who), coded, second=4, item=2, words="Asks", token=uuid4())
    others = coding._begin(actor(rowan.tom), own.pk, rowan.tom.pk, CodesAs.LIVE)
    Coding.objects.filter(pk=others.pk).update(submitted_at=timezone.now())
    me = actor(who)
    interview = observing.note_simulated(
        me, vignette=observing_rules.vignettes()[0].key, worker=rowan.tom.pk, held_on=today, actor_name="Ann Onym",
        asked_on=None, wording=wording, may_train=True, all_agreed=True, notes="", token=uuid4(),
    )  # fmt: skip
    places.at("/family/<id:family_id>/observations/", pk=seen.pk)
    places.at("/coding/", pk=coded.pk)
    places.at("/coding/simulated/", pk=interview.pk)
    places.at("/my-practice/", pk=Feedback.objects.get(session=own).pk)
