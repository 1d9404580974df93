"""Composite keys: a task, hypothesis or conversation belongs to the family of the discussion that it came from."""

from django.db import migrations

KEYS = [
    ("meetings_task", "discussion_id", "task_of_the_family_discussed"),
    ("meetings_hypothesis", "raised_in_id", "hypothesis_of_the_family_discussed"),
    ("meetings_plannedconversation", "discussion_id", "conversation_of_the_family_discussed"),
]


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, family_id) "
            "REFERENCES meetings_discussion (id, family_id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE {table} DROP CONSTRAINT {name}",
        )
        for table, column, name in KEYS
    ]
