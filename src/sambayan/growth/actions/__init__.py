"""The verbs of feedback, guidance and counselling."""
