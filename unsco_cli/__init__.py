"""A command-line knowledge base of cooperation between the United Nations and the SCO.

Scripts and notebooks ask it through ``open_store``::

    from unsco_cli import open_store

    for observer in open_store().list("observers", as_of="2018-11-27"):
        print(observer["name"], observer["since"])
"""

__version__ = "0.1.0"

# What scripts may rely on. It is loaded when it is asked for: the program imports this module first, and
# answers at once what needs nothing else. Names are only ever added.
__all__ = [
    "Agency",
    "AmbiguousName",
    "Delegation",
    "Document",
    "Event",
    "KnowledgeBase",
    "PartialDate",
    "Person",
    "Record",
    "Rows",
    "Source",
    "StoreInvalid",
    "StoreUnusable",
    "Topic",
    "UnknownName",
    "UnscoError",
    "UsageError",
    "__version__",
    "open_store",
]

# Type checkers take this for true; typing, which has the same name for them, would have to be loaded.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from unsco_cli.knowledge import (
        Agency,
        AmbiguousName,
        Delegation,
        Document,
        Event,
        KnowledgeBase,
        PartialDate,
        Person,
        Record,
        Rows,
        Source,
        StoreInvalid,
        StoreUnusable,
        Topic,
        UnknownName,
        UnscoError,
        UsageError,
        open_store,
    )


def __getattr__(name: str) -> object:
    """Return what scripts may rely on, loaded now (see PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    found: object = getattr(import_module("unsco_cli.knowledge"), name)
    # From now on it is found without asking.
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return what is here, loaded or not."""
    return sorted({*globals(), *__all__})
