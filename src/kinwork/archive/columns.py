"""How a column is written, and how it is described: by Table Schema of Data Package 2.0 (datapackage.org).

What is written is what PostgreSQL, a spreadsheet and Python's csv module read alike: days and times as ISO 8601 has
them, times in UTC, yes and no as true and false, lists and structures as JSON, bytes in base64.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.search import SearchVectorField
from django.db.models import (
    AutoField,
    BinaryField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    Field,
    FloatField,
    ForeignKey,
    GenericIPAddressField,
    IntegerField,
    JSONField,
    Model,
    TextField,
    TimeField,
    UUIDField,
)

Described = dict[str, Any]
AT = """to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
# By kind of field, the first that fits: how it is read, and its type in Table Schema and in PostgreSQL.
KINDS: tuple[tuple[type[Field[Any, Any]], str, str, str], ...] = (
    (BooleanField, "{0}::text", "boolean", "boolean"),
    (DateTimeField, AT, "datetime", "timestamptz"),
    (DateField, "{0}::text", "date", "date"),
    (TimeField, "{0}::text", "time", "time"),
    (AutoField, "{0}", "integer", "bigint"),
    (IntegerField, "{0}", "integer", "bigint"),
    (DecimalField, "{0}", "number", "numeric"),
    (FloatField, "{0}", "number", "double precision"),
    (ArrayField, "to_json({0})::text", "array", "jsonb"),
    (JSONField, "{0}::text", "any", "jsonb"),
    (DateRangeField, "{0}::text", "string", "daterange"),
    (BinaryField, r"translate(encode({0}, 'base64'), E'\n', '')", "string", "text"),
    (GenericIPAddressField, "host({0})", "string", "inet"),
    (UUIDField, "{0}::text", "string", "uuid"),
    (CharField, "{0}", "string", "text"),
    (TextField, "{0}", "string", "text"),
)
FORMATS: dict[type[Field[Any, Any]], str] = {BinaryField: "binary", UUIDField: "uuid"}
HOW: tuple[tuple[type[Field[Any, Any]], str], ...] = (
    (DateTimeField, "In UTC."),
    (ArrayField, "A list, as JSON."),
    (JSONField, "As JSON."),
    (DateRangeField, "From the first day to before the second: [2026-03-01,2026-04-01) is March; empty: no end."),
    (BinaryField, "Bytes, in base64."),
)
# What pghistory adds (django-pghistory.readthedocs.io, “Event models”).
OF_HISTORY = {
    "pgh_id": "Number of the change.",
    "pgh_created_at": "When the row became so. In UTC.",
    "pgh_label": "What happened: insert, update or delete.",
    "pgh_obj_id": "The row of which this is: its id in the table itself.",
    "pgh_context_id": "Who did it, by which page: a row of pghistory_context.",
}


def _plain(field: Field[Any, Any]) -> Field[Any, Any]:
    while isinstance(field, ForeignKey):
        field = field.target_field
    return field


def _kind(field: Field[Any, Any]) -> tuple[type[Field[Any, Any]], str, str, str]:
    plain = _plain(field)
    if isinstance(plain, SearchVectorField):
        raise LookupError(f"{field}: an index of words is not exported")
    for kind in KINDS:
        if isinstance(plain, kind[0]):
            return kind
    raise LookupError(f"{field}: say in archive/columns.py how a {type(plain).__name__} is written")


def read_by(field: Field[Any, Any]) -> str:
    """The SQL that reads it."""
    return _kind(field)[1].format(f'"{field.column}"')


def of_postgresql(field: Field[Any, Any]) -> str:
    """Its type in a database that is made of the archive."""
    return _kind(field)[3]


def described(field: Field[Any, Any]) -> Described:
    """A field of Table Schema: name, type, what it is called, what it means."""
    plain = _plain(field)
    kind, _, type_, _ = _kind(field)
    title = str(field.verbose_name)
    found: Described = {"name": field.column, "type": type_, "title": title[:1].upper() + title[1:]}
    if format := FORMATS.get(kind):
        found["format"] = format
    means = OF_HISTORY.get(field.column or "", "") or " ".join(
        [*([str(field.help_text)] if field.help_text else []), *(said for of, said in HOW if isinstance(plain, of))]
    )
    if means:
        found["description"] = means
    choices = [(value, label) for value, label in (field.flatchoices or ()) if value not in (None, "")]
    if choices:
        found["categories"] = [{"value": value, "label": str(label)} for value, label in choices]
    # Of text an empty cell may be an empty text, which the standard takes for missing.
    if not field.null and type_ != "string":
        found["constraints"] = {"required": True}
    if field.primary_key:
        found["constraints"] = {"required": True, "unique": True}
    return found


def leads_to(field: Field[Any, Any]) -> tuple[type[Model], str] | None:
    """The table and column to which a column leads, where it does."""
    if not isinstance(field, ForeignKey):
        return None
    to: Any = field.related_model
    return to, str(field.target_field.column)
