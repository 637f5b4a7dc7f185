"""What can be asked of a list."""

from typing import Literal

from msgspec import Struct

from unsco_cli.dates import Certainty, PartialDate
from unsco_cli.errors import UsageError
from unsco_cli.schema import VIEWS, View

Who = Literal["delegations", "agencies", "people"]
TOOK_PART: tuple[Who, ...] = ("delegations", "agencies", "people")


class Filters(Struct, frozen=True):
    """Which events are asked for; the same filter twice widens what has one value and narrows what has many.

    Args:
        since: events that end on this day or later.
        until: events that begin on this day or earlier.
        topics: names of topics, all discussed.
        kinds: kinds of event, any of them.
        series: words of the series' name, any of them.
        cities: cities, any of them.
        countries: names of host countries, any of them.
        taking_part: names of delegations, agencies or people, all present.
        un_involved: whether the UN was involved; either if None.
    """

    since: PartialDate | None = None
    until: PartialDate | None = None
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    taking_part: tuple[str, ...] = ()
    un_involved: bool | None = None


class Question(Struct, frozen=True):
    """What is asked of a list.

    Args:
        view: what is listed.
        as_of: the day it is asked for.
        event: the name of the event it is asked for.
        filters: which events, for the view of events.
        names: names of those asked about, for the views of statuses and for the network; all if None.
        certain: whether what the dates don't settle is left out.
    """

    view: View
    as_of: PartialDate | None = None
    event: str | None = None
    filters: Filters = Filters()
    names: tuple[str, ...] | None = None
    certain: bool = False

    def admits(self, certainty: Certainty) -> bool:
        """Tell whether what is so certain belongs into the answer."""
        return certainty.admitted(certain=self.certain)


class CannotCombine(UsageError):
    """Two parts of a question exclude each other, or one has no meaning for what is listed."""


def check(question: Question) -> None:
    """Refuse a question that contradicts itself.

    Raises:
        CannotCombine: it does.
    """
    view, filters = question.view, question.filters
    if question.event is not None and question.as_of is not None:
        raise CannotCombine("--event has its own day; leave out --as-of or --event")
    if question.as_of is not None and not view.as_of:
        dated = ", ".join(name for name, other in VIEWS.items() if other.as_of)
        raise CannotCombine(f"--as-of has no meaning for {view.name}; it works for {dated}")
    if filters != Filters() and (view.collection != "events" or question.event):
        raise CannotCombine(
            "--from, --to, --topic, --kind, --series, --city, --country, --with and --un-involved choose "
            "among events; "
            f"found them with {view.name}{' --event' if question.event else ''}: use 'list events'"
        )
    check_days(filters.since, filters.until)


def check_days(since: PartialDate | None, until: PartialDate | None) -> None:
    """Refuse days of which the first is after the last.

    Raises:
        CannotCombine: it is.
    """
    if since and until and since.first > until.last:
        raise CannotCombine(f"--from {since} is after --to {until}; turn them round")
