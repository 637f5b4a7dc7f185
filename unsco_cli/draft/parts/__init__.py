"""Who took part: lists, what those in them did, and everybody gathered once."""
