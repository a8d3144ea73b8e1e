"""The verbs about people: posts and absences, what is handed on, offices, files, and who looked."""
