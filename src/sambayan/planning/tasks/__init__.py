"""Jobs of planning."""

from sambayan.planning.tasks import agreements, opening  # noqa: F401 - registers its jobs
