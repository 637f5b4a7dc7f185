"""The knowledge base as a library: what scripts get is what the commands print."""

import doctest
import inspect
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import unsco_cli
from tests.conftest import ROOT, StoreMaker, ask, delegation, event, rows
from tests.readme import README
from tests.systems import bare
from unsco_cli import (
    Agency,
    Delegation,
    Event,
    KnowledgeBase,
    PartialDate,
    Record,
    Rows,
    StoreInvalid,
    StoreUnusable,
    UnknownName,
    UnscoError,
    UsageError,
    knowledge,
    open_store,
)
from unsco_cli.knowledge import asking, opened, opening
from unsco_cli.knowledge import rows as rows_of
from unsco_cli.models import Party
from unsco_cli.schema import VIEWS
from unsco_cli.store.location import shipped_path

SCRIPT = ROOT / "tests" / "a_script.py"


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    """The shipped store, opened once."""
    return open_store(shipped_path())


@pytest.fixture
def nobodys_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment in which no store is named and none is one's own."""
    for name in ("UNSCO_STORE", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


Asked = Callable[[KnowledgeBase], Rows]

SAME: list[tuple[Asked, str]] = [
    (lambda kb: kb.list("observers"), "list observers"),
    (lambda kb: kb.list("member", as_of="2017"), "list members --as-of 2017"),
    (lambda kb: kb.list("members", as_of="2017", certain=True), "list members --as-of 2017 --certain"),
    (lambda kb: kb.list("observers", as_of=date(2018, 11, 27)), "list observers --as-of 2018-11-27"),
    (lambda kb: kb.list("people", event="un-sco-2018"), "list people --event un-sco-2018"),
    (
        lambda kb: kb.list("events", topic="terrorism", since=2018, until="2019-06", un_involved=True),
        "list events --topic terrorism --from 2018 --to 2019-06 --un-involved",
    ),
    (
        lambda kb: kb.list("events", kind=("summit", "signing"), country="china", taking_part=["iran"]),
        "list events --kind summit --kind signing --country china --with iran",
    ),
    (
        lambda kb: kb.list("events", city="VIENNA", series="vienna", un_involved=False),
        "list events --city VIENNA --series vienna --no-un-involved",
    ),
    (lambda kb: kb.status(), "status"),
    (lambda kb: kb.status("iran", "TR", since="2014", until=PartialDate("2018")),
     "status iran TR --from 2014 --to 2018"),
    (lambda kb: kb.status("iran", as_of=datetime(2018, 11, 27, 9)), "status iran --as-of 2018-11-27"),  # noqa: DTZ001
    (lambda kb: kb.attendance("iran", "turkey", kind="special-event"),
     "attendance iran turkey --kind special-event"),
    (lambda kb: kb.attendance(who="agencies", city="vienna", certain=True),
     "attendance --agencies --city vienna --certain"),
    (lambda kb: kb.attendance(who="people", since="2018", until="2018"),
     "attendance --people --from 2018 --to 2018"),
    (lambda kb: kb.network("iran", least=5, since="2015"), "network iran --min 5 --from 2015"),
    (lambda kb: kb.timeline(since="2018", until="2018"), "timeline --from 2018 --to 2018"),
    (lambda kb: kb.timeline("iran", kind=("status", "Office")), "timeline iran --kind status --kind office"),
    (lambda kb: kb.diff("2017-06-08", "2017-06-09"), "diff 2017-06-08 2017-06-09"),
    (lambda kb: kb.diff("2005", date(2026, 1, 1), "iran", certain=True),
     "diff 2005 2026-01-01 iran --certain"),
    (lambda kb: kb.search("drug trafficking"), "search drug trafficking"),
    (lambda kb: kb.search(["traffick", "vienna"], within=("event", "documents")),
     "search traffick vienna --in events --in documents"),
    (lambda kb: kb.why("iran", "statuses"), "why iran statuses"),
    (lambda kb: kb.why("un-sco-2018"), "why un-sco-2018"),
    (lambda kb: kb.cite("un-sco-2018", "A/RES/71/14"), "cite un-sco-2018 A/RES/71/14"),
]  # fmt: skip
SAME += [(lambda kb, name=name: kb.list(name), f"list {name}") for name in VIEWS]  # type: ignore[misc]


@pytest.mark.parametrize(("asked", "line"), SAME, ids=[line for _, line in SAME])
def test_rows_are_those_of_the_command(kb: KnowledgeBase, asked: Asked, line: str) -> None:
    found = asked(kb)
    expected = rows(*line.split())
    assert found.to_dicts() == expected
    assert [*found] == expected
    assert [found[number] for number in range(len(found))] == expected
    assert json.loads(json.dumps(found.to_dicts())) == expected


def test_problems_are_those_of_the_command(make_store: StoreMaker) -> None:
    store = make_store(
        delegations=[delegation("irn", ("observer", "2018", "2017"))], events=[event("a", chair="x")]
    )
    answer = open_store(store).validate()
    found = ask("--store", store, "validate", "-f", "json").json
    assert answer.to_dicts() == found != []
    assert {row["check"] for row in open_store(store).validate("references")} == {"references"}
    assert open_store(shipped_path()).validate().to_dicts() == []


def test_names_can_be_todays_or_codes(kb: KnowledgeBase) -> None:
    turkey = kb.status("turkey", as_of="2018-01-01")
    for naming in ("then", "current", "code"):
        expected = rows("status", "turkey", "--as-of", "2018-01-01", "--names", naming)
        assert turkey.named(naming).to_dicts() == expected
    assert turkey.named("code").select("name").to_dicts() == [{"name": "TUR"}]
    assert turkey.named("code")[:1][0]["name"] == "TUR"
    assert {turkey.named(naming)[0]["name"] for naming in ("then", "current")} == {"Turkey", "Türkiye"}
    with pytest.raises(UsageError, match="none of then, current, code"):
        turkey.named("yesterday")


def test_rows_are_a_sequence(kb: KnowledgeBase) -> None:
    found = kb.list("observers")
    assert len(found) == 6
    assert found
    assert not kb.list("observers", as_of="2026-01-01")
    assert found[-1] == found.to_dicts()[-1]
    assert found[1:3].to_dicts() == found.to_dicts()[1:3]
    assert found[0] in found
    with pytest.raises(IndexError):
        found[6]
    assert found.columns == ("id", "name", "since", "until", "now")
    assert found.title == "Observers, whole history"
    assert repr(found) == "<Observers, whole history: 6 rows>"
    assert repr(found[:1]) == "<Observers, whole history: 1 row>"
    assert [record.id for record in found.records] == [row["id"] for row in found]
    assert list(found.select("id", "until")[0]) == ["id", "until"]
    with pytest.raises(UsageError, match="did you mean until"):
        found.select("untill")


def test_what_is_done_to_a_row_changes_no_answer(kb: KnowledgeBase) -> None:
    found = kb.list("observers")
    found[0]["statuses"].clear()
    for row in found:
        row.clear()
    found.to_dicts()[0].clear()
    assert found.to_dicts() == rows("list", "observers")


def test_notes_tell_what_is_unknown(kb: KnowledgeBase) -> None:
    (note,) = kb.list("members", as_of="2017").notes
    assert note.startswith("unknown for ind, pak")


def test_a_notebook_shows_the_table(kb: KnowledgeBase) -> None:
    drawn = kb.list("observers")._repr_html_()
    assert "Mongolia" in drawn
    # What stands in a page of a notebook must not style the rest of it.
    styles = drawn.partition("<style>")[2].partition("</style>")[0]
    selected = re.findall(r"^(\S[^{]*)\{", styles, re.MULTILINE)
    assert {
        one.strip() for one in selected if not one.startswith((".unsco-", "@media (prefers-color-scheme"))
    } == set()
    assert "<script" not in drawn


def test_records_are_the_models(kb: KnowledgeBase) -> None:
    assert kb.get("IRN") is kb.get("Iran", Delegation)
    assert kb.get("unodc", Party) is kb.get("unodc", Agency)
    with pytest.raises(UnknownName):
        kb.get("unodc", Delegation)
    assert {record.id for record in kb.find(Event)} == {row["id"] for row in kb.list("events")}
    late = kb.find(Event, lambda event: event.start.first.year >= 2020)
    assert (
        {one.id for one in late}
        == {row["id"] for row in kb.list("events") if row["start"] >= "2020"}
        != set()
    )
    assert len(kb.find(Record)) == sum(
        len(kb.list(name)) for name in VIEWS if VIEWS[name].name == VIEWS[name].collection
    )
    with pytest.raises(AttributeError):
        kb.get("iran").id = "x"  # type: ignore[misc]
    with pytest.raises(TypeError, match="no collection holds"):
        kb.find(int)  # type: ignore[type-var]


MISTAKES: list[tuple[Callable[[KnowledgeBase], Any], str]] = [
    (lambda kb: kb.get("irn-a"), "show irn-a"),
    (lambda kb: kb.list("observrs"), "list observrs"),
    (lambda kb: kb.list("members", as_of="2018-02-30"), "list members --as-of 2018-02-30"),
    (lambda kb: kb.list("members", topic="drugs"), "list members --topic drugs"),
    (lambda kb: kb.list("events", kind="party"), "list events --kind party"),
    (lambda kb: kb.list("events", since="2019", until="2018"), "list events --from 2019 --to 2018"),
    (lambda kb: kb.list("events", city=""), "list events --city="),
    (lambda kb: kb.status("iran", as_of="2018", since="2017"), "status iran --as-of 2018 --from 2017"),
    (lambda kb: kb.attendance("nobody-of-that-name"), "attendance nobody-of-that-name"),
    (lambda kb: kb.timeline(kind="wedding"), "timeline --kind wedding"),
    (lambda kb: kb.diff("2019", "2018"), "diff 2019 2018"),
    (lambda kb: kb.search("…"), "search …"),
    (lambda kb: kb.search("iran", within="evnts"), "search iran --in evnts"),
    (lambda kb: kb.why("iran", "colour"), "why iran colour"),
    (lambda kb: kb.cite("nobody-of-that-name"), "cite nobody-of-that-name"),
    (lambda kb: kb.validate("spelling"), "validate --only spelling"),
]


@pytest.mark.parametrize(("asked", "line"), MISTAKES, ids=[line for _, line in MISTAKES])
def test_a_mistake_is_the_error_that_the_command_tells(
    kb: KnowledgeBase, asked: Callable[[KnowledgeBase], Any], line: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnscoError) as failed:
        asked(kb)
    told = ask(*line.split())
    assert (told.code, told.err) == (failed.value.exit_code, f"unsco: {failed.value}\n")
    assert capfd.readouterr() == ("", "")


def test_what_is_no_filter_is_a_mistake_of_the_script(kb: KnowledgeBase) -> None:
    with pytest.raises(TypeError, match="no filter is called place"):
        kb.list("events", place="Vienna")  # type: ignore[call-arg]
    with pytest.raises(UsageError, match="'states' is none of"):
        kb.attendance(who="states")  # type: ignore[arg-type]


def test_stores_that_are_none_are_refused(tmp_path: Path, make_store: StoreMaker) -> None:
    with pytest.raises(StoreUnusable, match="there is no store"):
        open_store(tmp_path / "none.json")
    (tmp_path / "text.json").write_text("text", encoding="utf-8")
    with pytest.raises(StoreUnusable, match="is not JSON"):
        open_store(str(tmp_path / "text.json"))
    broken = open_store(make_store(events=[event("talks", start=2018)]))
    with pytest.raises(StoreInvalid, match="events/talks"):
        broken.find(Event)
    assert list(tmp_path.glob("*.bak")) == []


def test_the_store_asked_is_the_one_that_the_program_asks(
    nobodys_home: Path, monkeypatch: pytest.MonkeyPatch, make_store: StoreMaker
) -> None:
    assert open_store().path == shipped_path()
    mine = Path(make_store(events=[event("mine")]))
    monkeypatch.setenv("XDG_DATA_HOME", str(nobodys_home / "data"))
    own = nobodys_home / "data" / "unsco" / "unsco.json"
    own.parent.mkdir(parents=True)
    shutil.copy(mine, own)
    assert open_store().path == str(own)
    monkeypatch.setenv("UNSCO_STORE", str(mine))
    assert open_store().path == str(mine)
    assert repr(open_store(own)) == f"KnowledgeBase({str(own)!r})"


def test_what_is_changed_later_changes_no_answer(make_store: StoreMaker) -> None:
    store = make_store(events=[event("first")])
    kb = open_store(store)
    make_store(events=[event("second")])
    assert [row["id"] for row in kb.list("events")] == ["first"]
    assert {row["id"] for row in kb.validate()} <= {"first", ""}
    assert [row["id"] for row in open_store(store).list("events")] == ["second"]


def test_the_clock_is_asked_for_today_alone(kb: KnowledgeBase) -> None:
    # A test may run into midnight.
    days = [date.today(), kb.list("members", as_of="today").title, date.today()]  # noqa: DTZ011
    assert days[1] in {f"Members on {day}" for day in days}


def test_threads_ask_at_once() -> None:
    asked: list[Asked] = [asked for asked, _ in SAME[:12]]
    expected = [one(open_store(shipped_path())).to_dicts() for one in asked]
    shared = open_store(shipped_path())
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda number: asked[number % 12](shared).to_dicts(), range(48)))
    assert found == [expected[number % 12] for number in range(48)]


@pytest.mark.parametrize("module", [asking, opened, opening, rows_of], ids=lambda module: module.__name__)
@pytest.mark.usefixtures("nobodys_home")
def test_the_examples_of_a_docstring_are_true(module: Any) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.usefixtures("nobodys_home")
def test_the_examples_of_the_readme_are_true() -> None:
    blocks = re.findall(r"```pycon\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    runner = doctest.DocTestRunner()
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "README.md", "README.md", 0)
    assert runner.run(test).failed == 0
    assert len(test.examples) >= 5


def test_every_method_says_what_it_takes() -> None:
    methods = {
        name: method for name in dir(KnowledgeBase) if callable(method := getattr(KnowledgeBase, name))
    }
    for name in methods.keys() - set(dir(object)) - {"__init__"}:
        told = inspect.getdoc(methods[name])
        assert told
        assert "Args:" in told
        for parameter in list(inspect.signature(methods[name]).parameters)[1:]:
            assert f"    {parameter}: " in told, (name, parameter)


def test_the_package_names_what_scripts_may_rely_on() -> None:
    assert set(unsco_cli.__all__) == {"__version__", *knowledge.__all__}
    assert set(unsco_cli.__all__) <= set(dir(unsco_cli))
    for name in knowledge.__all__:
        assert getattr(unsco_cli, name) is getattr(knowledge, name)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        unsco_cli.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_a_script_has_the_answers_and_types_that_a_checker_accepts(
    tmp_path: Path, nobodys_home: Path
) -> None:
    environ = bare(PYTHONPATH=str(ROOT), HOME=str(nobodys_home))
    ran = subprocess.run(
        [sys.executable, str(SCRIPT)], capture_output=True, check=True, env=environ, text=True, timeout=60
    )
    assert ran.stdout.startswith("['Mongolia', 'Iran', 'Afghanistan', 'Belarus']\n")
    pytest.importorskip("mypy", reason="mypy is not among what the tests need: pip install '.[dev]'")
    shutil.copy(SCRIPT, tmp_path)
    checked = subprocess.run(
        # Outside of the tree, where the package has to say itself that it is typed.
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), SCRIPT.name],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        text=True,
        timeout=120,
    )
    assert checked.returncode == 0, checked.stdout
    assert (ROOT / "unsco_cli" / "py.typed").is_file()
