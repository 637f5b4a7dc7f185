"""Who meets whom: delegations and agencies, linked by the events that both took part in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from unsco_cli.dates import Certainty
from unsco_cli.models import Event, Record
from unsco_cli.query.answers import number, unsettled
from unsco_cli.query.events import chosen, counted, in_words
from unsco_cli.query.names import by_id, resolve
from unsco_cli.query.question import Question, check
from unsco_cli.schema import COLLECTIONS, PARTIES, Called, Library, ResultSet, Row, text

COLUMNS = ("id", "name", "other", "other_name", "weight", "events")
_KINDS = {COLLECTIONS[name].model: COLLECTIONS[name].singular for name in PARTIES}

Parties = Mapping[str, Record]
# The ids of the events that two share, by the ids of the two.
Links = Mapping[tuple[str, str], Sequence[str]]


def network(library: Library, question: Question, least: int = 1) -> ResultSet:
    """Return a row for each two that took part in the same events, those who share most of them first.

    Args:
        library: the records.
        question: which events; where it names someone, only the links of those who are named.
        least: how many events two have to share.

    Raises:
        CannotCombine: the question contradicts itself.
        UnknownName, AmbiguousName, UnknownKind, EmptyFilter: a word in it can't be told.
    """
    check(question)
    named = None if question.names is None else _named(library, question.names)
    judged = [answer for answer in chosen(library, question.filters) if question.admits(answer[1])]
    judged.sort(key=lambda answer: answer[0].start)
    present = dict.fromkeys(one.id for event, _ in judged for one in event.participants)
    parties = {one: party for one in present if (party := by_id(library, one, PARTIES))}
    links = _links((event for event, _ in judged), parties, named, least)
    identifiers = {identifier for events in links.values() for identifier in events}
    shared = [event for event, _ in judged if event.id in identifiers]
    unknown = [
        event.id for event, answer in judged if answer is Certainty.UNKNOWN and event.id in identifiers
    ]
    missing = [identifier for identifier in present if identifier not in parties]
    return ResultSet(
        title=_heading(_asked(named, question), links, shared, least),
        columns=COLUMNS,
        available=(*COLUMNS, "kind", "other_kind"),
        rows=tuple(_rows(parties, links)),
        empty="Nobody met." if least == 1 else "Nobody met so often.",
        notes=(*unsettled(unknown), *_left_out(missing)),
        vital=("other", "weight"),
        whole=False,
        aside=("events",),
    )


def _named(library: Library, names: Iterable[str]) -> Parties:
    found = (resolve(library, name, *PARTIES)[1] for name in names)
    return {record.id: record for record in found}


def _links(events: Iterable[Event], parties: Parties, named: Parties | None, least: int) -> Links:
    """Return the links that are asked for; of two of whom one is named, that one comes first."""
    found: dict[tuple[str, str], list[str]] = {}
    for event in events:
        present = {one.id for one in event.participants if one.id in parties}
        for pair in combinations(sorted(present), 2):
            found.setdefault(pair, []).append(event.id)
    return {
        pair if named is None or pair[0] in named else pair[::-1]: shared
        for pair, shared in found.items()
        if len(shared) >= least and (named is None or not named.keys().isdisjoint(pair))
    }


def _rows(parties: Parties, links: Links) -> Iterator[Row]:
    """Yield a row for each link, the heaviest first."""
    for (one, other), events in sorted(links.items(), key=lambda link: (-len(link[1]), link[0])):
        yield Row(
            {
                "name": Called(record=parties[one]),
                "kind": _KINDS[type(parties[one])],
                "other": other,
                "other_name": Called(record=parties[other]),
                "other_kind": _KINDS[type(parties[other])],
                "weight": len(events),
                "events": tuple(events),
            },
            parties[one],
        )


def _asked(named: Parties | None, question: Question) -> str:
    """Return what is asked for, in words."""
    whom = "whom" if named is None else " or ".join(map(text, named.values()))
    return " ".join(("Who met", whom, *in_words(question.filters)))


def _heading(asked: str, links: Links, events: Sequence[Event], least: int) -> str:
    """Return how much there is in the network, in words."""
    of_at_least = f" of at least {least} events" if least > 1 else ""
    if not links:
        return f"{asked}: no links{of_at_least}"
    present = {identifier for pair in links for identifier in pair}
    return (
        f"{asked}: {number(len(links), 'link')}{of_at_least} between {len(present)} "
        f"delegations and agencies, {counted(events)}"
    )


def _left_out(missing: Sequence[str]) -> Iterator[str]:
    if missing:
        yield f"took part, but not in the store: {', '.join(missing)}"
