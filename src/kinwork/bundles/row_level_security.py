"""Rows of requests and bundles: with the person and the families that they are of."""

from __future__ import annotations

from kinwork.row_level_security import (
    HIDDEN,
    Policy,
    Tables,
    and_also,
    of_family_or_none,
    of_person,
    sees,
    unsealed,
    with_history,
)

_REQUEST = "bundles_subjectaccessrequest"
_BUNDLE = f"""(family_id IS NULL OR family_id <> ALL ({HIDDEN}))
    AND (request_id IS NULL OR {sees(_REQUEST, "bundles_bundle.request_id")})"""

TABLES = Tables(
    policies={
        **{table: and_also(of_person("person_id"), unsealed()) for table in with_history(_REQUEST)},
        "bundles_clarification": Policy(sees(_REQUEST, "bundles_clarification.request_id")),
        "bundles_requestitem": and_also(of_family_or_none(), sees(_REQUEST, "bundles_requestitem.request_id")),
        "bundles_redaction": Policy(sees("bundles_requestitem", "bundles_redaction.item_id")),
        "bundles_redactiondecision": Policy(sees("bundles_redaction", "bundles_redactiondecision.redaction_id")),
        "bundles_bundle": Policy(_BUNDLE),
        **{
            table: Policy(sees("bundles_bundle", f"{table}.bundle_id"))
            for table in ("bundles_bundlepart", "bundles_bundlepiece")
        },
    },
    append_only=("bundles_redactiondecision",),
    stays_but={
        "bundles_clarification": ("answered_on",),
        "bundles_redaction": ("why", "decided"),
        "bundles_requestitem": ("position", "is_superseded"),
        "bundles_bundle": (
            "state", "done", "total", "pages", "size", "sha256", "problem", "finished_at", "expires_on",
        ),
    },
    # Sheets and copies are no record: what they were made of is.
    may_go=("bundles_bundlepart", "bundles_bundlepiece"),
)  # fmt: skip
