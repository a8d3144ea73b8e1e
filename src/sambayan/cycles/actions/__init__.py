"""The verbs of the year and its clocks."""
