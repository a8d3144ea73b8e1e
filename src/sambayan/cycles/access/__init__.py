"""Who keeps the year, and who sees it."""
