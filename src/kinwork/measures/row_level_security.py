"""Rows of questionnaires: there for whoever may know of the family and of both people, and of no sealed child."""

from __future__ import annotations

from kinwork.row_level_security import Policy, Tables, of_family, of_person, sees, unsealed, with_history

_OF_COMPLETION = " AND ".join((
    of_family().using,
    f"(person_id IS NULL OR {of_person('person_id').using})",
    f"(about_id IS NULL OR {of_person('about_id').using})",
    unsealed(),
    unsealed("about_id"),
))  # fmt: skip

TABLES = Tables(
    policies={
        **{table: Policy(_OF_COMPLETION) for table in with_history("measures_completion")},
        # Always asked: what is sealed is sealed also where no family is hidden.
        **{
            table: Policy(sees("measures_completion", f"{table}.completion_id"))
            for table in with_history("measures_answer", "measures_answerlink")
        },
        **{
            table: Policy(f"({of_family().using}) AND ({of_person('person_id').using}) AND {unsealed()}")
            for table in with_history("measures_refusal")
        },
    },
    stays_but={
        # Persons: whose two records were found to be one person’s.
        "measures_completion": (
            "person_id", "about_id", "finished_at", "removed_at", "removed_by_id", "removed_because"
        ),
        "measures_answer": ("number", "code", "words", "at"),
        "measures_refusal": ("person_id", "wishes_again_at", "wishes_again_by_id"),
        "measures_answerlink": ("tries", "opened_at"),
        "measures_plannedmeasure": ("ended_on", "ended_by_id"),
    },
)  # fmt: skip
