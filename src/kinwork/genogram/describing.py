"""The genogram in words, person by person, for whoever cannot or need not see it."""

from __future__ import annotations

from .bonds import PATTERNS
from .family import WHOLE, Child, Family, Person, Union
from .kinship import is_over, relations
from .layout import shape_of_person
from .on_date import as_on
from .patience import go_on
from .wording import age


def heading(family: Family) -> str:
    """``Genogram of Amy and Bob, on 1 May 2013``."""
    names = [family.people[person_id].called for person_id in family.index]
    title = f"Genogram of {listed(names)}" if names else "Genogram"
    return title + (f", {family.on.dated}" if family.on else "")


def listed(names: list[str]) -> str:
    """``Ann, Bob and Cem``."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 2 else names)


def describe(family: Family) -> str:
    """The whole family told as text, from whom the drawing is about outwards, ended by a newline.

    Every line under *People* begins with the name and says what the person is to the index.

    >>> from kinwork.genogram import from_plain
    >>> print(describe(from_plain({"people": {"amy": {"name": "Amy", "sex": "F", "born": 1993}}})), end="")
    Genogram: 1 person.
    <BLANKLINE>
    People
      Amy: female. Born 1993.
    """
    family, left_out = as_on(family)
    count = len(family.people)
    lines = [f"{heading(family)}: {count} {'person' if count == 1 else 'people'}.", "", "People"]
    index = family.index[0] if family.index else None
    kin = relations(family, index) if index else {}
    order = [*family.index, *(one for one in kin if one not in family.index)]
    order += [person_id for person_id in family.people if person_id not in order]
    lines += ["  " + _person(family, id_, kin.get(id_, ""), index) for id_ in order]
    couples = [_couple(family, union) for union in family.unions.values()]
    lines += _part("Couples and parents", couples)
    lines += _part(
        "Brothers and sisters whose parents are not known",
        [listed([_name(family, one) for one in group]) for group in family.siblings],
    )
    lines += _part("How they are with each other", [_bond(family, number) for number in range(len(family.bonds))])
    lines += _part("Who lives together", [listed([_name(family, one) for one in group]) for group in family.households])
    lines += _part("Around the family", [_link(family, number) for number in range(len(family.links))]
                  + [_unlinked(family, other_id) for other_id in family.others
                     if not any(other_id in (link.from_, link.to) for link in family.links)])  # fmt: skip
    if left_out and family.on:
        lines += ["", f"Not there yet {family.on.dated}: {listed(left_out)}."]
    return "\n".join(lines) + "\n"


def _part(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"  {line}." for line in lines)] if lines else []


def _name(family: Family, id_: str) -> str:
    """A name that tells people of one name apart."""
    if id_ in family.others:
        return family.others[id_].name or id_
    if id_ == WHOLE and id_ not in family.people:
        return "the whole family"
    called = family.people[id_].called
    return called if family.namesakes[called] == 1 else f"{called} ({id_})"


def _kind(person: Person) -> str:
    if person.loss:
        return person.loss
    if person.pregnancy:
        return "pregnancy"
    word = {"square": "male", "circle": "female"}.get(shape_of_person(person), person.gender or "sex not known")
    if person.gender and person.sex in "MF":
        word += f" (sex at birth {'male' if person.sex == 'M' else 'female'})"
    return word


def _person(family: Family, id_: str, kin: str, index: str | None) -> str:
    go_on()
    person = family.people[id_]
    sentence = f"{_name(family, id_)}: "
    if id_ in family.index:
        sentence += "the person this is about. "
    if kin and index:
        # who is known only as a child's other parent is nothing to the index
        sentence += f"{kin}. " if " of " in kin else f"{_name(family, index)}'s {kin}. "
    elif index and id_ != index:
        sentence += f"no known tie to {_name(family, index)}. "
    kind = _kind(person)
    sentence += (kind[0].upper() + kind[1:] if sentence[-2:] == ". " else kind) + "."
    if person.born:
        sentence += f" Born {person.born.in_words}."
    if person.expected and not person.born:
        sentence += f" Expected {person.expected.in_words}."
    old = age(person, family.on)
    if person.died:
        sentence += f" Died {person.died.in_words}" + (f", aged {_old(old)}." if old else ".")
    elif old:
        sentence += f" Aged {_old(old)}."
    return sentence


def _old(words: str) -> str:
    return words.replace("~", "about ") if not words.endswith("m") else f"{words[:-1]} months"


NOW = {"married": "married", "cohabiting": "live as a couple", "dating": "are dating"}
PAST = {"married": "married", "cohabiting": "lived as a couple", "dating": "were dating"}


def _was(family: Family, union: Union) -> bool:
    """Whether a couple is one no more: they parted, or one of them died."""
    return is_over(union) or any(family.people[one].died for one in union.partners)


def _couple(family: Family, union: Union) -> str:
    names = [_name(family, person_id) for person_id in union.partners]
    kind = (PAST if _was(family, union) else NOW).get(union.kind, "")
    words = listed(names) + (f", {kind}" if kind and len(names) > 1 else "")
    words += f" from {union.from_.in_words}" if union.from_ and len(names) > 1 else ""
    for word, when in (("separated", union.separated), ("divorced", union.divorced), ("ended", union.ended)):
        words += f", {word} {when.in_words}" if when else ""
    words += f", as {union.said} says" if union.said else ""
    if union.children:
        words += (": " if len(names) > 1 else ", alone: ") + listed([_child(family, child) for child in union.children])
    elif len(names) > 1:
        words += ", no children"
    return words


def _child(family: Family, child: Child) -> str:
    extra = [] if child.tie == "birth" else ["tie not known" if child.tie == "unknown" else child.tie]
    if child.twins:
        extra.append("identical twin" if child.identical else "twin")
    if child.from_ or child.to:
        extra.append(_while(child))
    return _name(family, child.person) + (f" ({', '.join(extra)})" if extra else "")


def _while(child: Child) -> str:
    """``May 2011 to 3 June 2012``, ``until 2012``, ``from 2011``."""
    if child.from_ and child.to:
        return f"{child.from_.in_words} to {child.to.in_words}"
    return f"until {child.to.in_words}" if child.to else f"from {child.from_.in_words}" if child.from_ else ""


def _bond(family: Family, number: int) -> str:
    bond = family.bonds[number]
    pattern = PATTERNS[bond.kind]
    names = [_name(family, bond.from_), _name(family, bond.to)]
    who = f"{names[0]} to {names[1]}" if pattern.arrow else f"{names[0]} and {names[1]}"
    return f"{who}: {pattern.name}" + (f" ({bond.on.in_words})" if bond.on else "")


def _link(family: Family, number: int) -> str:
    link = family.links[number]
    support = {"stressful": "stressful", "unknown": "support not said"}.get(link.support, f"{link.support} support")
    support += ", stressful as well" if link.stress and link.support != "stressful" else ""
    ends = {"to": _name(family, link.from_), "from": _name(family, link.to), "both": "both"}
    support += f", {ends[link.flow]} {'give' if link.flow == 'both' else 'gives'}" if link.flow else ""
    kinds = [family.others[end].kind for end in (link.from_, link.to) if end in family.others]
    return f"{_name(family, link.from_)} and {_name(family, link.to)}: {support}" + (
        f" ({', '.join(one for one in kinds if one)})" if any(kinds) else ""
    )


def _unlinked(family: Family, id_: str) -> str:
    other = family.others[id_]
    return (other.name or id_) + (f" ({other.kind})" if other.kind else "")
