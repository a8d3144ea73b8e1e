from django.db import migrations

from sambayan.common.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_values_and_packs")]
    operations = [
        refuse_changes("policies_settingvalue"),
        refuse_changes("policies_settingwithdrawal"),
        refuse_changes("policies_rulepack"),
    ]
