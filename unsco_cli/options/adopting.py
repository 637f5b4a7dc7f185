"""Drafts that become records: shown, asked about, and added.

Apart from the other options, so that only drafts which are to be added load what changes a store.
"""

from collections.abc import Callable, Sequence
from functools import partial

from unsco_cli.errors import UnscoError, UsageError
from unsco_cli.exchange import intake_of
from unsco_cli.options.keeping import ChangeOutput, Declined, question_about
from unsco_cli.options.reviewing import review_of, source_meant, texts_of
from unsco_cli.render import tell_of
from unsco_cli.revise.drafts import EVENTS, Review, enveloped
from unsco_cli.revise.records import added, taken_in
from unsco_cli.schema.changes import Refused, Revision, Tables
from unsco_cli.session import Session
from unsco_cli.world import World

# Shows drafts on the terminal.
Show = Callable[[Sequence[Review], Session], None]
_COMPLETE = "'unsco draft FILE --output draft.json' writes a draft to complete; 'unsco import' takes it in"


class NobodyToReview(UsageError):
    """A draft was to be added where nobody can look at it and agree."""

    def __init__(self) -> None:
        super().__init__(
            "--add shows each draft and asks, and there is no terminal to do so; "
            "'unsco draft FILE | unsco add event -' adds without asking"
        )


class NotAdded(UnscoError):
    """A draft was not added, which was told of already: an exit code without a sentence."""


def adopt(session: Session, files: Sequence[str], source: str | None, show: Show) -> None:
    """Show the draft of each text, ask whether it is to be added, and add it; what is refused stays out.

    Args:
        session: the run.
        files: the texts.
        source: the page, or the source in the store, that the text is from.
        show: shows drafts.

    Raises:
        NobodyToReview: there is no terminal to show it on and to ask.
        NotAdded: one was refused, or not agreed to.
        UnscoError: a text can't be read, or as for ``ChangeOutput.make``.
    """
    world = session.world
    if not (world.can_ask and world.on_terminal):
        raise NobodyToReview
    session.refuse_shipped()
    kept = True
    for text in texts_of(session, files):
        # The store is read anew each time: it has what was added before.
        library = session.open_store()
        review = review_of(library, text, source_meant(library, source))
        show((review,), session)
        world.flush()
        kept = _adopted(session, review, world) and kept
    if not kept:
        raise NotAdded


def _adopted(session: Session, review: Review, world: World) -> bool:
    """Ask about a draft and add it; return whether that was done, and tell why where it was not."""
    asking = question_about("add" if review.revision is None else "change")
    try:
        ChangeOutput().make(session, "draft", partial(_with, review), asking=asking)
    except (Refused, Declined) as error:
        tell_of(error, world)
        if isinstance(error, Refused):
            world.tell(_COMPLETE)
        return False
    return True


def _with(review: Review, tables: Tables) -> Revision:
    """Return a store with a draft: a new event, or one that has what the text says, too."""
    intake = intake_of(enveloped(review), review.file, EVENTS)
    return added(tables, intake) if review.revision is None else taken_in(tables, intake, "merge")
