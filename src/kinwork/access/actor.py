"""Who is asking: a person, with the posts that they hold today and what those let them do where."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .models import Reach
from .permissions import Permission
from .roles import AS_BREAK_GLASS, AS_BUDDY, AS_COLLEAGUE, AS_DEPUTY, AS_OPENED, ROLES, Role, by_cover


class NotAllowed(Exception):
    """The actor's posts do not let them do this. Says which permission was missing, in words."""

    def __init__(self, permission: Permission, sentence: str = "") -> None:
        self.permission = permission
        super().__init__(sentence or SENTENCES.get(permission, "Your role in this unit does not let you do this."))


SENTENCES = {
    Permission.DECIDE: (
        "Only the consultant social worker, or a deputy they have named, can decide. You can save a draft."
    ),
    Permission.DECIDE_STATUS: "The consultant social worker or a deputy, a manager or a chair decides this.",
    Permission.APPROVE: "The consultant social worker, a deputy or a manager approves this.",
    Permission.TRANSFER_FAMILY: (
        "The consultant social worker of either unit, a deputy or a manager moves families between units."
    ),
    Permission.DECIDE_TRANSFER: "Only a manager of both units, or the head of service, decides between them.",
    Permission.CLOSE_MEETING: "Only the consultant social worker, or a deputy they have named, closes the meeting.",
    Permission.ORDER_AGENDA: "The consultant social worker or the unit coordinator orders the agenda.",
    Permission.OPEN_MEETING: "The consultant social worker or the unit coordinator opens the meeting.",
    Permission.SEE_FAMILY: "This family is not with your unit or your buddy unit.",
    Permission.SEARCH: "Your role does not include looking for families.",
    Permission.TAKE_CONTACT: "Only the front door and the managers take contacts. Put the call through to them.",
    Permission.DECIDE_CONTACT: "Only the front door’s own workers and the managers decide what becomes of a contact.",
    Permission.MANAGE_ACCOUNTS: "Only a system administrator disables people and lets them in again.",
    Permission.INVITE_PEOPLE: "Only the head of service and system administrators invite people.",
    Permission.SET_UP_SERVICE: "Only the head of service and system administrators set up units.",
    Permission.STAFF_UNIT: "Only the unit’s group manager, or the head of service, says who holds a post.",
    Permission.ARRANGE_COVER: "The consultant social worker or a manager says who is away and who covers.",
    Permission.SET_RULES: "Only the head of service changes the authority’s rules.",
    Permission.SEE_STAFF_LOG: "Only a group manager of the person's unit, or the head of service, sees this.",
    Permission.RESTRICT_FAMILY: "Only the group manager or the head of service restricts a family's record.",
    Permission.REVIEW_OPENING: "Only the guardian of a record can review how it was opened.",
    Permission.SEE_CONFIDENTIAL: (
        "This address is confidential: ask the family’s unit. Only the unit can see it, and others in an emergency."
    ),
    Permission.SAY_WHO_KNOWS: "Only the family’s own unit decides who else may know. Ask someone in that unit.",
    Permission.MERGE_PEOPLE: "The consultant social worker, the unit coordinator and the managers merge records.",
    Permission.ANSWER_REQUESTS: (
        "Only the head of service answers requests for a record, with whoever they name to go through it."
    ),
    Permission.KEEP_RECORDS: "Only the head of service and quality assurance see which records can go.",
    Permission.ERASE_RECORDS: "Only the head of service decides that a record is erased.",
    Permission.CODE_SESSIONS: "Only coders hear and code recordings of practice.",
    Permission.RUN_CODING: "Only quality assurance runs the coding of practice.",
    Permission.RUN_STUDIES: "Only the head of service sets up studies; evaluators see the ones they are named for.",
    Permission.KEEP_STUDY_KEY: "Only quality assurance opens the key of a study: who runs it or evaluates it does not.",
    Permission.KEEP_FIGURES: "Only the head of service and performance analysts enter figures of the service.",
    Permission.DRAW_EXTRACT: "Only the head of service has the extract of the authority drawn.",
    Permission.DRAW_DATA: "Only evaluators named for a study can download its data.",
    Permission.SEE_UNIT: "You do not hold a post in this unit or in its buddy unit.",
}


@dataclass(frozen=True)
class HeldPost:
    """One post held today: a role in a unit."""

    unit_id: int
    role: str
    at_front_door: bool = False  # in a unit of first response


@dataclass(frozen=True)
class Actor:
    """A signed-in person and their reach today."""

    user_id: int
    name: str
    posts: tuple[HeldPost, ...] = ()
    buddy_unit_ids: frozenset[int] = frozenset()
    deputy_unit_ids: frozenset[int] = frozenset()
    covers: tuple[HeldPost, ...] = ()  # the posts of colleagues who are away, for whom they stand in today
    reach_of_all: str = Reach.BUDDY  # the authority's rule
    opened_unit_id: int | None = None  # while this request is about a family of that unit which was opened
    opening_id: int | None = None  # the opening by which they were let in
    broke_glass: bool = False
    address: str | None = None  # where the request comes from
    granted: frozenset[Permission] = frozenset()  # what a partner’s system may do everywhere: it holds no post
    _cache: dict[tuple[Permission, int], bool] = field(default_factory=dict, compare=False, repr=False)

    def can(self, permission: Permission, unit_id: int | None) -> bool:
        """Whether any post held today lets this person do this in that unit."""
        if unit_id is None:
            return False
        key = (permission, unit_id)
        if key not in self._cache:
            self._cache[key] = self._work_out(permission, unit_id)
        return self._cache[key]

    def _work_out(self, permission: Permission, unit_id: int) -> bool:
        if any(p.unit_id == unit_id and permission in ROLES[p.role].permissions for p in self.posts):
            return True
        opened = AS_BREAK_GLASS if self.broke_glass else AS_OPENED
        if self.may(permission) or (unit_id == self.opened_unit_id and permission in opened):
            return True
        if self.reach_of_all == Reach.SERVICE and permission in AS_COLLEAGUE and self.works_with_families:
            return True
        if unit_id in self.deputy_unit_ids and permission in AS_DEPUTY:
            return True
        if any(post.unit_id == unit_id and permission in self._covering(post) for post in self.covers):
            return True
        return unit_id in self.buddy_unit_ids and permission in AS_BUDDY

    def _covering(self, away: HeldPost) -> frozenset[Permission]:
        return by_cover(ROLES[away.role], [ROLES[post.role] for post in self.posts])

    def may(self, permission: Permission) -> bool:
        """Whether any post held today lets this person do this everywhere."""
        posts = self.posts
        return permission in self.granted or any(
            ROLES[post.role].may_everywhere(permission, at_front_door=post.at_front_door) for post in posts
        )

    def somewhere(self, permission: Permission) -> bool:
        """Whether any post held today lets this person do this in some unit at least."""
        return self.may(permission) or any(permission in ROLES[post.role].permissions for post in self.posts)

    def may_ever(self, permission: Permission) -> bool:
        """Whether there can be a unit or a family, known to them or not, where this person may do this.

        Asked before anything is looked up: who may not do it anywhere is told so, whatever id they name, and cannot
        tell one that is there from one that is not.
        """
        return (
            self.somewhere(permission)
            or (bool(self.deputy_unit_ids) and permission in AS_DEPUTY)
            or (bool(self.buddy_unit_ids) and permission in AS_BUDDY)
            or any(permission in self._covering(post) for post in self.covers)
            or (self.sees_every_unit and permission in AS_COLLEAGUE)
            or (self.may(Permission.OPEN_WITH_REASON) and permission in AS_OPENED)
            or (self.may(Permission.OPEN_IN_EMERGENCY) and permission in AS_BREAK_GLASS)
        )

    def require_ever(self, permission: Permission) -> None:
        """Raise :class:`NotAllowed` unless they may do this somewhere. No statement."""
        if not self.may_ever(permission):
            raise NotAllowed(permission)

    @property
    def works_with_families(self) -> bool:
        """Holds a post in a unit that sees families."""
        return any(Permission.SEE_FAMILY in ROLES[post.role].permissions for post in self.posts)

    @property
    def sees_every_unit(self) -> bool:
        """Whether the families of every unit open directly."""
        return self.may(Permission.SEE_FAMILY) or (self.reach_of_all == Reach.SERVICE and self.works_with_families)

    def with_opened(self, unit_id: int | None, opening_id: int, *, by_break_glass: bool = False) -> Actor:
        """The same person while the request is about a family of that unit which they have opened with a reason."""
        return replace(self, opened_unit_id=unit_id, opening_id=opening_id, broke_glass=by_break_glass, _cache={})

    def require(self, permission: Permission, unit_id: int | None) -> None:
        """Raise :class:`NotAllowed` unless :meth:`can`."""
        if not self.can(permission, unit_id):
            raise NotAllowed(permission)

    @property
    def unit_ids(self) -> list[int]:
        """The units where this person holds a post, first post first, each once."""
        return list(dict.fromkeys(p.unit_id for p in self.posts))

    @property
    def home_unit_ids(self) -> list[int]:
        """The units whose families are this person's own work."""
        return list(dict.fromkeys(p.unit_id for p in self.posts if Permission.SEE_UNIT in ROLES[p.role].permissions))

    @property
    def reach(self) -> list[int]:
        """Every unit whose families open directly, unless all do: one's own, their buddies, and where one covers."""
        covered = [post.unit_id for post in self.covers if Permission.SEE_FAMILY in self._covering(post)]
        near = [*sorted(self.deputy_unit_ids), *sorted(self.buddy_unit_ids), *sorted(covered)]
        return list(dict.fromkeys([*self.home_unit_ids, *near]))

    def roles_in(self, unit_id: int | None) -> list[type[Role]]:
        """The roles of the posts that this person holds in a unit."""
        return [ROLES[post.role] for post in self.posts if post.unit_id == unit_id]

    def decides_as(self, unit_id: int) -> str:
        """In which role this person decides there, as it is minuted: their own, or as the deputy that they are."""
        there = self.roles_in(unit_id)
        own = next((role for role in there if role.decides()), None)
        if own is not None:
            return own.short
        away = next((ROLES[post.role] for post in self.covers if post.unit_id == unit_id), None)
        if away is not None and away.decides() and unit_id not in self.deputy_unit_ids:
            return f"{away.short}, covering"
        return f"{there[0].short}, deputy" if there else "deputy"

    def leads(self, unit_id: int | None) -> bool:
        """Whether this person leads the unit, as its consultant social worker does."""
        return any(role.leads for role in self.roles_in(unit_id))
