"""Freezing everything an objection stands on, and handing it out. Source: local policy."""

from datetime import datetime

from django.db import transaction

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.objections import queries, rules
from sambayan.objections.models import Objection, ObjectionBundle
from sambayan.objections.rules import BundleKind


def freeze(objection: Objection, kind: BundleKind, *, at: datetime) -> ObjectionBundle:
    """Keep every file as it stands now; called inside the verb that gives the cause, which records the hash."""
    files = queries.bundle_files(objection, at)
    listed = queries.manifest_of(objection, kind, files, at)
    content = {**queries.stored(files), rules.MANIFEST: listed.decode()}
    return ObjectionBundle.objects.create(
        objection=objection, kind=kind.value, content=content, manifest_hash=rules.digest(listed), frozen_at=at
    )


@transaction.atomic
def download_bundle(bundle: ObjectionBundle, *, by: Actor, at: datetime) -> bytes:
    """The frozen bundle as one ZIP, for whoever may read the objection; every download is recorded."""
    require("objections.download_bundle", by, bundle)
    content = queries.bundle_archive(bundle)
    after = {"kind": bundle.kind, "manifest": bundle.manifest_hash}
    record("objections.download_bundle", bundle.objection, by=by, at=at, after=after)
    return content
