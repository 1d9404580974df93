"""Writing down what happened: the form, its draft, and who else has written of the same day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.http.request import RawPostDataException
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.forms import form_problems, later
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY
from kinwork.cases.queries import open_in_units
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.families.network import ties_of
from kinwork.files.kinds import MOST, TAKEN
from kinwork.units.queries import members_on
from kinwork.whole_numbers import whole, wholes

from . import actions, answers, attaching, drafts
from .forms import Around, EntryForm
from .heads import heads_for
from .models import LONGEST_WRITING, Entry, EntryDraft, EntryKind
from .others import others_asked
from .queries import FileLine, before_saving, by_colleagues, drafts_of, entry_of, files_of_draft, there_lately
from .views import known_members, put_on, staff

# Two who went together: of these, whoever writes second is shown what the first wrote.
TOGETHER = (EntryKind.VISIT, EntryKind.ELSEWHERE, EntryKind.FAILED)
MANY = ("people", "names", "colleagues", "hidden_from", "readers", "also")  # boxes of which several may be ticked
SEPARATED = "\n"
FILE_ALSO = "file_also_"


@require_policy(EDITS_FAMILY, "GET", "POST")
def new_entry(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Write down what happened."""
    sent = request.POST if request.method == "POST" else None
    draft = _draft_asked(request, held)
    token = draft.token if draft else _uuid(request.POST.get("request", "")) or uuid4()
    answered = answers.asked(held, (sent or request.GET).get("answers", "") or _typed(draft).get("answers", ""))
    also = wholes(sent.getlist("also") if sent else request.GET.getlist("also") or _split(_typed(draft), "also"))
    others = others_asked(request, held, also)
    # Who can be named is read where somebody is, or where the form is shown: most entries name few, and save at once.
    form = EntryForm(
        sent,
        members=later(lambda: known_members(family_id)),
        staff=later(staff),
        around=later(lambda: _around(family_id)),
        colleagues=later(lambda: _colleagues(held)),
        others=others,
        initial=_initial(request, draft) | (answered.initial if answered else {}),
    )
    page = _Page(request, held, form, token, draft, answered)
    if sent is None:
        return page.shown()
    page.take_files()
    if form.is_valid() and page.is_clear(sent):
        return page.save(sent)
    return page.shown(422)


def _around(family_id: int) -> Around:
    ties = [one.last for one in ties_of(family_id) if not one.is_over(timezone.localdate())]
    return Around(
        list({one.somebody_id: (one.somebody_id, one.who) for one in ties if one.somebody_id}.values()),
        list(dict.fromkeys(one.name[:120] for one in ties if not one.somebody_id and one.name)),
    )


def _colleagues(held: HeldFamily) -> list[tuple[int, str]]:
    in_unit = members_on(held.unit_id, timezone.localdate())
    return [(one.user_id, one.name) for one in in_unit if one.user_id != held.actor.user_id]


class _Page:
    """The form with what stands beside it."""

    def __init__(
        self,
        request: Request,
        held: HeldFamily,
        form: EntryForm,
        token: UUID,
        draft: EntryDraft | None,
        answered: answers.Answered | None,
    ) -> None:
        self.request, self.held, self.form, self.token, self.draft = request, held, form, token, draft
        self.answered = answered
        self.asked: dict[str, str] = {}
        self.by_colleagues: list[Any] = []
        self.elsewhere: EntryDraft | None = None

    def take_files(self) -> None:
        """Files that came with the form itself, as they do without scripts: kept whatever else is wrong with it."""
        held, sent = self.held, self.request
        problem = attaching.take_files(
            held.actor, held.pk, held.unit_id, self.token, sent.FILES.getlist("files"), sent.POST.get("draft_page", "")
        )
        if problem:
            self.asked["files"] = problem

    def is_clear(self, sent: QueryDict) -> bool:
        """Whether nothing is to be asked first: a day on which the family was not known, a colleague's visit."""
        held, on, kind = self.held, self.form.on_day(), self.form.cleaned_data["kind"]
        sure = sent.getlist("sure")
        found = before_saving(held.actor, held.pk, self.token, sent.get("draft_page", ""))
        since, until = found.since, found.until
        if since and on < since and "before" not in sure:
            self.asked["before"] = (
                f"{long_day(on)} is before we knew the family, which was {long_day(since)}. If that is right, tick "
                f"“It was before we knew them”, and save again."
            )
        if until and on > until and "after" not in sure:
            self.asked["after"] = (
                f"The family was closed on {long_day(until)}. If it was after that, tick “It was after closing”, and "
                f"save again. If there is more to do, the family can be opened again."
            )
        if kind in TOGETHER and not sent.get("add_to"):
            self.by_colleagues = by_colleagues(held.actor, held.pk, on, TOGETHER)
            if self.by_colleagues:
                self.asked["add_to"] = "A colleague has recorded the same day. Say whether you went together."
        shown = set(wholes(sent.getlist("also_shown")))
        if new := [one.name for one in self.form.others if one.pk not in shown]:
            self.asked["words_here"] = f"Say what belongs in the record of {', '.join(new)} alone, then save again."
        self.elsewhere = self._written_elsewhere(found.other, sent)
        return not self.asked and self.elsewhere is None

    def _written_elsewhere(self, other: int | None, sent: QueryDict) -> EntryDraft | None:
        kept = EntryDraft.objects.filter(pk=other).first() if other else None
        if kept is None:
            return None
        said = {name: SEPARATED.join(values) for name, values in sent.lists()}
        is_behind = kept.version != whole(sent.get("draft_version", ""))
        return kept if is_behind and not drafts.says_all_of(said, kept.typed) else None

    def save(self, sent: QueryDict) -> HttpResponse:
        """The entry, or entries, or what is added to a colleague's."""
        held, form = self.held, self.form
        seconds = whole(sent.get("writing_seconds", "")) or 0
        what = replace(
            form.happened(),
            draft=self.token,
            writing_seconds=min(seconds, LONGEST_WRITING),
            captions=_captions(sent),
            without=frozenset(wholes(sent.getlist("without"))),
        )
        said = "Saved to the record."
        try:
            if add_to := whole(sent.get("add_to", "")):
                self._add_to(add_to, what)
                said = "Added to what your colleague wrote."
            elif form.others:
                here = actions.InFamily(held.pk, held.unit_id, what, form.audience())
                files = _files_also(sent)
                there = [
                    actions.InFamily(
                        one.pk, one.unit_id, form.happened_in(one), form.audience_in(one),
                        files=frozenset(pk for pk, families in files.items() if one.pk in families),
                    )
                    for one in form.others
                ]  # fmt: skip
                actions.write_in_several(held.actor, [here, *there])
                said = f"Saved to the record of {', '.join([held.family.name, *(one.name for one in form.others)])}."
            else:
                answers.write(held, self.answered, what, form.audience())
                at = form.cleaned_data["at"]
                said = f"Saved to the record. The time is {at:%H:%M}." if at else said
        except ValidationError as problem:
            put_on(form, problem)
            return self.shown(422)
        if _sent_by_script(self.request):
            return JsonResponse({"saved": True})
        messages.success(self.request, said)
        return redirect("entries", family_id=held.pk)

    def _add_to(self, pk: int, what: actions.Happened) -> None:
        entry = entry_of(self.held.actor, self.held.pk, pk)
        if entry is None:
            raise ValidationError({"text": "Your colleague’s entry is no longer there: save your own."})
        actions.add_second_view(self.held.actor, entry, self.held.unit_id, what)

    def shown(self, status: int = 200) -> HttpResponse:
        """What was typed is still there."""
        held, form, today = self.held, self.form, timezone.localdate()
        form.ask_of_children()
        problem = (form_problems(form) if status != 200 else {}) | self.asked
        if status != 200 and _sent_by_script(self.request):
            return self._refused(problem)
        if status == 200 and not form.is_bound:
            self.by_colleagues = by_colleagues(held.actor, held.pk, today, TOGETHER)
        version = whole(self.request.POST.get("draft_version", "")) or 0
        if self.elsewhere or self.draft:
            version = (self.elsewhere or self.draft).version  # type: ignore[union-attr]
        context = {
            "family": held.family,
            "heads": heads_for(held),
            "form": form,
            "there": form.who_was_there(there_lately(held.actor, held.pk)),
            "problem": problem,
            "asked": self.asked,
            "today": today,
            "me": held.actor.user_id,
            "token": self.token,
            "draft": self.draft,
            "draft_page": uuid4().hex,
            "version": version,
            "answered": self.answered,
            "colleagues": self.by_colleagues,
            "must_choose": bool(self.by_colleagues) and status != 200,
            "elsewhere": self.elsewhere,
            "refused": "" if form.is_bound else _typed(self.draft).get(drafts.REFUSED, ""),
            "families": self._families() if self._wants_families() else None,
            "seconds": whole(self.request.POST.get("writing_seconds", _typed(self.draft).get("writing_seconds", "")))
            or 0,
            **self._attached(),
            "begun": [] if self.draft or form.is_bound else drafts_of(held.actor, held.pk),
        }
        answer = render(self.request, "record/new_entry.html", context, status=status)
        answer["Permissions-Policy"] = "camera=(), microphone=(self), geolocation=()"  # the button that records sound
        return answer

    def _attached(self) -> dict[str, Any]:
        """What is attached already, with what is said of it; nothing is asked for a form that was just opened."""
        typed: Any = self.request.POST if self.form.is_bound else _typed(self.draft)
        files: list[FileLine] = []
        if self.form.is_bound or self.draft:
            files = files_of_draft(self.held.actor, self.token)
        without = typed.getlist("without") if self.form.is_bound else _split(typed, "without")
        more = {"captions": _captions(typed), "without": set(wholes(without)), "files_also": _files_also(typed)}
        return {"files": files, "takes": TAKEN, "most": MOST, **more}

    def _refused(self, problem: dict[str, str]) -> HttpResponse:
        """To a phone that sends what was written without a signal: why not, and where its draft is."""
        if self.elsewhere is not None:
            return _written_over(self.elsewhere)
        said = " ".join(dict.fromkeys(str(one) for one in problem.values()))
        draft = drafts.say_why_not(self.held.actor, self.token, said)
        where = f"{reverse('new_entry', args=[self.held.pk])}?draft={draft.pk}" if draft else ""
        return JsonResponse({"error": said, "address": where}, status=422)

    def _wants_families(self) -> bool:
        return "several" in self.request.GET or "several" in self.request.POST or bool(self.form.others)

    def _families(self) -> list[tuple[int, str]]:
        """Families of which this person may write, for choosing; the log says that they were read."""
        units = [unit for unit in self.held.actor.home_unit_ids if self.held.actor.can(Permission.EDIT_FAMILY, unit)]
        open_now = open_in_units(units, timezone.localdate()).values_list("family_id", "family__name")
        here = {self.held.pk, *(one.pk for one in self.form.others)}
        found = [(pk, name) for pk, name in dict(open_now).items() if pk not in here]
        log_list(self.request, "families to write the same for", [pk for pk, _ in found])
        return found


def _draft_asked(request: Request, held: HeldFamily) -> EntryDraft | None:
    pk = whole(request.GET.get("draft", ""))
    if not pk:
        return None
    found = EntryDraft.objects.filter(pk=pk, family_id=held.pk, by_id=held.actor.user_id).first()
    if found is None:
        raise Http404("No such draft")
    return found if found.removed_at is None and found.entry_id is None else None


def _typed(draft: EntryDraft | None) -> dict[str, str]:
    return {name: str(value) for name, value in draft.typed.items()} if draft else {}


def _captions(typed: Mapping[str, Any]) -> dict[int, str]:
    found = {whole(name.removeprefix("caption_")): str(typed[name]) for name in typed if name.startswith("caption_")}
    return {pk: words for pk, words in found.items() if pk}


def _files_also(typed: Mapping[str, Any]) -> dict[int, set[int]]:
    """In which other families' records each file goes too: as sent, or as a draft keeps it."""
    found = {}
    for name in typed:
        if name.startswith(FILE_ALSO) and (pk := whole(name.removeprefix(FILE_ALSO))):
            said = typed.getlist(name) if isinstance(typed, QueryDict) else str(typed[name]).split(SEPARATED)
            found[pk] = set(wholes(said))
    return found


def _split(typed: dict[str, str], name: str) -> list[str]:
    return [one for one in typed.get(name, "").split(SEPARATED) if one]


def _initial(request: Request, draft: EntryDraft | None) -> dict[str, Any]:
    """What stands in the boxes at first: a draft, or what the address says, ids only."""
    if draft is not None:
        typed = _typed(draft)
        return typed | {name: _split(typed, name) for name in MANY}
    given: dict[str, Any] = {}
    if (kind := request.GET.get("kind", "")) in EntryKind.values:
        given["kind"] = kind
    if people := wholes(request.GET.getlist("person")):
        given["people"] = people
    return given


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


@require_policy(EDITS_FAMILY, "POST", reads=False)
def keep_draft(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """A pause in typing: everything that stands on the page."""
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError, RequestDataTooBig, RawPostDataException):
        said = None
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        return JsonResponse({"error": "This could not be read."}, status=400)
    token = _uuid(said.get("request", ""))
    if token is None:
        return JsonResponse({"error": "Open a new entry."}, status=400)
    version = whole(said.get("draft_version", "")) or 0
    typed = _without_nul(said)
    try:
        kept = drafts.keep_draft(
            held.actor, family_id, held.unit_id, token, typed, page=said.get("draft_page", ""), version=version
        )
    except drafts.WrittenElsewhere as other:
        return _written_over(other.draft)
    except drafts.IsNotTheirs:
        # To a phone it is as one that was removed: it begins another with the same words.
        return JsonResponse({"error": IS_OVER, "state": "removed", "version": 0, "text": ""}, status=409)
    except ValidationError as problem:
        return JsonResponse({"error": problem.messages[0]}, status=422)
    at = f"{reverse('new_entry', args=[family_id])}?draft={kept.pk}"
    return JsonResponse({"version": kept.version, "address": at, "at": f"{timezone.localtime(kept.saved_at):%H:%M}"})


def _sent_by_script(request: Request) -> bool:
    """Whether a phone sends what was written without a signal, and wants to be told so that it can tell."""
    takes = request.headers.get("Accept", "")
    return "json" in takes and "text/html" not in takes


def _written_over(draft: EntryDraft) -> HttpResponse:
    """What stands there instead, for its writer to see beside their own."""
    saved = Entry.objects.filter(pk=draft.entry_id).values_list("text", flat=True).first() if draft.entry_id else None
    is_gone = draft.removed_at is not None
    said = {
        "error": _over(draft),
        "state": "saved" if draft.entry_id is not None else "removed" if is_gone else "elsewhere",
        "version": draft.version,
        "text": saved if draft.entry_id is not None else _typed(draft).get("text", ""),
    }
    return JsonResponse(said, status=409)


IS_OVER = "This has been saved to the record already. What you type here is kept on this device only."


def _over(draft: EntryDraft) -> str:
    if draft.entry_id is not None:
        return IS_OVER
    if draft.removed_at is not None:
        return "You removed this draft elsewhere. What you type here is kept on this device only."
    when = timezone.localtime(draft.saved_at)
    return (
        f"You wrote more of this elsewhere at {when:%H:%M}. Save here, and you will see both before anything is lost."
    )


def _without_nul(said: dict[str, Any]) -> dict[str, str]:
    """As a form would have sent it: PostgreSQL's JSON holds no NUL, and no half of a letter."""
    return {
        name[:60]: value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for name, value in said.items()
    }


def _draft(held: HeldFamily, pk: int) -> EntryDraft:
    found = EntryDraft.objects.filter(pk=pk, family_id=held.pk, by_id=held.actor.user_id).first()
    if found is None:
        raise Http404("No such draft")
    return found


@require_policy(EDITS_FAMILY, "POST", reads=False)
def remove_draft(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Its writer does not want it; for a while it can be had again."""
    drafts.remove_draft(held.actor, _draft(held, pk))
    back = reverse("take_up_draft", args=[family_id, pk])
    messages.success(request, "The draft is removed.", extra_tags=f"undo:{back}")
    return redirect("entries", family_id=family_id)


@require_policy(EDITS_FAMILY, "POST", reads=False)
def take_up_draft(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """The draft is there again."""
    try:
        drafts.take_up_again(held.actor, _draft(held, pk))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("entries", family_id=family_id)
    return redirect(f"{reverse('new_entry', args=[family_id])}?draft={pk}")
