"""A store for other programs: its tables, and files and folders that hold them."""
