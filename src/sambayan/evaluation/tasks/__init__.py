"""Jobs of the evaluation."""

from sambayan.evaluation.tasks import opening  # noqa: F401 - registers its jobs
