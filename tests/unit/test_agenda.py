"""The agenda's rule: every open family within four weeks (Forrester et al. 2013, chapter 5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kinwork.meetings.agenda import Candidate, Rules, build, reasons_for
from kinwork.meetings.models import AgendaItem, Why

TUESDAY = date(2026, 11, 24)


def weeks_ago(n: int) -> date:
    return TUESDAY - timedelta(weeks=n)


def family(number: int, discussed: int | None = 1, **more) -> Candidate:
    """A family last discussed so many weeks ago (None: never)."""
    last = None if discussed is None else weeks_ago(discussed)
    return Candidate(number, f"Family {number:02}", weeks_ago(20), last, **more)


def whys(lines):
    return [(line.family_id, line.why) for line in lines]


def test_crises_first_then_new_then_dates_then_what_is_overdue_then_turns():
    lines = build(
        [
            family(1, discussed=4),
            family(2, overdue=((weeks_ago(1), "task"),)),
            family(3, dates=((TUESDAY + timedelta(days=3), "Conference"),)),
            family(4, discussed=None),
            family(5, asked=(("crisis", "Police called last night (Tom, Mon 23 Nov)"),)),
            family(6, asked=(("asked", "To think (Leah, Mon 23 Nov)"),)),
        ],
        on=TUESDAY,
        minutes=180,
    )
    assert whys(lines) == [
        (5, Why.CRISIS),
        (4, Why.NEW),
        (3, Why.DATE),
        (2, Why.OVERDUE),
        (6, Why.ASKED),
        (1, Why.TURN),
    ]


def test_every_line_says_why_it_is_here_with_every_reason():
    why, reason = reasons_for(
        family(
            1,
            discussed=4,
            dates=((TUESDAY + timedelta(days=3), "Initial conference"),),
            overdue=((weeks_ago(1), "task"), (weeks_ago(2), "conversation")),
        ),
        on=TUESDAY,
    )
    assert why == Why.DATE
    assert reason == (
        "Fri 27 Nov, in 3 days: Initial conference. "
        "1 task and 1 planned conversation overdue, since Tue 10 Nov. "
        "Its turn: last discussed 4 weeks ago, Tue 27 Oct"
    )


def test_of_several_reasons_the_most_pressing_is_first_and_of_one_kind_the_nearest():
    pressing = family(1, asked=(("asked", "To think (Leah)"),), overdue=((weeks_ago(1), "task"),))
    assert reasons_for(pressing, on=TUESDAY) == (
        Why.OVERDUE,
        "1 task overdue, since Tue 17 Nov. To think (Leah)",
    )
    conference = ((TUESDAY + timedelta(days=3), "Conference"),)
    end_first = reasons_for(family(1, dates=conference, expected_end=TUESDAY + timedelta(days=2)), on=TUESDAY)
    assert end_first[1] == "Due to end Thu 26 Nov, in 2 days. Fri 27 Nov, in 3 days: Conference"
    end_last = reasons_for(family(1, dates=conference, expected_end=TUESDAY + timedelta(days=4)), on=TUESDAY)
    assert end_last[1] == "Fri 27 Nov, in 3 days: Conference. Due to end Sat 28 Nov, in 4 days"


def test_how_many_tasks_and_how_many_conversations_are_overdue():
    late = tuple((weeks_ago(1), what) for what in ("task", "conversation", "task"))
    assert reasons_for(family(1, overdue=late), on=TUESDAY)[1].startswith("2 tasks and 1 planned conversation overdue")
    assert reasons_for(family(1, overdue=late[1:2]), on=TUESDAY)[1].startswith("1 planned conversation overdue")


def test_a_turn_that_is_not_due_is_said_only_when_there_is_no_other_reason():
    assert reasons_for(family(1), on=TUESDAY) == (Why.TURN, "Last discussed 7 days ago, Tue 17 Nov")
    asked = family(1, asked=(("asked", "To think (Leah)"),))
    assert reasons_for(asked, on=TUESDAY) == (Why.ASKED, "To think (Leah)")


def test_reasons_are_no_longer_than_their_column():
    told = family(1, asked=(("asked", "x" * 500),))
    longest = AgendaItem._meta.get_field("reason").max_length
    assert len(reasons_for(told, on=TUESDAY)[1]) == 400 == longest


def test_a_date_beyond_the_horizon_or_past_does_not_put_a_family_on():
    far = family(1, dates=((TUESDAY + timedelta(days=15), "Review"), (TUESDAY - timedelta(days=1), "Past")))
    assert reasons_for(far, on=TUESDAY)[0] == Why.TURN
    assert reasons_for(far, on=TUESDAY, rules=Rules(dates_soon_days=15))[0] == Why.DATE


@pytest.mark.parametrize(("days", "why"), [(-1, Why.TURN), (0, Why.DATE), (14, Why.DATE), (15, Why.TURN)])
def test_a_date_puts_a_family_on_from_a_fortnight_before_until_its_day(days, why):
    assert reasons_for(family(1, dates=((TUESDAY + timedelta(days=days), "Review"),)), on=TUESDAY)[0] == why


@pytest.mark.parametrize(("days", "why"), [(0, Why.DATE), (14, Why.DATE), (15, Why.TURN)])
def test_an_expected_end_puts_a_family_on_from_a_fortnight_before(days, why):
    found, reason = reasons_for(family(1, expected_end=TUESDAY + timedelta(days=days)), on=TUESDAY)
    assert found == why
    assert reason.startswith("Due to end") == (why == Why.DATE)


def test_an_end_that_has_passed_still_rises():
    why, reason = reasons_for(family(1, expected_end=weeks_ago(1)), on=TUESDAY)
    assert why == Why.DATE
    assert reason.startswith("Was due to end Tue 17 Nov")


def test_nobody_waits_longer_than_four_weeks():
    # Last discussed 22 days ago: next week it would be 29 days, so it is today's.
    due = Candidate(1, "Due", weeks_ago(20), TUESDAY - timedelta(days=22))
    not_yet = Candidate(2, "Not yet", weeks_ago(20), TUESDAY - timedelta(days=20))
    assert [line.must for line in build([due, not_yet], on=TUESDAY, minutes=60)] == [True]


def test_over_a_run_of_weeks_every_family_is_discussed_within_four():
    last = {n: weeks_ago(1 + n % 4) for n in range(18)}
    for week in range(12):
        on = TUESDAY + timedelta(weeks=week)
        lines = build([Candidate(n, str(n), weeks_ago(30), last[n]) for n in last], on=on, minutes=180)
        assert lines, week
        for line in lines:
            last[line.family_id] = on
        assert max((on - day).days for day in last.values()) < 28


def test_room_is_filled_with_those_longest_undiscussed_up_to_a_quarter():
    lines = build([family(n, discussed=1 + n % 3) for n in range(12)], on=TUESDAY, minutes=180)
    assert len(lines) == 3
    assert {line.family_id % 3 for line in lines} == {2}  # three weeks ago before two


def test_those_who_must_come_before_those_for_whom_there_is_room():
    lines = build([family(1, discussed=3), *(family(n, discussed=1) for n in range(2, 8))], on=TUESDAY, minutes=180)
    assert [(line.family_id, line.must) for line in lines] == [(1, False), (2, False)]
    with_due = build([family(1, discussed=3), family(2, discussed=5)] + [family(n) for n in range(3, 8)],
                     on=TUESDAY, minutes=180)  # fmt: skip
    assert [(line.family_id, line.must) for line in with_due] == [(2, True), (1, False)]


def test_when_more_than_a_quarter_must_be_discussed_nobody_is_added():
    crises = [family(n, asked=(("crisis", "x"),)) for n in (1, 2, 3)]
    lines = build([*crises, family(4, discussed=3)], on=TUESDAY, minutes=180)
    assert [line.family_id for line in lines] == [1, 2, 3]


def test_an_authority_may_discuss_every_family_each_week_or_less_often_than_every_four():
    today = [family(n, discussed=0) for n in range(8)]
    assert len(build(today, on=TUESDAY, minutes=180, rules=Rules(discuss_every_weeks=1))) == 8, "even if just discussed"
    families = [family(n, discussed=1) for n in range(8)]
    assert len(build(families, on=TUESDAY, minutes=180, rules=Rules(discuss_every_weeks=8))) == 1
    assert reasons_for(family(1, discussed=4), on=TUESDAY, rules=Rules(discuss_every_weeks=8))[1].startswith("Last")


def test_must_is_never_cut_off_when_time_does_not_suffice():
    lines = build([family(n, discussed=None) for n in range(20)], on=TUESDAY, minutes=60)
    assert len(lines) == 20
    assert {line.minutes for line in lines} == {10}


def test_time_is_shared_out_and_crises_get_half_as_much_again():
    lines = build(
        [family(1, asked=(("crisis", "x"),)), *(family(n, discussed=4) for n in (2, 3))], on=TUESDAY, minutes=105
    )
    assert [line.minutes for line in lines] == [45, 30, 30]


def test_no_family_gets_more_than_an_hour():
    assert [line.minutes for line in build([family(1)], on=TUESDAY, minutes=180)] == [60]


def test_an_empty_unit_has_an_empty_agenda():
    assert build([], on=TUESDAY, minutes=180) == []


def test_a_family_that_only_some_know_of_takes_neither_place_nor_minutes_from_the_others():
    """Else its minutes would be missing from the sum of those who must not know of it."""
    known = [family(n, discussed=n % 5) for n in range(1, 9)]
    crisis = family(20, asked=(("crisis", "Police called"),))
    turn = family(21, discussed=9)
    for apart in (crisis, turn):
        alone = build(known, on=TUESDAY, minutes=180)
        with_it = build([*known, replace(apart, apart=True)], on=TUESDAY, minutes=180)
        assert [line for line in with_it if line.family_id != apart.family_id] == alone
        [line] = [line for line in with_it if line.family_id == apart.family_id]
        assert line.minutes > 0
        as_known = build([*known, apart], on=TUESDAY, minutes=180)
        assert as_known.index(line) == with_it.index(line), "it stands where it would"


def test_two_families_apart_do_not_know_of_each_other():
    known = [family(n, discussed=n % 5) for n in range(1, 9)]
    one, other = family(20, discussed=None, apart=True), family(21, discussed=None, apart=True)
    both = build([*known, one, other], on=TUESDAY, minutes=180)
    assert [line for line in both if line.family_id != 21] == build([*known, one], on=TUESDAY, minutes=180)


def test_a_pod_that_meets_every_morning_takes_a_mornings_part_of_its_families_and_waits_only_until_the_next():
    every_morning = Rules(meets=(0, 1, 2, 3, 4))
    families = [family(number, discussed=2) for number in range(1, 41)]
    assert len(build(families, on=TUESDAY, minutes=30)) == 10, "a quarter a week, where there is one meeting a week"
    assert len(build(families, on=TUESDAY, minutes=30, rules=every_morning)) == 2, "five mornings, four weeks"
    # Twenty-seven days ago: tomorrow is still in time, and a week from now is not.
    late = replace(family(1), last_discussed=TUESDAY - timedelta(days=26))
    assert "Its turn" in reasons_for(late, on=TUESDAY)[1]
    assert "Its turn" not in reasons_for(late, on=TUESDAY, rules=every_morning)[1]
    # What was talked of on Monday does not come back each morning for a date in ten days, but on the last before it.
    with_date = replace(
        family(2), last_discussed=TUESDAY - timedelta(days=1), dates=((TUESDAY + timedelta(days=10), "Conference"),),
        overdue=((weeks_ago(1), "task"),),
    )  # fmt: skip
    assert reasons_for(with_date, on=TUESDAY)[0] == Why.DATE
    assert reasons_for(with_date, on=TUESDAY, rules=every_morning)[0] == Why.TURN
    tomorrow = replace(with_date, dates=((TUESDAY + timedelta(days=1), "Conference"),))
    assert reasons_for(tomorrow, on=TUESDAY, rules=every_morning)[0] == Why.DATE
    a_week_ago = replace(with_date, last_discussed=weeks_ago(1))
    assert reasons_for(a_week_ago, on=TUESDAY, rules=every_morning)[0] == Why.DATE
    friday = TUESDAY + timedelta(days=3)
    late = replace(late, last_discussed=friday - timedelta(days=26))
    assert "Its turn" in reasons_for(late, on=friday, rules=every_morning)[1], "the next one is on Monday"
