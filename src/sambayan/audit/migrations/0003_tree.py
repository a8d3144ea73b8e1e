"""The tree over the record: the columns of an event, the head, checkpoints and erasures."""

from django.db import migrations, models

from sambayan.common.append_only import VERBS, _refuse, lift


def lifted(apps, editor):
    lift(editor, "audit_event")


def guarded_as_before(apps, editor):
    lift(editor, "audit_event")
    for verb in VERBS:
        _refuse(editor, "audit_event", verb, "")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.RunPython(lifted, guarded_as_before),
        migrations.AddField("event", "index", models.BigIntegerField(null=True)),
        migrations.AddField("event", "on_behalf_of", models.CharField(blank=True, default="", max_length=250)),
        migrations.AddField("event", "salt", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("event", "commitment", models.CharField(default="", max_length=64)),
        migrations.AddField("event", "leaf_hash", models.CharField(default="", max_length=64)),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.BigIntegerField(default=0)),
                ("peaks", models.JSONField(default=list)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(pk=1), name="head_is_one_row")],
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("key_id", models.CharField(max_length=8)),
                ("signature", models.CharField(max_length=128)),
            ],
            options={"indexes": [models.Index(fields=["-size"], name="checkpoint_latest")]},
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_index", models.BigIntegerField(unique=True)),
                ("by_index", models.BigIntegerField()),
            ],
        ),
    ]
