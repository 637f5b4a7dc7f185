"""What is measured, put in place: the wheel and the peers, each in a virtual environment of its own."""

import os
import platform
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
PEERS = Path(__file__).parent / "peers"
# Peers by the program they bring, with the distribution it is in.
FROM_PYPI = {"sqlite-utils": "sqlite-utils", "csvgrep": "csvkit", "papis": "papis"}
FROM_THE_SYSTEM = ("jq", "recsel")


class Installed(NamedTuple):
    """Where everything is.

    Args:
        python: the interpreter that runs the program.
        unsco: the program.
        empty: an app of one command, in the same environment.
        table: an app that prints a table, in the same environment.
        peers: the other programs that are there, by name.
        versions: what everything is, by name.
    """

    python: str
    unsco: str
    empty: str
    table: str
    peers: dict[str, str]
    versions: dict[str, str]

    @property
    def missing(self) -> list[str]:
        """The peers that are not there."""
        return [name for name in (*FROM_THE_SYSTEM, *FROM_PYPI) if name not in self.peers]


def installed(folder: Path) -> Installed:
    """Build the wheel and install it and the peers; environments that are in the folder already are kept.

    Args:
        folder: where the environments are made. The program itself is installed anew each time.
    """
    python = _environment(folder / "unsco")
    _pip(python, "wheel", "--no-deps", "--wheel-dir", str(folder / "wheel"), str(ROOT))
    (wheel,) = (folder / "wheel").glob("*.whl")
    _pip(python, "install", "--force-reinstall", "--no-deps", str(wheel))
    _pip(python, "install", str(wheel))
    wheel.unlink()
    unsco = Path(python).with_name("unsco")
    empty, table = (_beside(unsco, name) for name in ("empty_app", "table_app"))
    peers = {name: found for name in FROM_THE_SYSTEM if (found := shutil.which(name))}
    versions = _versions(python, "unsco", "typer", "rich", "tinydb", "msgspec")
    for name, distribution in FROM_PYPI.items():
        there = _peer(folder / distribution, distribution)
        if there:
            peers[name] = str(Path(there).with_name(name))
            versions |= _versions(there, distribution)
    versions |= {name: _said(peers[name]) for name in FROM_THE_SYSTEM if name in peers}
    return Installed(python, str(unsco), empty, table, peers, versions)


def machine() -> str:
    """Return in words what this runs on, and how busy that is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    kernel = re.match(r"[\d.]+", platform.release())
    return (
        f"{os.cpu_count()} cores, {_processor()}, {memory:.0f} GiB of memory, {_system()}, "
        f"{platform.system()} {kernel.group() if kernel else ''}, Python {platform.python_version()}; "
        f"load {busy} at the end"
    )


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    found = re.search(r"^model name\s*: (.*)$", text, flags=re.MULTILINE)
    return found.group(1) if found else platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.platform(terse=True)


def _environment(folder: Path) -> str:
    """Return the interpreter of a virtual environment, which is made if it is not there."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    return str(python)


def _pip(python: str, *words: str) -> None:
    subprocess.run(
        [python, "-m", "pip", *words, "-qq", "--disable-pip-version-check"], check=True, stdout=sys.stderr
    )


def _peer(folder: Path, distribution: str) -> str | None:
    """Return the interpreter of a peer, or None where it can't be installed."""
    try:
        python = _environment(folder)
        _pip(python, "install", distribution)
    except (OSError, subprocess.CalledProcessError):
        return None
    return python


def _beside(unsco: Path, name: str) -> str:
    """Install an app beside the program as that is: compiled, with the same script to start it."""
    (packages,) = unsco.parent.parent.glob("lib/python*/site-packages")
    shutil.copy(PEERS / f"{name}.py", packages)
    subprocess.run([str(unsco.with_name("python")), "-m", "compileall", "-q", str(packages)], check=True)
    script = unsco.with_name(name)
    started = unsco.read_text(encoding="utf-8").replace("main()", "app()")
    started = started.replace("unsco_cli.__main__ import main", f"{name} import app")
    script.write_text(started, encoding="utf-8")
    script.chmod(0o755)
    return str(script)


def _versions(python: str, *distributions: str) -> dict[str, str]:
    asked = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    found = subprocess.run(
        [python, "-c", asked, *distributions], check=True, capture_output=True, text=True
    ).stdout
    return dict(zip(distributions, found.split(), strict=True))


def _said(program: str) -> str:
    """Return the version that a program says it is."""
    said = subprocess.run([program, "--version"], check=False, capture_output=True, text=True).stdout
    found = re.search(r"\d+(\.\d+)+", said)
    return found.group() if found else "unknown"
