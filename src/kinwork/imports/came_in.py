"""Contacts and early help of the Standard Safeguarding Dataset: its columns, said in an entry of the record. Pure.

The front door keeps who decided about each contact, in a post that they held that day. The dataset names no one, and
without a decision each would wait for one (docs/adr/0180).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from .extract import Extract, Told, plain_text

NO_WORDS = "Brought in from the Standard Safeguarding Dataset, which has no words of it."


Each = Callable[[str, str], Iterator[tuple[Any, str]]]


def came_in(out: Extract, each: Each) -> None:
    _contacts(out, each)
    _early_help(out, each)


def contact_key(child: str, on: date, times: Counter[str]) -> str:
    """The same of every file that tells of it: a child’s first contact of a day, its second."""
    key = f"contact/{child}/{on.isoformat()}"
    times[key] += 1
    return key if times[key] == 1 else f"{key}/{times[key]}"


def _contacts(out: Extract, each: Each) -> None:
    times: Counter[str] = Counter()
    for one, child in each("ssd_contacts", "cont_person_id"):
        on = one.day("cont_contact_date")
        if on is None:
            out.leave_out(one.at, child, "no date that can be read")
            continue
        source = one.text("cont_contact_source_desc", 120) or one.text("cont_contact_source_code", 120)
        outcome = one.json("cont_contact_outcome_json").values()
        became = ", ".join(plain_text(value)[:120] for value in outcome if isinstance(value, str) and value.strip())
        words = [f"A contact about child {child}."]
        words += [f"From: {source}."] if source else []
        words += [f"What came of it: {became}."] if became else []
        out.told.append(Told(child, on, contact_key(child, on, times), " ".join([*words, NO_WORDS]), one.at))


def _early_help(out: Extract, each: Each) -> None:
    for one, child in each("ssd_early_help_episodes", "earl_person_id"):
        start, ended = one.day("earl_episode_start_date"), one.day("earl_episode_end_date")
        if start is None:
            out.leave_out(one.at, child, "no date of the beginning that can be read")
        elif ended is not None and ended < start:
            out.leave_out(one.at, child, "it ends before it begins")
        else:
            by, why = one.text("earl_episode_organisation", 120), one.text("earl_episode_reason", 300)
            words = [f"Early help for child {child} began.", *([f"By: {by}."] if by else [])]
            words += [f"Why: {why}."] if why else []
            key = f"early-help/{child}/{start.isoformat()}"
            out.told.append(Told(child, start, key, " ".join([*words, NO_WORDS]), one.at))
            if ended is not None:
                because = one.text("earl_episode_end_reason", 300)
                words = [f"Early help for child {child} ended.", *([f"Why: {because}."] if because else []), NO_WORDS]
                out.told.append(Told(child, ended, f"{key}/ended/{ended.isoformat()}", " ".join(words), one.at))
