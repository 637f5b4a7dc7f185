"""Who did what: the lists of a sentence, tied to the phrases that say what somebody did."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from unsco_cli.draft.parts.deeds import Clause, Deed, any_from
from unsco_cli.draft.parts.lists import Run
from unsco_cli.draft.parts.nearest import run_after, run_before
from unsco_cli.draft.parts.predicates import FAR, Predicates, told
from unsco_cli.draft.parts.presumption import presumed
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.vocabulary import GLUE, REPRESENTATIVES, Predicate
from unsco_cli.draft.words import Sentence, Word
from unsco_cli.schema.drafts import Span

__all__ = ["Deed", "Participation"]

# Near these those are named who held an office before or after.
_SUCCESSION = {"predecessor", "successor", "succeeded", "replaced", "predecessors"}
_SUCCEEDING = 6
# A new speaker stands so many words before what they said; so far back a list may be added to another.
_NEAR = 4
# What ties one more list to those before it, and what may stand beside that.
_TIES = {",", "and", ";", "with", "by", "from", "of", "as", "well", "for", "to", "–", ")", "(", ":"}
_FILLERS = {
    *("the", "secretariats", "secretariat", "representatives", "representative", "delegations", "also"),
    *("mr", "ms"),
}
_UNTIED = _FILLERS | REPRESENTATIVES | (GLUE - _TIES)
# What adds a list behind a phrase to the one before it.
_ALONG = {"along", "together", "alongside"}
_SO_DID = {
    *(("as", "did"), ("as", "were"), ("as", "was"), ("as", "had")),
    *(("so", "did"), ("so", "were"), ("so", "was"), ("so", "had")),
}
_EXAMPLES = {"namely", "including", "them", "these", "from", ":"}


class Participation:
    """Finds what the people, delegations and agencies in a sentence did."""

    def __init__(self) -> None:
        self._predicates = Predicates()

    def find(
        self, sentence: Sentence, runs: Sequence[Run], carried: tuple[Predicate, Span] | None = None
    ) -> Iterator[Deed]:
        """Yield what was done by whom.

        Args:
            sentence: the sentence.
            runs: the lists in it.
            carried: what a line above says of those listed below it, and where.
        """
        words = sentence.words
        runs = _of_this_time(words, runs)
        phrases = list(self.phrases(sentence, runs))
        if carried is not None and not phrases and runs and runs[0].first <= 1:
            predicate, span = carried
            yield from (Deed(one, predicate, one.first, one.first, "medium", span) for one in runs[0].entries)
            return
        clause = Clause(words, runs, phrases, told(words, phrases))
        linked: set[int] = set()
        for phrase in phrases:
            for predicate in phrase.meanings:
                for deed in _deeds(clause, phrase, predicate):
                    linked.add(deed.who.first)
                    yield deed
        rest = [run for run in runs if linked.isdisjoint(one.first for one in run.entries)]
        yield from presumed(Clause(words, rest, phrases, clause.told))

    def phrases(self, sentence: Sentence, runs: Sequence[Run] = ()) -> Iterator[Found[Predicate]]:
        """Yield the phrases that say what somebody did.

        Args:
            sentence: the sentence.
            runs: the lists in it.
        """
        return self._predicates.find(sentence, runs)


def _of_this_time(words: Sequence[Word], runs: Sequence[Run]) -> Sequence[Run]:
    """Return the lists that are not of those who held an office before or after."""
    places = [number for number, word in enumerate(words) if word.key in _SUCCESSION]
    return [run for run in runs if not any_from(places, run.first - _SUCCEEDING, run.head)]


def _deeds(clause: Clause, phrase: Found[Predicate], predicate: Predicate) -> Iterator[Deed]:
    """Yield who did what a phrase says, as one of the things that it may mean."""
    if predicate.side != "after":
        run = run_before(clause, phrase)
        if run is None:
            yield from _named_later(clause, phrase, predicate)
        elif _is_close(run, phrase) or clause.told.isdisjoint((phrase.first, run.last)):
            yield from _of_those_before(clause, phrase, predicate, run)
    if predicate.side != "before" and phrase.first not in clause.told:
        yield from _of_those_after(clause, phrase, predicate)


def _of_those_before(
    clause: Clause, phrase: Found[Predicate], predicate: Predicate, run: Run
) -> Iterator[Deed]:
    # A body that met is what it was a meeting of.
    own = predicate.mutual and len(run.entries) == 1 and run.entries[0].is_body
    if not own or run_after(clause, phrase) is not None:
        yield from _of(run, predicate, phrase)
    if phrase.first not in clause.told:
        for other in clause.additions:
            if other.head > phrase.last and _is_added(clause.words, other, phrase.last + 1):
                yield from _of(other, predicate, phrase)


def _named_later(clause: Clause, phrase: Found[Predicate], predicate: Predicate) -> Iterator[Deed]:
    """Yield who did what a phrase says whose subject stands behind it."""
    if predicate.saying:
        speaker = run_after(clause, phrase) if _inverted(clause, phrase) else None
        if speaker is not None and speaker.entries[0].person is not None:
            yield Deed(speaker.entries[0], predicate, phrase.first, phrase.last, "medium")
    elif phrase.first not in clause.told:
        examples = _exemplified(clause, phrase)
        if examples is not None:
            yield from _of(examples, predicate, phrase)


def _of_those_after(clause: Clause, phrase: Found[Predicate], predicate: Predicate) -> Iterator[Deed]:
    run = run_after(clause, phrase)
    if run is None or (predicate.mutual and clause.key(phrase.first - 1) == "'s"):
        return
    # The meeting of a council is not one that the council came to.
    named = predicate.part == "attended" and clause.key(phrase.last) == "of"
    reported = _as_reported(clause, phrase, predicate)
    for one in (run, *_coordinate(clause, run)):
        yield from (deed for deed in _of(one, reported, phrase) if not (named and deed.who.is_body))


def _of(run: Run, predicate: Predicate, phrase: Found[Predicate]) -> Iterator[Deed]:
    for one in run.entries:
        if predicate.part == "chaired" and one.person is None and predicate.side == "after":
            # The chairmanship of a state is that of the SCO.
            continue
        doubtful = predicate.saying and one.person is None
        yield Deed(one, predicate, phrase.first, phrase.last, "medium" if doubtful else "high")


def _as_reported(clause: Clause, phrase: Found[Predicate], predicate: Predicate) -> Predicate:
    """Return what was done by those by whom reports were given, made or presented."""
    before = clause.words[max(0, phrase.first - FAR) : phrase.first]
    by = predicate.part == "addressed" and predicate.side == "after"
    if by and any(word.key in ("reports", "report") for word in before):
        return structs.replace(predicate, part="reported")
    return predicate


def _is_close(run: Run, phrase: Found[Predicate]) -> bool:
    """Tell whether a person stands right before what they said: a new speaker in the same sentence."""
    return run.entries[-1].person is not None and phrase.first - run.last <= _NEAR


def _inverted(clause: Clause, phrase: Found[Predicate]) -> bool:
    """Tell whether what was said stands before the phrase, as a quotation does."""
    return phrase.first == 0 or clause.key(phrase.first - 1) in (",", '"')


def _is_added(words: Sequence[Word], run: Run, begin: int) -> bool:
    """Tell whether a list after a phrase is of more of those before it: along with, as did.

    Args:
        words: the words.
        run: the list.
        begin: the word after the phrase.
    """
    start = max(begin, run.first - 1)
    led = [word.key for word in words[start : min(start + 3, run.head)]]
    if led == ["as", "well", "as"] or not _ALONG.isdisjoint(led):
        return True
    before = [word.key for word in words[max(begin, run.head - _NEAR) : run.head] if word.key != "the"]
    return tuple(before[-2:]) in _SO_DID


def _coordinate(clause: Clause, run: Run) -> Iterator[Run]:
    """Yield the lists that go on after one, each after the same preposition: by A, by B and by C."""
    last = run.last
    for other in clause.after(run.last):
        if other.first <= last:
            continue
        gap = [word.key for word in clause.words[last + 1 : other.head] if word.key not in _UNTIED]
        if not gap or gap[0] not in (",", "and", ";", "as") or not _TIES.issuperset(gap):
            return
        yield other
        last = other.last


def _exemplified(clause: Clause, phrase: Found[Predicate]) -> Run | None:
    """Return the list that says who they were of whom the phrase speaks: …, namely A and B."""
    run = next(clause.after(phrase.last), None)
    if run is None or run.first - phrase.last > FAR:
        return None
    led = {word.key for word in clause.words[max(run.first - 2, phrase.last + 1) : run.head]}
    sent = "from" in led and clause.has_representative(0, phrase.first)
    return run if (sent or not run.oblique) and not _EXAMPLES.isdisjoint(led) else None
