"""What the checks found, as an answer."""

from collections.abc import Iterable

from unsco_cli.errors import ExitCode, UnscoError
from unsco_cli.schema import COLLECTIONS, ResultSet, Row, Sheet
from unsco_cli.validate.acceptance import Accepted
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
    chosen = tuple(checks) or tuple(CHECKS.values())
    found = {check.name: problems_of(check, contents) for check in chosen}
    problems = [(name, problem) for name, (these, _) in found.items() for problem in these]
    excused = [one for _, these in found.values() for one in these]
    rows = [_accepted(one) for one in excused] if accepted else [Row(_cells(*one)) for one in problems]
    count = sum(len(contents.tables.get(name, {})) for name in COLLECTIONS)
    ran = f"{len(chosen)} check{'s' * (len(chosen) != 1)}, {count} records"
    columns = ACCEPTED if accepted else FOUND
    return ResultSet(
        title=f"{'Accepted problems' if accepted else 'Problems'} of {where}",
        columns=columns,
        available=columns,
        rows=tuple(rows),
        empty=f"{'Nothing is accepted' if accepted else 'No problem'}: {ran}.",
        notes=() if accepted else tuple(_named(excused)),
        vital=("id", "message"),
        whole=False,
    )


class ProblemsFound(UnscoError):
    """There are problems: an exit code, and how many they are."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, result: ResultSet) -> None:
        count, records = len(result.rows), len({row.id for row in result.rows})
        check = result.rows[0].cell("check")
        super().__init__(
            f"{count} problem{'s' * (count != 1)} in {records} record{'s' * (records != 1)}; "
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
    return {"check": check, **{name: getattr(problem, name) for name in FOUND[1:]}}


def _accepted(one: Accepted) -> Row:
    assert one.found is not None
    return Row({**_cells(one.said.check, one.found), "reason": one.said.note})


def _named(excused: list[Accepted]) -> Iterable[str]:
    """Yield one sentence that names what is accepted; ``--accepted`` tells why."""
    names = dict.fromkeys(f"{one.collection}/{one.id} ({one.said.check})" for one in excused)
    if names:
        yield f"accepted, with a reason: {', '.join(names)}"
