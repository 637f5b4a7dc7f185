"""The kinds of events that a sentence tells by what was done."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from unsco_cli.draft.findings import Finding
from unsco_cli.draft.words import Sentence, keyed
from unsco_cli.models import Confidence, EventKind

# So many words before, and after, what was done is told of what.
_BEFORE, _AFTER = 24, 16
_BESIDE = ("margins", "sidelines")
_EVENTS = {"event", "events", "gathering"}


class _Act(Struct, frozen=True):
    """What tells a kind.

    Args:
        kind: the kind.
        words: the words for what was done.
        reason: what they say.
        confidence: how sure that is.
        near: words of which one stands near them; none where nothing has to.
        assembly: whether the sentence names an assembly, too.
    """

    kind: EventKind
    words: AbstractSet[str]
    reason: str
    confidence: Confidence = "medium"
    near: AbstractSet[str] = frozenset()
    assembly: bool = False


_ACTS = (
    _Act(
        "signing",
        {"signed", "sign", "signs", "signing", "concluded", "inked", "signatures"},
        "a document was signed",
        "high",
        {"memorandum", "memoranda", "mou", "agreement", "protocol"},
    ),
    _Act(
        "adoption", {"adopted", "adopts"}, "a resolution was adopted", "high", {"resolution"}, assembly=True
    ),
    _Act("meeting", {"met", "meets", "meet", "received", "talks"}, "they met"),
    _Act(
        "address",
        {"addressed", "addresses", "spoke", "floor", "speech", "told"},
        "a session was addressed",
        near={"session", "council"},
    ),
)
_BY_WORD = {word: act for act in _ACTS for word in act.words}


def acts_in(sentence: Sentence) -> Iterator[Finding]:
    """Yield the kinds that a sentence tells by what was done."""
    keys = keyed(sentence.words)
    events = next((number for number, key in enumerate(keys) if key in _EVENTS), len(keys))
    for number, key in enumerate(keys):
        span = sentence.span(number, number)
        act = _BY_WORD.get(key)
        if key in _BESIDE and number > events:
            yield Finding("side-event", span, "medium", "it was held beside something else")
        elif act is not None and _fits(act, keys, number):
            yield Finding(act.kind, span, act.confidence, act.reason)


def _fits(act: _Act, keys: Sequence[str], number: int) -> bool:
    near = keys[max(0, number - _BEFORE) : number + _AFTER]
    return (not act.near or not act.near.isdisjoint(near)) and (not act.assembly or "assembly" in keys)
