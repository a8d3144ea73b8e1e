"""From here on the database refuses every change of the record but the erasure of a person."""

from django.db import migrations, models

from sambayan.common.append_only import guard, lift

KEPT = ("id", "index", "name", "at", "subject_kind", "rule_version", "commitment", "leaf_hash")
EMPTIED = ("actor_id_text", "actor_name", "on_behalf_of", "subject_id", "subject_label", "reason", "salt")
UNCHANGED = " AND ".join(f'NEW."{column}" = OLD."{column}"' for column in KEPT)
EMPTY = " AND ".join(f"NEW.\"{column}\" = ''" for column in EMPTIED)
NAMED = 'EXISTS (SELECT 1 FROM audit_erasure WHERE event_index = OLD."index")'
IS_ERASURE = f"{UNCHANGED} AND {EMPTY} AND NEW.\"before\" = '{{}}' AND NEW.\"after\" = '{{}}' AND {NAMED}"


def guarded(apps, editor):
    guard(editor, "audit_event", unless=IS_ERASURE, unique=("id", "index"))
    guard(editor, "audit_checkpoint")
    guard(editor, "audit_erasure", unique=("id", "event_index"))


def lifted(apps, editor):
    for table in ("audit_event", "audit_checkpoint", "audit_erasure"):
        lift(editor, table)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_fill_tree")]
    operations = [
        migrations.AlterField("event", "index", models.BigIntegerField(unique=True)),
        migrations.AlterField("event", "salt", models.CharField(blank=True, max_length=64)),
        migrations.AlterField("event", "commitment", models.CharField(max_length=64)),
        migrations.AlterField("event", "leaf_hash", models.CharField(max_length=64)),
        migrations.RunPython(guarded, lifted, elidable=False),
    ]
