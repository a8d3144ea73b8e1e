"""Every office known so far gets its first version, valid from before anything that is stored."""

from datetime import date

from django.db import migrations

BEGINNING = date(2000, 1, 1)


def first_versions(apps, schema_editor):
    Unit, Version = apps.get_model("people", "OrganisationUnit"), apps.get_model("people", "UnitVersion")
    Version.objects.bulk_create(
        [
            Version(
                unit=unit,
                from_date=BEGINNING,
                change="found",
                name=unit.name,
                name_english=unit.name_english,
                short_name=unit.short_name,
                unit_type=unit.unit_type,
                parent_id=unit.parent_id,
            )
            for unit in Unit.objects.filter(versions=None)
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0004_organisation_over_time")]
    operations = [migrations.RunPython(first_versions, migrations.RunPython.noop, elidable=True)]
