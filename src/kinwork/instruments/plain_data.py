"""An instrument as plain data, in the words of its file: what is written so is read back the same."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from .model import AnswerSet, Asked, FilledInBy, High, Instrument, Item, Missing, Rule, Scale, Wording


def as_plain(instrument: Instrument) -> dict[str, Any]:
    """The instrument's file as plain data; its JSON is read by ``read_instrument``."""
    found: dict[str, Any] = {
        "key": instrument.key,
        "version": instrument.version,
        "name": instrument.name,
        "kind": str(instrument.kind),
        "measures": instrument.measures,
        "licence": _without_empty(
            wording=str(instrument.licence.wording), words=instrument.licence.words, holder=instrument.licence.holder
        ),
        "filled_in_by": [_respondent(one) for one in instrument.filled_in_by],
        "sources": list(instrument.sources),
        "answers": {item.answers.key: answer_set(item.answers) for item in instrument.items},
    }
    found |= _without_empty(
        when=[str(one) for one in instrument.when],
        anonymous="yes" if instrument.anonymous else "",
        current="" if instrument.is_current else "no",
        other_versions=list(instrument.other_versions),
        introduction=instrument.introduction,
        child_introduction=instrument.child_introduction,
        closing=instrument.closing,
        beware=list(instrument.beware),
        reverse=sorted({number for scale in instrument.scales for number in scale.reverse}),
        scales=[_scale(scale, instrument) for scale in instrument.scales],
    )
    if any(item.part for item in instrument.items):
        found["parts"] = [
            {"title": part, "items": [item_data(one) for one in group]}
            for part, group in groupby(instrument.items, key=lambda item: item.part)
        ]
    else:
        found["items"] = [item_data(one) for one in instrument.items]
    return found


def _without_empty(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}


def _respondent(one: FilledInBy) -> dict[str, Any]:
    return {"who": str(one.who)} | _without_empty(from_age=one.from_age or None, to_age=one.to_age or None)


def answer_set(answers: AnswerSet) -> Any:
    """How items are answered."""
    if answers.asked == Asked.WORDS:
        return "words"
    found: dict[str, Any] = _without_empty(
        asides={aside.code: aside.label for aside in answers.asides},
        unit=answers.unit,
        more="" if answers.more_is_high else "low",
        there=sorted(answers.there),
    )
    if answers.asked == Asked.NUMBER:
        return {"from": answers.low, "to": answers.top, "whole": "yes" if answers.whole else "no"} | found
    if any(option.label for option in answers.options):
        return {"options": {str(option.value): option.label for option in answers.options}} | found
    return {"options": list(answers.values)} | found


def item_data(item: Item) -> dict[str, Any]:
    """An item."""
    condition = None
    if item.only_if is not None:
        condition = {"item": item.only_if.number} | _without_empty(**{"is": list(item.only_if.values)})
    return {"answer": item.answers.key} | _without_empty(
        text=item.text,
        child=item.child_text,
        label=item.label,
        hint=item.hint,
        printed=item.printed,
        says=item.says,
        concept=item.concept,
        only_if=condition,
    )


def _scale(scale: Scale, instrument: Instrument) -> dict[str, Any]:
    turned = {number for one in instrument.scales for number in one.reverse} & set(scale.items)
    found: dict[str, Any] = {
        "key": scale.key,
        "name": scale.name,
        "method": str(scale.method),
        "items": list(scale.items),
        "high": str(scale.high),
        "high_means": scale.high_means,
        "missing": _missing(scale.missing),
    }
    return found | _without_empty(
        as_given="yes" if turned and not scale.reverse else "",
        points={str(value): points for value, points in scale.points.items()},
        counts=sorted(scale.counts),
        levels=[
            {"value": one.value, "name": one.name} | _without_empty(all_of=sorted(one.all_of)) for one in scale.levels
        ],
        cut_offs=[
            {"source": one.source, "bands": {band.name: band.start for band in one.bands}}
            | _without_empty(people=one.people, from_age=one.from_age or None, to_age=one.to_age or None)
            for one in scale.cut_offs
        ],
        norms=[
            {"people": one.people, "mean": one.mean, "source": one.source} | _without_empty(sd=one.sd, n=one.n)
            for one in scale.norms
        ],
        no_cut_off="" if scale.cut_offs else scale.no_cut_off,
        part_of=scale.part_of,
    )


def _missing(missing: Missing) -> dict[str, Any]:
    found: dict[str, Any] = {"rule": str(missing.rule)}
    if missing.rule != Rule.ALL:
        found["at_least"] = missing.at_least
    if missing.rule == Rule.FILL:
        found["value"] = missing.value
    return found | _without_empty(source=missing.source, note=missing.note)


def in_short(instrument: Instrument, most: int = 2) -> str:
    """Range and direction of its scales: of all, where there are few."""
    headline = instrument.headline_scales
    if not headline:
        return "nothing is scored"
    if len(headline) == 1:
        return f"{headline[0].range_in_words}, {headline[0].direction_in_words}"
    said = [f"{scale.name}: {scale.range_in_words}, {scale.direction_in_words}" for scale in headline]
    return "; ".join([*said[:most], *([f"and {len(said) - most} more"] if len(said) > most else [])])


def about(instrument: Instrument) -> dict[str, Any]:
    """What is said of an instrument in a list: never a name alone."""
    headline = instrument.headline_scales
    main = headline[0] if len(headline) == 1 else None
    return {
        "id": instrument.key,
        "version": instrument.version,
        "name": instrument.name,
        "kind": str(instrument.kind),
        "items": len(instrument.items),
        "scales": [
            {
                "key": scale.key,
                "name": scale.name,
                "low": scale.low,
                "high": scale.top,
                "direction": scale.direction_in_words,
                "high_is": str(scale.high) if scale.high != High.NEITHER else None,
            }
            for scale in instrument.scales
        ],
        "range": main.range_in_words if main else None,
        "direction": main.direction_in_words if main else None,
        "scored": in_short(instrument),
        "licence": instrument.licence.words,
        "wording": "here" if instrument.licence.wording == Wording.SHIPS else str(instrument.licence.wording),
        "filled_in_by": [str(one) for one in instrument.filled_in_by],
    }
