"""``kinwork due``: results on stdout, status 2 and one line for bad input; an authority's own periods."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from kinwork.operations import cli

EVENTS = """child,event,date,time,detail,recorded
B,missing_returned,2026-03-28,23:30,,
A,icpc,2026-04-21,,,
A,varied,2026-05-01,,"obligation=CORE-1; until=2026-06-01; by=Ms Ali; reason=“moved, twice”",
A,strategy,2026-03-30,,s47=yes,
B,return_interview,2026-04-02,09:00,,2026-04-10
A,letter_before_proceedings,2026-04-28,,,
A,core_group,2026-05-20,,,2026-07-01
"""
WT3 = "Working Together to Safeguard Children (HM Government, 2023), chapter 3"
ONE = {
    "child": "A", "obligation": "ICPC", "because": {"event": "strategy", "date": "2026-03-30"}, "arose": "2026-03-30",
    "due": "2026-04-22", "due_time": None, "met": "2026-04-21", "met_time": None, "state": "met", "late_by": None,
    "varied": None, "citation": WT3, "basis": "guidance", "evidence": "C",
}  # fmt: skip


@pytest.fixture
def due(tmp_path, monkeypatch, capsys):
    """Runs the command on the text of an event file; the status, what it wrote, what it said."""

    def run(events: str | bytes, *arguments: str, local: str = "") -> tuple[int, str, str]:
        path = tmp_path / "events.csv"
        path.write_bytes(events if isinstance(events, bytes) else events.encode())
        typed = ["kinwork", "due", "--rules", "england", "--events", str(path), *arguments]
        if local:
            (tmp_path / "local.yaml").write_text(local, encoding="utf-8")
            typed += ["--local", str(tmp_path / "local.yaml")]
        monkeypatch.setattr(sys, "argv", typed)
        with pytest.raises(SystemExit) as left:
            cli.main()
        heard = capsys.readouterr()
        return left.value.code, heard.out, heard.err.replace(f"{tmp_path}/", "")

    return run


def test_json_is_one_document_in_order_with_every_field(due):
    status, out, err = due(EVENTS, "--on", "2026-06-01", "--format", "json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert list(found) == ["rules", "on", "obligations"]
    assert (found["rules"], found["on"]) == ("england", "2026-06-01")
    assert found["obligations"][0] == ONE
    assert list(found["obligations"][0]) == list(ONE)
    rest = [(one["child"], one["obligation"], one["due"], one["due_time"], one["state"], one["late_by"])
            for one in found["obligations"][1:]]  # fmt: skip
    assert rest == [
        ("A", "CORE-1", "2026-05-06", None, "varied", None),
        ("A", "RCPC-1", "2026-07-21", None, "open", None),
        ("A", "FGDM-OFFER", None, None, "coming", None),
        ("B", "MISS-RHI", "2026-04-01", "00:30", "met_late", 33),
    ]
    assert found["obligations"][1]["varied"] == {"until": "2026-06-01", "by": "Ms Ali", "reason": "“moved, twice”"}
    assert found["obligations"][4]["met_time"] == "09:00"


def test_what_was_recorded_later_is_not_seen_before(due):
    """The interview was recorded on 10 April, the core group in July; without a row, a document holds no obligation."""

    def states(on: str) -> dict[str, str]:
        found = json.loads(due(EVENTS, "--on", on, "--format", "json")[1])["obligations"]
        return {one["obligation"]: one["state"] for one in found}

    assert states("2026-03-27") == {}
    assert states("2026-04-09") == {"ICPC": "open", "MISS-RHI": "overdue"}
    assert states("2026-06-02")["CORE-1"] == "overdue"
    assert states("2026-07-01")["CORE-1"] == "met_late"


def test_csv_and_text_say_the_same(due):
    rows = list(csv.DictReader(io.StringIO(due(EVENTS, "--on", "2026-06-01", "--format", "csv")[1])))
    found = json.loads(due(EVENTS, "--on", "2026-06-01", "--format", "json")[1])["obligations"]
    assert [(row["child"], row["obligation"], row["due"], row["state"], row["late_by"]) for row in rows] == [
        (one["child"], one["obligation"], one["due"] or "", one["state"], str(one["late_by"] or "")) for one in found
    ]
    assert rows[1]["varied_reason"] == "“moved, twice”"
    status, text, _ = due(EVENTS, "--on", "2026-06-01")
    assert status == 0
    assert "As of 2026-06-01, by the rules of England\n\nA\n" in text
    assert "  met late    2026-04-01 00:30  MISS-RHI        Return interview (return from being missing of" in text
    assert "2026-03-28); return interview of 2026-04-02; late by 33 hours\n" in text
    assert "varied until 2026-06-01 by Ms Ali: “moved, twice”" in text


def test_a_name_in_a_spreadsheet_or_on_a_terminal_does_nothing(due):
    events = "child,event,date\n=1+1,referral,2026-03-02\n\x1b[31mred,referral,2026-03-02\n"
    assert "'=1+1,REF-DEC" in due(events, "--on", "2026-03-03", "--format", "csv")[1]
    assert "\x1b" not in due(events, "--on", "2026-03-03")[1]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ("", "row 1: found nothing, expected child, event, date and, where there are any, time, detail, recorded"),
        ("child;event;date\n", "row 1: found the column 'child;event;date', expected child, event, date and"),
        ("child,event,date,note\n", "row 1: found the column 'note', expected child, event, date and"),
        ("child,date\n", "row 1: found child, date, expected child, event, date and"),
        ("child,event,date,date\n", "row 1: found the column 'date' twice, expected"),
        ("child,event,date\nA,icpc,2026-04-21\nA,icpk,2026-04-21\n",
         "row 3: event: found 'icpk', expected one of born,"),
        ("child,event,date\nA,icpc,2026-02-29\n",
         "row 2: date: found '2026-02-29', expected a day that exists, such as 2026-03-30"),
        ("child,event,date\nA,icpc,29/03/2026\n", "row 2: date: found '29/03/2026', expected a day that exists"),
        ("child,event,date\n\nA,icpc,\n", "row 3: date: found '', expected a day that exists"),
        ("child,event,date\n ,icpc,2026-03-29\n", "row 2: child: found nothing, expected whose event it is"),
        ("child,event,date\nA,icpc,2026-03-29,x\n", "row 2: found 4 cells, expected 3, as the first row has"),
        ("child,event,date,time\nA,epo,2026-03-29,24:00\n",
         "row 2: time: found '24:00', expected hours and minutes, such as 14:05"),
        ("child,event,date,detail\nA,icpc,2026-03-29,colour=red\n",
         "row 2: detail: found 'colour=red', expected one of plan= for icpc"),
        ("child,event,date,detail\nA,closed,2026-03-29,why\n",
         "row 2: detail: found 'why', expected no detail for closed"),
        ("child,event,date,detail\nA,strategy,2026-03-29,s47=maybe\n",
         "row 2: detail: found 's47=maybe', expected s47=yes or no"),
        ("child,event,date,detail\nA,strategy,2026-03-29,s47=yes;s47=no\n",
         "row 2: detail: found s47 twice, expected it once"),
        ("child,event,date,detail\nA,placement,2026-03-29,regime=home\n",
         "row 2: detail: found 'regime=home', expected regime=one of ordinary, parent_unass"),
        ("child,event,date\nA,varied,2026-03-29\n",
         "row 2: detail: found no obligation, expected obligation=ID;until=DATE"),
        ("child,event,date,detail\nA,varied,2026-03-29,obligation=ICPX;until=2026-04-01\n",
         "row 2: detail: found 'obligation=ICPX', expected obligation=the id of a rule, such as ICPC"),
        ("child,event,date,detail\nA,varied,2026-03-29,obligation=ICPC;until=2026-02-30\n",
         "row 2: detail: found 'until=2026-02-30', expected until=a day that exists"),
        ("child,event,date,recorded\nA,icpc,2026-03-29,soon\n",
         "row 2: recorded: found 'soon', expected a day that exists"),
        ('child,event,date\nA,icpc,2026-03-29\nB,"icpc,2026-03-29\n',
         'row 3: found a quote (") that is never closed, expected a CSV file'),
        ("child,event,date\nA,icpc,2026-03-29\nZoë,icpc,2026-03-29\n".encode("latin-1"),
         "row 3: found bytes that are no UTF-8, expected a file in UTF-8"),
    ],
)  # fmt: skip
def test_bad_events_get_one_line_that_names_the_row(due, events, said):
    status, out, err = due(events, "--on", "2026-06-01", "--format", "json")
    assert (status, out) == (2, "")
    assert err.startswith(f"kinwork: events.csv: {said}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--on", "2026-06-31"), "--on: found '2026-06-31', expected a day that exists, such as 2026-11-28"),
        (("--format", "xml"), "--format: found 'xml', expected text, json or csv"),
        (("--rules", "wales"), "--rules: found 'wales', expected england"),
        (("--events", "/nowhere/e.csv"), "/nowhere/e.csv: No such file or directory, expected a CSV file of events"),
        (("--events", "/"), "/: Is a directory, expected a CSV file of events"),
        (("--local", "/nowhere/l.yaml"),
         "/nowhere/l.yaml: No such file or directory, expected a YAML file of local rules"),
    ],
)  # fmt: skip
def test_bad_words_get_one_line(due, arguments, said):
    assert due(EVENTS, *arguments) == (2, "", f"kinwork: {said}\n")


def test_blanks_a_mark_and_missing_cells_are_no_mistake(due):
    events = "\ufeffDate, Event ,child,detail\n2026-03-30 , strategy,A,s47=yes;\n\n,,,\n2026-04-21,icpc,A\n".encode()
    status, out, _ = due(events, "--on", "2026-04-22", "--format", "json")
    assert status == 0
    assert json.loads(out)["obligations"][0] == ONE


LOCAL = """
rules:
  - {id: CP-VISIT, events: {from: [icpc plan=yes, cp_visit], met_by: cp_visit, ended_by: cp_plan_ended},
     period: 10 working days, source: "Procedures, section 4", date: 2025-04-01, until: 2026-04-30}
  - {id: CP-VISIT, events: {from: [icpc plan=yes, cp_visit], met_by: cp_visit, ended_by: cp_plan_ended},
     period: 5 working days, source: "Procedures, section 4, changed", date: 2026-05-01}
  - {id: PF-V1, source: "Procedures, section 7", date: 2026-01-01}
  - {id: PEP-N, source: "Virtual school", date: 2025-09-01}
  - {id: RCPC-REPORT, events: rcpc, period: 5 working days before, source: North, date: 2025-01-01}
  - {id: FIRST-OF-TWO, name: Talk, events: {from: [contact, referral], which: earlier, met_by: opened}, period: 2 days,
     source: Ours, date: 2025-01-01}
  - {id: UNIT-4W, events: [opened, unit_discussion], period: 6 weeks, source: Ours, date: 2026-03-01}
closing_days: [2026-12-29]
terms: [{first: 2026-01-05, last: 2026-03-27}, {first: 2026-04-13, last: 2026-07-17}]
"""


def local_lines(due, rows: str, on: str, *ids: str) -> list[str]:
    status, out, err = due(f"child,event,date,detail,recorded\n{rows}", "--on", on, "--format", "csv", local=LOCAL)
    assert (status, err) == (0, "")
    return [f"{row['obligation']} {row['arose']} > {row['due']} {row['state']} {row['met']}".strip()
            for row in csv.DictReader(io.StringIO(out)) if row["obligation"] in ids]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "on", "lines"),
    [
        # Every ten working days, and every five from 1 May on: the version is that of the day that starts it.
        ("A,icpc,2026-04-01\nA,cp_visit,2026-04-17\nA,cp_visit,2026-05-01\nA,cp_plan_ended,2026-05-08\n"
         "A,cp_visit,2026-06-01", "2026-06-02",
         ["CP-VISIT 2026-04-01 > 2026-04-17 met 2026-04-17", "CP-VISIT 2026-04-17 > 2026-05-01 met 2026-05-01",
          "CP-VISIT 2026-05-01 > 2026-05-11 superseded"]),
        ("A,icpc,2026-04-01,plan=no\nA,cp_visit,2026-04-17", "2026-06-02", []),
        ("A,icpc,2026-12-21", "2026-12-22", ["CP-VISIT 2026-12-21 > 2026-12-31 open"]),  # closed on the 29th
        ("A,private_fostering_notified,2026-04-01", "2026-04-02", ["PF-V1 2026-04-01 > 2026-04-14 open"]),
        ("A,private_fostering_notified,2025-12-31", "2026-01-02", []),
        ("A,looked_after,2026-01-12\nA,pep,2026-01-30\nA,pep,2026-04-02", "2026-04-03",
         ["PEP-N 2026-01-12 > 2026-07-17 met 2026-01-30", "PEP-N 2026-01-30 > 2026-07-17 met 2026-04-02",
          "PEP-N 2026-04-02 > 2026-07-17 open"]),
        # Known in March for a day in June: the report is due before it, and may be due before that was known.
        ("A,rcpc,2026-06-30,,2026-03-02", "2026-04-01", ["RCPC-REPORT 2026-03-02 > 2026-06-23 open"]),
        ("A,referral,2026-03-03\nA,contact,2026-03-02\nA,opened,2026-03-04", "2026-03-05",
         ["FIRST-OF-TWO 2026-03-02 > 2026-03-04 met 2026-03-04", "UNIT-4W 2026-03-04 > 2026-04-15 open"]),
    ],
)  # fmt: skip
def test_an_authority_has_its_own_periods_beside_the_law(due, rows, on, lines):
    ids = ("CP-VISIT", "PF-V1", "PEP-N", "RCPC-REPORT", "FIRST-OF-TWO", "UNIT-4W")
    assert local_lines(due, rows, on, *ids) == lines


ROW = "{id: OURS, events: [icpc, core_group], period: 4 weeks, source: Here, date: 2026-01-01}"


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ("", "found nothing, expected rules: a list of rows with id, name, events, period, then, source, date"),
        ("rules: [\n", "line 2: did not find expected node content, expected YAML"),
        ("rule: []", "found 'rule', expected rules, closing_days or terms"),
        ("- 7", "rule 1: found '7', expected a row with id,"),
        (f"- {ROW}\n- {ROW}", "rule 2 (OURS): found a second row of one date, expected another date"),
        ("- {id: CIN-REV, source: Here, date: 2026-01-01}", "rule 1 (CIN-REV): period: found none, expected one"),
        ("closing_days: [Christmas]", "closing_days: 1: found 'Christmas', expected a day that exists"),
        ("terms: [{first: 2026-04-01, last: 2026-03-01}]", "terms: 1: found a last day before the first"),
        ("- " * 40 + "1", "line 1: nested more than 10 levels deep"),
    ],
)  # fmt: skip
def test_a_bad_local_file_gets_one_line(due, local, said):
    status, out, err = due(EVENTS, local=local or "# nothing\n")
    assert (status, out) == (2, "")
    assert err.startswith(f"kinwork: local.yaml: {said}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("OURS", "ours", "rule 1: id: found 'ours', expected capitals, digits and hyphens"),
        ("OURS", "ICPC", "rule 1 (ICPC): id: found a rule of Working Together"),
        ("OURS", "CL-CLOSE", "rule 1 (CL-CLOSE): id: found a rule of Children Act 1989"),
        ("source: Here, ", "", "rule 1 (OURS): source: found none, expected one"),
        ("2026-01-01", "2026-02-30", "rule 1 (OURS): date: found '2026-02-30', expected a day that"),
        ("}", ", until: 2025-01-01}", "rule 1 (OURS): until: found 2025-01-01, expected a day from"),
        ("4 weeks", "10 fortnights", "rule 1 (OURS): period: found '10 fortnights', expected a number"),
        ("4 weeks", "0 days", "rule 1 (OURS): period: found '0 days', expected a number"),
        ("period: 4 weeks, ", "", "rule 1 (OURS): period: found none, expected one such as"),
        ("4 weeks", "1 term", "terms: found none, expected the school terms that OURS counts in"),
        ("icpc,", "icpk,", "rule 1 (OURS): events: found 'icpk', expected an event such as"),
        ("icpc,", "icpc plan=maybe,", "rule 1 (OURS): events: found 'plan=maybe' of icpc, expected plan="),
        ("[icpc, core_group]", "{of: icpc}", "rule 1 (OURS): events: found 'of', expected from, met_by,"),
        ("[icpc, core_group]", "{from: icpc, which: last}", "rule 1 (OURS): events: which: found 'last'"),
    ],
)  # fmt: skip
def test_a_bad_row_of_a_local_file_is_named(due, right, wrong, said):
    status, out, err = due(EVENTS, local=f"- {ROW}".replace(right, wrong))
    assert (status, out) == (2, "")
    assert err.startswith(f"kinwork: local.yaml: {said}")
    assert err.count("\n") == 1
