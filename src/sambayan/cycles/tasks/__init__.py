"""Jobs of the year."""

from sambayan.cycles.tasks import clocks, years  # noqa: F401 - registers its jobs
