"""A process that runs the program in forks of itself, with what it asks of the system watched.

It reads a job a line and answers each with a line. In the fork the real program runs; of the calls that
concern a folder one can fail, or the process can die just before one.
"""

import builtins
import errno
import fcntl
import gc
import io
import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Self

# By descriptor, by path, by two paths.
_ON_DESCRIPTORS = ("write", "read", "fsync", "ftruncate", "fstat", "lseek", "close", "fchmod", "fchown")
_ON_PATHS = (
    *("open", "unlink", "remove", "mkdir", "rmdir", "chmod", "chown", "stat", "lstat", "listdir", "scandir"),
    *("truncate", "utime", "readlink", "access"),
)
_ON_PAIRS = ("link", "replace", "rename", "symlink")
# So the system does: what was to be closed is closed all the same.
_DONE_ALL_THE_SAME = ("close",)


class Watch:
    """The calls that concern a folder, counted, and what is to happen at one of them."""

    def __init__(self, folder: str, job: dict[str, Any], leave: Callable[[int], None]) -> None:
        self.calls: list[list[str]] = []
        self._folder = os.path.realpath(folder)
        self._job = job
        self._leave = leave
        self._readlink = os.readlink
        self._asking = False

    def meet(self, name: str, *places: Any) -> None:
        """Count a call if it concerns the folder; fail or die if it is the one for that."""
        if self._asking:
            return
        paths = [self._path(place) for place in places]
        if not any(path == self._folder or path.startswith(self._folder + os.sep) for path in paths):
            return
        self.calls.append([name, *(os.path.relpath(path, self._folder) for path in paths)])
        number = len(self.calls)
        if "swap" in self._job and number == self._job["swap"][0]:
            self._swap(*self._job["swap"][1:])
        if number == self._job.get("stop"):
            self._leave(signal.SIGKILL)
        if number == self._job.get("fail") or ("from" in self._job and number >= self._job["from"]):
            code = getattr(errno, self._job["error"])
            raise OSError(code, os.strerror(code))

    def _swap(self, path: str, contents: str, way: str) -> None:
        """Be another program that puts a file in the place of the store, or writes into it, just now."""
        self._asking = True
        with open(path + ".other" if way == "replaced" else path, "w", encoding="utf-8") as file:
            file.write(contents)
        if way == "replaced":
            os.replace(path + ".other", path)
        self._asking = False

    def _path(self, place: Any) -> str:
        if isinstance(place, int):
            try:
                return self._readlink(f"/proc/self/fd/{place}")
            except OSError:
                return ""
        folder, name = os.path.split(os.path.abspath(os.fsdecode(place)))
        return os.path.join(folder, name)


class Watched:
    """A file that was opened in the folder."""

    def __init__(self, file: Any, path: str, watch: Watch) -> None:
        self._file, self._path, self._watch = file, path, watch

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, contents: Any) -> Any:
        self._watch.meet("file.write", self._path)
        return self._file.write(contents)

    def read(self, *size: int) -> Any:
        self._watch.meet("file.read", self._path)
        return self._file.read(*size)

    def flush(self) -> None:
        self._watch.meet("file.flush", self._path)
        self._file.flush()

    def close(self) -> None:
        try:
            self._watch.meet("file.close", self._path)
        finally:
            self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def watch_calls(watch: Watch) -> None:
    """Put the watch before every call that the program could make."""
    for names, places in ((_ON_DESCRIPTORS, 1), (_ON_PATHS, 1), (_ON_PAIRS, 2)):
        for name in names:
            _put_before(os, name, places, watch)
    _put_before(fcntl, "flock", 1, watch)
    real = builtins.open

    def open_(file: Any, *rest: Any, **named: Any) -> Any:
        mode = named.get("mode") or (rest[0] if rest else "r")
        seen = len(watch.calls)
        watch.meet(f"open {mode}", file)
        opened = real(file, *rest, **named)
        return Watched(opened, file, watch) if len(watch.calls) > seen else opened

    builtins.open = open_  # type: ignore[assignment]


def _put_before(module: Any, name: str, places: int, watch: Watch) -> None:
    real = getattr(module, name)

    def call(*given: Any, **named: Any) -> Any:
        if name in _DONE_ALL_THE_SAME:
            try:
                watch.meet(name, *given[:places])
            finally:
                result = real(*given, **named)
            return result
        watch.meet(name, *given[:places])
        return real(*given, **named)

    setattr(module, name, call)


_AUDITED = ("open", "subprocess.", "os.", "socket.", "shutil.", "ctypes.", "sqlite3.", "pty.", "tempfile.")


def watch_audits(events: list[list[str]]) -> None:
    """Note all that Python says of files, processes and the network from now on."""

    def hook(name: str, given: tuple[Any, ...]) -> None:
        if name.startswith(_AUDITED):
            events.append([name, *(one if isinstance(one, str) else repr(one) for one in given)])

    sys.addaudithook(hook)


def _run(job: dict[str, Any], left: int) -> None:
    """Be the program, in a fork."""
    events: list[list[str]] = []
    really_leave, write, kill = os._exit, os.write, os.kill

    def leave(code: int) -> None:
        seen = json.dumps({"calls": watch.calls, "events": events}).encode()
        while seen:
            seen = seen[write(left, seen) :]
        if code == signal.SIGKILL:
            kill(os.getpid(), signal.SIGKILL)
        really_leave(code)

    watch = Watch(job.get("folder", "/nowhere"), job, leave)
    os._exit = leave  # type: ignore[assignment]
    sys.argv = ["unsco", *job["words"]]
    os.environ.clear()
    os.environ.update({"PATH": "/usr/bin:/bin", **job.get("environ", {})})
    if "umask" in job:
        os.umask(job["umask"])
    if "uid" in job:
        os.setgroups([])
        os.setgid(job["uid"])
        os.setuid(job["uid"])
    if "folder" in job:
        watch_calls(watch)
    if job.get("audit"):
        watch_audits(events)
    try:
        from unsco_cli.__main__ import main  # noqa: PLC0415

        main()
    except BaseException:  # noqa: BLE001
        traceback.print_exc(file=sys.stderr)
        sys.stderr.flush()
        leave(1)


def _answer(job: dict[str, Any]) -> dict[str, Any]:
    """Run a job in a fork, and return what it left behind."""
    streams = [tempfile.TemporaryFile() for _ in range(4)]  # noqa: SIM115
    streams[0].write(job.get("stdin", "").encode())
    streams[0].seek(0)
    pid = os.fork()
    if pid == 0:
        for number in range(3):
            os.dup2(streams[number].fileno(), number)
        sys.stdin, sys.stdout, sys.stderr = (
            io.TextIOWrapper(
                io.FileIO(number, mode, closefd=False)
                if raw
                else io.BufferedReader(io.FileIO(number, mode, closefd=False)),
                write_through=raw,
            )
            for number, mode, raw in ((0, "r", False), (1, "w", True), (2, "w", True))
        )
        try:
            _run(job, streams[3].fileno())
        finally:
            os.abort()
    status = os.waitpid(pid, 0)[1]
    for stream in streams:
        stream.seek(0)
    out, err, left = (stream.read().decode() for stream in streams[1:])
    for stream in streams:
        stream.close()
    return {"code": os.waitstatus_to_exitcode(status), "out": out, "err": err, **json.loads(left or "{}")}


def _warm() -> None:
    """Load what the commands need before the first fork: each would load it anew, if it may still read it."""
    import unsco_cli.__main__  # noqa: PLC0415
    import unsco_cli.commands.init  # noqa: PLC0415
    import unsco_cli.commands.update  # noqa: PLC0415
    import unsco_cli.store.own  # noqa: F401, PLC0415
    from unsco_cli.main import run  # noqa: PLC0415
    from unsco_cli.world import World  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        at = ["--store", os.path.join(folder, "store.json")]
        with open(at[1], "w", encoding="utf-8") as file:
            file.write('{"sources": {}}')
        record = '{"id": "a", "url": "https://example.org", "title": "A", "publisher": "A"}'
        for words in (["add", "source", "-"], ["history"], ["undo", "--yes"]):
            out, err = io.StringIO(), io.StringIO()
            world = World(io.StringIO(record), out, err, {}, date.today, lambda: datetime.now(UTC))
            status = run([*at, *words], world)
            assert status == 0, err.getvalue()


def main() -> None:
    """Answer jobs until there are no more."""
    _warm()
    gc.freeze()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    jobs = os.fdopen(os.dup(0), encoding="utf-8")
    for line in jobs:
        out.write(json.dumps(_answer(json.loads(line))) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
