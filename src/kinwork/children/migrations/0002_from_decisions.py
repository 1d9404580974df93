"""What the decisions recorded so far brought about, as the facts that show it from now on."""

from django.db import migrations

# A child had one status at a time, from a decision until the next that gave another. ``what`` is the part of it that a
# table keeps: consecutive decisions in which it is the same are one row.
PERIODS = """
INSERT INTO {table} (person_id, involvement_id, said_by, note, decision_id, recorded_by_id, recorded_at,
    withdrawn_because, started_on, ended_on, end_said_by, end_decision_id, end_recorded_by_id, end_recorded_at{columns})
SELECT person_id, involvement_id, decided_by, reason, id, recorded_by_id, recorded_at, '', "on", next_on,
       CASE WHEN next_id IS NULL THEN '' ELSE next_by END, next_id, next_recorded_by, next_recorded_at{values}
FROM (
    SELECT *, lead("on") OVER later AS next_on, lead(id) OVER later AS next_id, lead(decided_by) OVER later AS next_by,
           lead(recorded_by_id) OVER later AS next_recorded_by, lead(recorded_at) OVER later AS next_recorded_at
    FROM (
        SELECT *, coalesce(lag(what) OVER in_order, '') AS before FROM (
            SELECT d.*, CASE WHEN d.status = '{status}' THEN {what} ELSE '' END AS what FROM cases_statusdecision d
            WHERE d.taken_back_at IS NULL
        ) standing WINDOW in_order AS (PARTITION BY involvement_id, person_id ORDER BY "on", id)
    ) told WHERE what <> before
    WINDOW later AS (PARTITION BY involvement_id, person_id ORDER BY "on", id)
) changes WHERE what <> '';
INSERT INTO {table} (person_id, involvement_id, said_by, note, decision_id, recorded_by_id, recorded_at,
    withdrawn_at, withdrawn_by_id, withdrawn_because, started_on, end_said_by{columns})
SELECT person_id, involvement_id, decided_by, reason, id, recorded_by_id, recorded_at,
       taken_back_at, taken_back_by_id, taken_back_because, "on", ''{values}
FROM cases_statusdecision d WHERE taken_back_at IS NOT NULL AND status = '{status}' AND {what} <> '';
"""
CATEGORIES = """
INSERT INTO children_plancategory (person_id, involvement_id, said_by, note, decision_id, recorded_by_id, recorded_at,
    withdrawn_because, "on", category)
SELECT person_id, involvement_id, decided_by, reason, id, recorded_by_id, recorded_at, '', "on", category FROM (
    SELECT d.*, lag(status) OVER in_order AS status_before, lag(category) OVER in_order AS category_before
    FROM cases_statusdecision d WHERE taken_back_at IS NULL
    WINDOW in_order AS (PARTITION BY involvement_id, person_id ORDER BY "on", id)
) told WHERE status = 'cp' AND status_before = 'cp' AND category <> category_before;
"""
TABLES = [
    ("children_needplan", "cin", "'plan'", {"kind": "'cin'"}),
    ("children_leavingcare", "leaver", "'leaver'", {}),
    ("children_protectionplan", "cp", "'plan'", {"category": "category"}),
    ("children_careperiod", "lac", "'care'", dict.fromkeys(("need", "home_postcode", "end_reason", "destination"), "''")),
    ("children_legalstatus", "lac", "category", {"code": "category"}),
    (
        "children_placement",
        "lac",
        "placed",
        {
            "place": "placed",
            **dict.fromkeys(("type", "provider", "urn", "postcode", "end_reason"), "''"),
            **dict.fromkeys(("is_same_carer", "is_to_eighteen"), "false"),
        },
    ),
]
ALL = (
    "".join(
        PERIODS.format(
            table=table,
            status=status,
            what=what,
            columns="".join(f", {column}" for column in more),
            values="".join(f", {value}" for value in more.values()),
        )
        for table, status, what, more in TABLES
    )
    + CATEGORIES
)


class Migration(migrations.Migration):
    dependencies = [("children", "0001_facts")]

    operations = [migrations.RunSQL(ALL, migrations.RunSQL.noop)]
