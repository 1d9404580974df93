"""The scales of an instrument's file: which items, how they are put together, what their scores may be taken for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Protocol

import yaml

from kinwork.yaml_fields import shown

from .model import (
    Asked,
    Band,
    CutOffs,
    High,
    Item,
    Level,
    Method,
    Missing,
    Norm,
    Rule,
    Scale,
    plain,
)

FIELDS = (
    "key", "name", "method", "items", "as_given", "points", "counts", "levels", "missing", "high", "high_means",
    "range", "cut_offs", "no_cut_off", "norms", "part_of",
)  # fmt: skip


class Walker(Protocol):
    """What is needed of whoever reads the file."""

    def wrong(self, node: Any, where: str, what: str, right: str) -> None: ...
    def fields(self, node: Any, where: str, allowed: tuple[str, ...]) -> dict[str, Any]: ...
    def words(self, node: Any, where: str, name: str, *, most: int, needed: bool = False) -> str: ...
    def one_of(self, node: Any, where: str, name: str, choices: Iterable[Any], default: Any) -> Any: ...
    def yes(self, node: Any, where: str, name: str, *, default: bool = False) -> bool: ...
    def number(self, node: Any, where: str, name: str, most: int) -> int: ...
    def numbers(self, node: Any, where: str, name: str, allowed: Iterable[int]) -> tuple[int, ...]: ...
    def integer(self, node: Any, where: str, name: str) -> int: ...
    def figure(self, node: Any, where: str, name: str) -> float: ...
    def key(self, node: Any, where: str) -> str: ...


class ScaleReader:
    """Reads scales against the items that there are."""

    def __init__(self, walker: Walker, items: tuple[Item, ...]) -> None:
        self.walker = walker
        self.items = {item.number: item for item in items}

    def scales(self, node: Any, reverse: frozenset[int], missing: Missing) -> tuple[Scale, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.walker.wrong(node, "scales", f"{shown(node)} stands here.", "Write a list: “- key: …” for each scale.")
            return ()
        found = tuple(self.scale(one, number, reverse, missing) for number, one in enumerate(node.value, 1))
        keys = [scale.key for scale in found]
        for scale in found:
            if scale.part_of and scale.part_of not in keys:
                right = f"There are: {', '.join(keys)}."
                self.walker.wrong(node, f"scale “{scale.key}”", f"There is no scale “{scale.part_of}”.", right)
        return found

    def scale(self, node: Any, number: int, reverse: frozenset[int], default: Missing) -> Scale:
        walker, where = self.walker, f"scale {number}"
        found = walker.fields(node, where, FIELDS)
        key = walker.key(found.get("key"), where)
        where = f"scale “{key}”" if key else where
        for name in ("key", "name", "method", "items", "high", "high_means"):
            if name not in found and isinstance(node, yaml.MappingNode):
                right = "Every scale has key, name, method, items, high, high_means."
                walker.wrong(node, where, f"“{name}” is missing.", right)
        method = walker.one_of(found.get("method"), where, "method", Method, Method.SUM)
        items = self.items_of(found.get("items"), where, method)
        points = self.points(found.get("points"), where, items)
        turned = frozenset() if walker.yes(found.get("as_given"), where, "as_given") else reverse & frozenset(items)
        if points and turned:
            walker.wrong(
                found["points"], where, "Its items are turned, and count as points too.", "Keep one of the two."
            )
        counts = self.counts(found.get("counts"), where, items, method)
        levels = self.levels(found.get("levels"), where, items, method)
        missing = self.missing(found["missing"], where, len(items)) if "missing" in found else default
        self.fits(missing, found.get("missing", node), where, items)
        low, top = self.range_of(method, items, points, levels)
        self.is_range(found.get("range"), where, low, top)
        return Scale(
            key=key,
            name=walker.words(found.get("name"), where, "name", most=600, needed=True),
            method=method,
            items=items,
            low=low,
            top=top,
            high=walker.one_of(found.get("high"), where, "high", High, High.NEITHER),
            high_means=walker.words(found.get("high_means"), where, "high_means", most=200, needed=True),
            missing=missing,
            reverse=turned,
            points=points,
            counts=counts,
            levels=levels,
            cut_offs=self.cut_offs(found.get("cut_offs"), where, low, top),
            no_cut_off=self.no_cut_off(found, where),
            norms=self.norms(found.get("norms"), where, low, top),
            part_of=walker.key(found.get("part_of"), where),
        )

    def items_of(self, node: Any, where: str, method: Method) -> tuple[int, ...]:
        if node is None:
            return ()
        if isinstance(node, yaml.ScalarNode) and node.value == "all":
            numbers = tuple(item.number for item in self.items.values() if item.is_scored)
        else:
            numbers = self.walker.numbers(node, where, "items", self.items)
        if twice := [number for number, n in Counter(numbers).items() if n > 1]:
            self.walker.wrong(node, where, f"Item {twice[0]} stands here twice.", "Keep one.")
        if wordy := [number for number in numbers if not self.items[number].is_scored]:
            right = "Leave it out: words are no numbers."
            self.walker.wrong(node, where, f"Item {wordy[0]} is answered in words.", right)
        numbers = tuple(number for number in numbers if self.items[number].is_scored)
        if not numbers:
            self.walker.wrong(node, where, "It has no items.", "Write the numbers of its items, or: all.")
            return ()
        want = {Method.ITEM: 1, Method.CHANGE: 2}.get(method)
        if want and len(numbers) != want:
            right = {1: "“item” reads one.", 2: "“change” takes two: the later, then the earlier."}[want]
            self.walker.wrong(node, where, f"It has {len(numbers)} items.", right)
            return ()
        spans = {(self.items[number].answers.lowest, self.items[number].answers.highest) for number in numbers}
        if method in (Method.MEAN, Method.PERCENT, Method.CHANGE) and len(spans) > 1:
            right = "A mean or difference needs items that are answered alike."
            self.walker.wrong(node, where, "Its items have different ranges of answers.", right)
        return numbers

    def points(self, node: Any, where: str, items: tuple[int, ...]) -> dict[int, int]:
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            right = "Write what each answer counts as: {0: 0, 1: 0, 2: 1, 3: 1}."
            self.walker.wrong(node, where, f"“points” holds {shown(node)}.", right)
            return {}
        found = {
            self.walker.integer(key, where, "points"): self.walker.integer(value, where, "points")
            for key, value in node.value
        }
        for number in items:
            if without := [value for value in self.items[number].answers.values if value not in found]:
                right = "Say what each answer counts as."
                self.walker.wrong(node, where, f"The answer {without[0]} of item {number} has no points.", right)
                break
        return found

    def counts(self, node: Any, where: str, items: tuple[int, ...], method: Method) -> frozenset[int]:
        if (node is None) == (method in (Method.COUNT, Method.LEVEL)):
            right = "A count or a level says by which answers an item counts; other methods do not."
            self.walker.wrong(node, where, f"“counts” and the method {method} do not go together.", right)
        allowed = sorted({value for number in items for value in self.items[number].answers.values})
        return frozenset(self.walker.numbers(node, where, "counts", allowed))

    def levels(self, node: Any, where: str, items: tuple[int, ...], method: Method) -> tuple[Level, ...]:
        if node is None:
            if method == Method.LEVEL:
                self.walker.wrong(
                    None, where, "“levels” is missing.", "Write the levels, the one that needs most first."
                )
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.walker.wrong(node, where, f"“levels” holds {shown(node)}.", "Write a list of levels.")
            return ()
        levels = []
        for one in node.value:
            found = self.walker.fields(one, where, ("value", "name", "all_of"))
            levels.append(
                Level(
                    self.walker.integer(found["value"], where, "value") if "value" in found else 0,
                    self.walker.words(found.get("name"), where, "name", most=80, needed=True),
                    frozenset(self.walker.numbers(found.get("all_of"), where, "all_of", items)),
                )
            )
        if levels and levels[-1].all_of:
            self.walker.wrong(node, where, "Not every pattern has a level.", "Let the last level need nothing.")
        return tuple(levels)

    def missing(self, node: Any, where: str, items: int) -> Missing:
        if node is None:
            return Missing()
        walker = self.walker
        where = f"{where}, missing" if where else "missing"
        found = walker.fields(node, where, ("rule", "at_least", "value", "source", "note"))
        rule = walker.one_of(found.get("rule"), where, "rule", Rule, Rule.ALL)
        source = walker.words(found.get("source"), where, "source", most=300)
        if rule in (Rule.MEAN, Rule.FILL) and not source:
            right = "Name who published it; without a source, items left out mean no score (rule: all)."
            walker.wrong(node, where, "The rule fills in what people left out, and has no source.", right)
        if (rule == Rule.FILL) != ("value" in found):
            walker.wrong(node, where, f"“value” and the rule {rule} do not go together.", "Only “fill” has a value.")
        if rule == Rule.ALL and "at_least" in found:
            walker.wrong(node, where, "All must be answered, and “at_least” too.", "Leave “at_least” out.")
        least = walker.number(found["at_least"], where, "at_least", 300) if "at_least" in found else 0
        if least > items:
            walker.wrong(node, where, f"At least {least} of {items} must be answered.", f"Write 1 to {items}.")
        return Missing(
            rule,
            least or (0 if rule == Rule.ALL else 1),
            walker.integer(found["value"], where, "value") if "value" in found else 0,
            source,
            walker.words(found.get("note"), where, "note", most=400),
        )

    def fits(self, missing: Missing, node: Any, where: str, items: tuple[int, ...]) -> None:
        if missing.rule != Rule.FILL:
            return
        for number in items:
            answers = self.items[number].answers
            if answers.asked == Asked.ONE and missing.value not in answers.values:
                right = f"Its answers are: {', '.join(map(str, answers.values))}."
                self.walker.wrong(node, where, f"{missing.value} is filled in, no answer of item {number}.", right)
                return

    def range_of(
        self, method: Method, items: tuple[int, ...], points: dict[int, int], levels: tuple[Level, ...]
    ) -> tuple[float, float]:
        ends = []
        for number in items:
            answers = self.items[number].answers
            worth = [points[value] for value in answers.values if value in points]
            ends.append((min(worth), max(worth)) if worth else (answers.lowest, answers.highest))
        if not ends:
            return 0, 1
        if method == Method.PERCENT:
            return 0, 100
        if method == Method.COUNT:
            return 0, len(items)
        if method == Method.LEVEL:
            values = [level.value for level in levels] or [0]
            return min(values), max(values)
        if method == Method.CHANGE:
            width = ends[0][1] - ends[0][0]
            return -width, width
        low, top = sum(end[0] for end in ends), sum(end[1] for end in ends)
        return (low, top) if method == Method.SUM else (low / len(ends), top / len(ends))

    def is_range(self, node: Any, where: str, low: float, top: float) -> None:
        if node is None:
            return
        each = node.value if isinstance(node, yaml.SequenceNode) else []
        said = [self.walker.figure(one, where, "range") for one in each]
        if said != [low, top]:
            shown_range = " to ".join(plain(one) for one in said) or shown(node)
            right = f"By its items and answers it goes from {plain(low)} to {plain(top)}."
            self.walker.wrong(node, where, f"“range” says {shown_range}.", right)

    def cut_offs(self, node: Any, where: str, low: float, top: float) -> tuple[CutOffs, ...]:
        if node is None:
            return ()
        walker, where = self.walker, f"{where}, cut_offs"
        if not isinstance(node, yaml.SequenceNode):
            walker.wrong(node, where, f"{shown(node)} stands here.", "Write a list: “- source: …” for each.")
            return ()
        found = []
        for one in node.value:
            fields = walker.fields(one, where, ("source", "people", "from_age", "to_age", "bands"))
            if "source" not in fields:
                walker.wrong(one, where, "“source” is missing.", "Name who published it, and the year.")
            found.append(
                CutOffs(
                    self.bands(fields.get("bands"), one, where, low, top),
                    walker.words(fields.get("source"), where, "source", most=300, needed=True),
                    walker.words(fields.get("people"), where, "people", most=200),
                    walker.number(fields["from_age"], where, "from_age", 120) if "from_age" in fields else 0,
                    walker.number(fields["to_age"], where, "to_age", 120) if "to_age" in fields else 0,
                )
            )
        return tuple(found)

    def no_cut_off(self, found: dict[str, Any], where: str) -> str:
        said = self.walker.words(found.get("no_cut_off"), where, "no_cut_off", most=200)
        if said and "cut_offs" in found:
            self.walker.wrong(found["no_cut_off"], where, "It has cut-offs and says why it has none.", "Keep one.")
        return said or Scale.no_cut_off

    def bands(self, node: Any, about: Any, where: str, low: float, top: float) -> tuple[Band, ...]:
        if not isinstance(node, yaml.MappingNode) or not node.value:
            right = "Write each band with its lowest score, the lowest first: {normal: 0, raised: 14}."
            self.walker.wrong(node if node is not None else about, where, "“bands” holds no bands.", right)
            return (Band("", low),)
        bands = tuple(
            Band(self.walker.words(key, where, "bands", most=80), self.walker.figure(value, where, "bands"))
            for key, value in node.value
        )
        starts = [band.start for band in bands]
        if starts[0] != low:
            right = f"The first begins at {plain(low)}, the lowest score."
            self.walker.wrong(node, where, f"The bands begin at {plain(starts[0])}.", right)
        if any(after <= before for before, after in pairwise(starts)):
            self.walker.wrong(node, where, "The bands do not rise.", "Write the band with the lowest score first.")
        if starts[-1] > top:
            self.walker.wrong(
                node, where, f"A band begins at {plain(starts[-1])}.", f"The highest score is {plain(top)}."
            )
        return bands

    def norms(self, node: Any, where: str, low: float, top: float) -> tuple[Norm, ...]:
        if node is None:
            return ()
        walker, where = self.walker, f"{where}, norms"
        found = []
        for one in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            fields = walker.fields(one, where, ("people", "mean", "sd", "n", "source"))
            for name in ("people", "mean", "source"):
                if name not in fields and isinstance(one, yaml.MappingNode):
                    walker.wrong(one, where, f"“{name}” is missing.", "A norm has people, mean and source.")
            mean = walker.figure(fields["mean"], where, "mean") if "mean" in fields else low
            if not low <= mean <= top:
                walker.wrong(
                    fields["mean"],
                    where,
                    f"The mean is {plain(mean)}.",
                    f"Scores go from {plain(low)} to {plain(top)}.",
                )
            found.append(
                Norm(
                    walker.words(fields.get("people"), where, "people", most=200, needed=True),
                    mean,
                    walker.words(fields.get("source"), where, "source", most=300, needed=True),
                    walker.figure(fields["sd"], where, "sd") if "sd" in fields else None,
                    walker.number(fields["n"], where, "n", 10_000_000) if "n" in fields else None,
                )
            )
        return tuple(found)
