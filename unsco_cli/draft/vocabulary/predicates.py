"""What each phrase says that somebody did: whoever stands before it, or after it, or on both sides."""

from typing import Literal

from msgspec import Struct

from unsco_cli.draft.vocabulary import doing, done_by
from unsco_cli.models import Part


class Predicate(Struct, frozen=True):
    """What a phrase says that somebody did.

    Args:
        part: their part in the event.
        side: where they stand.
        hosting: whether the event was at their place.
        mutual: whether those on the other side did the same, as in a meeting.
        saying: whether it is about words, which may themselves tell of others.
        absent: whether it says that they were not there.
    """

    part: Part
    side: Literal["before", "after", "both"] = "before"
    hosting: bool = False
    mutual: bool = False
    saying: bool = False
    absent: bool = False


# Where a phrase stands in several of these tables, what it means in the first comes first.
_TABLES = (
    (Predicate("attended"), doing.ATTENDED),
    (Predicate("addressed", saying=True), doing.SAID),
    (Predicate("addressed"), doing.SPOKE),
    (Predicate("reported"), doing.REPORTED),
    (Predicate("organised"), doing.ORGANISED),
    (Predicate("organised", hosting=True), doing.HOSTED),
    (Predicate("moderated"), doing.MODERATED),
    (Predicate("attended", "both"), doing.REPRESENTED),
    (Predicate("addressed", "both"), doing.SPOKE_FOR),
    (Predicate("chaired"), doing.CHAIRED),
    (Predicate("signed"), doing.SIGNED),
    (Predicate("sent-message"), doing.SENT_MESSAGE),
    (Predicate("offered-floor"), doing.OFFERED_THE_FLOOR),
    (Predicate("attended", "both", mutual=True), doing.MET),
    (Predicate("offered-floor", "after"), done_by.OFFERED_THE_FLOOR),
    (Predicate("addressed", "after"), done_by.SPOKE),
    (Predicate("reported", "after"), done_by.REPORTED),
    (Predicate("attended", "after"), done_by.ATTENDED),
    (Predicate("attended", "both"), done_by.REPRESENTED),
    (Predicate("chaired", "after"), done_by.CHAIRED),
    (Predicate("moderated", "after"), done_by.MODERATED),
    (Predicate("organised", "after"), done_by.ORGANISED),
    (Predicate("organised", "after", hosting=True), done_by.HOSTED),
    (Predicate("signed", "after"), done_by.SIGNED),
    (Predicate("attended", "after", mutual=True), done_by.MET),
    (Predicate("sent-message", "after"), done_by.SENT_MESSAGE),
    (Predicate("attended", absent=True), doing.ABSENT),
)
PREDICATES = tuple((phrase, predicate) for predicate, table in _TABLES for phrase in table)
