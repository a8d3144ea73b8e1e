"""The database itself refuses two main assignments of a person on the same day, and changes to who looked at whom."""

from django.db import migrations

from sambayan.common.append_only import refuse_changes

OTHER = """
    SELECT 1 FROM people_assignment other
    WHERE other.employee_id = NEW.employee_id AND other.kind = 'main' AND other.id <> {own}
      AND other.from_date <= COALESCE(NEW.to_date, '9999-12-31')
      AND COALESCE(other.to_date, '9999-12-31') >= NEW.from_date
"""
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION people_assignment_no_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('people_assignment'), (NEW.employee_id % 64)::int);
    IF EXISTS ({OTHER.format(own="NEW.id")}) THEN
        RAISE EXCEPTION 'assignment_no_overlap' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER people_assignment_no_overlap BEFORE INSERT OR UPDATE OF employee_id, kind, from_date, to_date
ON people_assignment FOR EACH ROW WHEN (NEW.kind = 'main') EXECUTE FUNCTION people_assignment_no_overlap();
"""


def forwards(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL, params=None)
        return
    for verb, when in (("insert", "INSERT"), ("update", "UPDATE OF employee_id, kind, from_date, to_date")):
        editor.execute(
            f"CREATE TRIGGER people_assignment_no_overlap_{verb} BEFORE {when} ON people_assignment "
            f"WHEN NEW.kind = 'main' AND EXISTS ({OTHER.format(own='COALESCE(NEW.id, 0)')}) "
            "BEGIN SELECT RAISE(ABORT, 'assignment_no_overlap'); END"
        )


def backwards(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER people_assignment_no_overlap ON people_assignment")
        return
    for verb in ("insert", "update"):
        editor.execute(f"DROP TRIGGER people_assignment_no_overlap_{verb}")


class Migration(migrations.Migration):
    dependencies = [("people", "0005_first_versions")]
    operations = [migrations.RunPython(forwards, backwards, elidable=False), refuse_changes("people_look")]
