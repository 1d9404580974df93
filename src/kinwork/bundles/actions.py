"""Verbs: a request comes in, its clock stands and runs, it is gone through and checked; a bundle is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log, log_for_each
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import count, long_day
from kinwork.people.models import Person
from kinwork.people.queries import any_sealed
from kinwork.whose_rows import Whose

from . import background
from .clock import Clock
from .finding import Known, find, places_of, sentence_around
from .models import (
    AskedAs,
    Bundle,
    BundleState,
    Clarification,
    Decided,
    Outcome,
    Redaction,
    RedactionDecision,
    RequestItem,
    SubjectAccessRequest,
    Why,
)
from .queries import clock_of
from .reading import everything_about, families_of, others_around

SEALED = (
    "{name}’s record is sealed since an adoption and is not given by subject access (Data Protection Act 2018, "
    "Schedule 4, paragraph 3). An adopted adult asks under the Adoption and Children Act 2002, sections 56 to 65."
)
BEING_MADE = "The PDF is being made. Wait until it is ready, or cancel it."
ENDED = "This request has been answered. Nothing in it changes now."


@dataclass(frozen=True)
class Asked:
    """What is known of a request when it comes in."""

    asked_by: str
    asked_as: str
    received_on: date
    handler_id: int
    wants: str = ""
    identity_asked_on: date | None = None
    identity_shown_on: date | None = None
    identity_how: str = ""


def _require(actor: Actor, request: SubjectAccessRequest) -> None:
    """Whoever answers for requests, or was named to go through this one."""
    if request.handler_id != actor.user_id and not actor.may(Permission.ANSWER_REQUESTS):
        raise NotAllowed(Permission.ANSWER_REQUESTS)


def _open(actor: Actor, request: SubjectAccessRequest, *, may_be_made: bool = False) -> SubjectAccessRequest:
    """The request, locked, while something can be done about it."""
    _require(actor, request)
    found = SubjectAccessRequest.objects.select_for_update().get(pk=request.pk)
    if found.outcome:
        raise ValidationError(ENDED)
    if not may_be_made and found.bundles.filter(state__in=(BundleState.WAITING, BundleState.WORKING)).exists():
        raise ValidationError(BEING_MADE)
    return found


def _log(actor: Actor, verb: str, request: SubjectAccessRequest, words: str = "") -> None:
    """In the log of each family of the person."""
    families = families_of(request.person_id)
    if families:
        log_for_each([(family_id, actor) for family_id in families], verb, thing=request, words=words)
    else:
        log(actor, verb, thing=request, words=words)


@transaction.atomic
def register_request(actor: Actor, person: Person, asked: Asked) -> SubjectAccessRequest:
    """Somebody asks for what is held about a person. Refused for a record that is sealed, with the law for it."""
    if not actor.may(Permission.ANSWER_REQUESTS):
        raise NotAllowed(Permission.ANSWER_REQUESTS)
    if any_sealed([person.pk]):
        raise ValidationError(SEALED.format(name=person.name))
    today, problems = timezone.localdate(), {}
    if not asked.asked_by.strip():
        problems["asked_by"] = "Say who asks."
    if asked.asked_as not in AskedAs.values:
        problems["asked_as"] = "Choose who they are to the person."
    if asked.received_on > today:
        problems["received_on"] = "This date is in the future. Give the day on which the request came in."
    problems |= _identity_problems(asked.received_on, asked.identity_asked_on, asked.identity_shown_on, today)
    if asked.identity_shown_on and not asked.identity_how.strip():
        problems["identity_how"] = "Say how you checked who they are, such as: passport seen."
    if not User.objects.filter(pk=asked.handler_id, is_active=True).exists():
        problems["handler"] = "Choose who goes through the record."
    if problems:
        raise ValidationError(problems)
    request = SubjectAccessRequest.objects.create(
        person=person,
        asked_by=asked.asked_by.strip(),
        asked_as=asked.asked_as,
        wants=asked.wants.strip(),
        received_on=asked.received_on,
        identity_asked_on=asked.identity_asked_on,
        identity_shown_on=asked.identity_shown_on,
        identity_how=asked.identity_how.strip(),
        handler_id=asked.handler_id,
        by_id=actor.user_id,
        at=timezone.now(),
    )
    _log(actor, "registered subject access request", request)
    return request


def _identity_problems(received: date, asked: date | None, shown: date | None, today: date) -> dict[str, str]:
    problems = {}
    if asked and not received <= asked <= today:
        problems["identity_asked_on"] = f"Give a day from {long_day(received)}, when the request came in, to today."
    if shown and not (asked or received) <= shown <= today:
        problems["identity_shown_on"] = "Give a day from the request to today."
    return problems


@transaction.atomic
def show_identity(actor: Actor, request: SubjectAccessRequest, *, on: date | None, how: str) -> SubjectAccessRequest:
    """Whoever asks has shown who they are: the month begins on that day where it had to be asked for."""
    found = _open(actor, request, may_be_made=True)
    on = on or timezone.localdate()
    problems = _identity_problems(found.received_on, found.identity_asked_on, on, timezone.localdate())
    if not how.strip():
        problems["identity_how"] = "Say how you checked who they are, such as: passport seen."
    if problems:
        raise ValidationError(problems)
    found.identity_shown_on, found.identity_how = on, how.strip()
    found.save(update_fields=["identity_shown_on", "identity_how"])
    _log(actor, "checked who asks", found)
    return found


@transaction.atomic
def ask_back(actor: Actor, request: SubjectAccessRequest, *, asked: str, on: date | None) -> Clarification:
    """Ask what they mean. The clock stands until they answer."""
    found = _open(actor, request, may_be_made=True)
    on, today = on or timezone.localdate(), timezone.localdate()
    problems = {}
    if not asked.strip():
        problems["asked"] = "Write what you asked."
    if not found.received_on <= on <= today:
        problems["asked_on"] = f"Give a day from {long_day(found.received_on)}, when the request came in, to today."
    if found.clarifications.filter(answered_on=None).exists():
        problems["asked"] = "An earlier question still waits for an answer."
    if problems:
        raise ValidationError(problems)
    question = Clarification.objects.create(request=found, asked=asked.strip(), asked_on=on, by_id=actor.user_id)
    _log(actor, "asked what is meant", found)
    return question


@transaction.atomic
def hear_back(actor: Actor, request: SubjectAccessRequest, *, on: date | None) -> Clarification:
    """They have said what they mean: the clock runs again."""
    found = _open(actor, request, may_be_made=True)
    question = found.clarifications.filter(answered_on=None).first()
    if question is None:
        raise ValidationError({"answered_on": "No question waits for an answer."})
    on = on or timezone.localdate()
    if not question.asked_on <= on <= timezone.localdate():
        raise ValidationError(
            {"answered_on": f"Give a day from {long_day(question.asked_on)}, the question, to today."}
        )
    question.answered_on = on
    question.save(update_fields=["answered_on"])
    _log(actor, "heard what is meant", found)
    return question


@transaction.atomic
def extend(actor: Actor, request: SubjectAccessRequest, *, because: str, on: date | None) -> Clock:
    """Two months more where it is complex, if they are told why within the first."""
    found = _open(actor, request, may_be_made=True)
    on, stands = on or timezone.localdate(), clock_of(found)
    problems = {}
    if not because.strip():
        problems["because"] = "Say why more time is needed, in the words they are told."
    if found.extended_on:
        problems["because"] = "It has been extended already; it can be once."
    if on > timezone.localdate() or on < found.received_on:
        problems["on"] = "Give the day on which you told them, up to today."
    elif stands.tell_by and on > stands.tell_by:
        problems["on"] = f"They had to be told by {long_day(stands.tell_by)}; it can no longer be extended."
    if problems:
        raise ValidationError(problems)
    found.extended_on, found.extended_because = on, because.strip()
    found.save(update_fields=["extended_on", "extended_because"])
    _log(actor, "extended request", found)
    return clock_of(found)


@transaction.atomic
def name_handler(actor: Actor, request: SubjectAccessRequest, user_id: int) -> None:
    """Somebody else goes through it from now on."""
    if not actor.may(Permission.ANSWER_REQUESTS):
        raise NotAllowed(Permission.ANSWER_REQUESTS)
    found = _open(actor, request)
    if not User.objects.filter(pk=user_id, is_active=True).exists():
        raise ValidationError({"handler": "Choose who goes through the record."})
    if found.checked_by_id == user_id:
        found.checked_by = found.checked_at = None
    found.handler_id = user_id
    found.save(update_fields=["handler", "checked_by", "checked_at"])
    _log(actor, "named who goes through request", found)


@transaction.atomic
def prepare(actor: Actor, request: SubjectAccessRequest) -> int:
    """Gather what the record says, and propose what may have to be taken out. Again at any time: what is new is added,
    what was decided stays decided for the same words. Gives the number of items.

    A statement for each table, and a few for all items together.
    """
    found = _open(actor, request)
    person = Person.objects.get(pk=found.person_id)
    if any_sealed([person.pk]):
        raise ValidationError(SEALED.format(name=person.name))
    whose = Whose(person.pk, families_of(person.pk))
    others, own, own_numbers = others_around(whose)
    known = Known.of(others, own, own_numbers)
    there = {(one.source, one.source_id): one for one in found.items.filter(is_superseded=False)}
    new: list[RequestItem] = []
    marks: list[list[Redaction]] = []
    changed: list[int] = []
    moved: list[RequestItem] = []
    decided = _decisions_before(found)
    for position, item in enumerate(everything_about(whose)):
        stands = there.pop((item.source, item.source_id), None)
        if stands is not None and stands.text == item.text:
            if stands.position != position:
                stands.position = position
                moved.append(stands)
            continue
        if stands is not None:
            changed.append(stands.pk)
        new.append(
            RequestItem(
                request=found, family_id=item.family_id, position=position, section=item.section, source=item.source,
                source_id=item.source_id, heading=item.heading[:200], on=item.on, text=item.text,
            )
        )  # fmt: skip
        marks.append(_proposed(item.text, item.withheld, item.because, known, decided))
    # What has gone from the record meanwhile is no longer given.
    changed += [one.pk for one in there.values()]
    RequestItem.objects.filter(pk__in=changed).update(is_superseded=True)
    RequestItem.objects.bulk_update(moved, ["position"], batch_size=500)
    RequestItem.objects.bulk_create(new, batch_size=500)
    made = []
    for one, its in zip(new, marks, strict=True):
        for mark in its:
            mark.item = one
            made.append(mark)
    Redaction.objects.bulk_create(made, batch_size=1000)
    found.prepared_at, found.checked_at, found.checked_by = timezone.now(), None, None
    found.save(update_fields=["prepared_at", "checked_at", "checked_by"])
    _log(actor, "prepared answer to request", found)
    return found.items.filter(is_superseded=False).count()


def _decisions_before(request: SubjectAccessRequest) -> dict[str, tuple[str, str]]:
    rows = (
        Redaction.objects.filter(item__request=request)
        .exclude(decided=Decided.PROPOSED)
        .order_by("pk")
        .values_list("words", "decided", "why")
    )
    return {words: (decided, why) for words, decided, why in rows}


def _proposed(
    text: str, withheld: Why | None, because: str, known: Known, decided: Mapping[str, tuple[str, str]]
) -> list[Redaction]:
    if withheld is not None:
        return [Redaction(starts=0, ends=len(text), words=text, whose=because, why=withheld)]
    made = []
    for one in find(text, known):
        answer, why = decided.get(one.words, (Decided.PROPOSED, one.why))
        made.append(
            Redaction(starts=one.starts, ends=one.ends, words=one.words, whose=one.whose[:200], why=why, decided=answer)
        )
    return made


@dataclass(frozen=True)
class Answer:
    """What somebody says of some proposals."""

    decided: str
    why: str = ""
    because: str = ""


def _decide(actor: Actor, redactions: Sequence[Redaction], answer: Answer) -> None:
    if answer.decided not in (Decided.TAKE_OUT, Decided.KEEP):
        raise ValidationError({"decided": "Choose whether it is taken out or left in."})
    if answer.why and answer.why not in Why.values:
        raise ValidationError({"why": "Choose why."})
    now = timezone.now()
    for one in redactions:
        one.decided = answer.decided
        one.why = answer.why or one.why
    Redaction.objects.bulk_update(redactions, ["decided", "why"], batch_size=1000)
    RedactionDecision.objects.bulk_create(
        [
            RedactionDecision(
                redaction=one, decided=one.decided, why=one.why, because=answer.because.strip()[:300],
                by_id=actor.user_id, at=now,
            )
            for one in redactions
        ],
        batch_size=1000,
    )  # fmt: skip


def _no_longer_checked(request: SubjectAccessRequest) -> None:
    if request.checked_by_id:
        request.checked_by = request.checked_at = None
        request.save(update_fields=["checked_by", "checked_at"])


@transaction.atomic
def decide(actor: Actor, request: SubjectAccessRequest, answers: Mapping[int, Answer]) -> int:
    """Take out or leave in, proposal by proposal. Only what is decided otherwise than before is noted."""
    found = _open(actor, request)
    marks = Redaction.objects.filter(item__request=found, item__is_superseded=False, pk__in=list(answers))
    done = 0
    for one in marks:
        answer = answers[one.pk]
        if one.decided != answer.decided or (answer.why and one.why != answer.why) or answer.because.strip():
            _decide(actor, [one], answer)
            done += 1
    if done:
        _no_longer_checked(found)
        _log(actor, "decided what is taken out", found, count(done, "passage"))
    return done


@transaction.atomic
def decide_words(actor: Actor, request: SubjectAccessRequest, words: str, answer: Answer) -> int:
    """The same words wherever they stand and nobody has decided yet."""
    found = _open(actor, request)
    marks = list(
        Redaction.objects.filter(item__request=found, item__is_superseded=False, words=words, decided=Decided.PROPOSED)
    )
    _decide(actor, marks, answer)
    if marks:
        _no_longer_checked(found)
        _log(actor, "decided what is taken out", found, count(len(marks), "passage"))
    return len(marks)


@transaction.atomic
def mark(
    actor: Actor,
    request: SubjectAccessRequest,
    item_id: int,
    words: str,
    answer: Answer,
    *,
    everywhere: bool = False,
    whole_sentence: bool = False,
) -> int:
    """Take out words that nobody had proposed: wherever they stand in an item, or in all; nothing, the whole item."""
    found = _open(actor, request)
    items = found.items.filter(is_superseded=False)
    item = items.filter(pk=item_id).first()
    if item is None:
        raise ValidationError({"words": "This part is no longer in the record. Prepare the answer again."})
    if not answer.why:
        raise ValidationError({"why": "Choose why it is taken out."})
    wanted = " ".join(words.split())
    places: list[tuple[RequestItem, int, int]] = []
    if not wanted:
        places = [(item, 0, len(item.text))]
    else:
        for one in items.filter(text__icontains=wanted.split()[0]) if everywhere else [item]:
            spots = places_of(one.text, wanted)
            if whole_sentence:
                spots = [sentence_around(one.text, *spot) for spot in spots]
            places += [(one, *spot) for spot in dict.fromkeys(spots)]
        if not places:
            raise ValidationError({"words": f"“{wanted}” does not stand in this part. Copy the words as they are."})
    marks = []
    for one, starts, ends in places:
        made, _ = Redaction.objects.get_or_create(
            item=one, starts=starts, ends=ends, defaults={"words": one.text[starts:ends], "why": answer.why}
        )
        marks.append(made)
    _decide(actor, marks, replace(answer, decided=Decided.TAKE_OUT))
    _no_longer_checked(found)
    _log(actor, "decided what is taken out", found, count(len(marks), "passage"))
    return len(marks)


@transaction.atomic
def check(actor: Actor, request: SubjectAccessRequest) -> None:
    """A second person has looked at what is given. Never the one who went through it."""
    if not actor.may(Permission.ANSWER_REQUESTS):
        raise NotAllowed(Permission.ANSWER_REQUESTS)
    found = _open(actor, request)
    if found.handler_id == actor.user_id or _has_decided(actor, found):
        raise ValidationError("Someone other than those who went through the record looks over it.")
    if undecided(found):
        raise ValidationError(_undecided_words(undecided(found)))
    found.checked_by_id, found.checked_at = actor.user_id, timezone.now()
    found.save(update_fields=["checked_by", "checked_at"])
    _log(actor, "checked answer to request", found)


def _has_decided(actor: Actor, request: SubjectAccessRequest) -> bool:
    return RedactionDecision.objects.filter(redaction__item__request=request, by_id=actor.user_id).exists()


def undecided(request: SubjectAccessRequest) -> int:
    """How many proposals wait for somebody to decide. One statement."""
    return Redaction.objects.filter(item__request=request, item__is_superseded=False, decided=Decided.PROPOSED).count()


def _undecided_words(number: int) -> str:
    return f"{count(number, 'proposal is', 'proposals are')} not decided yet. Decide them first."


@transaction.atomic
def make_answer(actor: Actor, request: SubjectAccessRequest) -> Bundle:
    """Ask for the PDF of what is given."""
    found = _open(actor, request)
    if found.prepared_at is None:
        raise ValidationError("Prepare the answer first: nothing has been gathered yet.")
    if number := undecided(found):
        raise ValidationError(_undecided_words(number))
    items = list(found.items.filter(is_superseded=False).values_list("pk", flat=True))
    bundle = Bundle.objects.create(
        request=found, title="Your record", contents=[{"source": "request", "ids": items}], by_id=actor.user_id,
        at=timezone.now(),
    )  # fmt: skip
    _log(actor, "asked for answer as PDF", found)
    background.defer(bundle.pk)
    return bundle


@transaction.atomic
def end_request(
    actor: Actor, request: SubjectAccessRequest, *, outcome: str, on: date | None, words: str
) -> SubjectAccessRequest:
    """It was answered, refused or withdrawn."""
    found = _open(actor, request)
    on, problems = on or timezone.localdate(), {}
    if outcome not in Outcome.values:
        problems["outcome"] = "Choose what came of it."
    if not found.received_on <= on <= timezone.localdate():
        problems["ended_on"] = f"Give a day from {long_day(found.received_on)}, when the request came in, to today."
    if outcome != Outcome.ANSWERED and not words.strip():
        problems["ended_words"] = "Say why, as they were told."
    if problems:
        raise ValidationError(problems)
    found.outcome, found.ended_on, found.ended_words = outcome, on, words.strip()
    found.save(update_fields=["outcome", "ended_on", "ended_words"])
    _log(actor, "ended request", found)
    return found


@dataclass(frozen=True)
class Chosen:
    """What goes into a bundle for a court from one source: in which section, and which of its things."""

    source: str
    section: str
    ids: tuple[int, ...]


@transaction.atomic
def make_court_bundle(
    actor: Actor,
    family_id: int,
    unit_id: int | None,
    *,
    title: str,
    court: str,
    chosen: Iterable[Chosen],
    given_to: Iterable[int] = (),
) -> Bundle:
    """Ask for a bundle of a family's papers. Nothing that is hidden from those who get it comes in."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    chosen = [one for one in chosen if one.ids]
    problems = {}
    if not title.strip():
        problems["title"] = "Give the bundle a title, such as: Care proceedings, final hearing."
    if not chosen:
        problems["chosen"] = "Choose what goes in."
    if problems:
        raise ValidationError(problems)
    ordered = sorted(enumerate(chosen), key=lambda pair: (pair[1].section, pair[0]))
    bundle = Bundle.objects.create(
        family_id=family_id, title=title.strip(), court=court.strip(),
        contents=[{"source": one.source, "section": one.section, "ids": list(one.ids)} for _, one in ordered],
        given_to=sorted(given_to), by_id=actor.user_id, at=timezone.now(),
    )  # fmt: skip
    log(actor, "asked for bundle", family_id=family_id, thing=bundle)
    background.defer(bundle.pk)
    return bundle


@transaction.atomic
def cancel(actor: Actor, bundle: Bundle) -> None:
    """It is not needed: whoever makes it stops before the next part, and what was made of it goes."""
    found = Bundle.objects.select_for_update().get(pk=bundle.pk)
    if found.by_id != actor.user_id and not actor.may(Permission.ANSWER_REQUESTS):
        raise NotAllowed(Permission.ANSWER_REQUESTS, "Only whoever asked for it can cancel it.")
    if found.state not in (BundleState.WAITING, BundleState.WORKING):
        raise ValidationError("It is no longer being made.")
    found.state, found.finished_at = BundleState.CANCELLED, timezone.now()
    found.save(update_fields=["state", "finished_at"])
    found.parts.all().delete()
    if found.family_id:
        log(actor, "cancelled bundle", family_id=found.family_id, thing=found)
