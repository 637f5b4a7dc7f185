"""How the tables are written: as text, in the order in which one would read them out."""

from collections.abc import Iterable

_HISSING = ("s", "sh", "ch", "x")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a text, with commas between them."""
    return tuple(phrase.strip() for phrase in text.split(","))


def each(heads: Iterable[str], text: str) -> tuple[str, ...]:
    """Return the phrases of a text, each with every one of some words where it has {}."""
    templates = phrases(text)
    return tuple(template.format(head) for head in heads for template in templates)


def forms(verbs: str) -> tuple[str, ...]:
    """Return the forms of regular verbs by which somebody is said to do something: notes, noted, noting."""
    return tuple(form for verb in words(verbs) for form in _forms(verb))


def _forms(verb: str) -> tuple[str, str, str]:
    stem = verb.removesuffix("e")
    return f"{verb}es" if verb.endswith(_HISSING) else f"{verb}s", f"{stem}ed", f"{stem}ing"
