"""What can be brought in, as rows: whose words it usually is, whether a machine made it, whether it was recorded."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from kinwork.record.models import EntryKind


class Origin(models.TextChoices):
    """Whose words a passage is. In the order of the keys 1 to 5."""

    CHILD = "child", "The child’s words"
    FAMILY = "family", "Family"
    AGENCY = "agency", "Another agency"
    WORKER = "worker", "Our worker"
    MACHINE = "machine", "Machine"


@dataclass(frozen=True)
class Kind:
    """``noun``: as it stands in a sentence, after “from”. ``entry``: what the entry usually is that it becomes."""

    key: str
    label: str
    noun: str
    origin: Origin
    entry: EntryKind
    is_by_machine: bool = False  # each passage is unchecked until a named person has gone through it
    is_recorded: bool = False  # of speech that was recorded: whoever was recorded has a say
    asks_made_by: str = "Who wrote it"


KINDS = (
    Kind("email", "E-mail or message", "an e-mail", Origin.AGENCY, EntryKind.MESSAGE),
    Kind("letter", "Letter", "a letter", Origin.AGENCY, EntryKind.DOCUMENT),
    Kind("minutes", "Minutes or report of another agency", "minutes of another agency", Origin.AGENCY,
         EntryKind.DOCUMENT),
    Kind("childs", "Something the child wrote", "what the child wrote", Origin.CHILD, EntryKind.DOCUMENT),
    Kind("typed_up", "Transcript made by a person", "a transcript", Origin.FAMILY, EntryKind.VISIT, is_recorded=True,
         asks_made_by="Who typed it up"),
    Kind("transcript", "Transcript made by a machine", "a machine’s transcript", Origin.MACHINE, EntryKind.VISIT,
         is_by_machine=True, is_recorded=True, asks_made_by="Which tool made it"),
    Kind("summary", "Summary or notes made by a machine", "a machine’s summary", Origin.MACHINE, EntryKind.VISIT,
         is_by_machine=True, is_recorded=True, asks_made_by="Which tool made it"),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}
BY_MACHINE = tuple(kind.key for kind in KINDS if kind.is_by_machine)
CHOICES = [(kind.key, kind.label) for kind in KINDS]


class Consent(models.TextChoices):
    """Whether those who were recorded agreed. Not knowing is an answer; it stands there until somebody does."""

    UNKNOWN = "unknown", "Not known yet"
    AGREED = "agreed", "They agreed"
    REFUSED = "refused", "Someone did not agree"
    NOT_NEEDED = "not_needed", "Not needed"
    NOT_RECORDED = "no_recording", "No one was recorded"


class Outcome(models.TextChoices):
    """What somebody who checked a passage found."""

    KEPT = "kept", "Right as it is"
    CORRECTED = "corrected", "Corrected"
    STRUCK = "struck", "Struck out"


class Struck(models.TextChoices):
    """Why a passage is struck out."""

    INVENTED = "invented", "No one said or wrote this"
    UNCLEAR = "unclear", "It cannot be made out"
    OTHERS = "others", "It is about another family"
    NOT_NEEDED = "not_needed", "It does not belong in the record"
    OTHER = "other", "Another reason"
