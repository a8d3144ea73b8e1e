"""Seal what was recorded before there was a tree, in the order it was recorded."""

import secrets

from django.db import migrations

from sambayan.audit import rules

BATCH = 1000


def fill(apps, editor):
    Event, Head = apps.get_model("audit", "Event"), apps.get_model("audit", "Head")
    frontier, batch = rules.Frontier(), []
    for event in Event.objects.order_by("pk").iterator(BATCH):
        event.index, event.salt = frontier.size, secrets.token_hex(rules.SALT_BYTES)
        event.commitment = rules.commitment(event.salt, {name: getattr(event, name) for name in rules.PERSONAL})
        shown = {name: getattr(event, name) for name in rules.OPEN}
        leaf = rules.leaf({**shown, "at": rules.moment(event.at)})
        event.leaf_hash = leaf.hex()
        frontier = frontier.grown([leaf])
        batch.append(event)
        if len(batch) == BATCH:
            write(Event, batch)
            batch = []
    write(Event, batch)
    Head.objects.create(pk=1, size=frontier.size, peaks=[peak.hex() for peak in frontier.peaks])


def write(Event, batch):
    Event.objects.bulk_update(batch, ["index", "salt", "commitment", "leaf_hash"], batch_size=100)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_tree")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
