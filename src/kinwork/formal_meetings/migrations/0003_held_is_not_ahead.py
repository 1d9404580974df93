"""Meetings that were recorded as held before this version are not ahead any more either."""

from django.db import migrations

HELD = """
UPDATE cases_keydate k SET is_over = true FROM formal_meetings_formalmeeting m
WHERE m.key_date_id = k.id AND m.state = 'held'
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_dates_that_are_over"), ("formal_meetings", "0002_agreed_told_and_asked")]
    operations = [migrations.RunSQL(HELD, migrations.RunSQL.noop)]
