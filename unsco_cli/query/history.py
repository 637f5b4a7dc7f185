"""The history of statuses, to be drawn by years."""

from collections.abc import Sequence

from msgspec import structs

from unsco_cli.dates import Certainty, PartialDate, held_within
from unsco_cli.models import Delegation
from unsco_cli.query.answers import days_in_words, unsettled
from unsco_cli.query.question import CannotCombine, Question, check_days
from unsco_cli.query.statuses import held, histories
from unsco_cli.schema import Library, ResultSet, Row
from unsco_cli.schema.charts import Years


def history(
    library: Library,
    question: Question,
    since: PartialDate | None = None,
    until: PartialDate | None = None,
) -> ResultSet:
    """Return the periods in which a status was held, to be drawn by years; or who held one on a day.

    Args:
        library: the records.
        question: the view of statuses, the delegations, and the day if one is asked for.
        since: periods that reach this day.
        until: periods that begin by this day.

    Raises:
        UnknownName, AmbiguousName: a delegation named can't be told.
        CannotCombine: the days contradict each other.
    """
    check_days(since, until)
    if question.as_of is not None:
        if since or until:
            raise CannotCombine("--as-of is one day; leave it out, or --from and --to")
        return held(library, question, question.as_of)
    result = histories(library, question)
    if since or until:
        result = _within(result, question, since, until)
    listed = question.names is not None
    return structs.replace(result, chart=_years(library, result.rows, since, until, listed=listed))


def _within(
    result: ResultSet, question: Question, since: PartialDate | None, until: PartialDate | None
) -> ResultSet:
    """Return the periods that touch some days, or may, with how certain that is."""
    judged = [(row, held_within(row.cell("since"), row.cell("until"), since, until)) for row in result.rows]
    rows = tuple(
        Row({**row.cells, "certainty": certainty.value}, row.record)
        for row, certainty in judged
        if question.admits(certainty)
    )
    unknown = [row.id for row in rows if row.cell("certainty") == Certainty.UNKNOWN.value]
    return structs.replace(
        result,
        title=" ".join((question.view.title, *days_in_words(since, until))),
        columns=(*result.columns, "certainty"),
        available=tuple(dict.fromkeys((*result.available, "certainty"))),
        rows=rows,
        empty="No status is on record for these days." if result.rows else result.empty,
        notes=unsettled(unknown),
        implied=() if unknown else ("certainty",),
    )


def _years(
    library: Library,
    rows: Sequence[Row],
    since: PartialDate | None,
    until: PartialDate | None,
    *,
    listed: bool,
) -> Years | None:
    """Return which years are drawn: to the last change on record, where nothing else is asked."""
    if not rows:
        return None
    periods = [period for delegation in library.find(Delegation) for period in delegation.statuses]
    latest = max(date.first.year for one in periods for date in (one.since, one.until) if date)
    earliest = min(row.cell("since").first.year for row in rows)
    first = since.first.year if since else earliest
    return Years(first, max(first, until.last.year if until else latest), listed=listed)
