"""Who took part, as far as they are gathered: each once, with the most that they did."""

from msgspec import Struct, structs

from unsco_cli.draft.findings import Finding, least
from unsco_cli.draft.names.gazetteer import Name
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.words import Sentence
from unsco_cli.models import Capacity, Part

# The more somebody did, the further to the left.
_PARTS: tuple[Part, ...] = (
    *("signed", "organised", "chaired", "moderated", "reported", "addressed", "received-message"),
    *("sent-message", "offered-floor", "attended"),
)


class Place(Struct, frozen=True):
    """A delegation, agency or group at the event, as far as it is gathered."""

    id: str
    named: Finding
    part: Finding
    capacity: Finding | None = None
    listed: bool = False


class Appears(Struct, frozen=True):
    """A person at the event, as far as they are gathered."""

    id: str
    name: Finding
    part: Finding
    post: Finding | None = None
    party: Finding | None = None
    known: bool = True


class Heading(Struct, frozen=True):
    """A heading over lines of a list, with the capacity that it gives those beneath, if it gives one."""

    sentence: Sentence
    capacity: Found[Capacity] | None = None

    def given_to(self, party: Found[Name]) -> Finding | None:
        """Return the capacity that it gives a party; those of states are no agency's."""
        capacity = self.capacity
        state = party.meaning.collection == "delegations"
        if capacity is None or not (state or capacity.meaning == "guest"):
            return None
        return capacity_in(capacity, self.sentence, "the heading of the list")


def capacity_in(found: Found[Capacity] | None, sentence: Sentence, reason: str) -> Finding | None:
    """Return the capacity that a sentence names, with its place, if it names one."""
    if found is None:
        return None
    return Finding(found.meaning, sentence.span(found.first, found.last), "high", reason)


def is_more(part: Finding, other: Finding) -> bool:
    """Tell whether one part is more than another."""
    return _PARTS.index(part.value) < _PARTS.index(other.value)


def keep_stronger(places: dict[str, Place], place: Place) -> None:
    """Keep of two mentions the one that says more, and a capacity that either gives."""
    held = places.get(place.id)
    if held is None:
        places[place.id] = place
        return
    part = place.part if is_more(place.part, held.part) else held.part
    # The name that a list has says more than that in somebody's post.
    fuller = place.listed and not held.listed
    sure = place.named if fuller or (place.capacity and not held.capacity) else held.named
    if place.part.value == held.part.value and place.part.confidence != held.part.confidence:
        part = structs.replace(part, confidence=least(place.part.confidence, part.confidence))
    places[place.id] = Place(
        place.id, sure, part, held.capacity or place.capacity, held.listed or place.listed
    )
