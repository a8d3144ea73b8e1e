"""PostgreSQL finds part of a name or post by an index on three-letter pieces. SQLite reads them all: see ADR 0015."""

from django.db import migrations, models

FORWARDS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX employee_name_pieces ON people_employee USING gin (UPPER(name::text) gin_trgm_ops)",
    "CREATE INDEX position_title_pieces ON people_position USING gin (UPPER(title::text) gin_trgm_ops)",
)
BACKWARDS = ("DROP INDEX employee_name_pieces", "DROP INDEX position_title_pieces")


def _execute(statements):
    def run(apps, editor):
        if editor.connection.vendor == "postgresql":
            for statement in statements:
                editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("people", "0007_import_started")]
    operations = [
        migrations.RunPython(_execute(FORWARDS), _execute(BACKWARDS), elidable=False),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["position", "kind", "from_date", "to_date"], name="assignment_counted_by_post"),
        ),
    ]
