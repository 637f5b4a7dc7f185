"""Golden files: what a command line prints, byte for byte.

``python -m tests.golden`` writes them anew; read the difference before you commit it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ask
from unsco_cli.render import GRAPHS, STYLES
from unsco_cli.store.location import shipped_path

FOLDER = Path(__file__).parent

# What is asked. Whole records are long: those formats get the first one only.
QUESTIONS = {
    "observers": ("list", "observers"),
    "members-2017": ("list", "members", "--as-of", "2017"),
    "dialogue-partners-at-event": ("list", "dialogue-partners", "--event", "un-sco-2018"),
    "events": ("list", "events"),
    "iran": ("show", "iran"),
    "search": ("search", "memorandum", "unodc"),
    "status": ("status", "iran", "belarus"),
    "status-of-all": ("status",),
    "timeline": ("timeline", "unodc", "--from", "2018", "--to", "2019"),
    "diff": ("diff", "2017-06-08", "2018-06-10"),
    "attendance": ("attendance", "--series", "joint special event"),
    "attendance-wide": ("attendance", "--kind", "special-event", "--wide", "iran", "turkey"),
    "attendance-of-agencies": ("attendance", "--agencies", "--city", "vienna"),
    "attendance-of-people": ("attendance", "--people", "--series", "joint special event"),
    "stats": ("stats", "--by", "topic"),
    "stats-of-two": ("stats", "--by", "year", "--by", "status", "--from", "2022"),
    "network": ("network", "--kind", "special-event", "--min", "3"),
    "why": ("why", "iran", "statuses"),
    "cite": ("cite", "mou-unodc-2011", "un-sco-2016"),
    "accepted": ("validate", "--accepted"),
    "coverage": ("coverage",),
    "draft": ("draft", "-", "--source", "https://example.org/news/vienna"),
    # A store that is named may be changed, and --dry-run does not.
    "change": (
        *("--store", shipped_path(), "edit", "un-sco-2018", "--set", "venue=Hall", "--set", "attendance=120"),
        *("--add", "participants=laos:guest:attended", "--unset", "participants.afg"),
        *("--unset", "related.un-sco-2016", "--set", "participants.irn.part=attended", "--dry-run"),
    ),
}
# What standard input holds, where it is asked for.
GIVEN = {"draft": (FOLDER.parent / "extraction" / "texts" / "vienna-2018-secretariat.txt").read_text("utf-8")}
FORMATS = ("tsv", "csv", "json", "jsonl", "md", "ids")
NESTED = ("json", "jsonl")
WHOLE = ("show", "draft")
# A picture is long: of these questions only.
PICTURES = dict.fromkeys(
    ("observers", "status-of-all", "attendance", "stats", "why", "change"), ("svg", "html")
) | {"draft": ("html",)}
TERMINALS = {"table": None, "table-80": 80, "table-200": 200}


class Case(NamedTuple):
    """A command line, the width of the terminal it is run on, if it is, and what standard input holds."""

    words: tuple[str, ...]
    terminal: int | None = None
    given: str = ""


def _cases() -> Iterator[tuple[str, Case]]:
    for name, question in QUESTIONS.items():
        given = GIVEN.get(name, "")
        for ending, terminal in TERMINALS.items():
            yield f"{name}.{ending}", Case((*question, "--format", "table"), terminal, given)
        for ending in (*FORMATS, *PICTURES.get(name, ())):
            shorter = ("--limit", "1") if ending in NESTED and question[0] not in WHOLE else ()
            yield f"{name}.{ending}", Case((*question, *shorter, "--format", ending), given=given)
    for style in STYLES:
        yield f"cite.{style}", Case((*QUESTIONS["cite"], "--style", style))
    for graph in GRAPHS:
        yield f"network.{graph}", Case((*QUESTIONS["network"], "--format", graph))


CASES = dict(_cases())


def printed(case: Case) -> bytes:
    """Return what a case prints now: the answer, then what is said beside it."""
    answer = ask(*case.words, stdin=case.given, terminal=case.terminal)
    assert answer.code == 0, answer.err
    beside = f"--- standard error\n{answer.err}" if answer.err else ""
    return (answer.out + beside).encode()


def kept() -> set[str]:
    """Return the names of the golden files there are."""
    return {path.name for path in FOLDER.iterdir() if path.is_file() and path.suffix != ".py"}
