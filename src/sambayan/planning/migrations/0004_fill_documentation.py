from django.db import migrations
from django.utils import timezone

BATCH = 1000


def document_evidence(apps, schema_editor):
    """Every realisation that stood on a piece of evidence becomes an entry that holds this evidence."""
    evidence = apps.get_model("planning", "Evidence")
    documentation = apps.get_model("planning", "PerformanceDocumentation")
    while rows := list(evidence.objects.filter(documentation__isnull=True).order_by("pk")[:BATCH]):
        made = documentation.objects.bulk_create(
            documentation(
                result_id=row.result_id,
                period_id=row.period_id,
                realisation=row.realisation,
                day=timezone.localdate(row.recorded_at),
                recorded_at=row.recorded_at,
            )
            for row in rows
        )
        for row, entry in zip(rows, made, strict=True):
            row.documentation_id = entry.pk
        evidence.objects.bulk_update(rows, ["documentation"])


class Migration(migrations.Migration):
    dependencies = [("planning", "0003_doing")]
    operations = [migrations.RunPython(document_evidence, migrations.RunPython.noop)]
