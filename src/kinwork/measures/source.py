"""What questionnaires bring to documents: scores over time with what they may be taken for, and the goals of each.

Of the children only those whom the document is about. What one person said is not everyone’s to read: made for the
family, it is read through before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from kinwork.clocks.humanize import long_day
from kinwork.documents.reading import Edit, For, Reading, Source
from kinwork.layouts.blocks import Block, Heading, Items, Pairs, Table

from .queries import completions_of, given_to
from .results import Goals, Over, Scored, goals_of, over_time, scored

WIDTHS = (24, 26, 30, 20)


def _finished(reading: Reading) -> list[Scored]:
    """All that may stand in it. Two statements for all sections."""
    others = reading.every_child - reading.child_ids
    found = [
        one for one in completions_of(reading.family_id)
        if one.finished_at is not None and not {one.person_id, one.about_id} & others
    ]  # fmt: skip
    given = given_to(found)
    return [made for one in found if (made := scored(one, given[one.pk], reading.today)) is not None]


def scores(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Questionnaire by questionnaire; where a time is asked for, those filled in since, with what was before."""
    since = reading.since(options.get("since"))
    every = reading.once(_finished)
    lately = {one.instrument.key for one in every if since is None or one.on >= since}
    found: list[Block] = []
    for key in sorted(lately, key=lambda key: next(one.instrument.name for one in every if one.instrument.key == key)):
        those = [one for one in every if one.instrument.key == key]
        goals = [made for one in those if (made := goals_of(one)) is not None]
        found.append(Heading(those[0].instrument.name, ref=f"instrument:{key}"))
        if goals:
            found += _goals(goals[0])  # the last
            continue
        for over in over_time(those):
            found += _over(over)
    return found


def _over(over: Over) -> list[Block]:
    rows, refs = [], []
    for line in over.lines:
        for point in line.points:
            score = point.score
            band = f" ({score.band.name}: {score.cut_offs.source})" if score.band and score.cut_offs else ""
            rows.append((
                line.who, f"{long_day(point.on)}, {point.occasion.lower()}", f"{point.words}{band}",
                f"{score.answered} of {score.asked}",
            ))  # fmt: skip
            refs.append(f"measure:{point.pk}")
        for on, why in line.without:
            rows.append((line.who, long_day(on), f"No score: {why}", ""))
            refs.append("")
    if not rows:
        return []
    people = f"{over.n} {'score' if over.n == 1 else 'scores'}"
    title = f"{over.scale.name}. {over.ends} {people}."
    heads = ("Who", "When", f"Score, {over.scale.range_in_words}", "Answered")
    words = tuple(f"{line.who}: {line.in_words(over.scale)}" for line in over.lines)
    return [Table(heads, tuple(rows), WIDTHS, title=title, refs=tuple(refs)), Items(words)]


def _goals(goals: Goals) -> list[Block]:
    ref = f"measure:{goals.of.completion.pk}"
    found: list[Block] = []
    for title, those in (("The family’s goals", goals.family), ("The worker’s goals", goals.worker)):
        if those:
            rows = tuple((goal.text, goal.reached or "not said yet") for goal in those)
            found.append(Pairs(rows, title=title, ref=ref))
    return [*found, Items((f"As {goals.of.who} said on {long_day(goals.of.on)}.",))] if found else []


def _edits(reading: Reading) -> Sequence[Edit]:
    return [Edit("Measures", reverse("measures", args=[reading.family_id]))]


SCORES = Source("scores", scores, For.LOOKED_THROUGH, _edits, "No questionnaire has been filled in.")
