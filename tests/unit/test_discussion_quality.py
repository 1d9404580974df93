"""The observation schedule (Bostock et al. 2017, on unit meetings)."""

import pytest

from kinwork.instruments.discussion_quality import ALL, FEATURES, Level, level_of


def test_the_schedule_has_eight_features_numbered_in_order():
    assert [feature.number for feature in FEATURES] == list(range(1, 9))


def test_all_eight_is_systemic_and_all_but_conversations_green_shoots():
    assert level_of(ALL) == Level.SYSTEMIC
    assert level_of(ALL - {5}) == Level.GREEN_SHOOTS


@pytest.mark.parametrize("missing", sorted(ALL - {5}))
def test_any_other_feature_missing_is_non_systemic(missing):
    assert level_of(ALL - {missing}) == Level.NON_SYSTEMIC
    assert level_of(ALL - {missing, 5}) == Level.NON_SYSTEMIC


def test_a_feature_that_is_not_in_the_schedule_is_refused():
    with pytest.raises(ValueError, match="1 to 8"):
        level_of({9})
