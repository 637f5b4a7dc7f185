"""Whatever is to be drafted, the answer is a draft or one line: no traceback, no hang, nothing forged."""

import csv
import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from tests.conftest import Answer, ask
from tests.systems import not_as_root
from tests.test_hostile import acting
from unsco_cli.errors import ExitCode

# Each is drafted in a fraction of this; of what hangs none is.
SECONDS = 5
FACTS = (
    "Vienna, 1 June 2018 – China and Russia attended the meeting. Mr. Foo Barov, Minister of China, spoke."
)
MARKUP = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"' onmouseover='x' --> ]]></style></pre>"
    '<b class="q">'
)
HOSTILE = (
    f"Special “Event {MARKUP} on a|b \\| =1+1”\n\n"
    f"Vienna, 1 June 2018 – China and Russia attended the meeting entitled “Evil {MARKUP} | a \\| =1+1()|x”. "
    "Mr. Foo Barov, Minister <u onclick=x> of =1+1 of China, attended. Mr. Xyz attended. "
    "&lt;b&gt; \u202eabc \x1b[31mred\x1b[0m \x9b31m \x1b]0;t\x07 \u2028 end.\n"
)
NAME = "<img src=x>|\t\x1b[31m\u202e\nname.txt"
FORMATS = ("json", "table", "tsv", "csv", "md", "svg")
# Elements and attributes of the pages that are written.
OWN = {
    "article",
    "section",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "p",
    "a",
    "mark",
    "sup",
    "bdi",
    "wbr",
}
OWN |= {
    "html",
    "head",
    "body",
    "meta",
    "style",
    "title",
    "footer",
    "div",
    "span",
    "ul",
    "ol",
    "li",
    "pre",
    "dl",
    "dt",
    "dd",
}
ATTRIBUTES = {
    "charset",
    "class",
    "content",
    "data-name",
    "dir",
    "href",
    "id",
    "lang",
    "name",
    "scope",
    "title",
}


def draft(contents: str | bytes, folder: Path, *words: str, name: str = "release.txt") -> Answer:
    path = folder / name
    path.write_bytes(contents if isinstance(contents, bytes) else contents.encode("utf-8", "surrogatepass"))
    before = sorted(folder.iterdir())
    answer = ask("draft", str(path), *words)
    assert sorted(folder.iterdir()) == before
    return answer


def is_sound(answer: Answer) -> bool:
    """Tell whether an answer is a draft, or nothing but one line and a code."""
    if answer.code == ExitCode.DONE:
        return answer.err == "" and "record" in json.loads(answer.out)
    return answer.out == "" and answer.err.startswith("unsco: ") and answer.err.count("\n") == 1


# What can't be read


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (b"", "is empty"),
        (b" \n\t\x0c\xc2\xa0" * 99, "is empty"),
        ("\u200b\ufeff\u202e".encode(), "is empty"),
        (b"%PDF-1.4 x", "is a PDF"),
        (b"PK\x03\x04xx", "is a ZIP archive"),
        (b"\0" * 999, "has NUL bytes"),
        (FACTS.encode() + b"\0", "has NUL bytes"),
        (FACTS.encode("utf-16") + b"x", "begins like utf-16"),
        (b"\xff\xfe\x00\xd8A\x00", "begins like utf-16"),
        (b"\xff\xfe\0\0\xff\xff\xff\xff", "begins like utf-32"),
        (b"\xef\xbb\xbf\xff\xfe", "begins like utf-8"),
        (b"<html><script>x</script>", "shows no text"),
        (b"<html><body>" + b"<div>" * 999 + b"x", "deep"),
    ],
)
def test_what_is_no_text_is_told_in_one_line(contents: bytes, said: str, tmp_path: Path) -> None:
    answer = draft(contents, tmp_path)
    assert (answer.code, answer.out) == (ExitCode.PROBLEMS, "")
    assert is_sound(answer)
    assert said in answer.err


def test_what_is_no_file_is_told_in_one_line(tmp_path: Path) -> None:
    for name in (str(tmp_path), str(tmp_path / "missing"), "mi\nss\x1b[31m\u202eing", "", "/dev/null"):
        answer = ask("draft", name)
        assert answer.code == ExitCode.PROBLEMS
        assert is_sound(answer)
        assert not acting(answer.err)


@not_as_root
def test_what_may_not_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(FACTS)
    path.chmod(0)
    assert is_sound(ask("draft", str(path)))


def test_nothing_in_standard_input_and_all_of_it_twice(tmp_path: Path) -> None:
    assert is_sound(ask("draft", "-"))
    assert is_sound(ask("draft", "-", "-", stdin=FACTS))
    path = tmp_path / "release.txt"
    path.write_text(FACTS)
    lines = ask("draft", str(path), str(path)).out.splitlines()
    assert len(lines) == 2
    assert lines[0] == lines[1]


# What can be read, however odd


ODD = {
    "controls": "".join(map(chr, range(1, 32))) + FACTS + "".join(map(chr, range(127, 160))),
    "directions": f"\u202e{FACTS}\u2066 \u061c",
    "right to left": "حضر وزير الخارجية الاجتماع في بكين، " * 40,
    "chinese": "中国和俄罗斯代表团出席了会议。" * 99,
    "emoji": "👩\u200d👩\u200d👧🇰🇬👍🏽 China attended. " * 40,
    "accents": "a" + "\u0316\u0301" * 9_999 + " C\u0301hina attended.",
    "letters": "Mr. İİ Şahin of China, ŉa ﬁx, ǅ, ẞ, ﷺ, Ⅷ, Ⓐⓑ Ⓒⓓ, 𝐀𝐛 𝐂, ªb attended.",
    "digits": "٣rd meeting, ١٢ June ٢٠١٨, 31 February 2018, 99 June, 0 June 0000, 31.02.2018, 12,34 came.",
    "one long word": "A" * 99_999,
    "one long number": "1" * 9_999 + " participants attended",
    "page of surrogates": "<html><p>China &#xD800; &#55296; &#0; &#x110000; &#xFFFE; &#27;[31m &#"
    + "9" * 9_999
    + "; attended.",
    "page of attributes": "<html><body><p " + "a" * 99_999 + "='" + "b" * 99_999 + "'>China attended.",
    "page of entities": "<html><body><p>China" + "&#x" * 2_999,
    "utf-7": b"<html><meta charset=utf-7><body>+ADw-script+AD4- \xff China attended",
    "escapes": b"<html><meta charset=unicode_escape><body>\xff\\x41 China attended",
}


@pytest.mark.parametrize("contents", ODD.values(), ids=ODD)
def test_odd_texts_are_drafted_or_told_in_one_line(contents: str | bytes, tmp_path: Path) -> None:
    assert is_sound(draft(contents, tmp_path))


SCRAPS = (
    *(
        "of",
        "the",
        "’s",
        "by",
        "by China",
        "as",
        "as observer",
        "(observer)",
        "among the observers",
        "attended by",
    ),
    *(
        "China",
        "China (",
        "China (U",
        "China, who",
        "Mr.",
        "Mr. Dr.",
        "Minister of",
        "Minister (X",
        "X (",
        "A. B.",
        "A/RES",
    ),
    *(
        "“",
        "”",
        "(",
        ":",
        "•",
        "1.",
        "in 2018",
        "June",
        "8, 9",
        "1 May to",
        "24th",
        "twenty-fourth",
        "van der",
        "de",
    ),
    *(
        "presidency",
        "chair of the SCO",
        "memorandum signed",
        "at the Palace of",
        "in In",
        "will be held",
        "entitled “",
    ),
)


def test_scraps_of_sentences_are_drafted(tmp_path: Path) -> None:
    text = "\n\n".join(f"{scrap}\n\n{scrap} China\n\nChina {scrap}" for scrap in SCRAPS)
    assert is_sound(draft(text, tmp_path))
    assert is_sound(draft(" ".join(SCRAPS), tmp_path))


# How long it takes


LONG = {
    "sentences": FACTS * 99,
    "one word a line": "a\n" * 1_499,
    "states": "China, Russia and India; " * 199,
    "initials": "A. B. " * 999,
}


@pytest.mark.parametrize("contents", LONG.values(), ids=LONG)
def test_the_same_over_and_over_takes_no_time(contents: str, tmp_path: Path) -> None:
    begin = time.process_time()
    assert is_sound(draft(contents, tmp_path))
    assert time.process_time() - begin < SECONDS


# Nothing of a text acts in an answer


@pytest.mark.parametrize("form", FORMATS)
def test_a_text_forges_nothing(form: str, tmp_path: Path) -> None:
    answer = draft(HOSTILE, tmp_path, "-f", form, name=NAME)
    assert (answer.code, answer.err) == (ExitCode.DONE, "")
    assert acting(answer.out) <= ({"\t"} if form == "tsv" else set())
    if form == "tsv":
        assert {line.count("\t") for line in answer.lines} == {3}
    elif form == "csv":
        assert {len(row) for row in csv.reader(io.StringIO(answer.out))} == {4}
    elif form == "md":
        assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in answer.lines} == {5}
        assert not re.search(r"(?<!\\)(?:\\\\)*<", answer.out)
    elif form == "svg":
        tags = {element.tag.partition("}")[2] for element in ET.fromstring(answer.out).iter()}
        assert tags <= {"svg", "g", "rect", "style", "text", "title", "tspan", "desc"}


@pytest.mark.parametrize("words", [(), ("--columns", "path,value,quote,reason")])
def test_a_text_brings_no_markup_into_a_page(words: tuple[str, ...], tmp_path: Path) -> None:
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;")
    told = '<title>&lt;script&gt;x</title><link rel=canonical href="https://e.org/\'onload=x">'
    page = f"<html><head>{told}</head><body>{escaped}</body></html>"
    for contents in (HOSTILE, page):
        answer = draft(contents, tmp_path, "--html", *words, name=NAME)
        assert answer.code == ExitCode.DONE
        elements = [one for one in html.fromstring(answer.out.encode()).iter() if isinstance(one.tag, str)]
        assert {one.tag for one in elements} <= OWN
        assert {name for one in elements for name in one.attrib} <= ATTRIBUTES
        assert all(re.match(r"#|https?://", one.get("href", "#")) for one in elements)


@pytest.mark.parametrize("library", ["sentencex", "pycountry"])
def test_without_its_libraries_it_is_told_how_to_get_them(tmp_path: Path, library: str) -> None:
    path = tmp_path / "release.txt"
    path.write_text("A meeting took place in Vienna on 5 May 2019.", encoding="utf-8")
    program = "import sys; sys.modules['LIB'] = None; from unsco_cli.__main__ import main; main()".replace(
        "LIB", library
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, "draft", str(path)], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == (
        "unsco: reading a press release needs libraries that are not installed; "
        "pip install 'unsco[draft]' gets them\n"
    )
