"""Lists: which question goes where."""

from unsco_cli.query.answers import answer
from unsco_cli.query.events import events
from unsco_cli.query.presence import presence
from unsco_cli.query.question import Question, check
from unsco_cli.query.statuses import held, histories
from unsco_cli.schema import Library, ResultSet, Row


def listing(library: Library, question: Question) -> ResultSet:
    """Answer a question for a list.

    Raises:
        CannotCombine: the question contradicts itself.
        UnknownName, AmbiguousName, UnknownKind, EmptyFilter: a word in it can't be told.
    """
    check(question)
    view = question.view
    if question.event is not None:
        return presence(library, view, question.event)
    if view.collection == "events":
        return events(library, question)
    if question.as_of is not None:
        return held(library, question, question.as_of)
    if view.statuses:
        return histories(library, question)
    rows = [Row({}, record) for record in library.find(view.kept_in.model)]
    return answer(view, view.title, view.columns, rows)
