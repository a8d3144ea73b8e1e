"""Freezing everything an objection stands on, and handing it out. Source: local policy."""

from datetime import datetime
from typing import IO

from django.db import transaction

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.objections import queries, rules
from sambayan.objections.models import Objection, ObjectionBundle
from sambayan.objections.rules import BundleKind
from sambayan.planning.actions.files import hold


def freeze(objection: Objection, kind: BundleKind, *, at: datetime) -> ObjectionBundle:
    """Keep every file as it stands now; called inside the verb that gives the cause, which records the hash.

    Uploaded evidence stays in its store from now on, also when it is taken away from the agreement.
    """
    hold(queries.evidence_files(objection).values(), at=at)
    content, listed = queries.frozen(objection, kind, at)
    return ObjectionBundle.objects.create(
        objection=objection, kind=kind.value, content=content, manifest_hash=rules.digest(listed), frozen_at=at
    )


@transaction.atomic
def download_bundle(bundle: ObjectionBundle, out: IO[bytes], *, by: Actor, at: datetime) -> None:
    """Write the frozen bundle as one ZIP, for whoever may read the objection; every download is recorded.

    NotWholeError when its manifest was changed; then nothing is handed out.
    """
    require("objections.download_bundle", by, bundle)
    broken = queries.bundle_archive(bundle, out)
    after = {"kind": bundle.kind, "manifest": bundle.manifest_hash, **({"not_whole": broken} if broken else {})}
    record("objections.download_bundle", bundle.objection, by=by, at=at, after=after)
