"""Which events are asked for."""

from typing import Annotated, get_args

import typer

from unsco_cli.bundles import Bundle
from unsco_cli.dates import PartialDate
from unsco_cli.models import EventKind
from unsco_cli.options.completing import holding, naming, starting
from unsco_cli.options.values import day_option
from unsco_cli.query.question import TOOK_PART, CannotCombine, Filters, Who


class EventFilters(Bundle, frozen=True):
    """Which events are asked for."""

    since: Annotated[
        PartialDate | None,
        day_option("--from", "Events ending on it or later."),
    ] = None
    until: Annotated[
        PartialDate | None,
        day_option("--to", "Events beginning on it or earlier."),
    ] = None
    topics: Annotated[
        list[str] | None,
        typer.Option(
            "--topic", metavar="NAME", autocompletion=naming("topics"), help="Events on it; repeat: on all."
        ),
    ] = None
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            autocompletion=starting(get_args(EventKind)),
            help="Events of this kind; repeat: of any.",
        ),
    ] = None
    series: Annotated[
        list[str] | None,
        typer.Option(
            "--series",
            metavar="TEXT",
            autocompletion=holding("events", "series"),
            help="Events of this series; repeat: of any.",
        ),
    ] = None
    cities: Annotated[
        list[str] | None,
        typer.Option(
            "--city",
            metavar="TEXT",
            autocompletion=holding("events", "city"),
            help="Events in this city; repeat: in any.",
        ),
    ] = None
    countries: Annotated[
        list[str] | None,
        typer.Option(
            "--country",
            metavar="NAME",
            autocompletion=naming("delegations"),
            help="Events in this country; repeat: in any.",
        ),
    ] = None
    taking_part: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="NAME",
            autocompletion=naming(*TOOK_PART),
            help="Events it took part in; repeat: with all.",
        ),
    ] = None

    un_involved: Annotated[
        bool | None,
        typer.Option(
            "--un-involved/--no-un-involved",
            help="Events with a UN body, or in a UN session; or without.",
        ),
    ] = None

    def filters(self) -> Filters:
        """Return them as the question has them."""
        return Filters(
            since=self.since,
            until=self.until,
            topics=tuple(self.topics or ()),
            kinds=tuple(self.kinds or ()),
            series=tuple(self.series or ()),
            cities=tuple(self.cities or ()),
            countries=tuple(self.countries or ()),
            taking_part=tuple(self.taking_part or ()),
            un_involved=self.un_involved,
        )


class WhoOptions(Bundle, frozen=True):
    """Who is asked about."""

    agencies: Annotated[bool, typer.Option("--agencies", help="Agencies instead of delegations.")] = False
    people: Annotated[bool, typer.Option("--people", help="People instead of delegations.")] = False

    def who(self) -> Who:
        """Return the collection asked about: delegations, unless another is.

        Raises:
            CannotCombine: two are.
        """
        if self.agencies and self.people:
            raise CannotCombine("--agencies and --people are two matrices; leave one out")
        return "agencies" if self.agencies else "people" if self.people else "delegations"
