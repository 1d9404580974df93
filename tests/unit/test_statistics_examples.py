"""Every example in a docstring of the room runs and says what it says."""

import doctest
import importlib
import pkgutil

import pytest

import kinwork.statistics

MODULES = [module.name for module in pkgutil.iter_modules(kinwork.statistics.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    module = importlib.import_module(f"kinwork.statistics.{name}")
    assert doctest.testmod(module).failed == 0
