"""Small programs that the program is held against; each is run as a process of its own."""
