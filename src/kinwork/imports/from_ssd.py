"""The Standard Safeguarding Dataset as an extract: its objects, row by row. Pure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from kinwork.returns import ssd
from kinwork.returns.annex_a import as_date
from kinwork.whole_numbers import whole

from .came_in import came_in
from .extract import (
    SSD,
    At,
    Extract,
    Fact,
    Held,
    Mother,
    Note,
    Said,
    Someone,
    Team,
    Visit,
    Worker,
    digest_of,
    name_of,
    plain_text,
)

YES, NO = frozenset({"y", "yes", "1", "true", "t"}), frozenset({"n", "no", "0", "false", "f"})
SEX = {"M": "male", "F": "female", "1": "male", "2": "female", "MALE": "male", "FEMALE": "female"}
NUMBERS = {"nhs": "nhs", "upn": "upn", "unique pupil": "upn", "home office": "home_office"}
ADULT_AT = 18
# What the record has no place for, or works out itself: said once each, with how many rows.
NOWHERE = {
    "ssd_api_data_staging": "what was sent to the department by another system",
    "ssd_version_log": "the version of the dataset",
    "ssd_s251_finance": "what a placement costs",
    "ssd_voice_of_child": "answers of children to questions of another system",
    "ssd_ehcp_active_plans": "told by the named plans",
    "ssd_cla_immunisations": "told by the health checks",
}
Cells = dict[str, str]


@dataclass(frozen=True)
class Line:
    """A row of an object, with the names of its columns cut off at the front."""

    at: At
    cells: Cells

    def text(self, column: str, most: int = 0) -> str:
        said = plain_text(self.cells.get(column, ""))
        return said[:most] if most else said

    def day(self, column: str) -> date | None:
        return as_date(self.cells.get(column, ""))

    def code(self, column: str) -> str:
        return self.text(column).upper()

    def yes(self, column: str) -> bool | None:
        said = self.text(column).lower()
        return True if said in YES else False if said in NO else None

    def json(self, column: str) -> dict[str, Any]:
        try:
            found = json.loads(self.cells.get(column) or "{}")
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {"": found}

    def number(self, column: str) -> int | None:
        return whole(self.text(column), most=99_999)


class Reading:
    """One dataset on its way into an extract."""

    def __init__(self, found: dict[str, ssd.Lines]) -> None:
        self.found = found
        self.out = Extract(SSD)
        self.factors: dict[str, list[str]] = {}

    def lines(self, name: str) -> Iterator[Line]:
        """The rows of an object, each taken once, so that what was read is let go."""
        rows = self.found.pop(name, [])
        self.out.rows += len(rows)
        rows.reverse()
        while rows:
            line, cells = rows.pop()
            yield Line(At(name, line, digest_of(cells)), cells)

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
            self._particular(one, number, "ethnicity", one.code("pers_ethnicity"))
            if one.code("pers_upn_unknown"):
                unknown.append((number, one))
        self.unknown_numbers = unknown

    def _name(self, one: Line, number: str, column: str) -> str:
        name, done = name_of(one.text(column))
        if done:
            self.out.doubt(one.at, number, f"{column}: {done}")
        return name

    def _particular(self, one: Line, child: str, what: str, code: str, begun: str = "", ended: str = "") -> None:
        if code:
            values: dict[str, Any] = {"what": what, "code": code, "begun": begun, "ended": ended}
            self.out.notes.append(
                Note("people.particular", f"{one.at.list}/{child}/{what}/{code}", one.at, child, values)
            )

    def known(self, one: Line, child: str) -> bool:
        """Whether the row's child is among the people; otherwise it is left out."""
        if child in self.out.people:
            return True
        self.out.leave_out(one.at, child, "its person is not in ssd_person")
        return False

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
        self.send: dict[str, str] = {}
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
                "begun": _iso(one.day("addr_address_start_date")),
                "ended": _iso(one.day("addr_address_end_date")),
            }
            out.notes.append(Note("people.address", f"ssd_address/{one.text('addr_table_id')}", one.at, child, values))
        for one in self.lines("ssd_mother"):
            mother, child = one.text("moth_person_id"), one.text("moth_childs_person_id")
            if self.known(one, mother) and self.known(one, child):
                out.mothers.append(Mother(mother, child, f"ssd_mother/{mother}/{child}", one.at))

    def _number(self, one: Line, child: str, kind: str, value: str, begun: date | None, ended: date | None) -> None:
        if kind in ("nhs", "upn"):
            value = value.replace(" ", "").upper()
        if ended is None:
            self.out.people[child].numbers.setdefault(kind, value)
        values: dict[str, Any] = {"kind": kind, "value": value, "begun": _iso(begun), "ended": _iso(ended)}
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

    def fact(
        self, one: Line, table: str, key: str, child: str, start: date | None, values: dict[str, Any], *, part: str = ""
    ) -> Fact | None:
        """A fact on a day."""
        if start is None:
            self.out.leave_out(one.at, child, "no date that can be read")
            return None
        made = Fact(table, f"{one.at.list}/{key}{part}", one.at, child, start, on_a_day=True, values=values)
        self.out.facts.append(made)
        return made

    def period(
        self,
        one: Line,
        table: str,
        key: str,
        child: str,
        start: date | None,
        ended: date | None,
        values: dict[str, Any],
        *,
        opens: bool = False,
        part: str = "",
    ) -> None:
        if start is None:
            self.out.leave_out(one.at, child, "no date of the beginning that can be read")
        elif ended is not None and ended < start:
            self.out.leave_out(one.at, child, "it ends before it begins")
        else:
            made = Fact(table, f"{one.at.list}/{key}{part}", one.at, child, start, ended, opens=opens, values=values)
            self.out.facts.append(made)

    def each(self, name: str, person: str) -> Iterator[tuple[Line, str]]:
        for one in self.lines(name):
            child = one.text(person)
            if self.known(one, child):
                yield one, child

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

    def care(self) -> None:
        spells: dict[str, list[Line]] = defaultdict(list)
        for one, child in self.each("ssd_cla_episodes", "clae_person_id"):
            spells[one.text("clae_cla_id") or f"{child}/{one.text('clae_entered_care_date')}"].append(one)
        in_care: dict[str, tuple[str, date, date | None]] = {}
        for cla, rows in spells.items():
            rows.sort(key=lambda one: one.day("clae_cla_episode_start_date") or date.max)
            first, last = rows[0], rows[-1]
            child = first.text("clae_person_id")
            starts = [one.day("clae_entered_care_date") or one.day("clae_cla_episode_start_date") for one in rows]
            start = min((day for day in starts if day is not None), default=None)
            open_ones = [one for one in rows if not one.text("clae_cla_episode_ceased_date")]
            ended = None if open_ones else last.day("clae_cla_episode_ceased_date")
            why = last.code("clae_cla_episode_ceased_reason")
            values: dict[str, Any] = {
                "need": first.code("clae_cla_primary_need_code"),
                "home_postcode": "",
                "end_reason": why if ended and why != "X1" else "",
                "destination": "",
            }
            self.period(first, "children.careperiod", cla, child, start, ended, values, opens=True, part="/care")
            if start is not None:
                in_care[cla] = (child, start, ended)
        self.in_care = in_care
        for one, child in self.each("ssd_cla_placement", "clap_person_id"):
            start, ended = one.day("clap_cla_placement_start_date"), one.day("clap_cla_placement_end_date")
            values = {
                "place": "",
                "type": one.code("clap_cla_placement_type"),
                "provider": one.code("clap_cla_placement_provider"),
                "urn": one.code("clap_cla_placement_urn"),
                "postcode": one.code("clap_cla_placement_postcode"),
                "end_reason": one.code("clap_cla_placement_change_reason") if ended else "",
            }
            self.period(one, "children.placement", one.text("clap_cla_placement_id"), child, start, ended, values)
        for one, child in self.each("ssd_legal_status", "lega_person_id"):
            start, ended = one.day("lega_legal_status_start_date"), one.day("lega_legal_status_end_date")
            values = {"code": one.code("lega_legal_status")}
            key = one.text("lega_legal_status_id")
            self.period(one, "children.legalstatus", key, child, start, ended, values, opens=True)
        for one in self.lines("ssd_cla_reviews"):
            care = in_care.get(one.text("clar_cla_id"))
            on = one.day("clar_cla_review_date")
            if care is None:
                self.out.leave_out(one.at, "", "its period of care is not in ssd_cla_episodes")
            elif not one.yes("clar_cla_review_cancelled") and (
                on is not None or not one.day("clar_cla_review_due_date")
            ):
                values = {"participation": one.code("clar_cla_review_participation")}
                self.fact(one, "children.carereview", one.text("clar_cla_review_id"), care[0], on, values)

    def in_care_too(self) -> None:
        """What else is told of who is looked after."""
        first_care: dict[str, date] = {}
        for child, start, _ in self.in_care.values():
            first_care[child] = min(start, first_care.get(child, start))
        for one, child in self.each("ssd_cla_care_plan", "lacp_person_id"):
            values: dict[str, Any] = {"permanence": str(one.json("lacp_cla_care_plan_json").get("permanence") or "")}
            on = one.day("lacp_cla_care_plan_start_date")
            self.fact(one, "children.careplan", one.text("lacp_table_id"), child, on, values)
        for one, child in self.each("ssd_cla_previous_permanence", "lapp_person_id"):
            values = {
                "kind": one.code("lapp_previous_permanence_option"),
                "authority": one.code("lapp_previous_permanence_la"),
                "ordered": one.text("lapp_previous_permanence_order_date", 10),
            }
            key, on = one.text("lapp_table_id"), first_care.get(child)
            self.fact(one, "children.previousorder", key, child, on, values)
        for one, child in self.each("ssd_missing", "miss_person_id"):
            left, ended = one.day("miss_missing_episode_start_date"), one.day("miss_missing_episode_end_date")
            offered, accepted = one.yes("miss_missing_rhi_offered"), one.yes("miss_missing_rhi_accepted")
            kind = one.code("miss_missing_episode_type")[:1] or "M"
            values = {"kind": kind, "is_interview_offered": offered if ended else None}
            key = one.text("miss_table_id")
            self.period(one, "children.missing", key, child, left, ended, values)
            if ended is not None and accepted is not None:
                # When it was is not in the dataset.
                talk = {"is_accepted": accepted}
                self.fact(one, "children.returninterview", key, child, ended, talk, part="/interview")
        for one, child in self.each("ssd_cla_health", "clah_person_id"):
            said = one.text("clah_health_check_type").lower()
            kind = next((kind for word, kind in HEALTH.items() if word in said), said)
            on = one.day("clah_health_check_date")
            self.fact(one, "children.health", one.text("clah_health_check_id"), child, on, {"kind": kind})
        for one, child in self.each("ssd_sdq_scores", "csdq_person_id"):
            score = one.number("csdq_sdq_score")
            values = {"score": score, "no_score": "" if score is not None else one.code("csdq_sdq_reason")}
            on = one.day("csdq_sdq_completed_date")
            self.fact(one, "children.difficultiesscore", one.text("csdq_table_id"), child, on, values)
        for one, child in self.each("ssd_cla_convictions", "clac_person_id"):
            on = one.day("clac_cla_conviction_date")
            self.fact(one, "children.conviction", one.text("clac_cla_conviction_id"), child, on, {})
        for one, child in self.each("ssd_cla_substance_misuse", "clas_person_id"):
            if one.yes("clas_substance_misused") is False:
                continue
            values = {"is_offered": None, "is_received": one.yes("clas_intervention_received")}
            on = one.day("clas_substance_misuse_date")
            self.fact(one, "children.substanceuse", one.text("clas_substance_misuse_id"), child, on, values)
        self._permanence()
        self._immigration()

    def _permanence(self) -> None:
        for one, child in self.each("ssd_permanence", "perm_person_id"):
            key = one.text("perm_table_id")
            start, reversed_on = one.day("perm_adm_decision_date"), one.day("perm_decision_reversed_date")
            care = [ended for who, _, ended in self.in_care.values() if who == child]
            over = None if not care or None in care else max(day for day in care if day is not None)
            ended = reversed_on or (over if start and over and over >= start else None)
            values: dict[str, Any] = {"reversal": one.code("perm_decision_reversed_reason") if reversed_on else ""}
            self.period(one, "children.adoptiondecision", key, child, start, ended, values)
            adopters, matched = one.code("perm_adopter_sex"), one.day("perm_matched_date")
            if matched is not None and adopters:
                match = {
                    "adopters": adopters,
                    "adopters_status": one.code("perm_adopter_legal_status"),
                    "were_carers": bool(one.yes("perm_adopted_by_carer_flag")),
                }
                self.fact(one, "children.adoptionmatch", key, child, matched, match, part="/match")
            elif matched is not None:
                self.out.leave_out(one.at, child, "a match with adopters, and not who they are")

    def _immigration(self) -> None:
        for one, child in self.each("ssd_immigration_status", "immi_person_id"):
            code = one.code("immi_immigration_status")
            start = one.day("immi_immigration_status_start_date")
            ended = one.day("immi_immigration_status_end_date")
            key = one.text("immi_immigration_status_id")
            if "UASC" in code or "UNACCOMPANIED" in code:
                self.period(one, "children.unaccompanied", f"{key}/{child}", child, start, ended, {})
            else:
                self._particular(one, child, "immigration", code, _iso(start), _iso(ended))

    def leaving(self) -> None:
        left: dict[str, date] = {}
        for child, _, ended in self.in_care.values():
            if ended is not None:
                left[child] = max(ended, left.get(child, ended))
        for one, child in self.each("ssd_care_leavers", "clea_person_id"):
            key, someone = one.text("clea_table_id"), self.out.people[child]
            eighteen = _birthday(someone.born, ADULT_AT) if someone.born else None
            contact, plan = one.day("clea_care_leaver_latest_contact"), one.day("clea_pathway_plan_review_date")
            still = any(ended is None for who, _, ended in self.in_care.values() if who == child)
            days = [day for day in (left.get(child), eighteen) if day is not None]
            ended = max(days) if days and left.get(child) else eighteen or contact or plan
            since = self.latest_care(child) if still else ended
            said = one.text("clea_care_leaver_eligibility").lower()
            kind = next((kind for word, kind in ELIGIBLE.items() if word in said), "")
            if not still:
                self.period(one, "children.leavingcare", key, child, since, None, {}, opens=True)
            if kind:
                on = (contact or plan or since) if still else since
                self.fact(one, "children.leavereligibility", key, child, on, {"kind": kind}, part="/entitled")
            if plan is not None:
                self.fact(one, "children.pathwayplan", key, child, plan, {}, part="/plan")
            if contact is not None and one.text("clea_care_leaver_in_touch"):
                home = one.code("clea_care_leaver_accommodation")[:1]
                values: dict[str, Any] = {
                    "in_touch": one.code("clea_care_leaver_in_touch"),
                    "activity": one.code("clea_care_leaver_activity")[:2],
                    "home": home,
                    "is_suitable": False if home in ("S", "X") else one.yes("clea_care_leaver_accom_suitable"),
                }
                self.fact(one, "children.leavercontact", key, child, contact, values, part="/contact")
            adviser = one.text("clea_care_leaver_personal_advisor", 120)
            if adviser and (since or plan or contact):
                self.period(
                    one,
                    "children.adviser",
                    key,
                    child,
                    since or plan or contact,
                    None,
                    {"name": adviser},
                    part="/adviser",
                )
            team, worker = one.text("clea_care_leaver_allocated_team"), one.text("clea_care_leaver_worker_id")
            if since is not None and (team or worker) and not still:
                self.out.held.append(Held(child, since, since, team, worker))

    def latest_care(self, child: str) -> date | None:
        return max((start for who, start, _ in self.in_care.values() if who == child), default=None)

    def school(self) -> None:
        """Education, health and care plans with what led to them."""
        requests: dict[str, str] = {}
        for one in self.lines("ssd_ehcp_requests"):
            child = self.send.get(one.text("ehcr_send_table_id"))
            if child is None:
                self.out.leave_out(one.at, "", "its row of ssd_send is not there")
                continue
            key = one.text("ehcr_ehcp_request_id")
            requests[key] = child
            ended = one.day("ehcr_ehcp_req_outcome_date")
            values: dict[str, Any] = {"outcome": _end(one.text("ehcr_ehcp_req_outcome"), REQUEST) if ended else ""}
            self.period(one, "children.ehcrequest", key, child, one.day("ehcr_ehcp_req_date"), ended, values)
        asked = {made.key.partition("/")[2]: made for made in self.out.facts if made.table == "children.ehcrequest"}
        assessed: dict[str, str] = {}
        for one in self.lines("ssd_ehcp_assessment"):
            request = one.text("ehca_ehcp_request_id")
            child = requests.get(request)
            if child is None:
                self.out.leave_out(one.at, "", "its request is not there")
                continue
            key = one.text("ehca_ehcp_assessment_id")
            assessed[key] = child
            ended = one.day("ehca_ehcp_assessment_outcome_date")
            values = {
                "outcome": _end(one.text("ehca_ehcp_assessment_outcome"), ASSESSED) if ended else "",
                "exception": one.text("ehca_ehcp_assessment_exceptions", 200) if ended else "",
            }
            # It begins with the decision to assess.
            led = asked.get(request)
            start = (led.ended or led.start) if led is not None else None
            self.period(one, "children.ehcassessment", key, child, start, ended, values)
        needs: dict[str, list[str]] = defaultdict(list)
        for one in sorted(self.lines("ssd_sen_need"), key=lambda one: one.number("senn_active_ehcp_need_rank") or 99):
            needs[one.text("senn_active_ehcp_id")].append(one.code("senn_active_ehcp_need_type"))
        active: dict[str, list[str]] = {}
        for one in self.lines("ssd_ehcp_active_plans"):
            active[one.text("ehcp_ehcp_request_id")] = needs.get(one.text("ehcp_active_ehcp_id"), [])
        by_child = {requests[request]: found for request, found in active.items() if request in requests}
        for one in self.lines("ssd_ehcp_named_plan"):
            child = assessed.get(one.text("ehcn_ehcp_asmt_id"))
            if child is None:
                self.out.leave_out(one.at, "", "its assessment is not there")
                continue
            ended = one.day("ehcn_named_plan_ceased_date")
            found = by_child.get(child, []) if ended is None else []
            values = {
                "need": found[0] if found else "",
                "other_needs": found[1:],
                "end_reason": one.text("ehcn_named_plan_ceased_reason").lower() if ended else "",
            }
            key, start = one.text("ehcn_named_plan_id"), one.day("ehcn_named_plan_start_date")
            self.period(one, "children.ehcplan", key, child, start, ended, values)

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


HEALTH = {"immun": "immunised", "surveil": "surveillance", "dent": "dentist", "assess": "assessment"}
ELIGIBLE = {
    "former": "former",
    "irrelevant": "other",
    "relevant": "relevant",
    "qualifying": "qualifying",
    "eligible": "eligible",
    "other": "other",
}
REQUEST = ("agreed", "refused", "withdrawn")
ASSESSED = ("plan", "no_plan", "stopped")


def _end(said: str, known: tuple[str, ...]) -> str:
    return said if said in known else said.lower()


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # born on 29 February
        return date(born.year + years, 3, 1)


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
