"""Lists of delegations, agencies and people in a sentence, with the capacities that are named in them."""

from collections.abc import Container, Iterator, Sequence

from msgspec import Struct, structs

from unsco_cli.draft.gazetteer import Gazetteer, Name
from unsco_cli.draft.people import Cast, Post, Someone
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.vocabulary import (
    ADVERBS,
    CAPACITIES,
    GLUE,
    INSTITUTIONS,
    POST_MODIFIERS,
    PREDICATES,
    PREPOSITIONS,
    REPRESENTATIVES,
)
from unsco_cli.draft.words import Sentence, Word
from unsco_cli.models import Capacity

_AUXILIARIES = {
    *("is", "are", "was", "were", "has", "have", "had", "will", "would", "did", "do", "does", "be", "been"),
    *("not", "who", "which", "that", "whose", "where", "when", "while", "because", "but", "as", "if"),
}
_STOPS = {".", "!", "?", '"', "[", "]"}
# Of the words for those who speak for somebody, those that may follow the name of a body.
_OF_BODIES = {
    *("representative", "representatives", "delegation", "delegations", "official", "officials", "expert"),
    *("experts", "team", "staff", "mission", "side", "headquarters", "secretariat", "envoy", "leadership"),
    *("specialists", "delegates", "observers", "diplomats", "speaker", "speakers", "leaders", "coordinator"),
}
_PLURALS = {"states", "members", "observers", "partners", "countries", "nations", "guests"}
# What may follow whoever did something.
_VERBS = {phrase.partition(" ")[0] for phrase, predicate in PREDICATES if predicate.side != "after"}
# So many words at most stand between an adjective and the noun it belongs to.
_REACH = 4


class Listed(Struct, frozen=True):
    """An entry of a list: a delegation, an agency, a person, or a group that is not named one by one.

    Args:
        first: its first word.
        last: its last.
        party: the delegation or agency, or the one that the person or the post belongs to, with its place.
        person: the person.
        capacity: the capacity that is named for it, with its place.
        group: whether it is a capacity that nobody is named for.
    """

    first: int
    last: int
    party: Found[Name] | None = None
    person: Someone | None = None
    capacity: Found[Capacity] | None = None
    group: bool = False


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


class Lists:
    """Finds lists in sentences.

    Args:
        gazetteer: the names in the store.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._capacities: Phrases[Capacity] = Phrases(CAPACITIES.items())

    def find(self, sentence: Sentence, names: Sequence[Found[Name]], cast: Cast) -> list[Run]:
        """Return the lists in a sentence, in order."""
        words = sentence.words
        marks = {found.first: found for found in _marks(self._capacities.within(words), names)}
        entries = sorted(_entries(words, names, cast, marks), key=lambda one: one.first)
        inside = {number for mark in marks.values() for number in range(mark.first, mark.last + 1)}
        runs = [_run(words, group, marks, inside) for group in _grouped(words, entries, marks, inside)]
        return _with_subjects(words, runs, marks)


def _marks(capacities: Iterator[Found[Capacity]], names: Sequence[Found[Name]]) -> Iterator[Found[Capacity]]:
    """Yield the capacities, with the name of the organisation before them."""
    ending = {found.last: found for found in names if found.meaning.collection == "agencies"}
    for mark in capacities:
        whose = ending.get(mark.first - 1)
        yield Found(whose.first, mark.last, mark.meanings) if whose else mark


def _entries(
    words: Sequence[Word], names: Sequence[Found[Name]], cast: Cast, marks: dict[int, Found[Capacity]]
) -> Iterator[Listed]:
    taken: set[int] = set()
    for someone in cast.people:
        taken.update(range(someone.first, someone.last + 1))
        affiliation = (someone.post and someone.post.affiliation) or _beside(words, names, someone)
        last = someone.last
        if affiliation and affiliation.first > last:
            last = affiliation.last + (words[last + 1].key == "(")
        taken.update(range(last + 1, last + 1))
        taken.update(range(someone.first, last + 1))
        yield Listed(someone.first, last, affiliation, someone)
    for post in cast.posts:
        chair = {words[post.first].key, words[post.last].key} & {"chair", "chairman"} and _is_root(post)
        if post.affiliation is not None and not chair and not taken & {*range(post.first, post.last + 1)}:
            taken.update(range(post.first, post.last + 1))
            if not post.former and not _possessive(words, post.last):
                yield Listed(post.first, post.last, post.affiliation)
    taken.update(number for mark in marks.values() for number in range(mark.first, mark.last + 1))
    adjectives = _shared(
        words, [one for one in names if one.meaning.form == "adjective" and one.first not in taken]
    )
    for found in names:
        if found.first in adjectives:
            taken.add(found.first)
            yield Listed(found.first, adjectives[found.first], found)
        elif (
            _is_party(found)
            and found.first not in taken
            and not _names_place(words, found, {one.last for one in names})
        ):
            last = _reach(words, found, {one.first for one in cast.people})
            if last is not None:
                taken.update(range(found.first, last + 1))
                yield Listed(found.first, last, found)


def _shared(words: Sequence[Word], adjectives: Sequence[Found[Name]]) -> dict[int, int]:
    """Return the adjectives that share the noun of another: the Kazakh, Kyrgyz and Uzbek presidents."""
    shared: dict[int, int] = {}
    following: Found[Name] | None = None
    valid = False
    for found in reversed(adjectives):
        own = _reach(words, found) is not None
        if own:
            valid = True
        elif following is not None and valid and _only_links(words, found.last + 1, following.first):
            shared[found.first] = found.last
        else:
            valid = False
        following = found
    return shared


def _only_links(words: Sequence[Word], first: int, last: int) -> bool:
    return first < last and all(
        words[number].key in (",", "and", "as", "well", "or", "the") for number in range(first, last)
    )


def _is_root(post: Post) -> bool:
    """Tell whether a post belongs to one of the two organisations themselves."""
    return post.affiliation is not None and post.affiliation.meaning.id in ("sco", "un")


# What ties a person to a body whose head they are.
_HEADING = {
    "heads",
    "directs",
    "leads",
    "chairs",
    "represents",
    "represented",
    "represent",
    "headed",
    "led",
    "runs",
}


def _beside(words: Sequence[Word], names: Sequence[Found[Name]], someone: Someone) -> Found[Name] | None:
    """Return the party that a person without a post belongs to by what stands around the name."""
    begin = someone.last + 1
    keys = [word.key for word in words[begin : begin + 4]]
    if keys[:2] == [",", "who"] and keys[2:3] and (keys[2] in _HEADING or keys[2] == "is"):
        reach = range(begin + 3, begin + 3 + _APART)
        return next((one for one in names if one.first in reach and _is_party(one)), None)
    before = someone.first - 1
    adjacent = next((one for one in names if one.last == before and _is_party(one)), None)
    if adjacent is not None and {"from", "for"} & {
        word.key for word in words[max(0, adjacent.first - 2) : adjacent.first]
    }:
        return adjacent
    if adjacent is None and before > 0 and words[before].key in (":", "–"):
        adjacent = next((one for one in names if one.last == before - 1 and _is_party(one)), None)
        if adjacent is not None:
            return adjacent
    while before > 0 and words[before].key in ("represented", "by", "headed", "led", "the"):
        before -= 1
    if (
        before > 0
        and words[before].key in ("(", ",")
        and (words[before].key == "(" or before < someone.first - 1)
    ):
        inside = next((one for one in names if one.last == before - 1 and _is_party(one)), None)
        if inside is not None:
            return inside
    return _bracketed(words, names, someone.last)


def _is_party(found: Found[Name]) -> bool:
    return found.meaning.collection in ("delegations", "agencies")


def _bracketed(words: Sequence[Word], names: Sequence[Found[Name]], last: int) -> Found[Name] | None:
    """Return the party that stands in brackets after a name."""
    begin = last + 1
    if begin >= len(words) or words[begin].key not in ("(", "of", "from", ",", "for"):
        return None
    while begin + 1 < len(words) and words[begin + 1].key == "the":
        begin += 1
    closing = {"(": (")",), ",": (";", ".")}.get(words[last + 1].key)
    for found in names:
        if found.first == begin + 1 and found.meaning.collection in ("delegations", "agencies"):
            after = words[found.last + 1].key if found.last + 1 < len(words) else "."
            if found.meaning.form != "adjective" and (closing is None or after in closing):
                return found
    return None


def _names_place(words: Sequence[Word], found: Found[Name], ending: set[int]) -> bool:
    """Tell whether a state says in which country a city is: in Tashkent, Uzbekistan."""
    number = found.first - 1
    if words[number].key == "the":
        number -= 1
    if number < 1 or words[number].key != "," or number - 1 in ending:
        return False
    number -= 1
    begin = number
    while number > 0 and words[number].capital and words[number].text.isalpha() and begin - number < 3:  # noqa: PLR2004
        number -= 1
    after = words[found.last + 1] if found.last + 1 < len(words) else None
    dateline = (
        number == 0 and words[0].capital and after is not None and after.key in (",", "–", "(", ".", ":")
    )
    if dateline or (number == begin == 0 and words[0].text.isupper()):
        return True
    return number < begin and words[number].key in ("in", "at")


def _possessive(words: Sequence[Word], last: int) -> bool:
    return last + 1 < len(words) and words[last + 1].key == "'s"


def _reach(words: Sequence[Word], found: Found[Name], people: Container[int] = ()) -> int | None:
    """Return the last word of what a name is part of, or None where it makes another thing of that."""
    after = found.last + 1
    name = found.meaning
    if _hyphenated(words, found):
        return None
    if after < len(words) and words[after].key == "(" and _acronym(words, after):
        after += 3
    if after >= len(words):
        return None if name.form == "adjective" else after - 1
    if name.form == "adjective" or words[after].key == "'s":
        nouns = REPRESENTATIVES
        begin = after + (words[after].key == "'s")
    elif words[after].key in _OF_BODIES:
        return after
    else:
        return after - 1 if _ends_there(words, after, people) else None
    for number in range(begin, min(begin + _REACH, len(words))):
        if words[number].key in nouns:
            return number
        if words[number].key not in POST_MODIFIERS | INSTITUTIONS | {
            "high",
            "ranking",
            "level",
            "own",
            "and",
        }:
            break
    return None


def _hyphenated(words: Sequence[Word], found: Found[Name]) -> bool:
    """Tell whether a name is one half of a word, as in UN-SCO."""
    after = found.last + 1
    return words[found.first].joined or (after < len(words) and words[after].joined)


def _acronym(words: Sequence[Word], number: int) -> bool:
    return number + 2 < len(words) and words[number + 1].text.isupper() and words[number + 2].key == ")"


def _ends_there(words: Sequence[Word], after: int, people: Container[int]) -> bool:
    """Tell whether a name stands for itself, and is not the first half of what follows."""
    word = words[after]
    if word.capital:
        return after in people
    plain = GLUE - {"states", "state", "countries", "system", "organisations", "organisation", "agency"}
    if word.key.endswith("ed") and len(word.key) > _REACH:
        return True
    return not word.text[0].isalpha() or word.key in ADVERBS | PREPOSITIONS | _AUXILIARIES | plain | _VERBS


def _between(words: Sequence[Word], inside: set[int], number: int) -> bool:
    """Tell whether a word may stand in a list between entries."""
    key = words[number].key
    if key in ("represented", "by", "headed", "led"):
        return "(" in [word.key for word in words[max(0, number - 2) : number]]
    return number in inside or key in GLUE or key in REPRESENTATIVES or key in ADVERBS


def _grouped(
    words: Sequence[Word], entries: Sequence[Listed], marks: dict[int, Found[Capacity]], inside: set[int]
) -> Iterator[list[Listed]]:
    """Yield the entries that stand in one list, with capacities that nobody is named for."""
    group: list[Listed] = []
    for entry in _with_groups(words, entries, marks, inside):
        if group and not _linked(words, inside, group[-1].last + 1, entry.first):
            yield from _split(words, group)
            group = []
        group.append(entry)
    if group:
        yield from _split(words, group)


def _new_clause(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether a comma and "and" part what a preposition is about from who acts next: for A, and B spoke."""
    before = first - 2
    while before > 0 and words[before].key in ("the",):
        before -= 1
    led = before >= 0 and words[before].key in PREPOSITIONS - {"of", "from", "by", "with", "between", "among"}
    return led and words[first].key == "," and [word.key for word in words[first + 1 : last]][:1] == ["and"]


def _split(words: Sequence[Word], group: list[Listed]) -> Iterator[list[Listed]]:
    """Yield a list, or two things that a comma alone holds together, which are no list."""
    pair = len(group) == 2 and [
        one.key for one in words[group[0].last + 1 : group[1].first] if one.key != "the"
    ] == [","]
    if pair:
        yield group[:1]
        yield group[1:]
    else:
        yield group


_LINKS = {",", "and", ";", "(", ":", "–", "including", "with", "or", "&", "plus", "namely", "like"}


def _linked(words: Sequence[Word], inside: set[int], first: int, last: int) -> bool:
    gap = range(first, last)
    if _new_clause(words, first, last):
        return False
    if not all(_between(words, inside, number) for number in gap):
        return False
    if first == last:
        return False
    if any(number in inside for number in gap) or any(words[number].key in _LINKS for number in gap):
        # What somebody is "of" or "from" has to have somebody before it.
        return not (words[last - 1].key in ("of", "from") and len(gap) == 1)
    return False


def _with_groups(
    words: Sequence[Word], entries: Sequence[Listed], marks: dict[int, Found[Capacity]], inside: set[int]
) -> list[Listed]:
    """Return the entries, and as entries the capacities that no entry follows in the same list."""
    found = list(entries)
    for mark in marks.values():
        following = next((one for one in entries if one.first > mark.last), None)
        reached = following is not None and all(
            _between(words, inside, number) for number in range(mark.last + 1, following.first)
        )
        another = any(
            other.first > mark.last and (following is None or other.first < following.first)
            for other in marks.values()
        )
        if not reached and not another and not _of_nobody(words, mark):
            found.append(Listed(mark.first, mark.last, capacity=mark, group=True))
    return sorted(found, key=lambda one: one.first)


def _plural(words: Sequence[Word], mark: Found[Capacity]) -> bool:
    """Tell whether a capacity is named as that of several."""
    return any(words[number].key in _PLURALS for number in range(mark.first, mark.last + 1))


def _about_one(words: Sequence[Word], mark: Found[Capacity]) -> bool:
    """Tell whether a capacity is said of somebody named before: as an observer, both of them members."""
    before = words[mark.first - 1].key if mark.first else ""
    if before == "as":
        return mark.first < 2 or words[mark.first - 2].key not in ("well", "such")  # noqa: PLR2004
    if before == "(":
        return mark.last + 1 < len(words) and words[mark.last + 1].key == ")"
    return before in ("an", "a", "both", "all") and (before == "both" or not _plural(words, mark))


def _of_nobody(words: Sequence[Word], mark: Found[Capacity]) -> bool:
    """Tell whether a capacity is named as such, and not as those who have it."""
    before = words[mark.first - 1].key if mark.first else ""
    status = any(words[number].key == "status" for number in range(mark.first, mark.last + 1))
    return (
        status
        or before in ("status", "its", "full", "for", "to", "between", "among", "new")
        or _about_one(words, mark)
    )


# What ties those who have a capacity to the list of who they are.
_NAMING = {
    "represented",
    "among",
    "namely",
    "including",
    "from",
    "were",
    "was",
    ":",
    "are",
    "like",
    "such",
    "them",
    "came",
}
_APART = 8


def _with_subjects(words: Sequence[Word], runs: list[Run], marks: dict[int, Found[Capacity]]) -> list[Run]:
    """Return the lists with the capacities that stand outside of them: observers …, among them A and B."""
    out: list[Run] = []
    for run in runs:
        before = out[-1] if out else None
        gap = [word.key for word in words[before.last + 1 : run.entries[0].first]] if before else []
        if before and all(one.group for one in before.entries) and len(gap) <= _APART and _NAMING & {*gap}:
            capacity = before.entries[-1].capacity
            out[-1] = _given(run, capacity)
        else:
            out.append(run)
    inside = {number for run in out for number in range(run.entries[0].first, run.last + 1)}
    for mark in marks.values():
        led = [word.key for word in words[max(0, mark.first - 2) : mark.first]]
        if mark.first not in inside and (
            (led[-1:] == ["as"] and _about_one(words, mark)) or led == ["among", "the"]
        ):
            earlier = [place for place, run in enumerate(out) if run.last < mark.first]
            later = [place for place, run in enumerate(out) if run.first > mark.last]
            leading = [
                place for place, run in enumerate(out) if run.first <= mark.first < run.entries[0].first
            ]
            chosen = leading[0] if leading else earlier[-1] if earlier else later[0] if later else None
            if chosen is not None:
                out[chosen] = _given(out[chosen], mark)
    return out


def _given(run: Run, capacity: Found[Capacity] | None) -> Run:
    """Return a list whose entries have a capacity, as far as they have none of their own."""
    entries = tuple(
        structs.replace(one, capacity=_meant([capacity], one))
        if capacity and one.capacity is None and not one.group
        else one
        for one in run.entries
    )
    return structs.replace(run, entries=entries)


def _run(
    words: Sequence[Word], entries: list[Listed], marks: dict[int, Found[Capacity]], inside: set[int]
) -> Run:
    first = entries[0].first
    while first > 0 and words[first - 1].key != ";" and _between(words, inside, first - 1):
        first -= 1
    while first < entries[0].first and words[first].key in (",", "and", ";", ":", ")", "–", "with"):
        first += 1
    last = entries[-1].last
    return Run(
        first,
        last,
        tuple(_with_capacities(words, first, entries, marks)),
        _oblique(words, inside, first, entries),
    )


def _oblique(words: Sequence[Word], inside: set[int], first: int, entries: Sequence[Listed]) -> bool:
    head = entries[0].first
    if first > 0 and words[first - 1].key in PREPOSITIONS:
        return True
    # A list that begins with "of" belongs to a noun that is nobody: the territory of Afghanistan.
    led = [words[number].key for number in range(first, head) if number not in inside]
    return bool(led) and led[0] in ("of", "from") and first > 0


def _with_capacities(
    words: Sequence[Word], first: int, entries: Sequence[Listed], marks: dict[int, Found[Capacity]]
) -> Iterator[Listed]:
    """Yield the entries of a list with the capacity that is named before them, or right after."""
    current: list[Found[Capacity]] = []
    fresh = single = bracket = False
    starting = {entry.first: entry for entry in entries}
    out: list[Listed] = []
    number, last = first, entries[-1].last + _REACH
    while number < min(last + 1, len(words)):
        key = words[number].key
        if number in starting:
            entry = starting[number]
            if current and fresh and _merely_joined(words, current[-1].last + 1, number):
                current = []
            capacity = _meant(current, entry)
            out.append(
                Listed(
                    entry.first,
                    entry.last,
                    entry.party,
                    entry.person,
                    entry.capacity or capacity,
                    entry.group,
                )
            )
            fresh = False
            if single:
                current, single = [], False
            number = entry.last + 1
            continue
        mark = marks.get(number)
        if mark is not None:
            if out and _about_one(words, mark) and not out[-1].group:
                _back(words, out, mark)
            elif number <= entries[-1].last and not (_about_one(words, mark) and not out):
                current = [*current, mark] if fresh else [mark]
                fresh = True
                single = not _plural(words, mark)
                bracket = False
            number = mark.last + 1
            continue
        if key == "(" and current:
            bracket = True
        elif (key == ")" and bracket) or (key == "as" and _as_well(words, number)):
            current = []
        number += 1
    yield from out


def _merely_joined(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether "and" alone joins a capacity to a name, which then has another: the members and Afghanistan."""
    gap = [words[number].key for number in range(first, last)]
    return "and" in gap and not {"(", ":", "including", "namely", "–", ",", "of", "represented"} & {*gap}


def _as_well(words: Sequence[Word], number: int) -> bool:
    return number + 2 < len(words) and words[number + 1].key == "well" and words[number + 2].key == "as"


def _back(words: Sequence[Word], out: list[Listed], mark: Found[Capacity]) -> None:
    """Give a capacity to those named before it: all since the last capacity, or one where it is one's."""
    several = _plural(words, mark)
    for place in range(len(out) - 1, -1, -1):
        entry = out[place]
        if entry.capacity is not None or entry.group:
            break
        out[place] = Listed(entry.first, entry.last, entry.party, entry.person, mark, entry.group)
        if not several:
            break


def _meant(current: Sequence[Found[Capacity]], entry: Listed) -> Found[Capacity] | None:
    """Return the capacity named for an entry; of several named together none is."""
    state = entry.party is not None and entry.party.meaning.collection == "delegations"
    together = len({mark.meaning for mark in current}) > 1
    if not current or together or not (state or current[-1].meaning == "guest"):
        return None
    return current[-1]
