"""Education, health and care plans of the Standard Safeguarding Dataset, with what led to them. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from .ssd_lines import Lines

REQUEST = ("agreed", "refused", "withdrawn")
ASSESSED = ("plan", "no_plan", "stopped")


class School(Lines):
    """Requests, assessments and plans."""

    send: dict[str, str]

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


def _end(said: str, known: tuple[str, ...]) -> str:
    return said if said in known else said.lower()
