"""One module a command; each turns options into a question, asks it and writes the answer."""
