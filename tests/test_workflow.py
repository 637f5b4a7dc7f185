"""What runs the checks: the one command, the script that decides, and the workflow, which say the same."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks import CHECKS
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if re.search(r"Python :: 3\.\d+$", one)]
SCRIPT = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
TEXT = (ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8")


class Plain(yaml.SafeLoader):
    """A reader that knows of YAML 1.2's truth values only, as GitHub does: ``on`` is a word."""


Plain.yaml_implicit_resolvers = {
    first: [one for one in resolvers if one[0] != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
WORKFLOW = yaml.load(TEXT, Plain)
JOBS = WORKFLOW["jobs"]


def steps() -> Iterator[dict[str, Any]]:
    for job in JOBS.values():
        yield from job["steps"]


def commands() -> list[str]:
    """The command lines of the workflow."""
    return [line for step in steps() if "run" in step for line in step["run"].splitlines()]


def names_of(line: str) -> set[str]:
    """The checks that a command line names."""
    return set(re.findall(r"--(?:only|without) (\S+)", line))


def test_the_matrix_is_what_the_classifiers_promise() -> None:
    matrix = JOBS["checks"]["strategy"]["matrix"]
    assert matrix["python"] == PYTHONS
    assert {one.partition("-")[0] for one in matrix["system"]} == {"ubuntu", "macos", "windows"}
    assert JOBS["checks"]["runs-on"] == "${{ matrix.system }}"
    pythons = {step["with"]["python-version"] for step in steps() if "python-version" in step.get("with", {})}
    assert pythons <= {"${{ matrix.python }}", *PYTHONS}


def test_every_check_runs_and_every_command_exists() -> None:
    asked = [line for line in commands() if line.startswith("python -m tests.checks")]
    assert asked
    assert set().union(*map(names_of, asked)) <= CHECKS.keys()
    ran: set[str] = set()
    for line in asked:
        ran |= names_of(line) if "--only" in line else CHECKS.keys() - names_of(line)
    assert ran == CHECKS.keys()
    for line in commands():
        assert line in ("bash .ci/run", "python -m hatchling build -d dist") or line.startswith(
            ("python -m pip install -e ", "python -m tests.checks ")
        )
    assert {line for line in commands() if " pip " in line} == {'python -m pip install -e ".[dev]"'}
    assert "dev" in PROJECT["optional-dependencies"]


def test_the_workflow_may_do_no_more_than_it_has_to() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in JOBS.values())
    assert WORKFLOW["concurrency"]["cancel-in-progress"] is True
    assert "pull_request_target" not in WORKFLOW["on"]
    assert "secrets." not in TEXT
    for job in JOBS.values():
        assert job["timeout-minutes"] <= 60
    for step in steps():
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_actions_are_named_by_commit_and_each_by_one() -> None:
    lines = [line for line in TEXT.splitlines() if "uses:" in line]
    named: dict[str, set[str]] = {}
    for line in lines:
        found = re.fullmatch(r" +- uses: (actions/[a-z-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
        assert found, line
        named.setdefault(found[1], set()).add(f"{found[2]} {found[3]}")
    assert all(len(commits) == 1 for commits in named.values())


def test_what_is_kept_of_pip_goes_by_what_is_installed() -> None:
    kept = [step["with"] for step in steps() if step.get("with", {}).get("cache")]
    assert kept
    assert all(one["cache"] == "pip" and one["cache-dependency-path"] == "pyproject.toml" for one in kept)


def test_the_script_that_decides_runs_every_check() -> None:
    # The tests by the line of the README, with what they reach counted; the others by the one command.
    assert "export PYTEST_ADDOPTS=--cov\n" in SCRIPT
    (line,) = re.findall(r"python -m tests\.checks (.*)\"", SCRIPT)
    assert line == "--without tests"
    assert "fail_under = 95" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_guide_begins_with_the_one_command() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert guide.split("\n\n")[1].splitlines()[-1].strip() == ".venv/bin/python -m tests.checks"


def checked(*words: str, tree: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.checks", *words],
        capture_output=True,
        check=False,
        cwd=tree,
        text=True,
        timeout=120,
    )


def test_the_command_names_its_checks_and_refuses_others() -> None:
    told = checked("--help")
    assert told.returncode == 0
    assert all(re.search(rf"^  {name} +\S", told.stdout, re.MULTILINE) for name in CHECKS)
    assert checked("--only", "spelling").returncode == 2


def test_all_checks_that_fail_are_told(tmp_path: Path) -> None:
    pytest.importorskip("ruff", reason="ruff is not among what the tests need: pip install '.[dev]'")
    (tmp_path / "tests").mkdir()
    for name in ("__init__.py", "checks.py"):
        (tmp_path / "tests" / name).write_bytes((ROOT / "tests" / name).read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    faulty = tmp_path / "faulty.py"
    faulty.write_text('"""A module."""\n\nimport os\nNUMBER=1\n', encoding="utf-8")
    told = checked("--only", "style", "--only", "format", tree=tmp_path)
    assert told.returncode == 1
    assert "0 of 2 checks passed\nstyle: exit code 1" in told.stdout
    assert "\nformat: exit code 1" in told.stdout
    faulty.write_text('"""A module."""\n\nNUMBER = 1\n', encoding="utf-8")
    told = checked("--only", "style", "--only", "format", tree=tmp_path)
    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "2 of 2 checks passed")
