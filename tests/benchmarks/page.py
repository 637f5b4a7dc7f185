"""The page that tells what was measured; a part of it is replaced when that part is measured anew."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks import scaling, starting
from tests.benchmarks.figures import Held, Verdict, number, ratios, spread, taken
from tests.benchmarks.installing import Installed, machine
from tests.benchmarks.running import Run, Runs

PAGE = Path(__file__).with_name("README.md")
MEBIBYTE = 2**20


def replaced(text: str, part: str, body: str) -> str:
    """Return a page with another body of one part; all else, what is kept by hand too, stays as it is.

    Args:
        text: the page.
        part: the name of the part, which stands in the markers around it.
        body: what is to stand between these.
    """
    begin, end = f"<!-- {part} -->", f"<!-- end of {part} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    made, times = pattern.subn(lambda _: f"{begin}\n\n{body.strip()}\n\n{end}", text)
    if times != 1:
        raise ValueError(f"the page has {times} parts called {part}")
    return made


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown; the first column is words, the others are figures."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def circumstances(installed: Installed, rounds: str) -> str:
    """Return on what, with what and how often something was measured."""
    versions = ", ".join(f"{name} {version}" for name, version in installed.versions.items())
    missing = f" Not there, and so left out: {', '.join(installed.missing)}." if installed.missing else ""
    day = datetime.now(tz=UTC).date()
    return f"Measured on {day}, {rounds}.\n{machine()}.\n{versions}.{missing}"


def targets(verdicts: Sequence[Verdict]) -> str:
    """Return each target with what was found, in plain words."""
    lines = [
        f"- {'met' if one.met else '**missed**'}: {one.name}: {one.measure} is {one.found}, "
        f"to be at most {number(one.limit)}"
        for one in verdicts
        if one.limit is not None
    ]
    return "\n".join(lines) or "No target was measured."


def start_up(installed: Installed, runs: Runs, verdicts: Sequence[Verdict], rounds: int) -> str:
    """Return the part on start-up."""
    bare = taken(runs[starting.BARE], "seconds")
    rows = []
    for name, every in runs.items():
        seconds, peaks = taken(every, "seconds"), taken(every, "peak")
        milliseconds = spread(1000 * one for one in seconds)
        rows.append([name, str(milliseconds), number(ratios(seconds, bare).middle), mebibytes(peaks)])
    return "\n\n".join(
        (
            circumstances(installed, f"{rounds} rounds"),
            table(("command", "ms", f"× `{starting.BARE}`", "MiB"), rows),
            table(("held against each other", "ratio", "at most"), [_row(one) for one in verdicts]),
            targets(verdicts),
        )
    )


def scale(
    installed: Installed, sizes: Mapping[int, tuple[int, Runs]], verdicts: Sequence[Verdict], rounds: str
) -> str:
    """Return the part on scale.

    Args:
        installed: what was measured.
        sizes: the bytes of the store of each size, with the runs.
        verdicts: the targets.
        rounds: how often, in words.
    """
    parts = [circumstances(installed, rounds)]
    for count, (length, runs) in sizes.items():
        parts.append(f"### {count:,} events, {length / MEBIBYTE:.1f} MiB")
        parts.append(table(("seconds; MiB", *scaling.PROGRAMS), list(_figures(runs))))
        head = ("ours ÷ theirs: time; memory", *scaling.PROGRAMS[1:])
        parts.append(table(head, list(_compared(runs))))
    parts += ["### Targets", targets(verdicts)]
    return "\n\n".join(parts)


def _figures(runs: Runs) -> Iterator[list[str]]:
    """Yield a row for each question: what it takes each program."""
    for question in scaling.QUESTIONS:
        yield [question, *(_cell(runs.get(f"{one}: {question}", [])) for one in scaling.PROGRAMS)]


def _compared(runs: Runs) -> Iterator[list[str]]:
    """Yield a row for each question: the ratios to each peer."""
    for question in scaling.QUESTIONS:
        cells = []
        for program in scaling.PROGRAMS[1:]:
            ours, theirs = f"unsco: {question}", f"{program}: {question}"
            time, memory = (Held(ours, theirs, of=of).verdict(runs) for of in ("seconds", "peak"))
            cells.append(f"{time.found}; {number(memory.found.middle)}" if time and memory else "")
        yield [question, *cells]


def _cell(runs: Sequence[Run]) -> str:
    if not runs:
        return ""
    return f"{number(spread(taken(runs, 'seconds')).middle)}; {mebibytes(taken(runs, 'peak'))}"


def _row(verdict: Verdict) -> list[str]:
    limit = "" if verdict.limit is None else number(verdict.limit)
    return [f"{verdict.name}, {verdict.measure}", str(verdict.found), limit]


def mebibytes(peaks: Sequence[float]) -> str:
    """Return the middle of some peaks."""
    return f"{spread(peaks).middle / MEBIBYTE:.0f}"
