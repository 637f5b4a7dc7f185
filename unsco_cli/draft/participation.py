"""Who did what: the lists of a sentence, tied to the phrases that say what somebody did."""

from collections.abc import Container, Iterator, Sequence

from msgspec import Struct, structs

from unsco_cli.draft.lists import Listed, Run
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.vocabulary import ADVERBS, FUNCTION_WORDS, GLUE, PREDICATES, REPRESENTATIVES, Predicate
from unsco_cli.draft.words import Sentence, Word
from unsco_cli.models import Confidence, Part
from unsco_cli.schema.drafts import Span

# So many words at most stand between whoever did something and what they did.
_FAR = 14
# So many between a phrase such as "attended by" and whoever it is about.
_NEAR = 4
_CLAUSES = {
    "which",
    "that",
    "who",
    "where",
    "whose",
    "when",
    "while",
    "because",
    "whereas",
    "although",
    "how",
}


_NOUNS = {
    *(
        "states",
        "notes",
        "reports",
        "hosts",
        "addresses",
        "presents",
        "chairs",
        "visits",
        "remarks",
        "offers",
    ),
    *(
        "wishes",
        "appeals",
        "voices",
        "signs",
        "watches",
        "details",
        "receives",
        "briefs",
        "opens",
        "delivers",
    ),
    *("meets", "present", "address", "report", "host", "chair", "visit", "open", "set"),
}


class Deed(Struct, frozen=True):
    """Somebody in a list, with what a sentence says that they did.

    Args:
        who: who it was.
        predicate: what they did.
        first: the first word of the phrase that says so.
        last: the last.
        confidence: how sure it is that this phrase is about them.
        span: the place of the phrase, where it stands in another sentence.
    """

    who: Listed
    predicate: Predicate
    first: int
    last: int
    confidence: Confidence
    span: Span | None = None


class Participation:
    """Finds what the people, delegations and agencies in a sentence did."""

    def __init__(self) -> None:
        self._predicates: Phrases[Predicate] = Phrases(PREDICATES)

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
        runs = [one for one in runs if not _of_another_time(words, one)]
        phrases = list(self.phrases(sentence, runs))
        told = _told(sentence, phrases)
        if carried is not None and runs and runs[0].first <= 1 and not phrases:
            predicate, span = carried
            yield from (Deed(one, predicate, one.first, one.first, "medium", span) for one in runs[0].entries)
            return
        linked: set[int] = set()
        for phrase in phrases:
            for predicate in phrase.meanings:
                for deed in _deeds(words, runs, phrases, phrase, predicate, told):
                    linked.add(deed.who.first)
                    yield deed
        yield from _presumed(
            sentence, [one for one in runs if not linked & {who.first for who in one.entries}], told
        )

    def phrases(self, sentence: Sentence, runs: Sequence[Run] = ()) -> Iterator[Found[Predicate]]:
        """Yield the phrases that say what somebody did; adverbs within them are passed over."""
        words = sentence.words
        names = {
            number
            for run in runs
            for one in run.entries
            for number in range(one.first, one.last + 1)
            if one.party or one.person
        }
        numbers = [number for number, word in enumerate(words) if word.key not in ADVERBS or number in names]
        plain = [words[number] for number in numbers]
        for found in self._predicates.within(plain):
            first, last = numbers[found.first], numbers[found.last]
            noun = not sentence.heading and _may_be_noun(words, Found(first, last, found.meanings))
            if (
                not names & {*range(first, last + 1)}
                and not noun
                and not _done_to(words, first, found.meaning)
            ):
                yield _turned_round(words, Found(first, last, found.meanings), names)


def _done_to(words: Sequence[Word], first: int, predicate: Predicate) -> bool:
    """Tell whether something was done to whoever stands before a phrase, or had been done at another time."""
    number = first - 1
    while number > 0 and words[number].key in ADVERBS | {"already", "ever"}:
        number -= 1
    before = words[number].key if number >= 0 else ""
    if before in ("not", "never") and not predicate.absent:
        return True
    if predicate.saying and before in ("by", "the", "all", "other", "a", "an", "of"):
        # Invited guests, the stated aim.
        return True
    if before in ("had", "having"):
        return predicate.side != "after" and predicate.part not in ("sent-message", "organised")
    if before in ("is", "are") and predicate.part == "organised" and predicate.side == "after":
        return words[first].key == "held"
    plain = words[first].key in (
        "heard",
        "drew",
        "assembled",
        "united",
        "involved",
        "brought",
        "gathered",
        "received",
    )
    if predicate.side == "after" and plain and before in ("been", "was", "were", "be"):
        return True
    passive = before in ("was", "were", "been", "be", "being", "is", "are")
    participle = words[first].key.endswith("ed") or words[first].key in ("held", "put", "set", "led", "sent", "met")
    return passive and predicate.side != "after" and participle and not predicate.absent


def _of_another_time(words: Sequence[Word], run: Run) -> bool:
    """Tell whether a list is of those who held an office before."""
    near = {word.key for word in words[max(0, run.first - _NEAR - 2) : run.entries[0].first]}
    return bool(near & {"predecessor", "successor", "succeeded", "replaced", "predecessors"})


def _may_be_noun(words: Sequence[Word], found: Found[Predicate]) -> bool:
    """Tell whether a phrase is one word that is as often a noun; only headings are told in the present."""
    return found.first == found.last and words[found.first].key in _NOUNS


def _turned_round(words: Sequence[Word], found: Found[Predicate], names: Container[int]) -> Found[Predicate]:
    """Return a phrase that stands before whoever it is about: participating in the meeting were …"""
    begins = found.first == 0 or words[found.first - 1].key in (",", "also", ";", ".", "and")
    among = any(
        words[number].key == "among" for number in range(max(0, found.first - _NEAR - 1), found.first)
    )
    participle = words[found.first].key.endswith(("ing", "ed"))
    if found.meaning.side != "before" or not (among or (begins and participle)):
        return found
    for number in range(found.last + 1, min(found.last + _FAR, len(words))):
        if number in names or words[number].key in (",", ";", "."):
            break
        if words[number].key in ("were", "was", "are", "is", ":"):
            part: Part = "attended" if found.meaning.saying else found.meaning.part
            turned = tuple(
                structs.replace(one, side="after", saying=False, part=part) for one in found.meanings
            )
            return Found(found.first, number, turned)
    return found


def _of_another_occasion(words: Sequence[Word]) -> range:
    """Return the words of a sentence that are about an event beside which this one took place."""
    for number, word in enumerate(words):
        if word.key in ("sidelines", "margins", "coincide", "coincided", "ahead", "eve"):
            for after in range(number + 1, len(words)):
                if words[after].key in ("which", "where", "that", "whose"):
                    return range(after, len(words))
                if words[after].key in (";", "."):
                    break
    return range(0)


def _within(ranges: Sequence[range], number: int) -> bool:
    return any(number in one for one in ranges)


def _told(sentence: Sentence, phrases: Sequence[Found[Predicate]]) -> list[range]:
    """Return the words of a sentence that repeat what somebody said, or tell of another occasion."""
    words = sentence.words
    ranges: list[range] = []
    for phrase in phrases:
        if not phrase.meaning.saying or phrase.first == 0 or any(phrase.first in one for one in ranges):
            continue
        end = next(
            (number for number in range(phrase.last, len(words)) if words[number].key == ";"), len(words)
        )
        begin = phrase.last + 1
        for number in range(phrase.last + 1, min(end, phrase.last + _FAR)):
            if words[number].key in _CLAUSES:
                begin = number
                break
        ranges.append(range(begin, end))
    return [*ranges, _of_another_occasion(words)]


def _deeds(
    words: Sequence[Word],
    runs: Sequence[Run],
    phrases: Sequence[Found[Predicate]],
    phrase: Found[Predicate],
    predicate: Predicate,
    told: Sequence[range],
) -> Iterator[Deed]:
    inside = _within(told, phrase.first)
    if predicate.side in ("before", "both"):
        run = _before(words, runs, phrases, phrase)
        if run is not None and (not (inside or _within(told, run.last)) or _person_close(run, phrase)):
            own = predicate.mutual and len(run.entries) == 1 and _is_body(run.entries[0])
            # A body that met is what it was a meeting of.
            if not own or _after(words, runs, phrases, phrase) is not None:
                yield from _of(run, predicate, phrase)
            for other in runs:
                if other.entries[0].first > phrase.last and _along(words, other, phrase) and not inside:
                    yield from _of(other, predicate, phrase)
        elif inside and not predicate.saying:
            return
        elif run is None and predicate.saying and _inverted(words, phrase):
            follower = _after(words, runs, phrases, phrase)
            if follower is not None and follower.entries[0].person is not None:
                yield Deed(follower.entries[0], predicate, phrase.first, phrase.last, "medium")
        elif run is None and not predicate.saying:
            follower = _exemplified(words, runs, phrase)
            if follower is not None:
                yield from _of(follower, predicate, phrase)
    if predicate.side in ("after", "both"):
        run = _after(words, runs, phrases, phrase)
        if run is None or inside or (predicate.mutual and words[phrase.first - 1].key == "'s"):
            return
        named = words[phrase.last].key == "of" and predicate.part == "attended"
        for one in (run, *_coordinate(words, runs, run)):
            deeds = _of(one, _as_reported(words, predicate, phrase), phrase)
            # The meeting of a council is not one that the council came to.
            yield from (deed for deed in deeds if not (named and _is_body(deed.who)))


def _coordinate(words: Sequence[Word], runs: Sequence[Run], run: Run) -> Iterator[Run]:
    """Yield the lists that go on after one, each after the same preposition: by A, by B and by C."""
    last = run.last
    for other in runs:
        if other.first <= last:
            continue
        gap = [words[number].key for number in range(last + 1, other.entries[0].first)]
        core = [key for key in gap if key not in _FILLERS | REPRESENTATIVES | (GLUE - _TIES)]
        if not core or core[0] not in (",", "and", ";", "as") or not {*core} <= _TIES:
            return
        yield other
        last = other.last


def _is_body(who: Listed) -> bool:
    return who.person is None and who.party is not None and who.party.meaning.collection == "agencies"


def _of(run: Run, predicate: Predicate, phrase: Found[Predicate]) -> Iterator[Deed]:
    for one in run.entries:
        if predicate.part == "chaired" and one.person is None and predicate.side == "after":
            # The chairmanship of a state is that of the SCO.
            continue
        doubtful = predicate.saying and one.person is None
        yield Deed(one, predicate, phrase.first, phrase.last, "medium" if doubtful else "high")


def _along(words: Sequence[Word], run: Run, phrase: Found[Predicate]) -> bool:
    """Tell whether a list after a phrase is of more of those before it: along with, together with."""
    led = [word.key for word in words[max(phrase.last + 1, run.first - 1) : run.entries[0].first]]
    before = [
        word.key
        for word in words[max(phrase.last + 1, run.entries[0].first - 4) : run.entries[0].first]
        if word.key != "the"
    ]
    if before[-2:] in (
        ["as", "did"],
        ["so", "were"],
        ["so", "did"],
        ["as", "were"],
        ["as", "was"],
        ["so", "was"],
        ["so", "had"],
        ["as", "had"],
    ):
        return True
    return bool({"along", "together", "alongside"} & {*led[:3]}) or led[:3] == ["as", "well", "as"]


_TIES = {",", "and", ";", "with", "by", "from", "of", "as", "well", "for", "to", "–", ")", "(", ":"}
_FILLERS = {
    "the",
    "secretariats",
    "secretariat",
    "representatives",
    "representative",
    "delegations",
    "also",
    "mr",
    "ms",
}
# Words that make a list one of those who are spoken of, rather than of those who are there.
_SPOKEN_OF = {
    *(
        "welcomed",
        "welcome",
        "granted",
        "granting",
        "status",
        "accession",
        "admitted",
        "invited",
        "route",
        "routes",
    ),
    *("situation", "absent", "acceded", "founding", "founded", "become", "became", "becoming", "application"),
    *(
        "borders",
        "border",
        "between",
        "towards",
        "will",
        "would",
        "may",
        "could",
        "should",
        "became",
        "awarded",
    ),
    *(
        "recalled",
        "based",
        "against",
        "remain",
        "remains",
        "apply",
        "applied",
        "conflict",
        "sanctions",
        "such",
    ),
    *(
        "obtaining",
        "received",
        "decided",
        "decision",
        "admission",
        "like",
        "if",
        "than",
        "not",
        "no",
        "founders",
        "membership",
    ),
}
_AUXILIARIES = {"is", "are", "was", "were", "has", "have", "had", "will", "been", "be", "then", "too"}
_WORDED = {
    "statements",
    "speeches",
    "remarks",
    "addresses",
    "interventions",
    "presentations",
    "floor",
    "spoke",
}
_MANY = 3


_AGENT_PARTS: dict[str, Part] = {
    phrase: one.part
    for phrase, one in PREDICATES
    if " " not in phrase and one.side == "before" and phrase.endswith("ed")
}


def _presumed(sentence: Sentence, runs: Sequence[Run], told: Sequence[range]) -> Iterator[Deed]:
    """Yield what lists tell that no phrase is about: named with a capacity, as representatives, or by post."""
    words = sentence.words
    keys = {word.key for word in words}
    spoken_of = bool(keys & _SPOKEN_OF)
    part: Part = "addressed" if keys & _WORDED else "attended"
    for run in runs:
        if _within(told, run.first) or all(one.group for one in run.entries):
            continue
        grade = _presumable(words, run, runs, spoken_of=spoken_of)
        if grade is not None:
            predicate = Predicate(_agent_part(words, run) or part)
            for one in (entry for entry in run.entries if not entry.group):
                yield Deed(one, predicate, one.first, one.last, grade)


def _presumable(
    words: Sequence[Word], run: Run, runs: Sequence[Run], *, spoken_of: bool
) -> Confidence | None:
    """Return how sure it is that those in a list were there though no phrase says so; None where it is not."""
    people = [
        one
        for one in run.entries
        if one.person is not None and (one.person.post or one.party or one.person.id)
    ]
    before = words[run.first - 1].key if run.first else ""
    by = before == "by" or words[run.first].key == "by"
    if by and {"is", "are"} & {word.key for word in words[max(0, run.first - 4) : run.first]}:
        return None
    met = before in ("with", "between") and bool(_CONTACTS & {word.key for word in words})
    if people and (
        by or met or not run.oblique or (before == "with" and words[-2].key in ("presiding", "chair"))
    ):
        return (
            "medium" if not {"will", "had"} & {word.key for word in words[run.last : run.last + 3]} else None
        )
    if spoken_of or _defined(words, run):
        return None
    if _sent_by_many(words, run):
        return "medium"
    if any(one.capacity is not None for one in run.entries) or (by and _came_by(words, run)):
        return "medium"
    led = {word.key for word in words[run.first : run.entries[0].first]}
    led |= {words[one.last].key for one in run.entries if one.party and one.party.last < one.last}
    only = run.entries[0].party
    root = len(run.entries) == 1 and only is not None and only.meaning.id in ("un", "sco")
    if led & REPRESENTATIVES and not run.oblique and not (root and run.first > 0):
        return "medium"
    if _acts(words, run):
        return "low"
    if _stands_by(words, run, runs) or (len(run.entries) > 1 and _announced(words, run)):
        return "medium"
    subject = run.first == 0 or words[run.first - 1].key in (",", ";", ".", ":")
    return "low" if subject and not run.oblique and len(run.entries) >= _MANY else None


_CONTACTS = {
    *(
        "talks",
        "meeting",
        "meetings",
        "conversation",
        "conversations",
        "contacts",
        "discussed",
        "discussions",
    ),
    *("negotiations", "dialogue", "consultations", "met", "exchange", "signed"),
}


def _defined(words: Sequence[Word], run: Run) -> bool:
    """Tell whether a sentence says what the members of something are, and not who came."""
    keys = [word.key for word in words]
    copula = {"are", "is"} & {*keys[max(0, run.first - 3) : run.first], *keys[run.last + 1 : run.last + 3]}
    return bool(copula) and bool(
        {"members", "founders", "member", "membership", "neighbours", "seat"} & {*keys}
    )


def _sent_by_many(words: Sequence[Word], run: Run) -> bool:
    """Tell whether a long list says whose officers or envoys they were that are named before it."""
    led = words[run.first].key in ("of", "from") or (
        run.first > 0 and words[run.first - 1].key in ("of", "from")
    )
    before = {word.key for word in words[max(0, run.first - _FAR) : run.first]}
    return led and len(run.entries) >= _MANY and bool(before & (REPRESENTATIVES - {"members", "bodies"}))


def _acts(words: Sequence[Word], run: Run) -> bool:
    """Tell whether one body, not the UN or the SCO as such, is what a past tense is said of."""
    only = run.entries[0]
    if (
        run.oblique
        or len(run.entries) > 1
        or not _is_body(only)
        or only.party is None
        or only.party.meaning.id in ("un", "sco")
    ):
        return False
    after = words[run.last + 1].key if run.last + 1 < len(words) else ""
    return after.endswith("ed") and len(after) > _NEAR


def _came_by(words: Sequence[Word], run: Run) -> bool:
    """Tell whether what was done "by" a list was that somebody came."""
    return bool(
        {word.key for word in words[: run.first]}
        & (REPRESENTATIVES | _WORDED | {"sent", "followed", "attended"})
    )


def _announced(words: Sequence[Word], run: Run) -> bool:
    """Tell whether a colon stands before a list, after words for those who were there."""
    colon = next(
        (number for number in range(run.entries[0].first - 1, -1, -1) if words[number].key == ":"), None
    )
    return colon is not None and bool({word.key for word in words[:colon]} & (REPRESENTATIVES | _THERE))


_THERE = {
    "present",
    "participants",
    "attended",
    "represented",
    "guests",
    "hall",
    "came",
    "seats",
    "took",
    "part",
}


def _stands_by(words: Sequence[Word], run: Run, runs: Sequence[Run]) -> bool:
    """Tell whether a party's envoy is named right after it: Pakistan by U. F. Hayat."""
    after = run.last + 1
    following = next((one for one in runs if one.first > run.last), None)
    named = (
        following is not None
        and following.entries[0].person is not None
        and following.entries[0].first <= after + 2
    )
    return named and after < len(words) and words[after].key == "by"


def _agent_part(words: Sequence[Word], run: Run) -> Part | None:
    """Return what was done by those by whom something was done: signed today by A and B."""
    before = run.first - 1
    if before < 1 or "by" not in (words[before].key, words[run.first].key):
        return None
    for number in range(before, max(-1, before - _FAR), -1):
        if words[number].key in _AGENT_PARTS:
            return _AGENT_PARTS[words[number].key]
    return None


def _as_reported(words: Sequence[Word], predicate: Predicate, phrase: Found[Predicate]) -> Predicate:
    """Return what was done by those by whom reports were given, made or presented."""
    if predicate.part != "addressed" or predicate.side != "after":
        return predicate
    before = [words[number].key for number in range(max(0, phrase.first - _FAR), phrase.first)]
    return structs.replace(predicate, part="reported") if {"reports", "report"} & {*before} else predicate


def _exemplified(words: Sequence[Word], runs: Sequence[Run], phrase: Found[Predicate]) -> Run | None:
    """Return the list that says who they were of whom the phrase speaks: …, namely A and B."""
    for run in runs:
        if run.first > phrase.last:
            led = [
                words[number].key
                for number in range(max(run.first - 2, phrase.last + 1), run.entries[0].first)
            ]
            sent = "from" in led and bool({word.key for word in words[: phrase.first]} & REPRESENTATIVES)
            near = run.first - phrase.last <= _FAR and (not run.oblique or sent)
            return run if near and {"namely", "including", "them", "these", "from", ":"} & {*led} else None
    return None


def _person_close(run: Run, phrase: Found[Predicate]) -> bool:
    """Tell whether a person stands right before what they said: a new speaker in the same sentence."""
    return run.entries[-1].person is not None and phrase.first - run.last <= _NEAR


def _inverted(words: Sequence[Word], phrase: Found[Predicate]) -> bool:
    """Tell whether what was said stands before the phrase, as a quotation does."""
    before = phrase.first - 1
    return before < 0 or words[before].key in (",", '"')


def _before(
    words: Sequence[Word], runs: Sequence[Run], phrases: Sequence[Found[Predicate]], phrase: Found[Predicate]
) -> Run | None:
    """Return the list that is what the phrase is said of: the nearest before it that acts."""
    for run in reversed(runs):
        if run.last >= phrase.first:
            continue
        if (
            run.oblique
            or _in_relative_clause(words, run, phrase)
            or _as_said(words, run)
            or _object_of_another(words, run, phrases, phrase)
        ):
            if phrase.first - run.last > _FAR:
                return None
            continue
        gap = [words[number] for number in range(run.last + 1, phrase.first)]
        if any(word.key in (";", ":") for word in gap) or _of_another_subject(gap):
            return None
        crossed = any(
            run.last < other.first < phrase.first and other.meaning.side == "before" for other in phrases
        )
        aside = len([word for word in gap if word.key == ","]) >= 2  # noqa: PLR2004
        if len(gap) > _FAR * (2 if aside or crossed else 1):
            return None
        return run
    return None


def _of_another_subject(gap: Sequence[Word]) -> bool:
    """Tell whether a clause with a subject of its own begins between a list and a phrase: which the host convened."""
    for number in range(len(gap) - 1, -1, -1):
        if gap[number].key in ("which", "whom", "that", "where", "when", "while"):
            closed = any(word.key == "," for word in gap[number:])
            rest = [word for word in gap[number + 1 :] if word.key not in ADVERBS | _AUXILIARIES]
            return bool(rest) and not closed
    return False


def _in_relative_clause(words: Sequence[Word], run: Run, phrase: Found[Predicate]) -> bool:
    """Tell whether a list stands in a clause that a comma closes before the phrase: X, who heads Y, attended."""
    closed = "," in [word.key for word in words[run.last + 1 : phrase.first]]
    number = run.entries[0].first - 1
    while number > 0 and words[number].key not in (",", ";", "."):
        if words[number].key in ("who", "which", "whose", "where"):
            return closed
        number -= 1
    return False


def _as_said(words: Sequence[Word], run: Run) -> bool:
    """Tell whether a list is of those whose words are repeated: as Russia has announced."""
    first = words[run.first]
    if run.first and words[run.first - 1].key in ("what", "how", "whether", "why"):
        return True
    return first.key == "as" and not (run.first + 1 < len(words) and words[run.first + 1].key == "well")


def _object_of_another(
    words: Sequence[Word], run: Run, phrases: Sequence[Found[Predicate]], phrase: Found[Predicate]
) -> bool:
    """Tell whether a list belongs to a phrase before it: "attended by A and B was opened"."""
    for other in phrases:
        if other.first >= phrase.first or other.last >= run.entries[0].first:
            continue
        if 0 <= run.first - other.last - 1 <= _NEAR or run.first <= other.last:
            after = [words[number].key for number in range(other.last + 1, run.first)]
            return other.meaning.side != "before" or not any(key in ("and", ",", ";") for key in after)
    return False


def _after(
    words: Sequence[Word], runs: Sequence[Run], phrases: Sequence[Found[Predicate]], phrase: Found[Predicate]
) -> Run | None:
    """Return the list that stands right after a phrase, and after no other."""
    for run in runs:
        head = run.entries[0].first
        if head <= phrase.last:
            if run.last > phrase.last:
                # The phrase itself is of words that may lead up to a list.
                rest = tuple(one for one in run.entries if one.first > phrase.last)
                return Run(phrase.last + 1, run.last, rest, oblique=False) if rest else None
            continue
        if any(phrase.last < other.first < head and other.meaning.side != "before" for other in phrases):
            return None
        gap = range(phrase.last + 1, max(run.first, phrase.last + 1))
        stops = any(words[number].key in (".", ";", *_CLAUSES) for number in gap)
        loose = sum(words[number].key not in FUNCTION_WORDS for number in gap)
        return None if stops or loose > _NEAR else run
    return None
