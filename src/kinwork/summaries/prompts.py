"""What the editor asks in each part, and how a good answer can sound. Nobody has to answer anything.

The questions of an analytic summary as practitioners put them to themselves: Cameron et al. 2016, on recording.
"""

from __future__ import annotations

from dataclasses import dataclass

from .models import Part


@dataclass(frozen=True)
class Prompt:
    """A hint below the heading of a part; questions; and an example of a family that never was."""

    hint: str
    asks: tuple[str, ...]
    example: str


PROMPTS = {
    Part.SITUATION: Prompt(
        "How things are today, for someone who has never met the family.",
        ("Who lives where, and who is with the children?", "What has changed since last time?"),
        "Dee and the twins have been with her mother since 2 May. Ray is in the flat and sees the twins on Saturdays, "
        "with his sister there. The school says both have been in every day.",
    ),
    Part.RISK: Prompt(
        "Who might be harmed, how, how likely, and what keeps it in check.",
        ("What are we worried about, in plain words?", "What keeps the children safe tonight?",
         "What would make us act at once?"),
        "If Dee goes back, the twins may again hear or see Ray hit her: three times last winter. Her mother rings us "
        "if she packs. If Ray comes to the door the family rings 999, then us.",
    ),
    Part.STRENGTHS: Prompt(
        "What works, who helps, what the family does itself.",
        ("What goes well, and when?", "Who would they ring at night?"),
        "Dee keeps every appointment. Her mother has a calm house and says no to Ray. The twins talk to Miss Okoro.",
    ),
    Part.ANALYSIS: Prompt(
        "What we think is going on, and how sure we are.",
        ("What do we think is going on?", "What speaks for it, and what against?", "What would change our mind?"),
        "We think Dee goes back when she has no money of her own, more than out of fear: each time it was the week the "
        "rent was due. Against it: in March she went with money in the bank. Her sister may know.",
    ),
    Part.PLAN: Prompt(
        "What we are doing about it, and the next step. Aims and steps stand beside; there is no need to repeat them.",
        ("What is the next step, and who takes it?", "What would end our involvement?"),
        "First the money: Priya goes to the bank with Dee on Friday. If she is still at her mother’s in six weeks, we "
        "ask the school to take over.",
    ),
}  # fmt: skip
