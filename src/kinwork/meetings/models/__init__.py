"""State of the unit meeting. One file per thing that the unit talks of."""

from .decisions import Decision
from .discussion import Discussion, Passage
from .hypotheses import Hypothesis, HypothesisChange, HypothesisState
from .meeting import AgendaItem, Attendance, BroughtForward, Meeting, Reopening, Why
from .minutes import Amendment, Minute, WithdrawnMinute
from .tasks import ConversationState, PlannedConversation, Step, StepKind, Task, TaskState
from .undoables import Undoable, UndoKind
from .writing import Revision, VersionedText

__all__ = [
    "AgendaItem",
    "Amendment",
    "Attendance",
    "BroughtForward",
    "ConversationState",
    "Decision",
    "Discussion",
    "Hypothesis",
    "HypothesisChange",
    "HypothesisState",
    "Meeting",
    "Minute",
    "Passage",
    "PlannedConversation",
    "Reopening",
    "Revision",
    "Step",
    "StepKind",
    "Task",
    "TaskState",
    "UndoKind",
    "Undoable",
    "VersionedText",
    "Why",
    "WithdrawnMinute",
]
