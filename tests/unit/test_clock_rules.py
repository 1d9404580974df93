"""Each rule with dates that were counted by hand, around Christmas, Easter, 29 February and the one-off holidays.

A paragraph of the table is a life: the rules that it is about and the day as of which it is looked at, its events, and
all that is owed by those rules. Working days were counted on a calendar: the funeral and the coronation (19 September
2022, 8 May 2023), the jubilees (4 and 5 June 2012, 2 and 3 June 2022), the wedding (29 April 2011), VE Day moved (8 May
2020).
"""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from kinwork.clocks.engine import obligations_of
from kinwork.clocks.events import Event
from kinwork.clocks.obligation import Obligation
from kinwork.clocks.periods import Period
from kinwork.clocks.rules import Rules, england

ROOT = Path(__file__).parents[2]

# Of what is owed: since when > by when, how it stands, what day it was met, by how much it is late.
TABLE = """
REF-DEC as of 2022-10-01
referral 2022-09-16, referral_decided 2022-09-20
  owed: 2022-09-16 > 2022-09-20 met 2022-09-20

REF-DEC as of 2026-12-29
referral 2026-12-24
  owed: 2026-12-24 > 2026-12-29 open

REF-DEC as of 2026-12-30
referral 2026-12-24
  owed: 2026-12-24 > 2026-12-29 overdue late 1

REF-DEC as of 2013-05-01
referral 2013-03-28

CFA-END as of 2022-07-01
referral 2022-04-04, assessment_completed 2022-06-15
  owed: 2022-04-04 > 2022-06-13 met_late 2022-06-15 late 2

CFA-END as of 2013-09-01
referral 2013-03-31

CFA-END as of 2013-09-01
referral 2013-04-01, assessment_completed 2013-06-05
  owed: 2013-04-01 > 2013-06-05 met 2013-06-05

CFA-END as of 2026-09-01
referral 2026-03-02, referral_decided 2026-03-03 outcome=advice
  owed: 2026-03-02 > 2026-05-07 superseded

CFA-END as of 2026-09-01
referral 2026-03-02, referral_decided 2026-05-08 outcome=nfa
  owed: 2026-03-02 > 2026-05-07 lapsed

CFA-END as of 2026-04-01
referral 2026-03-02, referral_decided 2026-03-03 outcome=assessment, referral 2026-03-10,
referral_decided 2026-03-11 outcome=nfa
  owed: 2026-03-02 > 2026-05-07 open
  owed: 2026-03-10 > 2026-05-15 superseded

CFA-END-CENSUS as of 2023-07-01
assessment_started 2023-04-06, assessment_completed 2023-06-15
  owed: 2023-04-06 > 2023-06-15 met 2023-06-15

ICPC-TRANSFER as of 2026-11-28
plan_moved_in 2026-03-30, icpc 2026-04-21
  owed: 2026-03-30 > 2026-04-22 met 2026-04-21

ICPC as of 2026-11-28
strategy 2026-03-30 s47=yes, icpc 2026-04-21
  owed: 2026-03-30 > 2026-04-22 met 2026-04-21

ICPC as of 2026-11-28
strategy 2026-03-16, strategy 2026-03-30 s47=yes, strategy 2026-04-10 s47=yes, icpc 2026-04-24
  owed: 2026-03-30 > 2026-04-22 met_late 2026-04-24 late 2

ICPC as of 2012-06-20
strategy 2012-05-28 s47=yes
  owed: 2012-05-28 > 2012-06-20 open

ICPC as of 2026-07-02
strategy 2026-03-30 s47=yes, s47_ended 2026-04-10 icpc=no, strategy 2026-07-01 s47=yes
  owed: 2026-03-30 > 2026-04-22 superseded
  owed: 2026-07-01 > 2026-07-22 open

ICPC as of 2026-04-11
strategy 2026-03-30 s47=yes, s47_ended 2026-04-10 icpc=yes
  owed: 2026-03-30 > 2026-04-22 open

CORE-1 as of 2022-07-01
icpc 2022-05-24, core_group 2022-06-10
  owed: 2022-05-24 > 2022-06-09 met_late 2022-06-10 late 1

CORE-1 as of 2022-07-01
icpc 2022-05-24 plan=no, core_group 2022-06-10

RCPC-1 RCPC-N as of 2024-03-01
icpc 2023-11-30, rcpc 2024-02-29
  owed: 2023-11-30 > 2024-02-29 met 2024-02-29
  owed: 2024-02-29 > 2024-08-29 open

RCPC-1 RCPC-N as of 2024-03-02
icpc 2023-05-31, rcpc 2023-08-31, cp_plan_ended 2024-03-01
  owed: 2023-05-31 > 2023-08-31 met 2023-08-31
  owed: 2023-08-31 > 2024-02-29 lapsed

RCPC-1 RCPC-N as of 2026-09-01
icpc 2026-01-05, cp_plan_ended 2026-02-02, icpc 2026-06-01, rcpc 2026-08-20
  owed: 2026-01-05 > 2026-04-05 superseded
  owed: 2026-06-01 > 2026-09-01 met 2026-08-20
  owed: 2026-08-20 > 2027-02-20 open

RCPC-N as of 2024-09-05
rcpc 2024-02-29
  owed: 2024-02-29 > 2024-08-29 overdue late 1

POL as of 2026-04-02
police_protection 2026-03-28 23:30
  owed: 2026-03-28 > 2026-04-01 00:30 expired

POL as of 2026-10-27
police_protection 2026-10-24 12:00
  owed: 2026-10-24 > 2026-10-27 11:00 open

POL as of 2026-03-31
police_protection 2026-03-28
  owed: 2026-03-28 > 2026-03-31 open

EPO as of 2024-03-03
epo 2024-02-24
  owed: 2024-02-24 > 2024-03-03 open

EPO as of 2024-03-11
epo 2024-02-24, epo 2024-03-01 extended=yes
  owed: 2024-02-24 > 2024-03-10 expired

EPO as of 2024-03-11
epo 2024-02-24 extended=yes, closed 2024-02-28
  owed: 2024-02-24 > 2024-03-10 superseded

CAO as of 2024-03-06
cao 2024-02-27
  owed: 2024-02-27 > 2024-03-05 expired

PLO-26 as of 2026-08-01
application_issued 2026-01-05, final_hearing 2026-07-20
  owed: 2026-01-05 > 2026-07-05 met_late 2026-07-20 late 3

PLO-26 as of 2024-08-01
application_issued 2024-01-01, final_hearing 2024-06-30
  owed: 2024-01-01 > 2024-06-30 met 2024-06-30

PLO-26 as of 2014-06-01
application_issued 2014-04-21

FGDM-OFFER as of 2026-11-01
intention_to_apply 2026-05-01, letter_before_proceedings 2026-05-08, application_issued 2026-09-01
  owed: 2026-05-01 > - coming

FGDM-OFFER as of 2026-11-01
intention_to_apply 2026-05-01, family_meeting_offered 2026-05-12, application_issued 2026-09-01
  owed: 2026-05-01 > - met 2026-05-12

LAC-PLAN LAC-PPLAN LAC-NOTIFY as of 2024-01-04
placement 2023-12-15, care_plan 2024-01-03, placement_plan 2023-12-27
  owed: LAC-PLAN 2023-12-15 > 2024-01-03 met 2024-01-03
  owed: LAC-PPLAN 2023-12-15 > 2023-12-22 met_late 2023-12-27 late 1
  owed: LAC-NOTIFY 2023-12-15 > 2023-12-22 overdue late 6

LAC-PLAN LAC-PPLAN as of 2024-01-04
looked_after 2023-12-14, care_plan 2023-12-13, placement_plan 2023-12-14, placement 2023-12-15
  owed: LAC-PLAN 2023-12-15 > 2024-01-03 met 2023-12-13
  owed: LAC-PPLAN 2023-12-15 > 2023-12-22 met 2023-12-14

LAC-PLAN LAC-PPLAN as of 2011-06-07
placement 2011-04-26, placement_plan 2011-05-05, placement 2011-06-06
  owed: LAC-PLAN 2011-04-26 > 2011-05-12 overdue late 17
  owed: LAC-PPLAN 2011-04-26 > 2011-05-05 met 2011-05-05
  owed: LAC-PPLAN 2011-06-06 > 2011-06-13 open

LAC-PLAN as of 2026-05-02
looked_after 2026-01-05, placement 2026-01-05, left_care 2026-01-12, looked_after 2026-03-02,
placement 2026-03-02 court_plan=yes, left_care 2026-03-09, looked_after 2026-05-01, placement 2026-05-01
  owed: 2026-01-05 > 2026-01-19 superseded
  owed: 2026-05-01 > 2026-05-18 open

LAC-PPLAN as of 2026-03-10
placement 2026-01-05, placement_plan 2026-01-07, placement_plan 2026-02-02, placement 2026-03-02
  owed: 2026-01-05 > 2026-01-12 met 2026-01-07
  owed: 2026-03-02 > 2026-03-09 overdue late 1

LAC-PPLAN as of 2026-03-10
placement 2026-01-05, placement_plan 2026-01-07, placement_plan 2026-02-23, placement 2026-03-02
  owed: 2026-01-05 > 2026-01-12 met 2026-01-07
  owed: 2026-03-02 > 2026-03-09 met 2026-02-23

LAC-PPLAN as of 2026-03-10
placement 2026-02-20, placement_plan 2026-02-25, placement 2026-03-02
  owed: 2026-02-20 > 2026-02-27 met 2026-02-25
  owed: 2026-03-02 > 2026-03-09 overdue late 1

LAC-PLAN as of 2026-03-03
looked_after 2026-01-05 short_breaks=yes, placement 2026-01-05, care_plan 2026-01-06, looked_after 2026-03-02,
placement 2026-03-02
  owed: 2026-01-05 > 2026-01-19 met 2026-01-06
  owed: 2026-03-02 > 2026-03-16 open

LAC-PLAN as of 2026-01-13
looked_after 2026-01-05, placement 2026-01-05, placement_ended 2026-01-09, care_plan 2026-01-12
  owed: 2026-01-05 > 2026-01-19 met 2026-01-12

LAC-PLAN as of 2026-01-13
placement 2026-01-05, placement_ended 2026-01-09, care_plan 2026-01-12
  owed: 2026-01-05 > 2026-01-19 superseded

LAC-PLAN as of 2026-03-03
placement 2026-01-05, placement_ended 2026-01-09, placement 2026-03-02
  owed: 2026-01-05 > 2026-01-19 superseded
  owed: 2026-03-02 > 2026-03-16 open

LAC-PLAN as of 2026-03-03
looked_after 2026-01-05, placement 2026-01-05, placement_ended 2026-01-09, placement 2026-03-02
  owed: 2026-01-05 > 2026-01-19 overdue late 31

LAC-V1 LAC-V-Y1 LAC-V-R24 as of 2026-02-03
placement 2026-01-05, lac_visit 2026-01-09, placement 2026-02-02 regime=temporary_connected, lac_visit 2026-02-02
  owed: LAC-V1 2026-01-05 > 2026-01-12 met 2026-01-09
  owed: LAC-V-Y1 2026-01-09 > 2026-02-20 met 2026-02-02
  owed: LAC-V-R24 2026-02-02 > 2026-02-09 met 2026-02-02
  owed: LAC-V-R24 2026-02-02 > 2026-02-09 open

LAC-V-Y2 as of 2025-03-02
placement 2024-02-29, placement_regime 2024-06-01 to_18=yes, lac_visit 2025-03-01
  owed: 2025-03-01 > 2025-06-01 open

LAC-V-CO as of 2026-04-15
placement 2026-04-01 regime=care_order_parent, lac_visit 2026-04-07,
placement_regime 2026-04-10 regime=care_order_parent;to_18=yes
  owed: 2026-04-01 > 2026-04-08 met 2026-04-07
  owed: 2026-04-07 > 2026-05-19 open

ADOP-V ADOP-R LAC-V1 LAC-V-Y1 as of 2026-04-21
placement 2026-04-01 regime=adoption, lac_review 2026-04-10, placement_regime 2026-04-20
  owed: ADOP-V 2026-04-01 > 2026-04-08 lapsed
  owed: ADOP-R 2026-04-01 > 2026-04-29 met 2026-04-10
  owed: ADOP-R 2026-04-10 > 2026-07-10 superseded
  owed: LAC-V-Y1 2026-04-20 > 2026-06-01 open

MISS-RHI as of 2026-03-29
missing_returned 2026-03-28 01:30, missing_returned 2026-03-28 23:30, missing_returned 2026-03-28 23:30
  owed: 2026-03-28 > 2026-03-31 02:30 open
  owed: 2026-03-28 > 2026-04-01 00:30 open

CFA-END as of 2026-04-01
referral 2026-03-02 outcome=nfa
  owed: 2026-03-02 > 2026-05-07 superseded

LAC-PPLAN LAC-NOTIFY LAC-V1 LAC-IHA PEP-INIT PEP-1 as of 2026-03-01
looked_after 2026-01-05 short_breaks=yes, placement 2026-01-05, health_assessment 2026-02-01,
school_move 2026-02-02, lac_visit 2026-02-03

LAC-V1 LAC-V-Y1 as of 2024-03-01
placement 2024-02-22, lac_visit 2024-02-29
  owed: LAC-V1 2024-02-22 > 2024-02-29 met 2024-02-29
  owed: LAC-V-Y1 2024-02-29 > 2024-04-11 open

LAC-V-Y1 LAC-V-Y2 as of 2025-03-02
placement 2024-02-29, lac_visit 2025-02-27, lac_visit 2025-03-01
  owed: LAC-V-Y1 2025-02-27 > 2025-04-10 met 2025-03-01
  owed: LAC-V-Y2 2025-03-01 > 2025-04-12 open

LAC-V-Y2 as of 2025-03-02
placement 2024-02-29 to_18=yes, lac_visit 2025-03-01
  owed: 2025-03-01 > 2025-06-01 open

LAC-V1 LAC-V-Y1 LAC-V-Y2 as of 2025-12-01
placement 2024-02-29 regime=other, lac_visit 2024-03-05, lac_visit 2025-11-30
  owed: LAC-V1 2024-02-29 > 2024-03-07 met 2024-03-05
  owed: LAC-V-Y1 2024-03-05 > 2024-04-16 met_late 2025-11-30 late 85
  owed: LAC-V-Y2 2025-11-30 > 2026-02-28 open

LAC-V1 LAC-V-Y1 as of 2026-04-01
placement 2026-01-05, placement 2026-01-09, placement 2026-03-02, lac_visit 2026-03-04,
placement_ended 2026-03-20
  owed: LAC-V1 2026-01-05 > 2026-01-12 superseded
  owed: LAC-V1 2026-01-09 > 2026-01-16 lapsed
  owed: LAC-V1 2026-03-02 > 2026-03-09 met 2026-03-04
  owed: LAC-V-Y1 2026-03-04 > 2026-04-15 superseded

LAC-V-R19 as of 2026-05-01
placement 2026-04-01 regime=parent_unassessed, lac_visit 2026-04-08, lac_visit 2026-04-15,
lac_review 2026-04-20, lac_visit 2026-04-22
  owed: 2026-04-01 > 2026-04-08 met 2026-04-08
  owed: 2026-04-08 > 2026-04-15 met 2026-04-15
  owed: 2026-04-15 > 2026-04-22 met 2026-04-22
  owed: 2026-04-22 > 2026-06-03 open

LAC-V-R24 LAC-V-Y1 as of 2026-05-06
placement 2026-04-01 regime=temporary_connected, lac_visit 2026-04-08, lac_review 2026-04-08,
placement_regime 2026-05-01, lac_visit 2026-05-05
  owed: LAC-V-R24 2026-04-01 > 2026-04-08 met 2026-04-08
  owed: LAC-V-R24 2026-04-08 > 2026-05-06 met 2026-05-05
  owed: LAC-V-Y1 2026-05-05 > 2026-06-16 open

LAC-V-R24 LAC-V-CO as of 2026-05-06
placement 2026-04-01 regime=ico_parent, lac_visit 2026-04-07,
placement_regime 2026-04-10 regime=care_order_parent, lac_visit 2026-04-16
  owed: LAC-V-R24 2026-04-01 > 2026-04-08 met 2026-04-07
  owed: LAC-V-R24 2026-04-07 > 2026-04-14 superseded
  owed: LAC-V-CO 2026-04-10 > 2026-04-17 met 2026-04-16
  owed: LAC-V-CO 2026-04-16 > 2026-05-28 open

LAC-R1 LAC-R2 LAC-RN as of 2023-03-01
looked_after 2022-05-25, lac_review 2022-06-20, lac_review 2022-09-21
  owed: LAC-R1 2022-05-25 > 2022-06-24 met 2022-06-20
  owed: LAC-R2 2022-06-20 > 2022-09-20 met_late 2022-09-21 late 1
  owed: LAC-RN 2022-09-21 > 2023-03-21 open

LAC-R1 LAC-R2 as of 2026-05-01
looked_after 2026-01-31 short_breaks=yes, lac_review 2026-04-20
  owed: LAC-R1 2026-01-31 > 2026-04-30 met 2026-04-20
  owed: LAC-R2 2026-04-20 > 2026-10-20 open

LAC-R1 as of 2026-07-01
looked_after 2026-01-05, left_care 2026-01-20, looked_after 2026-02-02, left_care 2026-06-01
  owed: 2026-01-05 > 2026-02-02 superseded
  owed: 2026-02-02 > 2026-03-02 lapsed

LAC-IHA LAC-RHA as of 2025-04-01
born 2020-02-29, looked_after 2023-04-03, health_assessment 2023-05-04, health_assessment 2025-02-28,
health_assessment 2025-03-01
  owed: LAC-IHA 2023-04-03 > 2023-05-04 met 2023-05-04
  owed: LAC-RHA 2023-05-04 > 2023-11-04 met_late 2025-02-28 late 16
  owed: LAC-RHA 2025-02-28 > 2025-08-28 met 2025-03-01
  owed: LAC-RHA 2025-03-01 > 2026-03-01 open

LAC-IHA LAC-RHA as of 2026-04-01
born 2015-06-01, health_assessment 2026-01-10, looked_after 2026-03-02
  owed: LAC-IHA 2026-03-02 > 2026-03-30 met 2026-01-10
  owed: LAC-RHA 2026-03-02 > 2027-01-10 open

PEP-INIT PEP-1 as of 2023-05-31
looked_after 2022-12-19, pep_started 2023-01-05, pep 2023-01-20, school_move 2023-05-05
  owed: PEP-INIT 2022-12-19 > 2023-01-05 met 2023-01-05
  owed: PEP-1 2022-12-19 > 2023-01-19 met_late 2023-01-20 late 1
  owed: PEP-1 2023-05-05 > 2023-06-06 open

ADOP-R0 as of 2024-09-01
adoption_authority 2023-11-30, lac_review 2024-02-20, placement 2024-06-01 regime=adoption
  owed: 2023-11-30 > 2024-02-29 met 2024-02-20
  owed: 2024-02-20 > 2024-08-20 superseded

ADOP-V ADOP-R LAC-V1 LAC-V-Y1 as of 2024-06-01
placement 2024-02-05 regime=adoption, lac_visit 2024-02-12, lac_visit 2024-02-26, lac_review 2024-03-01,
lac_visit 2024-03-04, lac_review 2024-05-31
  owed: ADOP-V 2024-02-05 > 2024-02-12 met 2024-02-12
  owed: ADOP-V 2024-02-12 > 2024-02-19 met_late 2024-02-26 late 1
  owed: ADOP-V 2024-02-26 > 2024-03-04 met 2024-03-04
  owed: ADOP-R 2024-02-05 > 2024-03-04 met 2024-03-01
  owed: ADOP-R 2024-03-01 > 2024-06-01 met 2024-05-31
  owed: ADOP-R 2024-05-31 > 2024-11-30 open

LAC-R1 LAC-R2 LAC-RN ADOP-R as of 2024-06-01
looked_after 2024-01-02, lac_review 2024-01-15, placement 2024-03-01 regime=adoption, lac_review 2024-03-20,
placement 2024-04-10, lac_review 2024-05-01
  owed: LAC-R1 2024-01-02 > 2024-01-30 met 2024-01-15
  owed: LAC-R2 2024-01-15 > 2024-04-15 superseded
  owed: ADOP-R 2024-03-01 > 2024-03-29 met 2024-03-20
  owed: ADOP-R 2024-03-20 > 2024-06-20 superseded
  owed: LAC-RN 2024-04-10 > 2024-09-20 met 2024-05-01
  owed: LAC-RN 2024-05-01 > 2024-11-01 open

PF-VN as of 2025-02-01
private_fostering_notified 2024-01-18, private_fostering_visit 2024-02-29, private_fostering_visit 2025-01-20
  owed: 2024-01-18 > 2024-02-29 met 2024-02-29
  owed: 2024-02-29 > 2024-04-11 met_late 2025-01-20 late 41
  owed: 2025-01-20 > 2025-04-14 open

PF-VN as of 2025-02-01
private_fostering_notified 2024-01-18, private_fostering_ended 2024-02-01
  owed: 2024-01-18 > 2024-02-29 superseded

CL-NEEDS as of 2024-03-01
born 2008-02-29, eligible 2024-01-10
  owed: 2024-02-29 > 2024-05-29 open

CL-NEEDS as of 2024-02-28
born 2008-02-29, eligible 2024-01-10

CL-NEEDS as of 2025-04-01
born 2008-02-29, eligible 2024-11-30, needs_assessment 2025-03-01
  owed: 2024-11-30 > 2025-02-28 met_late 2025-03-01 late 1

CL-PA-V as of 2024-02-01
accommodation_provided 2023-12-27, pa_visit 2023-12-31
  owed: 2023-12-27 > 2024-01-03 met 2023-12-31
  owed: 2023-12-31 > 2024-02-29 open

MISS-RHI as of 2026-05-01
missing_returned 2026-03-28 23:30, return_interview 2026-04-01 02:00
  owed: 2026-03-28 > 2026-04-01 00:30 met_late 2026-04-01 late 2

MISS-RHI as of 2026-05-01
missing_returned 2026-03-28 23:30, return_interview 2026-04-01
  owed: 2026-03-28 > 2026-04-01 00:30 met 2026-04-01

MISS-RHI as of 2024-03-02
missing_returned 2024-02-27
  owed: 2024-02-27 > 2024-03-01 overdue late 24

SI-NOTIFY SI-RR as of 2022-08-01
incident_known 2022-05-27, incident_notified 2022-06-08, rapid_review 2022-06-29
  owed: SI-NOTIFY 2022-05-27 > 2022-06-07 met_late 2022-06-08 late 1
  owed: SI-RR 2022-06-08 > 2022-06-29 met 2022-06-29

SI-RR as of 2022-10-04
incident_notified 2022-09-12
  owed: 2022-09-12 > 2022-10-04 open

SI-RR as of 2020-05-27
incident_notified 2020-05-01
  owed: 2020-05-01 > 2020-05-26 overdue late 1

CP24-EXP as of 2024-05-01
connected_approved 2024-01-01, connected_full_approval 2024-04-22
  owed: 2024-01-01 > 2024-04-22 met 2024-04-22

CP24-EXP as of 2024-06-18
connected_approved 2024-01-01, connected_approved 2024-04-15 extended=yes
  owed: 2024-01-01 > 2024-06-17 expired

UNIT-4W as of 2024-05-01
opened 2024-02-01, unit_discussion 2024-02-29, closed 2024-03-20
  owed: 2024-02-01 > 2024-02-29 met 2024-02-29
  owed: 2024-02-29 > 2024-03-28 superseded

UNIT-4W as of 2026-06-10
unit_discussion 2026-01-02, opened 2026-01-05, closed 2026-01-20, opened 2026-06-01
  owed: 2026-01-05 > 2026-02-02 superseded
  owed: 2026-06-01 > 2026-06-29 open

REF-DEC CORE-1 UNIT-4W as of 2026-03-01
referral 2026-01-05, opened 2026-01-05, icpc 2026-01-06, closed 2026-01-26
  owed: REF-DEC 2026-01-05 > 2026-01-06 lapsed
  owed: CORE-1 2026-01-06 > 2026-01-20 lapsed
  owed: UNIT-4W 2026-01-05 > 2026-02-02 superseded

CORE-1 as of 2026-02-02
icpc 2026-01-06, varied 2026-01-12 obligation=CORE-1;until=2026-02-02;by=CSW;reason=Grandmother ill
  owed: 2026-01-06 > 2026-01-20 varied

CORE-1 as of 2026-02-03
icpc 2026-01-06, varied 2026-01-12 obligation=CORE-1;until=2026-02-02
  owed: 2026-01-06 > 2026-01-20 overdue late 10
"""


def life(text: str) -> list[Event]:
    """'strategy 2026-03-30 14:05 s47=yes, icpc 2026-04-21' as events."""
    found = []
    for one in text.split(","):
        kind, day, *more = one.split(maxsplit=2)
        rest = more[0] if more else ""
        at = time.fromisoformat(rest[:5]) if rest[2:3] == ":" else None
        detail = rest[6:] if at else rest
        found.append(
            Event(kind, date.fromisoformat(day), at, dict(pair.split("=") for pair in detail.split(";") if pair))
        )
    return found


def said(one: Obligation, *, with_id: bool) -> str:
    """An obligation as the table writes it."""
    words = [one.id] if with_id else []
    words += [str(one.arose), ">", str(one.due or "-")]
    words += [f"{one.due_time:%H:%M}"] if one.due_time else []
    words += [one.state.value] + ([str(one.met)] if one.met else [])
    return " ".join(words + ([f"late {one.late_by}"] if one.late_by is not None else []))


LIVES = [paragraph.splitlines() for paragraph in TABLE.strip().split("\n\n")]


@pytest.mark.parametrize("lines", LIVES, ids=[f"{lines[0]}: {lines[1][:60]}" for lines in LIVES])
def test_dates_counted_by_hand(lines):
    ids, on = lines[0].split(" as of ")
    wanted = ids.split()
    events = " ".join(line for line in lines[1:] if not line.startswith("  owed: "))
    expected = [line.removeprefix("  owed: ") for line in lines[1:] if line.startswith("  owed: ")]
    found = [one for one in obligations_of(life(events), date.fromisoformat(on), england()) if one.id in wanted]
    with_id = any(line[0].isalpha() for line in expected)
    assert sorted(said(one, with_id=with_id) for one in found) == sorted(expected)


def test_rows_say_what_they_are_and_which_are_off():
    rows = england().rows
    assert not [row.id for row in rows if not (row.name and row.citation and row.basis and row.trigger)]
    assert {row.evidence for row in rows} == set("ABCDE-")
    # What nobody could verify is never computed; nor is what an authority has to say, or what was superseded.
    assert not [row.id for row in rows if row.is_computed and (row.evidence == "E" or row.due.startswith("local"))]
    superseded = [(row.id, row.due, str(row.in_force_until)) for row in rows if row.in_force_until]
    assert superseded == [
        ("IA-END", "7 working days", "2010-03-31"),
        ("IA-END", "10 working days", "2013-03-31"),
        ("CA-END", "35 working days", "2013-03-31"),
    ]
    assert [row.id for row in rows if row.enacted_only] == ["FGDM-OFFER", "CL-CLOSE"]
    names = [row.name for row in rows if row.is_computed]
    assert len(names) == len(set(names))


def test_a_rule_that_changes_midway_is_the_one_of_the_day_that_starts_it():
    """A second row of an id, as a change of the law would bring it."""
    old = england().latest("SI-RR")
    new = replace(old, in_force_from=date(2026, 9, 1), period=Period.read("10 working days"))
    old = replace(old, in_force_until=date(2026, 8, 31))
    rules = Rules("england", (new, old))
    events = life("incident_notified 2026-08-31, incident_notified 2026-09-01")
    assert [str(one.due) for one in obligations_of(events, date(2026, 9, 2), rules)] == ["2026-09-15", "2026-09-21"]


def test_every_rule_that_is_computed_has_its_line():
    assert {id_ for lines in LIVES for id_ in lines[0].split(" as of ")[0].split()} == set(england().computed)


def test_the_page_of_clocks_has_the_rules_as_they_are():
    """docs/clocks.md: `python scripts/clocks_page.py` writes its tables."""
    spec = importlib.util.spec_from_file_location("clocks_page", ROOT / "scripts" / "clocks_page.py")
    page = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(page)
    text = page.PAGE.read_text(encoding="utf-8")
    assert page.written(text) == text, "run scripts/clocks_page.py"
