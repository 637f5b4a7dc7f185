"""One module a command; each turns options into a question, asks it and writes the answer."""

# Which commands there are, by what they are for, in the order of the help. A command's name is also the
# name of its module.
GROUPS = {
    "ask": ("list", "show", "search", "status", "timeline", "diff", "attendance", "stats", "network"),
    "prove": ("why", "cite", "validate", "coverage"),
    "keep": ("init", "add", "edit", "remove", "import", "update", "undo", "history"),
    "exchange": ("export", "draft", "schema", "info"),
}
COMMANDS = tuple(name for group in GROUPS.values() for name in group)
