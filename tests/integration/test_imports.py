"""What other systems export, brought in: the invented authority written as files, brought into an empty database."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection, transaction
from django.utils import timezone

from kinwork.access.models import Authority
from kinwork.access.sql import tuples
from kinwork.imports import actions, files, telling
from kinwork.large import loader
from kinwork.large.size import SMALL
from kinwork.national_returns import writing
from kinwork.platform.embedded import APP_ROLE
from kinwork.returns import ssd

TODAY = timezone.localdate()


def take(kind, path, *, bring_in=False):
    """As the command does."""
    prepared = actions.prepare(files.read(kind, path), path.name, "default", TODAY)
    if not bring_in:
        return actions.look(prepared)
    report = actions.bring_in(prepared, files.digest_of_files(path))
    actions.work_out(report.openings, today=TODAY)
    return report


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker, tmp_path_factory):
    """The invented authority as files; nothing of it stays in the database."""
    out = tmp_path_factory.mktemp("exported")
    with django_db_blocker.unblock(), transaction.atomic():
        loader.load(SMALL, today=TODAY, processes=0, using="default")
        writing.write_ssd(TODAY, out / "ssd")
        writing.write_annex_a(TODAY, out / "annex.xlsx")
        transaction.set_rollback(True)
    return out


@pytest.fixture(scope="module")
def brought_in(written, django_db_blocker):
    with django_db_blocker.unblock():
        with transaction.atomic():
            Authority.objects.create(name="Ashby")
            looked = take("ssd", written / "ssd")
            report = take("ssd", written / "ssd", bring_in=True)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            writing.write_ssd(TODAY, written / "again")
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            yield looked, report
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def there(brought_in, db):
    """In each test, with the database to itself."""


def test_looking_says_what_bringing_in_does(brought_in):
    looked, report = brought_in
    print("".join(telling.as_text(report)))
    assert looked.of is None
    assert looked.counts == report.counts
    assert report.counts["made"]["people.person"] > 500


# Of these the record keeps nothing of the file, or tells it in another way.
def rows_of(folder, name):
    found = ssd.read(folder)
    return found[name]


def test_what_both_hold_is_the_same(written):
    first, again = ssd.read(written / "ssd"), ssd.read(written / "again")
    for name in sorted(first):
        if len(first[name]) or len(again[name]):
            print(f"{name:32} {len(first[name]):>7} {len(again[name]):>7}")
    assert 0
