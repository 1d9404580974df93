"""What people are found by. Made by the database, never by hand: see indexing.py."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Term(models.Model):
    """Something by which a person is found.

    ``family_id`` is the family in whose record it was noted, 0 where it goes with the person: its wall hides the row.
    Both are no keys: the database's triggers keep the rows, and deleting a person asks nothing of Django.
    """

    pk = models.CompositePrimaryKey("person_id", "term", "family_id")
    person_id = models.BigIntegerField()
    term = models.TextField(db_collation="C")
    family_id = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["term", "-person_id"], include=["family_id"], name="people_by_term")]

    def __str__(self) -> str:
        return self.term


class Word(models.Model):
    """A word of names or addresses, with how it sounds and what it becomes by a slip of the finger."""

    word = models.TextField(primary_key=True, db_collation="C")
    sounds = ArrayField(models.TextField())
    near = ArrayField(models.IntegerField())

    class Meta:
        indexes = [
            GinIndex(fields=["sounds"], name="words_by_sound", fastupdate=False),
            GinIndex(fields=["near"], name="words_by_slip", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.word
