from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_no_overlap")]
    operations = [
        migrations.AddField("peopleimport", "started_at", models.DateTimeField(blank=True, null=True)),
    ]
