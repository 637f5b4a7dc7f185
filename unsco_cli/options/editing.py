"""How a record is changed: field by field, or in the user's editor."""

import re
from functools import partial
from typing import Annotated

import typer

from unsco_cli.bundles import Bundle
from unsco_cli.editor import EditedText
from unsco_cli.errors import UnscoError, UsageError, legible, quoted
from unsco_cli.exchange.references import Meanings
from unsco_cli.models import Record, plain
from unsco_cli.options.giving import known_in
from unsco_cli.options.keeping import ChangeOutput, Declined
from unsco_cli.options.values import kept_text
from unsco_cli.query.names import resolve
from unsco_cli.render import tell_of
from unsco_cli.render.structured import document
from unsco_cli.revise.editing import with_entry, with_value, without
from unsco_cli.revise.records import edited, rewritten
from unsco_cli.schema.changes import Given, Refused, Revision, Tables, canonical
from unsco_cli.session import Session

_ASSIGNED = re.compile(r"([^=]+)=(.*)", re.DOTALL)


class NoValue(UsageError):
    """A field was to be set, and to what is not said."""

    def __init__(self, found: str) -> None:
        super().__init__(f"{quoted(found)} says no value; write FIELD=VALUE, like city=Vienna")


def assigned(text: str) -> tuple[str, str]:
    """Return the field and the value of ``FIELD=VALUE``.

    Raises:
        NoValue: there is none.
        NotUtf8: it can't be written.
    """
    found = _ASSIGNED.fullmatch(kept_text(text))
    if found is None:
        raise NoValue(text)
    return found[1].strip(), found[2]


class EditOptions(Bundle, frozen=True):
    """What is to be changed of a record."""

    put: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Set a field; repeat for several."),
    ] = None
    put_in: Annotated[
        list[str] | None,
        typer.Option("--add", metavar="FIELD=ENTRY", help="Add an entry to a list; repeat for several."),
    ] = None
    taken: Annotated[
        list[str] | None,
        typer.Option("--unset", metavar="FIELD", help="Take out a field, or an entry; repeat for several."),
    ] = None

    def make(self, session: Session, name: str, output: ChangeOutput) -> None:
        """Change a record, or open it in the editor.

        Args:
            session: the run.
            name: the record.
            output: how the change is made and told.

        Raises:
            UnknownName, AmbiguousName: a name is not known, or means several records.
            UsageError: a field is not there, or there is no editor.
            Refused, StoreUnusable: as for ``output.make``.
        """
        collection, record = resolve(session.open_store(), name)
        if self.put or self.put_in or self.taken:
            output.make(session, "edit", partial(self._by_field, session, collection.name, record.id))
        else:
            _in_editor(session, collection.name, record, output)

    def _by_field(self, session: Session, collection: str, identifier: str, tables: Tables) -> Revision:
        there = tables.get(collection, {}).get(identifier)
        if there is None:
            return Revision(
                obstacles=(f"{collection}/{identifier} was removed by another process meanwhile",)
            )
        fields = canonical(collection, there)
        for text in self.put or ():
            fields = with_value(collection, fields, *assigned(text))
        for text in self.put_in or ():
            fields = with_entry(collection, fields, *assigned(text))
        for path in self.taken or ():
            fields = without(collection, fields, path)
        meanings = Meanings(known_in(session))
        settled = meanings.settled(Given(collection, identifier, fields, ""))
        return edited(tables, settled, meanings.sources.values())


def _in_editor(session: Session, collection: str, record: Record, output: ChangeOutput) -> None:
    """Open a record in the editor until what comes back is right, or is given up."""
    before = plain(record)
    text = EditedText(document(before).encode(), session.world.environ)
    while True:
        written = text.edit()
        try:
            output.make(session, "edit", partial(rewritten, collection, before, written))
        except UnscoError as error:
            if isinstance(error, Refused) and session.world.can_ask:
                tell_of(error, session.world)
                if session.world.ask("edit it again?"):
                    continue
                error = Declined()
            # What was written is the user's, whatever is wrong with it or with the store.
            error.details = (*error.details, f"what you wrote is kept in {legible(text.path)}")
            raise error from None
        text.discard()
        return
