"""Pages of the year, its calendar and its clocks."""
