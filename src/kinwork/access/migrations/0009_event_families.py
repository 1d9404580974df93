"""Which families stood on a list is said of the event; rows stay, and so does the chain."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0008_form_of_links'),
    ]

    operations = [
        # Before the table has another name: pgtrigger takes them from the table that it knew.
        pgtrigger.migrations.RemoveTrigger(
            model_name='auditshown',
            name='shown_is_append_only',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='auditshown',
            name='shown_with_its_event',
        ),
        migrations.RenameModel('AuditShown', 'AuditEventFamilies'),
        pgtrigger.migrations.AddTrigger(
            model_name='auditeventfamilies',
            trigger=pgtrigger.compiler.Trigger(name='shown_is_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='43100c532906a70157a4961acb07684d50159ccf', operation='UPDATE OR DELETE', pgid='pgtrigger_shown_is_append_only_a4c89', table='access_auditeventfamilies', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditeventfamilies',
            trigger=pgtrigger.compiler.Trigger(name='shown_with_its_event', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT 1 FROM access_auditlink WHERE event_id = NEW.event_id) THEN RAISE EXCEPTION 'an event that is in the chain stays as it is'; END IF; RETURN NEW;", hash='370ce3435b9a50fef8cb76b30def2cbcd47c486d', operation='INSERT', pgid='pgtrigger_shown_with_its_event_82ba9', table='access_auditeventfamilies', when='BEFORE')),
        ),
    ]
