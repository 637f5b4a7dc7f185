"""Questions: pure functions over the records of a library."""
