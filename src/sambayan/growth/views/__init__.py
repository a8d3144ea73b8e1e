"""Pages of feedback, guidance and counselling."""
