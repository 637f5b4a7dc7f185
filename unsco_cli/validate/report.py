"""What the checks found, as an answer."""

from collections.abc import Iterable

from unsco_cli.errors import ExitCode, UnscoError, legible
from unsco_cli.schema import COLLECTIONS, ResultSet, Row, Sheet
from unsco_cli.validate.acceptance import Accepted, acceptances
from unsco_cli.validate.checks import CHECKS, problems_of
from unsco_cli.validate.contents import Contents
from unsco_cli.validate.problems import Check, Problem

FOUND = ("check", "collection", "id", "path", "message")
ACCEPTED = (*FOUND, "reason")


def report(contents: Contents, checks: Iterable[Check], where: str, *, accepted: bool) -> ResultSet:
    """Return a row for each problem, or for each one that is accepted.

    Args:
        contents: the store.
        checks: the checks to run; all of them if there are none.
        where: the file, for the title.
        accepted: whether the accepted problems are asked for instead.
    """
    # Each once, however often it was asked for.
    chosen = tuple({check.name: check for check in checks}.values()) or tuple(CHECKS.values())
    accepting = tuple(acceptances(contents))
    found = {check.name: problems_of(check, contents, accepting) for check in chosen}
    problems = [(name, problem) for name, (these, _) in found.items() for problem in these]
    excused = [one for _, these in found.values() for one in these]
    rows = [_accepted(one) for one in excused] if accepted else [Row(_cells(*one)) for one in problems]
    count = sum(len(contents.tables.get(name, {})) for name in COLLECTIONS)
    ran = f"{len(chosen)} check{'s' * (len(chosen) != 1)}, {count} records"
    named = "" if accepted else ", ".join(dict.fromkeys(map(_name, excused)))
    none = "Nothing is accepted" if accepted else "No problem"
    columns = ACCEPTED if accepted else FOUND
    return ResultSet(
        title=f"{'Accepted problems' if accepted else 'Problems'} of {where}",
        columns=columns,
        available=columns,
        rows=tuple(rows),
        empty=f"{none}: {ran}.{f' Accepted: {named}.' if named else ''}",
        notes=(f"accepted, with a reason: {named}",) if named and rows else (),
        vital=("id", "message"),
        whole=False,
    )


class ProblemsFound(UnscoError):
    """There are problems: an exit code, and how many they are."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, result: ResultSet) -> None:
        count = len(result.rows)
        places = {(row.cell("collection"), row.id) for row in result.rows if row.id}
        where = f" in {len(places)} record{'s' * (len(places) != 1)}" if places else ""
        check = result.rows[0].cell("check")
        super().__init__(
            f"{count} problem{'s' * (count != 1)}{where}; "
            f"'unsco validate --explain {check}' tells what a check looks for"
        )


def refuse(result: ResultSet) -> None:
    """Refuse a store with problems.

    Raises:
        ProblemsFound: it has some, and they are not the accepted ones.
    """
    if result.rows and result.columns == FOUND:
        raise ProblemsFound(result)


def explanation(check: Check) -> Sheet:
    """Return what a check looks for, and what to do about what it finds."""
    fields = {"check": check.name, "finds": check.finds, "reason": check.reason}
    return Sheet(f"The check {check.name}", fields, tuple(fields.items()))


def _cells(check: str, problem: Problem) -> dict[str, str]:
    return {"check": check, **{name: legible(getattr(problem, name)) for name in FOUND[1:]}}


def _accepted(one: Accepted) -> Row:
    assert one.found is not None
    return Row({**_cells(one.said.check, one.found), "reason": legible(one.said.note)})


def _name(one: Accepted) -> str:
    return f"{one.collection}/{one.id} ({one.said.check})"
