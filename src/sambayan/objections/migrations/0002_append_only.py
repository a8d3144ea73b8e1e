from django.db import migrations

from sambayan.common.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("objections", "0001_objections")]
    operations = [refuse_changes("objections_explanation"), refuse_changes("objections_objectionbundle")]
