"""Rows are made anew with the pairs of their words, once (``sql/1_words.sql``): an empty table is filled afterwards."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("find", "0002_summaries_too")]

    operations = [migrations.RunSQL("TRUNCATE find_findable", migrations.RunSQL.noop)]
