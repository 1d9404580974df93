"""Which tables go into the archive, and which do not, and why: read from Django's own list of models.

A table of Kinwork that nobody thought of here is exported. One of a library that nobody thought of is an error: it may
hold what opens something.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from kinwork.bundles.headings import HEADINGS

# Where a table lies: what is so now, what was so before each change, who read and changed what.
TABLES, HISTORY, LOG = "tables", "history", "log"
IN_LOG = frozenset({"access_auditevent", "access_auditeventfamilies", "access_auditlink"})

SIGNING_IN = "it opens or opened an account; whoever goes on makes new ones"
FINDING = "an index, made of what is in the other tables"
AT_WORK = "what the server was at work on, nothing of the record"
UNUSED = "Django’s own list, which says nothing of the record"
STAFF_ANSWERS = "staff were promised that what they answer comes out as figures of five or more only: print the results"
LEFT_OUT = {
    "django_session": SIGNING_IN,
    "account_emailconfirmation": SIGNING_IN,
    "mfa_authenticator": "what second factors are checked against",
    "socialaccount_socialapp": "the secret by which the authority’s own sign-in knows Kinwork",
    "socialaccount_socialtoken": SIGNING_IN,
    "authority_setupkey": SIGNING_IN,
    "axes_accessattempt": AT_WORK,
    "axes_accessattemptexpiration": AT_WORK,
    "axes_accessfailurelog": AT_WORK,
    "axes_accesslog": "signing in stands in the access log of Kinwork",
    "django_content_type": UNUSED,
    "django_migrations": UNUSED,
    "api_allowance": AT_WORK,
    "auth_permission": UNUSED,
    "auth_group": UNUSED,
    "auth_group_permissions": UNUSED,
    "procrastinate_jobs": AT_WORK,
    "procrastinate_events": AT_WORK,
    "procrastinate_workers": AT_WORK,
    "procrastinate_periodic_defers": AT_WORK,
    "pghistory_events": "no table: all histories read as one, and each is in history/",
    "people_term": FINDING,
    "people_word": FINDING,
    "families_familyterm": FINDING,
    "find_findable": FINDING,
    "observation_recordingkey": "the keys of recordings; a recording that is exported is in the clear",
    "studies_keyentry": "the key of a study, which opens only to a look that is logged and is destroyed when it closes",
    "surveys_roundkey": "the secret by which a survey knows who has answered",
    "surveys_mark": "by it a survey knows who has answered",
    "surveys_sheet": STAFF_ANSWERS,
    "surveys_words": STAFF_ANSWERS,
    "bundles_bundlepart": "sheets of bundles that were not ready yet",
    "bundles_bundlepiece": "the bundles themselves are PDFs in bundles/",
    "national_returns_sentfile": "the files that were sent are in returns-as-sent/",
}
# Tables of libraries in which something of the record stands.
OF_LIBRARIES = frozenset({"account_emailaddress", "socialaccount_socialaccount", "pghistory_context"})
# Columns that are left out of a table, and of its history.
OPENS_A_LINK = "a hash of what opens a link that was sent out"
LEFT_OUT_COLUMNS = {
    ("access_user", "password"): "the hash of a password",
    ("api_token", "fingerprint"): "by it the token of a partner system is recognised",
    ("calendars_feed", "token_hash"): OPENS_A_LINK,
    ("faces_link", "token_hash"): OPENS_A_LINK,
    ("faces_link", "code_hash"): OPENS_A_LINK,
    ("measures_answerlink", "token_hash"): OPENS_A_LINK,
    ("measures_answerlink", "code_hash"): OPENS_A_LINK,
    ("evaluation_study", "secret"): "the secret by which a study gives out pseudonyms",
    ("offline_phone", "secret"): "the key of what lies on a phone",
    ("studies_release", "content"): "the data that was given is in study-data/",
}


@dataclass(frozen=True)
class Exported:
    """A table that is in the archive."""

    model: type[Model]
    folder: str

    @property
    def name(self) -> str:
        return str(self.model._meta.db_table)

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.name}.csv"

    @property
    def fields(self) -> list[Field[Any, Any]]:
        """Its columns, in the order of the model."""
        return [
            field for field in self.model._meta.concrete_fields if not why_without(self.name, field.column or "")
        ]  # fmt: skip

    @property
    def title(self) -> str:
        """What one row is, in the words of an answer to a request."""
        said = HEADINGS.get(self.name, str(self.model._meta.verbose_name))
        return said[:1].upper() + said[1:]


def models() -> Iterator[type[Model]]:
    """Every model with a table of its own, those between two others too, in the order of their names."""
    found = [one for one in apps.get_models(include_auto_created=True) if not one._meta.proxy]
    yield from sorted(found, key=lambda model: str(model._meta.db_table))


def is_history(model: type[Model]) -> bool:
    """Whether pghistory keeps in it what rows of another were."""
    return any(field.name == "pgh_id" for field in model._meta.concrete_fields)


def why_without(table: str, column: str) -> str:
    """Why a column is left out; nothing where it is not."""
    of = table.removesuffix("event")
    return LEFT_OUT_COLUMNS.get((table, column), "") or LEFT_OUT_COLUMNS.get((of, column), "")


def exported() -> list[Exported]:
    """Every table that goes into the archive."""
    found = []
    for model in models():
        table = str(model._meta.db_table)
        if table in LEFT_OUT:
            continue
        if not model.__module__.startswith("kinwork.") and not _is_ours(model) and table not in OF_LIBRARIES:
            raise LookupError(f"{table}: say in archive/contents.py whether it goes into the archive")
        found.append(Exported(model, LOG if table in IN_LOG else HISTORY if is_history(model) else TABLES))
    return found


def _is_ours(model: type[Model]) -> bool:
    """A table between two of ours, which Django makes."""
    through = model._meta.auto_created
    return isinstance(through, type) and through.__module__.startswith("kinwork.")
