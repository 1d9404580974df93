"""What was said together is a change set; rows, ids and histories stay."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('families', '0007_known_kinds'),
    ]

    operations = [
        # Before the table has another name: pgtrigger takes them from the table that it knew.
        pgtrigger.migrations.RemoveTrigger(
            model_name='telling',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='telling',
            name='update_update',
        ),
        migrations.RenameModel('Telling', 'ChangeSet'),
        migrations.RenameModel('TellingEvent', 'ChangeSetEvent'),
        migrations.RenameField('familymember', 'telling', 'change_set'),
        migrations.RenameField('familymemberevent', 'telling', 'change_set'),
        migrations.RenameField('parenthood', 'telling', 'change_set'),
        migrations.RenameField('parenthoodevent', 'telling', 'change_set'),
        migrations.RenameField('partnership', 'telling', 'change_set'),
        migrations.RenameField('partnershipevent', 'telling', 'change_set'),
        migrations.RenameField('siblinghood', 'telling', 'change_set'),
        migrations.RenameField('siblinghoodevent', 'telling', 'change_set'),
        migrations.RenameField('bond', 'telling', 'change_set'),
        migrations.RenameField('bondevent', 'telling', 'change_set'),
        migrations.RenameField('loss', 'telling', 'change_set'),
        migrations.RenameField('lossevent', 'telling', 'change_set'),
        migrations.RenameField('household', 'telling', 'change_set'),
        migrations.RenameField('householdevent', 'telling', 'change_set'),
        migrations.RenameField('living', 'telling', 'change_set'),
        migrations.RenameField('livingevent', 'telling', 'change_set'),
        migrations.RenameField('tie', 'telling', 'change_set'),
        migrations.RenameField('tieevent', 'telling', 'change_set'),
        pgtrigger.migrations.RemoveTrigger(
            model_name='bond',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='bond',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='familymember',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='familymember',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='household',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='household',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='living',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='living',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='loss',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='loss',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='parenthood',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='parenthood',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='partnership',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='partnership',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='siblinghood',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='siblinghood',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tie',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tie',
            name='update_update',
        ),
        migrations.RemoveConstraint(
            model_name='changeset',
            name='a_telling_is_taken_back_after_it',
        ),
        migrations.AlterField(
            model_name='changeset',
            name='family',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='change_sets', to='families.family'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bond',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_bondevent" ("change_set_id", "id", "kind", "observer", "on", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."observer", NEW."on", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='7ff339bb6f31157d73a7b73a97b8c7511142ce81', operation='INSERT', pgid='pgtrigger_insert_insert_f15a3', table='families_bond', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bond',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "families_bondevent" ("change_set_id", "id", "kind", "observer", "on", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."observer", NEW."on", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='e179c7fa03b870e6fa105e1f2ccce8a9f7a7056b', operation='UPDATE', pgid='pgtrigger_update_update_93224', table='families_bond', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='changeset',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_changesetevent" ("at", "by_id", "family_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_back_at", "taken_back_by_id", "words") VALUES (NEW."at", NEW."by_id", NEW."family_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."taken_back_at", NEW."taken_back_by_id", NEW."words"); RETURN NULL;', hash='1b5b9f42cb781cea8dd13d4b5e164dfc971d0a57', operation='INSERT', pgid='pgtrigger_insert_insert_5e8a4', table='families_changeset', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='changeset',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."family_id" IS DISTINCT FROM (NEW."family_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."taken_back_at" IS DISTINCT FROM (NEW."taken_back_at") OR OLD."taken_back_by_id" IS DISTINCT FROM (NEW."taken_back_by_id") OR OLD."words" IS DISTINCT FROM (NEW."words"))', func='INSERT INTO "families_changesetevent" ("at", "by_id", "family_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_back_at", "taken_back_by_id", "words") VALUES (NEW."at", NEW."by_id", NEW."family_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."taken_back_at", NEW."taken_back_by_id", NEW."words"); RETURN NULL;', hash='e675203fdaf9d282caef1410db14233fd66aad65', operation='UPDATE', pgid='pgtrigger_update_update_09622', table='families_changeset', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familymember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_familymemberevent" ("change_set_id", "family_id", "id", "is_child", "lives_here", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "taken_away_in_id", "taken_back") VALUES (NEW."change_set_id", NEW."family_id", NEW."id", NEW."is_child", NEW."lives_here", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."role", NEW."taken_away_in_id", NEW."taken_back"); RETURN NULL;', hash='0291986b00e2d08ad1ab188f37891d24943a82f3', operation='INSERT', pgid='pgtrigger_insert_insert_c4154', table='families_familymember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familymember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "families_familymemberevent" ("change_set_id", "family_id", "id", "is_child", "lives_here", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "taken_away_in_id", "taken_back") VALUES (NEW."change_set_id", NEW."family_id", NEW."id", NEW."is_child", NEW."lives_here", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."role", NEW."taken_away_in_id", NEW."taken_back"); RETURN NULL;', hash='871dc2671f21dcb2a836da333c3bf8f191baa735', operation='UPDATE', pgid='pgtrigger_update_update_0ee8b', table='families_familymember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_householdevent" ("change_set_id", "id", "is_main", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."change_set_id", NEW."id", NEW."is_main", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='abd3e714b0c685f6d2cc929bced190472e6242eb', operation='INSERT', pgid='pgtrigger_insert_insert_42e4d', table='families_household', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "families_householdevent" ("change_set_id", "id", "is_main", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."change_set_id", NEW."id", NEW."is_main", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='f8d4b098ea1af4c83f55777da166c9701daf728c', operation='UPDATE', pgid='pgtrigger_update_update_a860f', table='families_household', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='living',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_livingevent" ("begun", "change_set_id", "ended", "household_id", "id", "lived_here", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."ended", NEW."household_id", NEW."id", NEW."lived_here", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='f75c2cc08d49b384cb50f2c1bee7d843b1b199e1', operation='INSERT', pgid='pgtrigger_insert_insert_e3d00', table='families_living', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='living',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "families_livingevent" ("begun", "change_set_id", "ended", "household_id", "id", "lived_here", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."ended", NEW."household_id", NEW."id", NEW."lived_here", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='eafcbe3e326b2c2818ab7c629af7f0dcc8100d78', operation='UPDATE', pgid='pgtrigger_update_update_4b4b4', table='families_living', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loss',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_lossevent" ("change_set_id", "id", "kind", "mother_id", "name", "on", "other_parent_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."mother_id", NEW."name", NEW."on", NEW."other_parent_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='6d7840d6c7832cdbf31c1fcccf4d2302c06664e4', operation='INSERT', pgid='pgtrigger_insert_insert_a4059', table='families_loss', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loss',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "families_lossevent" ("change_set_id", "id", "kind", "mother_id", "name", "on", "other_parent_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."mother_id", NEW."name", NEW."on", NEW."other_parent_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='0260061cc0f5e74e79b02ce2020d593b42f182ed', operation='UPDATE', pgid='pgtrigger_update_update_d617a', table='families_loss', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parenthood',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_parenthoodevent" ("begun", "change_set_id", "child_id", "ended", "id", "kind", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."child_id", NEW."ended", NEW."id", NEW."kind", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='4c00f68cd092b7121cda813f01f14aa4c6c97ce6', operation='INSERT', pgid='pgtrigger_insert_insert_46fb6', table='families_parenthood', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parenthood',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "families_parenthoodevent" ("begun", "change_set_id", "child_id", "ended", "id", "kind", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."child_id", NEW."ended", NEW."id", NEW."kind", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='2e7b0b6e4a137b3bef9c0aaf38f88e208b4e024c', operation='UPDATE', pgid='pgtrigger_update_update_32efa', table='families_parenthood', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_partnershipevent" ("begun", "change_set_id", "ended", "how_ended", "id", "kind", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."ended", NEW."how_ended", NEW."id", NEW."kind", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='f1b710438d5a9e40bb32ac4e94129172455a54a2', operation='INSERT', pgid='pgtrigger_insert_insert_5cf1f', table='families_partnership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "families_partnershipevent" ("begun", "change_set_id", "ended", "how_ended", "id", "kind", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."ended", NEW."how_ended", NEW."id", NEW."kind", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='d7ed373cf8075472c29ce739636f595f4c682dba', operation='UPDATE', pgid='pgtrigger_update_update_2101f', table='families_partnership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='siblinghood',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_siblinghoodevent" ("change_set_id", "id", "kind", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='1d41268c648ca2fd23a01cb24a438e872966568f', operation='INSERT', pgid='pgtrigger_insert_insert_d16c6', table='families_siblinghood', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='siblinghood',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "families_siblinghoodevent" ("change_set_id", "id", "kind", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;', hash='7bda5b8eb91a0291f873d2ae38f9f6b6aba291ec', operation='UPDATE', pgid='pgtrigger_update_update_534ae', table='families_siblinghood', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tie',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_tieevent" ("about_id", "agency_id", "begun", "change_set_id", "closeness", "email", "ended", "first_id", "flow", "heard", "id", "is_carer", "is_lead", "is_stressful", "name", "on", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "somebody_id", "source", "superseded_in_id", "support", "telephone") VALUES (NEW."about_id", NEW."agency_id", NEW."begun", NEW."change_set_id", NEW."closeness", NEW."email", NEW."ended", NEW."first_id", NEW."flow", NEW."heard", NEW."id", NEW."is_carer", NEW."is_lead", NEW."is_stressful", NEW."name", NEW."on", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."somebody_id", NEW."source", NEW."superseded_in_id", NEW."support", NEW."telephone"); RETURN NULL;', hash='5b6c78d0b3e006b503e479bfaa7996e1f53d52f5', operation='INSERT', pgid='pgtrigger_insert_insert_1d745', table='families_tie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tie',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "families_tieevent" ("about_id", "agency_id", "begun", "change_set_id", "closeness", "email", "ended", "first_id", "flow", "heard", "id", "is_carer", "is_lead", "is_stressful", "name", "on", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "somebody_id", "source", "superseded_in_id", "support", "telephone") VALUES (NEW."about_id", NEW."agency_id", NEW."begun", NEW."change_set_id", NEW."closeness", NEW."email", NEW."ended", NEW."first_id", NEW."flow", NEW."heard", NEW."id", NEW."is_carer", NEW."is_lead", NEW."is_stressful", NEW."name", NEW."on", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."somebody_id", NEW."source", NEW."superseded_in_id", NEW."support", NEW."telephone"); RETURN NULL;', hash='5ef1b388899660a904aa7f43a17e79dd01d3c150', operation='UPDATE', pgid='pgtrigger_update_update_346ee', table='families_tie', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='changeset',
            constraint=models.CheckConstraint(condition=models.Q(('taken_back_at', None), ('taken_back_at__gte', models.F('at')), _connector='OR'), name='a_change_set_is_taken_back_after_it'),
        ),
    ]
