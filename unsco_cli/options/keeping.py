"""How a change is made: tried, asked about, waited for, and told.

Apart from the other options, so that only the commands which change a store load it.
"""

from collections.abc import Callable
from typing import Annotated

import typer

from unsco_cli.errors import CannotWrite, UnscoError, UsageError, quoted
from unsco_cli.options.output import RowsOutput
from unsco_cli.render.progress import Progress
from unsco_cli.revise.answers import fields_changed, records_changed
from unsco_cli.schema import ResultSet
from unsco_cli.schema.changes import Revision
from unsco_cli.session import Session
from unsco_cli.store.transaction import Revise, Transaction
from unsco_cli.validate import CHECKS

# Reading, every check, writing.
_STEPS = len(CHECKS) + 2
# Returns the question that a change has to be agreed to by.
Asking = Callable[[Revision], str]
# So many records are named in a question.
_NAMED = 3


def question_about(act: str) -> Asking:
    """Return what asks whether records are to be changed.

    Args:
        act: what is done to them, as ``remove``.
    """

    def question(revision: Revision) -> str:
        named = [f"{change.collection}/{change.id}" for change in revision.changes]
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        return f"{act} {', '.join(named[:_NAMED])}{more}?"

    return question


class NobodyToAsk(UsageError):
    """What has to be agreed to was asked for where nobody can be asked."""

    def __init__(self, command: str) -> None:
        super().__init__(
            f"'unsco {command}' asks before it acts, and there is no terminal to ask on; add --yes"
        )


class Declined(UnscoError):
    """The user said no."""

    def __init__(self) -> None:
        super().__init__("nothing was changed")


class BadWait(UsageError):
    """A text given as a number of seconds is none."""

    def __init__(self, found: str) -> None:
        super().__init__(f"{quoted(found)} is not a number of seconds; write 0 or more, like 10 or 0.5")


def seconds(text: str) -> float:
    """Return a number of seconds.

    Raises:
        BadWait: the text is none.
    """
    try:
        number = float(text)
    except ValueError:
        raise BadWait(text) from None
    # A day is more than anybody waits, and NaN is no number.
    if not 0 <= number <= 24 * 60 * 60:
        raise BadWait(text)
    return number


WaitOption = Annotated[
    float,
    typer.Option(
        "--wait",
        metavar="SECONDS",
        parser=seconds,
        help="How long to wait for another process that is changing the store.",
    ),
]


class ChangeOutput(RowsOutput, frozen=True):
    """How a change is made and told."""

    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, field by field, and change nothing.")
    ] = False
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False
    wait: WaitOption = 10

    def make(
        self,
        session: Session,
        command: str,
        revise: Revise,
        *,
        base: bytes | None = None,
        settles: bool = False,
        asking: Asking | None = None,
    ) -> None:
        """Make a change, or show it, and tell what changed.

        Args:
            session: the run.
            command: what is told to change the store.
            revise: returns what is to become of the records.
            base: the shipped store that they are merged with, if they are.
            settles: whether nothing is left open by that.
            asking: returns the question that a change has to be agreed to by, if by any.

        Raises:
            Refused: the change would bring in problems.
            StoreUnusable: the store can't be read or written, or another process has its lock.
            NobodyToAsk, Declined: it was not agreed to.
        """
        self.carry_out(
            session,
            command,
            lambda transaction: transaction.preview(revise),
            lambda transaction, agreed: transaction.change(revise, base, settles=settles, as_shown=agreed),
            asking,
        )

    def carry_out(
        self,
        session: Session,
        command: str,
        preview: Callable[[Transaction], Revision],
        change: Callable[[Transaction, bool], Revision],
        asking: Asking | None = None,
    ) -> None:
        """Carry out something that changes the store, or show it, and tell what changed.

        Args:
            session: the run.
            command: what is told to change the store.
            preview: returns what would change.
            change: changes it, just as shown if that was agreed to, and returns what changed.
            asking: as for ``make``.

        Raises:
            Refused, StoreUnusable, NobodyToAsk, Declined: as for ``make``.
        """
        with Progress(session.world, _STEPS) as progress:
            transaction = session.transaction(command, self.wait, progress.step)
            shown = preview(transaction)
            told = fields_changed(shown, "What would change")
            # Columns that do not exist and a file that is there are told before anything is changed.
            self.refuse_early(told.sort(self.sort) if self.sort else told)
            if not self.dry_run:
                question = asking(shown) if asking and shown.changes else None
                agreed = question is not None and self._agreed(session, command, question, progress)
                shown = change(transaction, agreed)
                told = records_changed(shown)
        self._tell(told, session, changed=bool(shown.changes) and not self.dry_run)
        if self.dry_run:
            session.world.tell("nothing was changed: this was --dry-run")

    def _tell(self, told: ResultSet, session: Session, *, changed: bool) -> None:
        """Write the answer; where that fails say, too, that the store was changed all the same."""
        try:
            self.write_rows(told, session)
            session.world.flush()
        except CannotWrite as error:
            if changed:
                error.details = (*error.details, "the change was made, and can't be told of")
            raise

    def _agreed(self, session: Session, command: str, question: str, progress: Progress) -> bool:
        """Return whether the user has agreed to what was shown; with --yes whatever it is was agreed to."""
        if self.yes:
            return False
        if not session.world.can_ask:
            raise NobodyToAsk(command)
        progress.clear()
        if not session.world.ask(question):
            raise Declined
        return True
