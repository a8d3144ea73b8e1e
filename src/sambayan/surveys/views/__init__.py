"""Pages of the surveys: for citizens, and for those who run them."""
