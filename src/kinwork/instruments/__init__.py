"""Questionnaires, schedules and coding frames as data, and their scoring. Pure: no Django, no clock, no database."""

from .answering import BadAnswer, BadAnswers, checked
from .fhir import Completion, NotFhir, from_questionnaire, from_response, questionnaire, response
from .filling_in import Form, NotToBeAsked, Question, for_filling_in, why_not
from .library import BadFolder, Library, NoSuchInstrument, instrument, instruments, library
from .model import High, Instrument, Item, Scale, When, Who, Wording
from .reading import NoInstrument, read_instrument
from .scoring import Result, Score, Scorer, as_better, as_more, rule_in_words, score
from .side_by_side import agreement, side_by_side
from .wording import LoadedWording, NoWording, read_wording

__all__ = [
    "BadAnswer",
    "BadAnswers",
    "BadFolder",
    "Completion",
    "Form",
    "High",
    "Instrument",
    "Item",
    "Library",
    "LoadedWording",
    "NoInstrument",
    "NoSuchInstrument",
    "NoWording",
    "NotFhir",
    "NotToBeAsked",
    "Question",
    "Result",
    "Scale",
    "Score",
    "Scorer",
    "When",
    "Who",
    "Wording",
    "agreement",
    "as_better",
    "as_more",
    "checked",
    "for_filling_in",
    "from_questionnaire",
    "from_response",
    "instrument",
    "instruments",
    "library",
    "questionnaire",
    "read_instrument",
    "read_wording",
    "response",
    "rule_in_words",
    "score",
    "side_by_side",
    "why_not",
]
