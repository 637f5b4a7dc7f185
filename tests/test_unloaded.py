"""Start-up time, guarded by what is loaded and not by a clock."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.systems import bare
from unsco_cli.export import TARGETS
from unsco_cli.main import COMMANDS

NAMES = list(COMMANDS)
FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "html", "svg", "ids")
DRAWN = {"table", "html", "svg"}
GRAPHS = ("graphml", "dot")
LIST = ("list", "observers", "--as-of", "2018-11-27")
# A list and a record in each format; the other commands take the same ways out.
QUESTIONS = [(*words, "-f", name) for words in (LIST, ("show", "iran")) for name in FORMATS]
QUESTIONS += [(*words, "-f", name) for words in (("status", "iran"), ("info",)) for name in ("table", "tsv")]
# The ground floor, and the way in.
STANDARD_LIBRARY_ONLY = {
    f"unsco_cli.{name}"
    for name in (
        *("__main__", "commands", "errors", "world", "dates"),
        *("shells", "shells.requests", "shells.answers"),
    )
}
# What only those commands need that change a store.
KEEPING = {
    "unsco_cli.store.transaction",
    "unsco_cli.exchange",
    "unsco_cli.editor",
    "unsco_cli.render.progress",
    "unsco_cli.draft",
}
# What an export loads of its room, and of libraries that no other target needs.
WRITERS = {name: f"unsco_cli.export.{target.writer.partition(':')[0]}" for name, target in TARGETS.items()}
LIBRARIES = {"icalendar": "ics", "sqlite3": "sqlite"}
PACKAGE = ROOT / "unsco_cli"
# Loaded by no answer: pydantic doubles the start-up time, the others are for other programs; sqlite3 by a
# search, and where a database is written.
NEVER = {"pydantic", "sqlite3", "asyncio", "http.client"}
# What only the commands for evidence need.
PROVING = {
    "unsco_cli.validate",
    "unsco_cli.query.why",
    "unsco_cli.query.bibliography",
    "unsco_cli.query.coverage",
    "unsco_cli.render.bibliography",
}
IMPORTED = re.compile(r"^import '(\S+)' #", re.MULTILINE)


def loaded(*words: str, code: int = 0, **environ: str) -> set[str]:
    """The modules that a process loads for a command line, early or late."""
    finished = subprocess.run(
        # -X importtime would leave out what importlib is told to import.
        [sys.executable, "-v", "-m", "unsco_cli", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=bare(PYTHONPATH=str(ROOT), **environ),
        timeout=60,
        check=False,
    )
    assert finished.returncode == code, finished.stderr[-500:]
    return set(IMPORTED.findall(finished.stderr.decode()))


def commands_in(modules: set[str]) -> set[str]:
    """The names of the commands among modules."""
    return {
        name.removeprefix("unsco_cli.commands.") for name in modules if name.startswith("unsco_cli.commands.")
    }


@pytest.fixture(scope="module", params=QUESTIONS, ids=" ".join)
def answered(request: pytest.FixtureRequest) -> tuple[str, str, set[str]]:
    """A command, a format, and what a process loads for them."""
    return request.param[0], request.param[-1], loaded(*request.param)


def test_no_answer_loads_what_it_does_not_need(answered: tuple[str, str, set[str]]) -> None:
    command, format_, modules = answered
    assert "typer" in modules
    assert modules & NEVER == set()
    assert ("rich" in modules) is (format_ in DRAWN)
    assert ("unsco_cli.render.charts" in modules) is (command == "status" and format_ in DRAWN)
    assert ("csv" in modules) is (format_ == "csv")
    assert commands_in(modules) == {command}
    assert modules & (PROVING | KEEPING | {"unsco_cli.query.network", "xml", "unsco_cli.export"}) == set()
    # Nobody is asked what completes a word, and off a terminal nobody turns pages.
    assert modules & {"unsco_cli.shells", "unsco_cli.completion", "unsco_cli.pager"} == set()
    # Only a sheet gathers the sources of a record and of its parts.
    assert ("unsco_cli.schema.evidence" in modules) is (command == "show")


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (("why", "iran"), {"unsco_cli.query.why"}),
        (("cite", "iran"), {"unsco_cli.query.bibliography", "unsco_cli.render.bibliography"}),
        (("cite", "iran", "-f", "csv"), {"unsco_cli.query.bibliography"}),
        (("validate",), {"unsco_cli.validate"}),
        (("coverage",), {"unsco_cli.query.coverage"}),
    ],
    ids=["why", "cite", "cite-csv", "validate", "coverage"],
)
def test_what_proves_loads_what_it_needs(words: tuple[str, ...], needed: set[str]) -> None:
    modules = loaded(*words)
    assert modules & PROVING == needed
    assert modules & (NEVER | {"rich"}) == set()
    assert commands_in(modules) == {words[0]}


@pytest.mark.parametrize("format_", ["table", "tsv", "json", "graphml", "dot"])
def test_a_network_loads_what_its_format_needs(format_: str) -> None:
    modules = loaded("network", "iran", "--min", "15", "-f", format_)
    assert ("unsco_cli.render.graphs" in modules) is (format_ in GRAPHS)
    assert ("xml" in modules) is ("xml.etree.ElementTree" in modules) is (format_ == "graphml")
    assert ("rich" in modules) is (format_ == "table")
    assert commands_in(modules) == {"network"}
    assert modules & (NEVER | PROVING) == set()


@pytest.mark.parametrize("format_", ["table", "tsv", "json", "html"])
def test_a_draft_loads_what_its_format_needs_and_nothing_that_changes_a_store(
    format_: str, tmp_path: Path
) -> None:
    release = tmp_path / "release.txt"
    release.write_text("Talks in Vienna on 1 June 2030.\n", encoding="utf-8")
    modules = loaded("draft", str(release), "-f", format_)
    assert "unsco_cli.draft" in modules
    assert ("unsco_cli.render.draft_page" in modules) is (format_ == "html")
    assert ("rich" in modules) is (format_ == "table")
    assert commands_in(modules) == {"draft"}
    assert modules & (NEVER | PROVING | {"unsco_cli.store.transaction", "unsco_cli.exchange"}) == set()


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (("list", "observers"), False),
        (("list", "events", "--from", "2018"), False),
        (("show", "iran"), False),
        (("list", "events", "--topic", "drug-trafficking"), True),
        (("list", "events", "--with", "iran"), True),
    ],
    ids=str,
)
def test_only_a_filter_on_fields_loads_tinydb(words: tuple[str, ...], needed: bool) -> None:
    assert ("tinydb" in loaded(*words)) is needed


@pytest.mark.parametrize("target", TARGETS)
def test_an_export_loads_the_writer_of_its_target_alone(target: str, tmp_path: Path) -> None:
    modules = loaded("export", target, str(tmp_path / "out"))
    assert modules & set(WRITERS.values()) == {WRITERS[target]}
    assert {library for library in LIBRARIES if library in modules} == {
        library for library, needing in LIBRARIES.items() if needing == target
    }
    assert commands_in(modules) == {"export"}
    assert modules & ((NEVER - set(LIBRARIES)) | KEEPING | {"rich"}) == set()
    bibliography = {"unsco_cli.query.bibliography", "unsco_cli.render.bibliography"}
    assert modules & PROVING == (bibliography if target in ("bib", "csl-json") else set())


@pytest.mark.parametrize("format_", ["table", "tsv"])
def test_a_search_alone_loads_sqlite(format_: str) -> None:
    modules = loaded("search", "iran", "-f", format_)
    assert modules & NEVER == {"sqlite3"}
    assert modules & PROVING == set()
    assert ("rich" in modules) is (format_ == "table")
    assert commands_in(modules) == {"search"}


@pytest.mark.parametrize(("target", "needs"), [("json", False), ("datapackage", False), ("parquet", True)])
def test_an_export_to_parquet_alone_loads_pyarrow(target: str, needs: bool, tmp_path: Path) -> None:
    assert ("pyarrow" in loaded("export", target, str(tmp_path / "made"))) is needs


def test_no_answer_loads_another_format(answered: tuple[str, str, set[str]]) -> None:
    _, format_, modules = answered
    rooms = {"table", "picture", "lines", "comma_separated", "structured", "graphs"} & {
        name.removeprefix("unsco_cli.render.") for name in modules
    }
    of = {"tsv": "lines", "md": "lines", "ids": "lines", "csv": "comma_separated"}
    of |= {"json": "structured", "jsonl": "structured", "html": "picture", "svg": "picture"}
    assert rooms == {of.get(format_, format_)}


def test_the_schema_loads_no_more_than_it_needs() -> None:
    modules = loaded("schema")
    assert modules & (NEVER | {"rich", "csv"}) == set()
    assert commands_in(modules) == {"schema"}


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_a_command_loads_that_command_alone(name: str) -> None:
    modules = loaded(name, "--help")
    assert modules & (NEVER | {"rich", "csv", "unsco_cli.draft", *WRITERS.values()}) == set()
    # Help tells of targets, too.
    assert ("unsco_cli.export" in modules) is (name in ("export", "help"))
    assert commands_in(modules) == {name}


def test_to_complete_a_name_reads_names_and_asks_nothing() -> None:
    environ = {"_UNSCO_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "unsco show ir"}
    modules = loaded(**environ)
    assert {"unsco_cli.store.named", "unsco_cli.query.completing"} <= modules
    assert commands_in(modules) == {"show"}
    assert modules & (NEVER | PROVING | KEEPING | {"rich"}) == set()


def test_a_store_that_is_named_first_does_not_hide_the_command() -> None:
    shipped = str(ROOT / "data" / "unsco.json")
    assert commands_in(loaded("--store", shipped, *LIST)) == {"list"}
    assert commands_in(loaded(f"--store={shipped}", *LIST)) == {"list"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--help",), 0),
        (("list", "observrs"), 2),
        (("list", "observers", "--colums", "id"), 2),
        (("show", "nobody"), 3),
        (("--store", "/no.json", "info", "-f", "table"), 4),
        (("search", "iran", "--in", "evnts"), 2),
    ],
    ids=str,
)
def test_neither_help_nor_an_error_loads_rich(words: tuple[str, ...], code: int) -> None:
    assert loaded(*words, code=code) & (NEVER | {"rich", "csv"}) == set()


@pytest.mark.parametrize(
    ("words", "environ"),
    [
        (("--version",), {}),
        ((), {"_UNSCO_COMPLETE": "complete_bash", "COMP_WORDS": "unsco li", "COMP_CWORD": "1"}),
        *(
            (
                (),
                {
                    "_UNSCO_COMPLETE": f"complete_{shell}",
                    "_TYPER_COMPLETE_ARGS": "unsco li",
                    "_TYPER_COMPLETE_WORD_TO_COMPLETE": "li",
                },
            )
            for shell in ("zsh", "fish", "powershell")
        ),
    ],
    ids=["version", *(f"completing a command in {shell}" for shell in ("bash", "zsh", "fish", "powershell"))],
)
def test_what_is_answered_at_once_loads_next_to_nothing(
    words: tuple[str, ...], environ: dict[str, str]
) -> None:
    modules = loaded(*words, **environ)
    assert "unsco_cli" in modules
    assert {name for name in modules if name.startswith("unsco_cli.")} <= STANDARD_LIBRARY_ONLY
    assert modules & (NEVER | {"typer", "msgspec", "tinydb", "rich", "difflib", "json", "argparse"}) == set()


def test_what_scripts_may_rely_on_is_loaded_when_they_ask_for_it() -> None:
    told = "import sys; {}; print(*(name for name in sys.modules))"
    bare, imported, asked = (
        set(
            subprocess.run(
                [sys.executable, "-c", told.format(code)],
                capture_output=True,
                check=True,
                cwd=ROOT,
                text=True,
                timeout=60,
            ).stdout.split()
        )
        for code in (
            "pass",
            "import unsco_cli",
            "from unsco_cli import open_store; open_store().list('events')",
        )
    )
    assert imported - bare == {"unsco_cli"}
    assert "unsco_cli.knowledge" in asked
    assert (
        asked & (NEVER | {"typer", "rich", "unsco_cli.options", "unsco_cli.commands", "unsco_cli.validate"})
        == set()
    )


def imported_at_once(source: Path) -> set[str]:
    """The modules that a source file imports when it is loaded, not only when a function runs."""
    found: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(source.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return found


SOURCES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_only_a_mistake_needs_is_not_imported_at_once(source: Path) -> None:
    # Typer loads difflib itself, so that what is loaded would not tell.
    assert imported_at_once(source) & {"difflib", "traceback", "logging"} == set()


def test_only_those_who_draw_import_rich() -> None:
    importing = {
        str(source.relative_to(PACKAGE))
        for source in SOURCES
        if any(name.split(".")[0] == "rich" for name in imported_at_once(source))
    }
    assert importing == {
        f"render/{name}.py"
        for name in ("table", "picture", "drawing", "grid", "charts", "matrix", "legend", "sides")
    }


def test_only_a_search_and_a_database_name_sqlite() -> None:
    naming = {
        str(source.relative_to(PACKAGE))
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and any(alias.name == "sqlite3" for alias in node.names)
    }
    assert naming == {"query/search.py", "export/sqlite.py"}
