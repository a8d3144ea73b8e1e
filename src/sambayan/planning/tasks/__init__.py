"""Jobs of planning."""

from sambayan.planning.tasks import opening  # noqa: F401 - registers its jobs
