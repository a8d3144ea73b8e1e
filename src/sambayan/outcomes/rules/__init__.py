"""What follows from a final predicate: credit points, nine box, allowance, the national application."""
