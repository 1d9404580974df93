"""Verbs: say who is related to whom, take it back, and say it again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork import genogram
from kinwork.access.audit_log import log
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.genogram import ImpossibleFamily, check, from_plain, lay_out
from kinwork.people.dates import must_be_due, must_be_in_order, must_have_happened
from kinwork.people.models import BirthKind, Person, Sex, known_to
from kinwork.people.models.partial import in_order, in_words
from kinwork.people.validation import names_wrong

from .drawing import attempt
from .facts import CHANGE_SET
from .genogram import family_graph, to_dict
from .held import HeldFamily
from .models import (
    Bond,
    BondKind,
    ChangeSet,
    Fact,
    Family,
    FamilyMember,
    Living,
    Loss,
    LossKind,
    Parenthood,
    ParentKind,
    Partnership,
    Siblinghood,
    SiblingKind,
    in_force,
)
from .signals import publish

MOST_PEOPLE = 400
YOUNGEST_PARENT = 11  # below it asks to be confirmed
STANDING = "the order of the drawing"  # to the log
CONFIRM = "confirm"  # the code of a problem that goes away when confirmed


@dataclass(frozen=True)
class EditContext(HeldFamily):
    """Where facts are told, and how."""

    source: str = ""  # who said so
    page: str = ""  # which open page does it: it need not be told


@contextmanager
def _change_set(
    at: EditContext, verb: str, words: str, permission: Permission = Permission.EDIT_FAMILY
) -> Iterator[ChangeSet]:
    """One transaction: permission asked, told, found possible, logged."""
    at.actor.require(permission, at.unit_id)
    with transaction.atomic():
        # Two who draw at once wait for each other: what each finds possible is then so for both.
        Family.objects.select_for_update().get(pk=at.family.pk)
        before = _standing(at.family)
        noted = {"words": words[:300], "by_id": at.actor.user_id, "at": timezone.now()}
        change_set = ChangeSet.objects.create(family=at.family, **noted)
        yield change_set
        made = _must_be_possible(at.family)
        if made is not None:
            # Where there is no picture of it, what was told is kept all the same.
            change_set.drawn = attempt(STANDING, at.family.pk, lambda: lay_out(made, before).standing)
            change_set.save(update_fields=["drawn"])
        log(at.actor, verb, family_id=at.family.pk, thing=change_set)
        publish(at.family.pk, at.page)


def _standing(family: Family) -> dict[str, float]:
    """Where everybody stands in the drawing: one statement, or seven at the first change set."""
    last, _ = last_change_sets(family.pk)
    if last and last.drawn:
        return dict(last.drawn)
    graph = family_graph(family.pk)
    if not graph.people:
        return {}

    def stand() -> dict[str, float]:
        try:
            return lay_out(from_plain(to_dict(graph, on=timezone.localdate().isoformat()))).standing
        except ImpossibleFamily:  # particulars were changed so that it cannot be drawn: anything is steadier than that
            return {}

    return attempt(STANDING, family.pk, stand) or {}


def _must_be_possible(family: Family) -> genogram.Family | None:
    """The engine's own check, as the net under those below that know the field. None where that net fails itself."""
    graph = family_graph(family.pk)
    if len(graph.people) > MOST_PEOPLE:
        raise ValidationError(f"A family can have up to {MOST_PEOPLE} people. Open a second family for the others.")

    def look() -> tuple[genogram.Family | None, list[genogram.Finding]]:
        try:
            made = from_plain(to_dict(graph, on=timezone.localdate().isoformat()))
            return made, check(made)
        except ImpossibleFamily as problem:
            return None, problem.findings

    made, findings = attempt("the check of the drawing", family.pk, look) or (None, [])
    wrong = [one.what for one in findings if one.impossible]
    if wrong:
        names = {f"'p{one.pk}'": graph.called(one) for one in graph.people.values()}
        said = re.sub(r"'p\d+'", lambda found: names.get(found[0], found[0]), wrong[0])
        raise ValidationError(f"This cannot be right: {said}.")
    return made


def _joins(change_set: ChangeSet, person: Person, role: str, *, lives_here: bool = False) -> Person:
    """Somebody new is a member of the family from now on; somebody known must be one already."""
    members = FamilyMember.all_objects.filter(family_id=change_set.family_id)
    if person.pk is not None:
        if not members.filter(person=person).exists():
            raise ValidationError("This person is not in the family’s record. Choose someone who is.")
        return person
    _may_live(person)
    person.save()
    FamilyMember.objects.create(
        family_id=change_set.family_id,
        person=person,
        role=role[:80],
        lives_here=lives_here,
        position=members.count(),
        change_set=change_set,
    )
    return person


ABOVE = """
WITH RECURSIVE above AS (
    SELECT %(person)s::bigint AS id
    UNION
    SELECT p.parent_id FROM above a JOIN families_parenthood p ON p.child_id = a.id
    JOIN families_changeset t ON t.id = p.change_set_id AND t.taken_back_at IS NULL
    LEFT JOIN families_changeset s ON s.id = p.superseded_in_id
    WHERE p.superseded_in_id IS NULL OR s.taken_back_at IS NOT NULL
)
SELECT id FROM above
"""


def ancestors_and_self(person: Person) -> set[int]:
    """Everybody above somebody by whichever tie, in all records that may be known. One statement."""
    return {pk for (pk,) in tuples(ABOVE, person=person.pk)} if person.pk else set()


def _years(born: date, then: date) -> int:
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def _may_be_parent(parent: Person, child: Person, kind: str, *, confirmed: bool) -> None:
    """Refuses what cannot be; what can hardly be asks to be confirmed. At the field that is about the child."""
    if parent.pk is not None and parent.pk == child.pk:
        raise ValidationError({"other": f"{child.name} cannot be their own parent. Choose someone else."})
    if child.pk and child.pk in ancestors_and_self(parent):
        wrong = f"{child.name} is already an ancestor of {parent.name}. Choose someone else."
        raise ValidationError({"other": wrong})
    came = child.born_on
    if kind != ParentKind.BIRTH or came is None:
        return
    field = "born_on" if child.pk is None or parent.pk is None else "other"
    guessed = {BirthKind.ESTIMATED, BirthKind.YEAR} & {parent.born_kind, child.born_kind}
    if parent.born_on:
        if came <= parent.born_on:
            raise ValidationError({field: f"{child.name} would be born before {parent.name}, the parent."})
        age = _years(parent.born_on, came)
        if age < YOUNGEST_PARENT and not confirmed:
            word = {Sex.FEMALE: "mother", Sex.MALE: "father"}.get(Sex(parent.sex), "parent")
            raise ValidationError(
                {
                    field: ValidationError(
                        f"{parent.name} would be {'about ' if guessed else ''}{age} years old as the {word}. "
                        "If that is right, say so below.",
                        code=CONFIRM,
                    )
                }
            )
    if parent.died_on and parent.sex == Sex.FEMALE and came > parent.died_on:
        raise ValidationError({field: f"{child.name} would be born after the death of {parent.name}, the mother."})


def _may_live(person: Person) -> None:
    if person.pk is None and (wrong := names_wrong(person.given_name, person.family_name)):
        raise ValidationError(wrong)
    born, died = person.born_said, known_to(person.died_on, person.died_kind)
    if person.pk is None:
        must_have_happened(born_on="" if person.born_kind == BirthKind.EXPECTED else born, died_on=died)
        if person.born_on and person.born_kind == BirthKind.EXPECTED:
            must_be_due(person.born_on)
    if not in_order(born, died):
        raise ValidationError({"died_on": f"The date of death is before the date of birth, {in_words(born)}."})


def _parenthood(
    at: EditContext, change_set: ChangeSet, parent: Person, child: Person, kind: str, begun: str = "", ended: str = ""
) -> Parenthood:
    same = Parenthood.objects.filter(in_force(), parent=parent, child=child, kind=kind, begun=begun)
    if same.filter(source=at.source).exists():
        raise ValidationError({"other": f"{parent.name} is already recorded as a parent of {child.name}."})
    return _told(Parenthood(parent=parent, child=child, kind=kind, begun=begun, ended=ended), change_set, at.source)


F = TypeVar("F", bound=Fact)


def _told(fact: F, change_set: ChangeSet, source: str) -> F:
    fact.change_set, fact.source = change_set, source
    fact.full_clean(validate_constraints=False)
    said = {name: getattr(fact, name, "") for name in ("begun", "ended", "on")}
    must_have_happened(**said)
    must_be_in_order(said["begun"], said["ended"])
    fact.save()
    return fact


def add_child(
    at: EditContext,
    parents: Sequence[Person],
    child: Person,
    *,
    kind: str = ParentKind.BIRTH,
    begun: str = "",
    ended: str = "",
    lives_here: bool = False,
    confirmed: bool = False,
) -> ChangeSet:
    """A child of one parent or two: born to them, or theirs in another way."""
    role = "unborn child" if child.born_kind == BirthKind.EXPECTED else f"child of {_listed(parents)}"
    verb = "drew pregnancy" if child.born_kind == BirthKind.EXPECTED else "drew child"
    _may_live(child)
    with _change_set(at, verb, f"{_new(child, role)}, {role}") as change_set:
        for parent in parents:
            _may_be_parent(parent, child, kind, confirmed=confirmed)
        _joins(change_set, child, role, lives_here=lives_here)
        for parent in parents:
            _parenthood(at, change_set, _joins(change_set, parent, ""), child, kind, begun, ended)
    return change_set


def add_pregnancy(
    at: EditContext, parents: Sequence[Person], due: date, *, month_only: bool = False, confirmed: bool = False
) -> ChangeSet:
    """A baby expected on a day, or (``month_only``) in its month."""
    must_be_due(due, field="due")
    baby = Person(born_on=due, born_kind=BirthKind.EXPECTED, due_month_only=month_only)
    return add_child(at, parents, baby, lives_here=True, confirmed=confirmed)


def add_parent(
    at: EditContext,
    child: Person,
    parent: Person,
    *,
    kind: str = ParentKind.BIRTH,
    begun: str = "",
    ended: str = "",
    confirmed: bool = False,
) -> ChangeSet:
    """A parent of somebody. A second account of who the father is stands beside the first."""
    word = {Sex.FEMALE: "mother", Sex.MALE: "father"}.get(Sex(parent.sex), "parent")
    role = f"{'' if kind == ParentKind.BIRTH else ParentKind(kind).label.lower() + ' '}{word} of {child.short_name}"
    _may_live(parent)
    with _change_set(at, "drew parent", f"{_new(parent, word)}, {role}") as change_set:
        _may_be_parent(parent, child, kind, confirmed=confirmed)
        _joins(change_set, parent, role)
        _parenthood(at, change_set, parent, _joins(change_set, child, ""), kind, begun, ended)
    return change_set


def add_sibling(
    at: EditContext,
    person: Person,
    sibling: Person,
    *,
    through: Person | None = None,
    kind: str = SiblingKind.SIBLINGS,
    confirmed: bool = False,
) -> ChangeSet:
    """A brother or sister: of the same parents, of one of them, or of parents whom nobody has named; or a twin."""
    word = {Sex.FEMALE: "sister", Sex.MALE: "brother"}.get(Sex(sibling.sex), "brother or sister")
    if kind != SiblingKind.SIBLINGS:
        word = "twin"
        if sibling.pk is None and sibling.born_on is None:
            sibling.born_on, sibling.born_kind = person.born_on, person.born_kind
            sibling.due_month_only = person.due_month_only
        _may_be_twins(person, sibling, kind)
    role = f"{word} of {person.short_name}"
    _may_live(sibling)
    if sibling.pk is not None and sibling.pk == person.pk:
        raise ValidationError({"other": "They cannot be their own brother or sister. Choose someone else."})
    parents = family_graph(at.family.pk).birth_parents(person.pk)
    if through is not None:
        parents = [one for one in parents if one.pk == through.pk]
        if not parents:
            raise ValidationError({"through": f"{through.name} is not recorded as a parent of {person.name}."})
    with _change_set(at, "drew sibling", f"{_new(sibling, word)}, {role}") as change_set:
        for parent in parents:
            _may_be_parent(parent, sibling, ParentKind.BIRTH, confirmed=confirmed)
        _joins(change_set, sibling, role)
        _joins(change_set, person, "")
        theirs = set(Parenthood.objects.filter(in_force(), child=sibling, kind=ParentKind.BIRTH).values_list("parent"))
        for parent in parents:
            if (parent.pk,) not in theirs:
                _parenthood(at, change_set, parent, sibling, ParentKind.BIRTH)
        if not parents or kind != SiblingKind.SIBLINGS:
            _told(Siblinghood(one=person, other=sibling, kind=kind), change_set, at.source)
        elif {(one.pk,) for one in parents} <= theirs:
            raise ValidationError(
                {"other": f"{sibling.name} and {person.name} are already recorded as brother or sister."}
            )
    return change_set


def _may_be_twins(person: Person, twin: Person, kind: str) -> None:
    if kind == SiblingKind.IDENTICAL and Sex.UNKNOWN not in (person.sex, twin.sex) and person.sex != twin.sex:
        raise ValidationError({"kind": "Identical twins are the same sex. Choose twins, or correct the sex."})
    known = (person.born_on, twin.born_on)
    if known[0] and known[1] and abs((known[0] - known[1]).days) > 1 and person.born_kind == twin.born_kind == "exact":
        raise ValidationError(
            {"born_on": f"Twins are born together; {person.name} was born {person.born_on:%-d %B %Y}."}
        )


def add_partner(
    at: EditContext,
    person: Person,
    partner: Person,
    *,
    kind: str = "unknown",
    begun: str = "",
    ended: str = "",
    how_ended: str = "",
) -> ChangeSet:
    """A couple, now or once."""
    if partner.pk is not None and partner.pk == person.pk:
        raise ValidationError({"other": "They cannot be their own partner. Choose someone else."})
    _may_live(partner)
    role = f"partner of {person.short_name}"
    with _change_set(at, "drew partner", f"{_new(partner, 'somebody')}, {role}") as change_set:
        _joins(change_set, person, "")
        _joins(change_set, partner, role)
        for one in (person, partner):
            if begun and one.born_on and begun < one.born_on.isoformat()[: len(begun)]:
                raise ValidationError({"begun": f"That is before {one.name} was born."})
        if ended and not how_ended:
            how_ended = "ended"
        _told(
            Partnership(one=person, other=partner, kind=kind, begun=begun, ended=ended, how_ended=how_ended),
            change_set,
            at.source,
        )
    return change_set


def part(at: EditContext, partnership: Partnership, *, how: str, on: str) -> ChangeSet:
    """A couple separates, divorces, or it is over. What was noted before comes back if this is taken back."""
    if not on:
        raise ValidationError({"on": "When did it start? A year is enough, such as 2024."})
    must_have_happened(on=on)
    must_be_in_order(partnership.begun, on, field="on")
    said = f"{partnership.one.name} and {partnership.other.name}: {how}"
    with _change_set(at, "drew separation", said) as change_set:
        _supersede(partnership, change_set)
        _told(
            Partnership(
                one=partnership.one, other=partnership.other, kind=partnership.kind, begun=partnership.begun,
                ended=on, how_ended=how,
            ),
            change_set,
            at.source or partnership.source,
        )  # fmt: skip
    return change_set


def put_bond(at: EditContext, one: Person, other: Person, *, kind: str, observer: str = "", on: str = "") -> ChangeSet:
    """How one is with another. What was seen before stays: this stands beside it."""
    if one.pk == other.pk:
        raise ValidationError({"other": "This is between two people. Choose someone else."})
    words = f"{one.name}, {other.name}: {BondKind(kind).label.lower()}"
    with _change_set(at, "drew bond", words) as change_set:
        _joins(change_set, one, "")
        _joins(change_set, other, "")
        _told(Bond(one=one, other=other, kind=kind, observer=observer, on=on), change_set, at.source)
    return change_set


def add_loss(
    at: EditContext,
    mother: Person,
    *,
    kind: str,
    other_parent: Person | None = None,
    name: str = "",
    on: str = "",
    person: Person | None = None,
) -> ChangeSet:
    """A pregnancy that ended before a birth."""
    if other_parent is not None and other_parent.pk == mother.pk:
        raise ValidationError({"other": "The other parent is someone else, or not known."})
    if mother.sex == Sex.MALE:
        raise ValidationError({"person": f"{mother.name} is recorded as male. Choose the mother here."})
    if on and mother.born_on and on < mother.born_on.isoformat()[: len(on)]:
        raise ValidationError({"on": f"That is before {mother.name} was born."})
    words = f"{LossKind(kind).label} of {mother.name}"
    with _change_set(at, "drew loss", words) as change_set:
        for one in (mother, other_parent, person):
            if one is not None:
                _joins(change_set, one, "")
        _told(
            Loss(mother=mother, other_parent=other_parent, kind=kind, name=name, on=on, person=person),
            change_set,
            at.source,
        )
    return change_set


def take_away(at: EditContext, fact: Fact) -> ChangeSet:
    """A fact that was never so, or is told of the wrong people. It stays in the history."""
    with _change_set(at, "took fact away", f"Removed: {fact}") as change_set:
        _supersede(fact, change_set)
    return change_set


def _supersede(fact: Fact, change_set: ChangeSet) -> None:
    stands = type(fact)._default_manager.filter(in_force(), pk=fact.pk, change_set__family_id=change_set.family_id)
    if not stands.exists():
        raise ValidationError("Someone has changed this in the meantime. Look at the genogram again.")
    fact.superseded_in = change_set
    fact.save(update_fields=["superseded_in"])


@transaction.atomic
def take_back(at: EditContext, meant: int | None = None) -> ChangeSet:
    """Undo the latest change set that stands; if it is not the one ``meant``, somebody else was quicker."""
    return _turn(at, meant, undo=True)


@transaction.atomic
def say_again(at: EditContext, meant: int | None = None) -> ChangeSet:
    """Redo what was taken back last, as long as nothing has been told since."""
    return _turn(at, meant, undo=False)


def _turn(at: EditContext, meant: int | None, *, undo: bool) -> ChangeSet:
    at.actor.require(Permission.EDIT_FAMILY, at.unit_id)
    Family.objects.select_for_update().get(pk=at.family.pk)
    last, back = last_change_sets(at.family.pk)
    change_set = last if undo else back
    if change_set is None:
        raise ValidationError("There is nothing to undo." if undo else "There is nothing to redo.")
    if meant is not None and change_set.pk != meant:
        who = change_set.by.full_name if change_set.by else "somebody"
        what = "noted" if undo else "took back"
        raise ValidationError(
            f"In the meantime {who} {what} “{change_set.words}”. Look at the genogram, then press again."
        )
    change_set.taken_back_at = timezone.now() if undo else None
    change_set.taken_back_by_id = at.actor.user_id if undo else None
    change_set.save(update_fields=["taken_back_at", "taken_back_by"])
    FamilyMember.all_objects.filter(change_set=change_set).update(taken_back=undo)
    FamilyMember.all_objects.filter(taken_away_in=change_set).update(taken_back=not undo)
    for stay in Living.objects.filter(change_set=change_set, ended="").exclude(begun="").select_related("household"):
        lives_here = stay.lived_here if undo else stay.household.is_main
        FamilyMember.all_objects.filter(family=at.family, person=stay.person_id).update(lives_here=lives_here)
    _must_be_possible(at.family)
    publish(at.family.pk, at.page)
    log(at.actor, "took telling back" if undo else "put telling back", family_id=at.family.pk, thing=change_set)
    return change_set


# Where everybody stood is read of the last one only: it is as long as the drawing.
LAST = f"""
WITH standing AS (
    SELECT id FROM families_changeset WHERE family_id = %(family)s AND taken_back_at IS NULL ORDER BY id DESC LIMIT 1
), back AS (
    SELECT min(id) AS id FROM families_changeset
    WHERE family_id = %(family)s AND taken_back_at IS NOT NULL AND id > coalesce((SELECT id FROM standing), 0)
)
SELECT {", ".join(f"c.{name}" for name in CHANGE_SET)}, c.drawn::json, c.taken_back_at IS NULL, u.full_name
FROM families_changeset c LEFT JOIN access_user u ON u.id = c.by_id
WHERE c.id IN (SELECT id FROM standing UNION ALL SELECT id FROM back)
"""  # noqa: S608 -- column names from the model


def last_change_sets(family_id: int) -> tuple[ChangeSet | None, ChangeSet | None]:
    """The latest change set that stands, and the one that may be put back. One statement."""
    found: dict[bool, ChangeSet] = {}
    for *values, stands, name in tuples(LAST, family=family_id):
        found[stands] = one = ChangeSet.from_db("default", [*CHANGE_SET, "drawn"], values)
        one.by = User(id=one.by_id, full_name=name) if one.by_id is not None else None
    return found.get(True), found.get(False)


def _new(person: Person, word: str) -> str:
    return person.name if person.given_name or person.family_name else word


def _listed(people: Sequence[Person]) -> str:
    return " and ".join(one.short_name for one in people)
