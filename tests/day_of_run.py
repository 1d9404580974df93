"""A run that goes on after midnight: what test files call ``TODAY`` was worked out when they were collected."""

from __future__ import annotations

from datetime import date
from types import ModuleType

from django.utils import timezone

WORKED_OUT_ON = "_worked_out_on"
_began_on = timezone.localdate()


def of_this_day(module: ModuleType) -> None:
    """Work out again what a test file says of today, where its tests look, if that was on another day.

    Before its first test: what a file has made for all its tests is of the day on which it was made.
    """
    today = timezone.localdate()
    on: date = vars(module).get(WORKED_OUT_ON, _began_on)
    if on != today and module.__spec__ is not None and module.__spec__.loader is not None:
        module.__spec__.loader.exec_module(module)
    setattr(module, WORKED_OUT_ON, today)
