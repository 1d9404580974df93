"""What templates and scripts have agreed: what one side writes the other knows, and the other way round.

The scripts' side is ``platform/assets/ts/contracts.ts``. It is held against all templates, drawings and style sheets.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple

from tests import node

SOURCE = node.ROOT / "src" / "kinwork"
ASSETS = SOURCE / "platform" / "assets"
ASK = """
import * as all from "./src/kinwork/platform/assets/ts/contracts.ts";
const contracts = all.CONTRACTS.map(({ selector, kinds }) => ({
  selector,
  attributes: Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, kind.isRequired])),
}));
const { IDS, STATES, UNSCRIPTED, LIBRARIES } = all;
console.log(JSON.stringify({ contracts, IDS, STATES, UNSCRIPTED, LIBRARIES }));
"""
ATTRIBUTE = re.compile(r"(?<![\w-])data-[a-z][a-z0-9-]*")
STATEMENT = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
SELECTOR = re.compile(r"(?P<element>[a-z ]*)(?:\[(?P<attribute>[a-z-]+)\]|#(?P<id>[a-z-]+))")
# A drawing's elements are made in Python: element("a", …, data_person=…).
DRAWN = re.compile(r"\bdata_([a-z]+)=")


class Contract(NamedTuple):
    element: str
    attribute: str | None
    id: str | None
    attributes: dict[str, bool]  # whether each is required

    def is_of(self, tag: Tag) -> bool:
        if self.attribute:
            return self.element in ("", tag.element) and self.attribute in tag.attributes
        return tag.attributes.get("id") == self.id


class Tag(NamedTuple):
    where: str
    element: str
    attributes: dict[str, str | None]

    @property
    def data(self) -> list[str]:
        return [name for name in self.attributes if name.startswith("data-")]


@cache
def agreed() -> dict[str, list]:
    return json.loads(node.run("--input-type=module", "-e", ASK))


@cache
def contracts() -> list[Contract]:
    found = [(SELECTOR.fullmatch(one["selector"]), one["attributes"]) for one in agreed()["contracts"]]
    return [Contract(match["element"], match["attribute"], match["id"], names) for match, names in found if match]


@cache
def templates() -> dict[str, str]:
    """By place: what a template says when all its branches are said."""
    paths = [path for path in SOURCE.glob("**/jinja2/**/*") if path.is_file()]
    return {
        str(path.relative_to(SOURCE)): EXPRESSION.sub("x", STATEMENT.sub(" ", path.read_text()))
        for path in sorted(paths)
    }


class StartTags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((self.getpos()[0], tag, dict(attrs)))


@cache
def tags() -> list[Tag]:
    found: list[Tag] = []

    for where, text in templates().items():
        reader = StartTags()
        reader.feed(text)
        found += [Tag(f"{where}:{line}", name, attributes) for line, name, attributes in reader.found]
    return found


@cache
def written() -> set[str]:
    """Every data-* attribute that templates and drawings write."""
    drawn = {f"data-{name}" for path in SOURCE.glob("genogram/*.py") for name in DRAWN.findall(path.read_text())}
    return drawn | {name for text in templates().values() for name in ATTRIBUTE.findall(text)}


def scripts() -> dict[str, str]:
    return {
        path.name: path.read_text()
        for path in (ASSETS / "ts").glob("*.ts")
        if path.name not in ("contract.ts", "contracts.ts", "element-ids.ts")
    }


def declared() -> set[str]:
    return {name for contract in contracts() for name in contract.attributes}


def test_the_templates_are_read():
    assert len(tags()) > 1000
    assert len(contracts()) == len(agreed()["contracts"])


def test_no_attribute_means_two_things():
    names = Counter(name for contract in contracts() for name in contract.attributes)
    for others in ("STATES", "UNSCRIPTED", "LIBRARIES"):
        names.update(agreed()[others])
    assert [name for name, times in names.items() if times > 1] == []


def test_what_a_template_writes_somebody_reads():
    assert written() - declared() - {*agreed()["UNSCRIPTED"], *agreed()["LIBRARIES"]} == set()


def test_what_a_script_reads_some_template_writes():
    assert declared() - written() == set()


def test_attributes_stand_on_the_elements_that_scripts_look_for():
    of = {name: contract for contract in contracts() for name in contract.attributes}
    astray = [f"{tag.where} {name}" for tag in tags() for name in tag.data if name in of and not of[name].is_of(tag)]
    assert astray == []


def test_what_a_script_needs_stands_on_every_such_element():
    lacking = [
        f"{tag.where} {name}"
        for tag in tags()
        for contract in contracts()
        if contract.is_of(tag)
        for name, is_required in contract.attributes.items()
        if is_required and name not in tag.attributes
    ]
    assert lacking == []


def test_every_id_that_a_script_looks_for_is_in_a_template():
    said = "".join(path.read_text() for path in SOURCE.glob("**/jinja2/**/*") if path.is_file())
    assert [one for one in agreed()["IDS"] if f'"{one}"' not in said] == []


def test_scripts_read_attributes_through_their_contracts_alone():
    known = declared() | set(agreed()["STATES"])
    loose = re.compile(r"\bdataset\b|[gs]etAttribute\(\"data-|getElementById\(\"")
    for name, text in scripts().items():
        assert loose.search(text) is None, name
        assert set(ATTRIBUTE.findall(text)) <= known, name


def test_what_is_declared_is_used():
    said = "".join(scripts().values())
    assert [name for name in declared() if name not in said and not is_selector(name)] == []
    assert [state for state in agreed()["STATES"] if f'"{state}"' not in said] == []


def is_selector(name: str) -> bool:
    """Only that it is there counts; scripts use its contract's name."""
    return any(contract.attribute == name for contract in contracts())


def test_what_is_not_for_scripts_is_for_the_style_sheet_or_a_test():
    styles = "".join(path.read_text() for path in (ASSETS / "scss").glob("*.scss"))
    tests = "".join(
        path.read_text() for path in node.ROOT.glob("tests/*/test_*.py") if path.name != "test_contracts.py"
    )
    assert [name for name in agreed()["UNSCRIPTED"] if name not in styles and name not in tests] == []
    said = "".join(templates().values())
    assert [name for name in agreed()["LIBRARIES"] if name not in said] == []
