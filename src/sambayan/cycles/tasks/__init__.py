"""Jobs of the year."""

from sambayan.cycles.tasks import years  # noqa: F401 - registers its jobs
