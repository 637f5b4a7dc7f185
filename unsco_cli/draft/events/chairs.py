"""Which states are said to have the chair of the SCO."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from unsco_cli.draft.findings import Finding
from unsco_cli.draft.names.gazetteer import Name
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.words import Sentence, Word, keyed
from unsco_cli.schema.drafts import Span

# So many words stand between a state and its presidency, at most and where something parts them.
_NEAR, _FAR = 8, 12
_CLOSE = 4
_FRAMED = ("as part of", "within the framework of", "in the framework of", "under the auspices of", "within")
_ARRANGED = {"organised", "held", "prepared", "convened", "arranged", "initiated", "hosted", "takes", "took"}
_PRESIDENCIES = {"presidency", "chairmanship", "chairship"}
_PRESIDING = {"chairs", "chairing", "chaired", "presides", "presiding", "presided"}
_ANOTHER = {"incoming", "next", "future"}
_PASSING = {"to", "pass", "passes", "passed"}
_HOLDING = {
    *("holds", "held", "holding", "has", "as", "which", "exercises", "assumed", ",", "is", "chairs"),
}


class Chair(Struct, frozen=True):
    """A state said to have the chair.

    Args:
        state: the state.
        framed: whether the event is said to be part of its presidency.
        place: where the state is named.
    """

    state: Finding
    framed: bool
    place: Span


class Chairs:
    """Finds who has the chair."""

    def __init__(self) -> None:
        self._framed: Phrases[str] = Phrases((phrase, phrase) for phrase in _FRAMED)

    def find(self, sentence: Sentence, names: Sequence[Found[Name]]) -> Iterator[Chair]:
        """Yield the states said to chair the SCO.

        Args:
            sentence: the sentence.
            names: the names of the store that are in it.
        """
        words = sentence.words
        presiding = [number for number in range(len(words)) if _presides(words, number)]
        if not presiding:
            return
        states = [one for one in names if one.meaning.collection == "delegations"]
        framed = self._framed_from(words)
        for number in _of_the_sco(words, names, presiding):
            state = _state_of(words, states, number)
            if state is not None:
                span = sentence.span(min(state.first, number), max(state.last, number))
                reason = f"it has the {words[number].key} of the SCO"
                article = state.first > 0 and words[state.first - 1].key == "the"
                place = sentence.span(state.first - article, state.last)
                yield Chair(Finding(state.meaning.id, span, "high", reason), number > framed, place)

    def _framed_from(self, words: Sequence[Word]) -> int:
        """Return from which word on a sentence has said that something was arranged as part of something."""
        arranged = next((number for number, word in enumerate(words) if word.key in _ARRANGED), len(words))
        framed = next(self._framed.within(words), None)
        return max(arranged, framed.first if framed else len(words))


def _presides(words: Sequence[Word], number: int) -> bool:
    """Tell whether a word is one for having the chair of the SCO, or may be."""
    key = words[number].key
    if key in _PRESIDENCIES:
        return True
    if key != "chair" and key not in _PRESIDING:
        return False
    near = set(keyed(words[max(0, number - _CLOSE) : number + _CLOSE + 1]))
    ours = not near.isdisjoint(("sco", "organisation"))
    if key == "chair":
        before = words[number - 1].key if number else ""
        return near.isdisjoint(_ANOTHER) and (ours or before in ("as", "'s", "current", "rotating"))
    after = words[number + 1].key if number + 1 < len(words) else ""
    return ours and after in ("the", "over", "sco") and "meeting" not in near


def _of_the_sco(
    words: Sequence[Word], names: Sequence[Found[Name]], presiding: Sequence[int]
) -> Iterator[int]:
    """Yield the presidencies that are not those of another body: of the Security Council, say."""
    bodies = [
        one for one in names if one.meaning.collection == "agencies" and not one.meaning.id.startswith("sco")
    ]
    firsts, lasts = {one.first for one in bodies}, {one.last for one in bodies}
    for number in presiding:
        after = range(number + 1, number + _CLOSE + 1)
        led = number + 1 < len(words) and words[number + 1].key in ("of", "in")
        if number - 1 not in lasts and not (led and not firsts.isdisjoint(after)):
            yield number


def _state_of(words: Sequence[Word], states: Sequence[Found[Name]], number: int) -> Found[Name] | None:
    """Return the state that has a presidency: the one it is of, or the nearest before it."""
    place = bisect_right(states, number + 1, key=lambda one: one.first)
    if place < len(states):
        state, between = states[place], keyed(words[number + 1 : states[place].first][: _NEAR + 1])
        if between[0] == "(":
            return state
        if len(between) <= _NEAR and between[0] in ("of", "by", "held", "exercised", "passed"):
            return state if _PASSING.isdisjoint(between) else None
    place = bisect_left(states, number, key=lambda one: one.last)
    return _holder(words, states[place - 1], number) if place else None


def _holder(words: Sequence[Word], state: Found[Name], number: int) -> Found[Name] | None:
    """Return the state before a presidency, where it has it."""
    distance = number - state.last - 1
    if distance > _FAR:
        return None
    between = keyed(words[state.last + 1 : number])
    if not {";", "."}.isdisjoint(between):
        return None
    owned = between[:1] == ["'s"] or state.meaning.form == "adjective"
    held = (owned and distance <= _NEAR) or distance <= 1 or not _HOLDING.isdisjoint(between)
    return state if held else None
