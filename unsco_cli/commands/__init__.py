"""One module a command; each turns options into a question, asks it and writes the answer."""

# Which commands there are, in the order of the help. A command's name is also the name of its module.
COMMANDS = ("list", "show", "status", "why", "cite", "validate", "coverage", "schema", "info")
