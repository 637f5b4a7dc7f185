"""The checks there are, in the order in which they run."""

from collections.abc import Iterable, Iterator

from unsco_cli.errors import UsageError, did_you_mean, quoted
from unsco_cli.validate import evidence, references, shape, time
from unsco_cli.validate.acceptance import Accepted, acceptances
from unsco_cli.validate.contents import Contents, Place
from unsco_cli.validate.problems import Check, Problem, by_place, cited


def acceptance_problems(contents: Contents) -> Iterator[Problem]:
    """Find accepted problems that are not there, that have no reason, or of checks that do not exist."""
    found: dict[str, dict[Place, list[Problem]]] = {}
    for one in acceptances(contents):
        name = one.said.check
        if name not in CHECKS or name == "acceptances":
            yield one.problem(f"there is no check {cited(name)} whose problems could be accepted")
            continue
        if not one.said.note.strip():
            yield one.problem(f"no note says why what the check {name} finds there is right")
            continue
        if name not in found:
            found[name] = by_place(CHECKS[name].problems(contents))
        if not any(one.covers(problem) for problem in found[name].get(one.where, ())):
            yield one.problem(f"the check {name} finds no problem at {cited(one.said.path)}")


def problems_of(
    check: Check, contents: Contents, accepting: Iterable[Accepted]
) -> tuple[list[Problem], list[Accepted]]:
    """Return what a check finds, and apart from that what is accepted with a reason."""
    # What is wrong with acceptances can't be accepted.
    excuses = by_place(one for one in accepting if one.said.check == check.name != "acceptances")
    problems: list[Problem] = []
    accepted: list[Accepted] = []
    for problem in check.problems(contents):
        by = next((one for one in excuses.get(problem.where, ()) if one.covers(problem)), None)
        if by is None:
            problems.append(problem)
        else:
            accepted.append(by.with_problem(problem))
    return problems, accepted


CHECKS = {
    check.name: check
    for check in (
        Check(
            "text",
            "a file that is no UTF-8, no JSON, or no object of collections",
            "Nothing in such a file can be read; all other checks find nothing. Mend the place that is "
            "named.",
            shape.text_problems,
        ),
        Check(
            "shape",
            "collections and fields that are missing, unknown or of the wrong type",
            "Other commands refuse a record that does not have its shape. 'unsco schema' prints the shapes.",
            shape.shape_problems,
        ),
        Check(
            "ids",
            "ids that are not the key of their record, are unsafe in a shell, or stand twice",
            "An id names one record for ever, over all collections. Of two records under one key "
            "readers see the last.",
            shape.id_problems,
        ),
        Check(
            "dates",
            "dates that no calendar has, or that are written otherwise than 2018, 2018-11 or 2018-11-27",
            "Write what the source gives, as precisely as it does; leave an unknown date out.",
            shape.date_problems,
        ),
        Check(
            "references",
            "ids of records that do not exist",
            "Every participant, person, document, chair and source is a record. Add it, or correct the id.",
            references.reference_problems,
        ),
        Check(
            "topics",
            "topics that are not in the vocabulary",
            "Topics are few, so that a filter finds all it should. Choose one of 'unsco list topics', "
            "or add one.",
            references.topic_problems,
        ),
        Check(
            "addresses",
            "two sources with one address, and addresses that are none",
            "A page is one source; two records of it would count it twice. Cite the one that is there.",
            references.address_problems,
        ),
        Check(
            "names",
            "names that two records answer to",
            "Neither could be asked for by it. Make titles tell events apart, and drop the alias or the "
            "adjective from one of them.",
            references.name_problems,
        ),
        Check(
            "repetitions",
            "lists that name a record twice",
            "It would be counted twice. Join the entries.",
            references.repetition_problems,
        ),
        Check(
            "relations",
            "related events of which only one names the other, and events that name themselves",
            "Whoever looks at either should be led to the other. Name them in both.",
            references.relation_problems,
        ),
        Check(
            "involvement",
            "events with a UN body among those who came, said to be without the UN, and the other way round",
            "'list events --un-involved' asks for this. Set un_involved, or correct who came; of an event "
            "that was part of a UN session, and names no UN body, accept it with a note.",
            references.involvement_problems,
        ),
        Check(
            "periods",
            "periods and events that end before they begin",
            "Periods are half-open: the day in 'until' is the first one after. One of the dates is wrong.",
            time.period_problems,
        ),
        Check(
            "precision",
            "dates that are more precise than every source they rest on",
            "A date is as precise as its source, and never filled up. Shorten it, or cite who gives the day.",
            time.precision_problems,
        ),
        Check(
            "disagreements",
            "sources that give another date than the record, where no conflict says so",
            "Both stay, with a note: add a conflict with the field, what each says, and what was settled on.",
            time.disagreement_problems,
        ),
        Check(
            "status-gaps",
            "time between two statuses of a delegation in which it held none",
            "A status ends on the day on which the next begins; the successor holds that day.",
            time.gap_problems,
        ),
        Check(
            "status-overlaps",
            "a status that begins while the one before it lasts",
            "A delegation holds one status at a time. Set 'until' to the day on which the next begins.",
            time.overlap_problems,
        ),
        Check(
            "status-transitions",
            "a status that can't follow the one before it, or can't begin on its day",
            "Founders are members from 2001-06-15 on; others begin as observers or partners; members stay "
            "members; observers and dialogue partners were merged into partners on 2025-09-01.",
            time.transition_problems,
        ),
        Check(
            "capacity",
            "delegations at an event in another capacity than the status they held that day",
            "Find out which is wrong. Where the source itself says so, keep it and accept the problem "
            "with a note.",
            time.capacity_problems,
        ),
        Check(
            "chair",
            "events whose SCO chair did not hold the chairmanship that day",
            "The chair passes at the close of a summit. One of the event and the chairmanship is wrong.",
            time.chair_problems,
        ),
        Check(
            "unsourced",
            "facts that rest on no source",
            "A fact ships only with a source that was seen. Cite one, or leave the fact out.",
            evidence.unsourced_problems,
        ),
        Check(
            "citations",
            "citations and conflicts for fields that the record does not have, or that need no source",
            "Such a citation proves nothing. Name the field that rests on it, or none where all do.",
            evidence.citation_problems,
        ),
        Check(
            "acceptances",
            "accepted problems that are not there, or are accepted without a reason",
            "What is accepted has to be a problem of the named check, at that place, with a note. Drop "
            "what is stale.",
            acceptance_problems,
        ),
    )
}


class UnknownCheck(UsageError):
    """A check was asked for that does not exist."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"no check is called {quoted(found)}{did_you_mean(found.lower(), CHECKS)} "
            f"(checks: {', '.join(CHECKS)})"
        )


def check_named(name: str) -> Check:
    """Return the check with this name.

    Raises:
        UnknownCheck: there is none.
    """
    if name.lower() not in CHECKS:
        raise UnknownCheck(name)
    return CHECKS[name.lower()]
