"""What may complete a word: names of records, from what was typed of them."""

from collections.abc import Callable, Iterable, Sequence

from unsco_cli.schema import COLLECTIONS, Named, fold
from unsco_cli.schema.naming import may_hold
from unsco_cli.shells import LONGEST_SPELT, Offer

# Yields the records of some collections by their names.
Names = Callable[[Iterable[str]], Iterable[Named]]

# With one letter so many names begin that none is found among them.
_SHORTEST_NAMED = 2


def name_offers(begun: str, collections: Sequence[str], names: Names) -> list[Offer]:
    """Return what completes the name of a record: ids that begin so, then those of records with such a name.

    Beside ids that begin so only short names count, and only where they begin so, too.

    Args:
        begun: what was typed, whatever its case and accents; ``collection/`` before an id counts.
        collections: where to look; everywhere if empty.
        names: yields the records of some collections.
    """
    places = tuple(collections) or tuple(COLLECTIONS)
    within, slash, rest = begun.lower().partition("/")
    if slash and within in places:
        return [
            Offer(f"{within}/{one.id}", _label(one)) for one in names((within,)) if one.id.startswith(rest)
        ]
    records = list(names(places))
    # An id may be there twice, in two collections: the word is one all the same.
    by_id = {one.id: Offer(one.id, _label(one)) for one in records if one.id.startswith(begun.casefold())}
    by_name = _by_name(fold(begun), records)
    if by_id:
        by_name = {name: offer for name, offer in by_name.items() if 0 < len(offer.spelt) <= LONGEST_SPELT}
    return list((by_id | {name: offer for name, offer in by_name.items() if name not in by_id}).values())


def _by_name(folded: str, records: Iterable[Named]) -> dict[str, Offer]:
    """Return the records with a name that begins so, or else those with a name in which a word does."""
    if len(folded) < _SHORTEST_NAMED:
        return {}
    word = folded.partition(" ")[0]
    beginning: dict[str, Offer] = {}
    within: dict[str, Offer] = {}
    for one in records:
        for name in (name for name in one.names if may_hold(name, (word,))):
            plain = fold(name)
            if plain.startswith(folded):
                beginning.setdefault(one.id, Offer(one.id, _label(one), _slug(name)))
            elif f" {folded}" in plain:
                within.setdefault(one.id, Offer(one.id, _label(one)))
    return beginning or within


def text_offers(begun: str, texts: Iterable[str]) -> list[Offer]:
    """Return what completes one of some texts, written so that it needs no quotes.

    Args:
        begun: what was typed.
        texts: the texts.
    """
    folded = fold(begun).replace(" ", "-")
    found = {_slug(text): Offer(_slug(text), text) for text in sorted(texts)}
    return [offer for value, offer in found.items() if value.startswith(folded)]


def _slug(name: str) -> str:
    """Return a name in letters and digits with dashes between its words: it means the same unquoted."""
    return fold(name).replace(" ", "-")


def _label(one: Named) -> str:
    return one.names[0] if one.names else COLLECTIONS[one.collection].singular
