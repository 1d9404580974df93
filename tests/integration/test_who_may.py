"""Every role, every situation, every verb: what happens, compared with one table that a person can read."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.models import Listed, Restriction
from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES
from kinwork.cases.models import Involvement
from kinwork.units.actions import make_unit, pair_as_buddies
from kinwork.units.models import PostHolding, Unit
from tests.factories import family_in, put_in_post, unit_with_staff, user
from tests.pages import Client

pytestmark = pytest.mark.django_db
VERBS = {
    "sees its page": "/family/{}/",
    "changes it": "/family/{}/questions/",
    "sees who looked": "/family/{}/readers/",
    "closes it": "/family/{}/close/",
    "restricts it": "/family/{}/restrict/",
}

# A letter for each verb, in the order of VERBS, and a last one for finding it by search:
#   y  yes          r  after giving a reason      -  refused, in words
#   .  there is no such family, as far as this person can tell (what they may do with no family is refused before that)
#   m  found by search with the least that shows whether it is the right one
# Situations: a family of one's own unit; of its buddy; of another unit; of one's own unit and restricted, listed or
# not; of one's own unit and closed; of one's own unit, the day after leaving it. Service-wide roles hold a post in a
# team without families, so that for them the first columns are those of any other unit.
TABLE = """
            own     buddy   other   listed  unlisted closed  left
csw         yyyy-y  yy---y  rr---m  yyyy-y  ....-.   yyy.-y  ------
sw          yyy--y  yy---y  rr---m  yyy--y  ...--.   yyy--y  ------
cp          yyy--y  yy---y  rr---m  yyy--y  ...--.   yyy--y  ------
clinician   yyy--y  yy---y  rr---m  yyy--y  ...--.   yyy--y  ------
uc          yyy--y  yy---y  rr---m  yyy--y  ...--.   yyy--y  ------
gm          yyyyyy  yy---y  rr---m  yyyyyy  ......   yyy.yy  ------
hos         yry-yy  yry-yy  yry-yy  yry-yy  ...-..   yry-yy  ------
chair       rr---m  rr---m  rr---m  rr---m  ..---.   rr---m  ------
frontdoor   rr---m  rr---m  rr---m  rr---m  ..---.   rr---m  ------
edt         rr---m  rr---m  rr---m  rr---m  ..---.   rr---m  ------
qa          rr---m  rr---m  rr---m  rr---m  ..---.   rr---m  ------
blind_coder ------  ------  ------  ------  ------   ------  ------
analyst     ------  ------  ------  ------  ------   ------  ------
evaluator   ------  ------  ------  ------  ------   ------  ------
partner     ------  ------  ------  ------  ------   ------  ------
sysadmin    ------  ------  ------  ------  ------   ------  ------
"""


def outcome(client: Client, path: str) -> str:
    response = client.get(path)
    if response.status_code == 200:
        return "y"
    if response.status_code == 404:
        return "."
    assert response.status_code == 403, (path, response.status_code)
    return "r" if b"You need a reason to open this family" in response.content else "-"


def found(client: Client, name: str) -> str:
    response = client.post("/search/", {"q": name})
    if response.status_code == 403:
        return "-"
    text = response.content.decode()
    if "opens with a reason" in text:
        return "m"
    return "y" if f">{name}</a>" in text else "."


@pytest.fixture
def scene(rowan) -> SimpleNamespace:
    """Families in all situations, all as seen from the unit Rowan."""
    hazel, _ = unit_with_staff("Hazel", "h")
    oak, _ = unit_with_staff("Oak", "o")
    pair_as_buddies(rowan.unit, hazel)
    families = {
        "own": family_in(rowan.unit, "Ownfam"),
        "buddy": family_in(hazel, "Buddyfam"),
        "other": family_in(oak, "Otherfam"),
        "listed": family_in(rowan.unit, "Listedfam"),
        "unlisted": family_in(rowan.unit, "Unlistedfam"),
        "closed": family_in(rowan.unit, "Closedfam"),
    }
    Involvement.objects.filter(family=families["closed"]).update(
        closed_on=timezone.localdate(), closed_by=rowan.grace, closing_reason="Done."
    )
    families["left"] = families["own"]
    hall = make_unit(name="Hall", function="service", template="systemic", days=[1], minutes=60)
    return SimpleNamespace(families=families, rowan=rowan.unit, hall=hall)


def restrict(family, guardian, *listed) -> None:
    standing = Restriction.objects.create(
        family_id=family.pk, cause="staff", words="x", guardian=guardian, imposed_by=guardian, imposed_at=timezone.now()
    )
    Listed.objects.bulk_create([Listed(restriction=standing, user=who, added_by=guardian) for who in listed])


def what_happens(scene: SimpleNamespace, role: str, as_owner) -> dict[str, str]:
    who = user(f"the-{role}")
    # In the unit whoever may do anything by a post in it; all others in a team of the whole service.
    unit: Unit = scene.rowan if ROLES[role].permissions else scene.hall
    holding = put_in_post(who, unit, role)
    with as_owner():
        guardian = user(f"guardian-for-{role}")
        Restriction.objects.all().delete()
        restrict(scene.families["listed"], guardian, who)
        restrict(scene.families["unlisted"], guardian)
    client = Client(HTTP_ACCEPT="text/html")
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    cells = {}
    for situation, family in scene.families.items():
        if situation == "left":
            leave(holding)
        cells[situation] = "".join(outcome(client, path.format(family.pk)) for path in VERBS.values())
        cells[situation] += found(client, family.name)
    return cells


def leave(holding: PostHolding) -> None:
    holding.during = DateRange(holding.during.lower, timezone.localdate())
    holding.save()


def test_what_happens_is_what_the_table_says(scene, as_owner):
    said = {}
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    for role, *cells in lines:
        said[role] = dict(zip(head, cells, strict=True))
    happens = {role: what_happens(scene, role, as_owner) for role in ROLES}
    table = "\n".join(
        f"{role:11} " + " ".join(f"{cell:7}" for cell in cells.values()) for role, cells in happens.items()
    )
    assert happens == said, f"what happens now:\n{table}"


def test_every_permission_is_somebodys():
    given = set().union(*(role.permissions | role.everywhere for role in ROLES.values()))
    assert given == set(Permission)


def test_a_post_ends_the_access_the_day_it_ends(rowan, sign_in):
    family = family_in(rowan.unit)
    holding = rowan.tom.holdings.get()
    client = sign_in(rowan.tom)
    assert client.get(f"/family/{family.pk}/").status_code == 200
    holding.during = DateRange(holding.during.lower, timezone.localdate() + timedelta(days=1))
    holding.save()
    assert client.get(f"/family/{family.pk}/").status_code == 200
    leave(holding)
    assert client.get(f"/family/{family.pk}/").status_code == 403
