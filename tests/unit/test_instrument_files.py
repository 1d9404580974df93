"""An instrument is a file: a new one needs nothing else, and what is wrong in one is said with its line."""

from __future__ import annotations

import json

import pytest

from kinwork.instruments import (
    BadFolder,
    NoInstrument,
    NoSuchInstrument,
    NotToBeAsked,
    NoWording,
    Who,
    for_filling_in,
    instrument,
    instruments,
    library,
    read_instrument,
    read_wording,
    score,
)
from kinwork.instruments.library import shipped
from kinwork.instruments.plain_data import as_plain

HOPE = """key: hope
version: "2026"
name: Hope
measures: How hopeful a family is.
licence: {wording: ships, words: Ours.}
filled_in_by: [{who: child, from_age: 8}, parent]
sources: ["Our own, 2026"]
answers:
  three: {options: {1: "No", 2: A little, 3: "Yes"}}
items:
  - {text: We know what will happen next, child: I know what happens next, says: strength}
  - {text: We are afraid of what may come, says: problem}
reverse: [2]
scales:
  - key: total
    name: Hope
    method: sum
    items: all
    range: [2, 6]
    high: better
    high_means: more hope
    cut_offs: [{source: "Our own, 2026", bands: {low: 2, fair: 4}}]
"""
GHQ_WORDS = """wording_of: ghq-12
version: "1988"
licence: Licence 4711 of Mapleshire, until March 2028
items: {ALL}
answers:
  column: {0: a, 1: b, 2: c, 3: d}
""".replace("ALL", ", ".join(f"{n}: question {n}" for n in range(1, 13)))


def wrong(text):
    with pytest.raises(NoInstrument) as found:
        read_instrument(text)
    return [str(one) for one in found.value.problems]


@pytest.fixture
def folder(tmp_path):
    def write(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_new_instrument_is_a_new_file(folder):
    there = folder(hope=HOPE)
    ours = instrument("hope", folder=there)
    found = score(ours, {"q1": 3, "q2": 2})["total"]
    assert (found.value, found.band.name) == (5, "fair")
    assert "hope" in [one.key for one in instruments(there)]
    assert "hope" not in [one.key for one in instruments()]
    assert for_filling_in(ours, who=Who.CHILD, age=8).questions[0].text == "I know what happens next"


def test_a_folder_is_read_again_when_a_file_has_changed(folder):
    there = folder(hope=HOPE)
    assert library(there) is library(there)
    folder(hope=HOPE.replace("name: Hope\nmeasures", "name: Hope and trust\nmeasures"))
    assert instrument("hope", folder=there).name == "Hope and trust"


def test_an_authoritys_version_takes_the_place_of_the_one_that_ships(folder):
    text = HOPE.replace("key: hope", "key: session-rating").replace('"2026"', '"Mapleshire 2026"', 1)
    there = library(folder(ours=text))
    assert there.instrument("session-rating").version == "Mapleshire 2026"
    assert there.instrument("session-rating", "Bostock 2017").is_current is False
    assert instrument("session-rating").version == "Bostock 2017"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"hope": HOPE, "again": HOPE},
            "hope.yaml: hope 2026 is there already, in again.yaml. Give it another version.",
        ),
        ({"ghq": HOPE.replace("key: hope", "key: score-15").replace('"2026"', '"2010"', 1)}, "with Kinwork. Give it"),
        ({"a": HOPE, "b": HOPE.replace('"2026"', '"2027"', 1)}, "a.yaml, b.yaml: 2 versions of hope are in use today"),
        ({"old": HOPE + "current: no\n"}, "old.yaml: no version of hope is in use today"),
        ({"hope": HOPE.replace("reverse: [2]", "reverse: [3]")}, "hope.yaml, line 13, reverse: There is no 3 here."),
        ({"words": GHQ_WORDS, "words2": GHQ_WORDS}, "words2.yaml: there are two files with the wording of ghq-12 1988"),
        ({"words": GHQ_WORDS.replace("12: question 12", "13: q")}, "words.yaml, line 4, items: Item 12 has no words."),
    ],
)
def test_what_is_wrong_in_a_folder_names_the_file(folder, files, said):
    with pytest.raises(BadFolder) as found:
        library(folder(**files))
    assert said in str(found.value)


def test_no_folder_and_no_text(tmp_path):
    with pytest.raises(BadFolder, match="this is no folder"):
        library(tmp_path / "nowhere")
    (tmp_path / "bad.yaml").write_bytes(b"key: caf\xe9")
    with pytest.raises(BadFolder, match=r"bad\.yaml: this is no text in UTF-8"):
        library(tmp_path)


def test_an_instrument_that_is_not_there_names_the_nearest():
    with pytest.raises(NoSuchInstrument, match="Did you mean “score-15”"):
        instrument("score15")
    with pytest.raises(NoSuchInstrument, match="'score-15' has no version '1999': there are 2010"):
        instrument("score-15", "1999")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("reverse: [2]", "reverse: [1, 2]",
         "line 13, reverse: Item 1 says a strength, so that a high answer to it is better; "
         "“total” has high = better, and the item is turned. Take it out of “reverse”."),
        ("reverse: [2]", "", "Item 2 says a problem, so that a high answer to it is worse; "
         "“total” has high = better, and the item is not turned. Put it into “reverse”."),
        ("reverse: [2]", "reverse: [2, 2]",
         "line 13, reverse: Item 2 stands here twice. Turned twice is not turned: keep one."),
        ("reverse: [2]", "reverse: [2, 7]", "line 13, reverse: There is no 7 here. There are 1 to 2."),
        ("items: all", "items: [1]", "line 13, reverse: Item 2 is in no scale that turns it. Take it out."),
        ("range: [2, 6]", "range: [1, 6]", "line 19, scale “total”: “range” says 1 to 6. "
         "By its items and answers it goes from 2 to 6."),
        ("bands: {low: 2, fair: 4}", "bands: {low: 3, fair: 4}",
         "The bands begin at 3. The first begins at 2, the lowest score."),
        ("bands: {low: 2, fair: 4}", "bands: {low: 2, fair: 9}", "A band begins at 9. The highest score is 6."),
        ("bands: {low: 2, fair: 4}", "bands: {low: 2, fair: 2}", "The bands do not rise."),
        ('source: "Our own, 2026", bands', "bands", "“source” is missing. Name who published it, and the year."),
        ("    cut_offs:", "    no_cut_off: none\n    cut_offs:", "It has cut-offs and says why it has none. Keep one."),
        ("high: better", "high: good",
         "line 20, scale “total”: “high” is “good”. Write one of: better, worse, neither."),
        ("    high_means: more hope\n", "", "“high_means” is missing."),
        ("method: sum", "method: summ", "line 17, scale “total”: “method” is “summ”. Did you mean “sum”?"),
        ("items: all", "items: all\n    missing: {rule: mean, at_least: 1}",
         "The rule fills in what people left out, and has no source. Name who published it"),
        ("items: all", "items: all\n    missing: {rule: fill, value: 9, source: x}",
         "9 is filled in, no answer of item 1."),
        ("items: all", "items: all\n    missing: {rule: answered, at_least: 3}", "At least 3 of 2 must be answered."),
        ("items: all", "items: all\n    points: {1: 0, 2: 1}", "The answer 3 of item 1 has no points."),
        ("items: all", "items: [1, 1]", "Item 1 stands here twice."),
        ('3: "Yes"', '1: "Yes"', "line 9, answers “three”: The option 1 stands here twice."),
        ("wording: ships", "wording: licensed", "line 11, item 1: It has words, and its wording is licensed."),
        ("licence: {wording: ships, words: Ours.}\n", "", "“licence” is missing."),
        ("key: hope", "key: Hope!", "line 1: “key” is “Hope!”. Write small letters, figures, -: such as score-15."),
        ("says: problem", "says: trouble", "line 12, item 2: “says” is “trouble”."),
        ("from_age: 8", "from_age: 80, to_age: 8", "line 6, filled_in_by: It is from 80 to 8 years."),
        ("who: child", "who: kid", "“who” is “kid”."),
        ("says: problem}", "says: problem, only_if: {item: 2}}",
         "It depends on item 2. Name an item before it: 1 to 1."),
        ("says: problem}", "says: problem, only_if: {item: 1, is: [7]}}",
         "Item 1 is never 7. Its answers are: 1, 2, 3."),
        ("version:", "wersion:", "line 2: “wersion” is no field here. Did you mean “version”?"),
        ("name: Hope\nmeasures", "name: Hope: always\nmeasures", "There is a colon inside the words."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line_and_what_would_be_right(was, now, said):
    assert was in HOPE
    found = wrong(HOPE.replace(was, now, 1))
    assert any(said in one for one in found), found


def test_a_file_that_is_none():
    assert wrong("")[0].startswith("There is nothing in it. Write fields: key, version, name, kind, measures, licence,")
    assert "An instrument has at most 120,000" in wrong("a" * 200_000)[0]
    assert "nested too deep" in wrong("a: " + "[" * 40 + "]" * 40)[0]
    assert wrong("- one")[0].startswith("line 1: a list stands here.")


def test_a_sum_with_the_mean_for_what_was_left_out():
    rule = '    missing: {rule: mean, at_least: 1, source: "Our own, 2026"}\n'
    text = HOPE.replace("    range:", f"{rule}    range:").replace(
        '3: "Yes"}}', '3: "Yes"}, asides: {unsure: Not sure}}'
    )
    one = read_instrument(text)
    found = score(one, {"q1": 3})["total"]
    assert (found.value, found.answered, found.filled, found.rule) == (6, 1, 1, "mean")
    unsure = score(one, {"q1": 2, "q2": "unsure"})["total"]
    assert (unsure.value, unsure.answered, unsure.filled, unsure.aside) == (4, 1, 1, 1)
    assert score(one, {"q2": "unsure"})["total"].value is None


def test_rows_of_a_part_are_numbered_on_and_depend_within_their_row():
    text = HOPE.split("items:\n")[0] + (
        "  free: words\nparts:\n  - title: Child {n}\n    rows: 3\n    items:\n"
        "      - {text: Name, answer: free}\n      - {text: Well?, answer: three, only_if: {item: 1}}\n"
    )
    found = read_instrument(text)
    assert [(item.part, item.number) for item in found.items][2:4] == [("Child 2", 3), ("Child 2", 4)]
    assert [item.only_if.number for item in found.items if item.only_if] == [1, 3, 5]


@pytest.mark.parametrize("one", [pytest.param(one, id=one.key) for one in shipped().all])
def test_an_instrument_written_as_plain_data_is_read_the_same(one):
    assert read_instrument(json.dumps(as_plain(one), ensure_ascii=False)) == one


# Licensed wording of an authority


def test_an_authority_loads_the_words_that_it_has_a_licence_for(folder):
    there = library(folder(words=GHQ_WORDS))
    ghq = there.instrument("ghq-12")
    with pytest.raises(NotToBeAsked, match="licensed, and none are loaded"):
        for_filling_in(ghq)
    loaded = there.wording_for(ghq)
    form = for_filling_in(ghq, wording=loaded)
    assert form.questions[11].text == "question 12"
    assert [option.label for option in form.questions[0].options] == list("abcd")
    assert loaded.licence.startswith("Licence 4711")
    assert not ghq.items[0].text, "the instrument itself stays without words"
    with pytest.raises(NotToBeAsked, match="wording of ghq-12"):
        for_filling_in(instrument("score-15"), wording=loaded)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("ghq-12", "ghq12", "line 1: There is no instrument “ghq12”. Did you mean “ghq-12”?"),
        ("ghq-12", "sdq-parent", "line 2: sdq-parent has no version “1988”. There are: three bands."),
        ('wording_of: ghq-12\nversion: "1988"', "wording_of: sdq-parent\nversion: three bands",
         "line 1: sdq-parent takes no wording. Only the totals"),
        ('"1988"', '"1977"', "line 2: ghq-12 has no version “1977”. There are: 1988."),
        ("licence: Licence 4711 of Mapleshire, until March 2028\n", "", "“licence” is missing."),
        ("3: d", "4: d", "line 6, answers “column”: There is no 4. There are: 0 to 3."),
        ("3: d", "2: d", "line 6, answers “column”: 2 stands here twice."),
        (", 3: d", "", "line 6, answers “column”: The answer 3 has no words."),
        ("2: question 2", '2: ""', "line 4, items: “2” is empty."),
    ],
)  # fmt: skip
def test_wording_is_checked_against_its_instrument(was, now, said):
    assert was in GHQ_WORDS
    with pytest.raises(NoWording) as found:
        read_wording(GHQ_WORDS.replace(was, now, 1), shipped().all)
    assert any(said in str(one) for one in found.value.problems), found.value.problems
