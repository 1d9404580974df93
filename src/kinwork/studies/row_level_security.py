"""Rows of studies: those of a family for whoever may know of it; the key only while it is noted who looks, and why."""

from __future__ import annotations

from kinwork.row_level_security import Policy, Tables, of_family, sees, with_history

# ``now()`` is when the transaction began: a look holds until its end, and for nobody else (docs/adr/0155).
_LOOKED = """EXISTS (
    SELECT 1 FROM studies_keylook look
    WHERE look.study_id = studies_keyentry.study_id AND look.by_id = kinwork_user() AND look.at = now()
)"""


def _through(table: str, key: str = "participant_id", above: str = "studies_participant") -> dict[str, Policy]:
    return {name: Policy(sees(above, f"{name}.{key}")) for name in with_history(table)}


TABLES = Tables(
    policies={
        **{table: of_family() for table in with_history("studies_participant")},
        **_through("studies_recruitmentstep"),
        **_through("studies_wavecompletion"),
        **_through("studies_inrelease"),
        **_through("studies_consentedto", "consent_id", "evaluation_consent"),
        "studies_keyentry": Policy(f"{_LOOKED} AND {sees('studies_participant', 'studies_keyentry.participant_id')}"),
    },
    append_only=(
        "studies_consentwording", "studies_participant", "studies_recruitmentstep", "studies_consentedto",
        "studies_wavecompletion", "studies_keyentry", "studies_keylook", "studies_release", "studies_inrelease",
    ),
    stays_but={
        "studies_plan": (
            "design", "started_by_id", "started_at", "drawn_by_id", "drawn_on", "seed", "frame_hash", "assessed",
            "excluded", "in_frame", "sampled",
        ),
    },
)  # fmt: skip
