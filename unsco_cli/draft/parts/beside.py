"""Whom a person belongs to who has no post, by what stands beside the name."""

from collections.abc import Sequence

from unsco_cli.draft.names.gazetteer import Name
from unsco_cli.draft.names.people import Someone
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.words import Word

# What ties a person to a body whose head they are, after "who".
_HEADING = {
    *("is", "heads", "directs", "leads", "chairs", "represents", "represented", "represent", "headed", "led"),
    "runs",
}
_REPRESENTED_BY = {"represented", "by", "headed", "led", "the"}
# What leads up to the party of whoever stands before it, and what then has to close it.
_OPENING: dict[str, tuple[str, ...]] = {"(": (")",), ",": (";", "."), "of": (), "from": (), "for": ()}
# Within so many words after "who heads" the body is named.
_APART = 8


class Named:
    """The words of a sentence, with the names among them.

    Args:
        words: the words.
        names: the names of the store, in order.
    """

    def __init__(self, words: Sequence[Word], names: Sequence[Found[Name]]) -> None:
        self.words = words
        self.names = names
        self.starting = {found.first: found for found in names}
        self.ending = {found.last: found for found in names}

    def party_from(self, number: int) -> Found[Name] | None:
        """Return the delegation or agency whose name begins with a word."""
        return _party(self.starting.get(number))

    def party_until(self, number: int) -> Found[Name] | None:
        """Return the delegation or agency whose name ends with a word."""
        return _party(self.ending.get(number))

    def key(self, number: int) -> str:
        """Return the key of a word; behind the last one a sentence ends."""
        return self.words[number].key if number < len(self.words) else "."


def is_party(found: Found[Name]) -> bool:
    """Tell whether a name is that of a delegation or an agency."""
    return found.meaning.collection in ("delegations", "agencies")


def _party(found: Found[Name] | None) -> Found[Name] | None:
    return found if found is not None and is_party(found) else None


def party_beside(named: Named, someone: Someone) -> Found[Name] | None:
    """Return the party that a person without a post belongs to by what stands around the name."""
    after = someone.last + 1
    who = [word.key for word in named.words[after : after + 3]]
    if who[:2] == [",", "who"] and who[-1] in _HEADING:
        reach = range(after + 3, after + 3 + _APART)
        return next((party for number in reach if (party := named.party_from(number))), None)
    before = someone.first - 1
    return (
        _sending(named, before)
        or _introducing(named, before)
        or _represented(named, before)
        or _following(named, after)
    )


def _sending(named: Named, before: int) -> Found[Name] | None:
    """Return the party right before a name that somebody is from: from Russia Ivan Petrov."""
    party = named.party_until(before)
    led = named.words[max(0, party.first - 2) : party.first] if party else ()
    return party if any(word.key in ("from", "for") for word in led) else None


def _introducing(named: Named, before: int) -> Found[Name] | None:
    """Return the party that a colon or a dash parts from a name: Russia: Ivan Petrov."""
    introduced = before > 0 and named.words[before].key in (":", "–")
    return named.party_until(before - 1) if introduced else None


def _represented(named: Named, before: int) -> Found[Name] | None:
    """Return the party that somebody is said to represent: Russia (represented by Ivan Petrov)."""
    opening = before
    while opening > 0 and named.words[opening].key in _REPRESENTED_BY:
        opening -= 1
    if opening <= 0:
        return None
    key = named.words[opening].key
    opened = key == "(" or (key == "," and opening < before)
    return named.party_until(opening - 1) if opened else None


def _following(named: Named, opening: int) -> Found[Name] | None:
    """Return the party that stands after a name, in brackets or with a preposition."""
    closing = _OPENING.get(named.words[opening].key) if opening < len(named.words) else None
    if closing is None:
        return None
    begin = opening + 1
    while named.key(begin) == "the":
        begin += 1
    party = named.party_from(begin)
    if party is None or party.meaning.form == "adjective":
        return None
    return party if not closing or named.key(party.last + 1) in closing else None
