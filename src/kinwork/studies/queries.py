"""Reads of studies, each with its number of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from kinwork.access.roles import keys_of
from kinwork.access.sql import rows, tuples
from kinwork.evaluation.models import Answer, Study
from kinwork.instruments import Library, NoSuchInstrument, NotToBeAsked, library
from kinwork.measures import choosing
from kinwork.people.models import BirthKind

from .designs import Design, FamilyFacts, read_design
from .models import ConsentWording, KeyEntry, Participant, Plan, Release, StepKind
from .standing import Standing

CLINICAL = keys_of(lambda role: role.is_clinical)
# Whoever asks: the frame is one for all, and no number tells of a family that is kept from anyone.
IN_NO_STUDY = "(SELECT kinwork_in_no_study())::bigint[]"

FACTS = f"""
WITH last AS (
    SELECT DISTINCT ON (i.family_id) i.id, i.family_id, i.opened_on, i.closed_on FROM cases_involvement i
    WHERE i.opened_on <= %(on)s ORDER BY i.family_id, i.opened_on DESC, i.id DESC
), born AS (
    SELECT m.family_id, count(*) AS children,
           array_agg(extract(year FROM age(%(on)s::date, p.born_on))::int ORDER BY p.born_on)
               FILTER (WHERE p.born_on <= %(on)s AND p.born_kind <> '{BirthKind.EXPECTED}') AS ages
    FROM families_familymember m JOIN people_person p ON p.id = m.person_id
    WHERE m.is_child AND NOT m.taken_back GROUP BY m.family_id
), had AS (
    SELECT s.involvement_id, array_agg(DISTINCT s.status) AS statuses FROM kinwork_statuses(NULL) s
    WHERE s.started_on <= %(on)s AND (s.ended_on IS NULL OR s.ended_on > %(on)s) GROUP BY s.involvement_id
), clinical AS (
    SELECT DISTINCT p.unit_id FROM units_post p JOIN units_postholding h ON h.post_id = p.id
    WHERE p.role = ANY (%(clinical)s) AND h.during @> %(on)s::date
)
SELECT i.family_id, i.opened_on, i.closed_on IS NULL OR i.closed_on > %(on)s AS is_open, u.id AS unit_id,
       coalesce(u.function, '') AS function, coalesce(u.template, '') AS shape,
       u.id IN (SELECT unit_id FROM clinical) AS has_clinician, coalesce(b.ages, '{{}}') AS ages,
       coalesce(b.children, 0) AS children, coalesce(h.statuses, '{{}}') AS statuses,
       EXISTS (SELECT 1 FROM cases_involvement e WHERE e.family_id = i.family_id AND e.opened_on < i.opened_on)
           AS is_earlier
FROM last i
LEFT JOIN LATERAL (
    SELECT a.unit_id FROM cases_allocation a WHERE a.involvement_id = i.id AND lower(a.during) <= %(on)s
    ORDER BY lower(a.during) DESC LIMIT 1
) a ON true
LEFT JOIN units_unit u ON u.id = a.unit_id
LEFT JOIN born b ON b.family_id = i.family_id
LEFT JOIN had h ON h.involvement_id = i.id
WHERE i.family_id <> ALL ({IN_NO_STUDY}) AND (%(families)s::bigint[] IS NULL OR i.family_id = ANY (%(families)s))
ORDER BY i.family_id
"""  # noqa: S608 -- choices from their enums
STANDINGS = f"""
SELECT p.id AS participant_id, p.family_id, p.unit_id, u.name AS unit, p."group", p.place,
       coalesce(said.answer, '') AS answer,
       coalesce((SELECT h.unit_id FROM cases_holding h WHERE h.family_id = p.family_id AND h.ended_on IS NULL LIMIT 1),
                p.unit_id) AS held_by,
       agreed."on" AS agreed_on,
       (SELECT min(s."on") FROM studies_recruitmentstep s WHERE s.participant_id = p.id AND s.kind = '{StepKind.ASKED}')
           AS asked_on,
       EXISTS (SELECT 1 FROM studies_recruitmentstep s WHERE s.participant_id = p.id AND s.kind = '{StepKind.LOST}')
           AS is_lost,
       ARRAY(SELECT w.wave || ':' || c.instrument || ':' || c.answers_as FROM studies_wavecompletion w
             JOIN measures_completion c ON c.id = w.completion_id
             WHERE w.participant_id = p.id AND c.finished_at IS NOT NULL AND c.removed_at IS NULL) AS filled,
       ARRAY(SELECT w.wave || ':' || c.instrument || ':' || c.answers_as FROM studies_wavecompletion w
             JOIN measures_completion c ON c.id = w.completion_id
             WHERE w.participant_id = p.id AND c.finished_at IS NULL AND c.removed_at IS NULL) AS begun,
       ARRAY(SELECT s.wave || ' ' || s."on" FROM studies_recruitmentstep s
             WHERE s.participant_id = p.id AND s.kind = '{StepKind.REMINDED}' ORDER BY s."on") AS reminded
FROM studies_participant p JOIN units_unit u ON u.id = p.unit_id
LEFT JOIN LATERAL (
    SELECT c.answer FROM evaluation_consent c WHERE c.study_id = p.study_id AND c.family_id = p.family_id
    ORDER BY c.id DESC LIMIT 1
) said ON true
LEFT JOIN LATERAL (
    SELECT c."on" FROM evaluation_consent c
    WHERE c.study_id = p.study_id AND c.family_id = p.family_id AND c.answer = '{Answer.AGREED}'
    ORDER BY c.id DESC LIMIT 1
) agreed ON true
WHERE p.study_id = %(study)s AND p.family_id <> ALL ({IN_NO_STUDY})
ORDER BY p.place
"""  # noqa: S608 -- choices from their enums
# A person of the family would rather not be asked it, or was when it was last said.
RATHER_NOT = """
SELECT DISTINCT r.family_id, r.instrument FROM measures_refusal r
WHERE r.wishes_again_at IS NULL AND r.family_id = ANY (%(families)s)
"""
ANSWERS = """
SELECT w.participant_id, w.wave, c.id, c.instrument, c.version, c.answers_as, c.finished_at,
       coalesce((SELECT jsonb_object_agg(a.item, coalesce(to_jsonb(a.number), to_jsonb(a.code)))
                 FROM measures_answer a WHERE a.completion_id = c.id AND a.words = ''), '{}') AS answers,
       p.born_on
FROM studies_wavecompletion w JOIN measures_completion c ON c.id = w.completion_id
LEFT JOIN people_person p ON p.id = coalesce(c.about_id, c.person_id)
WHERE w.participant_id = ANY (%(participants)s) AND c.finished_at IS NOT NULL AND c.removed_at IS NULL
ORDER BY w.participant_id, c.finished_at, c.id
"""


def facts(on: date, families: Collection[int] | None = None) -> list[FamilyFacts]:
    """What is known on a day of every family that could be in a study, or of some. One statement."""
    asked = None if families is None else list(families)
    return [
        FamilyFacts(
            row["family_id"], row["opened_on"], row["is_open"], row["unit_id"], row["function"], row["shape"],
            bool(row["has_clinician"]), tuple(row["ages"]), row["children"], frozenset(row["statuses"]),
            row["is_earlier"],
        )
        for row in rows(FACTS, on=on, clinical=CLINICAL, families=asked)
    ]  # fmt: skip


def instruments_here() -> Library:
    """The instruments that ship, and the authority's own."""
    return library(choosing.folder())


def design_of(plan: Plan) -> Design:
    """The design as it is kept. No statement."""
    return read_design(plan.design, instruments_here())


def plan_of(study: Study) -> Plan | None:
    """How a study is done; None for one that has no plan. One statement."""
    return Plan.objects.filter(study=study).select_related("study", "started_by", "drawn_by").first()


def plans_of(studies: Collection[int]) -> dict[int, Plan]:
    """By study. One statement."""
    return {plan.study_id: plan for plan in Plan.objects.filter(study_id__in=studies)}


def wordings_of(study: Study) -> list[ConsentWording]:
    """What families read, the newest first. One statement."""
    return list(study.wordings.select_related("by"))


def drawn_by_group(study_id: int) -> dict[str, int]:
    """How many were drawn of each group, whoever asks. One statement."""
    return _drawn(study_id, 0)


def drawn_by_unit(study_id: int) -> dict[str, int]:
    """How many were drawn of each unit, whoever asks. One statement."""
    return _drawn(study_id, 1)


def _drawn(study_id: int, by: int) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in tuples('SELECT "group", unit, n FROM kinwork_drawn_for(%(study)s)', study=study_id):
        found[row[by]] += row[2]
    return dict(found)


def standings(study_id: int) -> list[Standing]:
    """Where each family stands that was drawn and may be in a study. One statement, however many they are."""
    return [
        Standing(
            row["participant_id"], row["family_id"], row["unit_id"], row["unit"], row["group"], row["place"],
            row["answer"], row["agreed_on"], row["asked_on"], row["is_lost"], frozenset(row["filled"]),
            frozenset(row["begun"]),
            tuple((one.split(" ")[0], date.fromisoformat(one.split(" ")[1])) for one in row["reminded"]),
            row["held_by"],
        )
        for row in rows(STANDINGS, study=study_id)
    ]  # fmt: skip


def participant_in(study_id: int, family_id: int) -> Participant | None:
    """The family as it was drawn for a study. One statement."""
    return Participant.objects.filter(study_id=study_id, family_id=family_id).select_related("unit", "study").first()


def participants(ids: Collection[int]) -> list[Participant]:
    """With their families and the study. One statement."""
    return list(Participant.objects.filter(pk__in=list(ids)).select_related("family", "study"))


def drawn_for(family_id: int, studies: Collection[int]) -> set[int]:
    """For which of these studies a family was drawn. One statement."""
    found = Participant.objects.filter(family_id=family_id, study_id__in=list(studies))
    return set(found.values_list("study_id", flat=True))


def rather_not(families: Collection[int]) -> set[tuple[int, str]]:
    """Who would rather not be asked what, by family and instrument. One statement."""
    return set(tuples(RATHER_NOT, families=list(families)))


def releases_of(study: Study) -> list[Release]:
    """The data that was given, without the data itself, the newest first. One statement."""
    return list(study.releases.defer("content").select_related("by"))


def codes_of(study_id: int) -> dict[int, str]:
    """Codes by participant: none, but in a transaction in which it is noted who looks (``keys.looking``). One."""
    return dict(KeyEntry.objects.filter(study_id=study_id).values_list("participant_id", "pseudonym"))


def without_words(design: Design) -> list[str]:
    """The names of its questionnaires that cannot be asked here, since their words are licensed and not loaded."""
    found, there = set(), instruments_here()
    for wave in design.waves:
        for asked in wave.asks:
            try:
                choosing.form_of(there.instrument(asked.instrument), asked.who)
            except (NotToBeAsked, NoSuchInstrument):
                found.add(asked.instrument)
    return sorted(found)
