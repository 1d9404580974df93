"""An instrument in words: what it measures, for whom, how it is scored, what its scores may be taken for."""

from __future__ import annotations

from collections.abc import Iterator

from .model import AnswerSet, Asked, Instrument, Method, Scale, Wording, plain
from .scoring import rule_in_words

WORDINGS = {
    Wording.SHIPS: "The wording is here.",
    Wording.LICENSED: "The wording is not here: load it from a file of your own, with your licence.",
    Wording.TOTALS: "Only totals are entered here; it is filled in on its own form.",
}


def lines(instrument: Instrument) -> Iterator[str]:
    """The instrument, line by line."""
    yield f"{instrument.name} ({instrument.key}, version {instrument.version})"
    yield instrument.measures
    yield f"Filled in by: {'; '.join(map(str, instrument.filled_in_by))}."
    if instrument.anonymous:
        yield "Anonymous: managers see no answers of fewer than five people."
    yield f"{WORDINGS[instrument.licence.wording]} {instrument.licence.words}"
    for word in instrument.beware:
        yield f"Note: {word}"
    yield ""
    part = None
    for item in instrument.items:
        if item.part and item.part != part:
            part = item.part
            yield f"{part}"
        words = item.text or item.label or "(licensed)"
        turned = " (turned)" if any(item.number in scale.reverse for scale in instrument.scales) else ""
        yield f"  {item.key:5} {words}{turned}  [{answers_in_words(item.answers)}]"
    for scale in instrument.scales:
        yield ""
        yield from _scale(scale)
    yield ""
    yield "Sources:"
    for source in instrument.sources:
        yield f"  {source}"


def answers_in_words(answers: AnswerSet) -> str:
    """How an item may be answered.

    >>> answers_in_words(AnswerSet("hours", Asked.NUMBER, low=0, top=24, whole=False, unit="hours"))
    '0 to 24 hours'
    """
    if answers.asked == Asked.WORDS:
        return "words"
    if answers.asked == Asked.NUMBER:
        return f"{plain(answers.low)} to {plain(answers.top)} {answers.unit}".strip()
    said = [f"{o.value} {o.label}" if o.label and o.label != str(o.value) else str(o.value) for o in answers.options]
    return ", ".join([*said, *(f"{aside.code} {aside.label}" for aside in answers.asides)])


def _scale(scale: Scale) -> Iterator[str]:
    yield f"{scale.name} ({scale.key}): {scale.method} of {', '.join(f'q{number}' for number in scale.items)}"
    yield f"  from {scale.range_in_words}; {scale.direction_in_words}"
    if scale.method != Method.ITEM:
        yield f"  {rule_in_words(scale.missing)}"
    for cut_offs in scale.cut_offs:
        bands = ", ".join(f"{band.name} from {plain(band.start)}" for band in cut_offs.bands)
        people = f" for {cut_offs.people}" if cut_offs.people else ""
        yield f"  {bands}{people} ({cut_offs.source})"
    if not scale.cut_offs and not scale.levels:
        yield f"  {scale.no_cut_off}"
    for norm in scale.norms:
        yield f"  mean {plain(norm.mean)}: {norm.people} ({norm.source})"
