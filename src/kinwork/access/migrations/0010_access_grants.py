"""Who was let in for a while has an access grant; rows and ids stay, and the log names them by these."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0009_event_families'),
    ]

    operations = [
        migrations.RenameModel('Opening', 'AccessGrant'),
        migrations.AlterField(
            model_name='accessgrant',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='access_grants', to=settings.AUTH_USER_MODEL),
        ),
    ]
