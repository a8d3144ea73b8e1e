"""Tables the database itself keeps append-only, on SQLite and on PostgreSQL."""

from typing import Any

from django.db import migrations


def refuse_changes(table: str) -> migrations.RunPython:
    """A migration step after which the database refuses to update or delete rows of `table`."""
    verbs = ("UPDATE", "DELETE")

    def forwards(apps: Any, editor: Any) -> None:
        for verb in verbs:
            name = f"{table}_no_{verb.lower()}"
            if editor.connection.vendor == "postgresql":
                editor.execute(_FUNCTION, params=None)
                editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
                    "FOR EACH ROW EXECUTE FUNCTION sambayan_append_only()"
                )
            else:
                editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )

    def backwards(apps: Any, editor: Any) -> None:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        for verb in verbs:
            editor.execute(f"DROP TRIGGER {table}_no_{verb.lower()}{on}")

    return migrations.RunPython(forwards, backwards, elidable=False)


_FUNCTION = """
CREATE OR REPLACE FUNCTION sambayan_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$
"""
