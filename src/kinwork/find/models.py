"""What can be found by its words: kept by the database, in the transaction of whatever is written."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from kinwork.constraints import one_of

# Kept small, since every search reads what waits there.
WAITS_KB = 1024


class Source(models.TextChoices):
    """What was written: each is read from the table of a room to the left (``sql/2_texts.sql``)."""

    ENTRY = "entry", "What happened"
    DISCUSSION = "discussion", "Unit meetings"
    HYPOTHESIS = "hypothesis", "Hypotheses"
    CONVERSATION = "conversation", "Planned conversations"
    CONTACT = "contact", "What came in"
    FORMAL = "formal", "Meetings with others"
    SUMMARY = "summary", "Summaries"


class Findable(models.Model):
    """The words of something written, stemmed and as written; no text, which is read where it stands."""

    is_derived = True  # no record of its own: nobody's merging has to carry it along

    key = models.CharField(primary_key=True, max_length=60)  # source, id, family
    source = models.CharField(max_length=12, choices=Source)
    thing_id = models.BigIntegerField()
    family_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    on_day = models.DateField()
    by_id = models.BigIntegerField(null=True)
    is_limited = models.BooleanField()
    people = ArrayField(models.BigIntegerField())  # of the family, whom it names by a key
    stems = SearchVectorField()
    words = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["stems"], gin_pending_list_limit=WAITS_KB, name="findable_by_stems"),
            GinIndex(fields=["words"], gin_pending_list_limit=WAITS_KB, name="findable_by_words"),
            models.Index(fields=["family_id", "-on_day"], name="findable_of_a_family"),
            models.Index(fields=["-on_day", "key"], name="findable_newest_first"),
            models.Index(fields=["by_id", "-on_day"], name="findable_by_writer"),
            models.Index(fields=["source", "thing_id"], name="findable_of_a_thing"),
        ]
        constraints = [one_of("source", Source)]

    def __str__(self) -> str:
        return self.key
