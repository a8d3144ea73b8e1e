"""Tables the database itself keeps append-only, on SQLite and on PostgreSQL."""

from typing import Any

from django.db import migrations

VERBS = ("UPDATE", "DELETE")
STRICT_VERBS = {"postgresql": ("UPDATE", "DELETE", "TRUNCATE"), "sqlite": ("UPDATE", "DELETE", "INSERT")}
"""PostgreSQL could truncate; SQLite could replace a row while inserting one, which fires no DELETE trigger."""


def refuse_changes(table: str) -> migrations.RunPython:
    """A migration step after which the database refuses to update or delete rows of `table`."""

    def forwards(apps: Any, editor: Any) -> None:
        for verb in VERBS:
            _refuse(editor, table, verb, "")

    def backwards(apps: Any, editor: Any) -> None:
        lift(editor, table)

    return migrations.RunPython(forwards, backwards, elidable=False)


def lift(editor: Any, table: str) -> None:
    """Take away every trigger that guards `table`, whichever are there."""
    on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    for verb in {*VERBS, *STRICT_VERBS[editor.connection.vendor]}:
        editor.execute(f"DROP TRIGGER IF EXISTS {_name(table, verb)}{on}")


def guard(editor: Any, table: str, *, unless: str = "", unique: tuple[str, ...] = ("id",)) -> None:
    """Refuse UPDATE (but where the SQL condition `unless` over OLD and NEW holds), DELETE, and every way around them.

    `unique` names the columns by which SQLite might replace a row.
    """
    for verb in STRICT_VERBS[editor.connection.vendor]:
        taken = " OR ".join(f'"{column}" = NEW."{column}"' for column in unique)
        is_new = f"NOT EXISTS (SELECT 1 FROM {table} WHERE {taken})"  # noqa: S608 - names from our own migrations
        condition = {"UPDATE": unless, "INSERT": is_new}.get(verb, "")
        _refuse(editor, table, verb, condition)


def _name(table: str, verb: str) -> str:
    return f"{table}_no_{'replace' if verb == 'INSERT' else verb.lower()}"


def _refuse(editor: Any, table: str, verb: str, unless: str) -> None:
    name = _name(table, verb)
    if editor.connection.vendor != "postgresql":
        when = f"WHEN NOT ({unless}) " if unless else ""
        editor.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
        return
    function = name if unless else "sambayan_append_only"
    allowed = f"IF {unless} THEN RETURN NEW; END IF;" if unless else ""
    editor.execute(_FUNCTION.format(function=function, allowed=allowed), params=None)
    each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
    editor.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()")


_FUNCTION = """
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {allowed}
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$
"""
