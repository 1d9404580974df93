"""The Standard Safeguarding Dataset as an extract: its objects, row by row. Pure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from kinwork.returns import ssd

from .came_in import came_in
from .extract import (
    At,
    Extract,
    Held,
    Mother,
    Note,
    Said,
    Someone,
    Team,
    Visit,
    Worker,
    name_of,
    plain_text,
)
from .ssd_care import Care
from .ssd_lines import Line, iso
from .ssd_schools import School

SEX = {"M": "male", "F": "female", "1": "male", "2": "female", "MALE": "male", "FEMALE": "female"}
NUMBERS = {"nhs": "nhs", "upn": "upn", "unique pupil": "upn", "home office": "home_office"}
# What the record has no place for, or works out itself: said once each, with how many rows.
NOWHERE = {
    "ssd_api_data_staging": "what was sent to the department by another system",
    "ssd_version_log": "the version of the dataset",
    "ssd_s251_finance": "what a placement costs",
    "ssd_voice_of_child": "answers of children to questions of another system",
    "ssd_ehcp_active_plans": "told by the named plans",
    "ssd_cla_immunisations": "told by the health checks",
}


class Reading(Care, School):
    """One dataset on its way into an extract."""

    def __init__(self, found: dict[str, ssd.Lines]) -> None:
        super().__init__(found)
        self.factors: dict[str, list[str]] = {}

    # -- people

    def people(self) -> None:
        out = self.out
        unknown = []
        for one in self.lines("ssd_person"):
            number = one.text("pers_person_id")
            if not number or number in out.people:
                out.leave_out(one.at, number, "a person without a number" if not number else "the number stands twice")
                continue
            born, expected = one.day("pers_dob"), one.day("pers_expected_dob")
            died = one.day("pers_death_date")
            if died and born and died < born:
                out.doubt(one.at, number, "the day of death lies before that of birth: left empty")
                died = None
            out.people[number] = Someone(
                number,
                one.at,
                given=self._name(one, number, "pers_forename"),
                surname=self._name(one, number, "pers_surname"),
                sex=SEX.get(one.code("pers_sex"), "unknown"),
                born=born or expected,
                is_expected=born is None and expected is not None,
                died=died,
            )
            for column in ("pers_dob", "pers_expected_dob", "pers_death_date"):
                if one.text(column) and one.day(column) is None:
                    out.doubt(one.at, number, f"{column} cannot be read as a date: left empty")
            self.particular(one, number, "ethnicity", one.code("pers_ethnicity"))
            if one.code("pers_upn_unknown"):
                unknown.append((number, one))
        self.unknown_numbers = unknown

    def _name(self, one: Line, number: str, column: str) -> str:
        name, done = name_of(one.text(column))
        if done:
            self.out.doubt(one.at, number, f"{column}: {done}")
        return name

    def around_people(self) -> None:
        out = self.out
        for one in self.lines("ssd_family"):
            child, family = one.text("fami_person_id"), one.text("fami_family_id")
            if self.known(one, child) and family:
                out.families.setdefault(family, []).append(child)
        for one in self.lines("ssd_linked_identifiers"):
            child, value = one.text("link_person_id"), one.text("link_identifier_value", 40)
            if self.known(one, child) and value:
                said = one.text("link_identifier_type").lower()
                kind = next((kind for word, kind in NUMBERS.items() if word in said), "other")
                self._number(one, child, kind, value, one.day("link_valid_from_date"), one.day("link_valid_to_date"))
        self.send = {}
        for one in self.lines("ssd_send"):
            child, value = one.text("send_person_id"), one.text("send_upn").replace(" ", "").upper()
            if self.known(one, child):
                self.send[one.text("send_table_id")] = child
                if value and out.people[child].numbers.get("upn") != value:
                    self._number(one, child, "upn", value, None, None)
        for one in self.lines("ssd_address"):
            child = one.text("addr_person_id")
            if not self.known(one, child):
                continue
            address = one.json("addr_address_json")
            lines = ", ".join(
                plain_text(str(part))
                for name, part in address.items()
                if isinstance(part, str | int) and str(part).strip() and name.lower() not in ("postcode", "uprn")
            )
            values: dict[str, Any] = {
                "kind": one.text("addr_address_type").lower(),
                "lines": lines[:300],
                "postcode": one.code("addr_address_postcode") or str(address.get("postcode") or "").upper(),
                "begun": iso(one.day("addr_address_start_date")),
                "ended": iso(one.day("addr_address_end_date")),
            }
            out.notes.append(Note("people.address", f"ssd_address/{one.text('addr_table_id')}", one.at, child, values))
        for one in self.lines("ssd_mother"):
            mother, child = one.text("moth_person_id"), one.text("moth_childs_person_id")
            if mother == child:
                self.out.leave_out(one.at, child, "it says that the child is its own mother")
            elif self.known(one, mother) and self.known(one, child):
                out.mothers.append(Mother(mother, child, f"ssd_mother/{mother}/{child}", one.at))

    def _number(self, one: Line, child: str, kind: str, value: str, begun: date | None, ended: date | None) -> None:
        if kind in ("nhs", "upn"):
            value = value.replace(" ", "").upper()
        if ended is None:
            self.out.people[child].numbers.setdefault(kind, value)
        values: dict[str, Any] = {"kind": kind, "value": value, "begun": iso(begun), "ended": iso(ended)}
        key = f"{one.at.list}/{child}/{kind}/{value}"
        self.out.notes.append(Note("people.identifier", key, one.at, child, values))

    # -- who works where

    def staff(self) -> None:
        out = self.out
        for one in self.lines("ssd_department"):
            key, name = one.text("dept_team_id"), one.text("dept_team_name", 80)
            if key:
                out.teams.setdefault(key, Team(key, name or f"Team {key}"[:80], one.at))
        for one in self.lines("ssd_professionals"):
            key = one.text("prof_professional_id")
            if not key:
                out.leave_out(one.at, "", "a professional without a number")
                continue
            department = one.text("prof_professional_department", 80)
            by_name = {team.name.casefold(): team.key for team in out.teams.values()}
            out.workers.setdefault(
                key,
                Worker(
                    key,
                    one.text("prof_professional_name", 120) or f"Worker {key}"[:120],
                    one.at,
                    registration=one.code("prof_social_worker_registration_no"),
                    title=one.text("prof_professional_job_title", 60),
                    team=department if department in out.teams else by_name.get(department.casefold(), ""),
                    fte=one.text("prof_full_time_equivalency"),
                ),
            )

    # -- facts

    def need(self) -> None:
        self.referrals: dict[str, str] = {}
        held = self.out.held
        began: dict[str, date] = {}
        for one, child in self.each("ssd_cin_episodes", "cine_person_id"):
            start, nothing = one.day("cine_referral_date"), bool(one.yes("cine_referral_nfa"))
            ended = start if nothing else one.day("cine_close_date")
            values: dict[str, Any] = {
                "source": one.code("cine_referral_source_code") or "10",
                "is_no_further_action": nothing,
                "need": "" if nothing else one.code("cine_cin_primary_need_code"),
                "end_reason": "" if nothing or ended is None else one.code("cine_close_reason"),
            }
            key = one.text("cine_referral_id")
            self.period(one, "children.episode", key, child, start, ended, values, opens=True)
            if start is not None:
                began[child] = min(start, began.get(child, start))
                team, worker = one.text("cine_referral_team"), one.text("cine_referral_worker_id")
                if team or worker:
                    held.append(Held(child, start, start, team, worker))
        self.began = began
        for one in self.lines("ssd_assessment_factors"):
            try:
                said = json.loads(one.cells.get("cinf_assessment_factors_json") or "[]")
            except (ValueError, RecursionError):
                self.out.doubt(one.at, "", "factors that cannot be read: left out")
                continue
            if not isinstance(said, list | dict):
                self.out.doubt(one.at, "", "factors that cannot be read: left out")
                continue
            codes = said if isinstance(said, list) else [name for name, is_so in said.items() if is_so]
            codes = [str(code.get("code", "")) if isinstance(code, dict) else str(code) for code in codes]
            self.factors.setdefault(one.text("cinf_assessment_id"), []).extend(codes)
        for one, child in self.each("ssd_cin_assessments", "cina_person_id"):
            ended = one.day("cina_assessment_auth_date")
            found = str(one.json("cina_assessment_outcome_json").get("outcome") or "")
            no_more = one.yes("cina_assessment_outcome_nfa")
            outcome = found or ("" if no_more is None else "nothing" if no_more else "needs")
            key = one.text("cina_assessment_id")
            values = {
                "is_child_seen": one.yes("cina_assessment_child_seen"),
                "factors": sorted(set(self.factors.pop(key, []))) if ended else [],
                "outcome": outcome if ended else "",
            }
            start = one.day("cina_assessment_start_date")
            self.period(one, "children.assessment", key, child, start, ended, values)
        for one, child in self.each("ssd_cin_plans", "cinp_person_id"):
            start, ended = one.day("cinp_cin_plan_start_date"), one.day("cinp_cin_plan_end_date")
            key = one.text("cinp_cin_plan_id")
            self.period(one, "children.needplan", key, child, start, ended, {"kind": "cin"}, opens=True)
        for number, one in self.unknown_numbers:
            since = began.get(number)
            if since is not None:
                reason = {"reason": one.code("pers_upn_unknown")}
                self.period(one, "children.nopupilnumber", number, number, since, None, reason, part="/upn")
        self._disabilities()

    def _disabilities(self) -> None:
        codes: dict[str, list[tuple[Line, str]]] = defaultdict(list)
        for one, child in self.each("ssd_disability", "disa_person_id"):
            codes[child].append((one, one.code("disa_disability_code")))
        for child, found in codes.items():
            one = found[0][0]
            said = sorted({code for _, code in found if code})
            if len(said) > 1 and "NONE" in said:
                said.remove("NONE")
            since = self.began.get(child)
            if since is not None and said:
                self.fact(one, "children.disabilities", child, child, since, {"codes": said})
            elif said:
                self.out.leave_out(one.at, child, "disabilities of a child without an episode, so without a day")

    def visits(self) -> None:
        for name, start in (
            ("ssd_cin_visits", "cinv_cin"),
            ("ssd_cp_visits", "cppv_cp"),
            ("ssd_cla_visits", "clav_cla"),
        ):
            prefix = start.partition("_")[0]
            for one, child in self.each(name, f"{prefix}_person_id"):
                on, seen = one.day(f"{start}_visit_date"), one.yes(f"{start}_visit_seen")
                if on is None:
                    self.out.leave_out(one.at, child, "no date that can be read")
                elif seen is False:
                    self.out.leave_out(one.at, child, "a visit at which the child was not seen, without why")
                else:
                    alone = bool(one.yes(f"{start}_visit_seen_alone"))
                    self.out.visits.append(Visit(child, on, alone, one.at))

    def protection(self) -> None:
        for one, child in self.each("ssd_s47_enquiry", "s47e_person_id"):
            start, ended = one.day("s47e_s47_start_date"), one.day("s47e_s47_end_date")
            key = one.text("s47e_s47_enquiry_id")
            said, nothing = str(one.json("s47e_s47_outcome_json").get("outcome") or ""), one.yes("s47e_s47_nfa")
            outcome = said or ("not" if nothing else "")
            self.period(
                one, "children.enquiry", key, child, start, ended, {"outcome": outcome if ended else ""}
            )  # fmt: skip
            if start is not None and (ended is None or ended >= start):
                began = {"begins_enquiry": True}
                self.fact(one, "children.strategydiscussion", key, child, start, began, part="/strategy")
        self.targets: dict[str, date] = {}
        for one, child in self.each("ssd_initial_cp_conference", "icpc_person_id"):
            kind = "transfer" if one.yes("icpc_icpc_transfer_in") else "initial"
            values: dict[str, Any] = {
                "kind": kind,
                "has_plan": one.yes("icpc_icpc_outcome_cp_flag"),
                "participation": "",
            }
            target = one.day("icpc_icpc_target_date")
            if target is not None:
                self.targets[one.text("icpc_s47_enquiry_id")] = target
            if one.day("icpc_icpc_date") is None and target is not None:
                continue  # planned, and not held yet
            self.fact(one, "children.conference", one.text("icpc_icpc_id"), child, one.day("icpc_icpc_date"), values)
        for made in self.out.facts:
            if made.table == "children.enquiry":
                target = self.targets.get(made.key.partition("/")[2])
                made.values["conference_target"] = target if target is None or target >= made.start else None
        reviews: dict[str, date] = {}
        for one, child in self.each("ssd_cp_reviews", "cppr_person_id"):
            on = one.day("cppr_cp_review_date")
            if on is None and one.day("cppr_cp_review_due"):
                continue
            goes_on = one.yes("cppr_cp_review_outcome_continue_cp")
            values = {
                "kind": "review",
                "has_plan": goes_on,
                "participation": one.code("cppr_cp_review_participation"),
            }
            held = self.fact(one, "children.conference", one.text("cppr_cp_review_id"), child, on, values)
            if held is not None and goes_on is not False:
                plan = one.text("cppr_cp_plan_id")
                reviews[plan] = max(held.start, reviews.get(plan, held.start))
        for one, child in self.each("ssd_cp_plans", "cppl_person_id"):
            key = one.text("cppl_cp_plan_id")
            start, ended = one.day("cppl_cp_plan_start_date"), one.day("cppl_cp_plan_end_date")
            first, last = one.code("cppl_cp_plan_initial_category"), one.code("cppl_cp_plan_latest_category")
            values = {"category": first or last, "previous_plans": None}
            self.period(one, "children.protectionplan", key, child, start, ended, values, opens=True)
            if start is not None and first and last and first != last:
                on = max(start, reviews.get(key, start))
                self.fact(one, "children.plancategory", key, child, on, {"category": last}, part="/category")
        self._court()

    def _court(self) -> None:
        for one, child in self.each("ssd_pre_proceedings", "prep_person_id"):
            start = one.day("prep_pre_pro_letter_date") or one.day("prep_pre_pro_decision_date")
            ended = one.day("prep_agree_stepdown_issue_date")
            values: dict[str, Any] = {
                "first_meeting_on": one.day("prep_initial_pre_pro_meeting_date"),
                "meetings": one.number("prep_pre_pro_meetings_num"),
                "has_lawyer": one.yes("prep_pre_pro_parents_legal_rep"),
                "outcome": one.text("prep_pre_pro_outcome").lower() if ended else "",
            }
            key = f"{one.text('prep_table_id')}/{child}"
            self.period(one, "children.preproceedings", key, child, start, ended, values)

    def workers(self) -> None:
        for one, child in self.each("ssd_involvements", "invo_person_id"):
            start, ended = one.day("invo_involvement_start_date"), one.day("invo_involvement_end_date")
            team, worker = one.text("invo_professional_team"), one.text("invo_professional_id")
            if start is None:
                self.out.leave_out(one.at, child, "no date of the beginning that can be read")
                continue
            self.out.held.append(Held(child, start, ended, team, worker))
            known = self.out.workers.get(worker)
            if known is None:
                self.out.leave_out(one.at, child, "its worker is not in ssd_professionals")
                continue
            if not known.registration:
                self.out.leave_out(one.at, child, "a worker without a registration number: only the team is taken")
                continue
            values: dict[str, Any] = {
                "worker": worker,
                "registration": known.registration,
                "change": one.code("invo_worker_change_reason"),
            }
            key = f"{one.text('invo_involvements_id')}/{child}"
            self.period(one, "children.namedworker", key, child, start, ended, values)

    def nowhere(self) -> None:
        for name, what in NOWHERE.items():
            if rows := len(self.found.pop(name, [])):
                self.out.rows += rows
                self.out.left_out.append(Said(At(name, 0), "", f"{rows:,} rows: {what}"))


def read(folder: Path, tell: Callable[[str], None] = lambda _: None) -> Extract:
    """The extract of a folder. Raises ``BadReturn``."""
    return take(ssd.read_lines(folder), tell)


def take(found: dict[str, ssd.Lines], tell: Callable[[str], None] = lambda _: None) -> Extract:
    reading = Reading(found)
    parts: tuple[tuple[str, Callable[[], None]], ...] = (
        ("people", reading.people),
        ("families", reading.around_people),
        ("staff", reading.staff),
        ("need", reading.need),
        ("protection", reading.protection),
        ("care", reading.care),
        ("care", reading.in_care_too),
        ("leaving care", reading.leaving),
        ("schools", reading.school),
        ("visits", reading.visits),
        ("workers", reading.workers),
        ("contacts", partial(came_in, reading.out, reading.each)),
        ("the rest", partial(reading.nowhere)),
    )
    for name, part in parts:
        tell(name)
        part()
    return reading.out
