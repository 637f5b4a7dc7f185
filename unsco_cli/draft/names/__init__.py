"""Who is named: the names of the store, and people with their posts."""
