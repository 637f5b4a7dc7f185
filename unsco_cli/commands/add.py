"""``unsco add``: new records, from a file or from options."""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from unsco_cli.bundles import with_options
from unsco_cli.options.fields import field_options
from unsco_cli.options.giving import NothingNamed, given
from unsco_cli.options.keeping import ChangeOutput
from unsco_cli.query.names import collection_named
from unsco_cli.revise.records import added
from unsco_cli.schema import COLLECTIONS, Collection
from unsco_cli.schema.collections import collection_called
from unsco_cli.session import session_of

_EXAMPLES = {
    "events": r"""unsco add event --title Talks --start 2030-06-01 --country austria \
    --participant iran:member:addressed --participant unodc:agency:organised \
    --source https://example.org/talks --dry-run""",
    "delegations": r"""unsco add delegation --name Norway --kind state --iso3 NOR \
    --source https://example.org/members --dry-run""",
    "agencies": r"""unsco add agency --name "Institute of Peace" --acronym IOP --kind other \
    --source https://example.org/about --dry-run""",
    "people": r"""unsco add person --name "Ada Example" --post "Director:unodc:2030-01" \
    --source https://example.org/staff --dry-run""",
    "documents": r"""unsco add document --title "Memorandum on archives" --kind memorandum \
    --date 2030-06 --party sco --party unodc \
    --source https://example.org/memo --dry-run""",
    "topics": r"""unsco add topic --label archives --description "Keeping records." \
    --dry-run""",
    "sources": r"""unsco add source --url https://example.org/talks --title Talks \
    --publisher Example --published 2030-06-02 --dry-run""",
}
_HELP = """Add {what} to your own store.

\b
{example}
unsco add {singular} {collection}.jsonl

FILE holds one or many records as JSON or JSON Lines; - reads standard input. Without it the options make one
record: in these names stand for ids, the address of a page that is no source yet becomes one, and a part of
a list is written with colons between its fields, or as a JSON object. Nothing is added unless all of it is
right.
"""


class _Collections(TyperGroup):
    """A command for each collection, made when it is asked for: each has an option for every field."""

    def list_commands(self, _context: Any) -> list[str]:
        """Return the names of the commands."""
        return [collection.singular for collection in COLLECTIONS.values()]

    def get_command(self, context: Any, cmd_name: str) -> Any:
        """Return the command for a collection, whichever of its names it is asked for by.

        Raises:
            UnknownWord: there is none; a word that is being completed need not be one yet.
        """
        if context.resilient_parsing and collection_called(cmd_name) is None:
            return None
        collection = COLLECTIONS[collection_named(cmd_name)]
        app = typer.Typer(rich_markup_mode=None, add_completion=False)
        app.command(cmd_name)(_command(collection))
        return typer.main.get_command(app)


def group() -> typer.Typer:
    """Return the commands that add records, one for each collection."""
    app = typer.Typer(cls=_Collections, rich_markup_mode=None)
    app.callback(invoke_without_command=True)(command)
    return app


def command(context: typer.Context) -> None:
    """Add records to your own store.

    \b
    unsco add event events.jsonl
    unsco add event - < events.jsonl
    unsco add event --help                  what an event is made of
    """
    if context.invoked_subcommand is None:
        raise NothingNamed(COLLECTIONS)


def _command(collection: Collection) -> Callable[..., None]:
    """Return the command that adds records of a collection."""

    def add(context: typer.Context, file: str | None, *, output: ChangeOutput, **values: Any) -> None:
        session = session_of(context)
        intake = given(session, collection, file, values)
        output.make(session, f"add {collection.singular}", lambda tables: added(tables, intake()))

    parameters = [
        Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context),
        Parameter("file", Parameter.KEYWORD_ONLY, default=None, annotation=_File),
        *field_options(collection),
        Parameter("output", Parameter.KEYWORD_ONLY, annotation=ChangeOutput),
    ]
    add.__doc__ = _HELP.format(
        what=collection.name,
        singular=collection.singular,
        collection=collection.name,
        example=_EXAMPLES[collection.name],
    )
    add.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    add.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return with_options(add)


_File = Annotated[
    str | None, typer.Argument(metavar="FILE", help="JSON or JSON Lines; - for standard input.")
]
