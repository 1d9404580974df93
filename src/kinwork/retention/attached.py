"""Files of a record that is erased: their contents go with it, where no other record names them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kinwork.record.attaching import forget_unnamed
from kinwork.record.models import Attachment

from .outside import Afterwards


def prepare(ids: Sequence[int], using: str) -> Afterwards:
    """What becomes of the contents of these files once their rows are gone.

    Those of entries that whoever decides may not know of go with the next night (``record.attaching.let_go``).
    """
    named = Attachment.objects.using(using).filter(pk__in=ids).values_list("sha256", "small_sha256")
    return partial(forget_unnamed, sorted({one for both in named for one in both if one}))
