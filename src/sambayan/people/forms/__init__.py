"""What is filled in about people."""
