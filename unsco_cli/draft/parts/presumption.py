"""Who took part by lists that no phrase is about: named with a capacity, as representatives, or by post."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from unsco_cli.draft.parts.deeds import Clause, Deed
from unsco_cli.draft.parts.entries import Listed
from unsco_cli.draft.parts.lists import Run
from unsco_cli.draft.parts.predicates import FAR
from unsco_cli.draft.vocabulary import PREDICATES, REPRESENTATIVES, Predicate
from unsco_cli.draft.words import Word
from unsco_cli.models import Confidence, Part

# Words that make a list one of those who are spoken of, rather than of those who are there.
_SPOKEN_OF = {
    *("welcomed", "welcome", "granted", "granting", "status", "accession", "admitted", "invited", "route"),
    *("routes", "situation", "absent", "acceded", "founding", "founded", "become", "became", "becoming"),
    *("application", "borders", "border", "between", "towards", "will", "would", "may", "could", "should"),
    *("awarded", "recalled", "based", "against", "remain", "remains", "apply", "applied", "conflict"),
    *("sanctions", "such", "obtaining", "received", "decided", "decision", "admission", "like", "if", "than"),
    *("not", "no", "founders", "membership"),
}
# Words that say that those who are named spoke.
_WORDED = {
    *("statements", "speeches", "remarks", "addresses", "interventions", "presentations", "floor", "spoke"),
}
# Words for what somebody does with somebody.
_CONTACTS = {
    *("talks", "meeting", "meetings", "conversation", "conversations", "contacts", "discussed"),
    *("discussions", "negotiations", "dialogue", "consultations", "met", "exchange", "signed"),
}
# Words that say of what somebody is a member.
_BELONGING = {"members", "founders", "member", "membership", "neighbours", "seat"}
# Words before a list of those by whom somebody was sent, or something was followed.
_COMING = REPRESENTATIVES | _WORDED | {"sent", "followed", "attended"}
# Words before a colon that a list of those who were there follows.
_THERE = REPRESENTATIVES | {
    *("present", "participants", "attended", "represented", "guests", "hall", "came", "seats", "took"),
    "part",
}
_ENVOYS = REPRESENTATIVES - {"members", "bodies"}
# Words that say, in the present, of what something is made up.
_COMPOSING = {"comprises", "unites", "counts", "consists", "embraces", "includes", "has", "numbers", "are"}
_STANDING = {"member", "members", "observer", "observers", "partner", "partners"}
# What those did by whom something was done.
_PARTS_BY: dict[str, Part] = {
    phrase: one.part
    for phrase, one in PREDICATES
    if " " not in phrase and one.side == "before" and phrase.endswith("ed")
}
_ROOTS = ("un", "sco")
_PRAISED = ("thanked", "praised", "congratulated", "commended", "remembered", "quoted", "honoured")
# So many entries are many.
_MANY = 3
# A past tense has more letters than this.
_SHORT = 4


class _Setting(Struct, frozen=True):
    """What a sentence as a whole tells of the lists in it.

    Args:
        part: what those in them did.
        spoken_of: whether they may be spoken of without having been there.
        contact: whether somebody met somebody.
        belonging: whether it may be about members.
        coming: the first word by which somebody came.
        colon: the first colon that may stand before those who were there.
    """

    part: Part
    spoken_of: bool
    contact: bool
    belonging: bool
    coming: int
    colon: int


def _setting(words: Sequence[Word]) -> _Setting:
    keys = {word.key for word in words}
    there = _first(words, _THERE)
    return _Setting(
        "attended" if _WORDED.isdisjoint(keys) else "addressed",
        spoken_of=not _SPOKEN_OF.isdisjoint(keys),
        contact=not _CONTACTS.isdisjoint(keys),
        belonging=not _BELONGING.isdisjoint(keys),
        coming=_first(words, _COMING),
        colon=_first(words, {":"}, there),
    )


def _first(words: Sequence[Word], keys: AbstractSet[str], begin: int = 0) -> int:
    """Return the first word with one of some keys; where there is none, the end of the sentence."""
    numbers = range(begin, len(words))
    return next((number for number in numbers if words[number].key in keys), len(words))


def presumed(clause: Clause) -> Iterator[Deed]:
    """Yield what lists tell that no phrase is about.

    Args:
        clause: the sentence, with just those lists.
    """
    if not clause.runs:
        return
    setting = _setting(clause.words)
    for run in clause.runs:
        named = [one for one in run.entries if not one.group]
        sure = _sureness(clause, setting, run) if named and run.first not in clause.told else None
        if sure is not None:
            predicate = Predicate(_part_by(clause, run) or setting.part)
            yield from (Deed(one, predicate, one.first, one.last, sure) for one in named)


def _sureness(clause: Clause, setting: _Setting, run: Run) -> Confidence | None:
    """Return how sure it is that those in a list were there though no phrase says so, if it is at all."""
    if _is_by(clause, run) and _any_of(clause.words[max(0, run.first - 4) : run.first], ("is", "are")):
        return None
    if _is_spoken_well_of(clause, run) or _is_composition(clause, run):
        return None
    if any(_is_known(one) for one in run.entries) and _may_act(clause, setting, run):
        elsewhere = _any_of(clause.words[run.last : run.last + 3], ("will", "had"))
        return None if elsewhere else "medium"
    if setting.spoken_of or (setting.belonging and _is_defined(clause, run)):
        return None
    return _sureness_of_parties(clause, setting, run)


def _sureness_of_parties(clause: Clause, setting: _Setting, run: Run) -> Confidence | None:
    if _has_capacity(run) or _sent_by_many(clause, run) or _speaks_for_itself(clause, run):
        return "medium"
    if _is_by(clause, run) and setting.coming < run.first:
        return "medium"
    if _is_acting_body(clause, run):
        return "low"
    if _stands_by(clause, run) or (len(run.entries) > 1 and setting.colon < run.head):
        return "medium"
    subject = run.first == 0 or clause.key(run.first - 1) in (",", ";", ".", ":")
    return "low" if subject and not run.oblique and len(run.entries) >= _MANY else None


def _is_spoken_well_of(clause: Clause, run: Run) -> bool:
    """Tell whether somebody was thanked or praised, who need not have been there."""
    after = clause.words[run.last + 1 : run.last + 4]
    return _any_of(after, ("was", "were", "been")) and _any_of(after, _PRAISED)


def _any_of(words: Sequence[Word], keys: Sequence[str]) -> bool:
    return any(word.key in keys for word in words)


def _is_known(one: Listed) -> bool:
    """Tell whether a person is one of whom more is known than the name."""
    person = one.person
    return person is not None and bool(person.post or one.party or person.id)


def _has_capacity(run: Run) -> bool:
    return any(one.capacity is not None for one in run.entries)


def _is_by(clause: Clause, run: Run) -> bool:
    return "by" in (clause.key(run.first - 1), clause.key(run.first))


def _may_act(clause: Clause, setting: _Setting, run: Run) -> bool:
    """Tell whether those in a list do something, or somebody does it with them."""
    if not run.oblique or _is_by(clause, run):
        return True
    before = clause.key(run.first - 1)
    # With somebody presiding.
    presiding = before == "with" and clause.words[-2].key in ("presiding", "chair")
    return presiding or (before in ("with", "between") and setting.contact)


def _is_defined(clause: Clause, run: Run) -> bool:
    """Tell whether a sentence says what the members of something are, and not who came."""
    before = clause.words[max(0, run.first - 3) : run.first]
    return _any_of((*before, *clause.words[run.last + 1 : run.last + 3]), ("are", "is"))


def _is_composition(clause: Clause, run: Run) -> bool:
    """Tell whether a list says of which members, observers or partners something is made up."""
    before = {word.key for word in clause.words[max(0, run.first - FAR) : run.head]}
    made_up = not _COMPOSING.isdisjoint(before) and not _STANDING.isdisjoint(before)
    return made_up and not clause.has_representative(0, run.first)


def _sent_by_many(clause: Clause, run: Run) -> bool:
    """Tell whether a long list says whose officers or envoys they were that are named before it."""
    led = any(clause.key(number) in ("of", "from") for number in (run.first - 1, run.first))
    before = clause.words[max(0, run.first - FAR) : run.first]
    return led and len(run.entries) >= _MANY and any(word.key in _ENVOYS for word in before)


def _speaks_for_itself(clause: Clause, run: Run) -> bool:
    """Tell whether a list is named as one of those who speak for somebody, and not for the UN as such."""
    only = run.entries[0].party if len(run.entries) == 1 else None
    root = only is not None and only.meaning.id in _ROOTS
    if run.oblique or (root and run.first > 0):
        return False
    nouns = (one.last for one in run.entries if one.party and one.party.last < one.last)
    return clause.has_representative(run.first, run.head) or any(
        clause.key(number) in REPRESENTATIVES for number in nouns
    )


def _is_acting_body(clause: Clause, run: Run) -> bool:
    """Tell whether one body, not the UN or the SCO as such, is what a past tense is said of."""
    only = run.entries[0]
    if run.oblique or len(run.entries) > 1 or only.party is None or not only.is_body:
        return False
    after = clause.key(run.last + 1)
    return only.party.meaning.id not in _ROOTS and after.endswith("ed") and len(after) > _SHORT


def _stands_by(clause: Clause, run: Run) -> bool:
    """Tell whether a party's envoy is named right after it: Pakistan by U. F. Hayat."""
    after = run.last + 1
    following = next(clause.after(run.last), None) if clause.key(after) == "by" else None
    return following is not None and following.entries[0].person is not None and following.head <= after + 2


def _part_by(clause: Clause, run: Run) -> Part | None:
    """Return what was done by those by whom something was done: signed today by A and B."""
    before = run.first - 1
    if before < 1 or not _is_by(clause, run):
        return None
    numbers = range(before, max(-1, before - FAR), -1)
    keys = (clause.key(number) for number in numbers)
    return next((_PARTS_BY[key] for key in keys if key in _PARTS_BY), None)
