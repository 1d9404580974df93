"""What the roles under which people are entered say of who is related to whom, drawn only where it is unambiguous.

"Mother" and "daughter" say it already: nobody should have to draw it again. "Grandmother", "uncle" or "partner" leave
open whose, and stay to be drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from kinwork.access.permissions import Permission
from kinwork.people.models import Person, Sex

from .actions import EditContext, _change_set, _may_be_parent, _parenthood, _told
from .genogram import FamilyGraph, family_graph
from .models import ChangeSet, FamilyMember, ParentKind, Siblinghood, SiblingKind

PARENTS = {
    "mother": "mother", "mum": "mother", "mummy": "mother", "mam": "mother",
    "father": "father", "dad": "father", "daddy": "father",
    "parent": "parent", "carer": "parent",
}  # fmt: skip
CHILDREN = frozenset(["baby", "boy", "child", "daughter", "girl", "son"])
SIBLINGS = frozenset(["brother", "sister", "sibling"])
# Said of a child or of a brother or sister, and nothing of whose they are.
PLAIN = frozenset([
    "big", "elder", "eldest", "first", "little", "middle", "new", "newborn", "older", "oldest", "only", "second",
    "third", "unborn", "young", "younger", "youngest",
])  # fmt: skip
KINDS = {
    "adopted": ParentKind.ADOPTIVE, "adoptive": ParentKind.ADOPTIVE, "birth": ParentKind.BIRTH,
    "biological": ParentKind.BIRTH, "foster": ParentKind.FOSTER, "fostered": ParentKind.FOSTER,
    "step": ParentKind.STEP, "surrogate": ParentKind.SURROGATE,
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What a role says: which place in the family, and in which way where that is not by birth."""

    place: str  # mother, father, parent, child or sibling
    kind: str = ParentKind.BIRTH

    @property
    def is_parent(self) -> bool:
        return self.place in ("mother", "father", "parent")


def said_by(role: str, *, is_child: bool = False) -> Said | None:
    """What a role says; None where it leaves open who is related to whom.

    >>> said_by("Mum"), said_by("step-father")
    (Said(place='mother', kind=ParentKind.BIRTH), Said(place='father', kind=ParentKind.STEP))
    >>> said_by("youngest son").place, said_by("grandmother"), said_by("half-brother"), said_by("mum’s partner")
    ('child', None, None, None)
    """
    words = role.casefold().replace("-", " ").rstrip(".").split()
    if not words:
        return Said("child") if is_child else None
    *before, last = words
    if not before and last.startswith("step"):  # stepfather, stepson
        before, last = ["step"], last.removeprefix("step")
    kinds = [KINDS[word] for word in before if word in KINDS]
    if len(kinds) > 1 or any(word not in KINDS and word not in PLAIN for word in before):
        return None
    kind = kinds[0] if kinds else ParentKind.BIRTH
    if last in PARENTS and not PLAIN & set(before) and (last != "carer" or kind == ParentKind.FOSTER):
        return Said(PARENTS[last], kind)
    if last in CHILDREN:
        return Said("child", kind)
    return Said("sibling") if last in SIBLINGS and not kinds else None


@dataclass(frozen=True)
class _Entered:
    person: Person
    said: Said


Pair = tuple[Person, Person, str]  # a parent, a child, in which way


def _parents_of_children(entered: Sequence[_Entered]) -> Iterator[Pair]:
    """Ties of parents with children. Of two mothers nothing says whose mother each is."""
    parents = [one for one in entered if one.said.is_parent]
    children = [one for one in entered if not one.said.is_parent]
    plain = [one for one in children if one.said.kind == ParentKind.BIRTH]
    for parent in parents:
        kind = parent.said.kind
        if sum(one.said == parent.said for one in parents) > 1:
            continue
        if kind == ParentKind.BIRTH:
            if not _has_unclear_birth_parents(parents, parent):
                yield from ((parent.person, child.person, kind) for child in plain)
            continue
        # "Step-father" does not say of which children, unless there is one child alone, or those who are said to be so.
        theirs = [one for one in children if one.said.kind == kind] or (plain if len(children) == 1 else [])
        yield from ((parent.person, child.person, kind) for child in theirs)
    if len(parents) == 1 and parents[0].said.kind == ParentKind.BIRTH:  # "mother" and "adopted son"
        others = (one for one in children if one.said.kind != ParentKind.BIRTH)
        yield from ((parents[0].person, child.person, child.said.kind) for child in others)


def _has_unclear_birth_parents(parents: Sequence[_Entered], parent: _Entered) -> bool:
    """ "Parent" beside "mother" and "father" may be anything."""
    by_birth = [one for one in parents if one.said.kind == ParentKind.BIRTH]
    return parent.said.place == "parent" and len(by_birth) > 2


def _without_parents(entered: Sequence[_Entered]) -> list[tuple[Person, Person]]:
    """Brothers and sisters of a child whose parents nobody has named."""
    if any(one.said.is_parent for one in entered):
        return []
    children = [one.person for one in entered if one.said.place == "child" and one.said.kind == ParentKind.BIRTH]
    if len(children) != 1:
        return []
    return [(children[0], one.person) for one in entered if one.said.place == "sibling"]


def _stands(graph: FamilyGraph, parent: Person, child: Person, kind: str) -> bool:
    """Whether the record says already how these two are related, or that somebody else is this parent."""
    if any({one.parent_id, one.child_id} == {parent.pk, child.pk} for one in graph.parenthoods):
        return True
    known = graph.birth_parents(child.pk) if kind == ParentKind.BIRTH else []
    return len(known) > 1 or any({_place(graph, one), _place(graph, parent)} != {"mother", "father"} for one in known)


def _place(graph: FamilyGraph, parent: Person) -> str:
    """Mother or father, as their role has it, else their sex; empty where neither says it."""
    said = next((found for one in graph.members if one.person_id == parent.pk and (found := said_by(one.role))), None)
    if said is not None and said.place in ("mother", "father"):
        return said.place
    return {Sex.FEMALE: "mother", Sex.MALE: "father"}.get(Sex(parent.sex), "")


def _can_be(parent: Person, child: Person, kind: str) -> bool:
    try:
        _may_be_parent(parent, child, kind, confirmed=False)
    except ValidationError:
        return False
    return True


def draw_as_entered(
    at: EditContext, new: Collection[int], permission: Permission = Permission.EDIT_FAMILY
) -> ChangeSet | None:
    """The obvious ties of those who were just entered (``new``: their persons), in one step that can be undone.

    Nothing where nothing is obvious, or where it could not be: that stays to be drawn by somebody who knows.
    """
    graph = family_graph(at.family.pk)
    entered = [_Entered(one.person, said) for one in graph.members if (said := _said_by(one)) is not None]
    ties = [
        (parent, child, kind)
        for parent, child, kind in _parents_of_children(entered)
        if {parent.pk, child.pk} & set(new) and not _stands(graph, parent, child, kind) and _can_be(parent, child, kind)
    ]
    known = {frozenset((one.one_id, one.other_id)) for one in graph.siblinghoods}
    siblings = [
        (one, other)
        for one, other in _without_parents(entered)
        if {one.pk, other.pk} & set(new) and frozenset((one.pk, other.pk)) not in known
    ]
    if not ties and not siblings:
        return None
    try:
        words = _words(graph, ties, siblings)
        with transaction.atomic(), _change_set(at, "drew as entered", words, permission) as change_set:
            for parent, child, kind in ties:
                _parenthood(at, change_set, parent, child, kind)
            for one, other in siblings:
                _told(Siblinghood(one=one, other=other, kind=SiblingKind.SIBLINGS), change_set, at.source)
    except ValidationError:  # all of it together cannot be: nobody is kept from opening a family by that
        return None
    return change_set


def _said_by(member: FamilyMember) -> Said | None:
    return said_by(member.role, is_child=member.is_child)


def _words(graph: FamilyGraph, ties: Sequence[Pair], siblings: Sequence[tuple[Person, Person]]) -> str:
    """“As entered: Pema, mother of Tashi and Dolma”."""
    children: dict[tuple[int, str], list[str]] = {}
    names: dict[tuple[int, str], str] = {}
    for parent, child, kind in ties:
        way = "" if kind == ParentKind.BIRTH else f"{ParentKind(kind).label.lower()} "
        names[parent.pk, kind] = f"{_short(graph, parent)}, {way}{_place(graph, parent) or 'parent'} of"
        children.setdefault((parent.pk, kind), []).append(_short(graph, child))
    said = [f"{name} {' and '.join(children[key])}" for key, name in names.items()]
    said += [f"{_short(graph, other)}, brother or sister of {_short(graph, one)}" for one, other in siblings]
    return "As entered: " + "; ".join(said)


def _short(graph: FamilyGraph, person: Person) -> str:
    return person.short_name if person.given_name or person.family_name else graph.called(person)


def not_connected(graph: FamilyGraph) -> list[Person]:
    """Whom no line leads to: how they are related is still to be drawn. No statement."""
    tied = {pk for one in graph.parenthoods for pk in (one.parent_id, one.child_id)}
    tied |= {pk for one in graph.partnerships for pk in (one.one_id, one.other_id)}
    tied |= {pk for one in graph.siblinghoods for pk in (one.one_id, one.other_id)}
    tied |= {pk for one in graph.losses for pk in (one.mother_id, one.other_parent_id, one.person_id) if pk}
    return [one for one in graph.people.values() if one.pk not in tied] if len(graph.people) > 1 else []
