"""Who may give, read and answer feedback, guide and counsel."""
