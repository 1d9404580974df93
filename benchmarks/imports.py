"""``python -m benchmarks imports``: a whole authority out of the Standard Safeguarding Dataset, into an empty database.

The dataset is invented, with more rows for each person than the large invented authority has (some twenty). Seconds are
the processor's, this process's and the database's together: one waits for the other, so that on a machine with nothing
else to do they are those of the clock; on a busy one they are the same. The clock on the wall is told beside them.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from kinwork.returns import ssd

from .report import Report

PEOPLE, ALL = 6_000, 60_000  # with ``--full`` all
MINUTES = 15  # for all of them
DAY = timedelta(days=1)
Rows = defaultdict[str, list[dict[str, object]]]


def dataset(people: int, today: date, chance: random.Random) -> Rows:
    """Families of one to four children, some in need, some on a plan, some looked after."""
    rows: Rows = defaultdict(list)
    teams, workers = max(6, people // 400), max(30, people // 40)
    rows["ssd_department"] = [{"dept_team_id": f"T{n}", "dept_team_name": f"Team {n}"} for n in range(teams)]
    rows["ssd_professionals"] = [
        {
            "prof_professional_id": f"W{n}",
            "prof_professional_name": f"Worker {n}",
            "prof_social_worker_registration_no": f"SW{n}",
        }
        for n in range(workers)
    ]
    number = family = 0
    while number < people:
        family += 1
        worker = chance.randrange(workers)
        for _ in range(min(chance.choice((1, 2, 2, 3, 4)), people - number)):
            number += 1
            _child(rows, number, family, (f"W{worker}", f"T{worker % teams}"), today, chance)
    return rows


def _child(rows: Rows, number: int, family: int, held: tuple[str, str], today: date, chance: random.Random) -> None:
    child = f"C{number}"
    began = today - timedelta(days=chance.randrange(60, 2000))
    ended = None if chance.random() < 0.25 else min(today - DAY, began + timedelta(days=chance.randrange(40, 700)))
    last = ended or today

    def put(name: str, **cells: object) -> None:
        rows[name].append(cells)

    put(
        "ssd_person", pers_person_id=child, pers_forename=f"Given{number}", pers_surname=f"Family{family}",
        pers_sex=chance.choice("MF"), pers_dob=today - timedelta(days=chance.randrange(2000, 6000)),
        pers_ethnicity="WBRI",
    )  # fmt: skip
    put("ssd_family", fami_table_id=number, fami_family_id=f"F{family}", fami_person_id=child)
    put(
        "ssd_address", addr_table_id=number, addr_person_id=child, addr_address_type="HOME",
        addr_address_json=f'{{"lines": "{family} Long Road"}}', addr_address_postcode="AB1 2AB",
    )  # fmt: skip
    worker, team = held
    put(
        "ssd_cin_episodes", cine_referral_id=f"E{number}", cine_person_id=child, cine_referral_date=began,
        cine_close_date=ended, cine_close_reason="RC7" if ended else "", cine_referral_source_code="6",
        cine_cin_primary_need_code="N1", cine_referral_nfa="N", cine_referral_team=team,
    )  # fmt: skip
    put(
        "ssd_involvements", invo_involvements_id=f"I{number}", invo_professional_id=worker, invo_professional_team=team,
        invo_involvement_start_date=began, invo_involvement_end_date=ended, invo_person_id=child,
        invo_worker_change_reason="FCONTA",
    )  # fmt: skip
    done = min(last, began + timedelta(days=40))
    put(
        "ssd_cin_assessments", cina_assessment_id=f"A{number}", cina_person_id=child, cina_assessment_start_date=began,
        cina_assessment_auth_date=done, cina_assessment_child_seen="Y", cina_assessment_outcome_nfa="N",
    )  # fmt: skip
    put("ssd_assessment_factors", cinf_table_id=number, cinf_assessment_id=f"A{number}",
        cinf_assessment_factors_json='["3B", "4B"]')  # fmt: skip
    put("ssd_cin_plans", cinp_cin_plan_id=f"N{number}", cinp_person_id=child, cinp_cin_plan_start_date=done,
        cinp_cin_plan_end_date=ended)  # fmt: skip
    if chance.random() < 0.3:
        put("ssd_s47_enquiry", s47e_s47_enquiry_id=f"S{number}", s47e_person_id=child, s47e_s47_start_date=began,
            s47e_s47_end_date=done, s47e_s47_nfa="N")  # fmt: skip
    if chance.random() < 0.12:
        put("ssd_cp_plans", cppl_cp_plan_id=f"P{number}", cppl_person_id=child, cppl_cp_plan_start_date=done,
            cppl_cp_plan_end_date=ended, cppl_cp_plan_initial_category="NEG",
            cppl_cp_plan_latest_category="NEG")  # fmt: skip
    if chance.random() < 0.08:
        _in_care(put, child, number, done, ended)
    day, place = began, 0
    while (day := day + timedelta(days=chance.randrange(20, 40))) < last and place < 20:
        place += 1
        put("ssd_cin_visits", cinv_cin_visit_id=f"V{number}-{place}", cinv_person_id=child, cinv_cin_visit_date=day,
            cinv_cin_visit_seen="Y", cinv_cin_visit_seen_alone="N")  # fmt: skip


def _in_care(put: Callable[..., None], child: str, number: int, start: date, ended: date | None) -> None:
    put(
        "ssd_cla_episodes", clae_cla_episode_id=f"L{number}", clae_person_id=child, clae_cla_episode_start_date=start,
        clae_cla_episode_ceased_date=ended, clae_cla_episode_ceased_reason="E4A" if ended else "",
        clae_cla_primary_need_code="N1", clae_cla_id=f"CLA{number}", clae_entered_care_date=start,
    )  # fmt: skip
    put("ssd_legal_status", lega_legal_status_id=f"G{number}", lega_person_id=child, lega_legal_status="C2",
        lega_legal_status_start_date=start, lega_legal_status_end_date=ended)  # fmt: skip
    put(
        "ssd_cla_placement", clap_cla_placement_id=f"B{number}", clap_person_id=child, clap_cla_id=f"CLA{number}",
        clap_cla_placement_start_date=start, clap_cla_placement_end_date=ended, clap_cla_placement_type="U6",
        clap_cla_placement_provider="PR1",
    )  # fmt: skip


class Spent:
    """Seconds of the processor and of the clock, of this process and of its two connections to the database."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.wall = 0.0

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        begun, before = time.perf_counter(), self._now()
        yield
        self.seconds[name] = self._now() - before
        self.wall += time.perf_counter() - begun

    def _now(self) -> float:
        from django.db import connections

        used = time.process_time()
        for using in ("owner", "default"):
            with connections[using].cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                [pid] = cursor.fetchone()
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return used


def write(rows: Rows, folder: Path) -> None:
    for name, columns in ssd.objects().items():
        names = [column.name for column in columns]
        cells = [ssd.cells(name, row) for row in rows.get(name, [])]
        (folder / f"{name}.csv").write_text(ssd.lines([names, *cells]), encoding="utf-8")


def run(report: Report, *, full: bool) -> None:
    """In a database that holds nothing else."""
    from django.utils import timezone

    from kinwork.access.models import Authority
    from kinwork.imports import actions, files

    people = ALL if full else PEOPLE
    report.title("Bringing in what another system exports")
    Authority.objects.get_or_create(defaults={"name": "Bench"})
    today = timezone.localdate()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write(dataset(people, today, random.Random(2026)), folder)
        spent = Spent()
        with spent.of("reading"):
            extract = files.read("ssd", folder)
        with spent.of("bringing in"):
            brought = actions.bring_in(actions.prepare(extract, folder.name, "owner"), "bench")
        with spent.of("what is due"):
            actions.work_out(brought.openings)
        wall = spent.wall
        with spent.of("the same again, looked at"):
            actions.look(actions.prepare(files.read("ssd", folder), folder.name, "owner"))
    made_rows = sum(brought.counts["made"].values())
    report.note(f"{people:,} people, {brought.rows:,} rows of files, {made_rows:,} rows of the record")
    for name, seconds in spent.seconds.items():
        report.figure(f"{name}, seconds", seconds)
    whole = sum(spent.seconds[name] for name in ("reading", "bringing in", "what is due"))
    said = f"for {people:,} people; {wall / 60:.1f} by the clock"
    report.figure("all of it, minutes", whole / 60, MINUTES * people / ALL, detail=said)
