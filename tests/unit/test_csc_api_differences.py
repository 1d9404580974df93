"""What is sent to the department's API of a child on a day: nothing, what changed, what goes."""

from __future__ import annotations

from kinwork.national_returns.csc_api import difference
from kinwork.returns.csc_api import check

PLAN = {"child_protection_plan_id": "C1", "start_date": "2026-05-04"}
ASSESSED = {"child_and_family_assessment_id": "A1", "start_date": "2026-04-02"}
CHILD = {
    "la_child_id": "K1",
    "child_details": {"sex": "F"},
    "health_and_wellbeing": {"sdq_assessments": [{"date": "2026-06-01", "score": 12}]},
    "social_care_episodes": [
        {
            "social_care_episode_id": "E1",
            "child_protection_plans": [PLAN],
            "child_and_family_assessments": [ASSESSED],
            "adoption": {"initial_decision_date": "2026-06-01"},
        },
        {"social_care_episode_id": "E2"},
    ],
}


def test_who_is_as_before_is_not_sent_and_who_is_new_is_sent_whole():
    assert difference(CHILD, CHILD, "K1") is None
    assert difference(CHILD, None, "K1") == CHILD


def test_what_was_there_and_is_no_more_is_purged_by_its_id():
    now = {
        "la_child_id": "K1",
        "child_details": {"sex": "F"},
        "social_care_episodes": [
            {"social_care_episode_id": "E1", "child_protection_plans": [{**PLAN, "end_date": "2026-11-02"}]}
        ],
    }
    sent = difference(now, CHILD, "K1")
    [one, other] = sent["social_care_episodes"]
    assert one["child_protection_plans"] == [{**PLAN, "end_date": "2026-11-02"}]
    assert one["child_and_family_assessments"] == [{"child_and_family_assessment_id": "A1", "purge": True}]
    assert one["adoption"] == {"purge": True}
    assert other == {"social_care_episode_id": "E2", "purge": True}
    assert sent["health_and_wellbeing"] == {"purge": True}
    assert check([sent]) == []
    # What is compared stays as it was.
    assert "purge" not in str(now)
    assert "purge" not in str(CHILD)


def test_a_child_of_whom_nothing_stands_any_more_is_purged_whole():
    assert difference(None, CHILD, "K1") == {"la_child_id": "K1", "purge": True}
    assert difference(None, None, "K1") is None
