"""Children who are looked after, or were, of the Standard Safeguarding Dataset. Pure."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from .extract import Held
from .ssd_lines import Line, Lines, iso

ADULT_AT = 18
HEALTH = {"immun": "immunised", "surveil": "surveillance", "dent": "dentist", "assess": "assessment"}
ELIGIBLE = {
    "former": "former",
    "irrelevant": "other",
    "relevant": "relevant",
    "qualifying": "qualifying",
    "eligible": "eligible",
    "other": "other",
}


class Care(Lines):
    """Periods of care with all that is told of them, and what follows after care."""

    in_care: dict[str, tuple[str, date, date | None]]

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
                self.particular(one, child, "immigration", code, iso(start), iso(ended))

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


def _birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # born on 29 February
        return date(born.year + years, 3, 1)
