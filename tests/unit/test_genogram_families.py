"""Families that drawing programs are known to fail at: drawn, with everybody in them, whoever they are about."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kinwork.genogram import Family, describe, draw_svg, from_plain, from_text, lay_out
from kinwork.genogram.plain_data import plain_with_lines
from kinwork.genogram.surroundings import describe_ecomap, draw_ecomap

FILES = sorted((Path(__file__).parents[1] / "families").glob("*.yaml"))


def drawn(svg: str) -> Counter[str]:
    people = (one.get("data-person") for one in ElementTree.fromstring(svg).iter())
    return Counter(one for one in people if one)


def all_are_in(family: Family) -> None:
    everybody = Counter(list(family.people))
    assert drawn(draw_svg(lay_out(family))) == everybody
    assert drawn(draw_ecomap(family)) == everybody
    said = describe(family).split("People\n")[1].split("\n\n")[0].splitlines()
    assert len(said) == len(family.people)
    assert all(one.called in describe_ecomap(family) for one in family.people.values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_everybody_is_in_the_drawing(file):
    all_are_in(from_text(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_everybody_is_in_it_whoever_it_is_about_and_in_whatever_order_it_was_told(file):
    data, _ = plain_with_lines(file.read_text(encoding="utf-8"))
    dice = random.Random(file.stem)
    for _ in range(12):
        told = json.loads(json.dumps(data))
        for part in ("people", "unions"):
            pairs = list(told[part].items())
            dice.shuffle(pairs)
            told[part] = dict(pairs)
        told["index"] = dice.sample(list(told["people"]), dice.randrange(3))
        all_are_in(from_plain(told))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_everybody_is_in_it_beside_people_of_whom_no_tie_is_known_yet(file):
    data, _ = plain_with_lines(file.read_text(encoding="utf-8"))
    for loose in (1, 7):
        more = {f"loose{number}": {"name": "Loose"} for number in range(loose)}
        all_are_in(from_plain({**data, "people": {**more, **data["people"]}}))
        all_are_in(from_plain({**data, "people": {**data["people"], **more}, "index": ["loose0"]}))
