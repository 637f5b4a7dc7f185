"""Why a change is not made: every problem that it would bring into a store."""

from collections.abc import Callable, Iterator, Sequence

from unsco_cli.errors import legible
from unsco_cli.schema.changes import Change, Refused, Revision
from unsco_cli.validate.acceptance import acceptances
from unsco_cli.validate.checks import CHECKS, problems_of
from unsco_cli.validate.contents import Contents
from unsco_cli.validate.problems import Problem
from unsco_cli.validate.scope import scope_of

# What may be wrong only because something that was given could not be read.
_OF_OTHERS = ("references", "topics", "relations", "involvement", "acceptances")

Found = tuple[str, Problem]


def refuse(before: Contents, revision: Revision, step: Callable[[str], None]) -> None:
    """Refuse a change that brings problems into a store, or that can't be read.

    Problems that the store has had already are no reason.

    Args:
        before: the store without the change.
        revision: the change.
        step: is told which check comes next.

    Raises:
        Refused: with a line for each problem: where it was given, record and field, what is wrong, the check.
    """
    checks = [name for name in CHECKS if not (revision.faults and name in _OF_OTHERS)]
    scope = scope_of(before, revision.changes)
    found = list(_problems(before.patched(revision.changes).within(scope), checks, step))
    if found:
        had = set(_problems(before.within(scope), checks, lambda _check: None))
        found = [one for one in found if one not in had]
    lines = [*revision.faults, *revision.obstacles, *_lines(found, revision.changes)]
    if lines:
        count = f"{len(lines)} problem{'s' * (len(lines) != 1)}"
        check = found[0][0] if found else None
        told = f"; 'unsco validate --explain {check}' tells what to do" if check else ""
        raise Refused(f"nothing was changed: {count}{told}", lines)


def _problems(contents: Contents, checks: Sequence[str], step: Callable[[str], None]) -> Iterator[Found]:
    accepting = tuple(acceptances(contents))
    for name in checks:
        step(f"checking {name}")
        for problem in problems_of(CHECKS[name], contents, accepting)[0]:
            yield name, problem


def _lines(found: Sequence[Found], changes: Sequence[Change]) -> Iterator[str]:
    places = {(change.collection, change.id): change.place for change in changes if change.place}
    for check, problem in found:
        place = places.get(problem.where)
        record = "/".join(filter(None, problem.where))
        where = " ".join(filter(None, (record, problem.path)))
        yield legible(": ".join(filter(None, (place, where, f"{problem.message} [{check}]"))))
