"""The shapes of unit in the literature; each template names its source."""

from decimal import Decimal

import pytest

from kinwork.access.roles import ROLES
from kinwork.units.unit_shapes import UNIT_SHAPES


@pytest.mark.parametrize(("key", "fte"), [("systemic", "4.5"), ("swwff", "4.5"), ("harrow_cin", "7.3"), ("pod", "9")])
def test_full_time_equivalents_as_printed(key, fte):
    assert sum(Decimal(part) for _, part in UNIT_SHAPES[key].posts) == Decimal(fte)


def test_every_template_names_its_source_and_known_roles():
    for template in UNIT_SHAPES.values():
        assert template.source
        assert {role for role, _ in template.posts} <= set(ROLES)
