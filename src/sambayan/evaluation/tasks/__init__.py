"""Jobs of the evaluation."""

from sambayan.evaluation.tasks import opening, terms  # noqa: F401 - registers its jobs
