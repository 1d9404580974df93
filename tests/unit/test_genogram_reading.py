"""A family file is read to the letter of its format, and refused with id and line where it cannot be."""

import pytest

from kinwork.genogram import ImpossibleFamily, check, from_plain, from_text, lay_out

EXAMPLE = """\
index: [amy]
on: 2013-05-01
people:
  amy:   {name: Amy, sex: F, born: 1993}
  gran:  {name: Ann, sex: F, born: 1976-03}
  bob:   {name: Bob, sex: M, born: 1990-11-02, died: 2012-01-05}
  baby:  {sex: U, expected: 2013-07}
  lost1: {loss: miscarriage}
  kim:   {name: Kim, sex: F, gender: man}
  dad:   {unknown: true, sex: M}
unions:
  u1: {partners: [amy, bob], kind: cohabiting, from: 2011, separated: 2012-06, children: [baby, lost1]}
  u2: {partners: [gran, dad], kind: unknown, children: [{person: amy, tie: birth, from: 1993}]}
siblings: [[amy, kim]]
bonds:
  - {from: amy, to: bob, kind: violent, on: 2012-05}
households: [[amy, gran]]
others:
  school: {name: Hill School, kind: agency}
links:
  - {from: amy, to: school, support: strong}
"""

ONE = "\nunions: {u: {partners: [m], children: [c]}}"


def refused(text: str) -> list[str]:
    with pytest.raises(ImpossibleFamily) as caught:
        lay_out(from_text(text))
    return [str(one) for one in caught.value.findings]


def test_the_contract_s_own_family_is_read():
    family = from_text(EXAMPLE)
    assert list(family.people) == ["amy", "gran", "bob", "baby", "lost1", "kim", "dad"]
    assert family.people["kim"].gender == "man"
    assert str(family.people["gran"].born) == "1976-03"
    assert family.people["dad"].unknown
    assert family.people["baby"].pregnancy
    assert family.unions["u2"].children[0].tie == "birth"
    assert family.bonds[0].kind == "violent"
    assert family.links[0].support == "strong"
    assert not [one for one in check(family) if one.impossible]


def test_json_is_read_too_and_keeps_its_lines():
    family = from_text('{\n\t"people": {\n\t\t"amy": {"born": 1993},\n\t\t"no": {"name": "No"}\n\t}\n}')
    assert str(family.people["amy"].born) == "1993"
    assert family.people["no"].name == "No"
    assert family.line("people", "no") == 4


def test_plain_data_of_python_is_read():
    family = from_plain({"people": {"amy": {"born": 1993, "unknown": False}}, "index": ["amy"]})
    assert family.index == ("amy",)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("people: {amy: {}}\nindex: [ann]", 2, "unknown id 'ann'"),
        ("people:\n  amy: {born: 199x}", 2, "people.amy.born: found '199x', expected a year"),
        ("people:\n  amy: {born: 1993-13}", 2, "found '1993-13'"),
        ("people:\n  amy: {sex: female}", 2, "found 'female', expected one of F, M, U"),
        ("people:\n  amy: {}\n  amy: {}", 3, "'amy' stands here twice, first on line 2"),
        ("people:\n  amy: {colour: red}", 2, "not a field here"),
        ("people: {a: {}, b: {}, c: {}}\nunions:\n  u: {partners: [a, b, c]}", 3, "expected one or two people"),
        ("people: {a: {}, b: {}}\nunions:\n  u: {partners: [a, a]}", 3, "expected one or two people"),
        ("people: {a: {}}\nunions:\n  u: {partners: [a], children: [a]}", 3, "no one is their own parent"),
        ("people: {a: {}, b: {}}\nunions:\n  u: {partners: [a], kind: engaged}", 3, "found 'engaged', expected one of"),
        ("people: {a: {}, b: {}}\nunions:\n  u: {partners: [a], children: [b, b]}", 3, "twice"),
        ("people: {a: {}}\nbonds:\n - {from: a, to: a, kind: close}", 3, "stands at both ends"),
        ("people: {a: {}}\nbonds:\n - {from: a, to: x, kind: close}", 3, "unknown id 'x'"),
        ("people:\n  a: {born: 2000, died: 1999}", 2, "'a' died 1999, before being born 2000"),
        (
            "people:\n  m: {born: 1990, sex: F}\n  c: {born: 1980}\nunions:\n  u: {partners: [m], children: [c]}",
            3,
            "'c' was born 1980, before the parent 'm' was born 1990",
        ),
        (
            "people:\n  m: {died: 1990, sex: F}\n  c: {born: 1995}\nunions:\n  u: {partners: [m], children: [c]}",
            3,
            "after the mother 'm' died 1990",
        ),
        (
            "people:\n  a: {}\n  b: {}\nunions:\n  u: {partners: [a], children: [b]}\n"
            "  v: {partners: [b], children: [a]}",
            2,
            "own ancestor",
        ),
        (
            "people:\n  a: {}\n  b: {}\n  c: {}\nunions:\n  u: {partners: [a], children: [c]}\n"
            "  v: {partners: [b], children: [c]}",
            4,
            "'c' is born to 2 unions",
        ),
        ("people: {a: {}, b: {}}\nunions:\n  u: {partners: [a, b], from: 2010, divorced: 2009}", 3, "dates reversed"),
        ("people:\n  a: {loss: miscarriage}\nunions:\n  u: {partners: [a]}", 4, "is a miscarriage, expected a person"),
        ("people: [a", 2, "neither YAML nor JSON"),
        ("just words", 1, "expected a family"),
        ("", 0, "expected a family"),
        ("people: {}", 1, "no one found"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(text, line, said):
    found = refused(text)
    assert any(said in one and one.startswith(f"line {line}: " if line else "") for one in found), found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "people: {m: {sex: F, born: 1990}, c: {born: 1999}}" + ONE,
            "at most 9",
        ),
        (
            "people: {m: {sex: F, born: 1900}, c: {born: 1975}}" + ONE,
            "at least 74",
        ),
        (
            "people: {m: {sex: M, died: 1990}, c: {born: 1995}}" + ONE,
            "long after",
        ),
        ("on: 2013\npeople: {m: {born: 1850}}", "162 years old"),
        (
            "people: {m: {}, c: {}}\nunions: {u: {partners: [m], children: [c]}, v: {partners: [m, c]}}",
            "ancestor and descendant",
        ),
    ],
)
def test_the_improbable_is_a_warning_only(text, said):
    found = check(from_text(text))
    assert any(said in str(one) for one in found), found
    assert not any(one.impossible for one in found)


def test_a_year_alone_is_never_read_against_people():
    """Mother and child of one year may be impossible in fact, but a father's death in the child's year is not."""
    text = "people: {f: {sex: F, died: 1995}, c: {born: 1995}}\nunions: {u: {partners: [f], children: [c]}}"
    assert check(from_text(text)) == []


def test_nothing_written_is_nothing_known_in_json_and_yaml():
    family = from_text('{"people": {"amy": {"name": "Amy", "died": null}, "bob": null}, "unions": null}')
    assert family.people["amy"].died is None
    assert from_text("people:\n  amy:\n  bob: {born: ~, died: null}\n").people["bob"].born is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "found nothing, expected a family"),
        ("people: " + "[" * 100_000, "nested deeper"),
        ("people: " + "{a: " * 5_000 + "}" * 5_000, "nested deeper"),
        ("people: &x\n  a: *x\n", "20 levels"),
        ("people:\n\ta: {}\n", "line 2: neither YAML nor JSON: found a tab"),
    ],
)
def test_what_is_no_family_is_refused_in_a_line(text, says):
    assert says in refused(text)[0]


def test_a_divorce_before_the_separation_is_drawn_with_a_warning():
    family = from_text("people: {a: {}, b: {}}\nunions: {u: {partners: [a, b], separated: 2009, divorced: 2008}}")
    (finding,) = check(family)
    assert not finding.impossible
    assert "divorced 2008, before they separated 2009" in str(finding)
