"""Which event it is: its days, title, kind, place and subjects, and which sentences are about it."""
