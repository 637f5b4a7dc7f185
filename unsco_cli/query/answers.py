"""What answers to different questions have in common."""

from unsco_cli.dates import PartialDate
from unsco_cli.schema import ResultSet, Row, View

# What a row can't be understood without.
VITAL = ("name", "title", "label", "certainty", "as", "supports")


def answer(
    view: View,
    title: str,
    columns: tuple[str, ...],
    rows: list[Row],
    *,
    computed: tuple[str, ...] = (),
    sort: str | None = None,
) -> ResultSet:
    """Return rows as a result of a view, in order.

    Args:
        view: what is listed.
        title: what the answer is about.
        columns: the columns shown.
        rows: the rows.
        computed: columns that rows have besides the fields of their records.
        sort: the column they are ordered by; the view's own if None, as they are if empty.
    """
    available = tuple(dict.fromkeys((*columns, *computed, *view.kept_in.columns)))
    result = ResultSet(title, columns, available, tuple(rows), vital=VITAL)
    by = view.sort if sort is None else sort
    return result.sort(by) if by else result


def number(count: int, what: str) -> str:
    """Return so many of something in words."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def unsettled(identifiers: list[str], day: PartialDate | None = None) -> tuple[str, ...]:
    """Return the note on what the dates leave open, and why they do."""
    if not identifiers:
        return ()
    named = ", ".join(dict.fromkeys(identifiers))
    if day is not None and not day.is_day:
        return (f"unknown for {named}: {day} is not one day, and the answer depends on which",)
    return (f"unknown for {named}: the dates on record are not precise enough",)


def days_in_words(since: PartialDate | None, until: PartialDate | None) -> tuple[str, ...]:
    """Return the days that are asked about in words, for a title."""
    return tuple(f"{word} {day}" for word, day in (("from", since), ("to", until)) if day)
