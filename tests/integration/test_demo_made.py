"""Where a demo authority is made: only in an empty database, and as fresh on any day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kinwork.access.models import Authority, User
from kinwork.demo import loader
from kinwork.meetings.models import Meeting

pytestmark = pytest.mark.django_db


def test_a_real_authority_is_never_touched_and_nobody_signs_in_by_a_click(client):
    Authority.objects.create(name="Real")
    someone = User.objects.create_user("a@example.org", "A")
    with pytest.raises(loader.NotEmpty, match="a real"):
        loader.load()
    assert client.post(f"/sign-in/demo/{someone.pk}/").status_code == 404
    assert "one click" not in client.get("/sign-in/").content.decode()


def test_the_demo_is_fresh_on_any_day(db):
    loader.load(today=timezone.localdate() - timedelta(days=3))
    assert Meeting.objects.count() == 24
