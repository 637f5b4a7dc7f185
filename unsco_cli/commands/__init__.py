"""One module a command; each turns options into a question, asks it and writes the answer."""

# Which commands there are, by what they are for, in the order of the help. A command's name is also the
# name of its module.
GROUPS = {
    "ask": ("list", "show", "search", "status", "timeline", "diff", "attendance", "stats", "network"),
    "prove": ("why", "cite", "validate", "coverage"),
    "keep": ("init", "add", "edit", "remove", "import", "update", "undo", "history"),
    "exchange": ("export", "draft", "schema", "info", "help"),
}
COMMANDS = tuple(name for group in GROUPS.values() for name in group)

# The first sentence of each command's help, for shells that show what they complete: to load the commands for
# it would take longer than anybody waits.
SUMMARIES = {
    "list": "List records, who held a status, or who was at an event.",
    "show": "Show records with all that is known of them.",
    "search": "Search the names and texts of all records for words.",
    "status": "Show the status history of delegations with the SCO.",
    "timeline": "Tell what happened, in order of date.",
    "diff": "Tell what changed between two days.",
    "attendance": "Tell who came to which events, in what capacity.",
    "stats": "Count events by what they have in common.",
    "network": "Show who meets whom: who took part in the same events.",
    "why": "Show what each fact of a record rests on.",
    "cite": "Cite the sources of records; a document is cited itself.",
    "validate": "Find what is wrong with a store.",
    "coverage": "Count how many facts rest on sources.",
    "init": "Make a store of your own from the shipped one; it is the one in use from then on.",
    "add": "Add records to your own store.",
    "edit": "Change a record of your own store: in your editor, or field by field.",
    "remove": "Remove records from your own store.",
    "import": "Take records from files into your own store.",
    "update": "Bring what is newly shipped into your own store, after an upgrade.",
    "undo": "Go back to your store as it was before the last change.",
    "history": "List the changes of your store, the last one first.",
    "export": "Write the whole store in a form that other programs read.",
    "draft": "Draft a record of the event that a press release tells of.",
    "schema": "Print the JSON Schema of the store or of a list.",
    "info": "Show which store is in use, what it holds, and how it differs from the shipped one.",
    "help": "Explain a command or a topic.",
}
