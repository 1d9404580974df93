"""What was brought in, when, from which files; and which row of the record came from which line."""

from __future__ import annotations

from django.db import models

from kinwork.constraints import one_of


class ImportKind(models.TextChoices):
    ANNEX_A = "annex-a", "Annex A"
    SSD = "ssd", "Standard Safeguarding Dataset"


class Import(models.Model):
    """A file or folder was brought in; perhaps taken back since."""

    kind = models.CharField(max_length=8, choices=ImportKind)
    name = models.CharField("what it was called", max_length=200)
    digest = models.CharField("what stood in it, in short", max_length=64)
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    columns = models.JSONField("which columns were written, by table", default=dict)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    kept = models.JSONField("what stayed when it was taken back", default=dict)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("kind", ImportKind),
            models.CheckConstraint(
                condition=models.Q(taken_back_at=None) | models.Q(taken_back_at__gte=models.F("at")),
                name="an_import_is_taken_back_after_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"


class Did(models.TextChoices):
    MADE = "made", "Made"
    CHANGED = "changed", "Changed"
    MATCHED = "matched", "Found to be there"


class ImportedRow(models.Model):
    """A row of the record with the line that it came from; ``key`` is what it is called whatever the file.

    ``state``: its columns in short as they were written, so that what people changed since is known. ``was``: what an
    import changed, as it stood before. Its person and family are no keys: it goes with them (retention/links.py).
    """

    of = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="rows")
    list = models.CharField(max_length=40, blank=True)
    line = models.PositiveIntegerField(default=0)
    digest = models.CharField("what stood in the line, in short", max_length=32, blank=True)
    key = models.CharField(max_length=200)
    child = models.CharField("the child's number in the file", max_length=60, blank=True)
    model = models.CharField(max_length=63)
    row = models.BigIntegerField()
    did = models.CharField(max_length=7, choices=Did)
    state = models.CharField(max_length=32, blank=True)
    was = models.JSONField(null=True)
    person_id = models.BigIntegerField(null=True)
    family_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["key", "-id"], name="imported_by_key"),
            models.Index(fields=["model", "row"], name="imported_by_row"),
            models.Index(fields=["person_id"], name="imported_of_a_person"),
            models.Index(fields=["family_id"], name="imported_of_a_family"),
        ]
        constraints = [one_of("did", Did)]

    def __str__(self) -> str:
        return f"{self.key} in {self.list}"
