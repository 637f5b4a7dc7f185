"""Which list a phrase is about: the nearest before it that acts, or the one right after it."""

from collections.abc import Sequence

from unsco_cli.draft.parts.deeds import Clause
from unsco_cli.draft.parts.lists import Run
from unsco_cli.draft.parts.predicates import CLAUSES, FAR
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.vocabulary import ADVERBS, FUNCTION_WORDS, Predicate
from unsco_cli.draft.words import Word

# So many words at most stand between a phrase such as "attended by" and whoever it is about.
_NEAR = 4
# An aside between commas parts whoever did something from what they did.
_ASIDE = 2
# What may begin a clause with a subject of its own, and what is no subject.
_RELATIVES = {"which", "whom", "that", "where", "when", "while"}
_AUXILIARIES = {"is", "are", "was", "were", "has", "have", "had", "will", "been", "be", "then", "too"}
_BEFORE_VERB = ADVERBS | _AUXILIARIES
# What ends all that a phrase may be about.
_STOPS = CLAUSES | {".", ";"}


def run_before(clause: Clause, phrase: Found[Predicate]) -> Run | None:
    """Return the list that is what the phrase is said of: the nearest before it that acts."""
    for run in clause.before(phrase.first):
        distance = phrase.first - run.last
        if distance > 2 * FAR + 1:
            return None
        gap = clause.words[run.last + 1 : phrase.first]
        if _acts(clause, run, gap, phrase):
            return run if _leads_to(clause, run, gap, phrase) else None
        if distance > FAR:
            return None
    return None


def _acts(clause: Clause, run: Run, gap: Sequence[Word], phrase: Found[Predicate]) -> bool:
    """Tell whether something may be said of a list."""
    if run.oblique or _is_quoted(clause, run):
        return False
    # A comma closes a clause before the phrase: X, who heads Y, attended.
    aside = clause.is_relative(run.head) and any(word.key == "," for word in gap)
    return not aside and not _belongs_to_another(clause, run, phrase)


def _is_quoted(clause: Clause, run: Run) -> bool:
    """Tell whether a list is of those whose words are repeated: as Russia has announced."""
    if clause.key(run.first - 1) in ("what", "how", "whether", "why"):
        return True
    return clause.key(run.first) == "as" and clause.key(run.first + 1) != "well"


def _belongs_to_another(clause: Clause, run: Run, phrase: Found[Predicate]) -> bool:
    """Tell whether a list belongs to a phrase before it: "attended by A and B was opened"."""
    for other in clause.phrases_reaching(run.first - 1 - _NEAR, min(phrase.first, run.head)):
        if other.last < run.head:
            between = clause.words[other.last + 1 : run.first]
            return other.meaning.side != "before" or all(
                word.key not in ("and", ",", ";") for word in between
            )
    return False


def _leads_to(clause: Clause, run: Run, gap: Sequence[Word], phrase: Found[Predicate]) -> bool:
    """Tell whether a phrase is still about a list before it, for all that stands between them."""
    if any(word.key in (";", ":") for word in gap) or _has_another_subject(gap):
        return False
    if len(gap) <= FAR or sum(word.key == "," for word in gap) >= _ASIDE:
        return True
    return any(other.meaning.side == "before" for other in clause.phrases_between(run.last, phrase.first))


def _has_another_subject(gap: Sequence[Word]) -> bool:
    """Tell whether a clause with a subject of its own begins in a gap: which the host convened."""
    for number in range(len(gap) - 1, -1, -1):
        if gap[number].key in _RELATIVES:
            closed = any(word.key == "," for word in gap[number:])
            return not closed and any(word.key not in _BEFORE_VERB for word in gap[number + 1 :])
    return False


def run_after(clause: Clause, phrase: Found[Predicate]) -> Run | None:
    """Return the list that stands right after a phrase, and after no other."""
    run = clause.beyond(phrase.last)
    if run is None:
        return None
    if run.head <= phrase.last:
        # The phrase itself is of words that may lead up to a list.
        rest = tuple(one for one in run.entries if one.first > phrase.last)
        return Run(phrase.last + 1, run.last, rest, oblique=False) if rest else None
    if _are_apart(clause, phrase.last + 1, run.first):
        return None
    others = clause.phrases_between(phrase.last, run.head)
    return run if all(other.meaning.side == "before" for other in others) else None


def _are_apart(clause: Clause, first: int, stop: int) -> bool:
    """Tell whether the words between a phrase and a list are too many, or begin another clause."""
    loose = 0
    for number in range(first, stop):
        key = clause.words[number].key
        loose += key not in FUNCTION_WORDS
        if key in _STOPS or loose > _NEAR:
            return True
    return False
