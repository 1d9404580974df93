"""Who is let in: whoever sees the numbers of the whole service; who enters its figures."""

from __future__ import annotations

from kinwork.access.permissions import Permission
from kinwork.access.policies import role_with

SEES_INDICATORS = role_with(Permission.SEE_NUMBERS, "The head of service, performance analysts, quality assurance.")
KEEPS_FIGURES = role_with(Permission.KEEP_FIGURES, "The head of service and performance analysts.")
