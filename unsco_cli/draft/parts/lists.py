"""Lists of delegations, agencies and people in a sentence, with the capacities that are named in them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from unsco_cli.draft.names.gazetteer import Name
from unsco_cli.draft.names.people import Cast
from unsco_cli.draft.parts.beside import Named
from unsco_cli.draft.parts.entries import Listed, entries
from unsco_cli.draft.parts.standing import Row, Standing, about_one, given, row, with_groups
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.vocabulary import CAPACITIES, PREPOSITIONS
from unsco_cli.draft.words import Sentence
from unsco_cli.models import Capacity

__all__ = ["Listed", "Lists", "Run"]

# What joins two entries to a list.
_LINKS = {",", "and", ";", "(", ":", "–", "including", "with", "or", "&", "plus", "namely", "like"}
# What may stand before the first entry of a list and does not belong to it.
_LOOSE = {",", "and", ";", ":", ")", "–", "with"}
# After these a comma and "and" begin another clause.
_TURNED_TO = PREPOSITIONS - {"of", "from", "by", "with", "between", "among"}
# What ties those who have a capacity to the list of who they are, and so many words at most.
_NAMING = {
    *("represented", "among", "namely", "including", "from", "were", "was", ":", "are", "like", "such"),
    *("them", "came"),
}
_APART = 8
_PAIR = 2


class Run(Struct, frozen=True):
    """A list, as far as words that belong into lists reach.

    Args:
        first: its first word, with what leads up to the first entry.
        last: its last.
        entries: who is named in it.
        oblique: whether a preposition makes it no one who acts, as in "the situation in Afghanistan".
    """

    first: int
    last: int
    entries: tuple[Listed, ...]
    oblique: bool

    @property
    def head(self) -> int:
        """The first word of the first entry."""
        return self.entries[0].first


class Lists:
    """Finds lists in sentences."""

    def __init__(self) -> None:
        self._capacities: Phrases[Capacity] = Phrases(CAPACITIES.items())

    def find(self, sentence: Sentence, names: Sequence[Found[Name]], cast: Cast) -> list[Run]:
        """Return the lists in a sentence, in order."""
        named = Named(sentence.words, names)
        line = row(named, self._capacities.within(sentence.words))
        listed = with_groups(line, entries(named, cast, line.inside))
        if not listed:
            return []
        leads, standing = _leads(line), Standing(line)
        runs = [_run(line, leads[group[0].first], group, standing) for group in _grouped(line, listed)]
        return _with_said(line, _with_announced(line, runs))


def _grouped(row: Row, listed: Sequence[Listed]) -> Iterator[list[Listed]]:
    """Yield the entries that stand in one list."""
    group: list[Listed] = []
    for entry in listed:
        if group and not _linked(row, group[-1].last + 1, entry.first):
            yield from _split(row, group)
            group = []
        group.append(entry)
    yield from _split(row, group)


def _linked(row: Row, first: int, last: int) -> bool:
    """Tell whether the words from one to another join the entries on both sides of them."""
    gap = range(first, last)
    if not gap or _parts_clauses(row, first, last) or not all(row.joins(number) for number in gap):
        return False
    # What somebody is "of" or "from" has to have somebody before it.
    whose = len(gap) == 1 and row.words[first].key in ("of", "from")
    return not whose and any(number in row.inside or row.words[number].key in _LINKS for number in gap)


def _parts_clauses(row: Row, first: int, last: int) -> bool:
    """Tell whether a comma and "and" part what a preposition is about from who acts next.

    So they do in "for the UN, and Russia spoke".
    """
    if row.words[first].key != "," or first + 1 >= last or row.words[first + 1].key != "and":
        return False
    before = first - 2
    while before > 0 and row.words[before].key == "the":
        before -= 1
    return row.key(before) in _TURNED_TO


def _split(row: Row, group: list[Listed]) -> Iterator[list[Listed]]:
    """Yield a list, or two things that a comma alone holds together, which are no list."""
    gap = row.words[group[0].last + 1 : group[-1].first] if len(group) == _PAIR else ()
    bracketed = row.key(group[-1].last + 1) == ")" and "(" in (
        row.key(group[0].first - 1),
        row.key(group[0].first - 2),
    )
    if [word.key for word in gap if word.key != "the"] == [","] and not bracketed:
        yield group[:1]
        yield group[1:]
    else:
        yield group


def _leads(row: Row) -> list[int]:
    """Return for each word where a list begins whose first entry begins with it."""
    leads: list[int] = []
    lead = 0
    for number, word in enumerate(row.words):
        leads.append(lead)
        stops = word.key == ";" or not row.joins(number)
        if stops or (lead == number and word.key in _LOOSE):
            lead = number + 1
    return leads


def _run(row: Row, first: int, group: Sequence[Listed], standing: Standing) -> Run:
    oblique = _oblique(row, first, group[0].first)
    return Run(first, group[-1].last, standing.entries(first, group), oblique)


def _oblique(row: Row, first: int, head: int) -> bool:
    if first == 0:
        return False
    # A list that begins with "of" belongs to a noun that is nobody: the territory of Afghanistan.
    led = next((row.words[number].key for number in range(first, head) if number not in row.inside), "")
    return row.words[first - 1].key in PREPOSITIONS or led in ("of", "from")


def _with_announced(row: Row, runs: Sequence[Run]) -> list[Run]:
    """Return the lists with the capacities that stand before them: observers were there, among them A."""
    out: list[Run] = []
    for run in runs:
        if out and all(one.group for one in out[-1].entries) and _is_announced(row, out[-1], run):
            out[-1] = structs.replace(run, entries=given(run.entries, out[-1].entries[-1].capacity))
        else:
            out.append(run)
    return out


def _is_announced(row: Row, before: Run, run: Run) -> bool:
    gap = range(before.last + 1, run.head)
    return len(gap) <= _APART and any(row.words[number].key in _NAMING for number in gap)


def _with_said(row: Row, runs: list[Run]) -> list[Run]:
    """Return the lists with the capacities that are said of them from outside: took part as an observer."""
    out = list(runs)
    inside = {number for run in runs for number in range(run.head, run.last + 1)}
    for mark in row.marks.values():
        if mark.first not in inside and _is_said(row, mark):
            place = _about(runs, mark)
            if place is not None:
                out[place] = structs.replace(out[place], entries=given(out[place].entries, mark))
    return out


def _is_said(row: Row, mark: Found[Capacity]) -> bool:
    """Tell whether a capacity is said of somebody: as an observer, among the observers."""
    before = row.key(mark.first - 1)
    return (before == "as" and about_one(row, mark)) or (
        before == "the" and row.key(mark.first - 2) == "among"
    )


def _about(runs: Sequence[Run], mark: Found[Capacity]) -> int | None:
    """Return which list a capacity is said of: the one it leads up to, the one before it, or the next."""
    following = bisect_right(runs, mark.first, key=lambda run: run.head)
    if following < len(runs) and runs[following].first <= mark.first:
        return following
    if following:
        return following - 1
    later = bisect_right(runs, mark.last, key=lambda run: run.first)
    return later if later < len(runs) else None
