"""What a test file says of today is of the day on which its tests run."""

from __future__ import annotations

import importlib.util
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.day_of_run import of_this_day

CODE = """
from datetime import timedelta
from django.utils import timezone

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=3)

def test_of_it():
    return TODAY, SOON
"""


@pytest.fixture
def module(tmp_path):
    file = tmp_path / "test_some_day.py"
    file.write_text(CODE)
    spec = importlib.util.spec_from_file_location("test_some_day", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_after_midnight_a_collected_test_finds_the_new_day(module):
    collected, today = module.test_of_it, timezone.localdate()
    of_this_day(module)
    assert module.test_of_it is collected, "on the day of the run nothing is worked out again"
    tomorrow = today + timedelta(days=1)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        of_this_day(module)
        assert collected() == (tomorrow, tomorrow + timedelta(days=3))
    of_this_day(module)
    assert collected() == (today, today + timedelta(days=3))
