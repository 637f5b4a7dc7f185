"""The whole way from a press release to a record in a store of one's own, in processes of their own."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, process
from tests.systems import bare
from tests.test_keep import Own
from unsco_cli.store.location import shipped_path

RELEASE = (
    "Talks on archives of the United Nations and the SCO\n\n"
    "TASHKENT, 4 May 2009 – A meeting on archives took place in Tashkent today. It was organised by the SCO "
    "Secretariat and UNESCO. Over 100 people attended the meeting.\n\n"
    "Representatives of China, Kazakhstan and Japan took part. Hirofumi Nakasone, Minister for Foreign "
    "Affairs of Japan, addressed the meeting.\n"
)


@pytest.fixture
def own(tmp_path: Path) -> Own:
    store = Own(tmp_path)
    shutil.copy(shipped_path(), store.path)
    return store


def piped(own: Own, *words: str) -> tuple[int, str]:
    """Draft the release into ``unsco add event -``, and return how that ends and what it says."""
    program = [sys.executable, "-m", "unsco_cli", "--store", str(own.path)]
    environ = bare(PYTHONPATH=str(ROOT))
    drafting = subprocess.Popen([*program, "draft", *words], stdout=subprocess.PIPE, env=environ)
    with drafting:
        adding = subprocess.run(
            [*program, "add", "event", "-"],
            stdin=drafting.stdout,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environ,
            timeout=60,
            check=False,
        )
    assert drafting.returncode == 0
    return adding.returncode, adding.stdout.decode()


def test_a_draft_goes_into_the_store_with_all_that_it_needs(own: Own) -> None:
    release = own.folder / "release.txt"
    release.write_text(RELEASE, encoding="utf-8")
    before = own.records
    clean = process("--store", str(own.path), "validate")
    code, said = piped(own, str(release), "--source", "https://example.org/x")
    assert (code, said.count("added\t")) == (0, 4), said
    after = own.records
    added: dict[str, list[Any]] = {
        name: [one for key, one in records.items() if key not in before[name]]
        for name, records in after.items()
        if name != "about" and records != before[name]
    }
    assert {name: len(records) for name, records in added.items()} == dict.fromkeys(
        ("events", "sources", "delegations", "people"), 1
    )
    event, page, state, person = (added[name][0] for name in ("events", "sources", "delegations", "people"))
    assert (event["start"], event["city"], event["attendance"]) == (
        "2009-05-04", "Tashkent", {"count": 100, "qualifier": "over"},
    )  # fmt: skip
    assert {one["id"] for one in event["participants"]} == {"sco", "unesco", "chn", "kaz", "jpn"}
    assert [one["id"] for one in event["people"]] == [person["id"]]
    assert (page["url"], state["name"], person["posts"][0]["affiliation"]) == (
        "https://example.org/x", "Japan", state["id"],
    )  # fmt: skip
    assert all(one["sources"] == [{"id": page["id"]}] for one in (event, state, person))
    assert process("--store", str(own.path), "validate") == clean
    assert clean.code == 0
