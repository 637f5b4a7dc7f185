"""Exports: what every target promises, the store file, and the bibliographies."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pybtex.database
import pytest

from tests.conftest import CITED, ROOT, SOURCE, Answer, StoreMaker, ask, delegation, event, process
from unsco_cli.export import TARGETS
from unsco_cli.schema import COLLECTIONS
from unsco_cli.store.location import shipped_path

TEXTS = [name for name, target in TARGETS.items() if target.kind == "text"]
FOLDERS = [name for name, target in TARGETS.items() if target.kind == "folder"]
OTHERS = [name for name in TARGETS if name not in TEXTS]
SHIPPED = Path(shipped_path())


def written(path: Path) -> dict[str, bytes]:
    """All that an export wrote: the file, or the files of the folder."""
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    return {str(file.relative_to(path)): file.read_bytes() for file in files if file.is_file()}


def exported(*words: str, **circumstances: Any) -> Answer:
    answer = ask(*words, **circumstances)
    assert (answer.code, answer.out) == (0, ""), answer.err
    return answer


def refused(*words: str, code: int = 1) -> str:
    """The line with which an export is refused."""
    answer = ask(*words)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("unsco: ")
    assert len(answer.err.splitlines()) == 1
    return answer.err


def texts() -> dict[str, list[dict[str, Any]]]:
    """A small store: an event, who was there, and what it rests on."""
    participants = [{"id": "aaa", "capacity": "member", "part": "addressed"}]
    talks = event("talks", start="2018-11-27", participants=participants, topics=["peace"])
    act = {"id": "act", "kind": "resolution", "title": "Act", "date": "2018-11", "sources": CITED}
    return {
        "events": [talks],
        "delegations": [delegation("aaa", ("member", "2018", None))],
        "topics": [{"id": "peace", "label": "Peace", "description": "No war"}],
        "documents": [act],
    }


# What every target promises


@pytest.mark.parametrize("target", TARGETS)
def test_an_export_is_one_file_or_folder_and_a_line_of_what_it_has(target: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{TARGETS[target].ending}"
    *notes, line = exported("export", target, str(path)).err.splitlines()
    assert line.startswith(f"unsco: wrote {path}: ")
    assert any(sign.isdigit() for sign in line.removeprefix(f"unsco: wrote {path}"))
    assert all(note.startswith("unsco: ") for note in notes)
    assert os.listdir(tmp_path) == [path.name]
    assert path.is_dir() is (target in FOLDERS)
    assert all(written(path).values())


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_store_is_the_same_export_whenever_and_wherever(target: str, tmp_path: Path) -> None:
    found = []
    for number, (seed, zone) in enumerate((("1", "Asia/Tokyo"), ("2", "America/New_York"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        environ = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": ("C.UTF-8", "C")[number]}
        answer = process("export", target, "out", environ=environ, cwd=folder)
        assert (answer.code, answer.out) == (0, ""), answer.err
        found.append(written(folder / "out"))
        os.utime(folder)
    assert found[0] == found[1]


@pytest.mark.parametrize("target", TEXTS)
def test_a_dash_is_standard_output_for_a_text(target: str, tmp_path: Path) -> None:
    said = exported("export", target, str(tmp_path / "out")).err
    answer = ask("export", target.upper(), "-")
    assert answer.code == 0
    assert answer.out.encode() == (tmp_path / "out").read_bytes()
    # What is left out is told all the same; that it was written is plain.
    assert answer.err.splitlines() == said.splitlines()[:-1]


@pytest.mark.parametrize("target", OTHERS)
def test_standard_output_is_no_place_for_anything_else(target: str) -> None:
    assert "can't go to standard output" in refused("export", target, "-", code=2)


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_there_is_refused_before_the_store_is_read(target: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    exported("export", target, str(path))
    before = written(path)
    line = refused("--store", "/no.json", "export", target, str(path))
    assert "exists already" in line
    assert "--force" in line
    assert written(path) == before
    exported("export", target, str(path), "--force")
    assert written(path) == before


@pytest.mark.parametrize("target", FOLDERS)
def test_a_folder_with_a_file_of_the_user_is_not_replaced(target: str, tmp_path: Path) -> None:
    exported("export", target, str(tmp_path / "out"))
    (tmp_path / "out" / "notes.txt").write_text("dear")
    line = refused("export", target, str(tmp_path / "out"), "--force")
    assert "notes.txt is in the way" in line
    assert (tmp_path / "out" / "notes.txt").read_text() == "dear"
    # Nor is one that another target could not have written.
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.csv").touch()
    assert "thesis.csv" in refused("export", target, str(tmp_path / "mine"), "--force")


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_no_place_is_refused_on_one_line(target: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine").touch()
    for path in ("folder", "missing/out", "file/out", "x" * 300, "a\0b", "a\x1b[31m\n/b"):
        assert "\x1b" not in refused("export", target, f"{tmp_path}/{path}", "--force")
    assert "''" in refused("export", target, "")
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]


@pytest.mark.parametrize("target", TARGETS)
def test_a_store_that_can_not_be_read_leaves_nothing(
    target: str, make_store: StoreMaker, tmp_path: Path
) -> None:
    store = make_store(events=[event("odd", start="Tuesday")], documents=[{"id": "odd-too"}])
    left = os.listdir(tmp_path)
    assert refused("--store", store, "export", target, str(tmp_path / "out"), code=4)
    assert refused("--store", "/no.json", "export", target, str(tmp_path / "out"), code=4)
    assert os.listdir(tmp_path) == left


@pytest.mark.parametrize("target", TARGETS)
def test_a_full_disk_leaves_the_old_export(target: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    store = SHIPPED
    exported("export", target, str(path))
    before = written(path)
    finished = subprocess.run(
        [sys.executable, "-m", "unsco_cli", "--store", str(store), "export", target, str(path), "--force"],
        capture_output=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        timeout=60,
        check=False,
    )
    assert finished.returncode == 1
    assert len(finished.stderr.splitlines()) == 1
    assert written(path) == before
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_an_export_that_is_stopped_leaves_the_old_one_or_the_new_one(
    target: str, sign: int, tmp_path: Path, make_store: StoreMaker
) -> None:
    path = tmp_path / "out"
    small = make_store(**texts())
    exported("--store", small, "export", target, str(path))
    old = written(path)
    exported("export", target, str(tmp_path / "new"))
    new = written(tmp_path / "new")
    for number in range(4):
        with subprocess.Popen(
            [sys.executable, "-m", "unsco_cli", "export", target, str(path), "--force"],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
        ) as running:
            time.sleep(0.1 + 0.07 * number)
            running.send_signal(sign)
            running.communicate(timeout=60)
        assert written(path) in (old, new)
        left = set(os.listdir(tmp_path)) - {"out", "new", "store.json"}
        assert all(name.startswith(".out.") for name in left)
        assert not left or sign == signal.SIGKILL


def test_an_unknown_target_suggests_one() -> None:
    line = refused("export", "isc", "-", code=2)
    assert "did you mean ics?" in line
    assert "json, " in line
    assert "json" in refused("export", "xlsx", "-", code=2)


def test_the_help_tells_of_every_target() -> None:
    answer = ask("export", "--help")
    for target in TARGETS.values():
        assert f"  {target.name} " in answer.out
        assert target.told in answer.out


def test_a_reader_that_left_is_no_failure() -> None:
    finished = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m unsco_cli export json - | head -n 1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=True,
    )
    assert finished.stdout.split() == [b"{", b"141"]
    assert finished.stderr == b""


WITHOUT = """
import sys
sys.modules[sys.argv[1]] = None
from unsco_cli.__main__ import main
sys.argv = ["unsco", "--store", "/no.json", "export", sys.argv[2], sys.argv[3]]
main()
"""


@pytest.mark.parametrize(("target", "library"), [("ics", "icalendar")])
def test_a_library_that_is_missing_is_told_before_anything_is_read(
    target: str, library: str, tmp_path: Path
) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", WITHOUT, library, target, str(tmp_path / "out")],
        capture_output=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        text=True,
        timeout=60,
        check=False,
    )
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr == (
        f"unsco: {target} needs a library that is not installed; pip install 'unsco[{target}]'\n"
    )
    assert os.listdir(tmp_path) == []


# json: a store file


def test_the_shipped_store_is_written_as_it_is() -> None:
    assert ask("export", "json", "-").out.encode() == SHIPPED.read_bytes()


def test_an_export_is_what_a_change_would_make_of_the_file(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    assert ask("init", environ=environ).code == 0
    assert ask("edit", "iran", "--set", "notes=Once.", "--yes", environ=environ).code == 0
    own = tmp_path / ".local" / "share" / "unsco" / "unsco.json"
    assert ask("export", "json", "-", environ=environ).out.encode() == own.read_bytes()


def test_whatever_wrote_a_store_its_export_is_in_one_form(tmp_path: Path, make_store: StoreMaker) -> None:
    tidy = ask("--store", make_store(**texts()), "export", "json", "-").out
    # The same with fields and collections in another order, empty fields, and other white space.
    tables = json.loads((tmp_path / "store.json").read_text())
    for record in tables["events"].values():
        record.update(notes=None, groups=[])
    odd = {name: dict(reversed(list(records.items()))) for name, records in reversed(list(tables.items()))}
    odd["topics"] = {"peace": {"description": "No war", "label": "Peace", "aliases": [], "id": "peace"}}
    store = tmp_path / "odd.json"
    store.write_text(json.dumps(odd, indent=7, ensure_ascii=True))
    assert ask("--store", str(store), "export", "json", "-").out == tidy


def test_an_export_is_a_store_and_can_be_imported(tmp_path: Path) -> None:
    path, empty = str(tmp_path / "out.json"), str(tmp_path / "empty.json")
    exported("export", "json", path)
    for words in (("list", "events", "-f", "json"), ("show", "iran", "-f", "json"), ("validate",)):
        assert ask("--store", path, *words) == ask(*words)
    Path(empty).write_text('{"events": {}}')
    assert ask("--store", empty, "import", path, "--yes", environ={"HOME": str(tmp_path)}).code == 0
    # What the store says of itself is its own.
    there = json.loads(ask("--store", empty, "export", "json", "-").out)
    assert there == {name: rows for name, rows in json.loads(SHIPPED.read_text()).items() if name != "about"}


def test_what_is_not_ours_is_kept(tmp_path: Path) -> None:
    ours = {
        "sources": {"page": SOURCE},
        "about": {"unsco": json.loads(SHIPPED.read_text())["about"]["unsco"]},
    }
    theirs = {"recipes": {"soup": {"salt": 1.50, "big": 2**70, "": None}}, "_default": {"1": {}}}
    (tmp_path / "store.json").write_text(json.dumps({**theirs, **ours}))
    found = json.loads(ask("--store", str(tmp_path / "store.json"), "export", "json", "-").out)
    assert found == {**ours, **theirs}
    assert next(iter(found)) == "about"


# bib and csl-json: every source and document


@pytest.fixture(scope="module")
def entries(shipped: dict[str, dict[str, Any]]) -> set[str]:
    return {*shipped["sources"], *shipped["documents"]}


def test_every_source_and_document_is_in_the_bibliography(entries: set[str]) -> None:
    items = ask("export", "csl-json", "-").json
    assert {item["id"] for item in items} == entries
    assert len(items) == len(entries)
    read = pybtex.database.parse_string(ask("export", "bib", "-").out, "bibtex").entries
    assert set(read.keys()) == entries


def test_an_entry_is_what_citing_it_gives(make_store: StoreMaker) -> None:
    store = make_store(**texts())
    both = ("--store", store, "cite", "act", "page", "--style")
    assert ask("--store", store, "export", "bib", "-").out == ask(*both, "bibtex").out
    assert ask("--store", store, "export", "csl-json", "-").out == ask(*both, "csl-json").out


def test_a_store_without_records_is_exported_too(tmp_path: Path) -> None:
    (tmp_path / "store.json").write_text(json.dumps({name: {} for name in COLLECTIONS}))
    for target in TARGETS:
        path = tmp_path / target
        line = exported("--store", str(tmp_path / "store.json"), "export", target, str(path)).err
        assert " 0 " in line
    assert json.loads((tmp_path / "csl-json").read_text()) == []
    assert (tmp_path / "bib").read_text() == ""
