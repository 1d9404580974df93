"""Of the Monday morning's figures, what locust does not count itself: whether memory stays flat."""

import pytest

from benchmarks.monday.memory import growth


def test_memory_is_flat_by_the_last_third_whatever_the_first_was():
    assert growth([10, 300, 40, 200, 200, 900, 200, 200, 200]) == 1, "warming up, and a peak, are no growth"
    assert growth([200.0 + n for n in range(90)]) == pytest.approx(274.5 / 244.5)
    with pytest.raises(ValueError, match="2 samples"):
        growth([1, 2])
