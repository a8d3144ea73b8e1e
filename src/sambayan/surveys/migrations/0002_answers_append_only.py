from django.db import migrations

from sambayan.common.append_only import refuse_changes

SEALED = "a sealed survey takes no answers"


def seal_forwards(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(f"""
            CREATE FUNCTION sambayan_survey_takes_answers() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE now_state text;
            BEGIN
                SELECT state INTO now_state FROM surveys_satisfactionsurvey WHERE id = NEW.survey_id FOR SHARE;
                IF now_state NOT IN ('draft', 'open') THEN
                    RAISE EXCEPTION '{SEALED}' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            END $$
        """)
        editor.execute(
            "CREATE TRIGGER surveys_response_while_open BEFORE INSERT ON surveys_surveyresponse "
            "FOR EACH ROW EXECUTE FUNCTION sambayan_survey_takes_answers()"
        )
    else:
        editor.execute(
            "CREATE TRIGGER surveys_response_while_open BEFORE INSERT ON surveys_surveyresponse "
            "WHEN (SELECT state FROM surveys_satisfactionsurvey WHERE id = NEW.survey_id) NOT IN ('draft', 'open') "
            f"BEGIN SELECT RAISE(ABORT, '{SEALED}'); END"
        )


def seal_backwards(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER surveys_response_while_open ON surveys_surveyresponse")
        editor.execute("DROP FUNCTION sambayan_survey_takes_answers()")
    else:
        editor.execute("DROP TRIGGER surveys_response_while_open")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [
        refuse_changes("surveys_surveyresponse"),
        refuse_changes("surveys_receipt"),
        migrations.RunPython(seal_forwards, seal_backwards, elidable=False),
    ]
