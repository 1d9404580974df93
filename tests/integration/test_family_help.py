"""Who works with a family: one lead practitioner who stays while others join; or teams, one after another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import Authority, WorksAs
from kinwork.accounts.bootstrap import service_team
from kinwork.cases.family_roles import TakenOn, end_role, take_on, way_of
from kinwork.cases.models import FamilyRole, Involvement
from kinwork.families.held import HeldFamily
from kinwork.front_door.models import About, Contact
from tests.factories import actor, family_in, put_in_post, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def family(rowan):
    return family_in(rowan.unit, "Abbott", opened=TODAY - 60 * DAY)


def takes_on(who, family, unit, kind: str, since, way: str = WorksAs.FAMILY_HELP, **said) -> FamilyRole:
    held = HeldFamily(family, unit.pk, actor(who))
    return take_on(held, Involvement.objects.get(family=family), way_of(way), TakenOn(kind, since, **said))


def lines(family) -> list[tuple[str, str, bool]]:
    return [(one.kind, one.who, one.during.upper is None) for one in FamilyRole.objects.order_by("during", "pk")]


def test_who_leads_stays_while_child_protection_joins(rowan, family, sign_in):
    client = sign_in(rowan.grace)
    assert "No lead practitioner is recorded." in client.get(f"/family/{family.pk}/").content.decode()
    form = client.get(f"/family/{family.pk}/roles/").content.decode()
    assert "Family help lead practitioner" in form
    assert "Child in need social worker" not in form
    day = TODAY - 30 * DAY
    sent = {"kind": "lead", "user": "", "name": "Ada Holt", "agency": "Sunflower Nursery", "telephone": "01632 960411",
            "since": f"{day.day}/{day.month}/{day.year}"}  # fmt: skip
    assert client.post(f"/family/{family.pk}/roles/", sent).status_code == 302
    takes_on(rowan.grace, family, rowan.unit, "lead_cp", TODAY - 10 * DAY, user_id=rowan.tom.pk)
    takes_on(rowan.grace, family, rowan.unit, "cp_team", TODAY, name="PC Harris", agency="Linden Police")
    takes_on(rowan.grace, family, rowan.unit, "cp_team", TODAY, name="Nurse Obi", agency="Linden Health")
    assert [still for _, _, still in lines(family)] == [True] * 4, "roles overlap, no chain of hand-overs"
    page = " ".join(client.get(f"/family/{family.pk}/").content.decode().split())
    for words in ("Ada Holt", "Sunflower Nursery", "Lead child protection practitioner", "Nurse Obi"):
        assert words in page
    role = FamilyRole.objects.get(kind="lead_cp")
    at = f"/family/{family.pk}/roles/{role.pk}/end/"
    assert "Say briefly why it ends." in client.post(at, {"on": "today"}).content.decode()
    early = client.post(at, {"on": "1/1/2020", "because": "The plan ended."}).content.decode()
    assert "The last day is not before." in early
    assert "The plan ended." in early
    assert client.post(at, {"on": "today", "because": "The plan ended."}).status_code == 302
    assert ("lead", "Ada Holt", True) in lines(family), "who leads is still there"
    assert "The plan ended." in client.get(f"/family/{family.pk}/").content.decode()


def test_what_cannot_be_is_said_beside_its_field(rowan, family, sign_in):
    takes_on(rowan.grace, family, rowan.unit, "lead", TODAY - 5 * DAY, user_id=rowan.tom.pk)
    client = sign_in(rowan.grace)
    old = TODAY - 90 * DAY
    for said, words in [
        ({"kind": "lead", "name": "Ada Holt"}, "Tom Hollis has been family help lead practitioner since"),
        ({"kind": "around"}, "or type the name of someone"),
        ({"kind": "around", "name": "Ada Holt", "user": rowan.tom.pk}, "Choose one, not both"),
        ({"kind": "in_need", "name": "Ada Holt"}, "Choose one of these roles."),
        ({"kind": "around", "name": "Ada Holt", "since": f"{old.day}/{old.month}/{old.year}"}, "has been open since"),
        ({"kind": "around", "name": "Ada Holt", "since": "tomorrow"}, "is in the future"),
    ]:
        answer = client.post(f"/family/{family.pk}/roles/", {"user": "", "name": "", "since": "", **said})
        assert answer.status_code == 422
        assert words in " ".join(answer.content.decode().split()), said
    assert FamilyRole.objects.count() == 1
    stranger = user("stranger")
    put_in_post(stranger, service_team(), "frontdoor")
    with pytest.raises(NotAllowed):
        takes_on(stranger, family, rowan.unit, "around", TODAY, name="Ada Holt")


def test_an_authority_with_teams_hands_over_from_one_to_the_next(rowan, family, sign_in):
    Authority.objects.update(works_as=WorksAs.TEAMS)
    form = sign_in(rowan.grace).get(f"/family/{family.pk}/roles/").content.decode()
    assert "Child in need social worker" in form
    assert "Family help" not in form
    teams = WorksAs.TEAMS
    takes_on(rowan.grace, family, rowan.unit, "early_help", TODAY - 30 * DAY, teams, name="Ada Holt")
    takes_on(rowan.grace, family, rowan.unit, "around", TODAY - 30 * DAY, teams, name="Nurse Obi")
    takes_on(rowan.grace, family, rowan.unit, "in_need", TODAY - 10 * DAY, teams, user_id=rowan.tom.pk)
    takes_on(rowan.grace, family, rowan.unit, "protection", TODAY, teams, user_id=rowan.priya.pk)
    open_now = [kind for kind, _, still in lines(family) if still]
    assert sorted(open_now) == ["around", "protection"]
    before = FamilyRole.objects.get(kind="in_need")
    assert before.during.upper == TODAY
    assert before.ended_because == "Handed over: Child protection social worker."
    with pytest.raises(ValidationError, match="Type a later day"):
        takes_on(rowan.grace, family, rowan.unit, "in_need", TODAY, teams, user_id=rowan.tom.pk)


def test_the_front_door_offers_help_in_the_authoritys_words(rowan, sign_in):
    dana = user("dana")
    put_in_post(dana, service_team(), "frontdoor")
    contact = Contact.objects.create(
        received_on=TODAY, source="2A", said="x", family_knows="no", consent="given", taken_by=dana,
        taken_at=timezone.now(),
    )  # fmt: skip
    About.objects.create(contact=contact, position=0, who="child", given_name="Mia")
    for way, there, gone in (("family_help", "Family help", "Early help"), ("teams", "Early help", "Family help")):
        Authority.objects.update(works_as=way)
        page = sign_in(dana).get(f"/contacts/{contact.pk}/decide/").content.decode()
        assert there in page
        assert gone not in page


def test_the_database_keeps_one_lead_at_a_time(rowan, family):
    role = takes_on(rowan.grace, family, rowan.unit, "lead", TODAY - 5 * DAY, user_id=rowan.tom.pk)
    row = (
        "INSERT INTO cases_familyrole (involvement_id, kind, user_id, name, agency, telephone, during, "
        f"recorded_by_id, recorded_at, ended_because) VALUES ({role.involvement_id}, '%s', %s, '%s', '', '', '%s', "
        f"{rowan.tom.pk}, now(), '')"
    )
    for statement, because in (
        (row % ("lead", "NULL", "Ada Holt", f"[{TODAY},)"), "one_lead_of_a_family_at_a_time"),
        (row % ("around", "NULL", "", f"[{TODAY},)"), "a_role_is_somebodys"),
        (row % ("around", rowan.tom.pk, "Ada Holt", f"[{TODAY},)"), "a_role_is_somebodys"),
        (row % ("around", "NULL", "Ada Holt", "empty"), "a_role_has_a_beginning"),
        (row % ("boss", "NULL", "Ada Holt", f"[{TODAY},)"), "kind_is_known"),
        (f"UPDATE cases_familyrole SET kind = 'around' WHERE id = {role.pk}", "permission denied"),
        ("DELETE FROM cases_familyrole", "permission denied"),
    ):
        with pytest.raises(DatabaseError, match=because), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    held = HeldFamily(family, rowan.unit.pk, actor(rowan.grace))
    end_role(held, role, on=TODAY, because="A new post.")
    end_role(held, role, on=TODAY, because="Twice is once.")
    role.refresh_from_db()
    assert (role.during.upper, role.ended_because) == (TODAY + DAY, "A new post.")
