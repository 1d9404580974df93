"""The shapes of unit in the literature, each with its source."""

from collections import Counter
from decimal import Decimal

import pytest

from kinwork.access.roles import ROLES
from kinwork.units.unit_shapes import EVERY_DAY, FUNCTIONS, UNIT_SHAPES, Holds

PILOTS = {
    "banes": 1, "birmingham": 1, "derby": 2, "tyneside": 1, "rochdale": 1, "sheffield": 1, "shropshire": 1, "pod": 1,
    "towerhamlets": 2, "westminster": 1, "wirral": 2,
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "fte"),
    [
        ("systemic", "4.5"), ("swwff", "4.5"), ("harrow_cin", "7.3"), ("harrow_assess", "5.3"), ("pod", "9.5"),
        ("wirral_front", "17.3"), ("wirral_care", "12.5"), ("tyneside", "5.5"), ("rochdale", "6"), ("birmingham", "5"),
        ("derby_north", "8"), ("derby_south", "7"),
    ],
)  # fmt: skip
def test_full_time_equivalents_as_printed(key, fte):
    assert sum(Decimal(post.fte) for post in UNIT_SHAPES[key].posts) == Decimal(fte)


def test_all_eleven_pilots_have_a_shape_of_their_own():
    named = Counter(key.partition("_")[0] for key, shape in UNIT_SHAPES.items() if "Baginsky" in shape.source)
    assert named == PILOTS
    assert len({shape.posts for shape in UNIT_SHAPES.values() if "Baginsky" in shape.source}) == sum(PILOTS.values())
    assert UNIT_SHAPES["pod"].rhythm.days == EVERY_DAY
    assert UNIT_SHAPES["pod"].holds == Holds.JOINT
    assert UNIT_SHAPES["pod"].posts_in_words == (
        "1 team leader (0.5), 4 social workers, 2 family support workers, 3 administrators"
    )


@pytest.mark.parametrize("shape", UNIT_SHAPES.values(), ids=lambda shape: shape.key)
def test_every_shape_names_its_source_and_can_be_made(shape):
    assert shape.source
    assert shape.planned_load
    assert shape.rhythm.words
    assert set(shape.rhythm.days) <= set(EVERY_DAY)
    assert shape.rhythm.days
    assert set(shape.functions) | set(shape.planned_children) <= {key for key, _ in FUNCTIONS}
    for post in shape.posts:
        assert post.role in ROLES
        assert 0 <= Decimal(post.fte) <= 1
        assert len(post.title) <= 60
    if shape.posts:
        assert shape.functions
        assert any(ROLES[post.role].decides() for post in shape.posts), "somebody decides"


def test_whoever_only_manages_is_not_counted_among_the_workers():
    counted = {
        key: sum(Decimal(p.fte) for p in shape.posts if p.counts and ROLES[p.role].is_worker)
        for key, shape in UNIT_SHAPES.items()
    }
    assert counted["systemic"] == Decimal("3.5"), "the consultant works with families, the coordinator is left out"
    assert counted["conventional"] == 12, "the manager and the deputies are not counted"
    assert counted["pod"] == 6
    assert counted["sheffield"] == 0, "they hold no families"
