"""Invented returns of any length, lifelike enough that most rows are in order and every kind of row is there.

The CIN census: one in a hundred children has a fault that is planted (a plan that ends before it starts). The SSDA903:
periods of care of one to four episodes, health, reviews, times missing, social workers; last year beside this one.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

# where children are placed: near and far, as in every authority
PLACES = ("CV1 1AA", "WS1 1AA", "DY1 1AA", "ST1 1AA", "LE1 1AA", "M1 1AE", "NG1 1AA", "SY1 1AA", "L1 1AA", "S1 1AA")
CHECK = "ABCDEFGHJKLMNPQRTUVWXYZ"
FAULT_EACH = 100


def upn(number: int) -> str:
    """A number with its check letter."""
    digits = f"801{number % 10**9:09}"
    return CHECK[sum(int(digit) * place for place, digit in enumerate(digits, start=2)) % 23] + digits


def cin(path: Path, children: int, year: int = 2026) -> int:
    """Writes a census file; how many faults were planted."""
    dice, planted = random.Random(5), 0
    start, end = date(year - 1, 4, 1), date(year, 3, 31)
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n  <Header>\n    <CollectionDetails>\n'
            f"      <Collection>CIN</Collection>\n      <Year>{year}</Year>\n"
            f"      <ReferenceDate>{end}</ReferenceDate>\n    </CollectionDetails>\n    <Source>\n"
            "      <SourceLevel>L</SourceLevel>\n      <LEA>330</LEA>\n      <SoftwareCode>Kinwork</SoftwareCode>\n"
            "      <SerialNo>001</SerialNo>\n      <DateTime>2026-05-01T09:00:00</DateTime>\n"
            "    </Source>\n  </Header>\n  <Children>\n"
        )
        for number in range(children):
            fault = number % FAULT_EACH == FAULT_EACH - 1
            planted += fault
            file.write(_child(dice, number, start, end, fault=fault))
        file.write("  </Children>\n</Message>\n")
    return planted


def _leaf(depth: int, name: str, text: object) -> str:
    return f"{'  ' * depth}<{name}>{text}</{name}>\n"


def _child(dice: random.Random, number: int, start: date, end: date, *, fault: bool) -> str:
    born = date(end.year - 1 - dice.randrange(1, 16), dice.randrange(1, 13), dice.randrange(1, 29))
    parts = [
        "    <Child>\n      <ChildIdentifiers>\n", _leaf(4, "LAchildID", f"K{number:07}"), _leaf(4, "UPN", upn(number)),
        _leaf(4, "PersonBirthDate", born), _leaf(4, "Sex", dice.choice("MF")), "      </ChildIdentifiers>\n",
        "      <ChildCharacteristics>\n", _leaf(4, "Ethnicity", dice.choice(["WBRI", "APKN", "BCRB", "MWBC"])),
        "        <Disabilities>\n",
        *(_leaf(5, "Disability", one) for one in (["MOB", "LD"] if number % 20 == 0 else ["NONE"])),
        "        </Disabilities>\n      </ChildCharacteristics>\n",
    ]  # fmt: skip
    day = start + timedelta(days=dice.randrange(0, 60))
    with_plan = fault or dice.random() < 0.2
    parts += ["      <CINdetails>\n", _leaf(4, "CINreferralDate", day), _leaf(4, "ReferralSource", "6"),
              _leaf(4, "PrimaryNeedCode", "N1")]  # fmt: skip
    if not with_plan and dice.random() < 0.5:
        closed = day + timedelta(days=200)
        parts += [_leaf(4, "CINclosureDate", closed), _leaf(4, "ReasonForClosure", "RC7")]
    parts += [
        "        <Assessments>\n", _leaf(5, "AssessmentActualStartDate", day),
        _leaf(5, "AssessmentAuthorisationDate", day + timedelta(days=40)),
        "          <FactorsIdentifiedAtAssessment>\n",
        *(_leaf(6, "AssessmentFactors", one) for one in dice.sample(["1B", "2B", "3B", "4B", "16A", "17A"], 2)),
        "          </FactorsIdentifiedAtAssessment>\n        </Assessments>\n",
    ]  # fmt: skip
    conference = day + timedelta(days=50)
    conference += timedelta(days=(7 - conference.weekday()) % 7 if conference.weekday() >= 5 else 0)
    if dice.random() < 0.5:
        until = conference if with_plan else day + timedelta(days=150)
        parts += ["        <CINPlanDates>\n", _leaf(5, "CINPlanStartDate", day + timedelta(days=41)),
                  _leaf(5, "CINPlanEndDate", until), "        </CINPlanDates>\n"]  # fmt: skip
    if with_plan:
        parts += [
            "        <Section47>\n", _leaf(5, "S47ActualStartDate", conference - timedelta(days=20)),
            _leaf(5, "InitialCPCtarget", conference), _leaf(5, "DateOfInitialCPC", conference),
            _leaf(5, "ICPCnotRequired", 0), "        </Section47>\n",
        ]  # fmt: skip
    parts.append(_leaf(4, "ReferralNFA", 0))
    if with_plan:
        ended = conference + timedelta(days=-3 if fault else 130)
        parts += [
            "        <ChildProtectionPlans>\n", _leaf(5, "CPPstartDate", conference), _leaf(5, "CPPendDate", ended),
            _leaf(5, "InitialCategoryOfAbuse", "NEG"), _leaf(5, "LatestCategoryOfAbuse", "EMO"),
            _leaf(5, "NumberOfPreviousCPP", 0), "          <Reviews>\n",
            _leaf(6, "CPPreviewDate", conference + timedelta(days=80)), "          </Reviews>\n",
            "        </ChildProtectionPlans>\n",
        ]  # fmt: skip
    return "".join([*parts, "      </CINdetails>\n    </Child>\n"])


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def ssda903(folder: Path, children: int, year: int = 2026) -> None:
    """Writes this year's files to ``now`` and last year's to ``last`` in a folder."""
    dice = random.Random(9)
    tables: dict[str, list[list[str]]] = {name: [head.split()] for name, head in HEADS.items()}
    last: dict[str, list[list[str]]] = {name: [HEADS[name].split()] for name in ("Header", "Episodes")}
    for number in range(children):
        _life(dice, f"C{number:06}", number, year, tables, last)
    for name, rows in tables.items():
        _write(folder / "now" / f"{name.lower()}.csv", rows)
    for name, rows in last.items():
        _write(folder / "last" / f"{name.lower()}.csv", rows)


HEADS = {
    "Header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
    "Episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN",
    "Reviews": "CHILD DOB REVIEW REVIEW_CODE",
    "UASC": "CHILD SEX DOB DUC",
    "OC2": "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT "
    "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    "OC3": "CHILD DOB IN_TOUCH ACTIV ACCOM",
    "Missing": "CHILD DOB MISSING MIS_START MIS_END",
    "PrevPerm": "CHILD DOB PREV_PERM LA_PERM DATE_PERM",
    "SWEpisodes": "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON",
}


def _write(path: Path, rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _life(
    dice: random.Random,
    child: str,
    number: int,
    year: int,
    tables: dict[str, list[list[str]]],
    last: dict[str, list[list[str]]],
) -> None:
    start = date(year - 1, 4, 1)
    age = dice.randrange(0, 18)
    born = date(year - 1 - age, dice.randrange(1, 13), dice.randrange(1, 29))
    sex, dob = dice.choice("MF"), _day(born)
    header = [child, sex, dob, "WBRI", upn(number), "0" if sex == "F" else "", ""]
    tables["Header"].append(header)
    began = max(born + timedelta(days=3), start + timedelta(days=dice.randrange(-700, 300)))
    day, places = began, dice.randrange(1, 5)
    for at in range(places):
        until = day + timedelta(days=dice.randrange(40, 300))
        ends = at < places - 1 and until < date(year, 3, 31)
        place = PLACES[(number + at) % len(PLACES)]
        row = [child, _day(day), "S" if at == 0 else "P", "C2", "N1", "U6", "PR1", _day(until) if ends else "",
               "X1" if ends else "", "CARPL" if ends else "", "B1 1AA", place, f"SC{100000 + at}"]  # fmt: skip
        if not ends or until >= start:
            tables["Episodes"].append(row)
        if day < start:
            open_then = not ends or until >= start
            last["Episodes"].append([*row[:7], "" if open_then else row[7], "" if open_then else row[8],
                                     "" if open_then else row[9], *row[10:]])  # fmt: skip
        if not ends:
            break
        day = until
    if began < start:
        last["Header"].append(header)
        health = "1" if age < 5 else ""
        score, reason = ("12", "") if age - 1 >= 4 and age < 16 else ("", "SDQ1")
        tables["OC2"].append([child, dob, score, reason, "0" if age > 10 else "", health, "1", "1", "1", "0", "", ""])
    else:
        tables["PrevPerm"].append([child, dob, "Z1", "", ""])
    tables["Reviews"].append([child, dob, _day(max(began, start) + timedelta(days=28)), "PN0" if age < 4 else "PN1"])
    if number % 40 == 0:
        tables["UASC"].append([child, sex, dob, ""])
    if number % 10 == 0:
        gone = max(began, start) + timedelta(days=20)
        tables["Missing"].append([child, dob, "M", _day(gone), _day(gone + timedelta(days=1))])
    tables["SWEpisodes"].append([child, dob, f"SW{number % 900:04}", _day(began), "", "OTHERS"])
    if number % 30 == 0:
        leaver = f"L{number:06}"
        tables["Header"].append([leaver, sex, _day(born.replace(year=year - 20)), "WBRI", "UN3", "", ""])
        tables["OC3"].append([leaver, _day(born.replace(year=year - 20)), "YES", "F2", "U1"])
