"""What the checks found, as an answer."""

from collections.abc import Iterable

from msgspec import Struct

from unsco_cli.errors import ExitCode, UnscoError, UsageError, legible
from unsco_cli.schema import COLLECTIONS, ResultSet, Row, Sheet
from unsco_cli.validate.acceptance import Accepted, acceptances
from unsco_cli.validate.checks import CHECKS, problems_of
from unsco_cli.validate.contents import Contents
from unsco_cli.validate.problems import Check, Problem

FOUND = ("check", "collection", "id", "path", "message")
ACCEPTED = (*FOUND, "reason")
# So many accepted records are named where nothing else is wrong.
_NAMED = 10


class Report(Struct, frozen=True):
    """What the checks found, and what of it is accepted.

    Args:
        problems: each problem with the name of its check.
        accepted: the problems that are accepted.
        ran: what was checked, in words.
        where: what the store is called.
    """

    problems: tuple[tuple[str, Problem], ...]
    accepted: tuple[Accepted, ...]
    ran: str
    where: str

    def rows(self) -> ResultSet:
        """Return a row for each problem."""
        rows = [Row(_cells(*one)) for one in self.problems]
        named = list(dict.fromkeys(map(_name, self.accepted)))
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        accepted = f" Accepted, with a reason: {', '.join(named[:_NAMED])}{more}." if named else ""
        return _answer(f"Problems of {self.where}", FOUND, rows, f"No problem: {self.ran}.{accepted}")

    def accepted_rows(self) -> ResultSet:
        """Return a row for each problem that is accepted, with the reason."""
        rows = [_accepted(one) for one in self.accepted]
        title = f"Accepted problems of {self.where}"
        return _answer(title, ACCEPTED, rows, f"Nothing is accepted: {self.ran}.")

    def refuse(self) -> None:
        """Refuse a store with problems.

        Raises:
            ProblemsFound: it has some that are not accepted.
        """
        if self.problems:
            raise ProblemsFound(self)


def report(contents: Contents, checks: Iterable[Check], where: str) -> Report:
    """Run checks over a store.

    Args:
        contents: the store.
        checks: the checks to run; all of them if there are none.
        where: what the store is called.
    """
    # Each once, however often it was asked for.
    chosen = tuple({check.name: check for check in checks}.values()) or tuple(CHECKS.values())
    accepting = tuple(acceptances(contents))
    found = {check.name: problems_of(check, contents, accepting) for check in chosen}
    count = sum(len(contents.tables.get(name, {})) for name in COLLECTIONS)
    return Report(
        problems=tuple((name, problem) for name, (these, _) in found.items() for problem in these),
        accepted=tuple(one for _, these in found.values() for one in these),
        ran=f"{len(chosen)} check{'s' * (len(chosen) != 1)}, {count} records",
        where=where,
    )


class ProblemsFound(UnscoError):
    """There are problems: an exit code, and how many they are."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, found: Report) -> None:
        count = len(found.problems)
        places = {problem.where for _, problem in found.problems if problem.id}
        where = f" in {len(places)} record{'s' * (len(places) != 1)}" if places else ""
        accepted = f", besides {len(found.accepted)} accepted" if found.accepted else ""
        super().__init__(
            f"{count} problem{'s' * (count != 1)}{where}{accepted}; "
            f"'unsco validate --explain {found.problems[0][0]}' tells what a check looks for"
        )


class ExplainsOnly(UsageError):
    """A check was to be explained and something to be checked."""

    def __init__(self) -> None:
        super().__init__("--explain checks nothing; leave out FILE, --only and --accepted, or --explain")


def explanation(check: Check, *asked: object) -> Sheet:
    """Return what a check looks for, and what to do about what it finds.

    Args:
        check: the check.
        asked: what else was asked for.

    Raises:
        ExplainsOnly: something else was.
    """
    if any(asked):
        raise ExplainsOnly
    fields = {"check": check.name, "finds": check.finds, "reason": check.reason}
    return Sheet(f"The check {check.name}", fields, tuple(fields.items()))


def _answer(title: str, columns: tuple[str, ...], rows: list[Row], empty: str) -> ResultSet:
    return ResultSet(
        title=title,
        columns=columns,
        available=columns,
        rows=tuple(rows),
        empty=empty,
        vital=("id", "message", "reason"),
        whole=False,
    )


def _cells(check: str, problem: Problem) -> dict[str, str]:
    return {"check": check, **{name: legible(getattr(problem, name)) for name in FOUND[1:]}}


def _accepted(one: Accepted) -> Row:
    assert one.found is not None
    return Row({**_cells(one.said.check, one.found), "reason": legible(one.said.note)})


def _name(one: Accepted) -> str:
    return f"{one.collection}/{one.id} ({one.said.check})"
