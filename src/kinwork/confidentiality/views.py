"""Opening another unit's family, emergencies and their review, restricted families, and who has looked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from kinwork.access import grave_changes
from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import number, problems, read_box, typed
from kinwork.access.models import BREAK_GLASS_REASONS, REASONS, AccessGrant, RestrictionCause, User
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.queries import authority
from kinwork.access.request import Request
from kinwork.cases.grave_change_views import ask_why, undo_tag
from kinwork.cases.grave_changes import change_about
from kinwork.cases.policies import (
    OPENS_IN_EMERGENCY,
    OPENS_WITH_REASON,
    RESTRICTS_FAMILY,
    SEES_READERS,
    SEES_STAFF_LOG,
    NeedsReason,
    logs_in_reach,
)
from kinwork.clocks.natural_dates import Looks, NotADate, read
from kinwork.families.held import HeldFamily
from kinwork.units.models import Unit
from kinwork.units.queries import who_work_with_families
from kinwork.whole_numbers import wholes

from . import access_grants, restrictions
from .access_log import access_log_by, access_log_of, history_of
from .unusual_access import LOOKS_BACK, unusual_access

PAGE = 100


def reason_page(
    request: Request, refused: NeedsReason, *, problem: dict[str, str] | None = None, to: str = "", status: int = 403
) -> HttpResponse:
    """Asks why somebody opens a family of another unit. Nothing of the family stands on it but whose it is."""
    unit = Unit.objects.filter(pk=refused.unit_id or 0).first()
    context = {
        "family_id": refused.family_id,
        "unit": unit,
        "sentence": str(refused),
        "reasons": REASONS.items(),
        "hours": authority().opening_hours,
        "to": to or request.get_full_path(),
        "problem": problem or {},
        "typed": typed(request),
        "may_in_emergency": request.actor.may(Permission.OPEN_IN_EMERGENCY),
    }
    return render(request, "confidentiality/reason.html", context, status=status)


def _inside(request: Request, to: str, otherwise: str) -> str:
    safe = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return to if to.startswith("/") and safe else otherwise


@require_policy(OPENS_WITH_REASON, "GET", "POST")
def open_with_reason(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Say why, and the family opens for a while."""
    to = _inside(request, request.POST.get("to", ""), f"/family/{family_id}/")
    refused = NeedsReason(family_id, held.unit_id)
    if request.method != "POST":
        return reason_page(request, refused, to=f"/family/{family_id}/", status=200)
    try:
        access_grants.open_with_reason(
            held.actor, family_id, reason=request.POST.get("reason", ""), words=request.POST.get("words", "")
        )
    except ValidationError as problem:
        return reason_page(request, refused, problem=problems(problem), to=to, status=422)
    return redirect(to)


def _to_search_for(said: dict[str, str]) -> str:
    """The same person for an ordinary search, where only a month, a year or an age of theirs is known; else nothing."""
    try:
        born = read(said.get("born", ""), Looks.BIRTH, today=timezone.localdate(), partial=True)
    except NotADate:
        return ""
    name = " ".join(f"{said.get('given', '')} {said.get('surname', '')}".split())
    return f"{name} born {born.day.year}".strip() if born is not None and born.known != "day" else ""


@require_policy(OPENS_IN_EMERGENCY, "GET", "POST")
def emergency(request: Request, actor: Actor) -> HttpResponse:
    """Find a record by exact name and date of birth, restricted ones too, after saying why."""
    said, found, problem = typed(request), None, {}
    if request.method == "POST":
        try:
            found = access_grants.find_in_emergency(
                actor,
                reason=said.get("reason", ""),
                words=said.get("words", ""),
                given=said.get("given", ""),
                surname=said.get("surname", ""),
                born=read_box(said, "born", Looks.BIRTH),
            )
        except ValidationError as wrong:
            problem = problems(wrong)
    instead = _to_search_for(said) if "born" in problem else ""
    if instead:
        problem["born"] = "An emergency search needs the whole date of birth. With less than that, search instead."
    context = {
        "instead": instead,
        "reasons": BREAK_GLASS_REASONS.items(),
        "hours": authority().emergency_hours,
        "typed": said,
        "found": found,
        "problem": problem,
    }
    return render(request, "confidentiality/emergency.html", context, status=422 if problem else 200)


@require_policy(OPENS_IN_EMERGENCY, "POST")
def open_in_emergency(request: Request, actor: Actor, family_id: int) -> HttpResponse:
    """Open a record that an emergency search found, or a family of another unit."""
    if not access_grants.was_found_in_emergency(actor, family_id):
        raise Http404("Not found in an emergency search")
    try:
        access_grants.break_glass(
            actor,
            family_id,
            unit_id=access_grants.unit_for_emergency(family_id),
            reason=request.POST.get("reason", ""),
            words=request.POST.get("words", ""),
        )
    except ValidationError as problem:
        messages.error(request, next(iter(problems(problem).values())))
        return redirect("emergency")
    return redirect("family", family_id=family_id)


@require_policy(SIGNED_IN)
def reviews(request: Request, actor: Actor) -> HttpResponse:
    """Emergency openings that wait for me."""
    return render(
        request,
        "confidentiality/reviews.html",
        {"waiting": access_grants.access_grants_to_review(actor), "problem": {}},
    )


@require_policy(SIGNED_IN, "POST")
def review(request: Request, actor: Actor, opening_id: int) -> HttpResponse:
    """Was it right?"""
    found = get_object_or_404(AccessGrant, pk=opening_id, guardian_ids__contains=[actor.user_id])
    right = {"yes": True, "no": False}.get(request.POST.get("was_right", ""))
    try:
        if right is None:
            raise ValidationError({"was_right": "Choose whether it was justified."})
        access_grants.review_access_grant(actor, found, was_right=right, review=request.POST.get("review", ""))
    except ValidationError as problem:
        context = {
            "waiting": access_grants.access_grants_to_review(actor),
            "problem": problems(problem),
            "problem_at": opening_id,
            "typed": typed(request),
        }
        return render(request, "confidentiality/reviews.html", context, status=422)
    messages.success(request, "Reviewed.")
    return redirect("reviews")


# What people call the pages of a record that note their reading by name (access/access_logging.py).
PARTS_OF_RECORD = {
    "readers": "who has looked",
    "attach_file": "the form for a new entry",
    "entry_file": "a file of an entry",
    "small_picture": "photos of what happened",
    "history": "what was changed",
    "questions": "why it is open",
    "new_role": "who works with them",
    "stop_role": "who works with them",
    "statuses": "the status of the children",
    "panel_answer": "the status of the children",
    "family_due": "what is due",
    "put_off": "what is due",
    "due_again": "what is due",
    "put_fact_back": "a part of the record of a child",
    "child_record": "the record of a child",
    "what_stands_alone": "the record of a child",
    "new_adopters": "the form for adopters",
    "adopters": "the adopters",
    "adoption_order": "the form for an adoption order",
    "new_fact": "the form for the record of a child",
    "end_fact": "a part of the record of a child",
    "correct_fact": "a part of the record of a child",
    "withdraw_fact": "a part of the record of a child",
    "change_member": "a person’s details",
    "add_member": "the form for one more person",
    "new_date": "the dates",
    "put_date_back": "the dates",
    "family_meetings": "the meetings with others",
    "arrange_meeting": "the form for a meeting",
    **dict.fromkeys(
        (
            "formal_meeting",
            "formal_part",
            "change_formal_meeting",
            "cancel_formal_meeting",
            "put_formal_meeting_back",
            "invite_to_meeting",
            "meeting_invitation",
            "all_here",
            "meeting_report",
            "meeting_view",
            "agreed_at_meeting",
            "tell_invited",
            "meeting_calendar_file",
            "hold_meeting",
            "correct_meeting",
            "meeting_not_held",
            "next_meeting",
        ),
        "a meeting with others",
    ),
    "print_meeting": "a meeting’s agenda on paper",
    "invitation_letter": "an invitation to a meeting on paper",
    "invitation_letters": "the invitations to a meeting on paper",
    "formal_live": "a meeting with others",
    "formal_here": "a meeting with others",
    "formal_texts": "a meeting with others",
    "formal_save": "a box of a meeting with others",
    "formal_box": "a box of a meeting with others",
    "formal_box_history": "an earlier version of a box of a meeting with others",
    "formal_bring_back": "an earlier version of a box of a meeting with others",
    "bring_in": "the form for bringing in a text",
    "brought_in": "what was brought in",
    **dict.fromkeys(
        (
            "brought_in_text",
            "passage",
            "speaker",
            "finish_brought_in",
            "recording_consent",
            "brought_in_audience",
            "withdraw_brought_in",
            "put_brought_in_back",
        ),
        "a text that was brought in",
    ),
    **dict.fromkeys(("keep_entry_draft", "remove_draft", "take_up_draft"), "what they have begun to write"),
    **dict.fromkeys(("summary_here", "bring_summary_back", "make_summary_standing"), "the summary"),
    "family_bundles": "the form for a bundle for the court",
    "record_keeping": "how long the record is kept",
    "register_access_request": "the form for a subject access request",
    "access_request": "a subject access request",
    "access_request_words": "a subject access request",
    "access_request_file": "a file that is asked for",
    "access_request_read": "what is given to whoever asked for the record",
    "access_request_clock": "a subject access request",
    "access_request_do": "a subject access request",
    "access_request_decisions": "what was taken out of an answer",
    "bundle": "a bundle",
    "cancel_bundle": "a bundle",
    "bundle_file": "a bundle",
    "close_family": "the page for closing it",
    "restrict": "the restriction",
    "lift_restriction": "the restriction",
    "discussion_state": "a discussion as it stood",
    "section": "a part of a discussion",
    "gone_on": "where its meeting is now",
    "genogram": "the genogram",
    "note_of_person": "the form for a note of a person",
    "change_note_of_person": "a note of a person",
    "change_person": "a person’s name, birth and death",
    "confidential_address": "a confidential address",
    "genogram_by": "someone in the genogram",
    "draw_by": "a form of the genogram",
    "genogram_pdf": "the genogram on paper",
    "genogram_png": "the genogram as a picture",
    "entries": "what happened",
    "entry": "an entry",
    "new_entry": "the form for a new entry",
    "amend_entry": "an entry",
    "confirm_entry": "an entry",
    "entry_audience": "who may see an entry",
    "sharing": "what is shared with partners",
    "copy_for": "a copy for a family member",
    "chronology": "the chronology",
    "patterns_of_family": "gaps and patterns",
    "chronology_for": "a chronology for a family member",
    "chronology_for_court": "the chronologies for court",
    "court_chronology": "a chronology for court",
    "choose_for_chronology": "an entry",
    "find_in_family": "the search in its record",
    "network": "the network",
    "family_studies": "taking part in studies",
    "family_study": "taking part in a study",
    "family_study_asked": "taking part in a study",
    "family_study_lost": "taking part in a study",
    "family_study_begin": "taking part in a study",
    "tie": "someone around the family",
    "network_pdf": "the network map, printed",
    "ecomap_pdf": "the ecomap, printed",
    "family": "the family’s page",
    "person": "a person’s page",
    "person_records": "records that may be the same person",
    "merge_people": "two records side by side",
    "take_apart": "what was merged",
    "discussion": "a discussion",
    "save_in_discussion": "a box in a discussion",
    "box": "a box in a discussion",
    "box_history": "an earlier version of a box in a discussion",
    "bring_back": "an earlier version of a box in a discussion",
    "minute": "a minute",
    "minute_pdf": "a minute on paper",
    "amend": "a minute, to add to it",
    "end_discussion": "a discussion",
    "add_to_discussion": "a part of a discussion",
    "weigh_hypothesis": "the hypotheses",
    "undo_in_discussion": "what was removed in a discussion",
    "change_conversation": "the planned conversations",
    "change_decision": "the decisions",
    "earlier": "what came of last time",
    "rate_discussion": "how a discussion was rated",
    "change_action": "a task or conversation",
    "new_task": "the form for a task",
    "bring_forward": "the form for the next meeting",
    "open_with_reason": "the form for opening it",
    "take_back_status": "the status of the children",
    "draw_genogram": "a form of the genogram",
    "turn_genogram": "the genogram",
    "take_from_genogram": "the genogram",
    "add_tie": "the network",
    "turn_network": "the network",
    "change_tie": "someone around the family",
    "cancel_date": "the dates",
    "offer_transfer": "the form for offering it to another unit",
    "move_now": "the form for moving it at once",
    "hand_on": "who has its tasks and conversations now",
    "transfer": "its transfer",
    **dict.fromkeys(
        ("summary", "summary_version", "write_summary", "summary_editor", "take_up_entry", "take_over_sentences"),
        "the summary",
    ),
    "summary_pdf": "the summary, printed",
    **dict.fromkeys(("summary_box", "save_summary", "summary_history"), "the summary"),
    "recording_level": "the level of recording",
    "answer_level": "the level of recording",
    "hand_over_pack": "the hand-over pack",
    "hand_over_pack_pdf": "the hand-over pack, printed",
    "reopen_family": "the page for opening it again",
    "end_share": "what is shared with partners",
    "shared_family": "what was shared with a partner",
    "plan": "the plan",
    "earlier_plan": "an earlier plan",
    "agreed_plan": "the plan as it was agreed",
    "plan_for_them": "the plan for the family",
    "plan_pdf": "the plan for the family, on paper",
    "plan_words": "the plan",
    "agree_plan": "the form for agreeing on the plan",
    "review_plan": "the form for a review of the plan",
    "end_plan": "the form for ending the plan",
    "take_up_plan": "an earlier plan",
    "plan_mistaken": "the plan",
    "plan_stands": "the plan",
    "new_aim": "the form for an aim",
    "aim": "an aim of the plan",
    "end_aim": "an aim of the plan",
    "reopen_aim": "an aim of the plan",
    "new_step": "the form for a step of the plan",
    "plan_step": "a step of the plan",
    "step_out": "a step of the plan",
    "step_back": "a step of the plan",
    "ask_questions": "why it is open",
    "task_for_flag": "the form for a task",
    "documents": "the documents",
    "new_document": "the form for a new document",
    "document": "a document",
    "document_section": "a section of a document",
    "document_back_to_source": "a section of a document",
    "document_read_section": "a section of a document",
    "document_writing_again": "a section of a document",
    "document_comment": "a comment on a document",
    "document_answer": "a comment on a document",
    "document_readers": "who reads a document",
    "finalise_document": "a document",
    "sign_document": "a document",
    "put_document_away": "a document",
    "take_document_up": "a document",
    "document_pdf": "a document on paper",
    "document_word": "a document for Word",
    "faces": "the pages in plain words",
    "own_page": "a child’s own page",
    "links": "the links that were sent",
    "ask_by_link": "the form for a link",
    "withdraw_link": "the links that were sent",
    "add_to_own_page": "a child’s own page",
    "own_page_file": "a child’s own page as a file",
    "new_face": "the form for a page in plain words",
    "face": "a page in plain words",
    "face_part": "a section in plain words",
    "face_part_stays": "a section in plain words",
    "face_as_read": "a page in plain words",
    "face_pictures": "the pictures of a page in plain words",
    "face_pdf": "a page in plain words on paper",
    "face_language": "an interpreter’s text",
    "face_comment": "what a family member said about a page in plain words",
    "face_answer": "what a family member said about a page in plain words",
    "give_face": "a page in plain words",
    "face_given": "a page that a family member was given",
    "put_face_away": "a page in plain words",
    "take_face_up": "a page in plain words",
    "measures": "the measures",
    "new_measure": "the form for a questionnaire",
    "measure": "a questionnaire",
    "measure_picture": "scores over time",
    "measure_ask_again": "the measures",
    "measure_rather_not": "a questionnaire",
    "remove_measure": "a questionnaire",
    "observations": "observed practice",
    "new_observation": "the form for an observed session",
    "observation": "an observed session",
    "keep_observation_recording": "an observed session",
    "remove_observation": "an observed session",
    "practice_feedback": "feedback on a worker’s practice",
    "release_feedback": "feedback on a worker’s practice",
    "hand_over_tablet": "a questionnaire",
    "fill_in": "a questionnaire",
    "make_answer_link": "the form for a link",
    "concerns_side_by_side": "the concerns of parent and worker",
    "fill_in_step": "a questionnaire",
    "answering": "a questionnaire on a tablet",
    "answering_step": "a questionnaire on a tablet",
}


@require_policy(SEES_READERS)
def readers(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Who has looked at this family: for its unit, and for answering the family."""
    page = Paginator(access_log_of(family_id), PAGE).get_page(request.GET.get("page"))
    openings = list(AccessGrant.objects.filter(family_id=family_id).select_related("user", "reviewed_by")[:PAGE])
    context = {"family": held.family, "page": page, "openings": openings, "parts": PARTS_OF_RECORD}
    return render(request, "confidentiality/access_log.html", context)


@require_policy(SEES_READERS)
def history(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Every change of the record, or the record as it was on a day."""
    problem, day = {}, None
    try:
        day = read_box(request.GET, "on", Looks.PAST)
    except ValidationError as wrong:
        problem = problems(wrong)
    changes = history_of(family_id, until=day)
    context = {
        "family": held.family,
        "page": Paginator(changes.timeline, PAGE).get_page(request.GET.get("page")),
        "as_it_was": changes.as_it_was if day else None,
        "day": day,
        "on": request.GET.get("on", ""),
        "problem": problem,
    }
    return render(request, "confidentiality/history.html", context, status=422 if problem else 200)


@require_policy(SEES_STAFF_LOG)
def staff_log(request: Request, actor: Actor, user_id: int) -> HttpResponse:
    """What has this person looked at: for the guardian of the records."""
    person = get_object_or_404(User, pk=user_id)
    if not logs_in_reach(actor).filter(pk=user_id).exists():
        raise Http404("No one you manage")
    log(actor, "looked at a colleague's log", thing=person, policy=request.policy.name)
    page = Paginator(access_log_by(user_id), PAGE).get_page(request.GET.get("page"))
    return render(request, "confidentiality/staff_log.html", {"person": person, "page": page})


@require_policy(SEES_STAFF_LOG)
def patterns(request: Request, actor: Actor) -> HttpResponse:
    """Looking that somebody should ask about: own surname or address, many families or searches, a former unit."""
    since = timezone.now() - LOOKS_BACK
    staff = logs_in_reach(actor)
    mine = {person.pk for person in staff}
    found = [one for one in unusual_access(since) if one.user_id in mine]
    log(actor, "looked at what stands out in the log", policy=request.policy.name)
    return render(request, "confidentiality/unusual_access.html", {"found": found, "staff": staff})


@require_policy(RESTRICTS_FAMILY, "GET", "POST")
def restrict(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Who may know of this family."""
    standing = restrictions.restriction_of(family_id)
    problem: dict[str, str] = {}
    if request.method == "POST":
        try:
            restrictions.restrict(
                held.actor,
                family_id,
                held.unit_id,
                cause=request.POST.get("cause", ""),
                words=request.POST.get("words", ""),
                guardian_id=number(request.POST, "guardian"),
                people=wholes(request.POST.getlist("people")),
                because=request.POST.get("because", ""),
            )
            messages.success(request, "To everyone who is not on the list, this family does not exist.")
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            return redirect("restrict", family_id=family_id)
    listed = [one.user_id for one in standing.listed.all()] if standing else []
    staff = list(who_work_with_families(timezone.localdate()) | User.objects.filter(pk__in=listed, is_active=True))
    context: dict[str, Any] = {
        "family": held.family,
        "standing": standing,
        "causes": RestrictionCause.choices,
        "staff": staff,
        "chosen": _chosen(request, held.actor, standing),
        "problem": problem,
        "typed": typed(request),
    }
    return render(request, "confidentiality/restrict.html", context, status=422 if problem else 200)


def _chosen(request: Request, actor: Actor, standing: Any) -> set[int]:
    if request.method == "POST":
        return set(wholes(request.POST.getlist("people")))
    return {one.user_id for one in standing.listed.all()} if standing else {actor.user_id}


@require_policy(RESTRICTS_FAMILY, "GET", "POST")
def lift(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Lift a restriction: what that does, and why."""
    standing = restrictions.restriction_of(family_id)
    back = reverse("restrict", args=[family_id])
    if standing is None:
        messages.info(request, "This family is not restricted.")
        return redirect(back)
    wrong = None
    if request.method == "POST":
        try:
            because = request.POST.get("because", "")
            restrictions.lift_restriction(held.actor, family_id, held.unit_id, because=because)
        except ValidationError as problem:
            wrong = problem
        else:
            said = "The restriction is lifted. The family can be found and opened like any other."
            messages.success(request, said, extra_tags=undo_tag(change_about(standing)))
            return redirect(back)
    days = grave_changes.UNDO_FOR.days
    return ask_why(
        request,
        title="Lift the restriction?",
        sentence=f"Everyone whose work lets them open families will then be able to find and open {held.family.name}.",
        told=f"The record’s guardian, {standing.guardian.full_name}, will be told. You or they can undo this with one "
        f"press for {days} days.",
        button="Lift the restriction",
        back=back,
        back_to=f"Who may see {held.family.name}",
        problem=wrong,
    )
