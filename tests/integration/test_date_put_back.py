"""A date taken off a family's page by a slip is there again with one press, exactly as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.cases import actions
from kinwork.cases.models import Involvement, KeyDate
from kinwork.confidentiality import restrictions
from kinwork.families.held import HeldFamily
from tests.factories import actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def court(rowan) -> KeyDate:
    involvement = Involvement.objects.get(family=family_in(rowan.unit, "Abbott"))
    on = timezone.localdate() + timedelta(days=9)
    return actions.note_date(
        HeldFamily(involvement.family, rowan.unit.pk, actor(rowan.tom)),
        involvement,
        kind="court",
        on=on,
        note="Interim hearing",
    )


def every_date() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(x)::text FROM cases_keydate x ORDER BY id")
        return [row for (row,) in cursor.fetchall()]


def test_the_message_has_the_undo_and_twice_is_once(rowan, court, sign_in):
    client, page = sign_in(rowan.tom), f"/family/{court.involvement.family_id}/"
    before, undo = every_date(), f"{page}date/{court.pk}/put-back/"
    said = client.post(f"{page}date/{court.pk}/cancel/", follow=True).content.decode()
    assert "Removed: Interim hearing" in said
    assert f'action="{undo}"' in said
    assert every_date() != before
    for press in "press", "press again":
        shown = client.post(undo, follow=True).content.decode()
        assert "Interim hearing" in shown
        assert every_date() == before, press


def test_not_once_the_family_is_closed_and_the_refusal_says_why(rowan, court, sign_in):
    actions.cancel_date(HeldFamily(court.involvement.family, rowan.unit.pk, actor(rowan.tom)), court)
    Involvement.objects.filter(pk=court.involvement_id).update(
        closed_on=timezone.localdate(), closed_by=rowan.grace, closing_decided_by=rowan.grace, closing_reason="none"
    )
    with pytest.raises(ValidationError, match="closed since"):
        actions.put_date_back(HeldFamily(court.involvement.family, rowan.unit.pk, actor(rowan.tom)), court)
    assert KeyDate.objects.get().cancelled


def test_by_whoever_may_edit_the_family_and_not_past_a_wall(rowan, court, sign_in):
    actions.cancel_date(HeldFamily(court.involvement.family, rowan.unit.pk, actor(rowan.tom)), court)
    undo = f"/family/{court.involvement.family_id}/date/{court.pk}/put-back/"
    stranger = unit_with_staff("Hazel", "hazel-")[1]["tom"]
    assert sign_in(stranger).post(undo).status_code == 403
    with pytest.raises(NotAllowed):
        actions.put_date_back(HeldFamily(court.involvement.family, rowan.unit.pk, actor(stranger)), court)
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    restrictions.restrict(
        actor(manager),
        court.involvement.family_id,
        rowan.unit.pk,
        cause="staff",
        words="A colleague.",
        guardian_id=manager.pk,
        people=[rowan.grace.pk],
    )
    assert sign_in(rowan.tom).post(undo).status_code in (403, 404)
    sign_in(rowan.grace)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert KeyDate.objects.get().cancelled
